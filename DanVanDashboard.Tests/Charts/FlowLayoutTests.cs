using System.Globalization;
using System.Text.RegularExpressions;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Charts;

public sealed partial class FlowLayoutTests
{
    [Fact]
    public void Of_FullMergersInMixedOrder_HaveNoCrossing()
    {
        var layout = Layout("a>y b>x c>y d>x e>z");

        Assert.Equal(0, layout.Crossings);
        // Those that go together stand together.
        Assert.Equal(["bd", "ac", "e"], Groups(layout, "xyz"));
    }

    [Fact]
    public void Of_OrderThatCostsNothing_IsKept()
    {
        var layout = Layout("a>x b>x c>y");

        Assert.Equal("abc", string.Concat(layout.Left.Select(n => n.Node.Key)));
        Assert.Equal("xy", string.Concat(layout.Right.Select(n => n.Node.Key)));
    }

    [Fact]
    public void Of_ADividedUnit_StandsBetweenItsSuccessors()
    {
        var layout = Layout("a>x b>y p>x p>y");

        Assert.Equal(0, layout.Crossings);
        Assert.Equal("apb", string.Concat(layout.Left.Select(n => n.Node.Key)));
    }

    [Fact]
    public void Of_CrossingThatCannotBeAvoided_IsCounted() => Assert.Equal(1, Layout("a>x a>y b>x b>y").Crossings);

    [Fact]
    public void Of_Widths_AreInProportionAndFillTheirBars()
    {
        var layout = FlowLayout.Of([new("a", "A"), new("b", "B")], [new("x", "X")], [new("a", "x", 30, ""), new("b", "x", 10, "")]);

        var (wide, thin) = (layout.Flows[0], layout.Flows[1]);
        Assert.Equal(3, wide.Width / thin.Width, 6);
        Assert.Equal(wide.Width + thin.Width, Assert.Single(layout.Right).Height, 6);
        Assert.Equal(wide.Width, layout.Left.Single(n => n.Node.Key == "a").Height, 6);
    }

    [Fact]
    public void Of_NothingButZeros_StillShowsEveryFlow() =>
        Assert.All(FlowLayout.Of([new("a", "A")], [new("x", "X")], [new("a", "x", 0, "")]).Flows, f => Assert.True(f.Width > 1));

    [Fact]
    public void Of_AnEnlargedNode_NeverHangsOutAndNeverTouchesANeighbour()
    {
        // One very large stream at the end pulls the right column down.
        var layout = FlowLayout.Of(
            [.. "abcdef".Select(c => new FlowNode(c.ToString(), "Xã " + c))], [.. "uvwxyz".Select(c => new FlowNode(c.ToString(), "Xã " + c))],
            [.. "abcdef".Select((c, i) => new Flow(c.ToString(), "uvwxyz"[i].ToString(), i == 5 ? 500 : 1, "title"))]);

        AssertLegible(layout);
    }

    [Theory]
    [InlineData("12-1997/12", 106, 38)]
    [InlineData("20-1997/20", 194, 65)]
    [InlineData("80-1997/80", 0, 0)]
    public void Of_AWholeProvince_IsLegibleAndCrossesLessThanAsListed(string province, int old, int made)
    {
        var places = PlaceFacts.Load().ToPlaces();
        var parts = places.Lineage.Where(p => places[p.FromId].Level == UnitLevel.Commune && p.EffectiveDate == new DateOnly(2025, 7, 1) && places.IsWithin(p.FromId, province)).ToList();
        var lefts = parts.Select(p => places[p.FromId]).Distinct().Order(Unit.AdministrativeOrder).ToList();
        var rights = parts.Select(p => places[p.ToId]).Distinct().Order(Unit.AdministrativeOrder).ToList();
        var layout = FlowLayout.Of(lefts.Select(Node), rights.Select(Node), [.. parts.Select(p => new Flow(p.FromId, p.ToId, 1, "title", p.Extent == LineageExtent.Partial))]);

        if (old > 0)
        {
            Assert.Equal((old, made), (layout.Left.Count, layout.Right.Count));
        }

        AssertLegible(layout);
        Assert.Equal(Count(parts.ConvertAll(p => (layout.Left.ToList().FindIndex(n => n.Node.Key == p.FromId), layout.Right.ToList().FindIndex(n => n.Node.Key == p.ToId)))), layout.Crossings);
        var listed = Count(parts.ConvertAll(p => (lefts.FindIndex(u => u.Id == p.FromId), rights.FindIndex(u => u.Id == p.ToId))));
        Assert.True(layout.Crossings <= listed / 4, $"{layout.Crossings} crossings, {listed} as listed");

        static FlowNode Node(Unit unit) => new(unit.Id, unit.Name);
    }

    [Fact]
    public void Of_Paths_AreWrittenWithPointsInEveryCulture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");
        try
        {
            Assert.All(Layout("a>x b>x c>y p>x p>y").Flows, f => Assert.Matches(Band(), f.Path));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [GeneratedRegex(@"^M[\d. -]+C[\d. -]+V[\d.-]+C[\d. -]+Z$")]
    private static partial Regex Band();

    private static void AssertLegible(FlowLayout layout)
    {
        foreach (var column in new[] { layout.Left, layout.Right })
        {
            Assert.All(column.Zip(column.Skip(1)), pair =>
            {
                Assert.True(pair.Second.Middle - pair.First.Middle >= FlowLayout.Line - 0.001, $"{pair.First.Node.Label} and {pair.Second.Node.Label} touch");
                Assert.True(pair.Second.Top >= pair.First.Top + pair.First.Height, "bars overlap");
            });
            Assert.All(column, n => Assert.True(n.Top >= 0 && n.Top + n.Height <= layout.Height));
        }
    }

    private static int Count(List<(int From, int To)> ends) => ends.SelectMany((a, i) => ends.Skip(i + 1).Select(b => (a, b))).Count(p => (p.a.From - p.b.From) * (p.a.To - p.b.To) < 0);

    private static FlowLayout Layout(string flows)
    {
        var parts = flows.Split(' ');
        return FlowLayout.Of(
            parts.Select(p => p[..1]).Distinct().Order(StringComparer.Ordinal).Select(k => new FlowNode(k, k)), parts.Select(p => p[2..]).Distinct().Order(StringComparer.Ordinal).Select(k => new FlowNode(k, k)),
            [.. parts.Select(p => new Flow(p[..1], p[2..], 1, p))]);
    }

    /// <summary>For each key on the right, in its order, those on the left that go there, in theirs.</summary>
    private static IEnumerable<string> Groups(FlowLayout layout, string rights) =>
        layout.Right.Where(r => rights.Contains(r.Node.Key, StringComparison.Ordinal))
            .Select(r => string.Concat(layout.Left.Where(l => layout.Flows.Any(f => f.Flow.From == l.Node.Key && f.Flow.To == r.Node.Key)).Select(l => l.Node.Key)))
            .OrderBy(g => rights.IndexOf(layout.Flows.First(f => f.Flow.From == g[..1]).Flow.To, StringComparison.Ordinal));
}
