using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Measurements;
using DanVanDashboard.Bench.Screens;

(string Id, Func<Bench, Task<IReadOnlyList<Ratio>>> Run)[] measurements =
[
    ("R6", R6Pivot.RunAsync),
    ("R7", R7Apply.RunAsync),
    ("R5", R5Computations.RunAsync),
    ("R1", R1CommitToDom.RunAsync),
    ("R2", R2Staleness.RunAsync),
    ("R10", R10FirstPicture.RunAsync),
    ("R11", R11Recolour.RunAsync),
    ("R12", R12ListPages.RunAsync),
    ("R13", R13Views.RunAsync),
    ("R14", R14Boundaries.RunAsync),
    ("R15", R15Packs.RunAsync),
];

if (args is ["--screen", ..])
{
    return await ScreenCommand.RunAsync(args);
}

if (Arguments.Read(args, [.. measurements.Select(m => m.Id)]) is not { } arguments)
{
    Console.Error.WriteLine($"Usage: {Arguments.Usage}\n   or: {ScreenCommand.Usage}\nMeasurements: {string.Join(", ", measurements.Select(m => m.Id).Order(StringComparer.Ordinal))}");
    return 2;
}

#if DEBUG
Console.Error.WriteLine("A debug build measures nothing that matters. Run: " + Arguments.Usage);
return 2;
#else
var results = new List<Ratio>();
await using (var bench = new Bench(arguments))
{
    if (arguments.Profile)
    {
        Console.WriteLine(await R1Profile.RunAsync(bench));
        return 0;
    }

    foreach (var (id, run) in measurements.Where(m => arguments.Wants(m.Id)))
    {
        Bench.Say(id);
        try
        {
            results.AddRange(await run(bench));
        }
        catch (Exception e)
        {
            // The others are still worth having.
            Console.Error.WriteLine(e);
            results.Add(Ratio.Missing(id, "could not be measured", 0, e.Message));
        }
    }
}

results = [.. results.OrderBy(r => int.Parse(r.Id[1..], System.Globalization.CultureInfo.InvariantCulture))];
Console.WriteLine(arguments.Json ? Report.Json(results, Report.Machine(), DateTimeOffset.UtcNow) : Report.Table(results, Report.Machine()));
return 0;
#endif
