using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Hosting;
using DanVanDashboard.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Data;

/// <summary>What <c>verify</c> says after the store was changed past the program, with the log of heads outside it as a witness.</summary>
public sealed class AuditTamperTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("UPDATE audit SET detail = '{\"n\":99}' WHERE number = 4", "audit row 4 was changed")]
    [InlineData("UPDATE audit SET by_user = 'u-x' WHERE number = 4", "audit row 4 was changed")]
    [InlineData("DELETE FROM audit WHERE number = 4", "audit row 4 is missing")]
    [InlineData("DELETE FROM audit WHERE number = 4; UPDATE audit SET number = number - 1 WHERE number > 4; UPDATE counters SET value = value - 1 WHERE name = 'audit'", "audit row 4 does not follow row 3")]
    [InlineData("UPDATE audit SET number = 100 WHERE number = 4; UPDATE audit SET number = 4 WHERE number = 5; UPDATE audit SET number = 5 WHERE number = 100", "audit row 4 does not follow row 3")]
    [InlineData("DELETE FROM audit WHERE number > 6", "audit ends at row 6, but 8 were written")]
    [InlineData("DELETE FROM audit WHERE number > 6; UPDATE counters SET value = 6 WHERE name = 'audit'", "audit row 7 is missing: the store ends at row 6, but row 8 was logged outside it")]
    [InlineData("DELETE FROM audit; UPDATE counters SET value = 0 WHERE name = 'audit'", "audit row 1 is missing: the store ends at row 0, but row 8 was logged outside it")]
    public async Task Verify_AfterTampering_NamesTheFirstBadRow(string sql, string finding)
    {
        await using var store = await WithRowsAsync(8);
        Assert.Null(await BreakAsync(store));

        await TamperAsync(store, sql);

        Assert.StartsWith(finding, await BreakAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ChainWrittenAnewWithItsHashes_IsFoundByTheLogOutside()
    {
        await using var store = await WithRowsAsync(8);
        var rows = await store.ReadAsync(db => db.Audit.OrderBy(a => a.Number).ToListAsync(Ct));
        rows[3].Detail = "{}";
        var previous = AuditChain.Genesis;
        var sql = new System.Text.StringBuilder();
        foreach (var row in rows)
        {
            row.PreviousHash = previous;
            row.Hash = previous = AuditChain.HashOf(row);
            sql.Append(System.Globalization.CultureInfo.InvariantCulture, $"UPDATE audit SET detail = '{row.Detail}', previous_hash = '{row.PreviousHash}', hash = '{row.Hash}' WHERE number = {row.Number};");
        }

        await TamperAsync(store, sql.ToString());

        Assert.StartsWith("audit row 4, or one before it, was written anew", await BreakAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LogBehindTheStore_IsNoFindingAndIsCaughtUp()
    {
        await using var store = await WithRowsAsync(5);
        var file = store.Get<AuditHeadLog>().File;
        var lines = await File.ReadAllLinesAsync(file, Ct);
        // As a kill leaves it: the last commit is in the store, its line is not, or only half of it.
        await File.WriteAllTextAsync(file, string.Join('\n', lines[..^1]) + "\n" + lines[^1][..30], Ct);

        Assert.Null(await BreakAsync(store));
        await store.Get<AuditWitness>().CompareAsync(Ct);

        Assert.Equal(5, store.Get<AuditHeadLog>().Read().Last!.Number);
        Assert.Equal(5, (await File.ReadAllLinesAsync(file, Ct)).Count(l => l.Length > 64 && l.EndsWith('Z')));
    }

    [Fact]
    public async Task Restore_OfAnOlderCopy_IsNotedAndNoFindingAfterwards()
    {
        var store = await WithRowsAsync(6);
        using var copies = new TempFolder();
        var copy = Path.Combine(copies, "copy.db");
        Assert.Equal(0, await StoreFiles.BackupAsync(store.Store, new(store.Options), copy, TextWriter.Null, TextWriter.Null, Ct));
        await AddAsync(store, 4);
        store = await TestStore.ReopenAsync(store);
        await using var last = store;
        var said = new StringWriter();

        Assert.Equal(0, await StoreFiles.RestoreAsync(store.Store, new(store.Options), store.Get<AuditHeadLog>(), alone: true, copy, said, TextWriter.Null, Ct));

        Assert.Contains("audit rows 7 to 10, written after this copy was made, are no longer in the store", said.ToString(), StringComparison.Ordinal);
        Assert.Null(await BreakAsync(store));
        await store.Get<AuditWitness>().CompareAsync(Ct);
        await AddAsync(store, 2);
        Assert.Null(await BreakAsync(store));
        Assert.Equal("store.restored", await store.ReadAsync(db => db.Audit.Where(a => a.Number == 7).Select(a => a.Action).SingleAsync(Ct)));
        await TamperAsync(store, "DELETE FROM audit WHERE number > 7; UPDATE counters SET value = 7 WHERE name = 'audit'");
        Assert.StartsWith("audit row 8 is missing", await BreakAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_InAFolderOfItsOwn_IsWrittenThere()
    {
        using var data = new TempFolder();
        using var elsewhere = new TempFolder();
        await using var store = await TestStore.OpenAsync(TestStore.Settings(data, demo: false) with { AuditHeadDirectory = elsewhere });

        Assert.True(File.Exists(Path.Combine(elsewhere, "audit-head.log")));
        Assert.False(File.Exists(Path.Combine(data, "audit-head.log")));
        Assert.Null(await store.VerifyAsync());
    }

    private static async Task<TestStore> WithRowsAsync(int count)
    {
        var store = await TestStore.EmptyAsync();
        await AddAsync(store, count);
        return store;
    }

    private static async Task AddAsync(TestStore store, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await store.Writer.WriteAsync(async (w, ct) => { await w.AuditAsync(Actor.System, "test.row", "x", $"{{\"n\":{i}}}", ct); return true; }, Ct);
        }
    }

    private static Task<string?> BreakAsync(TestStore store)
    {
        var logged = store.Get<AuditHeadLog>().Read();
        return store.ReadAsync(db => AuditChain.FirstBreakAsync(db, logged, Ct));
    }

    private static async Task TamperAsync(TestStore store, string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store.Store.SqliteFile, Pooling = false }.ToString());
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written in this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Ct);
    }
}
