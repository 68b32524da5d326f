using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Progress;

/// <summary>Makes the page of reporting progress: all bodies for those who see everything, the own ones for the others.</summary>
internal sealed class ProgressModels(
    CoverageQueries coverage, ClusterQueries clusters, Store store, ReferenceData reference, CampaignCubes cubes, DanVanOptions options, TimeProvider clock,
    IStringLocalizer<ProgressText> text, IStringLocalizer<FiltersText> periods, IStringLocalizer<VocabularyText> words)
{
    /// <summary>The page.</summary>
    public const string Path = "/tien-do";

    /// <summary>What wakes the page.</summary>
    public static Interest InterestOf(Actor actor, string campaignId) =>
        actor.Scope.All ? Interest.All(campaignId) : new(campaignId, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false);

    /// <summary>The page, or why it cannot be shown.</summary>
    public async Task<Result<ProgressView>> GetAsync(Actor actor, string? campaignId, string? periodText, string? filterText, OrganisationBlock? block, string? clusterId, CancellationToken ct)
    {
        var (current, today, asOf) = (reference.Current, LocalDay.Of(clock.GetUtcNow()), cubes.UpdatedAt);
        var state = new ViewState { Campaign = campaignId }.WithDefaults(actor, current, options.RootUnit, today);
        if (current.Campaign(state.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("summary.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };
        }

        var owed = await coverage.PeriodsAsync(campaign.Id, ct);
        PeriodKey? period = PeriodKey.TryParse(periodText, out var asked) ? asked
            : await coverage.CurrentPeriodAsync(campaign.Id, today, ct) ?? (owed.Count > 0 ? owed[^1] : null);
        if (!string.IsNullOrEmpty(periodText) && period?.ToString() != periodText)
        {
            return new Refusal("summary.period-unknown", "period") { Arguments = [periodText] };
        }

        var filter = Wire.Parse<ProgressFilter>(filterText) ?? ProgressFilter.All;
        var all = period is { } key ? await coverage.OfAsync(campaign.Id, key, ct) : [];
        var known = await ClustersAsync(clusters, campaign.Id, period, today, ct);
        var cluster = known.FirstOrDefault(c => c.Id == clusterId);
        var mine = all.Where(r => block is null || current.Bodies.Find(r.BodyId)?.Block == block).Where(r => cluster is null || InCluster(cluster, r.BodyId, r.UnitId)).Where(r => actor.Scope.All || actor.Scope.Bodies.Contains(r.BodyId) || (r.UnitId is { } unit && actor.Scope.Units.Contains(unit)))
            .OrderBy(r => r, InOrder(current)).ToList();
        var registered = period is { } of && campaign.RegistrationDue(of.Year) is { } due && due < today ? Registrations.Of(cubes.Snapshot(campaign.Id), of.Year) : null;
        bool Idle(BodyReport r) => registered?.Has(r, current.Places) == false;
        var shown = mine.Where(r => filter.Holds(r, today, Idle)).ToList();
        var returns = await ReturnsAsync(shown.Where(r => r.Status == ReportStatus.Returned).Select(r => r.ReportId!).ToList(), ct);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var sent = mine.Count(r => r.Reported);
        return new ProgressView(
            campaign, $"{current.Places[campaign.RootUnitId].FullNameAtStart} · {(english ? campaign.NameEn : campaign.NameVi)}", period?.ToString(),
            period is { } named ? PeriodWords.Of(named, periods) : string.Empty, filter,
            current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current)).Append(campaign).DistinctBy(c => c.Id)
                .Select(c => new ProgressOption(c.Id, english ? c.NameEn : c.NameVi, c.Id == campaign.Id)).ToList(),
            owed.Reverse().Select(p => new ProgressOption(p.ToString(), TextFold.UpperFirst(PeriodWords.Of(p, periods)), p == period)).ToList(),
            sent, mine.Count, text["coverage", sent, mine.Count, Percent(sent, mine.Count)],
            Enum.GetValues<ProgressFilter>().Select(f => new ProgressChoice(f, text[$"filter.{Wire.Name(f)}"], mine.Count(r => f.Holds(r, today, Idle)), Href(campaign, period, f, block, cluster: cluster?.Id), f == filter))
                .Where(c => c.Count > 0 || c.Current || c.Filter is ProgressFilter.All or ProgressFilter.Submitted or ProgressFilter.Missing).ToList(),
            shown.ConvertAll(r => Row(r, returns, current, period!.Value, today)), asOf)
        {
            Clusters = [.. known.Select(c => new ProgressOption(c.Id, c.Name, c == cluster))], Cluster = cluster?.Id,
        };
    }

    /// <summary>The clusters as they were on the last day of the period, or are today while it runs; those of today where there were none yet.</summary>
    internal static async Task<IReadOnlyList<Cluster>> ClustersAsync(ClusterQueries clusters, string campaignId, PeriodKey? period, DateOnly today, CancellationToken ct)
    {
        var then = period is { } p && p.To < today ? await clusters.OfAsync(campaignId, p.To, ct) : [];
        return then.Count > 0 ? then : await clusters.OfAsync(campaignId, today, ct);
    }

    /// <summary>Whether a body is in a cluster, by itself or by its locality.</summary>
    internal static bool InCluster(Cluster cluster, string bodyId, string? unitId) => cluster.Bodies.Contains(bodyId) || (unitId is not null && cluster.Units.Contains(unitId));

    /// <summary>The address of a list.</summary>
    public static string Href(Campaign campaign, PeriodKey? period, ProgressFilter filter, OrganisationBlock? block = null, bool table = false, string? cluster = null) =>
        new ViewState { Campaign = campaign.Id, Period = period?.ToString() }
            .Href(Path, ("tinh-trang", filter == ProgressFilter.All ? null : Wire.Name(filter)), ("khoi", block is { } b ? Wire.Name(b) : null), ("cum", cluster), ("xem", table ? "bang" : null));

    /// <summary>Non-local bodies in protocol order, then local ones by their localities.</summary>
    private static Comparer<BodyReport> InOrder(Reference current) => Comparer<BodyReport>.Create((a, b) =>
    {
        if (a.UnitId is null || b.UnitId is null)
        {
            return a.UnitId == b.UnitId ? Order(a).CompareTo(Order(b)) : a.UnitId is null ? -1 : 1;
        }

        var place = Unit.AdministrativeOrder.Compare(current.Places[a.UnitId], current.Places[b.UnitId]);
        return place != 0 ? place : Order(a).CompareTo(Order(b));

        int Order(BodyReport r) => current.Bodies.Find(r.BodyId)?.Order ?? int.MaxValue;
    });

    private ProgressRow Row(BodyReport r, Dictionary<string, (string By, DateTime At, string? Reason)> returns, Reference current, PeriodKey period, DateOnly today)
    {
        var body = current.Bodies.Find(r.BodyId)!;
        var state = r.StateOn(today);
        var stateText = (r.Status, state) switch
        {
            (ReportStatus.Approved, _) => text["state.approved"],
            (ReportStatus.Locked, _) => text["state.locked"],
            (ReportStatus.Submitted, _) => text["state.submitted"],
            (ReportStatus.Returned, _) => text["state.returned"],
            (_, ReportingState.Overdue) => text["state.overdue"],
            (ReportStatus.Draft, _) => text["state.draft"],
            _ => text[period.From > today ? "state.not-open" : "state.not-sent"],
        };
        var note = state switch
        {
            ReportingState.OnTime => text["note.on-time"].Value,
            ReportingState.Late => text["note.late", LocalDay.Of(r.FirstSubmittedAt!.Value).DayNumber - r.LastDay.DayNumber],
            ReportingState.Overdue => r.Status == ReportStatus.Draft ? text["note.overdue-draft", today.DayNumber - r.LastDay.DayNumber] : text["note.overdue", today.DayNumber - r.LastDay.DayNumber],
            ReportingState.NotDue => text["note.left", r.LastDay.DayNumber - today.DayNumber],
            _ => null,
        };
        (string By, DateTime At, string? Reason)? returned = r.ReportId is { } id && returns.TryGetValue(id, out var found) ? found : null;
        return new(
            r.BodyId, body.NameOn(today), r.UnitId is { } unit ? current.Places[unit].FullNameAtStart : words["unit.province_bodies"], r.DueOn, state, stateText, note,
            r.SubmittedAt is { } at ? LocalDay.At(at) : null,
            returned is { } by ? text["returned.by", by.By, LocalDay.At(by.At).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)].Value : null, returned?.Reason) { ExtendedTo = r.ExtendedTo };
    }

    /// <summary>Who returned each of these reports last, when and why: the audit log keeps it.</summary>
    private async Task<Dictionary<string, (string By, DateTime At, string? Reason)>> ReturnsAsync(List<string> reports, CancellationToken ct)
    {
        if (reports.Count == 0)
        {
            return [];
        }

        await using var db = store.Read();
        var rows = await db.Audit.Where(a => a.Action == "report.returned" && reports.Contains(a.Subject)).OrderBy(a => a.Number).ToListAsync(ct);
        var users = rows.Select(r => r.ByUser).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return rows.GroupBy(r => r.Subject).ToDictionary(g => g.Key, g => (names.GetValueOrDefault(g.Last().ByUser) ?? text["system"].Value, g.Last().At, ReasonOf(g.Last().Detail)));
    }

    private static string? ReasonOf(string detail)
    {
        using var json = JsonDocument.Parse(detail);
        return json.RootElement.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
    }

    private static string Percent(int part, int whole) => whole == 0 ? "0,0" : (100m * part / whole).ToString("0.0", CultureInfo.GetCultureInfo("vi-VN"));
}
