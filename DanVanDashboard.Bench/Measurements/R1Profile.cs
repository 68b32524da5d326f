using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using DanVanDashboard.Access;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Overview;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>Where the server's part of R1 goes, step by step and without a browser. No ratio: for whoever wants to make it faster.</summary>
internal static class R1Profile
{
    public static async Task<string> RunAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        var (models, actors, account) = (site.Get<OverviewModels>(), site.Get<Actors>(), await site.AccountAsync("thuongtruc"));
        var actor = actors.Of(account);
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id)], "bench"));
        using var sql = new SqlTimes();
        using var listening = DiagnosticListener.AllListeners.Subscribe(sql);
        var (page, sqlOfPage, numbers, commands) = (new List<double>(), new List<double>(), new List<double>(), 0);
        var (feed, coverage, who) = (new List<double>(), new List<double>(), new List<double>());
        var slowest = new Dictionary<string, List<double>>();
        var filter = new ViewState().WithDefaults(actor, site.Get<ReferenceData>().Current, StoreOnly.RootUnit, Domain.LocalDay.Of(DateTime.UtcNow))
            .ToFilter(actor, site.Get<ReferenceData>().Current, Domain.LocalDay.Of(DateTime.UtcNow)).Value;
        for (var i = 0; i < bench.Size(80, 30); i++)
        {
            await site.RegisterAsync();
            sql.Clear();
            var from = Stopwatch.GetTimestamp();
            site.Get<OverviewQueries>().Get(filter);
            numbers.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            from = Stopwatch.GetTimestamp();
            await models.GetAsync(actor, new());
            page.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            sqlOfPage.Add(sql.All.Sum(c => c.Milliseconds));
            commands = sql.All.Count;
            foreach (var (text, milliseconds) in sql.All)
            {
                (slowest.TryGetValue(text, out var list) ? list : slowest[text] = []).Add(milliseconds);
            }

            feed.Add(await TimeAsync(() => site.Get<FeedQueries>().LatestAsync(actor, filter, 14, CancellationToken.None)));
            coverage.Add(await TimeAsync(async () => await site.Get<CoverageQueries>().CurrentPeriodAsync(filter.Campaign.Id, Domain.LocalDay.Of(DateTime.UtcNow), CancellationToken.None) is { } due
                ? await site.Get<CoverageQueries>().OfAsync(filter.Campaign.Id, due, CancellationToken.None) : []));
            who.Add(await TimeAsync(() => actors.OfAsync(principal)));
            await Task.Delay(Random.Shared.Next(80, 160));
        }

        var painted = await PaintedAsync(bench, site, () => InProcessViewer.SitAsync(site));
        var lines = new List<string>
        {
            "Where R1's milliseconds go on the server (a tenth of the changes is faster; in brackets the median, which a busy machine lifts):",
            $"  the cube's answers (OverviewQueries.Get)                  {Text(numbers)}",
            $"  the page's model (OverviewModels.GetAsync, numbers known) {Text(page)}, of which {Text(sqlOfPage)} in {commands.ToString(CultureInfo.InvariantCulture)} SQL commands as EF times them:",
        };
        lines.AddRange(slowest.OrderByDescending(s => Blocks.Percentile([.. s.Value], 0.5)).Select(s => $"    {Text(s.Value)}  {s.Key}"));
        lines.Add($"  of that, and once more by itself: the feed (FeedQueries)   {Text(feed)}");
        lines.Add($"                                    reports (CoverageQueries) {Text(coverage)}");
        lines.Add($"  the viewer's account, for each viewer (Actors.OfAsync)     {Text(who)}");
        lines.Add($"  commit → rendered and compared, one viewer, no line: first picture {Text(painted.First)}, whole page {Text(painted.Last)}");
        return string.Join('\n', lines);
    }

    private static async Task<(List<double> First, List<double> Last)> PaintedAsync(Bench bench, BenchSite site, Func<Task<InProcessViewer>> sit)
    {
        await using var viewer = await sit();
        var (times, last) = (new List<double>(), new List<double>());
        for (var i = 0; i < bench.Size(80, 30); i++)
        {
            var before = viewer.Renders;
            await site.RegisterAsync();
            while (viewer.Renders == before)
            {
                await Task.Delay(1);
            }

            await Task.Delay(Random.Shared.Next(250, 360));
            var committed = site.Clock.At(site.Clock.Registered);
            times.Add(viewer.RenderedAt(before + 1) - committed);
            last.Add(viewer.RenderedAt(viewer.Renders) - committed);
        }

        return (times, last);
    }

    private static async Task<double> TimeAsync<T>(Func<Task<T>> action)
    {
        var from = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    private static string Text(List<double> times) => string.Create(CultureInfo.InvariantCulture, $"{Blocks.Percentile([.. times], 0.1):0.00} ms ({Blocks.Percentile([.. times], 0.5):0.00})");

    /// <summary>Hears what EF says of its commands.</summary>
    private sealed class SqlTimes : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly ConcurrentQueue<(string Text, double Milliseconds)> _commands = new();
        private IDisposable? _subscription;

        public IReadOnlyCollection<(string Text, double Milliseconds)> All => _commands;

        public void Clear() => _commands.Clear();

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscription = value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is DataReaderDisposingEventData reader)
            {
                // From its start until all rows are read.
                var text = reader.Command.CommandText.ReplaceLineEndings(" ");
                _commands.Enqueue((text[..Math.Min(text.IndexOf("FROM", StringComparison.Ordinal) is var at and >= 0 ? at + 60 : 60, text.Length)][Math.Max(0, text.IndexOf("FROM", StringComparison.Ordinal))..], (DateTimeOffset.UtcNow - reader.StartTime).TotalMilliseconds));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscription?.Dispose();
    }
}
