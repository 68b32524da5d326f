using DanVanDashboard.Access;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Data;

public sealed class VisitsTests
{
    private const string User = "u-thuongtruc";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begin_TheFirstTime_HasNoVisitBefore()
    {
        await using var store = await TestStore.CopyAsync();
        var visits = Of(store);

        Assert.Null(await visits.BeginVisitAsync(User, ct: Ct));
        Assert.Null(await visits.BeginVisitAsync(User, ct: Ct));
        Assert.Null(await visits.BeginVisitAsync("nobody", ct: Ct));
    }

    [Fact]
    public async Task Begin_AfterHalfAnHour_GivesTheEndOfTheVisitBeforeForAsLongAsThisOneLasts()
    {
        await using var store = await TestStore.CopyAsync();
        var visits = Of(store);
        await visits.BeginVisitAsync(User, ct: Ct);
        var (sequence, at) = (store.Cubes.Applied, store.Clock.Now);
        await HappenAsync(store);

        store.Clock.Now += Visits.Absence;
        Assert.Equal(new PreviousVisit(sequence, at), await visits.BeginVisitAsync(User, ct: Ct));

        // Further pages of the same visit, and one that stays open for hours, still count from there.
        for (var i = 0; i < 8; i++)
        {
            store.Clock.Now += TimeSpan.FromMinutes(20);
            await visits.SeenAsync(User, Ct);
        }

        Assert.Equal(new PreviousVisit(sequence, at), await visits.BeginVisitAsync(User, ct: Ct));
    }

    [Fact]
    public async Task Begin_AtASignIn_IsAVisitHoweverSoon()
    {
        await using var store = await TestStore.CopyAsync();
        var visits = Of(store);
        await visits.BeginVisitAsync(User, signIn: true, Ct);
        var before = store.Clock.Now;

        store.Clock.Now += TimeSpan.FromMinutes(2);
        await visits.BeginVisitAsync(User, signIn: true, Ct);

        Assert.Equal(before, (await visits.BeginVisitAsync(User, ct: Ct))!.At);
    }

    [Fact]
    public async Task Seen_OftenInAMinute_MovesTheMarkOnceAndLeavesNoTrace()
    {
        await using var store = await TestStore.CopyAsync();
        var visits = Of(store);
        await visits.BeginVisitAsync(User, ct: Ct);
        await HappenAsync(store);
        var (applied, audit) = (store.Cubes.Applied, await AuditAsync(store));
        var begun = (await MarkAsync(store)).At;

        store.Clock.Now += Visits.Step - TimeSpan.FromSeconds(1);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => visits.SeenAsync(User, Ct)));
        Assert.Equal(begun, (await MarkAsync(store)).At);

        store.Clock.Now += TimeSpan.FromSeconds(1);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => visits.SeenAsync(User, Ct)));
        Assert.Equal((applied, store.Clock.Now.UtcDateTime), await MarkAsync(store));
        Assert.Equal((applied, audit), (store.Cubes.Applied, await AuditAsync(store)));
        Assert.Null(await store.VerifyAsync());
    }

    private static Visits Of(TestStore store) => new(store.Store, store.Writer, store.Cubes, store.Clock);

    private static async Task HappenAsync(TestStore store) => Assert.True((await store.Register.HandleAsync(
        Actor.System,
        new() { Campaign = Demo.Campaign, UnitId = Demo.BinhLu, Name = "Thử", Field = "economy", Subject = "collective", Owner = "Thử", Address = "Thử" }, null, Ct)).Ok);

    private static Task<int> AuditAsync(TestStore store) => store.ReadAsync(db => db.Audit.CountAsync(Ct));

    private static async Task<(long Sequence, DateTime? At)> MarkAsync(TestStore store)
    {
        var row = await store.ReadAsync(db => db.Accounts.SingleAsync(a => a.Id == User, Ct));
        return (row.LastSeenSequence, row.LastSeenAt);
    }
}
