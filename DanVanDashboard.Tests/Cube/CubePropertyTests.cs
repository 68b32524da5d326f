using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Cube;

public sealed class CubePropertyTests
{
    private static readonly CubeAxis[] Axes = Enum.GetValues<CubeAxis>();

    [Fact]
    public void Query_AnyPeriodAndAxis_EqualsCountingModelByModel() => ForAll(world =>
    {
        var snapshot = world.Rebuild().Current;
        foreach (var period in CubeWorld.Periods)
        {
            foreach (var axis in Axes)
            {
                AssertEqualsOracle(world, snapshot, new() { Period = period, By = axis, Periods = MonthsOf(world) });
            }
        }
    });

    [Fact]
    public void Query_AnyFiltersAndTwoAxes_EqualsCountingModelByModel() => ForAll(world =>
    {
        var snapshot = world.Rebuild().Current;
        foreach (var query in RandomQueries(world, 60))
        {
            AssertEqualsOracle(world, snapshot, query);
        }
    });

    [Fact]
    public void Apply_AnyOrderAndBatches_EqualsRebuild() => ForAll(world =>
    {
        var cube = new CampaignCube("c", [CubeWorld.Phase]);
        foreach (var batch in world.Batches(5))
        {
            cube.Apply(batch, cube.Current.Sequence);
        }

        cube.Apply([], world.Sequence);
        var rebuilt = world.Rebuild().Current;
        foreach (var query in RandomQueries(world, 60))
        {
            AssertSame(rebuilt.Query(query), cube.Current.Query(query), query);
        }
    });

    [Fact]
    public void Apply_LaterChanges_LeaveOldSnapshotsAsTheyWere() => ForAll(world =>
    {
        var cube = new CampaignCube("c", [CubeWorld.Phase]);
        var queries = RandomQueries(world, 10).ToList();
        var seen = new List<(CubeSnapshot Snapshot, List<CubeResult> Answers)>();
        foreach (var batch in world.Batches(3))
        {
            var snapshot = cube.Apply(batch, cube.Current.Sequence + 1);
            seen.Add((snapshot, [.. queries.Select(snapshot.Query)]));
        }

        Assert.Equal(seen.Count, seen.Select(s => s.Snapshot).Distinct().Count());
        foreach (var (snapshot, answers) in seen)
        {
            foreach (var (query, answer) in queries.Zip(answers))
            {
                AssertSame(answer, snapshot.Query(query), query);
            }
        }
    });

    [Fact]
    public void Rebuild_AsOfSequence_EqualsCubeThatStoppedThere() => ForAll(world =>
    {
        // In the store's order, as the events came.
        var cube = new CampaignCube("c", [CubeWorld.Phase]);
        cube.Apply([.. world.Models.Select(m => new ModelAdded(m.Facts))], 0);
        var events = world.Models.SelectMany(m => m.Events.Select(e => (m.Facts.ModelId, Event: e))).OrderBy(e => e.Event.Sequence).ToList();
        var moments = events.Select(e => (e.Event.Sequence, cube.Apply([new ModelEventAdded(e.ModelId, e.Event)], e.Event.Sequence))).ToList();
        foreach (var (sequence, then) in moments)
        {
            var rebuilt = CampaignCube.Rebuild(
                "c", [CubeWorld.Phase], world.Models.Select(m => (m.Facts, (IReadOnlyList<ModelEvent>)[.. m.Events.Where(e => e.Sequence <= sequence)])), [], sequence);
            foreach (var query in RandomQueries(world, 4))
            {
                AssertSame(rebuilt.Current.Query(query), then.Query(query), query);
            }
        }
    });

    [Fact]
    public void Query_DisjointAxis_RowsAddUpToTotals() => ForAll(world =>
    {
        var snapshot = world.Rebuild().Current;
        foreach (var period in CubeWorld.Periods)
        {
            foreach (var axis in new[] { CubeAxis.Unit, CubeAxis.Body, CubeAxis.Field, CubeAxis.Subject, CubeAxis.Stage, CubeAxis.Block })
            {
                var result = snapshot.Query(new() { Period = period, By = axis });
                Assert.Equal(result.Totals, NaiveCube.Sum(result.Rows.Select(r => r.Totals)));
            }
        }
    });

    [Fact]
    public void Query_SomeUnits_IsTheSumOfTheirRows() => ForAll(world =>
    {
        var snapshot = world.Rebuild().Current;
        var rows = snapshot.Query(new() { By = CubeAxis.Unit });
        var some = new HashSet<string> { "u0", "u2", CubeKeys.ProvinceBodies, "nowhere" };
        Assert.Equal(NaiveCube.Sum(some.Select(u => rows.Row(u))), snapshot.Query(new() { Units = some }).Totals);
    });

