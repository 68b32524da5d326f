using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Tests.Domain.Localities;

public class PlaceRulesTests
{
    private static readonly DateOnly Start = Unit.UnknownStart;
    private static readonly DateOnly Change = new(2025, 7, 1);

    [Fact]
    public void Create_SoundData_IsAccepted() => Assert.True(Places.Create([Province(), Commune("a", "00001", to: Change), Commune("b", "00001", Change)], [Full("a", "b")]).Ok);

    [Fact]
    public void Create_SameCodeAndStart_NamesBothRows()
    {
        var refusal = Assert.Single(Places.Create([Province(), Commune("a", "00001"), Commune("b", "00001")], []).Refusals);

        Assert.Equal("units.code-and-start-twice", refusal.Code);
        Assert.Equal(["b", "a"], refusal.Arguments.Take(2));
    }

    [Fact]
    public void Create_CodeHeldTwiceAtATime_IsRefused() =>
        Refused("units.code-overlap", [Province(), Commune("a", "00001"), Commune("b", "00001", Change)], []);

    [Fact]
    public void Create_IdTwice_IsRefused() =>
        Refused("units.id-twice", [Province(), Commune("a", "00001"), Commune("a", "00002")], []);

    [Fact]
    public void Create_ParentUnknown_IsRefused() =>
        Refused("units.parent-unknown", [Commune("a", "00001")], []);

    [Fact]
    public void Create_ParentEndedEarlier_IsRefused() =>
        Refused("units.parent-not-valid", [Province() with { ValidTo = Change }, Commune("a", "00001")], []);

    [Fact]
    public void Create_ParentCycle_IsRefused() =>
        Refused("units.parent-cycle", [Commune("a", "00001") with { ParentId = "b" }, Commune("b", "00002") with { ParentId = "a" }], []);

    [Fact]
    public void Create_CommuneUnderCommune_IsRefused() =>
        Refused("units.parent-level", [Province(), Commune("a", "00001"), Commune("b", "00002") with { ParentId = "a" }], []);

    [Fact]
    public void Create_CommuneWithoutParent_IsRefused() =>
        Refused("units.parent-missing", [Commune("a", "00001") with { ParentId = null }], []);

    [Fact]
    public void Create_EndBeforeStart_IsRefused() =>
        Refused("units.ends-before-start", [Province(), Commune("a", "00001", Change, Change)], []);

    [Fact]
    public void Create_LineageCycle_IsRefused() =>
        Refused("units.lineage-cycle", [Province(), Commune("a", "00001", to: Change), Commune("b", "00002", to: Change)], [Full("a", "b"), Full("b", "a")]);

    [Fact]
    public void Create_LineageDatesDoNotMeet_IsRefused() =>
        Refused("units.lineage-dates", [Province(), Commune("a", "00001"), Commune("b", "00002", Change)], [Full("a", "b")]);

    [Fact]
    public void Create_LineageToUnknownUnit_IsRefused() =>
        Refused("units.lineage-unknown", [Province(), Commune("a", "00001", to: Change)], [Full("a", "z")]);

    [Fact]
    public void Create_FullBesideAPart_IsRefused() =>
        Refused("units.lineage-full-not-alone", Split(), [Full("a", "b"), Part("a", "c", null)]);

    [Fact]
    public void Create_PartAlone_IsRefused() =>
        Refused("units.lineage-partial-alone", Split(), [Part("a", "b", null)]);

    [Theory]
    [InlineData(0.5, 0.4)]
    [InlineData(0.7, 0.7)]
    public void Create_SharesDoNotSumToOne_AreRefused(double first, double second) =>
        Refused("units.lineage-shares-sum", Split(), [Part("a", "b", (decimal)first), Part("a", "c", (decimal)second)]);

    [Fact]
    public void Create_ShareOutOfRange_IsRefused() =>
        Refused("units.lineage-share", Split(), [Part("a", "b", 1.2m), Part("a", "c", -0.2m)]);

    [Fact]
    public void Create_SeveralFaults_AreAllNamedAtOnce()
    {
        var refusals = Places.Create([Province(), Commune("a", "00001"), Commune("b", "00001"), Commune("c", "00003") with { ParentId = "z" }], [Full("a", "y")]).Refusals;

        Assert.Equal(["units.code-and-start-twice", "units.lineage-unknown", "units.parent-unknown"], refusals.Select(r => r.Code).Order());
    }

    private static void Refused(string code, Unit[] units, LineagePart[] lineage)
    {
        var refusals = Places.Create(units, lineage).Refusals;
        var refusal = refusals.FirstOrDefault(r => r.Code == code);
        Assert.True(refusal is not null, $"{code} expected, got {string.Join(", ", refusals.Select(r => r.Code))}");
        Assert.NotEmpty(refusal.Arguments);
    }

    private static Unit[] Split() => [Province(), Commune("a", "00001", to: Change), Commune("b", "00002", Change), Commune("c", "00003", Change)];

    private static Unit Province() => new() { Id = "p", Code = "99", Name = "Mẫu", Kind = "tỉnh", Level = UnitLevel.Province, ValidFrom = Start };

    private static Unit Commune(string id, string code, DateOnly? from = null, DateOnly? to = null) =>
        new() { Id = id, Code = code, Name = id, Kind = "xã", Level = UnitLevel.Commune, ParentId = "p", ValidFrom = from ?? Start, ValidTo = to };

    private static LineagePart Full(string from, string to) => new(from, to, LineageExtent.Full, null, null, Change);

    private static LineagePart Part(string from, string to, decimal? share) => new(from, to, LineageExtent.Partial, share, null, Change);
}
