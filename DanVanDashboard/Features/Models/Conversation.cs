using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/models/{id}/messages</c>.</summary>
public sealed record MessageRequest
{
    public string? Text { get; init; }
    public string? Field { get; init; }
    public string? PointId { get; init; }
}

/// <summary>A message as the API and the page show it.</summary>
public sealed record MessageView(
    string Id, string? PointId, string? Field, string Text, string? EventId, DateTime At, string ByUser, string ByName, bool Mine, DateTime? ResolvedAt, string? ResolvedByName);

/// <summary>The conversation on a model; <c>Open</c> counts the points that are not settled.</summary>
public sealed record ConversationView(int Open, bool MayWrite, IReadOnlyList<MessageView> Messages);
#pragma warning restore CS1591

/// <summary>Trao đổi on a model or on one field of it: points, replies, and what is settled. Both sides write; those who only look, read.</summary>
public sealed class Conversation(Writer writer, Store store, ReferenceData reference)
{
    /// <summary>Longest message, in characters.</summary>
    public const int TextLimit = 2000;

    internal static string NewId() => "g" + Guid.CreateVersion7().ToString("n");

    /// <summary>The conversation, the oldest first, in the caller's scope.</summary>
    public async Task<Result<ConversationView>> OfAsync(Actor actor, string modelId, CancellationToken ct)
    {
        await using var db = store.Read();
        if (await FindAsync(db, actor, modelId, ct) is not { } row)
        {
            return NotFound(modelId);
        }

        // Points that one return raises bear the same moment; they stand as in the form.
        var messages = (await db.Messages.Where(m => m.ModelId == modelId).ToListAsync(ct))
            .OrderBy(m => m.At).ThenBy(m => RegistrationFields.PositionOf(m.Field)).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
        var users = messages.SelectMany(m => new[] { m.ByUser, m.ResolvedBy }).OfType<string>().Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var views = messages.ConvertAll(m => new MessageView(
            m.Id, m.PointId, m.Field, m.Text, m.EventId, m.At, m.ByUser, names.GetValueOrDefault(m.ByUser, m.ByUser), m.ByUser == actor.UserId, m.ResolvedAt,
            m.ResolvedBy is { } by ? names.GetValueOrDefault(by, by) : null));
        return new ConversationView(views.Count(v => v is { PointId: null, ResolvedAt: null }), actor.May(Verb.Converse, row.UnitId, row.BodyId, row.NonLocal) && !ClosedCampaign.Refuses(actor, row, reference.Current), views);
    }

