using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Features.Figures;

/// <summary>May the one who asks see what is to be checked at this unit? Nobody may, unless a gate is cascaded.</summary>
internal sealed record FindingsGate(Func<string, bool> MaySee);

/// <summary>Reads reported figures with their sources, what is to be checked and what adds up.</summary>
internal sealed class FiguresQueries(ReportedFacts facts, Func<string, Bilingual?> unitName)
{
    /// <summary>The figures of a campaign and unit.</summary>
    /// <param name="campaignId">Campaign, or <see langword="null"/> for the first.</param>
    /// <param name="unitId">Unit, or <see langword="null"/> for the campaign's own.</param>
    /// <param name="maySeeFindings">Whether the one who asks may see what is to be checked at a unit.</param>
    /// <param name="ct">Cancels the reading.</param>
    /// <returns><see langword="null"/> where there is no such campaign.</returns>
    public Task<FiguresView?> GetAsync(string? campaignId, string? unitId, Func<string, bool> maySeeFindings, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(maySeeFindings);
        ct.ThrowIfCancellationRequested();
        var campaign = string.IsNullOrEmpty(campaignId) ? facts.Campaigns[0] : facts.Campaigns.FirstOrDefault(c => c.Id == campaignId);
        if (campaign is null)
        {
            return Task.FromResult<FiguresView?>(null);
        }

        var unit = string.IsNullOrEmpty(unitId) ? campaign.RootUnitId : unitId;
        var all = facts.Figures.Where(f => f.CampaignId == campaign.Id).ToList();
        var figures = all.Where(f => f.UnitId == unit).ToList();
        var models = facts.Models.Where(m => m.CampaignId == campaign.Id && (unit == campaign.RootUnitId || m.UnitId == unit)).ToList();
        var sourceIds = figures.Select(f => f.SourceId).Concat(models.Select(m => m.SourceId)).ToHashSet();
        var sources = facts.Sources.Where(s => sourceIds.Contains(s.Id)).ToList();
        var context = new FigureContext(facts.Metrics, StandardFields.All) { Families = facts.Sources.ToDictionary(s => s.Id, s => s.Family) };
        var findings = FigureRules.Check(figures, models.Select(m => m.Named), context);
        var show = maySeeFindings(unit);
        return Task.FromResult<FiguresView?>(new(
            [.. facts.Campaigns.Select(c => new FiguresChoice(c.Id, c.Name))],
            new(campaign.Id, campaign.Name, campaign.Place, campaign.From, campaign.To, [.. sources.Select(s => s.Kind).Distinct()], figures.Exists(f => f.Dated == Dated.Undated)),
            [.. all.Select(f => f.UnitId).Append(campaign.RootUnitId).Append(unit).Distinct().Select(id => new FiguresChoice(
                id, id == campaign.RootUnitId ? campaign.Place : unitName(id) ?? new(id, id)))],
            unit,
            GroupsOf(figures, facts.Metrics),
            show,
            show ? findings : findings with { Conflicts = [] },
            sources,
            [.. models.Select(m => new FigureModel(m.Named, m.Owner, m.Block, m.Theme, m.Subject, m.ResultFigureIds))],
            facts.Metrics));
    }

    /// <summary>Figures by metric in the order of the catalogue, each group in the order of the ids.</summary>
    public static IReadOnlyList<FigureGroup> GroupsOf(IEnumerable<Observation> figures, MetricCatalogue metrics) =>
    [
        .. figures.GroupBy(f => f.Metric).OrderBy(g => metrics.OrderOf(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new FigureGroup(metrics.Get(g.Key), [.. g.OrderBy(f => f.Id, StringComparer.Ordinal)])),
    ];
}
