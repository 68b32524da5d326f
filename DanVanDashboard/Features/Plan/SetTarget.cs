using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Plan;

/// <summary>Đặt, sửa, rút chỉ tiêu năm. Each change is a new version; the earlier ones stay.</summary>
public sealed class SetTarget(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Sets a target, or changes the one of the same campaign, year, measure, body and field.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, TargetRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        var unreadable = new List<Refusal>();
        var wish = new TargetWish(
            request.Year, Wire.Parse<TargetMeasure>(request.Measure), Empty(request.BodyId), Empty(request.Field), request.Value,
            new(Clean(request.DocumentNumber), Day(request.DocumentDate, unreadable), Clean(request.Document)));
        var refusals = TargetRules.ToSet(actor, campaign, wish, LocalDay.Of(clock.GetUtcNow()));
        if (refusals is [{ Code: "target.not-allowed" }])
        {
            return refusals;
        }

        refusals.AddRange(unreadable);
        if (wish.BodyId is not null && (current.Bodies.Find(wish.BodyId) is not { } body || current.Places.ProvinceOf(campaign.RootUnitId).Id != body.ProvinceId))
        {
            refusals.Add(new("model.body-unknown", "bodyId") { Arguments = [wish.BodyId] });
        }

        return refusals.Count > 0 ? refusals : await StoreAsync(actor, campaign, wish, key, ct);
    }

    /// <summary>Withdraws a target by a last version without a value.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, TargetWithdrawal request, IdempotencyKey? key, CancellationToken ct)
    {
        var reason = Clean(request.Reason);
        return writer.OnceAsync<TargetView>(
            key,
            async (w, cancel) =>
            {
                if (await w.Db.Targets.FirstOrDefaultAsync(t => t.Id == id, cancel) is not { } old
                    || reference.Current.Campaign(old.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, reference.Current))
                {
                    return new Refusal("target.not-found", "id") { Arguments = [id] };
                }

                if (TargetRules.ToWithdraw(actor, reason) is { Count: > 0 } refusals)
                {
                    return refusals;
                }

                if (old.Value is null || await w.Db.Targets.AnyAsync(t => t.CampaignId == old.CampaignId && t.Year == old.Year && t.Cell == old.Cell && t.Version > old.Version, cancel))
                {
                    return new Refusal("target.not-current", "id");
                }

                return await AppendAsync(w, actor, campaign, new()
                {
                    Id = string.Empty, CampaignId = old.CampaignId, Year = old.Year, Measure = old.Measure, BodyId = old.BodyId, Field = old.Field, Cell = old.Cell,
                    Version = old.Version + 1, Reason = reason, SetBy = actor.UserId,
                }, old, "target.withdrawn", cancel);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
    }

    private Task<Result<ApiAnswer>> StoreAsync(Actor actor, Campaign campaign, TargetWish wish, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<TargetView>(
        key,
        async (w, cancel) =>
        {
            var (year, cell, value, document) = (wish.Year!.Value, wish.Cell, (int)wish.Value!.Value, wish.Document);
            var last = await w.Db.Targets.Where(t => t.CampaignId == campaign.Id && t.Year == year && t.Cell == cell).OrderByDescending(t => t.Version).FirstOrDefaultAsync(cancel);
            if (last is not null && last.Value == value && new TargetDocument(last.DocumentNumber, last.DocumentDate, last.Document) == document)
            {
                return new Refusal("target.unchanged", "value");
            }

            return await AppendAsync(w, actor, campaign, new()
            {
                Id = string.Empty, CampaignId = campaign.Id, Year = year, Measure = wish.Measure!.Value, BodyId = wish.BodyId, Field = wish.Field, Cell = cell,
                Version = (last?.Version ?? 0) + 1, Value = value, DocumentNumber = document.Number, DocumentDate = document.Date, Document = document.Text, SetBy = actor.UserId,
            }, last, "target.set", cancel);
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    private static async Task<TargetView> AppendAsync(WriteSession w, Actor actor, Campaign campaign, TargetRow row, TargetRow? last, string kind, CancellationToken ct)
    {
        row.Sequence = await w.NextSequenceAsync(ct);
        row.Id = string.Create(CultureInfo.InvariantCulture, $"T{row.Sequence:000000}");
        row.SetAt = w.Now;
        w.Db.Targets.Add(row);
        w.Append(new()
        {
            Sequence = row.Sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = campaign.Id, UnitId = campaign.RootUnitId, BodyId = row.BodyId, Field = row.Field,
            Period = row.Year.ToString(CultureInfo.InvariantCulture),
        });
        var detail = new { campaign = campaign.Id, row.Year, row.Cell, row.Reason, before = last is null ? null : Told(last), after = Told(row) };
        await w.AuditAsync(actor, kind, row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
        return TargetView.Of(row, current: true, campaign.Simulated);
    }

    private static object Told(TargetRow row) => new { row.Version, row.Value, row.DocumentNumber, row.DocumentDate, row.Document };

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string? Clean(string? text) => text is null ? null : Empty(TextFold.Clean(text));

    private static DateOnly? Day(string? text, List<Refusal> refusals)
    {
        if (Empty(text) is not { } stated)
        {
            return null;
        }

        if (DateOnly.TryParseExact(stated, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        refusals.Add(new("request.date-unreadable", "documentDate") { Arguments = [stated] });
        return null;
    }
}
