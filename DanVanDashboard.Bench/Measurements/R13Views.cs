using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>R13: the same pivot of a campaign that lived through the merging of communes, counted as it was, by the units of a later day, and by old district.</summary>
internal static class R13Views
{
    private const double Target = 1.5;
    private const string Campaign = "mo-phong-2021-2025";
    private static readonly CubeQuery s_asWas = new() { By = CubeAxis.Unit, Then = CubeAxis.Field };

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        await using var store = await StoreOnly.OpenAsync(bench.Scratch.Copy(await bench.TemplateAsync(), "r13"));
        var places = store.Reference.Places;
        var cube = await store.Get<CampaignCubes>().RebuildAsync(store.Reference.Campaign(Campaign)!, long.MaxValue / 2, CancellationToken.None);
        var snapshot = cube.Current;
        var whole = snapshot.Query(s_asWas).Totals.Registered;
        var results = new List<Ratio>();
        foreach (var (name, view) in new[] { ("by the units of 01/12/2026", BoundaryView.At(new(2026, 12, 1))), ("by the units of 01/01/2021", BoundaryView.At(new(2021, 1, 1))), ("by old district", BoundaryView.OldDistrict) })
        {
            Bench.Say($"R13 {name}");
            var title = $"localities × fields {name} / as it was";
            var restated = s_asWas with { Weights = places.Restate(view).For };
            if (snapshot.Query(restated).Totals.Registered is var total && total != whole)
            {
                results.Add(Ratio.Missing("R13", title, Target, string.Create(CultureInfo.InvariantCulture, $"the totals differ: {total} and {whole}")));
                continue;
            }

            for (var i = 0; i < 5; i++)
            {
                // Until the compiler has done its best with both.
                Times(500, () => snapshot.Query(restated));
                Times(500, () => snapshot.Query(s_asWas));
                await Task.Delay(200);
            }

            var blocks = await Blocks.RunAsync(bench.Size(10, 3), () => Times(bench.Size(400, 100), () => snapshot.Query(restated)), () => Times(bench.Size(400, 100), () => snapshot.Query(s_asWas)));
            results.Add(new("R13", title, blocks.Ratio(Statistic.Median), Target)
            {
                Aa = blocks.Spread(Statistic.Median),
                Note = string.Create(CultureInfo.InvariantCulture, $"{Blocks.Of(blocks.A, Statistic.Median) * 1000:0.0} µs and {Blocks.Of(blocks.B, Statistic.Median) * 1000:0.0} µs; {snapshot.Query(restated).Rows.Count} and {snapshot.Query(s_asWas).Rows.Count} rows, one total"),
            });
        }

        return results;
    }

    private static double[] Times(int count, Action action)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }
}
