using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>Bản nháp: registrations as they are typed, each of one person. A draft is no change of the campaign, so that it leaves no trace in outbox and audit.</summary>
public sealed class ModelDrafts(Writer writer, Store store, ReferenceData reference)
{
    /// <summary>Most drafts of one person.</summary>
    public const int Limit = 50;

    private const int ContentLimit = 200_000;

    /// <summary>Begins a draft.</summary>
    public Task<Result<ApiAnswer>> BeginAsync(Actor actor, DraftRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<DraftView>(
        key,
        async (w, cancel) =>
        {
            var current = reference.Current;
            if (!actor.May(Verb.RegisterModel))
            {
                return new Refusal("draft.not-allowed");
            }

            if (current.Campaign(request.Campaign) is not { OpenForEntries: true } campaign || !CampaignScope.Reads(actor, campaign, current))
            {
                return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
            }

            if (await w.Db.ModelDrafts.CountAsync(d => d.UserId == actor.UserId, cancel) >= Limit)
            {
                return new Refusal("draft.too-many");
            }

            var row = new ModelDraftRow
            {
                Id = "n" + Guid.CreateVersion7().ToString("n"), UserId = actor.UserId, CampaignId = campaign.Id, Title = string.Empty, Content = "{}", CreatedAt = w.Now, SavedAt = w.Now,
            };
            w.Db.ModelDrafts.Add(row);
            return Fill(row, request, w.Now);
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    /// <summary>Keeps what stands in the form now, unless another open page has kept something else since.</summary>
    public Task<Result<ApiAnswer>> SaveAsync(Actor actor, string id, DraftRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<DraftView>(
        key,
        async (w, cancel) => await w.Db.ModelDrafts.FirstOrDefaultAsync(d => d.Id == id && d.UserId == actor.UserId, cancel) is not { } row ? new Refusal("draft.not-found", "id")
            : request.Version != row.Version && (row.Tab is null || row.Tab != request.Tab) ? new Refusal("draft.changed-elsewhere", "version")
            : Fill(row, request, w.Now),
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>Throws a draft away, at its owner's wish.</summary>
    public Task<Result<ApiAnswer>> DiscardAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<DraftView>(
        key,
        async (w, cancel) =>
        {
            if (await w.Db.ModelDrafts.FirstOrDefaultAsync(d => d.Id == id && d.UserId == actor.UserId, cancel) is not { } row)
            {
                return new Refusal("draft.not-found", "id");
            }

            w.Db.ModelDrafts.Remove(row);
            return View(row);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>The drafts of a person, the last saved first.</summary>
    public async Task<IReadOnlyList<DraftView>> OfAsync(Actor actor, CancellationToken ct = default)
    {
        await using var db = store.Read();
        return (await db.ModelDrafts.Where(d => d.UserId == actor.UserId).OrderByDescending(d => d.SavedAt).ToListAsync(ct)).ConvertAll(View);
    }

    /// <summary>One draft of a person.</summary>
    public async Task<Result<DraftView>> FindAsync(Actor actor, string id, CancellationToken ct = default)
    {
        await using var db = store.Read();
        return await db.ModelDrafts.FirstOrDefaultAsync(d => d.Id == id && d.UserId == actor.UserId, ct) is { } row ? View(row) : new Refusal("draft.not-found", "id");
    }

    /// <summary>Takes the draft that becomes a model, in the transaction that adds the model.</summary>
    internal static async Task<Refusal?> ConsumeAsync(WriteSession w, Actor actor, string id, int? version, string? tab, CancellationToken ct)
    {
        if (await w.Db.ModelDrafts.FirstOrDefaultAsync(d => d.Id == id && d.UserId == actor.UserId, ct) is not { } row)
        {
            return new Refusal("draft.not-found", "draftId");
        }

        if (version is { } seen && seen != row.Version && (row.Tab is null || row.Tab != tab))
        {
            return new Refusal("draft.changed-elsewhere", "draftId");
        }

        w.Db.ModelDrafts.Remove(row);
        return null;
    }

    private static Result<DraftView> Fill(ModelDraftRow row, DraftRequest request, DateTime now)
    {
        // As typed: what is wrong with it is said when it is registered.
        var content = (request.Content ?? new Dictionary<string, string?>()).Where(c => !string.IsNullOrEmpty(c.Value)).ToDictionary(c => c.Key, c => c.Value!, StringComparer.Ordinal);
        var json = JsonSerializer.Serialize(content, ApiAnswer.Options);
        if (json.Length > ContentLimit)
        {
            return new Refusal("draft.too-long");
        }

        var title = TextFold.Clean(content.GetValueOrDefault("name", string.Empty));
        (row.Content, row.Title, row.Version, row.Tab, row.SavedAt) = (json, title.Length > 300 ? title[..300] : title, row.Version + 1, request.Tab, now);
        return View(row);
    }

    private static DraftView View(ModelDraftRow row) =>
        new(row.Id, row.CampaignId, row.Title, row.Version, row.SavedAt, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Content, ApiAnswer.Options) ?? []);
}
