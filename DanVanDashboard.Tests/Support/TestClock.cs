namespace DanVanDashboard.Tests.Support;

/// <summary>A clock whose time of day a test sets, with timers that run in real time: for hosts and stores.</summary>
internal sealed class TestClock : TimeProvider
{
    /// <summary>The day on which the stores of the tests are seeded: a Tuesday after the review of 15/10, 09:00 in the province.</summary>
    public static readonly DateTimeOffset Start = new(2026, 10, 20, 2, 0, 0, TimeSpan.Zero);

    private long _ticks = Start.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
