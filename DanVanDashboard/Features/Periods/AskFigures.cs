using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Periods;

/// <summary>Đặt, sửa, thôi hỏi, sắp xếp chỉ tiêu báo cáo. Each change is a new version of its line; the earlier ones stay.</summary>
public sealed class AskFigures(Writer writer, ReferenceData reference, MetricCatalogue metrics)
{
    /// <summary>Asks for a line, or changes the one of the same metric, field, subject and level from a period on.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, AskedRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var found = Reading.Campaign(actor, current, request.Campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var campaign = found.Value;
        var wish = Read(request, campaign, current);
        var refusals = AskedRules.ToAsk(actor, campaign, wish, metrics);
        if (refusals is not [{ Code: "asked.not-allowed" }])
        {
            refusals.AddRange(Unreadable(request));
        }

        return refusals.Count > 0 ? refusals : await StoreAsync(actor, campaign, wish, key, ct);
    }

    /// <summary>Asks for a line no more, from a period on.</summary>
    public Task<Result<ApiAnswer>> RetireAsync(Actor actor, string id, AskedRetirement request, IdempotencyKey? key, CancellationToken ct)
    {
        var (reason, from) = (Reading.Clean(request.Reason), Reading.Period(request.From));
        return writer.OnceAsync<AskedView>(
            key,
            async (w, cancel) =>
            {
                if (await w.Db.AskedFigures.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } named
                    || reference.Current.Campaign(named.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, reference.Current))
                {
                    return new Refusal("asked.not-found", "id") { Arguments = [id] };
                }

                if (AskedRules.ToRetire(actor, campaign, from, reason) is { Count: > 0 } refusals)
                {
                    return refusals;
                }

                var last = await w.Db.AskedFigures.AsNoTracking().Where(a => a.CampaignId == named.CampaignId && a.Line == named.Line).OrderByDescending(a => a.Version).FirstAsync(cancel);
                if (last.Id != id || last.Retired)
                {
                    return new Refusal("asked.not-current", "id");
                }

                if (await SentAsync(w, campaign, from!.Value, PeriodRows.Values<PeriodKind>(last.PeriodKinds), cancel) is { } sent)
                {
                    return sent;
                }

                var before = AskedView.Of(last);
                last.Version++;
                (last.Retired, last.Reason, last.FromPeriod) = (true, reason, from.Value.ToString());
                return await AppendAsync(w, actor, campaign, before, last, "asked.retired", cancel);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
    }

    /// <summary>Gives a campaign that asks for nothing yet the sample that the software ships.</summary>
    public Task<Result<ApiAnswer>> AddSampleAsync(Actor actor, AskedOrder request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<AskedOrderView>(
        key,
        async (w, cancel) =>
        {
            var found = Reading.Campaign(actor, reference.Current, request.Campaign);
            if (!found.Ok)
            {
                return found.Refusals.ToList();
            }

            var campaign = found.Value;
            if (!actor.May(Verb.RunCampaign))
            {
                return new Refusal("asked.not-allowed");
            }

            if (!campaign.OpenForEntries)
            {
                return new Refusal("asked.campaign-closed", "campaign");
            }

            if (await w.Db.AskedFigures.AnyAsync(a => a.CampaignId == campaign.Id, cancel))
            {
                return new Refusal("asked.has-some", "campaign");
            }

            var rows = SampleAsked.Of(campaign.Id, (campaign.From ?? LocalDay.Of(w.Now)).Year, actor.UserId, w.Now).ToList();
            w.Db.AskedFigures.AddRange(rows);
            await PeriodEvents.AppendAsync(w, campaign, "asked.set", null, cancel);
            var lines = rows.ConvertAll(r => r.Line);
            await w.AuditAsync(actor, "asked.set", campaign.Id, JsonSerializer.Serialize(new { sample = true, lines }, ApiAnswer.Options), cancel);
            return new AskedOrderView(campaign.Id, lines);
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    /// <summary>Puts the lines into another order; the request names every line that is still asked.</summary>
    public async Task<Result<ApiAnswer>> OrderAsync(Actor actor, AskedOrder request, IdempotencyKey? key, CancellationToken ct)
    {
        var found = Reading.Campaign(actor, reference.Current, request.Campaign);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("asked.not-allowed");
        }

        var (campaign, wanted) = (found.Value, (request.Lines ?? []).ToList());
        return await writer.OnceAsync<AskedOrderView>(
            key,
            async (w, cancel) =>
            {
                var rows = await w.Db.AskedFigures.AsTracking().Where(a => a.CampaignId == campaign.Id).ToListAsync(cancel);
                var asked = rows.GroupBy(r => r.Line).Where(g => !g.MaxBy(r => r.Version)!.Retired).Select(g => g.Key).ToHashSet();
                if (wanted.Count != asked.Count || !asked.SetEquals(wanted))
                {
                    return new Refusal("asked.order-incomplete", "lines");
                }

                // Lines that are asked no more come last, as they stood.
                var place = wanted.Concat(rows.Where(r => !asked.Contains(r.Line)).OrderBy(r => r.Order).Select(r => r.Line).Distinct()).Select((line, i) => (line, i)).ToDictionary(p => p.line, p => p.i);
                var before = rows.OrderBy(r => r.Order).Select(r => r.Line).Distinct().Where(asked.Contains).ToList();
                rows.ForEach(r => r.Order = place[r.Line]);
                await PeriodEvents.AppendAsync(w, campaign, "asked.ordered", null, cancel);
                await w.AuditAsync(actor, "asked.ordered", campaign.Id, JsonSerializer.Serialize(new { before, after = wanted }, ApiAnswer.Options), cancel);
                return new AskedOrderView(campaign.Id, wanted);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
    }

    private AskedWish Read(AskedRequest r, Campaign campaign, Reference current)
    {
        var metric = r.Metric?.Trim() ?? string.Empty;
        var (name, measure) = (Reading.Clean(r.Name), Reading.Clean(r.Measure));
        return new(
            metric, name is null ? null : new(name, Reading.Clean(r.NameEn) ?? name), Reading.Empty(r.Field), Wire.Parse<Subject>(Reading.Empty(r.Subject)), Wire.Parse<RecognitionLevel>(Reading.Empty(r.Level)),
            string.IsNullOrEmpty(r.Split) ? AskedSplit.None : Wire.Parse<AskedSplit>(r.Split), measure is null ? metrics.Get(metric).Measure : new(measure, Reading.Clean(r.MeasureEn) ?? measure),
            Wire.Parse<TimeMeaning>(r.Time), Reading.Bodies(current, campaign, r.Place, r.BodyKinds, r.Blocks, r.Bodies), Reading.Values<PeriodKind>(r.PeriodKinds),
            string.IsNullOrEmpty(r.Prefill) ? Prefill.None : Wire.Parse<Prefill>(r.Prefill), Reading.Period(r.From));
    }

    private static IEnumerable<Refusal> Unreadable(AskedRequest r)
    {
        if (Reading.Empty(r.Subject) is { } subject && Wire.Parse<Subject>(subject) is null)
        {
            yield return new("model.subject-unknown", "subject");
        }

        if (Reading.Empty(r.Level) is { } level && Wire.Parse<RecognitionLevel>(level) is null)
        {
            yield return new("request.value-unknown", "level") { Arguments = [level] };
        }
    }

    private Task<Result<ApiAnswer>> StoreAsync(Actor actor, Campaign campaign, AskedWish wish, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<AskedView>(
        key,
        async (w, cancel) =>
        {
            var all = await w.Db.AskedFigures.AsNoTracking().Where(a => a.CampaignId == campaign.Id).Select(a => new { a.Line, a.Order }).ToListAsync(cancel);
            if (all.TrueForAll(a => a.Line != wish.Cell) && all.Select(a => a.Line).Distinct().Count() >= AskedRules.LineLimit)
            {
                return new Refusal("asked.too-many", "metric") { Arguments = [AskedRules.LineLimit.ToString(CultureInfo.InvariantCulture)] };
            }

            var last = await w.Db.AskedFigures.AsNoTracking().Where(a => a.CampaignId == campaign.Id && a.Line == wish.Cell).OrderByDescending(a => a.Version).FirstOrDefaultAsync(cancel);
            var row = Row(campaign, wish, last, actor);
            row.Order = last?.Order ?? (all.Count == 0 ? 0 : all.Max(a => a.Order) + 1);
            if (last is { Retired: false } && Same(last, row))
            {
                return new Refusal("asked.unchanged", "metric");
            }

            var kinds = wish.Kinds!.Concat(last is null ? [] : PeriodRows.Values<PeriodKind>(last.PeriodKinds)).Distinct().ToList();
            return await SentAsync(w, campaign, wish.From!.Value, kinds, cancel) is { } sent ? sent : await AppendAsync(w, actor, campaign, last is null ? null : AskedView.Of(last), row, "asked.set", cancel);
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    private static AskedFigureRow Row(Campaign campaign, AskedWish wish, AskedFigureRow? last, Actor actor) => new()
    {
        Id = string.Empty, CampaignId = campaign.Id, Line = wish.Cell, Version = (last?.Version ?? 0) + 1, Metric = wish.Metric, NameVi = wish.Name?.Vi, NameEn = wish.Name?.En, Field = wish.Field,
        Subject = wish.Subject, Level = wish.Level, Split = wish.Split!.Value, MeasureVi = wish.Measure!.Vi, MeasureEn = wish.Measure.En, TimeMeaning = Wire.Name(wish.Time!.Value),
        Place = wish.By!.Place, BodyKinds = PeriodRows.Text(wish.By.Kinds), Blocks = PeriodRows.Text(wish.By.Blocks), Bodies = string.Join(' ', wish.By.Bodies),
        PeriodKinds = PeriodRows.Text(wish.Kinds!), Prefill = wish.Prefill!.Value, FromPeriod = wish.From!.Value.ToString(), SetBy = actor.UserId,
    };

    private static bool Same(AskedFigureRow a, AskedFigureRow b) =>
        (a.NameVi, a.NameEn, a.Split, a.MeasureVi, a.MeasureEn, a.TimeMeaning, a.Place, a.BodyKinds) == (b.NameVi, b.NameEn, b.Split, b.MeasureVi, b.MeasureEn, b.TimeMeaning, b.Place, b.BodyKinds)
        && (a.Blocks, a.Bodies, a.PeriodKinds, a.Prefill) == (b.Blocks, b.Bodies, b.PeriodKinds, b.Prefill);

    /// <summary>What has been sent stays as it was asked: a change may not reach back over it.</summary>
    private static async Task<Refusal?> SentAsync(WriteSession w, Campaign campaign, PeriodKey from, IReadOnlyList<PeriodKind> kinds, CancellationToken ct)
    {
        var sent = await w.Db.Reports.Where(r => r.CampaignId == campaign.Id && (r.Status == "submitted" || r.Status == "approved")).Select(r => r.Period).Distinct().ToListAsync(ct);
        var reached = sent.Select(Reading.Period).OfType<PeriodKey>().Where(p => p.To >= from.From && kinds.Contains(p.Kind)).OrderBy(p => p.To).Select(p => (PeriodKey?)p).LastOrDefault();
        return reached is { } period ? new Refusal("asked.reports-sent", "from") { Arguments = [period.ToString()] } : null;
    }

    private static async Task<AskedView> AppendAsync(WriteSession w, Actor actor, Campaign campaign, AskedView? before, AskedFigureRow row, string kind, CancellationToken ct)
    {
        var sequence = await PeriodEvents.AppendAsync(w, campaign, kind, null, ct);
        row.Id = string.Create(CultureInfo.InvariantCulture, $"A{sequence:000000}");
        (row.SetBy, row.SetAt) = (actor.UserId, w.Now);
        w.Db.AskedFigures.Add(row);
        var view = AskedView.Of(row);
        await w.AuditAsync(actor, kind, row.Id, JsonSerializer.Serialize(new { campaign = campaign.Id, row.Line, row.Reason, before, after = view }, ApiAnswer.Options), ct);
        return view;
    }
}
