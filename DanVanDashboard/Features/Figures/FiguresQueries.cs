using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Figures;

/// <summary>
/// Reads reported figures with their sources, what is to be checked and what adds up, in the scope of whoever asks: the province as a
/// whole is open to all who read the campaign, a part of it to those whose part it is, and what is to be checked to the board and the
/// body concerned.
/// </summary>
internal sealed class FiguresQueries(Store store, ReferenceData reference, PeriodicFigureQueries periodic, MetricBook book, OpenDifferenceQueries differences, DanVanOptions options, TimeProvider clock)
{
    /// <summary>Most figures of periodic reports on one page.</summary>
    public const int PeriodicLimit = 200;

    /// <summary>Of how many periods reports are set against the registry.</summary>
    public const int DifferencePeriods = 2;

    /// <summary>The page of a campaign and unit.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="campaignId">Campaign, or <see langword="null"/> for the first that has figures of sources, the instance's own province before others.</param>
    /// <param name="unitId">Unit, or <see langword="null"/> for the campaign's own.</param>
    /// <param name="ct">Cancels the reading.</param>
    public async Task<Result<FiguresView>> GetAsync(Actor actor, string? campaignId, string? unitId, CancellationToken ct = default)
    {
        var current = reference.Current;
        var readable = current.Campaigns.Where(c => CampaignScope.Reads(actor, c, current)).ToList();
        var chosen = string.IsNullOrEmpty(campaignId) ? await FirstAsync(readable, current, ct) : readable.Find(c => c.Id == campaignId);
        if (chosen is null)
        {
            return Unknown(campaignId);
        }

        if (Refuse(actor, chosen, unitId, current) is { } refusal)
        {
            return refusal;
        }

        var unit = string.IsNullOrEmpty(unitId) ? chosen.RootUnitId : unitId;
        var found = await FindAsync(actor, chosen, unit, current, ct);
        var show = actor.May(Sight.Findings, unit, null, nonLocal: false);
        var reported = await periodic.UnitsAsync(actor, chosen.Id, ct);
        var today = LocalDay.Of(clock.GetUtcNow());
        var (then, now) = (current.Places.ProvinceOf(chosen.RootUnitId), current.Places.ProvinceOf(chosen.RootUnitId, today));
        return new FiguresView(
            [.. readable.Select(c => new FiguresChoice(c.Id, new(c.NameVi, c.NameEn)))],
            new(chosen, then.FullName == now.FullName ? null : now.FullName, [.. found.Sources.Select(s => s.Kind).Distinct()], found.Figures.Exists(f => f.Dated == Dated.Undated)),
            Units(chosen.RootUnitId, found.UnitIds.Concat(reported).Append(unit), current.Places),
            unit,
            GroupsOf(found.Figures, book.Current),
            show,
            show ? found.Findings : found.Findings with { Conflicts = [] },
            found.Sources,
            found.Models,
            await periodic.GetAsync(actor, chosen, unit, PeriodicLimit, ct),
            book.Current)
        {
            Differences = chosen.HasRegister ? await DifferencesAsync(actor, chosen, unit, ct) : [],
        };
    }

    /// <summary>What reports of the last periods say otherwise than the registry, of a unit or of the whole campaign.</summary>
    private Task<IReadOnlyList<OpenDifference>> DifferencesAsync(Actor actor, Campaign campaign, string unit, CancellationToken ct)
    {
        var units = reference.Current.Places.ById(unit) is null ? null : reference.Current.Places.ScopeOf(unit);
        return differences.LatestAsync(
            actor, campaign, DifferencePeriods, b => unit == campaign.RootUnitId || (unit == CubeKeys.ProvinceBodies ? b.NonLocal : b.UnitId is { } of && units!.Contains(of)), ct);
    }

    /// <summary>The answer of the API: the figures of a unit, or of the whole campaign.</summary>
    public async Task<Result<FiguresResponse>> ListAsync(Actor actor, string? campaignId, string? unitId, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return Unknown(campaignId);
        }

        if (Refuse(actor, campaign, unitId, current) is { } refusal)
        {
            return refusal;
        }

