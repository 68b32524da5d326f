using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>A return raises its reason as a point of the conversation, at each field that it names; an acceptance settles the points that returns raised.</summary>
internal static class ConversationOfReturns
{
    /// <summary>Follows an event that was just written.</summary>
    public static async Task FollowAsync(WriteSession w, Actor by, ModelRow row, ModelEventRow e, IReadOnlyList<string> fields, CancellationToken ct)
    {
        if (e.Kind == ModelEventKind.Return)
        {
            foreach (var field in fields.Count == 0 ? [null] : fields.Distinct().Cast<string?>())
            {
                w.Db.Messages.Add(new()
                {
                    Id = Conversation.NewId(), ModelId = row.Id, Field = field, Text = e.Reason!, EventId = e.Id, ByUser = by.UserId, At = w.Now, Sequence = e.Sequence,
                });
            }
        }
        else if (e.Kind == ModelEventKind.Accept)
        {
            foreach (var point in await w.Db.Messages.Where(m => m.ModelId == row.Id && m.PointId == null && m.EventId != null && m.ResolvedAt == null).ToListAsync(ct))
            {
                (point.ResolvedBy, point.ResolvedAt) = (by.UserId, w.Now);
            }
        }
    }
}
