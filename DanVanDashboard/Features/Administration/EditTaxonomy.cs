using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>Lĩnh vực, chủ đề of a campaign: named, ordered, retired, mapped, merged. A key never changes, so that what bears it stays what it was.</summary>
public sealed class EditTaxonomy(Writer writer, ReferenceChanges changes)
{
    /// <summary>Sets the list of fields. One that something is filed under can be retired, not left out.</summary>
    public Task<Result<ApiAnswer>> FieldsAsync(Actor actor, string id, TaxonomyRequest request, IdempotencyKey? key, CancellationToken ct) => SetAsync(
        actor, id, request, oneAtLeast: true, key,
        async (w, wishes, cancel) => await ReplaceAsync(
            w.Db.CampaignFields, await w.Db.CampaignFields.AsTracking().Where(f => f.CampaignId == id).OrderBy(f => f.Order).ToListAsync(cancel), wishes,
            async gone => await w.Db.Models.AnyAsync(m => m.CampaignId == id && m.Field == gone.Key, cancel) || await w.Db.Targets.AnyAsync(t => t.CampaignId == id && t.Field == gone.Key, cancel)
                || await w.Db.AskedFigures.AnyAsync(a => a.CampaignId == id && a.Field == gone.Key, cancel)
                || await w.Db.Reports.Where(r => r.CampaignId == id).Join(w.Db.ReportFigures.Where(f => f.Field == gone.Key), r => r.Id, f => f.ReportId, (r, _) => r.Id).AnyAsync(cancel),
            "taxonomy.field-in-use", (newKey, wish) => new() { CampaignId = id, Key = newKey, NameVi = wish.NameVi, NameEn = wish.NameEn },
            (row, wish) => row.Standard = wish.Standard, f => new { f.NameVi, f.NameEn, f.Standard, f.Retired, f.Order }),
        "campaign.fields-set", ct);

    /// <summary>Sets the list of themes. One that models bear can be retired or merged, not left out.</summary>
    public Task<Result<ApiAnswer>> ThemesAsync(Actor actor, string id, TaxonomyRequest request, IdempotencyKey? key, CancellationToken ct) => SetAsync(
        actor, id, request, oneAtLeast: false, key,
        async (w, wishes, cancel) => await ReplaceAsync(
            w.Db.CampaignThemes, await w.Db.CampaignThemes.AsTracking().Where(t => t.CampaignId == id).OrderBy(t => t.Order).ToListAsync(cancel), wishes,
            gone => BearingAsync(w, id, gone.Key).AnyAsync(cancel),
            "taxonomy.theme-in-use", (newKey, wish) => new() { CampaignId = id, Key = newKey, NameVi = wish.NameVi, NameEn = wish.NameEn },
            static (_, _) => { }, t => new { t.NameVi, t.NameEn, t.Retired, t.Order }),
        "campaign.themes-set", ct);

    /// <summary>Gộp chủ đề: the models of one bear the other from now on. The merged one stays on record, and the audit log names the models.</summary>
    public async Task<Result<ApiAnswer>> MergeAsync(Actor actor, string id, string theme, ThemeMerge request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("campaign.not-allowed");
        }

        var answer = await writer.OnceAsync<CampaignDetail>(
            key,
            async (w, cancel) =>
            {
                var (row, refusal) = await CampaignReading.FindAsync(w, id, request.Version, cancel);
                if (row is null)
                {
                    return refusal!;
                }

                var rows = await w.Db.CampaignThemes.AsTracking().Where(t => t.CampaignId == id).ToListAsync(cancel);
                // A tag that people typed and that stands on no list can be merged into one that does.
                var from = rows.Find(t => t.Key == theme);
                var into = rows.Find(t => t.Key == request.Into && t is { MergedInto: null, Retired: false });
                if (into is null || into.Key == theme)
                {
                    return new Refusal("taxonomy.merge-unknown", "into") { Arguments = [request.Into ?? string.Empty] };
                }

                if (from is { MergedInto: not null })
                {
                    return new Refusal("taxonomy.already-merged", "key") { Arguments = [from.NameVi] };
                }

                var bearing = await BearingAsync(w, id, theme).ToListAsync(cancel);
                if (from is null && bearing.Count == 0)
                {
                    return new Refusal("taxonomy.not-found", "key") { Arguments = [theme] };
                }

                var ids = bearing.ConvertAll(b => b.ModelId);
                var already = (await BearingAsync(w, id, into.Key).Where(t => ids.Contains(t.ModelId)).Select(t => t.ModelId).ToListAsync(cancel)).ToHashSet();
                w.Db.ModelThemes.RemoveRange(bearing);
                w.Db.ModelThemes.AddRange(ids.Where(m => !already.Contains(m)).Select(m => new ModelThemeRow { ModelId = m, Theme = into.Key }));
                if (from is not null)
                {
                    from.MergedInto = into.Key;
                    // What was merged into it earlier follows.
                    rows.Where(t => t.MergedInto == theme).ToList().ForEach(t => t.MergedInto = into.Key);
                }

                row.Version++;
                await ReferenceChanges.AppendAsync(w, id, row.RootUnitId, cancel);
                await w.AuditAsync(
                    actor, "campaign.theme-merged", id,
                    JsonSerializer.Serialize(new { campaign = id, models = ids, before = new { theme }, after = new { theme = into.Key } }, ApiAnswer.Options), cancel);
                await w.Db.SaveChangesAsync(cancel);
                return await TaxonomyRows.DetailAsync(w.Db, row, cancel);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view), ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(id, ct);
        }

