using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Data;

/// <summary>What holds of a whole store, with everything that stands on it, on both databases.</summary>
public abstract class SeededStoreTests
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestStore> SeededAsync();

    [Fact]
    public async Task Seeded_Store_VerifiesAndItsCubesEqualIt()
    {
        await using var store = await SeededAsync();

        Assert.Null(await store.VerifyAsync());
        var models = await store.ReadAsync(db => db.Models.CountAsync(m => m.CampaignId == Demo.Campaign, Ct));
        Assert.Equal(models, store.Cubes.Snapshot(Demo.Campaign).Query(new()).Totals.RegisteredNew);
        Assert.Equal(15, store.Cubes.Snapshot("long-an-2021-2025").Query(new()).Totals.Registered);
    }

    [Fact]
    public async Task Writing_OnASeededStore_KeepsCubeAndStoreTogether()
    {
        await using var store = await SeededAsync();
        var (board, before) = (await store.ActorAsync("bandanvan"), Totals(store));

        var id = await RegisterAsync(store, board, "Nhà văn hóa bản");
        var accepted = await store.Record.HandleAsync(board, id, new() { Kind = "accept", On = "2026-10-02", OnBehalf = true, Body = "Đảng ủy xã Bình Lư" }, null, Ct);

        Assert.True(accepted.Ok);
        Assert.Equal((before.Registered + 1, before.InProgress + 1), (Totals(store).Registered, Totals(store).InProgress));
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task AsOf_AnEarlierSequence_GivesTheNumbersOfThen()
    {
        await using var store = await SeededAsync();
        var (board, sequence, before) = (await store.ActorAsync("bandanvan"), store.Cubes.Applied, Totals(store));

        await RegisterAsync(store, board, "Về sau");

        Assert.Equal(before.Registered, (await store.Cubes.AsOfAsync(Demo.Campaign, sequence, Ct)).Query(new()).Totals.Registered);
        Assert.Equal(before.Registered + 1, (await store.Cubes.AsOfAsync(Demo.Campaign, store.Cubes.Applied, Ct)).Query(new()).Totals.Registered);
    }

    [Fact]
    public async Task Names_OfPeople_AreOnlyInTheirOwnTable()
    {
        const string Person = "Nguyễn Thử Nghiệm";
        const string Verifier = "Trần Xác Minh";
        await using var store = await SeededAsync();
        var board = await store.ActorAsync("bandanvan");
        var id = await RegisterAsync(store, board, "Có người phụ trách", Person);
        Assert.True((await store.Record.HandleAsync(board, id, new() { Kind = "accept", On = "2026-10-02", OnBehalf = true, Body = "Đảng ủy xã Bình Lư" }, null, Ct)).Ok);
        Assert.True((await store.Record.HandleAsync(board, id, new() { Kind = "verify", On = "2026-10-03", By = Verifier }, null, Ct)).Ok);

        await using var db = store.Store.Read();
        foreach (var name in new[] { Person, Verifier })
        {
            var found = new List<string>();
            foreach (var (table, column) in db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Where(p => p.ClrType == typeof(string)).Select(p => (t.GetTableName()!, p.GetColumnName()))))
            {
#pragma warning disable EF1002 // Names of the model.
                if (await db.Database.SqlQueryRaw<int>($"SELECT COUNT(*) AS \"Value\" FROM {table} WHERE \"{column}\" LIKE {{0}}", $"%{name}%").SingleAsync(Ct) > 0)
#pragma warning restore EF1002
                {
                    found.Add($"{table}.{column}");
                }
            }

            Assert.Equal(["model_people.name"], found);
        }
    }

    [Fact]
    public async Task Models_OfAPage_AreInTheSameOrderOnEveryDatabase()
    {
        await using var store = await SeededAsync();
        var board = await store.ActorAsync("bandanvan");
        string[] names = ["Ấm no", "an toàn", "Ăn sạch", "Áo ấm", "Đường hoa", "Dân vận", "dê núi", "Ông bà", "Ơn nghĩa", "Om cá", "10 sạch", "9 không", "Ươm mầm", "ung dung"];
        foreach (var name in names)
        {
            await RegisterAsync(store, board, "Zz " + name);
        }

        var listed = new List<string>();
        string? after = null;
        do
        {
            var page = (await store.Get<ModelQueries>().ListAsync(board, new(Demo.Campaign, Demo.BinhLu, null, null, null, null, null, null, "Zz", after, "3"), Ct)).Value;
            Assert.Equal(names.Length, page.Total);
            listed.AddRange(page.Models.Select(m => m.Name));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(names.Select(n => "Zz " + n).OrderBy(TextFold.SortKey, StringComparer.Ordinal), listed);
    }

    [Theory]
    [InlineData("DELETE FROM model_events WHERE sequence = (SELECT MAX(sequence) FROM model_events WHERE kind = 'accept'); DELETE FROM events WHERE sequence = (SELECT MAX(e.sequence) FROM events e WHERE e.kind = 'model.accepted')", "sequence: ")]
    [InlineData("UPDATE counters SET value = value + 1 WHERE name = 'sequence'", "sequence: ")]
    [InlineData("UPDATE audit SET action = 'x' WHERE number = 1", "audit row 1 was changed")]
    public async Task Verify_AfterAnUpdateByHand_SaysWhatIsWrong(string sql, string finding)
    {
        await using var store = await SeededAsync();
        await store.Writer.WithConnectionAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
                command.CommandText = sql;
#pragma warning restore CA2100
                return await command.ExecuteNonQueryAsync(Ct);
            },
            Ct);

        var found = await store.VerifyAsync();

        Assert.StartsWith(finding, found, StringComparison.Ordinal);
    }

    private protected static CubeTotals Totals(TestStore store) => store.Cubes.Snapshot(Demo.Campaign).Query(new() { Period = new PeriodKey(PeriodKind.Year, 2026, 0) }).Totals;

    private protected static async Task<string> RegisterAsync(TestStore store, Actor by, string name, string? person = null)
    {
        var answer = await store.Register.HandleAsync(
            by,
            new()
            {
                Campaign = Demo.Campaign, UnitId = Demo.BinhLu, Name = name, Field = "economy", Subject = "collective", Owner = "Chi hội thử", Address = "bản thử", RegisteredOn = "2026-10-01",
                PersonResponsible = person, Themes = ["moi-truong"],
            },
            null,
            Ct);
        Assert.True(answer.Ok, answer.Ok ? null : answer.Refusals[0].Code);
        return new Answer(default, answer.Value.Json).Id;
    }
}

