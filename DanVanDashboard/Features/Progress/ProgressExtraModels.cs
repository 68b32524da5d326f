using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Progress;

/// <summary>Makes what <c>/tien-do</c> shows beyond one period.</summary>
internal sealed class ProgressExtraModels(
    ProgressQueries queries, ClusterQueries clusters, ReferenceData reference, TimeProvider clock, IStringLocalizer<ProgressText> text, IStringLocalizer<FiltersText> periods)
{
    private const int MostSteps = 12;
    /// <summary>Rates, table and reminders of a campaign as it stands now.</summary>
    public async Task<ProgressExtra> GetAsync(Actor actor, Campaign campaign, PeriodKey period, OrganisationBlock? block, string? clusterId, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var every = (await queries.CellsAsync(actor, campaign.Id, today, ct)).Where(c => block is null || current.Bodies.Find(c.BodyId)!.Block == block).ToList();
        var known = await ProgressModels.ClustersAsync(clusters, campaign.Id, period, today, ct);
        var chosen = known.FirstOrDefault(c => c.Id == clusterId);
        var cells = chosen is null ? every : every.FindAll(c => Within(chosen, c));
        var reminders = await queries.RemindersAsync(campaign.Id, period, ct);
        var now = cells.Where(c => c.Period == period).ToList();
        var rate = ReportingRate.Of(now.Select(c => c.State));
        var columns = cells.Select(c => c.Period).Distinct().Where(p => p.To.Year == period.To.Year).OrderBy(p => p.To).ThenBy(p => p.From)
            .Select(p => new MatrixColumn(p, TextFold.UpperFirst(PeriodWords.Of(p, periods)), Short(p), ProgressModels.Href(campaign, p, ProgressFilter.All, block, cluster: chosen?.Id), ReportingRate.Of(cells.Where(c => c.Period == p).Select(c => c.State)))).ToList();
        var mine = now.Select(c => c.BodyId).ToHashSet();
        return new(
            rate, text["rate.on-time", rate.OnTime, rate.Owing, Percent(rate.OnTimeShare)],
            [new("on_time", text["series.on-time"], "tone-on-time"), new("late", text["series.late"], "tone-late"), new("missing", text["series.missing"], "tone-missing")],
            Steps(campaign, cells, today, block, chosen?.Id), columns, Groups(cells, columns, current, today),
            reminders.Where(r => mine.Contains(r.Key)).ToDictionary(
                r => r.Key, r => text["remind.last", LocalDay.At(r.Value.At).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture), r.Value.By, r.Value.Times].Value),
            reminders.Where(r => r.Value.Day == today).Select(r => r.Key).ToHashSet(),
            now.Where(c => ReportCells.CanBeReminded(c.Cell)).Select(c => c.BodyId).ToHashSet(), now.Count(c => ReportCells.IsLate(c.Cell)), actor.May(Verb.DecideOnReport))
        {
            Clusters = actor.Scope.All ? [.. known.Select(Line)] : [],
        };

        bool Within(Cluster cluster, OwedCell c) => ProgressModels.InCluster(cluster, c.BodyId, current.Bodies.Find(c.BodyId)!.UnitId);

        ClusterLine Line(Cluster cluster)
        {
            var own = every.FindAll(c => c.Period.To.Year == period.To.Year && Within(cluster, c));
            var (of, over) = (ReportingRate.Of(own.Where(c => c.Period == period).Select(c => c.State)), ReportingRate.Of(own.Where(c => c.State != ReportingState.NotDue).Select(c => c.State)));
            return new(
                cluster.Id, cluster.Name, ProgressModels.Href(campaign, period, ProgressFilter.All, block, cluster: cluster.Id), of.Owing, text["rate.share", of.Sent, of.Owing, Percent(of.SentShare)],
                text["rate.share", of.OnTime, of.Owing, Percent(of.OnTimeShare)], text["rate.over", Percent(over.SentShare), Percent(over.OnTimeShare)], of);
        }
    }

    /// <summary>The words of a cell.</summary>
    public string Words(ReportCell? cell) => cell is { } c ? text[$"cell.{Wire.Name(c)}"] : text["cell.none"];

    private List<TimeStep> Steps(Campaign campaign, List<OwedCell> cells, DateOnly today, OrganisationBlock? block, string? cluster) =>
    [
        .. cells.Where(c => c.Period.To < today).GroupBy(c => c.Period).OrderBy(g => g.Key.To).ThenBy(g => g.Key.From).TakeLast(MostSteps).Select(g =>
        {
            var rate = ReportingRate.Of(g.Select(c => c.State));
            return new TimeStep(
                Short(g.Key), [rate.OnTime, rate.Sent - rate.OnTime, rate.Owing - rate.Sent],
                text["rate.tip", TextFold.UpperFirst(PeriodWords.Of(g.Key, periods)), rate.Sent, rate.Owing, Percent(rate.SentShare), rate.OnTime, Percent(rate.OnTimeShare)],
                ProgressModels.Href(campaign, g.Key, ProgressFilter.All, block, cluster: cluster));
        }),
    ];

    /// <summary>Non-local bodies in protocol order, then local ones by their localities.</summary>
    private List<MatrixGroup> Groups(List<OwedCell> cells, List<MatrixColumn> columns, Reference current, DateOnly today)
    {
        var byBody = cells.GroupBy(c => c.BodyId).Select(g => (Body: current.Bodies.Find(g.Key)!, Cells: g.ToDictionary(c => c.Period))).ToList();
        var nonLocal = byBody.Where(b => b.Body.NonLocal).OrderBy(b => b.Body.Order);
        var local = byBody.Where(b => !b.Body.NonLocal).OrderBy(b => current.Places[b.Body.UnitId!], Unit.AdministrativeOrder).ThenBy(b => b.Body.Order);
        return new[] { (Title: text["group.province"].Value, Rows: nonLocal.AsEnumerable()), (text["group.local"].Value, local) }
            .Select(g => new MatrixGroup(g.Title, [.. g.Rows.Select(b => Row(b.Body, b.Cells, columns, today)).Where(r => r.Cells.Any(c => c.Cell is not null))])).Where(g => g.Rows.Count > 0).ToList();
    }

    private MatrixRow Row(Domain.Bodies.Body body, Dictionary<PeriodKey, OwedCell> own, List<MatrixColumn> columns, DateOnly today)
    {
        var shown = columns.Select(c => own.GetValueOrDefault(c.Period)).ToList();
        var due = ReportingRate.Of(shown.OfType<OwedCell>().Where(c => c.LastDay < today || ReportingStates.IsSent(c.State)).Select(c => c.State));
        return new(body.Id, body.NameOn(today), [.. shown.Select(c => new MatrixCell(c?.Cell, Words(c?.Cell)))], due, text["rate.of", due.Sent, due.Owing]);
    }

    // Months of several years stand side by side here.
    private string Short(PeriodKey p) => p.Kind == PeriodKind.Month ? string.Create(CultureInfo.InvariantCulture, $"{p.Number:00}/{p.Year}") : PeriodWords.Short(p, periods);

    private static string Percent(decimal? share) => (share ?? 0).ToString("0.0", CultureInfo.GetCultureInfo("vi-VN"));
}
