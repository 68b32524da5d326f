using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Tests.Support;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Tests.Architecture;

/// <summary>Every refusal that the source can say has words in both languages, and no word is kept that nothing says.</summary>
public sealed partial class RefusalTextTests
{
    private static readonly Dictionary<string, string> Sources = SourceTree.Files("*.cs").ToDictionary(f => Path.GetRelativePath(SourceTree.Site, f), File.ReadAllText, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> Vietnamese = Words("");
    private static readonly Dictionary<string, string> English = Words("en");

    /// <summary>Literals of the same shape that are no refusals: kinds of the outbox, actions of the audit log, a file.</summary>
    private static readonly HashSet<string> Others =
    [
        .. Enum.GetValues<ModelEventKind>().Select(ModelAppender.LiveKind), "report.submitted", "report.returned", "report.approved", "report.overdue", "report.create", "report.signed", "report.sent-back", "report.locked", "report.reopened",
        "target.set", "target.withdrawn", "mark.set", "mark.withdrawn", "mark.changed", "mark.merger", "mark.review", "population.entered", "population.confirmed", "population.withdrawn", "population.changed",
        "figure.enter", "figure.withdraw", "figures.entered", "figures.withdrawn", "figures.csv", "figures.by-paper", "figures.by-press", "figures.by-report", "figures.province-bodies", "figures.within",
        "decision.recorded", "decision.withdrawn", "honour.exemplar", "honour.commended", "honour.corrected", "honour.consent", "help.recorded", "help.withdrawn",
        "asked.set", "asked.retired", "asked.ordered",
        "body.made", "body.edited", "body.renamed", "body.ended-on", "body.standard-made", "cluster.made", "cluster.edited", "cluster.ended-on",
        "campaign.changed", "campaign.made", "campaign.edited", "campaign.closed", "campaign.reopened", "campaign.ordered", "campaign.fields-set", "campaign.themes-set", "campaign.theme-merged",
        "asked.set", "asked.retired", "asked.ordered", "report.extended", "report.due", "report.opened", "report.soon", "report.reminder", "report.reminder-returned", "reminder.sent",
        "boundaries.imported", "boundaries.withdrawn", "boundaries.current", "boundaries.as-was", "boundaries.old-district",
        "account.create", "account.create-demo", "units.csv",
        "units.shares-set", "lineage.csv", "village.added", "village.merged", "village.renamed", "village.ended-on", "village.inherited", "village.corrected", "village.undone", "village.matched", "village.placed",
        "model.edited", "pack.template-kept", "pack.template-removed", "press.cleared", "press.withdrawn", "press.title", "press.changed", "press.waiting", "press.waiting-lead", "press.clear", "press.withdraw", "press.cleared-by", "press.lead",
        "account.create", "account.create-demo", "account.invite", "account.reset-link", "account.change", "account.disable", "account.enable", "account.unlock", "account.sign-out",
        "account.second-step-reset", "account.second-step-on", "account.second-step-turned-off", "account.recovery-codes", "account.recovery-code-used", "account.hand-over", "account.password",
        "account.email", "account.locked", "account.link-used", "account.set-up", "token.create", "token.revoke",
        "units.csv",
        "figures.frozen", "figures.confirm", "figures.objected", "confirmation.open", "confirmation.close", "confirmation.answer", "deck.save", "deck.delete", "screen.share", "screen.revoke",
        "message.posted", "message.settled", "model.appraised-passed", "model.appraised-failed", "notice.internal", "notice.other", "criteria.set", "criteria.ended", "score.given", "units.imported", "units.changed", "units.change-undone", "account.unit-changed",
    ];

    public static TheoryData<string> Languages => ["", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Source_EveryCode_HasWords(string language) =>
        Assert.Empty(Sources.SelectMany(s => CodesOf(s.Value)).Distinct().Except(Words(language).Keys));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Resource_EveryCode_IsSaidSomewhere(string language) =>
        Assert.Empty(Words(language).Keys.Except(Sources.SelectMany(s => CodesOf(s.Value))));

    [Fact]
    public void Source_EveryCodeThatTheCatalogueOfTheTaskNames_IsFound()
    {
        var codes = Sources.SelectMany(s => CodesOf(s.Value)).Distinct().ToList();

        Assert.Superset(new HashSet<string> { "model.name-missing", "units.lineage-shares-sum", "event.resubmit-first", "summary.not-your-unit", "problem.title" }, codes.ToHashSet());
        Assert.True(codes.Count > 90, $"only {codes.Count} codes");
    }

    [Fact]
    public void Source_SaysACodeWithoutWords_IsFound()
    {
        const string Source = """
            refusals.Add(new("model.no-such-words", "name"));
            Check(ok, "summary.nor-these", "by", value);
            Text(Name, "colour", 3, required: true); refusals.Add(new($"model.{field}-missing", field));
            """;

        Assert.Equal(["model.no-such-words", "summary.nor-these", "model.colour-missing"], CodesOf(Source).Except(Vietnamese.Keys));
    }

    [Fact]
    public void Words_Placeholders_NeverExceedWhatTheRefusalCarries()
    {
        var wrong = Sources.SelectMany(s => Saying().Matches(s.Value))
            .Select(m => (Code: m.Groups["code"].Value, Given: Count(m.Groups["args"].Value)))
            .Where(x => Vietnamese.ContainsKey(x.Code) && (Holes(Vietnamese[x.Code]) > x.Given || Holes(English[x.Code]) > x.Given)).Select(x => $"{x.Code} carries {x.Given}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Words_OfEveryRefusal_SayWhatToDo() =>
        Assert.Empty(Vietnamese.Where(v => v.Key != "problem.title" && !v.Value.Contains("Xin ", StringComparison.Ordinal) && !v.Value.Contains("; xin ", StringComparison.Ordinal) && !v.Value.Contains("Hãy ", StringComparison.Ordinal)).Select(v => v.Key));

    private static IEnumerable<string> CodesOf(string source)
    {
        foreach (Match literal in Literal().Matches(source))
        {
            var code = literal.Groups["code"].Value;
            if (!code.Contains('{', StringComparison.Ordinal))
            {
                if (!Others.Contains(code))
                {
                    yield return code;
                }
            }
            else
            {
                foreach (Match field in RequiredText().Matches(source))
                {
                    yield return code.Replace("{field}", field.Groups["field"].Value, StringComparison.Ordinal);
                }
            }
        }
    }

    private static int Count(string arguments)
    {
        var (depth, count) = (0, arguments.Trim().Length == 0 ? 0 : 1);
        foreach (var c in arguments)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
            count += c == ',' && depth == 0 ? 1 : 0;
        }

        return count;
    }

    private static int Holes(string text) => Hole().Matches(text).Select(m => int.Parse(m.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) + 1).DefaultIfEmpty(0).Max();

    private static Dictionary<string, string> Words(string language) =>
        new ResourceManager(typeof(RefusalText)).GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    [GeneratedRegex("\"(?<code>(?:request|idempotency|problem|summary|event|model|report|account|events|units|target|population|list|import|sheet|asked|deadline|extension|reminder|message|criteria|score|notice|audit|campaign|taxonomy|body|cluster|figure|figures|template|decision|honour|help|replica|attachment|draft|token|boundaries|village|unit-change|lineage|pack|snapshot|confirmation|deck|screen|press|mark)\\.(?:[a-z]|\\{field\\})(?:[a-z-]|\\{field\\})*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("""\bText\(\w+, "(?<field>[a-z]+)", [\w.]+, required: true\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequiredText();

    [GeneratedRegex("""new(?: Refusal)?\("(?<code>[a-z]+\.[a-z-]+)"(?:, [^()]*?)?\)(?:\s*\{\s*Arguments = \[(?<args>.*?)\],?\s*\})?""", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Saying();

    [GeneratedRegex(@"\{(?<n>\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
