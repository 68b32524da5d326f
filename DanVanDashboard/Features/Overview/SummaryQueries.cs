using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Overview;

#pragma warning disable CS1591 // The wire form of docs/api.md.
/// <summary>Parameters of <c>GET /api/v1/summary</c>.</summary>
public sealed record SummaryRequest(
    string? Campaign, string? Unit, string? Body, string? Period, string? Field, string? Theme, string? Block, string? Subject, string? Boundaries, string? By,
    string? Sequence);

/// <summary>Answer of <c>GET /api/v1/summary</c>.</summary>
public sealed record SummaryView(
    DateTimeOffset AsOf, long Sequence, bool Simulated, string Boundaries, string? Period, TotalsView Totals, Coverage? Coverage, PartCovered? CoversPart, IReadOnlyList<SummaryRow> Rows)
{
    /// <summary>Of a restated view: how the models of divided communes stand in it.</summary>
    public PlacementView? Placement { get; init; }
}

/// <summary>Models registered in the period, of communes that were divided.</summary>
public sealed record PlacementView(decimal ByVillage, decimal Estimated, decimal Apart);

/// <summary>One row of a summary.</summary>
public sealed record SummaryRow(string Key, string Name, TotalsView Totals, Coverage? Coverage);

/// <summary>All measures, as JSON numbers; whole unless a view is restated by shares.</summary>
public sealed record TotalsView(
    decimal Registered, decimal RegisteredNew, decimal CarriedOver, decimal InProgress, LevelsView Recognised, DecisionsView Recognitions, decimal Exemplar,
    decimal Commended, decimal Commendations, decimal Replicated, decimal Stopped)
{
    public static TotalsView Of(CubeTotals t) => new(
        t.Registered, t.RegisteredNew, t.CarriedOver, t.InProgress, new(t.Recognised.Total, t.Recognised.Commune, t.Recognised.District, t.Recognised.Province),
        new(t.Recognitions.Commune, t.Recognitions.District, t.Recognitions.Province), t.Exemplar, t.Commended, t.Commendations, t.Replicated, t.Stopped);
}

public sealed record LevelsView(decimal Total, decimal Commune, decimal District, decimal Province);

public sealed record DecisionsView(decimal Commune, decimal District, decimal Province);
#pragma warning restore CS1591

/// <summary>Answers summaries from the cube, in the scope of whoever asks.</summary>
public sealed class SummaryQueries(CampaignCubes cubes, ReferenceData reference, CoverageQueries coverage, TimeProvider clock, IStringLocalizer<VocabularyText> words)
{
    /// <summary>The summary.</summary>
    public async Task<Result<SummaryView>> GetAsync(Actor actor, SummaryRequest request, CancellationToken ct)
    {
        var current = reference.Current;
        var today = LocalDay.Of(clock.GetUtcNow());
        var read = CampaignFilter.Read(
            actor, current, today, request.Campaign, request.Unit, request.Body, request.Period, request.Field, request.Theme, request.Block, request.Subject, request.Boundaries);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var axis = string.IsNullOrEmpty(request.By) ? CubeAxis.None : Wire.Parse<CubeAxis>(request.By);
        if (axis is null)
        {
            return new Refusal("summary.by-unknown", "by") { Arguments = [request.By!] };
        }

        var filter = read.Value;
        var asOf = cubes.UpdatedAt;
        var snapshot = cubes.Snapshot(filter.Campaign.Id);
        if (!string.IsNullOrEmpty(request.Sequence))
        {
            if (!long.TryParse(request.Sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var wantedSequence))
            {
                return new Refusal("summary.sequence-unknown", "sequence") { Arguments = [request.Sequence] };
            }

            // The numbers as they stood after an earlier change, made anew from the events up to it.
            if (await cubes.MomentOfAsync(wantedSequence, ct) is not { } moment)
            {
                return new Refusal("summary.sequence-unknown", "sequence") { Arguments = [wantedSequence.ToString(CultureInfo.InvariantCulture)] };
            }

            (snapshot, asOf) = (await cubes.AsOfAsync(filter.Campaign.Id, wantedSequence, ct), moment);
        }

        if (filter.Period is { } wanted && !snapshot.Answers(wanted))
        {
            return new Refusal("summary.period-not-comparable", "period") { Arguments = [wanted.ToString()] };
        }

        var query = filter.ToQuery(current) with { By = axis.Value, Periods = axis == CubeAxis.Period ? ViewTime.SubPeriods(filter.Period, filter.Campaign, today) : [] };
        var result = snapshot.Query(query);
        var reports = filter.Period is { } period ? await coverage.OfAsync(filter.Campaign.Id, period, ct) : [];
        var rows = axis switch
        {
            CubeAxis.None => [],
            CubeAxis.Unit => UnitRows(actor, filter, current, result, reports, today),
            CubeAxis.Body => BodyRows(actor, current, result, today),
            _ => Ordered(axis.Value, filter.Campaign, query, result),
        };
        return new SummaryView(
            asOf, snapshot.Sequence, filter.Campaign.Simulated, Name(filter.Boundaries), filter.Period?.ToString(), TotalsView.Of(result.Totals),
            CoverageOf(reports, filter.Unit is null ? null : filter), ViewTime.PartOf(filter, current.Places, today), rows)
        {
            Placement = Placement.Of(snapshot, query, current.Places, filter.Boundaries) is { } placed ? new(placed.ByVillage.Registered, placed.Estimated.Registered, placed.Apart.Registered) : null,
        };
    }