        return answer;
    }

    private static IQueryable<ModelThemeRow> BearingAsync(WriteSession w, string campaign, string theme) =>
        w.Db.ModelThemes.Where(t => t.Theme == theme && w.Db.Models.Any(m => m.Id == t.ModelId && m.CampaignId == campaign));

    /// <summary>Makes a list what is wished: what is left out goes unless something stands on it, what is new gets a key, the order is that of the wishes.</summary>
    private static async Task<(object? Before, object? After, Refusal? Refusal)> ReplaceAsync<T>(
        DbSet<T> table, List<T> rows, List<NamedWish> wishes, Func<T, Task<bool>> inUse, string inUseCode, Func<string, NamedWish, T> make, Action<T, NamedWish> also, Func<T, object> told)
        where T : class, INamedRow
    {
        var before = rows.ToDictionary(r => r.Key, told);
        // Merged ones are history and stay, whether they are named or not.
        foreach (var gone in rows.Where(r => r.MergedInto is null && wishes.All(x => x.Key != r.Key)))
        {
            if (await inUse(gone))
            {
                return (null, null, new(inUseCode, "items") { Arguments = [gone.NameVi] });
            }

            table.Remove(gone);
        }

        var taken = rows.ConvertAll(r => r.Key);
        var after = new Dictionary<string, object>();
        foreach (var (i, wish) in wishes.Index())
        {
            var row = rows.Find(r => r.Key == wish.Key);
            if (row is null)
            {
                row = make(CampaignRules.KeyOf(wish.NameVi, '_', taken), wish);
                taken.Add(row.Key);
                table.Add(row);
            }

            (row.NameVi, row.NameEn, row.Retired, row.Order) = (wish.NameVi, wish.NameEn, wish.Retired, i);
            also(row, wish);
            after[row.Key] = told(row);
        }

        return (before, after, null);
    }

    private async Task<Result<ApiAnswer>> SetAsync(
        Actor actor, string id, TaxonomyRequest request, bool oneAtLeast, IdempotencyKey? key,
        Func<WriteSession, List<NamedWish>, CancellationToken, Task<(object? Before, object? After, Refusal? Refusal)>> set, string action, CancellationToken ct)
    {
        var wishes = (request.Items ?? []).Select(i =>
        {
            var (vi, en) = (CampaignReading.Clean(i.NameVi), CampaignReading.Clean(i.NameEn));
            return new NamedWish(i.Key ?? string.Empty, vi, en.Length > 0 ? en : vi, string.IsNullOrEmpty(i.Standard) ? null : i.Standard, i.Retired ?? false);
        }).ToList();
        if (CampaignRules.ToName(actor, wishes, "items", oneAtLeast) is { Count: > 0 } refusals)
        {
            return refusals;
        }

        var answer = await writer.OnceAsync<CampaignDetail>(
            key,
            async (w, cancel) =>
            {
                var (row, refusal) = await CampaignReading.FindAsync(w, id, request.Version, cancel);
                if (row is null)
                {
                    return refusal!;
                }

                var (before, after, refused) = await set(w, wishes, cancel);
                if (refused is not null)
                {
                    return refused;
                }

                row.Version++;
                await ReferenceChanges.AppendAsync(w, id, row.RootUnitId, cancel);
                await w.AuditAsync(actor, action, id, JsonSerializer.Serialize(new { campaign = id, before, after }, ApiAnswer.Options), cancel);
                await w.Db.SaveChangesAsync(cancel);
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
