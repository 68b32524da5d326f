using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Which resources are asked for; the members are those of the filters of a page, already found allowed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Period">The period; <see langword="null"/> is the whole campaign.</param>
/// <param name="Unit">The locality with all in it; <see cref="CubeKeys.ProvinceBodies"/> are the non-local bodies; <see langword="null"/> is all.</param>
/// <param name="Body">A reporting body.</param>
/// <param name="Field">A field.</param>
/// <param name="Subject">Collective or individual.</param>
/// <param name="Block">The organisation block of the reporting body.</param>
public sealed record ResourceFilter(
    Campaign Campaign, PeriodKey? Period = null, string? Unit = null, string? Body = null, string? Field = null, Subject? Subject = null, OrganisationBlock? Block = null);

/// <summary>A figure of a source, as far as it must stand beside its number.</summary>
/// <param name="Id">The reported figure.</param>
/// <param name="SourceId">Where it is written.</param>
/// <param name="Time">What it says about time.</param>
/// <param name="From">First day as far as stated.</param>
/// <param name="To">Last day as far as stated.</param>
/// <param name="Measure">Unit of measure in the source's words.</param>
/// <param name="BodyNamed">The body that the source speaks of.</param>
/// <param name="Locator">The few words by which it is found.</param>
public sealed record StatedFigure(
    string Id, string SourceId, TimeMeaning Time, PartialDate From, PartialDate To, string Measure, string? BodyNamed, string Locator);

/// <summary>One mobilised resource.</summary>
/// <param name="Metric">What it is, with its unit of measure.</param>
/// <param name="Amount">How much; "trên" and "gần" survive the addition.</param>
/// <param name="Bodies">Of a sum over reports: how many bodies gave a number. 0 for a figure of a source.</param>
/// <param name="Figure">The figure of a source, which is never added to another; <see langword="null"/> for a sum over reports.</param>
public sealed record ResourceLine(Metric Metric, Amount Amount, int Bodies, StatedFigure? Figure)
{
    /// <summary>The unit of measure as written: the source's words, or the catalogue's.</summary>
    public string MeasureIn(string language) => Figure?.Measure ?? Metric.Measure?.In(language) ?? string.Empty;
}

/// <summary>Nguồn lực huy động.</summary>
/// <param name="Lines">In the order of the catalogue; several of one metric where sources stand beside each other.</param>
/// <param name="Coverage">How many of the bodies that owe reports have sent them for all closed periods: a sum over fewer is labelled so. <see langword="null"/> where none is owed.</param>
public sealed record ResourceTotals(IReadOnlyList<ResourceLine> Lines, Coverage? Coverage)
{
    /// <summary>Whether every body that owes has reported, so that the sums are the whole.</summary>
    public bool Complete => Coverage is { } c && c.Reported == c.Expected;
}

/// <summary>
/// Adds what bodies reported of mobilised resources. In a periodic report a resource is what was mobilised in that period, so that periods add;
/// only bodies that owe reports are added, since what the others did stands in the reports of those to which they report.
/// </summary>
public sealed class ResourceQueries(Store store, ReferenceData reference, CampaignCubes cubes, MetricBook book, TimeProvider clock)
{
    private readonly Kept<string, Reported> _reported = new();
    private readonly Kept<(ResourceFilter Filter, DateOnly Today), ResourceTotals> _totals = new();

    /// <summary>The resources of a filter, shared by all who ask the same until a report or a source changes.</summary>
    public Task<ResourceTotals> OfAsync(ResourceFilter filter, CancellationToken ct)
    {
        var (stamp, today) = (cubes.LastOther(filter.Campaign.Id), LocalDay.Of(clock.GetUtcNow()));
        return _totals.GetAsync(
            (filter, today), (stamp, reference.Current),
            async () => Of(await _reported.GetAsync(filter.Campaign.Id, stamp, () => ReadAsync(filter.Campaign.Id)), filter, today)).WaitAsync(ct);
    }

    private ResourceTotals Of(Reported all, ResourceFilter filter, DateOnly today)
    {
        var scope = filter.Unit is null || filter.Unit == filter.Campaign.RootUnitId || filter.Unit == CubeKeys.ProvinceBodies ? null : reference.Current.Places.ScopeOf(filter.Unit);
        var owed = all.Owed.Where(o => InPeriodSums.Within(o.Period, filter.Period) && InScope(o.Body)).ToList();
        var reports = all.Reports.Where(r => InPeriodSums.Within(r.Period, filter.Period) && InScope(r.Body)).ToList();
        var contributing = owed.Count > 0 ? Owing(owed, reports) : Unasked(reports);
        var chosen = contributing.GroupBy(r => r.Body.Id).SelectMany(g => InPeriodSums.Disjoint(g.Select(r => r.Period)) is var periods ? g.Where(r => periods.Contains(r.Period)) : []).ToList();
        var lines = new List<ResourceLine>();
        foreach (var metric in book.Current.All.Where(m => m.Resource))
        {
            var amounts = chosen.Select(r => (r.Body.Id, Amount: InPeriodSums.Of(r.Parts(metric.Key), filter.Field, filter.Subject))).Where(a => a.Amount is not null).ToList();
            if (amounts.Count > 0)
            {
                lines.Add(new(metric, Amount.Sum(amounts.Select(a => a.Amount!.Value)), amounts.Select(a => a.Id).Distinct().Count(), null));
            }

            lines.AddRange(all.Figures.Where(f => f.Metric == metric.Key && Matches(f, filter)).Select(f => new ResourceLine(
                metric, Amount.Of(f.Value, f.Exactness), 0, new(f.Id, f.SourceId, f.Time, f.From, f.To, f.Measure, f.BodyNamed, f.Locator))));
        }

        return new(lines, CoverageOf(owed, reports, today));

        bool InScope(Body body) =>
            (filter.Body is null || body.Id == filter.Body) && (filter.Block is null || body.Block == filter.Block)
            && (filter.Unit != CubeKeys.ProvinceBodies || body.NonLocal) && (scope is null || (body.UnitId is { } unit && scope.Contains(unit)));
    }