    private static string Name(BoundaryView view) => view.Kind switch
    {
        BoundaryViewKind.AsWas => "as-was",
        BoundaryViewKind.OldDistrict => "old-district",
        _ => view.Date!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private List<SummaryRow> UnitRows(Actor actor, CampaignFilter filter, Reference current, CubeResult result, IReadOnlyList<BodyReport> reports, DateOnly today) =>
    [
        .. ViewTime.RowsByUnit(actor, filter, current.Places, result, today).Select(k => new SummaryRow(
            k, k == CubeKeys.ProvinceBodies ? words["unit.province_bodies"] : current.Places[k].FullNameAtStart, TotalsView.Of(result.Row(k)),
            CoverageOf(reports.Where(r => (r.UnitId ?? CubeKeys.ProvinceBodies) == k).ToList(), null))),
    ];

    private List<SummaryRow> BodyRows(Actor actor, Reference current, CubeResult result, DateOnly today) =>
        result.Rows.Where(r => actor.Scope.All || actor.Scope.Bodies.Contains(r.Key))
            .OrderBy(r => current.Bodies.Find(r.Key)?.Order ?? int.MaxValue)
            .Select(r => new SummaryRow(r.Key, current.Bodies.Find(r.Key)?.NameOn(today) ?? words["unstated"], TotalsView.Of(r.Totals), null)).ToList();

    private List<SummaryRow> Ordered(CubeAxis axis, Campaign campaign, CubeQuery query, CubeResult result)
    {
        IReadOnlyList<string> order = axis switch
        {
            CubeAxis.Field => campaign.Fields.Fields.Select(f => f.Key).ToList(),
            CubeAxis.Period => query.Periods.Select(p => p.ToString()).ToList(),
            CubeAxis.Subject => Enum.GetValues<Subject>().Select(Wire.Name).ToList(),
            CubeAxis.Stage => Enum.GetValues<Domain.Models.Stage>().Select(Wire.Name).ToList(),
            CubeAxis.Block => Enum.GetValues<OrganisationBlock>().Select(Wire.Name).ToList(),
            _ => [],
        };
        return order.Concat(result.Rows.Select(r => r.Key).Except(order)).Select(k => new SummaryRow(k, NameOf(axis, k, campaign), TotalsView.Of(result.Row(k)), null)).ToList();
    }

    private string NameOf(CubeAxis axis, string key, Campaign campaign) => key == CubeKeys.Unstated ? words["unstated"] : axis switch
    {
        CubeAxis.Field => CampaignWords.FieldName(words, campaign, key),
        CubeAxis.Subject => words[$"subject.{key}"],
        CubeAxis.Stage => words[$"stage.{key}"],
        CubeAxis.Block => words[$"block.{key}"],
        CubeAxis.Theme => CampaignWords.ThemeName(words, campaign, key),
        _ => key,
    };

    private static Coverage? CoverageOf(IReadOnlyList<BodyReport> reports, CampaignFilter? filter)
    {
        var counted = filter is null ? reports : reports.Where(r => (r.UnitId ?? CubeKeys.ProvinceBodies) == filter.Unit).ToList();
        return counted.Count == 0 ? null : new(counted.Count(r => r.Reported), counted.Count);
    }
}
