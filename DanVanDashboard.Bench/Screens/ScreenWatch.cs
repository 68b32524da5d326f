using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace DanVanDashboard.Bench.Screens;

/// <summary>How a screen that nobody looks after fared.</summary>
/// <param name="Turns">How often it turned its page.</param>
/// <param name="Expected">How often it had the time to.</param>
/// <param name="LongestStandstill">The longest time without a turn, in seconds.</param>
/// <param name="Restarts">How often the program was ended and started again.</param>
/// <param name="Told">How often of these the screen said how old it was.</param>
/// <param name="LongestReturn">The longest time from the program's being ready until the screen was whole again, in seconds.</param>
/// <param name="Changes">How often something was registered.</param>
/// <param name="LongestChange">The longest time until the screen showed it, in seconds.</param>
/// <param name="Nodes">Nodes of the document when the screen was opened, and at the end.</param>
/// <param name="Heap">Bytes of its scripts then, and at the end, after their rubbish was taken away.</param>
/// <param name="Errors">What the browser complained of, beside the lost line.</param>
public sealed record ScreenFate(
    int Turns, int Expected, double LongestStandstill, int Restarts, int Told, double LongestReturn, int Changes, double LongestChange, (int First, int Last) Nodes, (long First, long Last) Heap, IReadOnlyList<string> Errors)
{
    /// <summary>In words, a line each.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"""
        page turns        {Turns} of {Expected}, longest standstill {LongestStandstill:0.0} s
        restarts          {Restarts}, told by the screen {Told}, whole again at most {LongestReturn:0.0} s after the program was ready
        changes           {Changes}, shown after at most {LongestChange:0.0} s
        document nodes    {Nodes.First} at first, {Nodes.Last} at the end
        script heap       {Heap.First / 1024} KB at first, {Heap.Last / 1024} KB at the end
        browser errors    {(Errors.Count == 0 ? "none" : string.Join("; ", Errors.Take(5)))}
        """);
}

/// <summary>Watches a screen that runs by itself while its program is ended and started again, and while figures change.</summary>
/// <param name="page">The browser's page.</param>
/// <param name="seconds">How long each slide stays.</param>
/// <param name="end">Ends the program: as a power cut does, or in order.</param>
/// <param name="startAgain">Starts it again and waits until it is ready.</param>
/// <param name="change">Registers a model.</param>
/// <param name="say">Hears how far it is.</param>
public sealed class ScreenWatch(IPage page, int seconds, Func<bool, Task> end, Func<Task> startAgain, Func<int, Task> change, Action<string> say)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<string> _errors = [];
    private string? _page;
    private double _turned;
    private double _standstill;
    private int _turns;

    /// <summary>Runs for a time.</summary>
    /// <param name="address">The screen's link.</param>
    /// <param name="length">How long.</param>
    /// <param name="restarts">How often the program is ended meanwhile, at even distances.</param>
    /// <param name="changes">How often something is registered between two restarts.</param>
    public async Task<ScreenFate> RunAsync(string address, TimeSpan length, int restarts, int changes)
    {
        page.PageError += (_, error) => _errors.Add(error);
        await page.GotoAsync(address);
        _clock.Restart();
        var (nodes, heap) = await SizeAsync();
        var (told, back, shown, made) = (0, 0.0, 0.0, 0);
        var part = length / (restarts + 1);
        for (var round = 0; round <= restarts; round++)
        {
            for (var k = 1; k <= changes; k++)
            {
                await WatchUntilAsync((part * round) + (part * k / (changes + 1)));
                var before = await NumberAsync();
                var at = _clock.Elapsed.TotalSeconds;
                await change(++made);
                await UntilAsync(async () => await NumberAsync() == before + 1, "the change is not shown");
                shown = Math.Max(shown, _clock.Elapsed.TotalSeconds - at);
            }

            await WatchUntilAsync(part * (round + 1));
            if (round < restarts)
            {
                await end(round % 2 == 0);
                await UntilAsync(() => page.Locator("[data-stale]").IsVisibleAsync(), "the screen does not say that it is stale");
                told++;
                await startAgain();
                var ready = _clock.Elapsed.TotalSeconds;
                await UntilAsync(async () => !await page.Locator("[data-stale]").IsVisibleAsync() && await page.Locator(".deck-page.is-current").CountAsync() == 1, "the screen does not come back");
                back = Math.Max(back, _clock.Elapsed.TotalSeconds - ready);
                say(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed:hh\\:mm\\:ss} restart {round + 1} of {restarts}, {_turns} turns"));
            }
        }

        var (nodesNow, heapNow) = await SizeAsync();
        return new(_turns, (int)(_clock.Elapsed.TotalSeconds / seconds), _standstill, restarts, told, back, made, shown, (nodes, nodesNow), (heap, heapNow), _errors);
    }

    private async Task WatchUntilAsync(TimeSpan until)
    {
        while (_clock.Elapsed < until)
        {
            await LookAsync();
            await Task.Delay(s_look);
        }
    }

    private async Task UntilAsync(Func<Task<bool>> done, string otherwise)
    {
        var limit = _clock.Elapsed + TimeSpan.FromSeconds(60);
        while (!await done())
        {
            if (_clock.Elapsed > limit)
            {
                throw new TimeoutException($"After {_clock.Elapsed}: {otherwise}.");
            }

            await LookAsync();
            await Task.Delay(s_look);
        }
    }

    private async Task LookAsync()
    {
        var now = await page.Locator(".deck-page.is-current").GetAttributeAsync("data-page", new() { Timeout = 20_000 });
        if (now != _page)
        {
            _turns += _page is null ? 0 : 1;
            (_page, _turned) = (now, _clock.Elapsed.TotalSeconds);
        }

        _standstill = Math.Max(_standstill, _clock.Elapsed.TotalSeconds - _turned);
    }

    private async Task<decimal> NumberAsync() =>
        decimal.Parse((await page.Locator("[data-kind='totals'] [data-measure='registered']").GetAttributeAsync("data-value", new() { Timeout = 20_000 }))!, CultureInfo.InvariantCulture);

    private async Task<(int Nodes, long Heap)> SizeAsync()
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("HeapProfiler.collectGarbage");
        await session.SendAsync("Performance.enable");
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value"));
        await session.DetachAsync();
        return ((int)metrics["Nodes"].GetDouble(), (long)metrics["JSHeapUsedSize"].GetDouble());
    }
}