    [Fact]
    public void Query_Weights_ConserveTotalsAndSplitRows() => ForAll(world =>
    {
        // u0 goes whole to n0, u1 in parts, u2 and u3 merge.
        // Whoever of u1 is known to have gone to one of its successors stands there whole.
        IReadOnlyList<(string, decimal)> Weights(string unit, string? wentTo) => unit switch
        {
            "u0" => [("n0", 1m)],
            "u1" when wentTo is not null => [(wentTo, 1m)],
            "u1" => [("n0", 0.25m), ("n1", 0.75m)],
            _ => [("n2", 1m)],
        };
        var snapshot = world.Rebuild().Current;
        foreach (var query in RandomQueries(world, 10))
        {
            var plain = snapshot.Query(query);
            var weighted = snapshot.Query(query with { Weights = Weights });
            Assert.Equal(plain.Totals, weighted.Totals);
            if (query.By != CubeAxis.Unit && query.Then != CubeAxis.Unit)
            {
                Assert.Equal(plain.Rows, weighted.Rows);
            }
        }

        var was = snapshot.Query(new() { By = CubeAxis.Unit });
        var now = snapshot.Query(new() { By = CubeAxis.Unit, Weights = Weights });
        decimal OfU1(string? wentTo) => NaiveCube.Query(world with { Models = [.. world.Models.Where(m => m.Facts.WentTo == wentTo)], Honours = [.. world.Honours.Where(_ => wentTo is null)] }, new() { By = CubeAxis.Unit }).Row("u1").Registered;
        Assert.Equal(was.Row("u0").Registered + (0.25m * OfU1(null)) + OfU1("n0"), now.Row("n0").Registered);
        Assert.Equal((0.75m * OfU1(null)) + OfU1("n1"), now.Row("n1").Registered);
        Assert.Equal(was.Row("u2").Recognitions.Total + was.Row("u3").Recognitions.Total, now.Row("n2").Recognitions.Total);
        Assert.Equal(was.Row(CubeKeys.ProvinceBodies), now.Row(CubeKeys.ProvinceBodies));
        var one = snapshot.Query(new() { Weights = Weights, Targets = new HashSet<string> { "n1" } });
        Assert.Equal(now.Row("n1"), one.Totals);
    });

    internal static void AssertSame(CubeResult expected, CubeResult actual, CubeQuery query)
    {
        Assert.True(expected.Totals == actual.Totals, $"{query}\nexpected {expected.Totals}\nactual   {actual.Totals}");
        Assert.True(
            expected.Rows.SequenceEqual(actual.Rows),
            $"{query}\nexpected {string.Join('\n', expected.Rows)}\nactual   {string.Join('\n', actual.Rows)}");
    }

    internal static IEnumerable<CubeQuery> RandomQueries(CubeWorld world, int count)
    {
        var random = new Random(world.Seed);
        string? Sometimes(params string[] values) => random.Next(6) == 0 ? values[random.Next(values.Length)] : null;
        for (var i = 0; i < count; i++)
        {
            var by = Axes[random.Next(Axes.Length)];
            var then = Axes[random.Next(Axes.Length)];
            yield return new()
            {
                Period = CubeWorld.Periods[random.Next(CubeWorld.Periods.Count)],
                Units = random.Next(4) == 0 ? new HashSet<string> { "u1", "u2", Sometimes(CubeKeys.ProvinceBodies) ?? "u3" } : null,
                Body = Sometimes("b0", "b1", CubeKeys.Unstated),
                Field = Sometimes(StandardFields.Economy, "own", CubeKeys.Unstated, "no-such-field"),
                Theme = Sometimes("t0", "t1", "no-such-theme"),
                Block = Sometimes("school", CubeKeys.Unstated),
                Subject = Sometimes("collective", "individual", CubeKeys.Unstated),
                By = by,
                Then = by == CubeAxis.None || by == then ? CubeAxis.None : then,
                Periods = MonthsOf(world),
            };
        }
    }

    private static IReadOnlyList<PeriodKey> MonthsOf(CubeWorld world) =>
        [.. Enumerable.Range(0, 6).Select(i => PeriodKey.Of((world.Seed % 2) == 0 ? PeriodKind.Month : PeriodKind.Quarter, CubeWorld.From.AddMonths((world.Seed % 12) + (3 * i)))!.Value)];

    private static void AssertEqualsOracle(CubeWorld world, CubeSnapshot snapshot, CubeQuery query) =>
        AssertSame(NaiveCube.Query(world, query), snapshot.Query(query), query);

    private static void ForAll(Action<CubeWorld> property) =>
        Prop.ForAll(CubeWorld.Arbitrary, property).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
}
