using System.Net;
using System.Text.RegularExpressions;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Accounts;

/// <summary>Every verb as every role, inside and outside the scope, through the real pipeline; what is expected is read from the table itself.</summary>
[Trait("Category", "Security")]
public sealed partial class VerbTrialTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static readonly Dictionary<Role, string> s_people = new()
    {
        [Role.StandingCommittee] = "thuongtruc", [Role.Board] = "bandanvan", [Role.Approver] = "duyet-binhlu", [Role.Reporter] = "xa-binhlu", [Role.Council] = "hoidong", [Role.Administrator] = "quantri",
    };

    public static TheoryData<Verb> Verbs => [.. VerbTrials.All.Keys];

    [Fact]
    public void Table_EveryVerbThatSomethingAsksFor_HasATrial()
    {
        var asked = SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor")).Where(f => !f.EndsWith("Permissions.cs", StringComparison.Ordinal))
            .SelectMany(f => Asking().Matches(File.ReadAllText(f))).Select(m => Enum.TryParse<Verb>(m.Groups["verb"].Value, out var verb) ? verb : (Verb?)null).OfType<Verb>().Distinct().ToList();

        Assert.Empty(asked.Except(VerbTrials.All.Keys));
        Assert.Superset(new HashSet<Verb> { Verb.EnterReport, Verb.ManageAllAccounts, Verb.RegisterModel }, asked.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_AsEveryRoleInsideAndOutside_IsAllowedAsTheTableSays(Verb verb)
    {
        var trial = VerbTrials.All[verb];
        var board = await api.AsAsync("bandanvan");
        var wrong = new List<string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var reach = Permissions.Of(role, verb);
            await TryAsync(role, "inside", trial.Inside, reach != Reach.None);
            if (trial.Outside is { } outside)
            {
                await TryAsync(role, "outside", outside, reach == Reach.Everywhere);
            }
        }

        Assert.Empty(wrong);

        async Task TryAsync(Role role, string where, Func<TrialRun, Task<Answer>> send, bool allowed)
        {
            var client = await api.AsAsync(s_people[role]);
            var run = new TrialRun(api.Host, client, board, role);
            var before = await run.LogAsync();
            var answer = await send(run);
            var by = await run.LastByAsync(s_people[role]);
            var said = $"{role} {where}: {(int)answer.Status} {answer.Text}";
            if (allowed && answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
            {
                wrong.Add("not let through: " + said);
            }
            else if (!allowed && (answer.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound) || by > before))
            {
                wrong.Add((by > before ? "changed something: " : "not refused: ") + said);
            }
        }
    }

    [GeneratedRegex(@"(?<!\w)Verb\.(?<verb>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asking();
}
