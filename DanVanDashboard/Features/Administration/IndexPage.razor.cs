using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Administration;

/// <summary>Quản trị: what there is to run, how much of it, and what needs attention.</summary>
public sealed partial class IndexPage
{
    private AdministrationCounts? _counts;

    [Inject]
    private AdministrationQueries Queries { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _counts = await Who.GetAsync() is null ? null : await Queries.CountsAsync(CancellationToken.None);

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
            "/quan-tri/tai-khoan" => (c.Accounts, T["index.accounts", c.Disabled], []),
            _ => (null, null, []),
        };
    }

    private static IEnumerable<string> Need(bool needed, string words) => needed ? [words] : [];

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
