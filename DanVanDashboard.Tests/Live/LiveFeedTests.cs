using DanVanDashboard.Live;
using DanVanDashboard.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DanVanDashboard.Tests.Live;

public sealed class LiveFeedTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private readonly ManualClock _clock = new();
    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new(_clock, NullLogger<LiveFeed>.Instance);

    private static LiveChange Change(string unit = "a", string campaign = "c", string? body = null, bool nonLocal = false) => new(1, campaign, unit, body, nonLocal);

    private static Interest Of(params string[] units) => new("c", units.ToHashSet(), null, NonLocal: false);

    [Fact]
    public async Task Publish_AfterQuiet_WakesAtOnce()
    {
        var viewer = new Viewer();
        await using var subscription = _feed.Subscribe(Of("a"), Interval, viewer.WakeAsync);

        _feed.Publish([Change()]);

        await viewer.WokenAsync(1);
    }

    [Fact]
    public async Task Publish_ABurst_WakesOnceMoreAfterTheInterval()
    {
        var viewer = new Viewer();
        await using var subscription = _feed.Subscribe(Of("a"), Interval, viewer.WakeAsync);
        _feed.Publish([Change()]);
        await viewer.WokenAsync(1);
        await Eventually.IsAsync(() => _clock.Waiting == 1);

        for (var i = 0; i < 1000; i++)
        {
            _feed.Publish([Change()]);
        }

        _clock.Advance(Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, viewer.Wakes);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await viewer.WokenAsync(2);
        await Eventually.IsAsync(() => _clock.Waiting == 1);
        _clock.Advance(Interval * 10);
        Assert.Equal(2, viewer.Wakes);
    }

    [Fact]
    public async Task Publish_DuringTheCall_WakesOnceMore()
    {
        var gate = new TaskCompletionSource();
        var viewer = new Viewer(gate.Task);
        await using var subscription = _feed.Subscribe(Of("a"), Interval, viewer.WakeAsync);
        _feed.Publish([Change()]);
        await viewer.WokenAsync(1);

        _feed.Publish([Change()]);
        gate.SetResult();
        await Eventually.IsAsync(() => _clock.Waiting == 1);
        _clock.Advance(Interval);

        await viewer.WokenAsync(2);
    }

    [Fact]
    public async Task Publish_OutsideTheInterest_WakesNobody()
    {
        var (inside, elsewhere, otherCampaign) = (new Viewer(), new Viewer(), new Viewer());
        await using var a = _feed.Subscribe(Of("a"), Interval, inside.WakeAsync);
        await using var b = _feed.Subscribe(Of("b"), Interval, elsewhere.WakeAsync);
        await using var c = _feed.Subscribe(new("d", null, null, NonLocal: true), Interval, otherCampaign.WakeAsync);

        _feed.Publish([Change("a")]);
        await inside.WokenAsync(1);

        Assert.Equal((0L, 0L), (b.Wakes, c.Wakes));
        _feed.Publish([Change("b")]);
        await elsewhere.WokenAsync(1);
        Assert.Equal((1L, 0L), (a.Wakes, c.Wakes));
    }

    [Theory]
    [InlineData("a", null, false, true)]
    [InlineData("b", null, false, false)]
    [InlineData("a", null, true, false)]
    [InlineData("b", "own", true, true)]
    [InlineData("b", "own", false, true)]
    [InlineData("b", "other", true, false)]
    public void Covers_ByUnitAndBody_IsTheScope(string unit, string? body, bool nonLocal, bool covered) =>
        Assert.Equal(covered, new Interest("c", new HashSet<string> { "a" }, new HashSet<string> { "own" }, NonLocal: false).Covers(Change(unit, "c", body, nonLocal)));

    [Fact]
    public void Covers_Everything_IncludesNonLocalBodies()
    {
        Assert.True(Interest.All("c").Covers(Change("x", nonLocal: true)));
        Assert.False(Interest.All("c").Covers(Change("x", "d")));
        Assert.True(new Interest(null, null, null, NonLocal: true).Covers(Change("x", "d")));
    }

    [Fact]
    public async Task Dispose_EveryViewer_LeavesNoSubscription()
    {
        var subscriptions = Enumerable.Range(0, 50).Select(_ => _feed.Subscribe(Of("a"), Interval, new Viewer().WakeAsync)).ToList();
        _feed.Publish([Change()]);
        Assert.Equal(50, _feed.Subscribers);

        await Task.WhenAll(subscriptions.Select(s => s.DisposeAsync().AsTask()));
        await subscriptions[0].DisposeAsync();

        Assert.Equal(0, _feed.Subscribers);
    }

    [Fact]
    public async Task Dispose_DuringACall_CancelsItAndWaits()
    {
        var viewer = new Viewer(Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken));
        var subscription = _feed.Subscribe(Of("a"), Interval, viewer.WakeAsync);
        _feed.Publish([Change()]);
        await viewer.WokenAsync(1);

        await subscription.DisposeAsync();
        _feed.Publish([Change()]);

        Assert.True(viewer.Cancelled);
        Assert.Equal(1, subscription.Wakes);
    }

    [Fact]
    public async Task Wake_ThatFails_IsTriedAgainByItself()
    {
        var calls = 0;
        await using var subscription = _feed.Subscribe(
            Of("a"),
            Interval,
            _ => Interlocked.Increment(ref calls) < 3 ? throw new InvalidOperationException("for the test") : Task.CompletedTask);

        _feed.Publish([Change()]);
        for (var expected = 1; expected < 3; expected++)
        {
            await Eventually.IsAsync(() => Volatile.Read(ref calls) == expected && _clock.Waiting == 1);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await Eventually.IsAsync(() => Volatile.Read(ref calls) == 3 && _clock.Waiting == 1);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(3, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task Publish_WithAStalledViewer_DoesNotWaitForItAndWakesTheOthers()
    {
        var (stalled, healthy) = (new Viewer(Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken)), new Viewer());
        await using var a = _feed.Subscribe(Of("a"), Interval, stalled.WakeAsync);
        await using var b = _feed.Subscribe(Of("a"), Interval, healthy.WakeAsync);

        for (var i = 0; i < 100_000; i++)
        {
            _feed.Publish([Change()]);
        }

        await healthy.WokenAsync(1);
        await stalled.WokenAsync(1);
        _feed.Publish([Change()]);
        await Eventually.IsAsync(() => _clock.Waiting == 1);
        _clock.Advance(Interval);
        await healthy.WokenAsync(2);
        Assert.Equal(1, stalled.Wakes);
    }

    [Fact]
    public async Task Publish_WithAViewerThatBlocksItsThread_ReturnsAndWakesTheOthers()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var healthy = new Viewer();
        var blocked = _feed.Subscribe(Of("a"), Interval, _ =>
        {
            entered.Set();
            release.Wait(TestContext.Current.CancellationToken);
            return Task.CompletedTask;
        });
        await using var b = _feed.Subscribe(Of("a"), Interval, healthy.WakeAsync);

        _feed.Publish([Change()]);
        Assert.True(entered.Wait(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken));
        await healthy.WokenAsync(1);
        _feed.Publish([Change()]);
        await Eventually.IsAsync(() => _clock.Waiting == 1);
        _clock.Advance(Interval);
        await healthy.WokenAsync(2);

        Assert.Equal(1, blocked.Wakes);
        release.Set();
        await blocked.DisposeAsync();
    }

    private sealed class Viewer(Task? until = null)
    {
        private int _wakes;

        public int Wakes => Volatile.Read(ref _wakes);

        public bool Cancelled { get; private set; }

        public async Task WakeAsync(CancellationToken ct)
        {
            Interlocked.Increment(ref _wakes);
            try
            {
                await (until ?? Task.CompletedTask).WaitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                Cancelled = true;
                throw;
            }
        }

        public Task WokenAsync(int times) => Eventually.IsAsync(() => Wakes == times);
    }
}
