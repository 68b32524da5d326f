using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Domain.Localities;

public sealed class PopulationTests
{
    private static readonly Places Places = PlaceFacts.Load().ToPlaces();
    private static readonly Unit Merged = Places.All.First(u => u.Level == UnitLevel.Commune && u.ValidFrom == new DateOnly(2025, 7, 1)
        && Places.PredecessorsOf(u.Id) is { Count: 2 } old && old.All(p => p.Extent == LineageExtent.Full));

    [Theory]
    [InlineData(12, 34_567, "3.5")]
    [InlineData(1, 100_000, "0.1")]
    [InlineData(1, 80_000, "0.1")]
    [InlineData(1, 400_000, "0.0")]
    [InlineData(25, 100_000, "2.5")]
    [InlineData(35, 1_000_000, "0.4")]
    public void PerTenThousand_OfPeople_IsRoundedToOneDecimal(int count, int people, string rate) =>
        Assert.Equal(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), PopulationRules.PerTenThousand(count, people));

    [Fact]
    public void Of_AYear_IsTheLatestNotAfterIt()
    {
        var table = new PopulationTable(Places, [new(Merged.Id, 2025, 9000, "A"), new(Merged.Id, 2027, 9500, "B")]);

        Assert.Equal((9000, 2025), (table.Of(Merged.Id, 2026)!.Value, table.Of(Merged.Id, 2026)!.Year));
        Assert.Equal(9500, table.Of(Merged.Id, 2027)!.Value);
        Assert.Null(table.Of(Merged.Id, 2024));
        Assert.Null(table.Of("12-1997/12", 2026));
    }

    [Fact]
    public void Of_AUnitBeforeItsTime_IsTheSumOfItsPartsOnlyIfAllHaveOneOfOneYear()
    {
        var (first, second) = (Places.PredecessorsOf(Merged.Id)[0].FromId, Places.PredecessorsOf(Merged.Id)[1].FromId);

        Assert.Null(new PopulationTable(Places, [new(first, 2023, 4000, "A")]).Of(Merged.Id, 2024));
        Assert.Null(new PopulationTable(Places, [new(first, 2023, 4000, "A"), new(second, 2022, 3000, "A")]).Of(Merged.Id, 2024));
        var sum = new PopulationTable(Places, [new(first, 2024, 4100, "A"), new(first, 2023, 4000, "A"), new(second, 2023, 3000, "B")]).Of(Merged.Id, 2024)!;
        Assert.Equal((7000, 2023, true), (sum.Value, sum.Year, sum.Summed));
        Assert.Equal(["A", "B"], sum.Sources);
    }

    [Fact]
    public void Of_AUnitMadeOfAPartOfAnother_HasNone()
    {
        var divided = Places.Lineage.First(p => p.Extent == LineageExtent.Partial);
        var parts = Places.PredecessorsOf(divided.ToId).Select(p => new Population(p.FromId, 2024, 5000, "A"));

        Assert.Null(new PopulationTable(Places, parts).Of(divided.ToId, 2024));
    }

    [Fact]
    public void ToEnter_EverythingWrong_IsAllNamedAtOnce()
    {
        var today = new DateOnly(2026, 10, 20);

        Assert.Empty(PopulationRules.ToEnter(Actor.System, Merged, Merged.Id, 2026, 9000, "Niên giám", today));
        Assert.Equal(
            ["model.unit-unknown", "population.year-unknown", "population.value-not-positive", "population.source-missing"],
            PopulationRules.ToEnter(Actor.System, null, "x", 2027, 1.5m, "", today).Select(r => r.Code));
        Assert.Equal(["population.unit-not-then"], PopulationRules.ToEnter(Actor.System, Merged, Merged.Id, 2024, 9000, "A", today).Select(r => r.Code));
        Assert.Equal(["population.not-allowed"], PopulationRules.ToEnter(Actor.System with { Role = Role.Administrator }, Merged, Merged.Id, 2026, 9000, "A", today).Select(r => r.Code));
    }
}
