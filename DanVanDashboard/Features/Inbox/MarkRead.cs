using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Inbox;

/// <summary>How many notices were marked.</summary>
public sealed record MarkedView(int Marked);

/// <summary>An empty body.</summary>
public sealed record NothingRequest;

/// <summary>Đánh dấu đã đọc. It changes nothing that anybody else sees, so it leaves no audit row; the person's other pages follow.</summary>
public sealed class MarkRead(Writer writer)
{
    /// <summary>Marks one notice, or with <see langword="null"/> all of them.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string? id, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<MarkedView>(
        key,
        async (w, cancel) =>
        {
            var mine = await w.Db.Notices.Where(n => n.UserId == actor.UserId && (id == null ? n.ReadAt == null : n.Id == id)).ToListAsync(cancel);
            if (id is not null && mine.Count == 0)
            {
                return new Refusal("notice.not-found", "id") { Arguments = [id] };
            }

            var unread = mine.FindAll(n => n.ReadAt is null);
            unread.ForEach(n => n.ReadAt = w.Now);
            if (unread.Count > 0)
            {
                w.Told.Add(actor.UserId);
            }

            return new MarkedView(unread.Count);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);
}
