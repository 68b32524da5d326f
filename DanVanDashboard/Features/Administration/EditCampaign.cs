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

namespace DanVanDashboard.Features.Administration;

/// <summary>Sửa, đóng, mở lại, xếp thứ tự phong trào. None is ever deleted.</summary>
public sealed class EditCampaign(Writer writer, ReferenceData reference, ReferenceChanges changes)
{
    /// <summary>Changes names, days and months. The days may not leave out what is registered.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, CampaignRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var unreadable = new List<Refusal>();
        var wish = CampaignReading.Wish(request, unreadable);
        var refusals = CampaignRules.ToHave(actor, wish);
        if (refusals is [{ Code: "campaign.not-allowed" }])
        {
            return refusals;
        }

        refusals = CampaignReading.Joined(refusals, unreadable);
        if (reference.Current.Campaigns.Any(c => c.Id != id && TextFold.SortKey(c.NameVi) == TextFold.SortKey(wish.NameVi)))
        {
            refusals.Add(new("campaign.name-taken", "nameVi") { Arguments = [wish.NameVi] });
        }

        return refusals.Count > 0 ? refusals : await DoAsync(
            id, request.Version, key,
            async (w, row, cancel) =>
            {
                var outside = await w.Db.Models.CountAsync(m => m.CampaignId == id && m.RegisteredOn != null && (m.RegisteredOn < wish.From || m.RegisteredOn > wish.To), cancel);
                if (outside > 0)
                {
                    return new("campaign.models-outside", "from") { Arguments = [outside.ToString(CultureInfo.InvariantCulture)] };
                }

                var before = CampaignReading.Told(row);
                (row.NameVi, row.NameEn, row.From, row.To, row.ReviewMonth, row.RegistrationMonth) = (wish.NameVi, CampaignReading.English(wish), wish.From, wish.To, wish.ReviewMonth, wish.RegistrationMonth);
                row.SignReports = wish.SignReports ?? row.SignReports;
                row.AppraisalFirst = wish.AppraisalFirst ?? row.AppraisalFirst;
                await w.AuditAsync(actor, "campaign.edited", id, JsonSerializer.Serialize(new { campaign = id, before, after = CampaignReading.Told(row) }, ApiAnswer.Options), cancel);
                return null;
            },
            ct);
    }

    /// <summary>Closes it to entries, or opens it again; what is in it stays and is shown.</summary>
    public async Task<Result<ApiAnswer>> CloseAsync(Actor actor, string id, CampaignClosing request, bool closed, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("campaign.not-allowed");
        }

        var reason = CampaignReading.Clean(request.Reason);
        if (reason.Length == 0)
        {
            return new Refusal("campaign.reason-missing", "reason");
        }

        return await DoAsync(
            id, request.Version, key,
            async (w, row, cancel) =>
            {
                if (row.Closed == closed)
                {
                    return closed ? new("campaign.already-closed", "id") : new Refusal("campaign.already-open", "id");
                }

                row.Closed = closed;
                await w.AuditAsync(
                    actor, closed ? "campaign.closed" : "campaign.reopened", id,
                    JsonSerializer.Serialize(new { campaign = id, reason, before = new { closed = !closed }, after = new { closed } }, ApiAnswer.Options), cancel);
                return null;
            },
            ct);
    }

    /// <summary>Sets the order in which campaigns are offered; those that are not named follow in theirs.</summary>
    public async Task<Result<ApiAnswer>> OrderAsync(Actor actor, CampaignOrder request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("campaign.not-allowed");
        }

        var wanted = (request.Ids ?? []).Distinct().ToList();
        if (wanted.Find(i => reference.Current.Campaign(i) is null) is { } unknown)
        {
            return new Refusal("campaign.not-found", "ids") { Arguments = [unknown] };
        }

        if (wanted.Count == 0)
        {
            return new Refusal("campaign.none-named", "ids");
        }

        var answer = await writer.OnceAsync<List<string>>(
            key,
            async (w, cancel) =>
            {
                var rows = await w.Db.Campaigns.AsTracking().ToListAsync(cancel);
                var before = rows.OrderBy(r => r.Order).ThenBy(r => r.Id, StringComparer.Ordinal).Select(r => r.Id).ToList();
                var after = wanted.Concat(before.Except(wanted)).ToList();
                rows.ForEach(r => r.Order = after.IndexOf(r.Id));
                await ReferenceChanges.AppendAsync(w, after[0], rows.Find(r => r.Id == after[0])!.RootUnitId, cancel);
                await w.AuditAsync(actor, "campaign.ordered", "campaigns", JsonSerializer.Serialize(new { before = new { order = before }, after = new { order = after } }, ApiAnswer.Options), cancel);
                return after;
            },
            ids => ApiAnswer.Of(StatusCodes.Status200OK, new CampaignOrder { Ids = ids }), ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(null, ct);
        }

        return answer;
    }

    private async Task<Result<ApiAnswer>> DoAsync(
        string id, long? version, IdempotencyKey? key, Func<WriteSession, CampaignRow, CancellationToken, Task<Refusal?>> change, CancellationToken ct)
    {
        var answer = await writer.OnceAsync<CampaignDetail>(
            key,
            async (w, cancel) =>
            {
                var (row, refusal) = await CampaignReading.FindAsync(w, id, version, cancel);
                if (row is null)
                {
                    return refusal!;
                }

                if (await change(w, row, cancel) is { } refused)
                {
                    return refused;
                }

                row.Version++;
                await ReferenceChanges.AppendAsync(w, id, row.RootUnitId, cancel);
                return await TaxonomyRows.DetailAsync(w.Db, row, cancel);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view), ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(id, ct);
        }

        return answer;
    }
}
