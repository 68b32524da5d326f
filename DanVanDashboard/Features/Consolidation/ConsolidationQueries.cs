using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Consolidation;

/// <summary>A line with what one body reported of its whole.</summary>
/// <param name="Body">Name of the body.</param>
/// <param name="BodyId">The body.</param>
/// <param name="Amounts">The whole of each line, in the order of the lines; <see langword="null"/> where it gave none.</param>
/// <param name="Nothing">Of which lines it says "không phát sinh".</param>
/// <param name="Sent">Whether every report that it owes stands as sent.</param>
internal sealed record BodyLine(string Body, string BodyId, IReadOnlyList<Amount?> Amounts, IReadOnlyList<bool> Nothing, bool Sent);

/// <summary>All that is known when reports are added up.</summary>
internal sealed record Consolidated(
    Campaign Campaign, PeriodKey Period, string? Unit, Coverage Coverage, IReadOnlyList<MissingView> Missing, IReadOnlyList<(AskedFigure Line, IReadOnlyList<ConsolidatedCell> Cells)> Lines,
    IReadOnlyList<BodyLine> Bodies)
{
    /// <summary>Where the reports that were added up differ from the registry, as far as whoever asks is shown it.</summary>
    public IReadOnlyList<OpenDifference> Differences { get; init; } = [];
}

/// <summary>Tổng hợp: adds the reports of a campaign up. The sums of the whole are open to all who read the campaign; single bodies to those whose they are.</summary>
internal sealed class ConsolidationQueries(ConsolidationData data, CoverageQueries coverage, OpenDifferenceQueries differences, ReferenceData reference, MetricCatalogue metrics, TimeProvider clock)
{
    /// <summary>The period that is shown where none is asked for: the last one that has ended.</summary>
    public Task<PeriodKey?> DefaultPeriodAsync(string campaignId, CancellationToken ct) => coverage.CurrentPeriodAsync(campaignId, LocalDay.Of(clock.GetUtcNow()), ct);

    /// <summary>The periods that can be added up to: those that are owed, and the years and the phase that hold them; the latest first.</summary>
    public async Task<IReadOnlyList<PeriodKey>> PeriodsAsync(Campaign campaign, CancellationToken ct)
    {
        var owed = await coverage.PeriodsAsync(campaign.Id, ct);
        return [.. owed.Concat(owed.Select(p => new PeriodKey(PeriodKind.Year, p.Year, 0))).Concat(owed.Where(p => p.Kind == PeriodKind.Quarter && p.Number <= 2).Select(p => new PeriodKey(PeriodKind.Half, p.Year, 1)))
            .Distinct().OrderByDescending(p => p.To).ThenByDescending(p => p.From)];
    }

