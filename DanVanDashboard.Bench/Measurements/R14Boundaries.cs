using System.Diagnostics;
using System.Globalization;
using System.Text;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>R14: a file of boundaries of 15 MB, imported by the command: how long it takes from the start of the process to its end, and the most memory that it holds.</summary>
internal static class R14Boundaries
{
    private const double Seconds = 10;
    private const double Megabytes = 500;
    private const int FileBytes = 15_000_000;

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var template = await bench.TemplateAsync();
        string file;
        int communes;
        await using (var store = await StoreOnly.OpenAsync(bench.Scratch.Copy(template, "r14-places")))
        {
            List<Unit> units = [.. store.Reference.Places.Under(StoreOnly.RootUnit, new(2026, 1, 1), UnitLevel.Commune)];
            communes = units.Count;
            file = Path.Combine(bench.Scratch.Folder("r14"), "ranh-gioi.geojson");
            await File.WriteAllTextAsync(file, Shapes(units));
        }

        var (times, memory, last) = (new List<double>(), new List<double>(), string.Empty);
        for (var round = 0; round < bench.Size(3, 1); round++)
        {
            Bench.Say(string.Create(CultureInfo.InvariantCulture, $"R14, import {round + 1}"));
            var folder = bench.Scratch.Copy(template, string.Create(CultureInfo.InvariantCulture, $"r14-{round}"));
            var (seconds, most, said) = await ImportAsync(folder, file);
            (last, var wrong) = (said, !said.StartsWith(string.Create(CultureInfo.InvariantCulture, $"matched {communes} of {communes}"), StringComparison.Ordinal));
            if (wrong)
            {
                return [Ratio.Missing("R14", "a file of boundaries, imported", Seconds, said)];
            }

            times.Add(seconds);
            memory.Add(most);
        }

        var size = new FileInfo(file).Length / 1e6;
        return
        [
            new("R14", string.Create(CultureInfo.InvariantCulture, $"import boundaries, {size:0.0} MB, {communes} communes, process start included"), Median(times), Seconds) { Unit = "s", Note = last },
            new("R14", "the most memory of it", memory.Max(), Megabytes) { Unit = "MB", Note = "VmHWM of the process" },
        ];
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<(double Seconds, double Megabytes, string Said)> ImportAsync(string folder, string file)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DanVanDashboard.dll"), "import", "boundaries", file, "--valid-from", "2025-07-01"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        (start.Environment["ASPNETCORE_ENVIRONMENT"], start.Environment["DanVan__DataDirectory"], start.Environment["DanVan__RootUnit"]) = ("Development", folder, StoreOnly.RootUnit);
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var most = 0d;
        while (!process.HasExited)
        {
            most = Math.Max(most, Held(process.Id));
            await Task.Delay(20);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return (seconds, most, process.ExitCode == 0 ? (await output).TrimEnd().Split('\n')[^1] : await error);
    }

    /// <summary>The most memory that a process has held so far, in MB, as the system counts it; 0 when it has just gone.</summary>
    private static double Held(int process)
    {
        try
        {
            var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/status")).FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Cells of a grid with winding borders that neighbours share to the point, each under code and name of a commune.</summary>
    private static string Shapes(List<Unit> units)
    {
        const int Columns = 7;
        // About 21 bytes a point, four sides a cell.
        var points = FileBytes / 21 / 4 / units.Count;
        var text = new StringBuilder(FileBytes + 1_000_000).Append("{\"type\":\"FeatureCollection\",\"features\":[");
        for (var i = 0; i < units.Count; i++)
        {
            var (column, row) = (i % Columns, i / Columns);
            text.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"type\":\"Feature\",\"properties\":{{\"ma_xa\":\"{units[i].Code}\",\"ten_xa\":\"{units[i].Name}\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[");
            Side(text, column, row, across: true, forward: true, points);
            Side(text, column + 1, row, across: false, forward: true, points);
            Side(text, column, row + 1, across: true, forward: false, points);
            Side(text, column, row, across: false, forward: false, points);
            Point(text, column, row, across: true, 0);
            text.Append("]]}}");
        }

        return text.Append("]}").ToString();
    }

    private static void Side(StringBuilder text, int column, int row, bool across, bool forward, int points)
    {
        for (var i = 0; i < points; i++)
        {
            Point(text, column, row, across, (double)(forward ? i : points - i) / points);
            text.Append(',');
        }
    }

    // The same place from both sides: it depends on the side of the grid and on how far along it lies, and on nothing else.
    private static void Point(StringBuilder text, int column, int row, bool across, double along)
    {
        var aside = along is 0 or 1 ? 0 : 0.012 * Math.Sin(Math.PI * along) * (Math.Sin((along * 40) + column + (2 * row)) + (0.3 * Math.Sin((along * 900) + row)));
        var (x, y) = across ? (column + along, row + aside) : (column + aside, row + along);
        text.Append(CultureInfo.InvariantCulture, $"[{102.3 + (x * 0.15):0.000000},{21.7 + (y * 0.15):0.000000}]");
    }
}
