using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Tests.Cube;

public sealed class CampaignCubeTests
{
    private static readonly PeriodKey Year2026 = new(PeriodKind.Year, 2026, 0);
    private long _sequence;

    [Fact]
    public void Query_RecognisedInTwoMonths_CountsOnceInTheYearAtTheHighestLevel()
    {
        var snapshot = Cube(Model("a"),
            Event("a", ModelEventKind.Register, 1, 5),
            Event("a", ModelEventKind.Recognise, 3, 1, RecognitionLevel.Commune),
            Event("a", ModelEventKind.Recognise, 9, 1, RecognitionLevel.Province)).Current;

        var year = snapshot.Query(new() { Period = Year2026, By = CubeAxis.Period, Periods = Months(2026) });

        Assert.Equal(new LevelCounts(0, 0, 1), year.Totals.Recognised);
        Assert.Equal(new LevelCounts(1, 0, 1), year.Totals.Recognitions);
        Assert.Equal(new LevelCounts(1, 0, 0), year.Row("2026-03").Recognised);
        Assert.Equal(new LevelCounts(0, 0, 1), year.Row("2026-09").Recognised);
        Assert.Equal(2, year.Rows.Sum(r => r.Totals.Recognised.Total));
        Assert.Equal(1, year.Totals.Recognised.Total);
    }

