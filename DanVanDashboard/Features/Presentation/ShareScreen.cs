using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Filters;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Màn hình tự chạy: a link that shows one deck, to whoever has it, until it is revoked. The secret is told once and kept as a hash.</summary>
internal sealed class ShareScreen(Writer writer, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The shortest and the longest that a slide stays, in seconds.</summary>
    public const int Fewest = 5, Most = 600;

    /// <summary>Makes a link.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, ScreenRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ShareScreen))
        {
            return new Refusal("screen.not-allowed");
        }

        var (refusals, name) = (new List<Refusal>(), TextFold.Clean(request.Name ?? string.Empty));
        if (name.Length == 0)
        {
            refusals.Add(new("screen.name-empty", "name"));
        }
        else if (name.Length > FreezeRules.NameLimit)
        {
            refusals.Add(new("deck.name-too-long", "name") { Arguments = [FreezeRules.NameLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        var seconds = request.Seconds ?? 20;
        if (seconds != decimal.Truncate(seconds) || seconds < Fewest || seconds > Most)
        {
            refusals.Add(new("screen.seconds-outside", "seconds") { Arguments = [$"{Fewest}", $"{Most}"] });
        }

        var ready = string.IsNullOrEmpty(request.Ready) ? null : request.Ready;
        if ((ready is null) == string.IsNullOrEmpty(request.DeckId) || (ready is not null && ReadyDecks.Find(ready) is null))
        {
            refusals.Add(new("screen.deck-missing", "deckId"));
        }

        var q = request.Query;
        string? campaign = null;
        if (ready is not null)
        {
            var filter = CampaignFilter.Read(actor, reference.Current, LocalDay.Of(clock.GetUtcNow()), q.Campaign, q.Unit, q.Body, q.Period, q.Field, q.Theme, q.Block, q.Subject, q.Boundaries);
            refusals.AddRange(filter.Ok ? [] : filter.Refusals);
            campaign = filter.Ok ? filter.Value.Campaign.Id : null;
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        return await writer.OnceAsync<ScreenView>(
            key,
            async (w, cancel) =>
            {
                var deck = ready is null ? await w.Db.Decks.AsNoTracking().FirstOrDefaultAsync(d => d.Id == request.DeckId && d.DeletedAt == null, cancel) : null;
                if (ready is null && (deck is null || reference.Current.Campaign(deck.CampaignId) is not { } of || !CampaignScope.Reads(actor, of, reference.Current)))
                {
                    return new Refusal("deck.not-found", "deckId") { Arguments = [request.DeckId ?? string.Empty] };
                }

                var row = new ScreenRow
                {
                    Id = "m" + Guid.CreateVersion7().ToString("n"), CampaignId = deck?.CampaignId ?? campaign!, Name = name, Hash = HashOf(secret), DeckId = deck?.Id, Ready = ready,
                    Query = JsonSerializer.Serialize(q, FrozenFigures.Json), Seconds = (int)seconds, MadeBy = actor.UserId, MadeAt = w.Now,
                };
                w.Db.Screens.Add(row);
                await w.AuditAsync(actor, "screen.share", row.Id, JsonSerializer.Serialize(new { campaign = row.CampaignId, row.Name, deck = row.DeckId ?? row.Ready, row.Seconds }, ApiAnswer.Options), cancel);
                return View(row) with { Link = "/man-hinh/" + secret };
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Ends a link. Screens that show it learn so at once.</summary>
    public Task<Result<ApiAnswer>> RevokeAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<ScreenView>(
        key,
        async (w, cancel) =>
        {
            if (!actor.May(Verb.ShareScreen))
            {
                return new Refusal("screen.not-allowed");
            }

            if (await w.Db.Screens.AsTracking().FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } row)
            {
                return new Refusal("screen.not-found", "id") { Arguments = [id] };
            }

            if (row.RevokedAt is null)
            {
                row.RevokedAt = w.Now;
                await w.AuditAsync(actor, "screen.revoke", id, JsonSerializer.Serialize(new { row.Name }, ApiAnswer.Options), cancel);
            }

            return View(row);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    internal static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    internal static ScreenView View(ScreenRow r) => new(r.Id, r.CampaignId, r.Name, r.DeckId, r.Ready, r.Seconds, r.MadeAt, r.RevokedAt, Link: null);
}
