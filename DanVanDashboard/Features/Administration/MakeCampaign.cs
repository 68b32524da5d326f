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

/// <summary>Lập phong trào, giai đoạn mới, also after the last one. It takes registrations as soon as the answer is there.</summary>
public sealed class MakeCampaign(Writer writer, ReferenceData reference, ReferenceChanges changes, DanVanOptions options, IEnumerable<CampaignCopy> copies)
{
    /// <summary>Makes it, or says every reason why not.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, CampaignRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var current = reference.Current;
        var unreadable = new List<Refusal>();
        var wish = CampaignReading.Wish(request, unreadable);
        var refusals = CampaignRules.ToHave(actor, wish);
        if (refusals is [{ Code: "campaign.not-allowed" }])
        {
            return refusals;
        }

        refusals = CampaignReading.Joined(refusals, unreadable);
        var root = string.IsNullOrEmpty(request.RootUnitId) ? options.RootUnit : request.RootUnitId;
        if (!current.Places.ScopeOf(options.RootUnit).Contains(root))
        {
            refusals.Add(new("campaign.root-unknown", "rootUnitId") { Arguments = [root] });
        }

        if (!string.IsNullOrEmpty(request.CopyFrom) && current.Campaign(request.CopyFrom) is not { HasRegister: true })
        {
            refusals.Add(new("campaign.copy-unknown", "copyFrom") { Arguments = [request.CopyFrom] });
        }

        if (wish.NameVi.Length > 0 && current.Campaigns.Any(c => TextFold.SortKey(c.NameVi) == TextFold.SortKey(wish.NameVi)))
        {
            refusals.Add(new("campaign.name-taken", "nameVi") { Arguments = [wish.NameVi] });
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        string? made = null;
        var answer = await writer.OnceAsync<CampaignDetail>(
            key, async (w, cancel) => { var detail = await AddAsync(w, actor, wish, root, request, cancel); made = detail.Id; return detail; },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view), ct);
        if (made is not null)
        {
            await changes.AppliedAsync(made, ct);
        }

        return answer;
    }

    private async Task<CampaignDetail> AddAsync(WriteSession w, Actor actor, CampaignWish wish, string root, CampaignRequest request, CancellationToken ct)
    {
        var taken = await w.Db.Campaigns.Select(c => c.Id).ToListAsync(ct);
        var first = await w.Db.Campaigns.Select(c => (int?)c.Order).MinAsync(ct) ?? 0;
        var row = new CampaignRow
        {
            // The newest is offered first.
            Id = CampaignRules.KeyOf(wish.NameVi, '-', taken), NameVi = wish.NameVi, NameEn = CampaignReading.English(wish), From = wish.From, To = wish.To, RootUnitId = root,
            Provenance = "registry", ReviewMonth = wish.ReviewMonth, RegistrationMonth = wish.RegistrationMonth, SignReports = wish.SignReports ?? false, AppraisalFirst = wish.AppraisalFirst ?? false, Order = first - 1, Version = 1,
        };
        w.Db.Campaigns.Add(row);
        var copied = new Dictionary<string, int>();
        if (await w.Db.Campaigns.AsNoTracking().FirstOrDefaultAsync(c => c.Id == request.CopyFrom, ct) is { } from)
        {
            foreach (var copy in copies.Where(c => request.Copy is null || request.Copy.Contains(c.Key)).OrderBy(c => c.Order))
            {
                copied[copy.Key] = await copy.CopyAsync(w, actor, from, row, ct);
            }
        }

        if (!w.Db.CampaignFields.Local.Any(f => f.CampaignId == row.Id))
        {
            w.Db.CampaignFields.AddRange(TaxonomyRows.StandardFields(row.Id));
        }

        if (!w.Db.CampaignThemes.Local.Any(t => t.CampaignId == row.Id))
        {
            w.Db.CampaignThemes.AddRange(TaxonomyRows.StandardThemes(row.Id));
        }

        await ReferenceChanges.AppendAsync(w, row.Id, row.RootUnitId, ct);
        await w.AuditAsync(
            actor, "campaign.made", row.Id,
            JsonSerializer.Serialize(new { campaign = row.Id, copyFrom = request.CopyFrom, copied, before = (object?)null, after = CampaignReading.Told(row) }, ApiAnswer.Options), ct);
        return TaxonomyRows.Detail(row, w.Db.CampaignFields.Local.Where(f => f.CampaignId == row.Id), w.Db.CampaignThemes.Local.Where(t => t.CampaignId == row.Id)) with { Copied = copied };
    }
}
