using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Inbox;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>A notice as the API and the page show it.</summary>
public sealed record NoticeView(string Id, DateTime At, string Kind, string Text, string Link, string? Campaign, string? ByName, bool Read, bool Simulated);

/// <summary>A page of notices, the newest first; <c>Next</c> is what to ask with <c>after</c>.</summary>
public sealed record NoticePage(int Unread, IReadOnlyList<NoticeView> Notices, string? Next);
#pragma warning restore CS1591

/// <summary>Reads what a person was told; nobody reads the inbox of another.</summary>
internal sealed class InboxQueries(Store store, ReferenceData reference, NoticeWords words)
{
    /// <summary>Notices of one page.</summary>
    public const int PageSize = 40;

    /// <summary>The newest first.</summary>
    /// <param name="actor">Whose inbox.</param>
    /// <param name="unreadOnly">Only what is not read yet.</param>
    /// <param name="after">Id of the last notice that is held already.</param>
    /// <param name="count">How many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<NoticePage> OfAsync(Actor actor, bool unreadOnly, string? after, int count, CancellationToken ct)
    {
        await using var db = store.Read();
        var mine = db.Notices.Where(n => n.UserId == actor.UserId);
        var unread = await mine.CountAsync(n => n.ReadAt == null, ct);
        if (unreadOnly)
        {
            mine = mine.Where(n => n.ReadAt == null);
        }

        if (!string.IsNullOrEmpty(after))
        {
            // Ids grow with time.
            mine = mine.Where(n => string.Compare(n.Id, after) < 0);
        }

        var rows = await mine.OrderByDescending(n => n.Id).Take(count + 1).ToListAsync(ct);
        var users = rows.Select(r => r.ByUser).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var page = rows.Take(count).Select(r => new NoticeView(r.Id, r.At, r.Kind, words.Of(r), r.Link, r.CampaignId, names.GetValueOrDefault(r.ByUser), r.ReadAt is not null, reference.Current.Campaign(r.CampaignId)?.Simulated ?? false)).ToList();
        return new(unread, page, rows.Count > count ? page[^1].Id : null);
    }
}
