using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Lập báo cáo: a body's report of a period, as a draft. What the registry knows can be filled in at once.</summary>
public sealed class CreateReport(Writer writer, ReferenceData reference, AskedFigureQueries asked, RegistryCounts registry, ReportSignals signals, TimeProvider clock)
{
    private const int FigureLimit = 2000;

    /// <summary>Creates a draft; a body has one report per period.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, ReportRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(request.Campaign) is not { } campaign)
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        if (current.Places.ById(request.UnitId) is not { } unit || !current.Places.ScopeOf(campaign.RootUnitId).Contains(unit.Id))
        {
            return new Refusal("model.unit-unknown", "unitId") { Arguments = [request.UnitId ?? string.Empty] };
        }

        var own = current.Bodies.Find(actor.BodyId);
        var body = request.BodyId is not null ? current.Bodies.Find(request.BodyId)
            : own is not null && (own.NonLocal || own.UnitId == unit.Id) ? own : current.Bodies.PartyCommitteeOf(unit.Id);
        if (body is null)
        {
            return new Refusal("model.body-unknown", "bodyId") { Arguments = [request.BodyId ?? string.Empty] };
        }

        PeriodKey? period = PeriodKey.TryParse(request.Period, out var parsed) ? parsed : null;
        var refusals = ReportRules.ToCreate(actor, campaign, unit.Id, body.Id, body.NonLocal, period, LocalDay.Of(clock.GetUtcNow()));
        if (refusals is not [{ Code: "report.not-your-unit" }] && body.UnitId is { } at && at != unit.Id)
        {
            refusals.Add(new("model.body-elsewhere", "bodyId"));
        }

        var figures = Figures(request.Figures ?? [], campaign, refusals);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var listed = request.Prefill ? await PrefillAsync(campaign, body, period!.Value, ct) : [];
        var id = "r" + Guid.CreateVersion7().ToString("n");
        var answer = await writer.OnceAsync<ReportView>(
            key,
            async (w, cancel) =>
            {
                var text = period!.Value.ToString();
                if (await w.Db.Reports.AnyAsync(r => r.CampaignId == campaign.Id && r.BodyId == body.Id && r.Period == text, cancel))
                {
                    return new Refusal("report.already-exists", "period") { Arguments = [body.NameOn(period.Value.To), text] };
                }

                var row = new ReportRow
                {
                    Id = id, CampaignId = campaign.Id, UnitId = unit.Id, BodyId = body.Id, NonLocal = body.NonLocal, Period = text, Status = Wire.Name(ReportStatus.Draft),
                    EnteredBy = actor.UserId, OnBehalf = actor.ActsOnBehalf, CreatedAt = w.Now,
                };
                w.Db.Reports.Add(row);
                figures.ForEach(f => f.ReportId = id);
                w.Db.ReportFigures.AddRange(figures);
                var number = 0;
                foreach (var (cell, count) in listed.Where(l => figures.TrueForAll(f => ReportBook.CellOf(f) != l.Cell)))
                {
                    await ReportBook.WriteAsync(w, id, new()
                    {
                        Number = ++number, Cell = cell, Says = new(EntryContent.Value, count), By = actor.UserId, At = w.Now, OnBehalf = actor.ActsOnBehalf,
                        Origin = EntryOrigin.Registry, Listed = count,
                    }, cancel);
                }

                await w.AuditAsync(actor, "report.create", id, JsonSerializer.Serialize(new { body = body.Id, period = text, before = (string?)null, after = row.Status, figures = figures.Count, prefilled = number }, ApiAnswer.Options), cancel);
                return ReportView.Of(row, w.Db.ReportFigures.Local.Where(f => f.ReportId == id), campaign.Simulated);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
        if (answer.Ok)
        {
            signals.Begun(campaign.Id, unit.Id, body.Id, body.NonLocal);
        }

        return answer;
    }

    private async Task<List<(string Cell, decimal Count)>> PrefillAsync(Campaign campaign, Body body, PeriodKey period, CancellationToken ct)
    {
        var cells = (await asked.OfAsync(campaign.Id, ct)).CellsOf(body, period, campaign.Fields);
        var counts = registry.Of(campaign, body, period, cells);
        return [.. cells.Where(c => counts.ContainsKey(c.Key)).Select(c => (c.Key, counts[c.Key]))];
    }

    private static List<ReportFigureRow> Figures(IReadOnlyList<ReportFigureRequest> figures, Campaign campaign, List<Refusal> refusals)
    {
        var rows = new List<ReportFigureRow>();
        if (figures.Count > FigureLimit)
        {
            refusals.Add(new("report.too-many-figures", "figures") { Arguments = [FigureLimit.ToString(CultureInfo.InvariantCulture)] });
            return rows;
        }

        for (var i = 0; i < figures.Count; i++)
        {
            var (at, figure) = (string.Create(CultureInfo.InvariantCulture, $"figures[{i}]"), figures[i]);
            var metric = TextFold.Clean(figure.Metric ?? string.Empty);
            if (metric.Length is 0 or > 100)
            {
                refusals.Add(new("report.metric-missing", at + ".metric"));
            }

            if (figure.Value is null)
            {
                refusals.Add(new("report.value-missing", at + ".value"));
            }

            if (figure.Field is { Length: > 0 } field && campaign.Fields.Find(field) is null)
            {
                refusals.Add(new("model.field-unknown", at + ".field") { Arguments = [field] });
            }

            Subject? subject = Wire.Parse<Subject>(figure.Subject);
            if (figure.Subject is { Length: > 0 } && subject is null)
            {
                refusals.Add(new("model.subject-unknown", at + ".subject"));
            }

            RecognitionLevel? level = Wire.Parse<RecognitionLevel>(figure.Level);
            if (figure.Level is { Length: > 0 } && level is null)
            {
                refusals.Add(new("request.value-unknown", at + ".level") { Arguments = [figure.Level] });
            }

            var exactness = string.IsNullOrEmpty(figure.Exactness) ? Exactness.Exact : Wire.Parse<Exactness>(figure.Exactness);
            if (exactness is null)
            {
                refusals.Add(new("request.value-unknown", at + ".exactness") { Arguments = [figure.Exactness!] });
            }

            rows.Add(new()
            {
                ReportId = string.Empty, Position = i, Metric = metric, Field = string.IsNullOrEmpty(figure.Field) ? null : figure.Field, Subject = subject, Level = level,
                Value = figure.Value ?? 0, Exactness = exactness ?? Exactness.Exact, Comment = figure.Comment is { } comment ? TextFold.Clean(comment, multiline: true) : null,
            });
        }

        return rows;
    }
}
