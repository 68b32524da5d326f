using System.Text.Json;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // One row per person told; the words are those of docs/huong-dan.
public sealed class NoticeRow
{
    public required string Id { get; set; }
    public required string UserId { get; set; }
    public DateTime At { get; set; }
    /// <summary>Stable kind, e.g. <c>model.returned</c>: the key of its words is <c>notice.KIND</c>.</summary>
    public required string Kind { get; set; }
    public string? CampaignId { get; set; }
    /// <summary>Address of what it is about, within this site.</summary>
    public required string Link { get; set; }
    /// <summary>Values for the placeholders of its words, a JSON array of texts.</summary>
    public required string Arguments { get; set; }
    /// <summary>Who caused it.</summary>
    public required string ByUser { get; set; }
    public DateTime? ReadAt { get; set; }
    public DateTime? MailedAt { get; set; }
    /// <summary>How often sending it by mail failed.</summary>
    public int MailTries { get; set; }
    /// <summary>Before this moment it is not tried again; <see cref="DateTime.MaxValue"/>: never.</summary>
    public DateTime? MailAfter { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
}
#pragma warning restore CS1591

/// <summary>Who is to be told: a person, or those who hold one of some roles for a body or a locality.</summary>
/// <param name="UserId">One person.</param>
/// <param name="BodyId">The people of a body.</param>
/// <param name="UnitId">The people of a locality.</param>
/// <param name="Roles">Narrowed to these roles; <see langword="null"/> for any.</param>
public sealed record Recipients(string? UserId = null, string? BodyId = null, string? UnitId = null, IReadOnlyList<Role>? Roles = null)
{
    /// <summary>The board, wherever it sits.</summary>
    public static readonly Recipients Board = new(Roles: [Role.Board]);
}

/// <summary>What is told.</summary>
/// <param name="Kind">Stable kind; its words are <c>notice.KIND</c>.</param>
/// <param name="Link">Address within this site, beginning with <c>/</c>.</param>
/// <param name="CampaignId">The campaign, where it belongs to one.</param>
/// <param name="Arguments">Values for the placeholders of the words; no personal data beyond names of models and bodies.</param>
public sealed record Notice(string Kind, string Link, string? CampaignId, params IReadOnlyList<string> Arguments);

/// <summary>Tells people inside a transaction, so that nobody hears of what was not kept, and nothing kept goes untold.</summary>
public static class Notices
{
    internal static void AddNotices(this ModelBuilder builder)
    {
        builder.Table<NoticeRow>("notices", r => r.Id);
        builder.Belongs<NoticeRow, AccountRow>(nameof(NoticeRow.UserId));
    }

    /// <summary>Writes one notice for each person meant, except the one who did it; the open pages of those people are told after the commit.</summary>
    public static Task TellAsync(this WriteSession w, Actor by, Recipients to, Notice notice, CancellationToken ct) => w.TellAsync(by, [to], notice, ct);

    /// <summary>Writes one notice for each person meant by any of <paramref name="to"/>, each once, except the one who did it.</summary>
    public static async Task TellAsync(this WriteSession w, Actor by, IReadOnlyList<Recipients> to, Notice notice, CancellationToken ct)
    {
        var users = new HashSet<string>();
        foreach (var some in to)
        {
            users.UnionWith(await MeantBy(w, by, some, some.BodyId is { } body ? await w.Db.WithHeirsAsync(body, ct) : []).Select(a => a.Id).ToListAsync(ct));
        }

        foreach (var user in users)
        {
            w.Db.Notices.Add(new()
            {
                Id = "n" + Guid.CreateVersion7().ToString("n"), UserId = user, At = w.Now, Kind = notice.Kind, CampaignId = notice.CampaignId, Link = notice.Link,
                Arguments = JsonSerializer.Serialize(notice.Arguments), ByUser = by.UserId,
            });
            w.Told.Add(user);
        }
    }

    /// <summary>A body and those that go on for it, one after the other: whose people are told what concerns it.</summary>
    internal static async Task<List<string>> WithHeirsAsync(this DanVanDbContext db, string bodyId, CancellationToken ct)
    {
        List<string> found = [bodyId];
        var last = bodyId;
        while (await db.Bodies.AsNoTracking().Where(b => b.Id == last).Select(b => b.HeirId).FirstOrDefaultAsync(ct) is { } heir && !found.Contains(heir))
        {
            found.Add(last = heir);
        }

        return found;
    }

    private static IQueryable<AccountRow> MeantBy(WriteSession w, Actor by, Recipients to, List<string> bodies)
    {
        var accounts = w.Db.Accounts.Where(a => !a.Disabled && a.Id != by.UserId);
        accounts = to switch
        {
            { UserId: { } user } => accounts.Where(a => a.Id == user),
            { BodyId: not null } => accounts.Where(a => a.BodyId != null && bodies.Contains(a.BodyId)),
            { UnitId: { } unit } => accounts.Where(a => a.UnitId == unit),
            { Roles.Count: > 0 } => accounts,
            _ => throw new ArgumentException("Nobody is named.", nameof(to)),
        };
        return to.Roles is { } roles ? accounts.Where(a => roles.Contains(a.Role)) : accounts;
    }
}