    /// <summary>Adds up, or says why not.</summary>
    public async Task<Result<Consolidated>> GetAsync(Actor actor, string? campaignId, string? periodText, string? unit, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };
        }

        PeriodKey? period = PeriodKey.TryParse(periodText, out var key) ? key : string.IsNullOrEmpty(periodText) ? await DefaultPeriodAsync(campaign.Id, ct) : null;
        if (period is not { } asked)
        {
            return new Refusal("summary.period-unknown", "period") { Arguments = [periodText ?? string.Empty] };
        }

        if (ScopeOf(actor, current, campaign, unit) is { Ok: false } refused)
        {
            return refused.Refusals.ToList();
        }

        var within = await data.OfAsync(campaign.Id, asked, ct);
        var units = string.IsNullOrEmpty(unit) || unit == campaign.RootUnitId || unit == CubeKeys.ProvinceBodies ? null : current.Places.ScopeOf(unit);
        var reports = within.Reports.Where(r => Within(r.Body)).ToList();
        var added = Add(actor, campaign, asked, unit, reports, within.Asked);
        return added.Ok ? added.Value with { Differences = await differences.WithinAsync(actor, campaign, asked, Within, ct) } : added;

        bool Within(Body body) => unit == CubeKeys.ProvinceBodies ? body.NonLocal : units is null || (body.UnitId is { } of && units.Contains(of));
    }

    /// <summary>The same as the API shows it.</summary>
    public async Task<Result<ConsolidationView>> ViewAsync(Actor actor, string? campaignId, string? period, string? unit, CancellationToken ct)
    {
        var found = await GetAsync(actor, campaignId, period, unit, ct);
        return found.Ok ? View(found.Value) : found.Refusals.ToList();
    }

    private ConsolidationView View(Consolidated c)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return new(
            c.Campaign.Id, c.Campaign.Simulated, c.Period.ToString(), c.Unit, new(c.Coverage.Reported, c.Coverage.Expected), c.Missing,
            [
                .. c.Lines.Select(l => new ConsolidatedLineView(
                    l.Line.Line, l.Line.Metric, NameOf(l.Line, english), l.Line.Level is { } level ? Wire.Name(level) : null, english ? l.Line.Measure.En : l.Line.Measure.Vi, Wire.Name(l.Line.Time),
                    PartsAgree(l.Cells),
                    [
                        .. l.Cells.Select(x => new ConsolidatedCellView(
                            x.Cell.Key, x.Cell.Field, x.Cell.Subject is { } s ? Wire.Name(s) : null, x.Sum?.Value, x.Sum is { } sum ? Wire.Name(sum.Qualifier) : null, x.Given, x.Complete, x.Owing,
                            x.LeftOut, Wire.Name(x.Note))),
                    ])),
            ],
            [
                .. c.Differences.Select(d => new OpenDifferenceView(
                    d.Body.Id, d.Period.ToString(), d.Cell.Key, d.Difference.Reported, d.Difference.Listed, Wire.Name(d.Difference.State), d.Difference.Reason?.Reason)),
            ]);
    }

    /// <summary>Name of a line.</summary>
    public string NameOf(AskedFigure line, bool english)
    {
        var name = line.Name ?? metrics.Get(line.Metric).Name;
        return english ? name.En : name.Vi;
    }

    /// <summary>Whether the parts of a line that were added up make its whole; where one of them is missing or not exact, nothing is claimed.</summary>
    public static bool PartsAgree(IReadOnlyList<ConsolidatedCell> cells)
    {
        if (cells[0].Sum is not { Qualifier: Qualifier.Exact } whole)
        {
            return true;
        }

        return Agrees(cells.Where(c => c.Cell.Field is not null && c.Cell.Subject is null)) && Agrees(cells.Where(c => c.Cell.Field is null && c.Cell.Subject is not null));

        bool Agrees(IEnumerable<ConsolidatedCell> parts)
        {
            var all = parts.Where(p => !p.Cell.IsWhole).ToList();
            return all.Count == 0 || all.Exists(p => p.Sum is not { Qualifier: Qualifier.Exact } || p.Complete != cells[0].Complete) || all.Sum(p => p.Sum!.Value.Value) == whole.Value;
        }
    }

    private static Result<bool> ScopeOf(Actor actor, Reference current, Campaign campaign, string? unit)
    {
        if (string.IsNullOrEmpty(unit) || unit == campaign.RootUnitId)
        {
            return true;
        }

        if (unit != CubeKeys.ProvinceBodies && (current.Places.ById(unit) is null || !current.Places.ScopeOf(campaign.RootUnitId).Contains(unit)))
        {
            return new Refusal("model.unit-unknown", "unit") { Arguments = [unit] };
        }

        return actor.Scope.All || actor.Scope.Units.Contains(unit) ? true : new Refusal("summary.not-your-unit", "unit") { Arguments = [unit] };
    }

    private Result<Consolidated> Add(Actor actor, Campaign campaign, PeriodKey asked, string? unit, List<OwedReport> reports, AskedFigures figures)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        var lines = reports.Select(r => r.Period).Distinct().OrderByDescending(p => p.To).SelectMany(figures.Lines).DistinctBy(l => l.Line).OrderBy(l => l.Order).ToList();
        var byBody = reports.GroupBy(r => r.Body.Id).Select(g => g.ToList()).ToList();
        var missing = byBody.Where(own => own.Exists(r => !r.Sent) && Sees(own[0])).Select(own => new MissingView(
            own[0].Body.Id, own[0].Body.NameOn(today), own[0].Body.UnitId, [.. own.Where(r => !r.Sent).Select(r => r.Period.ToString())])).ToList();
        return new Consolidated(
            campaign, asked, unit, new(byBody.Count(own => own.TrueForAll(r => r.Sent)), byBody.Count), missing,
            [.. lines.Select(l => (l, (IReadOnlyList<ConsolidatedCell>)[.. Cells(l, campaign.Fields).Select(c => Domain.Reporting.Consolidation.Of(c, metrics.Get(l.Metric), asked, reports))]))],
            [.. byBody.Where(own => Sees(own[0])).Select(own => Line(own, lines, asked, today))]);

        bool Sees(OwedReport r) => actor.Scope.Covers(r.Body.UnitId ?? r.Body.ProvinceId, r.Body.Id, r.Body.NonLocal);
    }

    /// <summary>The cells that are asked, and of a line divided into crossings its fields and subjects too.</summary>
    private static IEnumerable<AskedCell> Cells(AskedFigure line, FieldTaxonomy fields) =>
        line.Cells(fields).Concat(line.Split == AskedSplit.FieldBySubject ? (line with { Split = AskedSplit.FieldAndSubject }).Cells(fields).Select(c => c with { Line = line }) : []).DistinctBy(c => c.Key);

    private BodyLine Line(List<OwedReport> own, List<AskedFigure> lines, PeriodKey asked, DateOnly today)
    {
        var wholes = lines.ConvertAll(l => new AskedCell(l, l.Field, l.Subject));
        return new(
            own[0].Body.NameOn(today), own[0].Body.Id, [.. wholes.Select(c => Domain.Reporting.Consolidation.Of(c, metrics.Get(c.Line.Metric), asked, own).Sum)],
            [.. wholes.Select(c => own.Exists(r => r.Sent && r.Nothing.Contains(c.Key)))], own.TrueForAll(r => r.Sent));
    }
}
