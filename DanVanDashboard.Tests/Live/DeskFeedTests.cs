using DanVanDashboard.Live;
using DanVanDashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DanVanDashboard.Tests.Live;

public sealed class DeskFeedTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_AnAction_WakesWhoFollowsItAndNobodyElse()
    {
        var feed = new DeskFeed(TimeProvider.System, NullLogger<DeskFeed>.Instance);
        var (accounts, all) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var followed = feed.Subscribe(["account.", DeskFeed.Reference], s_pause, _ => { accounts.TrySetResult(); return Task.CompletedTask; });
        await using var everything = feed.Subscribe([""], s_pause, _ => { all.TrySetResult(); return Task.CompletedTask; });
        await using var targets = feed.Subscribe(["target."], s_pause, _ => Task.CompletedTask);

        feed.Publish(["account.invite"]);

        await Task.WhenAll(accounts.Task, all.Task).WaitAsync(TimeSpan.FromSeconds(5), Ct);
        Assert.Equal(0, targets.Wakes);
        Assert.Equal(3, feed.Subscribers);
    }

    [Fact]
    public async Task Leave_ThePage_EndsItsPlaceInTheFeed()
    {
        var feed = new DeskFeed(TimeProvider.System, NullLogger<DeskFeed>.Instance);
        var subscription = feed.Subscribe([""], s_pause, _ => Task.CompletedTask);
        await subscription.DisposeAsync();

        feed.Publish(["account.invite"]);

        Assert.Equal((0, 0L), (feed.Subscribers, subscription.Wakes));
    }

    [Fact]
    public async Task Commit_ThatWroteToTheLog_PublishesItsActionsAfterwards()
    {
        await using var store = await TestStore.EmptyAsync();
        var feed = store.Get<DeskFeed>();
        var woken = new TaskCompletionSource<long>();
        await using var page = feed.Subscribe(["test."], s_pause, async _ => woken.TrySetResult(await store.ReadAsync(db => Task.FromResult(db.Audit.LongCount()))));
        await using var other = feed.Subscribe(["account."], s_pause, _ => Task.CompletedTask);

        await store.Writer.WriteAsync(async (w, ct) => { await w.AuditAsync(DanVanDashboard.Domain.Access.Actor.System, "test.row", "x", "{}", ct); return true; }, Ct);

        // What woke it can be read already.
        Assert.Equal(1, await woken.Task.WaitAsync(TimeSpan.FromSeconds(5), Ct));
        Assert.Equal(0, other.Wakes);
    }
}