    [Fact]
    public void Query_MonthsWithoutEvents_CarryTheStockForward()
    {
        var snapshot = Cube(Model("a"),
            Event("a", ModelEventKind.Register, 1, 5), Event("a", ModelEventKind.Accept, 1, 9), Event("a", ModelEventKind.Stop, 6, 30)).Current;

        var stock = Months(2026).Select(m => snapshot.Query(new() { Period = m }).Totals.InProgress);

        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], stock.Select(s => (int)s));
        Assert.Equal(0, snapshot.Query(new() { Period = new(PeriodKind.Year, 2025, 0) }).Totals.InProgress);
        Assert.Equal(0, snapshot.Query(new()).Totals.InProgress);
    }

    [Fact]
    public void Apply_BackdatedEvent_ChangesEveryLaterMonth()
    {
        var cube = Cube(Model("a"), Event("a", ModelEventKind.Register, 1, 5), Model("b"), Event("b", ModelEventKind.Register, 7, 1));

        var snapshot = cube.Apply([Event("a", ModelEventKind.Accept, 2, 1)], ++_sequence);

        Assert.Equal(0, snapshot.Query(new() { Period = new(PeriodKind.Month, 2026, 1) }).Totals.InProgress);
        Assert.Equal(1, snapshot.Query(new() { Period = new(PeriodKind.Month, 2026, 2) }).Totals.InProgress);
        Assert.Equal(1, snapshot.Query(new() { Period = new(PeriodKind.Month, 2026, 7) }).Totals.InProgress);
    }

    [Fact]
    public void Apply_RevokedRegistration_CountsNowhere()
    {
        var register = Event("a", ModelEventKind.Register, 1, 5);
        var cube = Cube(Model("a"), register, Event("a", ModelEventKind.Accept, 1, 9), Event("a", ModelEventKind.Commend, 2, 9));

        var snapshot = cube.Apply([Event("a", ModelEventKind.Revoke, 3, 1, revokes: register.Event.Id)], ++_sequence);

        Assert.Equal(CubeTotals.Zero, snapshot.Query(new()).Totals);
        Assert.Empty(snapshot.Query(new() { Period = Year2026, By = CubeAxis.Unit }).Rows);
    }

    [Fact]
    public void Query_CarriedOver_CountsInBothYearsAndOnceInTheCampaign()
    {
        var snapshot = Cube(Model("a"),
            Event("a", ModelEventKind.Register, 1, 5),
            Event("a", ModelEventKind.Review, 12, 20, reviewClass: ReviewClass.Strengthen),
            Event("a", ModelEventKind.Review, 2, 1, reviewClass: ReviewClass.Strengthen, year: 2027)).Current;

        var years = snapshot.Query(new() { By = CubeAxis.Period, Periods = [Year2026, new(PeriodKind.Year, 2027, 0)] });

        Assert.Equal((1, 1, 0), (years.Row("2026").Registered, years.Row("2026").RegisteredNew, years.Row("2026").CarriedOver));
        Assert.Equal((1, 0, 1), (years.Row("2027").Registered, years.Row("2027").RegisteredNew, years.Row("2027").CarriedOver));
        Assert.Equal((1, 1, 0), (years.Totals.Registered, years.Totals.RegisteredNew, years.Totals.CarriedOver));
    }

    [Fact]
    public void Query_Themes_OverlapAndAreNotAddedToTheTotal()
    {
        var snapshot = Cube(
            Model("a", themes: ["rural", "digital"]), Event("a", ModelEventKind.Register, 1, 5),
            Model("b", themes: ["rural"]), Event("b", ModelEventKind.Register, 1, 6),
            Model("c"), Event("c", ModelEventKind.Register, 1, 6)).Current;

        var byTheme = snapshot.Query(new() { By = CubeAxis.Theme });

        Assert.Equal(["digital", "rural"], byTheme.Rows.Select(r => r.Key));
        Assert.Equal(3, byTheme.Totals.Registered);
        Assert.Equal(2, byTheme.Row("rural").Registered);
        Assert.Equal(1, snapshot.Query(new() { Theme = "digital" }).Totals.Registered);
    }

    [Fact]
    public void Query_NonLocalBody_StandsBesideTheUnitsAndNotInThem()
    {
        var snapshot = Cube(
            Model("a"), Event("a", ModelEventKind.Register, 1, 5),
            Model("b", nonLocal: true), Event("b", ModelEventKind.Register, 1, 6)).Current;

        var byUnit = snapshot.Query(new() { By = CubeAxis.Unit });

        Assert.Equal(["province-bodies", "u1"], byUnit.Rows.Select(r => r.Key));
        Assert.Equal(1, byUnit.Row("u1").Registered);
        Assert.Equal(1, snapshot.Query(new() { Units = new HashSet<string> { "u1" } }).Totals.Registered);
        Assert.Equal(2, byUnit.Totals.Registered);
    }

    [Fact]
    public void Query_HonoursWithoutModel_CountRecipientsOncePerPeriod()
    {
        var cube = new CampaignCube("c", []);
        cube.Apply([new HonourAdded(Honour("h1", "r", HonourKind.Commend, 2)), new HonourAdded(Honour("h2", "r", HonourKind.Commend, 5)), new HonourAdded(Honour("h3", "s", HonourKind.Exemplar, 5))], 3);

        var year = cube.Current.Query(new() { Period = Year2026, By = CubeAxis.Subject }).Row("individual");
        var after = cube.Apply([new HonourRevoked("h1"), new HonourRevoked("h3")], 5).Query(new() { Period = Year2026 }).Totals;

        Assert.Equal((1, 2, 1, 0), (year.Commended, year.Commendations, year.Exemplar, year.Registered));
        Assert.Equal((1, 1, 0), (after.Commended, after.Commendations, after.Exemplar));
    }

    [Fact]
    public void Query_PhaseOfTheCampaign_IsAGrainOfItsOwn()
    {
        var phase = new PeriodKey(PeriodKind.Phase, 2026, 2026);
        var cube = new CampaignCube("c", [phase]);
        var snapshot = cube.Apply(
            [
                Model("a"), Event("a", ModelEventKind.Register, 1, 5), Event("a", ModelEventKind.Recognise, 5, 5, RecognitionLevel.Commune),
                Event("a", ModelEventKind.Recognise, 5, 5, RecognitionLevel.Province, year: 2027),
            ],
            ++_sequence);

        Assert.Equal(new LevelCounts(1, 0, 0), snapshot.Query(new() { Period = phase }).Totals.Recognised);
        Assert.Equal(new LevelCounts(0, 0, 1), snapshot.Query(new() { Period = new(PeriodKind.Phase, 2021, 2030) }).Totals.Recognised);
        Assert.False(snapshot.Answers(new(PeriodKind.Phase, 2027, 2028)));
        Assert.Throws<ArgumentException>(() => snapshot.Query(new() { Period = new(PeriodKind.Phase, 2027, 2028) }));
    }

    [Theory]
    [InlineData(CubeAxis.None, CubeAxis.Field)]
    [InlineData(CubeAxis.Field, CubeAxis.Field)]
    public void Query_AxesThatDoNotGoTogether_Throws(CubeAxis by, CubeAxis then) =>
        Assert.Throws<ArgumentException>(() => new CampaignCube("c", []).Current.Query(new() { By = by, Then = then }));

    [Fact]
    public void Apply_Batch_GivesOneSnapshotAndNeverGoesBack()
    {
        var cube = Cube(Model("a"));
        var before = cube.Current;

        var after = cube.Apply([Event("a", ModelEventKind.Register, 1, 5), Event("a", ModelEventKind.Accept, 1, 6)], 40);

        Assert.NotSame(before, after);
        Assert.Same(after, cube.Current);
        Assert.Equal(40, after.Sequence);
        Assert.Equal(40, after.Query(new()).Sequence);
        Assert.Throws<ArgumentOutOfRangeException>(() => cube.Apply([], 39));
    }

    [Fact]
    public void Query_WeightsThatAddToWhole_GiveWholeNumbersWithoutDecimals()
    {
        var snapshot = Cube(
            Model("a"), Event("a", ModelEventKind.Register, 1, 5), Model("b"), Event("b", ModelEventKind.Register, 1, 6)).Current;

        var row = snapshot.Query(new() { By = CubeAxis.Unit, Weights = (_, _) => [("x", 0.5m), ("y", 0.25m), ("z", 0.25m)] });

        Assert.Equal("1", row.Row("x").Registered.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("0.5", row.Row("y").Registered.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("2", row.Totals.Registered.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Apply_SoManyEventsThatLogsAreMerged_EqualsRebuildAndKeepsOldSnapshots()
    {
        var world = CubeWorld.Random(7, 4000, 9);
        var cube = new CampaignCube("c", [CubeWorld.Phase]);
        var queries = CubePropertyTests.RandomQueries(world, 40).Append(new() { By = CubeAxis.Unit, Then = CubeAxis.Field }).ToList();
        var halfway = cube.Current;
        List<CubeResult> answers = [];
        var batches = world.Batches(400).ToList();
        foreach (var (i, batch) in batches.Index())
        {
            cube.Apply(batch, 0);
            if (i == batches.Count / 2)
            {
                halfway = cube.Current;
                answers = [.. queries.Select(halfway.Query)];
            }
        }

        var rebuilt = world.Rebuild();
        foreach (var (query, then) in queries.Zip(answers))
        {
            CubePropertyTests.AssertSame(then, halfway.Query(query), query);
            CubePropertyTests.AssertSame(rebuilt.Current.Query(query), cube.Current.Query(query), query);
        }

        CubePropertyTests.AssertSame(NaiveCube.Query(world, queries[^1]), cube.Current.Query(queries[^1]), queries[^1]);

        // A rebuilt cube goes on like any other.
        CubeChange[] more = [Model("new"), Event("new", ModelEventKind.Register, 12, 31)];
        CubePropertyTests.AssertSame(
            cube.Apply(more, world.Sequence).Query(queries[^1]), rebuilt.Apply(more, world.Sequence).Query(queries[^1]), queries[^1]);
    }

    [Fact]
    public async Task Query_WhileAnotherThreadApplies_EachSnapshotIsWhole()
    {
        var world = CubeWorld.Random(11, 1500, 9);
        var cube = new CampaignCube("c", [CubeWorld.Phase]);
        var query = new CubeQuery { By = CubeAxis.Unit, Then = CubeAxis.Stage };
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            var asked = 0;
            do
            {
                var snapshot = cube.Current;
                var answer = snapshot.Query(query);
                Assert.Equal(answer.Totals, NaiveCube.Sum(answer.Rows.Select(r => r.Totals)));
                Assert.Equal(answer.Rows, snapshot.Query(query).Rows);
                asked++;
            }
            while (!done.IsCancellationRequested);
            return asked;
        });
        foreach (var batch in world.Batches(8))
        {
            cube.Apply(batch, cube.Current.Sequence + 1);
        }

        await done.CancelAsync();
        Assert.True(await reader > 0);
        CubePropertyTests.AssertSame(world.Rebuild().Current.Query(query), cube.Current.Query(query), query);
    }

    private static ModelAdded Model(string id, bool nonLocal = false, params string[] themes) =>
        new(new(id, "u1", "b1", nonLocal, StandardFields.Economy, Subject.Collective, OrganisationBlock.School, themes));

    private static Honour Honour(string id, string recipient, HonourKind kind, int month) => new()
    {
        Id = id,
        RecipientId = recipient,
        Kind = kind,
        On = new(2026, month, 1),
        UnitId = "u1",
        Subject = Subject.Individual,
    };

    private static IReadOnlyList<PeriodKey> Months(int year) => [.. Enumerable.Range(1, 12).Select(m => new PeriodKey(PeriodKind.Month, year, m))];

    private CampaignCube Cube(params CubeChange[] changes)
    {
        var cube = new CampaignCube("c", []);
        cube.Apply(changes, _sequence);
        return cube;
    }

    private ModelEventAdded Event(
        string model, ModelEventKind kind, int month, int day, RecognitionLevel? level = null, ReviewClass? reviewClass = null, string? revokes = null, int year = 2026) =>
        new(model, new() { Id = $"e{++_sequence}", Sequence = _sequence, Kind = kind, On = new(year, month, day), Level = level, Class = reviewClass, RevokesEventId = revokes });
}