        var found = await FindAsync(actor, campaign, string.IsNullOrEmpty(unitId) ? null : unitId, current, ct);
        var reports = await periodic.GetAsync(actor, campaign, unitId, int.MaxValue, ct);
        return FiguresApi.ToResponse(campaign.Id, found.Figures, found.Sources, found.Findings.Conflicts, reports.Figures);
    }

    /// <summary>Figures by metric in the order of the catalogue, each group in the order of the ids.</summary>
    public static IReadOnlyList<FigureGroup> GroupsOf(IEnumerable<Observation> figures, MetricCatalogue metrics) =>
    [
        .. figures.GroupBy(f => f.Metric).OrderBy(g => metrics.OrderOf(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new FigureGroup(metrics.Get(g.Key), [.. g.OrderBy(f => f.Id, StringComparer.Ordinal)])),
    ];

    private static Refusal Unknown(string? campaignId) => new("summary.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };

    private static Refusal? Refuse(Actor actor, Campaign campaign, string? unitId, Reference current)
    {
        if (string.IsNullOrEmpty(unitId) || unitId == campaign.RootUnitId || unitId == CubeKeys.ProvinceBodies)
        {
            return null;
        }

        return current.Places.ById(unitId) is null ? new("model.unit-unknown", "unit") { Arguments = [unitId] }
            : SeesUnit(actor, unitId, current) ? null : new("summary.not-your-unit", "unit") { Arguments = [unitId] };
    }

    private static bool SeesUnit(Actor actor, string unitId, Reference current) =>
        actor.Scope.Covers(unitId, null, nonLocal: false) || current.Places.ById(unitId) is { Level: UnitLevel.Province };

    private async Task<Campaign?> FirstAsync(List<Campaign> readable, Reference current, CancellationToken ct)
    {
        await using var db = store.Read();
        var reported = (await db.StandingObservations.Select(o => o.CampaignId).Distinct().ToListAsync(ct)).ToHashSet();
        return readable.OrderByDescending(c => reported.Contains(c.Id)).ThenByDescending(c => current.Places.ProvinceOf(c.RootUnitId).Id == options.RootUnit).FirstOrDefault();
    }

    /// <summary>What the sources say of a unit (<see langword="null"/>: of the whole campaign), as far as <paramref name="actor"/> sees it.</summary>
    private async Task<Found> FindAsync(Actor actor, Campaign campaign, string? unit, Reference current, CancellationToken ct)
    {
        var id = campaign.Id;
        await using var db = store.Read();
        var all = (await db.StandingObservations.Where(o => o.CampaignId == id).ToListAsync(ct)).Where(o => SeesUnit(actor, o.UnitId, current))
            .Select(ReportedRows.ToObservation).OrderBy(o => o.Id, StringComparer.Ordinal).ToList();
        var figures = all.Where(o => unit is null || o.UnitId == unit).ToList();

        var whole = unit is null || unit == campaign.RootUnitId;
        var named = (await db.Models.Where(m => m.CampaignId == id && m.SourceId != null && (whole || m.UnitId == unit)).ToListAsync(ct))
            .Where(m => actor.Scope.Covers(m.UnitId, m.BodyId, m.NonLocal) || (!m.NonLocal && SeesUnit(actor, m.UnitId, current))).OrderBy(m => m.Id, StringComparer.Ordinal).ToList();
        var themes = (await db.ModelThemes.Where(t => db.Models.Any(m => m.Id == t.ModelId && m.CampaignId == id && m.SourceId != null)).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
        var models = named.ConvertAll(m => new FigureModel(
            new(m.Id, m.SourceId!, m.Name, m.UnitId, m.Field, m.Address.Length > 0 ? m.Address : null),
            m.Owner.Length > 0 ? m.Owner : null, m.Block, themes[m.Id].Order(StringComparer.Ordinal).FirstOrDefault(), m.Subject,
            m.ResultFigures?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []));

        var sourceIds = figures.Select(f => f.SourceId).Concat(models.Select(m => m.Named.SourceId)).ToHashSet();
        var sources = (await db.Sources.Where(s => sourceIds.Contains(s.Id)).ToListAsync(ct)).OrderBy(s => s.Order).Select(ReportedRows.ToSource).ToList();
        var context = new FigureContext(book.Current, [.. campaign.Fields.Fields.Select(f => f.Key)]) { Families = sources.ToDictionary(s => s.Id, s => s.Family) };
        var findings = FigureRules.Check(figures, models.Select(m => m.Named), context);
        var units = figures.Select(f => (f.Id, f.UnitId)).Concat(models.Select(m => (m.Named.Id, m.Named.UnitId))).ToDictionary(u => u.Id, u => u.UnitId);
        var conflicts = findings.Conflicts.Where(c => c.FigureIds.Concat(c.ModelIds).All(i => actor.May(Sight.Findings, units[i], null, nonLocal: false))).ToList();
        return new([.. all.Select(o => o.UnitId).Distinct()], figures, models, sources, findings with { Conflicts = conflicts });
    }

    private static IReadOnlyList<FiguresChoice> Units(string root, IEnumerable<string> ids, Places places)
    {
        var all = ids.Where(id => id != root).Distinct().ToList();
        IEnumerable<string> local = all.Select(places.ById).OfType<Unit>().Order(Unit.AdministrativeOrder).Select(u => u.Id);
        return [.. local.Prepend(root).Concat(all.Where(id => id == CubeKeys.ProvinceBodies)).Select(id => new FiguresChoice(id, Name(id)))];

        Bilingual Name(string id)
        {
            var name = places.ById(id) is not { } unit ? id
                // A district is told with its province, the campaign's own unit being its headline.
                : unit.Level == UnitLevel.District ? $"{unit.FullNameAtStart}, {places.ProvinceOf(id).FullName}" : unit.FullNameAtStart;
            return new(name, name);
        }
    }

    private sealed record Found(
        IReadOnlyList<string> UnitIds, List<Observation> Figures, IReadOnlyList<FigureModel> Models, IReadOnlyList<Source> Sources, Findings Findings);
}
