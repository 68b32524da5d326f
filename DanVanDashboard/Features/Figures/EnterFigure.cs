using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Figures;

/// <summary>Nhập một số liệu từ văn bản, hoặc rút số liệu đã nhập nhầm. Nothing is overwritten: another number of the same question stands beside the first.</summary>
internal sealed class EnterFigure(Writer writer, ReferenceData reference, MetricBook book)
{
    /// <summary>Enters a number, with its document and its metric where these are new; or says every reason why not.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, FigureRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.EnterFigure))
        {
            return new Refusal("figure.not-allowed");
        }

        var (refusals, current) = (new List<Refusal>(), reference.Current);
        var source = request.NewSource is { } document ? FigureReader.NewSource(document) : null;
        var metric = request.NewMetric is { } added ? FigureReader.NewMetric(added, book.Current) : null;
        if (source is null && FigureReader.Line(request.Source) is null)
        {
            refusals.Add(new("figure.source-missing", "source"));
        }

        if (metric is null && (FigureReader.Line(request.Metric) is not { } known || !book.Current.Has(known)))
        {
            refusals.Add(new("figure.metric-unknown", "metric") { Arguments = [request.Metric ?? string.Empty] });
        }

        refusals.AddRange(source?.Refusals ?? []);
        refusals.AddRange(metric?.Refusals ?? []);
        var measured = metric is { Ok: true } ? metric.Value : book.Current.Get(request.Metric ?? string.Empty);
        var read = FigureReader.Read(request, measured.Key, measured.Measure?.Vi, current);
        refusals.AddRange(read.Ok ? FigureEntryRules.Refusals(actor, read.Value) : read.Refusals);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var answer = await writer.OnceAsync<EnteredFigure>(
            key,
            async (w, cancel) =>
            {
                var sourceId = request.Source!;
                if (source is not null)
                {
                    sourceId = source.Value.Id;
                    await FigureAppender.AddSourceAsync(w, actor, source.Value, cancel);
                }
                else if (!await w.Db.Sources.AnyAsync(s => s.Id == sourceId, cancel))
                {
                    return new Refusal("figure.source-unknown", "source") { Arguments = [sourceId] };
                }

                if (metric is not null)
                {
                    if (await w.Db.Metrics.AnyAsync(m => m.Key == metric.Value.Key, cancel))
                    {
                        return new Refusal("figure.metric-exists", "newMetric.nameVi") { Arguments = [metric.Value.Name.Vi] };
                    }

                    await FigureAppender.AddMetricAsync(w, actor, metric.Value, cancel);
                }

                var figure = read.Value.ToObservation("f" + Guid.CreateVersion7().ToString("n"), sourceId);
                var same = await w.Db.StandingObservations.Where(o => o.SourceId == sourceId && o.CampaignId == figure.CampaignId && o.Metric == figure.Metric).ToListAsync(cancel);
                if (same.Select(ReportedRows.ToObservation).Any(o => FigureEntryRules.SameStatement(o, figure)))
                {
                    return new Refusal("figure.unchanged", "value");
                }

                var sequence = await FigureAppender.AddAsync(w, actor, figure, cancel);
                return EnteredFigure.Of(figure, sequence, withdrawn: false);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
        if (answer.Ok && metric is not null)
        {
            await book.ReloadAsync(CancellationToken.None);
        }

        return answer;
    }

    /// <summary>Withdraws a figure that was entered by mistake; built-in facts too. It no longer counts or shows, and stays in the store and the log.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, FigureWithdrawal request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<EnteredFigure>(
        key,
        async (w, cancel) =>
        {
            if (!actor.May(Verb.EnterFigure))
            {
                return new Refusal("figure.not-allowed");
            }

            if (await w.Db.Observations.FirstOrDefaultAsync(o => o.Id == id, cancel) is not { } row)
            {
                return new Refusal("figure.not-found", "id") { Arguments = [id] };
            }

            if (FigureReader.Line(request.Reason) is not { } reason)
            {
                return new Refusal("figure.reason-missing", "reason");
            }

            if (row.WithdrawnAt is not null)
            {
                return new Refusal("figure.already-withdrawn", "id");
            }

            (row.WithdrawnAt, row.WithdrawnBy, row.WithdrawnReason) = (w.Now, actor.UserId, reason);
            var figure = ReportedRows.ToObservation(row);
            var sequence = await FigureAppender.AnnounceAsync(w, "figures.withdrawn", figure, cancel);
            await w.AuditAsync(actor, "figure.withdraw", id, JsonSerializer.Serialize(new { before = FigureAppender.Detail(figure), reason }, ApiAnswer.Options), cancel);
            return EnteredFigure.Of(figure, sequence, withdrawn: true);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);
}
