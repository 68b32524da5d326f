using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Models;

/// <summary>A number and the list that it opens are the same: the cube folds lives, the list asks SQL.</summary>
public sealed class ModelRegisterTests(RegisterWorld world) : IClassFixture<RegisterWorld>
{
    private static readonly string?[] s_periods = [null, "2026", "2026-Q2", "2026-10", "2026-9M", "2025-H1", "2025", "2025-12", "2022-03", "2021-2025", "2026-2030"];
    private const string OldDistrict = "12-1997/106";
    private const string OldCommune = "12-1997/03424";
    private static readonly string[] s_views = ["thoi-diem", "hien-nay", "huyen-cu", "2025-06-30", "2025-03-01"];
    private static readonly Stage?[] s_stages = [null, .. Enum.GetValues<Stage>().Select(s => (Stage?)s)];

    /// <summary>Every filter alone, and some together; a unit of today, one of before, a district, and what stands beside the map.</summary>
    private static readonly ViewState[] s_filters =
    [
        new(), new() { Unit = Demo.BinhLu }, new() { Field = "economy" }, new() { Unit = CubeKeys.ProvinceBodies }, new() { Subject = "individual" }, new() { Theme = "digital" },
        new() { Block = "fatherland_front" }, new() { Body = Demo.FarmersBody }, new() { Unit = Demo.KhunHa, Field = "culture_society" }, new() { Subject = "unstated" },
        new() { Unit = OldDistrict }, new() { Unit = OldCommune, Block = "party_committee" },
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, ModelMeasure> Measures =>
        [.. new[] { Demo.Campaign, Demo.OldCampaign }.SelectMany(c => Enum.GetValues<ModelMeasure>().Where(m => m != ModelMeasure.Stale).Select(m => new TheoryDataRow<string, ModelMeasure>(c, m)))];

    [Theory]
    [MemberData(nameof(Measures))]
    public async Task Count_EveryPeriodFilterAndView_IsTheCubesNumber(string campaign, ModelMeasure measure)
    {
        var (asked, sum, turn) = (0, 0m, (int)measure);
        foreach (var period in s_periods)
        {
            // Filters and views take turns, so that each meets each over the measures, in a time that one waits for.
            for (var i = 0; i < 4; i++)
            {
                var filter = i == 0 ? s_filters[0] : s_filters[turn++ % s_filters.Length];
                sum += await SameAsync(filter with { Campaign = campaign, Period = period, Boundaries = s_views[asked++ % s_views.Length] }, measure, null, null);
            }
        }

        // Nothing is carried over in the first year of a phase.
        Assert.True(sum > 0 || (measure, campaign) is (ModelMeasure.CarriedOver, Demo.Campaign), $"{asked} questions, {sum} in all");
    }

    [Theory]
    [InlineData(Demo.Campaign)]
    [InlineData(Demo.OldCampaign)]
    public async Task Count_EveryLevelAndStage_IsTheCubesNumber(string campaign)
    {
        var met = new HashSet<Stage>();
        foreach (var period in new[] { null, "2026", "2026-Q2", "2025", "2021-2025", "2022-03" })
        {
            foreach (var level in Enum.GetValues<RecognitionLevel>())
            {
                await SameAsync(new() { Campaign = campaign, Period = period, Boundaries = "hien-nay" }, ModelMeasure.Recognised, level, null);
            }

            foreach (var stage in s_stages)
            {
                foreach (var measure in new[] { ModelMeasure.Registered, stage is Stage.Stopped or Stage.Lapsed ? ModelMeasure.Stopped : ModelMeasure.InProgress })
                {
                    var number = await SameAsync(new() { Campaign = campaign, Period = period, Boundaries = "thoi-diem" }, measure, null, stage);
                    if (number > 0 && stage is { } found)
                    {
                        met.Add(found);
                    }
                }
            }
        }

        Assert.Superset(new HashSet<Stage> { Stage.Pending, Stage.Returned, Stage.Accepted, Stage.InProgress, Stage.Appraised, Stage.RecognisedCommune, Stage.Stopped }, met);
        Assert.True(met.Contains(Stage.Lapsed) || campaign == Demo.Campaign);
    }

    [Fact]
    public async Task Count_CampaignsTakenFromDocuments_IsTheCubesNumber()
    {
        foreach (var campaign in world.Store.Reference.Campaigns.Where(c => !c.HasRegister))
        {
            foreach (var period in new[] { null, campaign.Phase?.ToString(), "2021" })
            {
                await SameAsync(new() { Campaign = campaign.Id, Period = period }, ModelMeasure.Registered, null, null);
            }
        }
    }

    [Fact]
    public async Task Count_UnitsDividedByShares_IsTheCubesEstimateAndSaysHowMany()
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign, Period = "2026", Boundaries = "hien-nay", Unit = Demo.BinhLu }, ModelMeasure.Registered);
        selection = selection with
        {
            Query = selection.Query with { Weights = (id, _) => id == Demo.KhunHa ? [(Demo.BinhLu, 0.25m), (Demo.KhunHa, 0.75m)] : [(id, 1m)] },
        };

        var count = await world.Register.CountAsync(selection, Ct);

        Assert.Equal(selection.NumberIn(world.Store.Cubes.Snapshot(Demo.Campaign)), count.Number);
        Assert.Equal([Demo.BinhLu, Demo.KhunHa], count.Groups.Select(g => g.UnitId));
        Assert.Equal(count.Groups[1].Models, count.Partly);
        Assert.Equal(count.Groups[0].Models + (count.Partly * 0.25m), count.Number);
        Assert.True(count.Partly > 0);
    }

    [Fact]
    public async Task Count_PerUnit_IsTheCubesRow()
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign, Period = "2026", Boundaries = "thoi-diem" }, ModelMeasure.Recognised);

        var count = await world.Register.CountAsync(selection, Ct);

        var rows = world.Store.Cubes.Snapshot(Demo.Campaign).Query(selection.Query with { By = CubeAxis.Unit });
        Assert.Equal(
            rows.Rows.Where(r => r.Totals.Recognised.Total > 0).Select(r => (r.Key, (int)r.Totals.Recognised.Total)).Order(),
            count.Groups.GroupBy(g => g.UnitId ?? CubeKeys.ProvinceBodies).Select(g => (g.Key, g.Sum(x => x.Models))).Order());
        var local = count.Groups.Where(g => g.UnitId is not null).Select(g => world.Store.Reference.Places[g.UnitId!].Code).ToList();
        Assert.Equal(local.Order(StringComparer.Ordinal), local);
        Assert.All(count.Groups.Skip(local.Count), g => Assert.Null(g.UnitId));
    }

    [Theory]
    [InlineData(StageGroup.Running)]
    [InlineData(StageGroup.Recognised)]
    [InlineData(StageGroup.Left)]
    public async Task Count_StagesTakenTogether_IsTheCubesNumberAndTheSumOfItsStages(StageGroup group)
    {
        foreach (var period in new[] { "2026", "2026-Q2", "2026-03", null })
        {
            var selection = world.Select(new() { Campaign = Demo.Campaign, Period = period }, ModelMeasure.Registered) with { Stages = group };
            var count = await world.Register.CountAsync(selection, Ct);

            Assert.Equal(selection.NumberIn(world.Store.Cubes.Snapshot(Demo.Campaign)), count.Number);
            var single = 0;
            foreach (var stage in StageGroups.Of(group))
            {
                single += (await world.Register.CountAsync(selection with { Stages = null, Stage = stage }, Ct)).Models;
            }

            Assert.Equal(single, count.Models);
        }
    }

    [Fact]
    public async Task Count_Stale_IsWhatNothingHappenedToForTwoQuarters()
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign, Period = "2026" }, ModelMeasure.Stale) with { Stale = new(PeriodKind.Quarter, new(2026, 4, 1), new(PeriodKind.Quarter, 2026, 3)) };
        var events = (await world.Store.ReadAsync(db => Task.FromResult(db.ModelEvents.Where(e => e.CampaignId == Demo.Campaign).ToList()))).GroupBy(e => e.ModelId);
        var expected = events.Select(g => ModelLife.Of(g.Select(e => e.ToDomain()).ToList()))
            .Count(l => ModelLife.IsRunning(l.StageAt(RegisterWorld.Today)) && l.Valid[^1].On < new DateOnly(2026, 4, 1));

        Assert.Equal(expected, (await world.Register.CountAsync(selection, Ct)).Models);
        Assert.InRange(expected, 1, 1000);
    }

    [Theory]
    [InlineData(ModelOrder.Locality)]
    [InlineData(ModelOrder.Name)]
    [InlineData(ModelOrder.Newest)]
    [InlineData(ModelOrder.Oldest)]
    [InlineData(ModelOrder.Changed)]
    [InlineData(ModelOrder.Stage)]
    [InlineData(ModelOrder.Score)]
    public async Task Slice_PageAfterPage_NamesEveryModelOnceAndInOrder(ModelOrder order)
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign, Period = "2026", Boundaries = "hien-nay" }, ModelMeasure.Registered);
        var count = await world.Register.CountAsync(selection, Ct);
        var (rows, after) = (new List<DanVanDashboard.Data.ModelRow>(), (string?)null);
        do
        {
            var slice = await world.Register.SliceAsync(selection, count, order, after, 37, Ct);
            rows.AddRange(slice.Rows);
            Assert.NotEqual(after ?? string.Empty, slice.Next);
            after = slice.Next;
        }
        while (after is not null);

        Assert.Equal(count.Models, rows.Count);
        Assert.Equal(count.Models, rows.Select(r => r.Id).Distinct().Count());
        var sorted = order switch
        {
            ModelOrder.Name => rows.OrderBy(r => r.NameSort, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).ToList(),
            ModelOrder.Newest => rows.OrderByDescending(r => r.RegisteredOn).ThenBy(r => r.Id, StringComparer.Ordinal).ToList(),
            ModelOrder.Oldest => rows.OrderBy(r => r.RegisteredOn).ThenBy(r => r.Id, StringComparer.Ordinal).ToList(),
            ModelOrder.Changed => rows.OrderByDescending(r => r.Version).ToList(),
            ModelOrder.Score => await ByPointsAsync(rows),
            ModelOrder.Stage => rows.OrderBy(r => r.Stage).ThenBy(r => r.NameSort, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).ToList(),
            _ => rows.OrderBy(r => r.NonLocal).ThenBy(r => r.NonLocal ? "" : world.Store.Reference.Places[r.UnitId].Code, StringComparer.Ordinal)
                .ThenBy(r => r.NonLocal ? world.Store.Reference.Bodies.Find(r.BodyId)!.Order : 0).ThenBy(r => r.NameSort, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal).ToList(),
        };
        Assert.Equal(sorted.Select(r => r.Id), rows.Select(r => r.Id));
    }

    [Theory]
    [InlineData(ModelMeasure.Registered)]
    [InlineData(ModelMeasure.InProgress)]
    [InlineData(ModelMeasure.Recognised)]
    [InlineData(ModelMeasure.Replicated)]
    public async Task Slice_OfALongList_IsTheSameAsOfAShortOne(ModelMeasure measure)
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign, Period = "2026" }, measure) with { Search = measure == ModelMeasure.InProgress ? "mo phong 1" : null };
        var (dense, sparse) = (new ModelRegister(world.Store.Store, world.Store.Get<ReferenceData>(), 0), new ModelRegister(world.Store.Store, world.Store.Get<ReferenceData>(), int.MaxValue));
        var count = await world.Register.CountAsync(selection, Ct);
        foreach (var order in Enum.GetValues<ModelOrder>())
        {
            var first = await sparse.SliceAsync(selection, count, order, null, 20, Ct);
            var same = await dense.SliceAsync(selection, count, order, null, 20, Ct);
            Assert.Equal((first.Next, string.Join(' ', first.Rows.Select(r => r.Id))), (same.Next, string.Join(' ', same.Rows.Select(r => r.Id))));
            if (first.Next is { } next)
            {
                Assert.Equal((await sparse.SliceAsync(selection, count, order, next, 20, Ct)).Rows.Select(r => r.Id), (await dense.SliceAsync(selection, count, order, next, 20, Ct)).Rows.Select(r => r.Id));
            }
        }

        Assert.InRange(count.Models, 1, 1276);
    }

    [Theory]
    [InlineData("binh lu")]
    [InlineData("xã Bình Lư")]
    [InlineData("phong")]
    [InlineData("lư")]
    [InlineData("d")]
    [InlineData("ĐƯỜNG hoa")]
    [InlineData("hội phụ")]
    [InlineData("\"đường\" OR *")]
    public async Task Count_Search_IsWhatHoldsEveryWordInNameOwnerVillageOrAddress(string words)
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign }, ModelMeasure.Registered);
        var all = await world.Store.ReadAsync(db => Task.FromResult(db.Models.Where(m => m.CampaignId == Demo.Campaign && m.Stage != null).ToList()));
        var wanted = DanVanDashboard.Domain.Text.TextFold.Fold(words).Split(' ');

        var expected = all.Count(m => wanted.All(w => DanVanDashboard.Domain.Text.TextFold.Fold($"{m.Name} | {m.Owner} | {m.Village} | {m.Address}").Contains(w, StringComparison.Ordinal)));

        Assert.Equal(expected, (await world.Register.CountAsync(selection with { Search = words }, Ct)).Models);
    }

    [Fact]
    public async Task Count_FurtherFilters_AreWhatTheRowsSay()
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign }, ModelMeasure.Registered);
        var all = await world.Store.ReadAsync(db => Task.FromResult(db.Models.Where(m => m.CampaignId == Demo.Campaign && m.Stage != null).ToList()));
        (ModelNarrow Narrow, Func<DanVanDashboard.Data.ModelRow, bool> Says)[] filters =
        [
            (new() { Target = RecognitionLevel.Province }, m => m.TargetLevel == RecognitionLevel.Province), (new() { Visibility = Visibility.Internal }, m => m.Visibility == Visibility.Internal),
            (new() { Replica = false }, m => m.ReplicaOf is null), (new() { Replica = true }, m => m.ReplicaOf is not null), (new() { ImportId = "none" }, _ => false),
        ];
        foreach (var (narrow, says) in filters)
        {
            Assert.Equal(all.Count(says), (await world.Register.CountAsync(selection with { Narrow = narrow }, Ct)).Models);
        }

        var (verified, not) = (await world.Register.CountAsync(selection with { Narrow = new() { Verified = true } }, Ct), await world.Register.CountAsync(selection with { Narrow = new() { Verified = false } }, Ct));
        Assert.Equal(all.Count, verified.Models + not.Models);
        Assert.InRange(verified.Models, 1, all.Count - 1);
    }

    [Fact]
    public async Task Count_Incomplete_IsTheMarkOfTheModelItself()
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign }, ModelMeasure.Registered);
        var complete = new List<string>();
        await using var db = world.Store.Store.Read();
        foreach (var row in db.Models.Where(m => m.CampaignId == Demo.Campaign && m.Stage != null).ToList())
        {
            var facts = await FactsQueries.OfAsync(db, row, Ct);
            if (facts.Done == facts.Of)
            {
                complete.Add(row.Id);
            }
        }

        var (full, not) = (selection with { Narrow = new() { Incomplete = false } }, selection with { Narrow = new() { Incomplete = true } });
        var slice = await world.Register.SliceAsync(full, await world.Register.CountAsync(full, Ct), ModelOrder.Name, null, 5000, Ct);

        Assert.Equal(complete.Order(StringComparer.Ordinal), slice.Rows.Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.NotEmpty(complete);
        Assert.Equal((await world.Register.CountAsync(selection, Ct)).Models - complete.Count, (await world.Register.CountAsync(not, Ct)).Models);
    }

    [Fact]
    public async Task Count_LineAndEvidence_AreTheSameInListAndApiAndAModelCountsOnce()
    {
        var all = await world.Store.ReadAsync(db => Task.FromResult(db.Models.Where(m => m.CampaignId == Demo.Campaign).ToList()));
        var named = await world.Store.ReadAsync(db => Task.FromResult(db.ModelLines.ToList().ToLookup(l => l.ModelId, l => l.BodyId)));
        var files = await world.Store.ReadAsync(db => Task.FromResult(db.Attachments.Where(a => a.OwnerKind == "model" && a.WithdrawnAt == null).Select(a => a.OwnerId).ToHashSet()));
        var (bodies, farmers) = (world.Store.Reference.Bodies, world.Store.Reference.Bodies.All.First(b => b.NonLocal && b.Kind == DanVanDashboard.Domain.Bodies.BodyKind.FarmersAssociation));
        (string? Line, bool? Evidence)[] asked = [(farmers.Id, null), (bodies.Find(farmers.Id)!.ParentIds[0], null), (bodies.PartyCommitteeOf(Demo.BinhLu)!.Id, null), (null, true), (null, false), (farmers.Id, false)];
        foreach (var (line, evidence) in asked)
        {
            bool Says(DanVanDashboard.Data.ModelRow m) =>
                (line is null || (named[m.Id].Any() ? named[m.Id].Contains(line) : bodies.Find(m.BodyId)!.ParentIds.Contains(line))) && (evidence is null || files.Contains(m.Id) == evidence);
            var selection = world.Select(new() { Campaign = Demo.Campaign }, ModelMeasure.Registered) with { Narrow = new() { Line = line, Evidence = evidence } };
            var listed = (await world.Register.CountAsync(selection, Ct)).Models;
            var told = await world.Store.Get<ModelQueries>().ListAsync(
                world.Board, new(Demo.Campaign, null, null, null, null, null, null, null, null, null, "500", line, evidence?.ToString()), Ct);

            Assert.Equal(all.Count(m => m.Stage is not null && Says(m)), listed);
            // The API names those too whose registration was taken back.
            Assert.Equal(all.Count(Says), told.Value.Total);
            Assert.NotEqual(0, listed);
        }
    }

    /// <summary>The order of points, worked out from what the page of a model shows.</summary>
    private async Task<List<DanVanDashboard.Data.ModelRow>> ByPointsAsync(List<DanVanDashboard.Data.ModelRow> rows)
    {
        var points = new Dictionary<string, decimal>();
        foreach (var row in rows)
        {
            var rounds = (await world.Store.Get<ScoreQueries>().OfAsync(world.Board, row.Id, Ct)).Value.Rounds;
            if (rounds.FirstOrDefault(r => r.Concluded && r.Mean is not null) is { Mean: { } mean })
            {
                points[row.Id] = mean;
            }
        }

        Assert.InRange(points.Count, 20, rows.Count - 20);
        return [.. rows.OrderByDescending(r => points.GetValueOrDefault(r.Id, -1)).ThenBy(r => r.NameSort, StringComparer.Ordinal).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("nong dan")]
    [InlineData("NÔNG  dân")]
    [InlineData("dan nong")]
    public async Task Count_Search_IgnoresDiacriticsAndTheOrderOfWords(string words)
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign }, ModelMeasure.Registered);
        var all = await world.Register.CountAsync(selection with { Search = "nông dân" }, Ct);

        Assert.Equal(all.Models, (await world.Register.CountAsync(selection with { Search = words }, Ct)).Models);
        Assert.Equal(0, (await world.Register.CountAsync(selection with { Search = "100%_!" }, Ct)).Models);
    }

    [Fact]
    public async Task Count_InTheScopeOfACommune_IsItsOwnOnly()
    {
        var actor = await world.Store.ActorAsync("xa-binhlu");
        var province = world.Select(new() { Campaign = Demo.Campaign, Period = "2026" }, ModelMeasure.Registered, actor: actor);
        var own = world.Select(new() { Campaign = Demo.Campaign, Period = "2026", Unit = Demo.BinhLu }, ModelMeasure.Registered, actor: actor);

        var listed = await world.Register.CountAsync(province, Ct);

        Assert.Equal((await world.Register.CountAsync(own, Ct)).Models, listed.Models);
        Assert.All(listed.Groups, g => Assert.Equal(Demo.BinhLu, g.UnitId));
        Assert.True(province.NumberIn(world.Store.Cubes.Snapshot(Demo.Campaign)) > listed.Models);
    }

    [Fact]
    public async Task Slice_CursorThatCannotBeRead_BeginsAnew()
    {
        var selection = world.Select(new() { Campaign = Demo.Campaign }, ModelMeasure.Registered);
        var count = await world.Register.CountAsync(selection, Ct);
        foreach (var order in Enum.GetValues<ModelOrder>())
        {
            var first = await world.Register.SliceAsync(selection, count, order, null, 5, Ct);
            var odd = await world.Register.SliceAsync(selection, count, order, "odd", 5, Ct);
            Assert.Equal(first.Rows.Select(r => r.Id), odd.Rows.Select(r => r.Id));
        }
    }

    private async Task<decimal> SameAsync(ViewState state, ModelMeasure measure, RecognitionLevel? level, Stage? stage)
    {
        var selection = world.Select(state, measure, level, stage);
        var snapshot = world.Store.Cubes.Snapshot(state.Campaign!);
        if (selection.Query.Period is { } period && !snapshot.Answers(period))
        {
            return 0;
        }

        var number = selection.NumberIn(snapshot)!.Value;
        var count = await world.Register.CountAsync(selection, Ct);
        Assert.True(number == count.Number, $"{state.Href()} {measure} {level} {stage}: the cube says {number}, the list {count.Number}");
        Assert.True(count.Partly > 0 || measure == ModelMeasure.Replicated || count.Number == count.Models, $"{state.Href()} {measure}: {count.Number} are {count.Models} models");
        return number;
    }
}
