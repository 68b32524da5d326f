using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Administration;

/// <summary>Quản trị: what there is to run, how much of it, and what needs attention.</summary>
public sealed partial class IndexPage
{
    private AdministrationCounts? _counts;
    private IReadOnlyList<FirstStep> _steps = [];
    private Actor? _actor;
    private string? _next;

    [Inject]
    private AdministrationQueries Queries { get; set; } = default!;

    [Inject]
    private FirstSteps Steps { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is { } actor)
        {
            (_actor, _counts, _steps) = (actor, await Queries.CountsAsync(CancellationToken.None), await Steps.MissingAsync(CancellationToken.None));
            _next = _steps.FirstOrDefault(s => !s.Done && actor.May(s.Verb))?.Key;
        }
    }

    private (long? Count, string? Words, IReadOnlyList<string> Needs) Card(string href)
    {
        if (_counts is not { } c)
        {
            return (null, null, []);
        }

        return href switch
        {
            "/quan-tri/phong-trao" => (c.Campaigns, T["index.campaigns", c.Open],
                [.. Need(c.Campaigns == 0, T["index.no-campaign"]), .. Need(c.EndedOpen > 0, T["index.ended-open", c.EndedOpen])]),
            "/quan-tri/linh-vuc" => (c.Themes, T["index.taxonomy", c.Themes], [.. Need(c.NotComparable > 0, T["index.not-comparable", c.NotComparable]), .. Need(c.LooseThemes > 0, T["index.loose", c.LooseThemes])]),
            "/quan-tri/don-vi" => (c.Bodies, T["index.bodies"], [.. Need(c.CommunesWithout > 0, T["index.without", c.CommunesWithout])]),
            "/quan-tri/cum-thi-dua" => (c.Clusters, T["index.clusters"], []),
            "/quan-tri/chi-tieu" => (c.Targets, T["index.targets"], [.. Need(c.TargetsMissing, T["index.targets-missing"])]),
            "/quan-tri/ky-bao-cao" => (c.Rules, T["index.rules"], [.. Need(c.Rules == 0 && c.Open > 0, T["index.no-rule"])]),
            "/quan-tri/tieu-chi" => (c.Criteria, T["index.criteria"], []),
            "/quan-tri/tai-khoan" => (c.Accounts, T["index.accounts", c.Disabled], [.. Need(c.Unstaffed > 0, T["index.unstaffed", c.Unstaffed])]),
            _ => (null, null, []),
        };
    }

    private static IEnumerable<string> Need(bool needed, string words) => needed ? [words] : [];

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
