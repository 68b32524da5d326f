using DanVanDashboard.Data;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Projection;

/// <summary>What <c>verify</c> says of a store that others read and write meanwhile.</summary>
public sealed class VerifierTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_WhileModelsAreWrittenAndSearched_FindsTheIndexSound()
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        var written = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    written += await EditAsync(store, written, Ct);
                }
            },
            Ct);
        try
        {
            for (var i = 0; i < 12; i++)
            {
                // Connections of the pool then remember the index as it stands now.
                Assert.True(await FoundAsync(store, "duong") >= 0);
                var before = Volatile.Read(ref written);
                await Eventually.IsAsync(() => Volatile.Read(ref written) > before + 100);

                Assert.Null(await store.VerifyAsync());
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }

        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task Verify_IndexThatLostASegment_SaysSo()
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        await EditAsync(store, 0, Ct);
        // The data of a segment goes, what leads to it stays.
        await store.Writer.WriteAsync(async (w, ct) => await w.Db.Database.ExecuteSqlRawAsync("DELETE FROM model_search_data WHERE id > 10", ct), Ct);

        Assert.StartsWith("integrity: ", await store.VerifyAsync(), StringComparison.Ordinal);
    }

    /// <summary>Gives models other names, fifty in a transaction.</summary>
    private static async Task<int> EditAsync(TestStore store, int from, CancellationToken ct) => await store.Writer.WriteAsync(
        async (w, cancel) =>
        {
            var ids = await w.Db.Models.OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(cancel);
            for (var i = 0; i < 50; i++)
            {
                var (id, text) = (ids[(from + i) % ids.Count], ModelSearch.TextOf($"Đường hoa số {from + i}", $"Chi hội {i}", $"Bản {from % 97}", "Bình Lư"));
                await w.Db.Database.ExecuteSqlAsync($"UPDATE models SET search_folded = {text} WHERE id = {id}", cancel);
            }

            return 50;
        },
        ct);

    private static Task<int> FoundAsync(TestStore store, string word) => store.ReadAsync(db =>
        db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM model_search WHERE folded MATCH {word}").SingleAsync(Ct));
}
