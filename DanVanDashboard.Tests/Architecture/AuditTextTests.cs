using System.Text.RegularExpressions;
using System.Xml.Linq;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Architecture;

/// <summary>Whatever the log records, it says in words: a key on the screen tells a reader nothing.</summary>
public sealed partial class AuditTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData(".en")]
    public void Source_EveryActionOfTheLog_HasWords(string language)
    {
        var words = XDocument.Load(Path.Combine(SourceTree.Site, "Features", "Audit", $"AuditText{language}.resx")).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
        var actions = SourceTree.Files("*.cs").SelectMany(f => Recorded().Matches(File.ReadAllText(f))).Select(m => m.Groups["action"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.True(actions.Count > 40, $"only {actions.Count} actions");
        Assert.Empty(actions.Select(a => "action." + a).Except(words));
    }

    [GeneratedRegex("""AuditAsync\(\s*[\w.]+,\s*"(?<action>[a-z.-]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recorded();
}