    private static IEnumerable<BodyFigures> Owing(List<(Body Body, PeriodKey Period)> owed, List<BodyFigures> reports)
    {
        var keys = owed.Select(o => (o.Body.Id, o.Period)).ToHashSet();
        return reports.Where(r => keys.Contains((r.Body.Id, r.Period)));
    }

    /// <summary>Where nobody owes a report: those who sent one, but none whose superior did, for that one speaks for it.</summary>
    private IEnumerable<BodyFigures> Unasked(List<BodyFigures> reports)
    {
        var bodies = reference.Current.Bodies;
        var below = reports.Select(r => r.Body.Id).Distinct().SelectMany(id => bodies.WithAllBelow(id).Where(b => b != id)).ToHashSet();
        return reports.Where(r => !below.Contains(r.Body.Id));
    }

    private static Coverage? CoverageOf(List<(Body Body, PeriodKey Period)> owed, List<BodyFigures> reports, DateOnly today)
    {
        // What is not over yet is not missing; while nothing is over, all that is owed is looked at.
        var closed = owed.FindAll(o => o.Period.To < today);
        var asked = closed.Count > 0 ? closed : owed;
        var sent = reports.Select(r => (r.Body.Id, r.Period)).ToHashSet();
        var bodies = asked.GroupBy(o => o.Body.Id).ToList();
        return bodies.Count == 0 ? null : new(bodies.Count(g => g.All(o => sent.Contains((o.Body.Id, o.Period)))), bodies.Count);
    }

    // A figure of a source answers for its own unit, time and cut, and for no other.
    private static bool Matches(Observation f, ResourceFilter filter) =>
        filter is { Body: null, Block: null } && f.Field == filter.Field && f.Subject == filter.Subject && f.UnitId == (filter.Unit ?? filter.Campaign.RootUnitId)
        && f.Time is not TimeMeaning.Change && f.Denominator is null
        && (filter.Period is not { } asked || asked == filter.Campaign.Phase || (f.From.First >= asked.From && f.To.Last <= asked.To));

    private async Task<Reported> ReadAsync(string campaignId)
    {
        string[] sent = [.. ReportRules.Sent.Select(Wire.Name)];
        var keys = book.Current.All.Where(m => m.Resource).Select(m => m.Key).ToList();
        await using var db = store.Read();
        var bodies = reference.Current.Bodies;
        var owed = await db.Obligations.Where(o => o.CampaignId == campaignId).Select(o => new { o.BodyId, o.Period }).ToListAsync();
        var reports = await db.Reports.Where(r => r.CampaignId == campaignId && sent.Contains(r.Status)).Select(r => new { r.Id, r.BodyId, r.Period }).ToListAsync();
        var figures = await db.Reports.Where(r => r.CampaignId == campaignId && sent.Contains(r.Status))
            .Join(db.ReportFigures.Where(f => keys.Contains(f.Metric)), r => r.Id, f => f.ReportId, (_, f) => f).ToListAsync();
        var byReport = figures.ToLookup(f => f.ReportId);
        var observations = await db.StandingObservations.Where(o => o.CampaignId == campaignId && keys.Contains(o.Metric)).ToListAsync();
        return new(
            [.. owed.Select(o => (Body: bodies.Find(o.BodyId), Period: Key(o.Period))).Where(o => o is { Body: not null, Period: not null }).Select(o => (o.Body!, o.Period!.Value))],
            [
                .. reports.Select(r => (r.Id, Body: bodies.Find(r.BodyId), Period: Key(r.Period))).Where(r => r is { Body: not null, Period: not null }).Select(r => new BodyFigures(
                    r.Body!, r.Period!.Value,
                    byReport[r.Id].OrderBy(f => f.Position).GroupBy(f => f.Metric).ToDictionary(
                        g => g.Key, g => g.Select(f => new ReportedPart(f.Field, f.Subject, Amount.Of(ReportedRows.Plain(f.Value), f.Exactness))).ToArray()))),
            ],
            [.. observations.OrderBy(o => o.Id, StringComparer.Ordinal).Select(ReportedRows.ToObservation)]);
    }

    private static PeriodKey? Key(string text) => PeriodKey.TryParse(text, out var key) ? key : null;

    private sealed record BodyFigures(Body Body, PeriodKey Period, Dictionary<string, ReportedPart[]> ByMetric)
    {
        public IReadOnlyCollection<ReportedPart> Parts(string metric) => ByMetric.GetValueOrDefault(metric) ?? [];
    }

    private sealed record Reported(IReadOnlyList<(Body Body, PeriodKey Period)> Owed, IReadOnlyList<BodyFigures> Reports, IReadOnlyList<Observation> Figures);
}