    /// <summary>Raises a point, or answers one; the other side is told.</summary>
    public Task<Result<ApiAnswer>> PostAsync(Actor actor, string modelId, MessageRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var text = TextFold.Clean(request.Text ?? string.Empty, multiline: true);
        return writer.OnceAsync<MessageView>(
            key,
            async (w, cancel) =>
            {
                if (await FindAsync(w.Db, actor, modelId, cancel) is not { } row)
                {
                    return NotFound(modelId);
                }

                if (Forbidden(actor, row) is { } forbidden)
                {
                    return forbidden;
                }

                var refusals = new List<Refusal>();
                if (text.Length == 0)
                {
                    refusals.Add(new("message.text-missing", "text"));
                }
                else if (text.Length > TextLimit)
                {
                    refusals.Add(new("model.text-too-long", "text") { Arguments = [TextLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
                }

                var field = string.IsNullOrEmpty(request.Field) ? null : request.Field;
                if (field is not null && !RegistrationFields.IsKnown(field))
                {
                    refusals.Add(new("message.field-unknown", "field") { Arguments = [field] });
                }

                MessageRow? point = null;
                if (!string.IsNullOrEmpty(request.PointId))
                {
                    point = await w.Db.Messages.FirstOrDefaultAsync(m => m.Id == request.PointId && m.ModelId == modelId && m.PointId == null, cancel);
                    if (point is null)
                    {
                        refusals.Add(new("message.not-found", "pointId") { Arguments = [request.PointId] });
                    }
                }

                if (refusals.Count > 0)
                {
                    return refusals;
                }

                var message = new MessageRow { Id = NewId(), ModelId = modelId, PointId = point?.Id, Field = point is null ? field : point.Field, Text = text, ByUser = actor.UserId, At = w.Now };
                if (point is { ResolvedAt: not null })
                {
                    // A further word on what was settled opens it again.
                    (point.ResolvedAt, point.ResolvedBy) = (null, null);
                }

                w.Db.Messages.Add(message);
                await ChangedAsync(w, actor, row, message, "message.posted", cancel);
                var partners = point is null ? [] : await w.Db.Messages.Where(m => m.PointId == point.Id || m.Id == point.Id).Select(m => m.ByUser).Distinct().ToListAsync(cancel);
                await ModelNotices.TellAllAsync(w, actor, row, reference.Current, "message.posted", "trao-doi", partners, cancel);
                return View(message, actor);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Settles a point: whoever raised it, or whoever decides on the model.</summary>
    public Task<Result<ApiAnswer>> ResolveAsync(Actor actor, string modelId, string messageId, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<MessageView>(
        key,
        async (w, cancel) =>
        {
            if (await FindAsync(w.Db, actor, modelId, cancel) is not { } row)
            {
                return NotFound(modelId);
            }

            if (Forbidden(actor, row) is { } forbidden)
            {
                return forbidden;
            }

            if (await w.Db.Messages.FirstOrDefaultAsync(m => m.Id == messageId && m.ModelId == modelId && m.PointId == null, cancel) is not { } point)
            {
                return new Refusal("message.not-found", "id") { Arguments = [messageId] };
            }

            if (point.ByUser != actor.UserId && !actor.May(Verb.DecideOnModel, row.UnitId, row.BodyId, row.NonLocal))
            {
                return new Refusal("message.not-allowed", "id");
            }

            if (point.ResolvedAt is not null)
            {
                return new Refusal("message.already-settled", "id");
            }

            (point.ResolvedBy, point.ResolvedAt) = (actor.UserId, w.Now);
            await ChangedAsync(w, actor, row, point, "message.settled", cancel);
            return View(point, actor);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    private static MessageView View(MessageRow m, Actor actor) =>
        new(m.Id, m.PointId, m.Field, m.Text, m.EventId, m.At, m.ByUser, actor.UserName, m.ByUser == actor.UserId, m.ResolvedAt, m.ResolvedBy is null ? null : actor.UserName);

    // What was said stays in its own table; the audit log says that it was said.
    private static async Task ChangedAsync(WriteSession w, Actor actor, ModelRow row, MessageRow message, string kind, CancellationToken ct)
    {
        var sequence = await w.NextSequenceAsync(ct);
        message.Sequence = sequence;
        w.Append(new()
        {
            Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = row.CampaignId, UnitId = row.UnitId, BodyId = row.BodyId, NonLocal = row.NonLocal,
            Field = row.Field, Subject = row.Subject, ModelId = row.Id, Internal = row.Visibility == Visibility.Internal,
        });
        await w.AuditAsync(actor, kind, row.Id, JsonSerializer.Serialize(new { message = message.Id, point = message.PointId, message.Field }, ApiAnswer.Options), ct);
    }

    private async Task<ModelRow?> FindAsync(DanVanDbContext db, Actor actor, string id, CancellationToken ct)
    {
        var current = reference.Current;
        return await db.Models.FirstOrDefaultAsync(m => m.Id == id, ct) is { } row && CampaignScope.Reads(actor, current.Campaign(row.CampaignId)!, current)
            && actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal) ? row : null;
    }

    private Refusal? Forbidden(Actor actor, ModelRow row) => !actor.May(Verb.Converse, row.UnitId, row.BodyId, row.NonLocal) ? new Refusal("message.not-allowed")
        : ClosedCampaign.Refuses(actor, row, reference.Current) ? ClosedCampaign.Refusal : null;

    private static Refusal NotFound(string id) => new("model.not-found", "id") { Arguments = [id] };
}
