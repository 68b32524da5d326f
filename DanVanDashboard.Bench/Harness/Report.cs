using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DanVanDashboard.Bench.Harness;

/// <summary>The results, for a person or for a program.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The object of the contract, in one line.</summary>
    public static string Json(IEnumerable<Ratio> ratios, string machine, DateTimeOffset at) => JsonSerializer.Serialize(
        new
        {
            ratios = ratios.Select(r => new { r.Id, r.Name, Value = Round(r.Value), P99 = Round(r.P99), r.Unit, r.Target, r.Ok, Aa = Round(r.Aa), r.Note }),
            machine,
            at = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        },
        s_json);

    /// <summary>A table, with what stands behind each ratio under it.</summary>
    public static string Table(IReadOnlyList<Ratio> ratios, string machine)
    {
        var width = ratios.Max(r => r.Name.Length);
        var lines = new List<string> { machine, string.Empty, $"{"",-4}{"",-5}{"".PadRight(width)}  {"value",12}  {"target",10}  {"A/A",6}" };
        foreach (var r in ratios)
        {
            var target = (r.AtLeast ? "≥ " : "≤ ") + Text(r.Target);
            lines.Add($"{(r.Ok ? "ok" : "--"),-4}{r.Id,-5}{r.Name.PadRight(width)}  {(r.Value is { } v ? Text(v) + r.Unit : "–"),12}  {target,10}  {(r.Aa is { } aa ? Text(aa) : "–"),6}");
            if (r.Note is not null)
            {
                lines.Add(new string(' ', 9) + r.Note);
            }
        }

        return string.Join('\n', lines);
    }

    /// <summary>A number as briefly as it can be read.</summary>
    public static string Text(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", >= 1 or 0 => "0.##", >= 0.01 => "0.###", _ => "0.0####" }, CultureInfo.InvariantCulture);

    /// <summary>What this ran on.</summary>
    public static string Machine()
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return $"{cpu ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
    }

    private static double? Round(double? value) => value is { } v && double.IsFinite(v) ? double.Parse(v.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : null;
}
