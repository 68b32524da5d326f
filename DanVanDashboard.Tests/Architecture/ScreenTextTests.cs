using System.Text.RegularExpressions;
using System.Xml.Linq;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Architecture;

/// <summary>Every word on the screen exists in both languages, and no text is asked for that is not there.</summary>
public sealed partial class ScreenTextTests
{
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Resources = SourceTree.Files("*.resx")
        .ToDictionary(f => Path.GetRelativePath(SourceTree.Site, f), f => Read(XDocument.Load(f)), StringComparer.Ordinal);

    public static TheoryData<string> Neutral => [.. Resources.Keys.Where(f => !f.EndsWith(".en.resx", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Neutral))]
    public void Resource_EveryKey_IsInBothLanguages(string file)
    {
        var english = Path.ChangeExtension(file, ".en.resx");

        Assert.True(Resources.ContainsKey(english), $"{english} is missing");
        Assert.Equal(Resources[file].Keys.Order(StringComparer.Ordinal), Resources[english].Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Resource_EveryValue_SaysSomething() =>
        Assert.Empty(Resources.SelectMany(r => r.Value.Where(v => string.IsNullOrWhiteSpace(v.Value)).Select(v => $"{r.Key}: {v.Key}")));

    [Theory]
    [MemberData(nameof(Neutral))]
    public void Resource_Placeholders_AreTheSameInBothLanguages(string file)
    {
        var english = Resources[Path.ChangeExtension(file, ".en.resx")];

        Assert.Empty(Resources[file].Where(v => english.ContainsKey(v.Key) && Holes(v.Value) != Holes(english[v.Key])).Select(v => v.Key));
    }

    [Fact]
    public void Resource_Words_AreThoseOfTheField()
    {
        string[] never = ["chiến dịch", "im lặng"];

        Assert.Empty(Resources.SelectMany(r => r.Value
            .Where(v => never.Any(w => v.Value.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(v => $"{r.Key}: {v.Key}")));
    }

    [Fact]
    public void Source_EveryKeyThatIsAskedFor_IsThere()
    {
        var imports = SourceTree.Files("_Imports.razor").ToDictionary(f => Path.GetDirectoryName(f)!, File.ReadAllText, StringComparer.Ordinal);
        var sources = SourceTree.Files("*.razor").Concat(SourceTree.Files("*.cs"))
            .GroupBy(f => f.EndsWith(".razor.cs", StringComparison.Ordinal) ? f[..^3] : f, StringComparer.Ordinal);

        var problems = sources.SelectMany(source =>
        {
            var text = string.Join('\n', source.Select(File.ReadAllText));
            var above = string.Join('\n', imports.Where(i => source.Key.StartsWith(i.Key, StringComparison.Ordinal)).Select(i => i.Value));
            return Missing(text, above).Select(p => $"{Path.GetRelativePath(SourceTree.Site, source.Key)}: {p}");
        });

        Assert.Empty(problems);
    }

    [Fact]
    public void Source_AsksForWhatIsNotThere_IsFound()
    {
        const string Source = """
            @inject IStringLocalizer<ShellText> T
            @T["nav.overview"] @T["nav.no-such-key"] @T[$"nav.group.{x}"] @T[$"no.such.{x}"]
            """;

        Assert.Equal(["nav.no-such-key", "no.such.…"], Missing(Source, ""));
    }

    [Fact]
    public void Source_NamesAResourceThatIsNotThere_IsFound() =>
        Assert.Equal(["NoSuchText is no resource"], Missing("@inject IStringLocalizer<NoSuchText> T", ""));

    /// <summary>Keys that a source asks for and that its resource lacks; a computed key must begin like an existing one.</summary>
    private static IEnumerable<string> Missing(string source, string imports)
    {
        foreach (var localizer in Localizer().Matches(imports + "\n" + source).DistinctBy(m => m.Value))
        {
            var resource = Resources.FirstOrDefault(r => Path.GetFileName(r.Key) == localizer.Groups["type"].Value + ".resx").Value;
            if (resource is null)
            {
                yield return $"{localizer.Groups["type"].Value} is no resource";
                continue;
            }
            foreach (var use in Use().Matches(source).Where(u => u.Groups["name"].Value == localizer.Groups["name"].Value))
            {
                var key = use.Groups["key"].Value;
                if (use.Groups["computed"].Length == 0 || !key.Contains('{', StringComparison.Ordinal))
                {
                    if (!resource.ContainsKey(key))
                    {
                        yield return key;
                    }
                }
                else if (key[..key.IndexOf('{', StringComparison.Ordinal)] is var prefix
                    && (prefix.Length == 0 || !resource.Keys.Any(k => k.StartsWith(prefix, StringComparison.Ordinal))))
                {
                    yield return prefix + "…";
                }
            }
        }
    }

    private static IReadOnlyDictionary<string, string> Read(XDocument document) =>
        document.Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")?.Value ?? "", StringComparer.Ordinal);

    private static string Holes(string value) =>
        string.Concat(Hole().Matches(value).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"IStringLocalizer<(?:\w+\.)*(?<type>\w+)>\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\b(?<name>\w+)\[(?<computed>\$?)""(?<key>[^""]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Use();

    [GeneratedRegex(@"\{\d+", RegexOptions.None, 1000)]
    private static partial Regex Hole();
}
