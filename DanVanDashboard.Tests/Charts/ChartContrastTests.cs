using System.Globalization;
using System.Text.RegularExpressions;

namespace DanVanDashboard.Tests.Charts;

/// <summary>Names on the map can be read on every step of the ramp, in light and in dark.</summary>
public partial class ChartContrastTests
{
    private static readonly string[] Light = ["#EAF1F4", "#C3DBE4", "#8FBFCF", "#4F97AE", "#1F6B85"];
    private static readonly string[] Dark = ["#20313C", "#2B4A58", "#37687A", "#4A8FA6", "#79C1D6"];

    [Fact]
    public void OnRamp_EveryStep_HasEnoughContrast()
    {
        var css = File.ReadAllText(Stylesheet());
        var inks = OnRamp().Matches(css).GroupBy(m => int.Parse(m.Groups["step"].Value, CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.Select(m => m.Groups["ink"].Value).ToList());

        for (var step = 1; step <= 5; step++)
        {
            // Light, dark by choice, dark by the system.
            Assert.Equal(3, inks[step].Count);
            Assert.True(Contrast(Light[step - 1], inks[step][0]) >= 4.5, $"light {step}");
            Assert.All(inks[step].Skip(1), ink => Assert.True(Contrast(Dark[step - 1], ink) >= 4.5, $"dark {step}"));
        }
    }

    [GeneratedRegex(@"--on-ramp-(?<step>\d):\s*(?<ink>#[0-9a-fA-F]{6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnRamp();

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static string Stylesheet()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DanVanDashboard.sln"))) { folder = folder.Parent; }
        return Path.Combine(folder!.FullName, "wwwroot-assets", "src", "charts.css");
    }
}
