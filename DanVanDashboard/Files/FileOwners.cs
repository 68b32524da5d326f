using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Files;

/// <summary>What a file belongs to, as far as rights and live pages need it.</summary>
/// <param name="CampaignId">Its campaign.</param>
/// <param name="UnitId">Its locality.</param>
/// <param name="BodyId">Its body.</param>
/// <param name="NonLocal">Whether that body is no place on the map.</param>
/// <param name="Internal">Whether it is lưu hành nội bộ.</param>
/// <param name="ModelId">The model, where it is one or belongs to one.</param>
/// <param name="ReportId">The report, where it is one.</param>
public sealed record FileOwner(string CampaignId, string UnitId, string? BodyId, bool NonLocal, bool Internal, string? ModelId = null, string? ReportId = null);

/// <summary>A thing that somebody sees, whether they may add files to it and withdraw them, and whether its campaign is closed, so that for now nobody may.</summary>
public sealed record SeenOwner(FileOwner Owner, bool MayAdd, bool Closed = false)
{
    /// <summary>Why nothing is added or withdrawn; <see langword="null"/> where it may be.</summary>
    /// <param name="field">The field of the request that names the thing.</param>
    public Refusal? Refusal(string field) =>
        !MayAdd ? new Refusal("attachment.not-allowed", field) : Closed ? new Refusal("attachment.campaign-closed", field) : null;
}

/// <summary>A kind of thing that takes files; registered by whoever knows the thing, one singleton each.</summary>
/// <param name="Kind">Outside name: <c>model</c>, <c>report</c>, <c>message</c>, <c>decision</c>.</param>
/// <param name="Find">Finds the thing for somebody; <see langword="null"/> where it is not there or not theirs to see.</param>
public sealed record FileOwnerKind(string Kind, Func<DanVanDbContext, Actor, string, CancellationToken, Task<SeenOwner?>> Find)
{
    /// <summary>A kind of thing that stands in one place: seen by whose scope covers it.</summary>
    /// <param name="kind">Outside name.</param>
    /// <param name="adds">What one must be allowed to do with the thing to add a file to it or withdraw one.</param>
    /// <param name="find">Finds the thing.</param>
    public FileOwnerKind(string kind, Verb adds, Func<DanVanDbContext, string, CancellationToken, Task<FileOwner?>> find)
        : this(kind, async (db, actor, id, ct) => await find(db, id, ct) is { } owner && actor.Scope.Covers(owner.UnitId, owner.BodyId, owner.NonLocal)
            ? new SeenOwner(owner, actor.May(adds, owner.UnitId, owner.BodyId, owner.NonLocal)) : null)
    {
    }

    internal static readonly FileOwnerKind Model = new("model", Verb.RegisterModel, static async (db, id, ct) =>
        await db.Models.Where(m => m.Id == id).Select(m => new FileOwner(m.CampaignId, m.UnitId, m.BodyId, m.NonLocal, m.Visibility == Visibility.Internal, m.Id, null)).FirstOrDefaultAsync(ct));

    internal static readonly FileOwnerKind Report = new("report", Verb.EnterReport, static async (db, id, ct) =>
        await db.Reports.Where(r => r.Id == id).Select(r => new { r.CampaignId, r.UnitId, r.BodyId, r.NonLocal }).FirstOrDefaultAsync(ct) is { } r
            ? new FileOwner(r.CampaignId, r.UnitId, r.BodyId, r.NonLocal, Internal: false, ReportId: id) : null);
}

/// <summary>Who may see and add the files of a thing: whoever may see and enter the thing.</summary>
public sealed class FileOwners(IEnumerable<FileOwnerKind> kinds, ReferenceData reference)
{
    private readonly Dictionary<string, FileOwnerKind> _kinds = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);

    /// <summary>The thing, if it exists and <paramref name="actor"/> sees it; what is out of scope looks like what is not there.</summary>
    public async Task<SeenOwner?> SeenAsync(DanVanDbContext db, Actor actor, string? kind, string? id, CancellationToken ct)
    {
        if (kind is null || id is null || !_kinds.TryGetValue(kind, out var known) || await known.Find(db, actor, id, ct) is not { } seen)
        {
            return null;
        }

        var current = reference.Current;
        return current.Campaign(seen.Owner.CampaignId) is { } campaign && CampaignScope.Reads(actor, campaign, current) ? seen with { Closed = campaign.Closed } : null;
    }
}
