using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Seeding;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Seeding;

public sealed class SeederTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seed_TwiceOnTheSameDay_GivesTheSameModelsAndEvents()
    {
        using var folder = new TempFolder();
        await using var fresh = await TestStore.OpenAsync(TestStore.Settings(folder, demo: true));
        await using var template = await TestStore.CopyAsync();

        Assert.Equal(await ContentAsync(template), await ContentAsync(fresh));
    }

    [Fact]
    public async Task Seed_AStoreThatIsSeeded_AddsNothing()
    {
        await using var store = await TestStore.CopyAsync();
        var before = await ContentAsync(store);

        await store.Get<Seeder>().SeedAsync(Ct);

        Assert.Equal(before, await ContentAsync(store));
    }

    [Fact]
    public async Task Simulated_Models_AreAboutTwelveHundredAndSayWhatTheyAre()
    {
        await using var store = await TestStore.CopyAsync();
        var (models, campaigns) = await store.ReadAsync(async db => (await db.Models.ToListAsync(Ct), await db.Campaigns.ToListAsync(Ct)));
        var simulated = campaigns.Where(c => c.Simulated).ToDictionary(c => c.Id);
        var made = models.Where(m => simulated.ContainsKey(m.CampaignId)).ToList();

        Assert.InRange(made.Count(m => m.CampaignId == Demo.Campaign), 1000, 1400);
        Assert.All(simulated.Values, c => Assert.Contains("mô phỏng", c.NameVi, StringComparison.Ordinal));
        Assert.All(simulated.Values, c => Assert.Contains("simulated", c.NameEn, StringComparison.Ordinal));
        Assert.All(simulated.Values, c => Assert.Equal(new DateOnly(2026, 10, 20), c.AnchorDate));
        Assert.Empty(made.Where(m => !m.Name.Contains("mô phỏng", StringComparison.OrdinalIgnoreCase)).Select(m => m.Name).Take(5));
        Assert.All(made.Where(m => m.Village is not null), m => Assert.Contains("mô phỏng", m.Village, StringComparison.Ordinal));
        Assert.DoesNotContain(campaigns.Where(c => !c.Simulated), c => c.NameVi.Contains("mô phỏng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Simulated_Events_LieNotAfterTheAnchorAndInTheirCampaign()
    {
        await using var store = await TestStore.CopyAsync();
        var anchor = new DateOnly(2026, 10, 20);
        var (events, outbox, campaigns) = await store.ReadAsync(async db =>
            (await db.ModelEvents.ToListAsync(Ct), await db.Events.ToListAsync(Ct), await db.Campaigns.Where(c => c.Simulated).ToDictionaryAsync(c => c.Id, Ct)));
        var made = events.Where(e => campaigns.ContainsKey(e.CampaignId)).ToList();

        Assert.DoesNotContain(made, e => e.On > anchor || e.On < campaigns[e.CampaignId].From || e.On > campaigns[e.CampaignId].To);
        Assert.DoesNotContain(outbox, e => e.On > anchor || e.At > TestClock.Start.UtcDateTime);
        Assert.DoesNotContain(made, e => e.Kind == ModelEventKind.Recognise && (e.On.Month, e.On.Day).CompareTo((10, 15)) >= 0);
        var months = made.Where(e => e.Kind == ModelEventKind.Register && e.CampaignId == Demo.Campaign).GroupBy(e => e.On.Month).ToDictionary(g => g.Key, g => g.Count());
        Assert.True(months[1] + months[2] + months[3] > months.Values.Sum() / 2);
    }

    [Fact]
    public async Task Simulated_Decisions_DoNotLookReal()
    {
        await using var store = await TestStore.CopyAsync();

        var numbers = await store.ReadAsync(db => db.ModelEvents.Where(e => e.DecisionNumber != null && e.CampaignId.StartsWith("mo-phong")).Select(e => e.DecisionNumber!).ToListAsync(Ct));

        Assert.NotEmpty(numbers);
        Assert.All(numbers, n => Assert.StartsWith("MÔ PHỎNG-", n, StringComparison.Ordinal));
        // Nobody is named: who stands there says that it is made up.
        var people = await store.ReadAsync(db => db.ModelPeople.Where(p => db.Models.Any(m => m.Id == p.ModelId && m.CampaignId.StartsWith("mo-phong"))).Select(p => p.Name).ToListAsync(Ct));
        Assert.All(people, p => Assert.Contains("mô phỏng", p, StringComparison.Ordinal));
        var honoured = await store.ReadAsync(db => db.Recipients.Where(r => r.CampaignId.StartsWith("mo-phong")).Select(r => r.Name).ToListAsync(Ct));
        Assert.All(honoured, n => Assert.Contains("mô phỏng", n, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Simulated_RecognisedModels_AreRegisteredInFullAndTheOthersQuickly()
    {
        await using var store = await TestStore.CopyAsync();
        await using var db = store.Store.Read();
        var recognised = (await db.ModelEvents.Where(e => e.Kind == ModelEventKind.Recognise && e.CampaignId.StartsWith("mo-phong")).Select(e => e.ModelId).ToListAsync(Ct)).ToHashSet();
        var models = await db.Models.Where(m => m.CampaignId.StartsWith("mo-phong")).ToListAsync(Ct);
        var texts = (await db.ModelTexts.ToListAsync(Ct)).ToLookup(t => t.ModelId);
        var results = (await db.ModelResults.ToListAsync(Ct)).ToLookup(r => r.ModelId);

        foreach (var model in models)
        {
            Assert.Equal(recognised.Contains(model.Id) ? Enum.GetValues<ModelText>().Length : 0, texts[model.Id].Count());
            Assert.InRange(results[model.Id].Count(), recognised.Contains(model.Id) ? 2 : 0, recognised.Contains(model.Id) ? 4 : 0);
        }

        Assert.All(texts.SelectMany(t => t), t => Assert.DoesNotMatch(@"\{\d\}", t.Text));
        Assert.All(results.SelectMany(r => r), r => Assert.True(r.Quantity > 0 && r.Measure.Length > 0, r.Id));
        // Not one text for all.
        Assert.True(texts.SelectMany(t => t).Where(t => t.Part == ModelText.Resources).Select(t => t.Text).Distinct().Count() > 40);
        Assert.InRange(recognised.Count, models.Count / 10, models.Count / 2);
    }

    [Fact]
    public async Task Simulated_HonoursAndHelp_AreThereAndTheStoreVerifies()
    {
        await using var store = await TestStore.CopyAsync();

        Assert.InRange(await store.ReadAsync(db => db.Honours.CountAsync(h => h.CampaignId == Demo.Campaign, Ct)), 5, 12);
        Assert.InRange(await store.ReadAsync(db => db.HelpLinks.CountAsync(h => h.CampaignId == Demo.Campaign, Ct)), 5, 12);
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task Simulated_Lives_KeepTheRules()
    {
        await using var store = await TestStore.CopyAsync();
        var events = (await store.ReadAsync(db => db.ModelEvents.Where(e => e.CampaignId.StartsWith("mo-phong")).ToListAsync(Ct))).GroupBy(e => e.ModelId);

        foreach (var life in events)
        {
            var ordered = life.OrderBy(e => e.Sequence).ToList();
            Assert.Equal(ModelEventKind.Register, ordered[0].Kind);
            Assert.Equal(ordered.Select(e => e.On).Order(), ordered.Select(e => e.On));
            var accepted = ordered.FindIndex(e => e.Kind == ModelEventKind.Accept);
            var (verified, recognised) = (ordered.FindIndex(e => e.Kind == ModelEventKind.Verify), ordered.FindIndex(e => e.Kind == ModelEventKind.Recognise));
            Assert.True(recognised < 0 || (verified >= 0 && verified < recognised), life.Key);
            Assert.True(accepted >= 0 || ordered.TrueForAll(e => e.Kind is ModelEventKind.Register or ModelEventKind.Return or ModelEventKind.Resubmit), life.Key);
            Assert.DoesNotContain(ordered, e => e.Level == DanVanDashboard.Domain.Campaigns.RecognitionLevel.District && e.On > ModelRules.LastDistrictDay);
        }
    }

    [Fact]
    public async Task Simulated_ScoreSheets_AgreeWithTheirSetsAndConclusions()
    {
        await using var store = await TestStore.CopyAsync();
        var (sheets, points, criteria, sets, events) = await store.ReadAsync(async db => (
            await db.Scores.ToListAsync(Ct), (await db.ScorePoints.ToListAsync(Ct)).ToLookup(p => p.ScoreId), (await db.Criteria.ToListAsync(Ct)).ToLookup(c => c.SetId),
            await db.CriteriaSets.ToDictionaryAsync(s => s.Id, Ct), await db.ModelEvents.Where(e => e.Kind == ModelEventKind.Appraise).ToDictionaryAsync(e => e.Sequence, Ct)));

        Assert.True(sheets.Count > 500, $"{sheets.Count} sheets");
        foreach (var sheet in sheets)
        {
            var (set, own) = (sets[sheet.SetId!], points[sheet.Id].OrderBy(p => p.Position).ToList());
            Assert.Equal(events[sheet.Sequence].ModelId, sheet.ModelId);
            Assert.Equal(events[sheet.Sequence].Passed, sheet.Total >= set.PassMark);
            Assert.Equal(sheet.Total, own.Sum(p => p.Points));
            Assert.Equal(criteria[set.Id].OrderBy(c => c.Position).Select(c => c.Key), own.Select(p => p.Criterion));
            Assert.All(own.Zip(criteria[set.Id].OrderBy(c => c.Position)), p => Assert.InRange(p.First.Points, 0, p.Second.MaxPoints));
        }

        Assert.Contains(sheets, s => events[s.Sequence].Passed == false);
    }

    [Fact]
    public async Task Facts_InTheStore_AreThoseOfTheFiles()
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        var facts = ReportedFacts.Load();
        var (sources, observations, models, campaigns) = await store.ReadAsync(async db =>
            (await db.Sources.ToListAsync(Ct), await db.Observations.ToListAsync(Ct), await db.Models.ToListAsync(Ct), await db.Campaigns.ToListAsync(Ct)));

        Assert.Equal(facts.Sources.Select(s => s.Id).Order(StringComparer.Ordinal), sources.Select(s => s.Id).Order(StringComparer.Ordinal));
        Assert.Equal(
            facts.Figures.Select(o => $"{o.Id} {o.CampaignId} {o.SourceId} {o.Metric} {o.UnitId} {(double)o.Value} {o.Field} {o.Locator}").Order(StringComparer.Ordinal),
            observations.Select(o => $"{o.Id} {o.CampaignId} {o.SourceId} {o.Metric} {o.UnitId} {(double)o.Value} {o.Field} {o.Locator}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(campaigns, c => c.Simulated);
        Assert.Equal(0, await store.ReadAsync(db => db.Accounts.CountAsync(Ct)));
        Assert.Equal(44, models.Count);
    }

    [Fact]
    public async Task Seed_RootUnitThatIsNoProvince_IsRefusedByItsKey()
    {
        using var folder = new TempFolder();

        var e = await Assert.ThrowsAsync<DanVanDashboard.Hosting.StartRefusedException>(() => TestStore.OpenAsync(TestStore.Settings(folder, demo: true) with { RootUnit = Demo.BinhLu }));

        Assert.Contains("DanVan:RootUnit", e.Message, StringComparison.Ordinal);
        // Nothing was kept, so that a start with the right setting fills the store as a first start does.
        await using var mended = await TestStore.OpenAsync(TestStore.Settings(folder, demo: true));
        Assert.Equal(8, await mended.ReadAsync(db => db.Accounts.CountAsync(Ct)));
        Assert.NotEqual(0, await mended.ReadAsync(db => db.Bodies.CountAsync(Ct)));
    }

    /// <summary>All models and events, without what hangs on the moment of the seeding.</summary>
    private static async Task<List<string>> ContentAsync(TestStore store)
    {
        await using var db = store.Store.Read();
        var models = await db.Models.OrderBy(m => m.Id).ToListAsync(Ct);
        var events = await db.ModelEvents.OrderBy(e => e.Sequence).ToListAsync(Ct);
        var outbox = await db.Events.OrderBy(e => e.Sequence).ToListAsync(Ct);
        var reports = await db.Reports.OrderBy(r => r.Id).ToListAsync(Ct);
        return [.. models.Select(m => JsonSerializer.Serialize(m)), .. events.Select(e => JsonSerializer.Serialize(e)), .. outbox.Select(e => JsonSerializer.Serialize(e)), .. reports.Select(r => JsonSerializer.Serialize(r))];
    }
}
