using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Tests.Domain.Localities;

/// <summary>Cases that the four provinces of the facts do not have yet.</summary>
public class RestatementTests
{
    private static readonly DateOnly First = new(2010, 1, 1);
    private static readonly DateOnly Second = new(2020, 1, 1);
    private static readonly DateOnly Abolished = new(2025, 7, 1);

    [Fact]
    public void Restate_StatedShares_DivideOverSeveralSteps()
    {
        // a → 60 % b, 40 % c; c → 25 % d, 75 % e.
        var places = Places.Create(
            [Unit("p", UnitLevel.Province, null), Commune("a", "p", to: First), Commune("b", "p", First), Commune("c", "p", First, Second), Commune("d", "p", Second), Commune("e", "p", Second)],
            [Part("a", "b", 0.6m, First), Part("a", "c", 0.4m, First), Part("c", "d", 0.25m, Second), Part("c", "e", 0.75m, Second)]).Value;
        var table = places.Restate(BoundaryView.At(Second));

        Assert.Equal([("b", 0.6m), ("d", 0.1m), ("e", 0.3m)], table.For("a"));
        Assert.True(table.Estimated("a"));
        Assert.Null(places.SuccessorAt("a", Second));
        Assert.Equal([("a", 1m)], places.Restate(BoundaryView.At(First.AddDays(-1))).For("e"));
    }

    [Fact]
    public void Restate_DividedAndJoinedAgain_IsExact()
    {
        var places = Places.Create(
            [Unit("p", UnitLevel.Province, null), Commune("a", "p", to: First), Commune("b", "p", First, Second), Commune("c", "p", First, Second), Commune("d", "p", Second)],
            [Part("a", "b", null, First), Part("a", "c", null, First), Full("b", "d", Second), Full("c", "d", Second)]).Value;

        Assert.Equal([("p", 1m)], places.Restate(BoundaryView.At(First)).For("a"));
        Assert.False(places.Restate(BoundaryView.At(First)).Comparable("a"));
        Assert.Equal("d", places.SuccessorAt("a", Second)?.Id);
        Assert.Equal("a", places.SuccessorAt("d", First.AddDays(-1))?.Id);
        Assert.Contains("a", places.ScopeOf("d"));
        Assert.DoesNotContain("a", places.ScopeOf("b"));
    }

    [Fact]
    public void Restate_MergedIntoACommuneThatGoesOn_IsExact()
    {
        var places = Places.Create(
            [Unit("p", UnitLevel.Province, null), Commune("a", "p", to: First), Commune("b", "p")],
            [Full("a", "b", First)]).Value;

        Assert.Equal([("b", 1m)], places.Restate(BoundaryView.At(First)).For("a"));
        Assert.Equal([("b", 1m)], places.Restate(BoundaryView.At(First.AddDays(-1))).For("b"));
    }

    [Fact]
    public void Restate_RenamedDistrict_IsOneOldDistrict()
    {
        var places = Places.Create(
            [
                Unit("p", UnitLevel.Province, null), Unit("d1", UnitLevel.District, "p", to: First), Unit("d2", UnitLevel.District, "p", First, Abolished),
                Commune("a1", "d1", to: First), Commune("a2", "d2", First, Abolished), Commune("b2", "d2", First, Abolished), Commune("c", "p", Abolished),
            ],
            [Full("d1", "d2", First), Full("a1", "a2", First), Full("a2", "c", Abolished), Full("b2", "c", Abolished)]).Value;
        var table = places.Restate(BoundaryView.OldDistrict);

        Assert.All(new[] { "d1", "d2", "a1", "a2", "b2", "c" }, id => Assert.Equal([("d2", 1m)], table.For(id)));
    }

    [Fact]
    public void ById_UnknownId_IsNullAndAskingForItIsABug()
    {
        var places = Places.Create([Unit("p", UnitLevel.Province, null)], []).Value;

        Assert.Null(places.ById("x"));
        Assert.Throws<KeyNotFoundException>(() => places["x"]);
        Assert.Throws<KeyNotFoundException>(() => places.Restate(BoundaryView.AsWas).For("x"));
        Assert.Empty(Places.Create([], []).Value.RootsAt(First));
    }

    private static Unit Commune(string id, string parent, DateOnly? from = null, DateOnly? to = null) => Unit(id, UnitLevel.Commune, parent, from, to);

    private static Unit Unit(string id, UnitLevel level, string? parent, DateOnly? from = null, DateOnly? to = null) => new()
    {
        Id = id,
        Code = id,
        Name = id,
        Kind = "xã",
        Level = level,
        ParentId = parent,
        ValidFrom = from ?? DanVanDashboard.Domain.Localities.Unit.UnknownStart,
        ValidTo = to,
    };

    private static LineagePart Full(string from, string to, DateOnly on) => new(from, to, LineageExtent.Full, null, null, on);

    private static LineagePart Part(string from, string to, decimal? share, DateOnly on) => new(from, to, LineageExtent.Partial, share, null, on);
}
