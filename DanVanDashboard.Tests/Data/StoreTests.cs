using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Data;

/// <summary>What every store keeps to, on SQLite and on PostgreSQL alike.</summary>
public abstract class StoreTests
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestStore> EmptyAsync(params ICommitListener[] listeners);

    private protected abstract Task<TestStore> ReopenAsync(TestStore store);

    [Fact]
    public async Task Write_Refused_KeepsNothing()
    {
        await using var store = await EmptyAsync();

        var result = await store.Writer.WriteAsync<Result<string>>(
            async (w, ct) =>
            {
                await AppendAsync(w, "x", ct);
                await w.Db.SaveChangesAsync(ct);
                return new Refusal("model.name-missing", "name");
            },
            Ct);

        Assert.False(result.Ok);
        Assert.Equal((0, 0, 0), await CountsAsync(store));
    }

    [Fact]
    public async Task Write_Exception_KeepsNothingAndTheNextOneWorks()
    {
        await using var store = await EmptyAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Writer.WriteAsync<bool>(
            async (w, ct) =>
            {
                await AppendAsync(w, "x", ct);
                await w.Db.SaveChangesAsync(ct);
                throw new InvalidOperationException("for the test");
            },
            Ct));
        await WriteAsync(store, "y");

        Assert.Equal((1, 1, 2), await CountsAsync(store));
        Assert.Equal(1, await store.ReadAsync(db => db.Events.MaxAsync(e => e.Sequence)));
    }

    [Fact]
    public async Task Write_Cancelled_NeverRuns()
    {
        await using var store = await EmptyAsync();
        using var cancelled = new CancellationTokenSource();
        var gate = new TaskCompletionSource();
        var first = store.Writer.WriteAsync(async (_, _) => { await gate.Task; return true; }, Ct);
        var second = store.Writer.WriteAsync(async (w, ct) => { await AppendAsync(w, "x", ct); return true; }, cancelled.Token);

        await cancelled.CancelAsync();
        gate.SetResult();

        Assert.True(await first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal((0, 0, 0), await CountsAsync(store));
    }

    [Fact]
    public async Task Write_ManyInParallel_SequenceIsGaplessAndTheChainWhole()
    {
        var heard = new Listener();
        await using var store = await EmptyAsync(heard);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => WriteAsync(store, $"u{i}", fail: i % 10 == 3))));

        var sequences = await store.ReadAsync(db => db.Events.OrderBy(e => e.Sequence).Select(e => e.Sequence).ToListAsync(Ct));
        Assert.Equal(Enumerable.Range(1, 180).Select(i => (long)i), sequences);
        Assert.Equal(sequences, heard.Sequences);
        Assert.Null(await store.ReadAsync(db => AuditChain.FirstBreakAsync(db, null, Ct)));
    }

    [Fact]
    public async Task Write_Listener_IsToldBeforeTheCallerAndAfterTheCommit()
    {
        TestStore? opened = null;
        var seen = -1;
        var listener = new Listener(_ => seen = opened!.Store.Read().Events.Count());
        await using var store = opened = await EmptyAsync(listener);

        await WriteAsync(store, "x");

        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Write_ListenerThatFails_LosesNoCommit()
    {
        var heard = new Listener();
        await using var store = await EmptyAsync(new Listener(_ => throw new InvalidOperationException("for the test")), heard);

        await WriteAsync(store, "x");

        Assert.Equal([1L], heard.Sequences);
        Assert.Equal((1, 1, 2), await CountsAsync(store));
    }

    [Fact]
    public async Task Write_Reopened_IsStillThere()
    {
        await using var store = await EmptyAsync();
        await WriteAsync(store, "x");

        await using var again = await ReopenAsync(store);
        await WriteAsync(again, "y");

        Assert.Equal((2, 2, 2), await CountsAsync(again));
        Assert.Null(await again.ReadAsync(db => AuditChain.FirstBreakAsync(db, null, Ct)));
    }

    [Theory]
    [InlineData("UPDATE audit SET detail = '{\"a\":2}' WHERE number = 2", "audit row 2 was changed")]
    [InlineData("UPDATE audit SET by_user = 'x' WHERE number = 4", "audit row 4 was changed")]
    [InlineData("DELETE FROM audit WHERE number = 2", "audit row 2 is missing")]
    [InlineData("DELETE FROM audit WHERE number = 1", "audit row 1 is missing")]
    [InlineData("DELETE FROM audit WHERE number >= 4", "audit ends at row 3, but 4 were written")]
    [InlineData("UPDATE audit SET number = CASE number WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE number IN (2, 3); UPDATE audit SET number = -number WHERE number < 0", "audit row 2 does not follow row 1")]
    [InlineData("UPDATE audit SET previous_hash = hash WHERE number = 3", "audit row 3 does not follow row 2")]
    public async Task Audit_TamperedWith_IsFound(string sql, string finding)
    {
        await using var store = await EmptyAsync();
        for (var i = 0; i < 4; i++)
        {
            await WriteAsync(store, $"u{i}");
        }

        Assert.Null(await store.ReadAsync(db => AuditChain.FirstBreakAsync(db, null, Ct)));
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

        Assert.Equal(finding, await store.ReadAsync(db => AuditChain.FirstBreakAsync(db, null, Ct)));
    }

    [Fact]
    public async Task Write_StaleVersion_IsRefusedByTheToken()
    {
        await using var store = await EmptyAsync();
        await WriteAsync(store, "x");
        await store.Writer.WriteAsync((w, _) => { w.Db.Reports.Add(Report(version: 1)); return Task.FromResult(true); }, Ct);
        await store.Writer.WriteAsync((w, ct) => w.Db.Reports.ExecuteUpdateAsync(s => s.SetProperty(r => r.Version, 2), ct), Ct);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => store.Writer.WriteAsync(
            (w, _) =>
            {
                var stale = Report(version: 1);
                w.Db.Attach(stale);
                stale.Version = 3;
                return Task.FromResult(true);
            },
            Ct));
        Assert.Equal(2, await store.ReadAsync(db => db.Reports.Select(r => r.Version).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Schema_OfTheMigrations_IsThatOfTheModel()
    {
        await using var store = await EmptyAsync();
        await using var db = store.Store.Read();
        var expected = db.Model.GetEntityTypes().SelectMany(t => t.GetProperties().Select(p => $"{t.GetTableName()}.{p.GetColumnName()} {(p.IsNullable ? "null" : "not null")}")).Order(StringComparer.Ordinal);
        var keys = db.Model.GetEntityTypes().Select(t => $"{t.GetTableName()}({string.Join(',', t.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName()))})").Order(StringComparer.Ordinal);

        Assert.Equal(expected, await ColumnsAsync(db));
        Assert.Equal(keys, await KeysAsync(db));
    }

    private protected abstract Task<List<string>> ColumnsAsync(DanVanDbContext db);

    private protected abstract Task<List<string>> KeysAsync(DanVanDbContext db);

    private protected static async Task WriteAsync(TestStore store, string user, bool fail = false)
    {
        try
        {
            await store.Writer.WriteAsync(
                async (w, ct) =>
                {
                    await AppendAsync(w, user, ct);
                    return fail ? throw new InvalidOperationException("for the test") : true;
                },
                Ct);
        }
        catch (InvalidOperationException) when (fail)
        {
            // As asked.
        }
    }

    private static async Task AppendAsync(WriteSession w, string user, CancellationToken ct)
    {
        if (!await w.Db.Campaigns.AnyAsync(ct))
        {
            w.Db.Units.Add(new() { Id = "u", Code = "1", Name = "U", Kind = "tỉnh", Level = "province", ValidFrom = new(2000, 1, 1) });
            w.Db.Bodies.Add(new() { Id = "b", ProvinceId = "u", Order = 1, ValidFrom = new(2000, 1, 1) });
            w.Db.Campaigns.Add(new() { Id = "c", NameVi = "C", NameEn = "C", RootUnitId = "u", Provenance = "registry" });
        }

        var sequence = await w.NextSequenceAsync(ct);
        w.Append(new() { Sequence = sequence, At = w.Now, On = new(2026, 1, 1), Kind = "model.registered", CampaignId = "c", UnitId = "u" });
        await w.AuditAsync(Actor.System with { UserId = user }, "test", "x", "{}", ct);
    }

    private static ReportRow Report(long version) =>
        new() { Id = "r", CampaignId = "c", UnitId = "u", BodyId = "b", Period = "2026-Q1", Status = "draft", EnteredBy = "x", CreatedAt = TestClock.Start.UtcDateTime, Version = version };

    private static Task<(int Events, int Audit, int Counters)> CountsAsync(TestStore store) =>
        store.ReadAsync(async db => (await db.Events.CountAsync(Ct), await db.Audit.CountAsync(Ct), await db.Counters.CountAsync(Ct)));

    private sealed class Listener(Action<IReadOnlyList<CommittedChange>>? also = null) : ICommitListener
    {
        public List<long> Sequences { get; } = [];

        public void Committed(IReadOnlyList<CommittedChange> changes)
        {
            also?.Invoke(changes);
            Sequences.AddRange(changes.Select(c => c.Event.Sequence));
        }
    }
}

public sealed class SqliteStoreTests : StoreTests
{
    private protected override Task<TestStore> EmptyAsync(params ICommitListener[] listeners) => TestStore.EmptyAsync(null, listeners);

    private protected override Task<TestStore> ReopenAsync(TestStore store) => TestStore.ReopenAsync(store);

    [Fact]
    public async Task Read_Context_CannotWrite()
    {
        await using var store = await EmptyAsync();
        await WriteAsync(store, "x");

        var e = await Assert.ThrowsAsync<SqliteException>(() => store.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DELETE FROM audit", Ct)));

        Assert.Equal(8, e.SqliteErrorCode); // SQLITE_READONLY
    }

    [Fact]
    public async Task Migrate_AfterAKillDuringAMigration_IsNotBlocked()
    {
        await using var store = await EmptyAsync();
        await store.Writer.WithConnectionAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = """DROP TABLE IF EXISTS "__EFMigrationsLock"; CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL); INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""";
                return await command.ExecuteNonQueryAsync(Ct);
            },
            Ct);

        await store.Writer.MigrateAsync(Ct).WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    [Fact]
    public async Task Write_Settings_AreThoseOfADurableStore()
    {
        await using var store = await EmptyAsync();

        var (journal, synchronous, foreignKeys) = await store.Writer.WithConnectionAsync(
            async connection => (await PragmaAsync(connection, "journal_mode"), await PragmaAsync(connection, "synchronous"), await PragmaAsync(connection, "foreign_keys")), Ct);

        Assert.Equal(("wal", "2", "1"), (journal, synchronous, foreignKeys));
    }

    private protected override Task<List<string>> ColumnsAsync(DanVanDbContext db) => db.Database.SqlQueryRaw<string>(
        "SELECT m.name || '.' || c.name || CASE WHEN c.\"notnull\" = 1 THEN ' not null' ELSE ' null' END AS Value FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND m.name NOT LIKE 'model\\_search%' ESCAPE '\\' ORDER BY 1").ToListAsync(Ct);

    private protected override Task<List<string>> KeysAsync(DanVanDbContext db) => db.Database.SqlQueryRaw<string>(
        "SELECT m.name || '(' || (SELECT GROUP_CONCAT(k.name, ',') FROM (SELECT c.name FROM pragma_table_info(m.name) c WHERE c.pk > 0 ORDER BY c.pk) k) || ')' AS Value FROM sqlite_master m WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND m.name NOT LIKE 'model\\_search%' ESCAPE '\\' ORDER BY 1").ToListAsync(Ct);

    private static async Task<string> PragmaAsync(System.Data.Common.DbConnection connection, string name)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = "PRAGMA " + name;
#pragma warning restore CA2100
        return Convert.ToString(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}

[Trait("Category", "Postgres")]
public sealed class PostgresStoreTests(PostgresFixture postgres) : StoreTests
{
    private protected override async Task<TestStore> EmptyAsync(params ICommitListener[] listeners) => await TestStore.EmptyAsync(await postgres.DatabaseAsync(), listeners);

    private protected override Task<TestStore> ReopenAsync(TestStore store) => TestStore.ReopenAsync(store);

    private protected override Task<List<string>> ColumnsAsync(DanVanDbContext db) => db.Database.SqlQueryRaw<string>(
        "SELECT (table_name || '.' || column_name || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE ' null' END) COLLATE \"C\" AS \"Value\" FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_EF%' ORDER BY 1").ToListAsync(Ct);

    private protected override Task<List<string>> KeysAsync(DanVanDbContext db) => db.Database.SqlQueryRaw<string>(
        "SELECT (k.table_name || '(' || string_agg(k.column_name::text, ',' ORDER BY k.ordinal_position) || ')') COLLATE \"C\" AS \"Value\" FROM information_schema.table_constraints c JOIN information_schema.key_column_usage k USING (constraint_name, table_schema) WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = 'public' AND k.table_name NOT LIKE '\\_\\_EF%' GROUP BY k.table_name ORDER BY 1").ToListAsync(Ct);
}