public sealed class SqliteSeededStoreTests : SeededStoreTests
{
    private protected override Task<TestStore> SeededAsync() => TestStore.CopyAsync();
}

[Trait("Category", "Postgres")]
public sealed class PostgresSeededStoreTests(PostgresFixture postgres) : SeededStoreTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override async Task<TestStore> SeededAsync() => await TestStore.OpenAsync(await SettingsAsync());

    [Fact]
    public async Task CatchUp_AfterCommitsOfAnotherProcess_HasTheSameNumbersAndWakesTheViewers()
    {
        var settings = await SettingsAsync();
        await using var first = await TestStore.OpenAsync(settings);
        await using var second = await TestStore.OpenAsync(settings);
        var woken = new TaskCompletionSource();
        await using var viewer = second.Feed.Subscribe(Live(Demo.BinhLu), TimeSpan.Zero, _ => { woken.TrySetResult(); return Task.CompletedTask; });
        var board = await first.ActorAsync("bandanvan");

        var id = await RegisterAsync(first, board, "Từ tiến trình khác");
        await first.Record.HandleAsync(board, id, new() { Kind = "accept", On = "2026-10-02", OnBehalf = true, Body = "Đảng ủy xã Bình Lư" }, null, Ct);
        Assert.NotEqual(Totals(first), Totals(second));
        await second.Cubes.CatchUpAsync(Ct);

        Assert.Equal(Totals(first), Totals(second));
        Assert.Equal(first.Cubes.Applied, second.Cubes.Applied);
        await woken.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
        await second.Cubes.CatchUpAsync(Ct);
        Assert.Equal(Totals(first), Totals(second));
    }

    [Fact]
    public async Task Write_FromTwoProcessesAtOnce_KeepsOneGaplessSequence()
    {
        var settings = await SettingsAsync();
        await using var first = await TestStore.OpenAsync(settings);
        await using var second = await TestStore.OpenAsync(settings);
        var board = await first.ActorAsync("bandanvan");

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => RegisterAsync(i % 2 == 0 ? first : second, board, $"Song song {i}")));
        await first.Cubes.CatchUpAsync(Ct);
        await second.Cubes.CatchUpAsync(Ct);

        Assert.Equal(Totals(first), Totals(second));
        Assert.Null(await first.VerifyAsync());
    }

    [Fact]
    public async Task DueByClock_FromTwoProcessesAtOnce_WritesOnce()
    {
        var settings = await SettingsAsync();
        await using var first = await TestStore.OpenAsync(settings);
        await using var second = await TestStore.OpenAsync(settings);
        first.Clock.Now = second.Clock.Now = new(2027, 1, 20, 2, 0, 0, TimeSpan.Zero);

        var written = await Task.WhenAll(first.Due.CatchUpAsync(Ct), second.Due.CatchUpAsync(Ct));

        // The fourth quarter is overdue for 62 bodies, and the first of the next year has opened for as many.
        Assert.Equal(124, written.Sum());
        Assert.Equal([("report.due", 62), ("report.overdue", 62)], await first.ReadAsync(db => db.Events.Where(e => e.On >= new DateOnly(2027, 1, 1) && (e.Kind == "report.due" || e.Kind == "report.overdue"))
            .GroupBy(e => e.Kind).Select(g => new { g.Key, Bodies = g.Select(e => e.BodyId).Distinct().Count() }).OrderBy(g => g.Key).ToListAsync(Ct)) is var told ? told.Select(t => (t.Key, t.Bodies)) : []);
        Assert.Null(await first.VerifyAsync());
    }

    private static DanVanDashboard.Live.Interest Live(string unit) => new(Demo.Campaign, new HashSet<string> { unit }, null, NonLocal: false);

    private async Task<DanVanOptions> SettingsAsync() => TestStore.Settings(_folder, demo: true, await postgres.SeededDatabaseAsync());
}
