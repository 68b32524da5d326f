using System.IO.Compression;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Features.Localities;
using DanVanDashboard.Features.Plan;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using DanVanDashboard.Tests.Accounts;
using DanVanDashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Data;

/// <summary>
/// Stores that earlier versions made are opened by this one. To leave one of the present version: set <see cref="Current"/> to the next
/// number, run <c>dotnet run --project DanVanDashboard.Tests -- -explicit only -method "*Make_AStoreOfThisVersion"</c>, add its numbers below, commit.
/// </summary>
public sealed class OlderStoreTests
{
    private const string Current = "v0003";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("v0001", "mo-phong-1", 33, 2, null)]
    [InlineData("v0002", "mo-phong-1", 33, 2, 40)]
    [InlineData("v0003", "mo-phong-1", 33, 2, 40)]
    public async Task Open_AStoreOfAnEarlierVersion_HasTheNumbersItHad(string version, string campaign, int registered, int recognisedOfThree, int? target)
    {
        using var folder = new TempFolder();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(AppContext.BaseDirectory, "Data", "stores", version + ".zip"), folder, Ct);

        await using var store = await TestStore.OpenAsync(TestStore.Settings(folder, demo: false));

        Assert.Null(await store.VerifyAsync());
        Assert.Equal((registered, 15), (Registered(campaign), Registered("long-an-2021-2025")));
        var figures = await store.ReadAsync(db => db.Observations.Where(o => o.CampaignId == "long-an-2021-2025").Select(o => o.Value).ToListAsync(Ct));
        Assert.Superset(new HashSet<decimal> { 990, 949, 41, 139, 599, 84, 168 }, figures.ToHashSet());
        var three = await store.ReadAsync(db => db.Models.Where(m => m.CampaignId == campaign && m.EnteredBy == "system").Select(m => m.Id).ToListAsync(Ct));
        Assert.Equal(3, three.Count);
        Assert.Equal(recognisedOfThree, await store.ReadAsync(db => db.ModelEvents.CountAsync(e => three.Contains(e.ModelId) && e.Kind == DanVanDashboard.Domain.Models.ModelEventKind.Recognise, Ct)));
        Assert.Equal(target, (await store.Get<TargetQueries>().OfAsync(campaign, 2026, Ct)).Find(TargetMeasure.Registered)?.Value);
        Assert.Equal(target is null ? 0 : 1, (await store.Get<PopulationQueries>().ConfirmedOfAsync([Demo.BinhLu, Demo.KhunHa], 2026, Ct)).Count);
        Assert.InRange(await store.ReadAsync(db => db.Populations.CountAsync(Ct)), 200, 300);
        // By the day on which the stores were made; every model then stands as its events say.
        Assert.InRange(await store.ReadAsync(db => db.Models.CountAsync(m => m.CampaignId == campaign && m.Running, Ct)), 3, 33);

        decimal Registered(string id) => store.Cubes.Snapshot(id).Query(new CubeQuery()).Totals.Registered;
    }

    [Theory]
    [InlineData("v0003")]
    public async Task Open_AStoreInWhichARealCampaignWasRun_KeepsItsWork(string version)
    {
        using var folder = new TempFolder();
        await ZipFile.ExtractToDirectoryAsync(Path.Combine(AppContext.BaseDirectory, "Data", "stores", version + ".zip"), folder, Ct);

        await using var store = await TestStore.OpenAsync(TestStore.Settings(folder, demo: false));

        var campaign = store.Reference.Campaigns.Single(c => c.OpenForEntries && !c.Simulated);
        Assert.Equal((5, 2), (campaign.Fields.Fields.Count, campaign.Themes.Count));
        var totals = store.Cubes.Snapshot(campaign.Id).Query(new CubeQuery()).Totals;
        Assert.Equal((3, 2, 0, 1), ((int)totals.Registered, (int)totals.Recognised.Total, (int)totals.Exemplar, (int)totals.Commended));
        // The decision of three models, the one that took a model back, and those of the two honours.
        Assert.Equal((4, 2, 13, 1, 1), await store.ReadAsync(async db => (
            await db.Decisions.CountAsync(d => d.CampaignId == campaign.Id, Ct), await db.Honours.CountAsync(h => h.CampaignId == campaign.Id, Ct), await db.AskedFigures.CountAsync(a => a.CampaignId == campaign.Id, Ct),
            await db.Imports.CountAsync(Ct), await db.SavedLists.CountAsync(Ct))));
        Assert.Equal("returned", await store.ReadAsync(db => db.Reports.Where(r => r.CampaignId == campaign.Id).Select(r => r.Status).SingleAsync(Ct)));
        Assert.Equal(2, await store.ReadAsync(db => db.ClusterMembers.CountAsync(Ct)));
        Assert.Equal(5, await store.ReadAsync(db => db.Accounts.CountAsync(a => a.PasswordHash != null && !a.Disabled, Ct)));
    }

    [Fact(Explicit = true)]
    public async Task Make_AStoreOfThisVersion()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: false));
        await using (var store = await TestStore.OpenAsync(TestStore.Settings(folder, demo: false)))
        {
            var by = DanVanDashboard.Domain.Access.Actor.System;
            await store.Get<Seeder>().FillAsync(30, 1, TextWriter.Null, Ct);
            for (var i = 0; i < 3; i++)
            {
                var answer = await store.Register.HandleAsync(
                    by,
                    new()
                    {
                        Campaign = "mo-phong-1", UnitId = Demo.BinhLu, Name = $"Mô hình thử số {i + 1}", Field = StandardFields.All[i], Subject = i == 2 ? "individual" : "collective", Owner = "Chủ thể mô phỏng",
                        Address = "bản mô phỏng", RegisteredOn = "2026-10-01", PersonResponsible = "Người mô phỏng", Themes = ["moi_truong"],
                    },
                    null,
                    Ct);
                var id = new Answer(default, answer.Value.Json).Id;
                foreach (var kind in new[] { "accept", "start", "verify", "recognise" }.Take(i == 0 ? 1 : 4))
                {
                    Assert.True((await store.Record.HandleAsync(by, id, new() { Kind = kind, On = "2026-10-10", By = "Người mô phỏng", Level = "commune", DecisionNumber = "MÔ PHỎNG-1" }, null, Ct)).Ok);
                }
            }

            Assert.True((await store.Get<SetTarget>().HandleAsync(
                by, new() { Campaign = "mo-phong-1", Year = 2026, Measure = "registered", Value = 40, DocumentNumber = "MÔ PHỎNG-KH-1" }, null, Ct)).Ok);
            Assert.True((await store.Get<PopulationVerbs>().EnterAsync(by, new() { UnitId = Demo.BinhLu, Year = 2026, Value = 18_700, Source = "mô phỏng" }, null, Ct)).Ok);
        }

        await using (var host = await DanVanHost.StartOnAsync(folder, null, ("DanVan:Demo:Enabled", "false")))
        {
            await FromNothingTests.WorkAsync(host);
        }

        var target = Path.Combine(SourceTree.Root, "DanVanDashboard.Tests", "Data", "stores", Current + ".zip");
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "danvan.db"), Pooling = false }.ToString()))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE; VACUUM;";
            await command.ExecuteNonQueryAsync(Ct);
        }

        File.Delete(target);
        await using var zip = await ZipFile.OpenAsync(target, ZipArchiveMode.Create, Ct);
        await zip.CreateEntryFromFileAsync(Path.Combine(folder, "danvan.db"), "danvan.db", CompressionLevel.SmallestSize, Ct);
    }
}
