using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Projection;

public sealed class StaleModelsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_TheSimulatedCampaign_IsWhatTheLivesSay()
    {
        await using var store = await TestStore.CopyAsync();

        var counts = await CountsAsync(store);

        var expected = (await LivesAsync(store)).Where(l => ModelLife.IsRunning(l.Life.StageAt(DateOnly.MaxValue)) && l.Life.Valid[^1].On < new DateOnly(2026, 4, 1)).ToList();
        Assert.Equal(new DateOnly(2026, 4, 1), counts.Rule.From);
        Assert.InRange(counts.Total, 20, 700);
        Assert.Equal(expected.Count, counts.Total);
        Assert.Equal(expected.Count(l => l.Row is { UnitId: Demo.BinhLu, NonLocal: false }), counts.Of(g => g is { UnitId: Demo.BinhLu, NonLocal: false }));
        Assert.Equal(expected.Select(l => l.Row.Id).Order(StringComparer.Ordinal), await store.ReadAsync(db => db.Models.Where(m => m.CampaignId == Demo.Campaign).Where(StaleModels.Where(counts.Rule)).Select(m => m.Id).OrderBy(m => m).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Of_AfterAnEventOrItsCorrection_FollowsWithinSeconds()
    {
        await using var store = await TestStore.CopyAsync();
        var before = await CountsAsync(store);
        var id = await store.ReadAsync(db => db.Models.Where(m => m.CampaignId == Demo.Campaign && m.Stage == Stage.InProgress).Where(StaleModels.Where(before.Rule)).Select(m => m.Id).FirstAsync(Ct));

        var noted = await store.Record.HandleAsync(Actor.System, id, new() { Kind = "not-effective", On = "2026-10-01" }, null, Ct);
        Assert.Equal(before.Total, (await CountsAsync(store)).Total);
        store.Clock.Now += StaleModels.AtMostEvery;
        Assert.Equal(before.Total - 1, (await CountsAsync(store)).Total);

        await store.Record.HandleAsync(Actor.System, id, new() { Kind = "revoke", EventId = new Answer(default, noted.Value.Json).Id, Reason = "nhầm", On = "2026-10-02" }, null, Ct);
        store.Clock.Now += StaleModels.AtMostEvery;
        Assert.Equal(before.Total, (await CountsAsync(store)).Total);
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task Of_AQuarterLater_CountsMore()
    {
        await using var store = await TestStore.CopyAsync();
        var before = await CountsAsync(store);

        store.Clock.Now += TimeSpan.FromDays(80);

        var after = await CountsAsync(store);
        Assert.Equal(new DateOnly(2026, 7, 1), after.Rule.From);
        Assert.True(after.Total > before.Total);
    }

    [Fact]
    public async Task Kept_StagesOfEveryModel_AreThoseOfItsEvents()
    {
        await using var store = await TestStore.CopyAsync();

        Assert.Empty((await LivesAsync(store)).Where(l => l.Row.Stage != l.Life.StageAt(DateOnly.MaxValue) || l.Row.LastOn != l.Life.Valid[^1].On).Select(l => l.Row.Id));
    }

    [Fact]
    public async Task Verify_AStageThatIsNotThatOfItsEvents_IsFound()
    {
        await using var store = await TestStore.CopyAsync();
        await store.Writer.WriteAsync((w, ct) => w.Db.Models.Where(m => m.Id == "mo-phong-2026-2030-000007").ExecuteUpdateAsync(s => s.SetProperty(m => m.LastOn, new DateOnly(2026, 9, 9)), ct), Ct);

        Assert.Equal("model mo-phong-2026-2030-000007 does not stand as its events say", await store.VerifyAsync());
    }

    /// <summary>How long a count takes on many models: run with <c>-explicit only</c>.</summary>
    [Theory(Explicit = true)]
    [InlineData(20_000)]
    public async Task Measure_ManyModels(int count)
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        await store.Get<Seeder>().FillAsync(count, 1, TextWriter.Null, Ct);
        var campaign = store.Reference.Campaign("mo-phong-1")!;
        for (var i = 0; i < 4; i++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var counts = await new StaleModels(store.Store, store.Cubes, store.Clock).OfAsync(campaign, Ct);
            TestContext.Current.TestOutputHelper?.WriteLine($"{count} models: {counts.Total} stale in {counts.Groups.Count} groups, {watch.Elapsed.TotalMilliseconds:0.0} ms");
        }

        foreach (var sql in new[]
        {
            "SELECT unit_id, COUNT(*) FROM models WHERE campaign_id = 'c' AND running AND last_on < '2026-04-01' GROUP BY unit_id, body_id, non_local, field, subject, block",
            "SELECT * FROM models WHERE campaign_id = 'c' AND name_sort > 'x' ORDER BY name_sort, id LIMIT 101",
            "SELECT COUNT(*) FROM models m WHERE m.campaign_id = 'c' AND m.id IN (SELECT e.model_id FROM model_events e WHERE e.campaign_id = 'c' AND e.kind = 'recognise' AND e.\"on\" BETWEEN '2026-01-01' AND '2026-12-31')",
            "SELECT * FROM models m WHERE m.campaign_id = 'c' AND EXISTS (SELECT 1 FROM model_events e WHERE e.model_id = m.id AND e.kind = 'recognise' AND e.\"on\" BETWEEN '2026-01-01' AND '2026-12-31') ORDER BY m.name_sort, m.id LIMIT 101",
            "SELECT COUNT(*) FROM models m WHERE m.campaign_id = 'c' AND m.registered_on BETWEEN '2026-01-01' AND '2026-03-31'",
        })
        {
            await store.Writer.WithConnectionAsync(
                async connection =>
                {
                    await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
                    command.CommandText = "EXPLAIN QUERY PLAN " + sql;
#pragma warning restore CA2100
                    await using var reader = await command.ExecuteReaderAsync(Ct);
                    TestContext.Current.TestOutputHelper?.WriteLine(sql);
                    while (await reader.ReadAsync(Ct))
                    {
                        TestContext.Current.TestOutputHelper?.WriteLine("   " + reader.GetString(3));
                    }

                    return true;
                },
                Ct);
        }
    }

    private static Task<StaleCounts> CountsAsync(TestStore store) => store.Get<StaleModels>().OfAsync(store.Reference.Campaign(Demo.Campaign)!, Ct);

    private static async Task<List<(ModelRow Row, ModelLife Life)>> LivesAsync(TestStore store)
    {
        var (rows, events) = await store.ReadAsync(async db => (
            await db.Models.Where(m => m.CampaignId == Demo.Campaign).ToListAsync(Ct),
            (await db.ModelEvents.Where(e => e.CampaignId == Demo.Campaign).ToListAsync(Ct)).ToLookup(e => e.ModelId, e => e.ToDomain())));
        return rows.ConvertAll(r => (r, ModelLife.Of(events[r.Id].ToList())));
    }
}
