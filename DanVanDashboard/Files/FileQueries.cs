using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Files;

/// <summary>The files of a thing, as a page shows them.</summary>
/// <param name="Files">In the order in which they came; withdrawn ones among them for those who may add.</param>
/// <param name="MayAdd">Whether who looks may add and withdraw.</param>
/// <param name="Interest">What to listen to.</param>
internal sealed record FilesOf(IReadOnlyList<FileView> Files, bool MayAdd, Interest Interest);

/// <summary>Reads files in the scope of whoever asks.</summary>
internal sealed class FileQueries(Store store, FileOwners owners)
{
    /// <summary>The files of a thing; <see langword="null"/> where it is not there or out of scope.</summary>
    public async Task<FilesOf?> OfAsync(Actor actor, string? ownerKind, string? ownerId, CancellationToken ct = default)
    {
        await using var db = store.Read();
        if (await owners.SeenAsync(db, actor, ownerKind, ownerId, ct) is not { Owner: var owner, MayAdd: var may } seen)
        {
            return null;
        }

        var rows = await db.Attachments.Where(a => a.OwnerKind == ownerKind && a.OwnerId == ownerId && (may || a.WithdrawnAt == null)).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(ct);
        var users = rows.Select(r => r.ByUser).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return new(
            rows.ConvertAll(r => FileView.Of(r) with { By = names.GetValueOrDefault(r.ByUser, r.ByUser) }), seen.Refusal("ownerId") is null,
            owner.NonLocal
                ? new(owner.CampaignId, new HashSet<string>(), owner.BodyId is { } body ? new HashSet<string> { body } : null, NonLocal: owner.BodyId is null)
                : new(owner.CampaignId, new HashSet<string> { owner.UnitId }, null, NonLocal: false));
    }

    /// <summary>The same for the API.</summary>
    public async Task<Result<List<FileView>>> ListAsync(Actor actor, string? ownerKind, string? ownerId, CancellationToken ct) =>
        await OfAsync(actor, ownerKind, ownerId, ct) is { } found ? found.Files.ToList() : new Refusal("attachment.owner-not-found", "ownerId");

    /// <summary>One file that may be read; a withdrawn one by nobody.</summary>
    public async Task<FileView?> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.WithdrawnAt == null, ct) is { } row && await owners.SeenAsync(db, actor, row.OwnerKind, row.OwnerId, ct) is not null
            ? FileView.Of(row) : null;
    }
}
