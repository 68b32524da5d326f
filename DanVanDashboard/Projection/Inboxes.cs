using DanVanDashboard.Data;
using DanVanDashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>How much a person has not read; wakes that person's pages after a commit that left something.</summary>
public sealed class Inboxes(Store store, InboxFeed feed) : ICommitListener
{
    /// <summary>How many notices are unread.</summary>
    public async Task<int> UnreadAsync(string userId, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Notices.CountAsync(n => n.UserId == userId && n.ReadAt == null, ct);
    }

    /// <inheritdoc />
    public void Committed(IReadOnlyList<CommittedChange> changes)
    {
        // What is counted has its own listener.
    }

    /// <inheritdoc />
    public void Told(IReadOnlyCollection<string> userIds) => feed.Publish(userIds);
}
