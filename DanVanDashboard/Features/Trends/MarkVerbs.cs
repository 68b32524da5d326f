using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Trends;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/marks</c>.</summary>
public sealed record MarkRequest
{
    public string? Campaign { get; init; }
    /// <summary>yyyy-MM-dd.</summary>
    public string? On { get; init; }
    public string? Text { get; init; }
}

/// <summary>Body of <c>POST /api/v1/marks/{id}/withdraw</c>.</summary>
public sealed record MarkWithdrawal
{
    public string? Reason { get; init; }
}
#pragma warning restore CS1591

/// <summary>Ghi, rút mốc thời gian of a campaign: what the board wants read beside the curves.</summary>
public sealed class MarkVerbs(Writer writer, Store store, ReferenceData reference)
{
    /// <summary>Kind of the outbox event.</summary>
    private const string Kind = "mark.changed";

    /// <summary>Sets one.</summary>
    public async Task<Result<ApiAnswer>> SetAsync(Actor actor, MarkRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        var (on, text) = (string.IsNullOrWhiteSpace(request.On) ? null : Ui.TypedText.Day(request.On), TextFold.Clean(request.Text ?? string.Empty));
        if (on is null && !string.IsNullOrWhiteSpace(request.On))
        {
            return new Refusal("request.date-unreadable", "on") { Arguments = [request.On] };
        }

        return await writer.OnceAsync<CampaignMark>(
            key,
            async (w, cancel) =>
            {
                if (TimeMarkRules.ToSet(actor, campaign, on, text, await StandingAsync(w.Db, campaign.Id, cancel)) is { Count: > 0 } refusals)
                {
                    return refusals;
                }

                var row = new MarkRow { Id = "k" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, On = on!.Value, Text = text, SetBy = actor.UserId, SetAt = w.Now };
                w.Db.Marks.Add(row);
                await TellAsync(w, actor, campaign, "mark.set", row, null, cancel);
                return new CampaignMark(row.Id, row.On, row.Text);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Takes one off the axis.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, MarkWithdrawal request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<CampaignMark>(
        key,
        async (w, cancel) =>
        {
            if (!TimeMarkRules.MayDecide(actor))
            {
                return new Refusal("mark.not-allowed");
            }

            if (await w.Db.Marks.AsTracking().FirstOrDefaultAsync(m => m.Id == id && m.WithdrawnAt == null, cancel) is not { } row || reference.Current.Campaign(row.CampaignId) is not { } campaign)
            {
                return new Refusal("mark.not-found", "id") { Arguments = [id] };
            }

            if (TextFold.Clean(request.Reason ?? string.Empty) is not { Length: > 0 and <= TimeMarkRules.ReasonLimit } reason)
            {
                return new Refusal("mark.reason-missing", "reason");
            }

            (row.WithdrawnBy, row.WithdrawnAt) = (actor.UserId, w.Now);
            await TellAsync(w, actor, campaign, "mark.withdrawn", row, reason, cancel);
            return new CampaignMark(row.Id, row.On, row.Text);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>The marks of a campaign that stand, by day.</summary>
    public async Task<IReadOnlyList<CampaignMark>> OfAsync(string campaignId, CancellationToken ct)
    {
        await using var db = store.Read();
        return await StandingAsync(db, campaignId, ct);
    }

    private static async Task<IReadOnlyList<CampaignMark>> StandingAsync(DanVanDbContext db, string campaignId, CancellationToken ct) =>
        [.. (await db.Marks.AsNoTracking().Where(m => m.CampaignId == campaignId && m.WithdrawnAt == null).ToListAsync(ct)).OrderBy(m => m.On).ThenBy(m => m.Id, StringComparer.Ordinal).Select(m => new CampaignMark(m.Id, m.On, m.Text))];

    // One event, so that open pages draw it, and the log.
    private static async Task TellAsync(WriteSession w, Actor actor, Campaign campaign, string action, MarkRow row, string? reason, CancellationToken ct)
    {
        w.Append(new() { Sequence = await w.NextSequenceAsync(ct), At = w.Now, On = LocalDay.Of(w.Now), Kind = Kind, CampaignId = campaign.Id, UnitId = campaign.RootUnitId });
        await w.AuditAsync(actor, action, row.Id, JsonSerializer.Serialize(
            new { campaign = campaign.Id, before = row.WithdrawnAt is null ? null : new { row.On, row.Text }, after = row.WithdrawnAt is null ? new { row.On, row.Text } : null, reason }, ApiAnswer.Options), ct);
    }
}
