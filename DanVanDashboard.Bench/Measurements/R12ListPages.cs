using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>R12: a page of 50 models anywhere in a list of 100.000, against the first page of the same list, in every order.</summary>
internal static class R12ListPages
{
    private const double Target = 1.5;
    private const int Steps = 20;

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var size = bench.Size(100_000, 5_000);
        await using var store = await StoreOnly.OpenAsync(bench.Scratch.Copy(await bench.TemplateAsync(), "r12"));
        Bench.Say($"filling {size} models");
        await store.Get<Seeder>().FillAsync(size, 1, TextWriter.Null, CancellationToken.None);
        var campaign = store.Reference.Campaigns.Last(c => c.Simulated && c.NameVi.Contains(size.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)).Id;
        var results = new List<Ratio>();
        foreach (var order in Enum.GetValues<ModelOrder>())
        {
            results.Add(await CompareAsync(bench, store, campaign, order, size));
        }

        return results;
    }

    private static async Task<Ratio> CompareAsync(Bench bench, StoreOnly store, string campaign, ModelOrder order, int size)
    {
        Bench.Say($"R12 by {order}");
        var lists = store.Get<ModelListModels>();
        var asked = new ModelListState { View = new ViewState { Campaign = campaign, Period = ViewState.WholeCampaign }, Order = order };
        var (starts, after) = (new List<string>(), (string?)null);
        do
        {
            after = (await lists.PartAsync(Actor.System, asked with { After = after }, size / Steps, CancellationToken.None)).Value.Next;
            if (after is not null)
            {
                starts.Add(after);
            }
        }
        while (after is not null);

        var count = bench.Size(20, 5);
        var turn = 0;
        var blocks = await Blocks.RunAsync(bench.Size(6, 2), () => TimesAsync(count, () => starts[turn++ % starts.Count]), () => TimesAsync(count, () => null));
        return new("R12", $"a page of {ModelListModels.PageSize} anywhere in {size.ToString("#,0", CultureInfo.InvariantCulture)} models / the first page, by {order}", blocks.Ratio(Statistic.Median), Target)
        {
            Aa = blocks.Spread(Statistic.Median),
            Note = string.Create(CultureInfo.InvariantCulture, $"anywhere {Blocks.Of(blocks.A, Statistic.Median):0.0} ms (p99 {Blocks.Of(blocks.A, Statistic.P99):0.0} ms), first {Blocks.Of(blocks.B, Statistic.Median):0.0} ms; {starts.Count} places spread over the list"),
        };

        async Task<double[]> TimesAsync(int many, Func<string?> from)
        {
            var times = new double[many];
            for (var i = 0; i < many; i++)
            {
                var start = from();
                var started = Stopwatch.GetTimestamp();
                var part = await lists.PartAsync(Actor.System, asked with { After = start }, ModelListModels.PageSize, CancellationToken.None);
                times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (!part.Ok || part.Value.Items.Count == 0)
                {
                    throw new InvalidOperationException("A page without rows.");
                }
            }

            return times;
        }
    }
}
