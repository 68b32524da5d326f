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
        var css = File.ReadAllText(Stylesheet("charts.css"));
        var inks = OnRamp().Matches(css).GroupBy(m => int.Parse(m.Groups["step"].Value, CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => g.Select(m => m.Groups["ink"].Value).ToList());

        for (var step = 1; step <= 5; step++)
        {
            // Light, dark by choice, dark by the system, paper.
            Assert.Equal(4, inks[step].Count);
            Assert.True(Contrast(Light[step - 1], inks[step][0]) >= 4.5, $"light {step}");
            Assert.Equal(inks[step][0], inks[step][3]);
            Assert.All(inks[step].Skip(1).Take(2), ink => Assert.True(Contrast(Dark[step - 1], ink) >= 4.5, $"dark {step}"));
        }
    }

    [Fact]
    public void Circles_CarryNamesAndStandOutFromTheGround()
    {
        var css = File.ReadAllText(Stylesheet("charts.css"));
        var inks = MapInk().Matches(css).Select(m => m.Groups["ink"].Value).ToList();
        Assert.Equal(4, inks.Count);
        foreach (var (ramp, of) in new[] { (Light, inks[..1]), (Dark, inks[1..3]), (Light, inks[3..]) })
        {
            // Names run over the circle and over the ground beside it; the circle's border is told from the ground without its hue.
            Assert.All(of, ink => Assert.True(Contrast(ramp[2], ink) >= 4.5 && Contrast(ramp[0], ink) >= 4.5, ink));
            Assert.True(Contrast(ramp[0], ramp[4]) >= 3);
        }
    }

    [Fact]
    public void States_EveryGround_CarriesItsNameAndShowsItsMark()
    {
        var tokens = State().Matches(File.ReadAllText(Stylesheet("tokens.css"))).GroupBy(m => m.Groups["name"].Value).ToDictionary(g => g.Key, g => g.Select(m => m.Groups["colour"].Value).ToList());

        // Light, dark by choice, dark by the system, paper.
        for (var theme = 0; theme < 4; theme++)
        {
            foreach (var ground in new[] { "done", "late", "returned", "missing", "waiting" })
            {
                Assert.Equal(4, tokens[ground].Count);
                Assert.True(Contrast(tokens[ground][theme], tokens["ink"][theme]) >= 4.5, $"{ground} {theme}");
                if (tokens.TryGetValue(ground + "-mark", out var marks)) { Assert.True(Contrast(tokens[ground][theme], marks[theme]) >= 2.4, $"mark of {ground} {theme}"); }
            }

            // The one plain full colour stands apart from the plain empty one without its hue.
            Assert.True(Contrast(tokens["done"][theme], tokens["waiting"][theme]) >= 1.8, $"done and waiting {theme}");
        }
        Assert.All(tokens.Values, colours => Assert.Equal((colours[0], colours[1]), (colours[3], colours[2])));
    }

    [GeneratedRegex(@"--state-(?<name>[a-z-]+):\s*(?<colour>#[0-9a-fA-F]{6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex State();

    [GeneratedRegex(@"--on-ramp-(?<step>\d):\s*(?<ink>#[0-9a-fA-F]{6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnRamp();

    [GeneratedRegex(@"--map-ink:\s*(?<ink>#[0-9a-fA-F]{6})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MapInk();

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

    private static string Stylesheet(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DanVanDashboard.sln"))) { folder = folder.Parent; }
        return Path.Combine(folder!.FullName, "wwwroot-assets", "src", name);
    }
}
