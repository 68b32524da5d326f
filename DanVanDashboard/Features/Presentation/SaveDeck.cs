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

/// <summary>Bài trình chiếu: kept, changed and deleted. Whoever may make decks sees those of the campaigns that they read.</summary>
internal sealed class SaveDeck(Writer writer, ReferenceData reference, FrozenFigures frozen, TimeProvider clock)
{
    /// <summary>Keeps a new deck, or the next version of one.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, string? id, DeckRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var slides = (request.Slides ?? []).Select((s, i) => SlideOf(s, i, refusals)).OfType<DeckSlide>().ToList();
        var name = TextFold.Clean(request.Name ?? string.Empty);
        var unread = refusals.Count > 0;
        refusals.InsertRange(0, DeckRules.ToSave(actor, name, slides).Where(r => !(unread && r.Code == "deck.empty")));
        if (refusals is [{ Code: "deck.not-allowed" }, ..])
        {
            return refusals.Take(1).ToList();
        }

        var theme = string.IsNullOrEmpty(request.Ground) ? DeckTheme.Dark : Wire.Parse<DeckTheme>(request.Ground);
        if (theme is null)
        {
            refusals.Add(new("deck.ground-unknown", "ground") { Arguments = [request.Ground!] });
        }

        var set = string.IsNullOrEmpty(request.SnapshotId) ? null : await frozen.FindAsync(actor, request.SnapshotId, ct);
        if (set is null && !string.IsNullOrEmpty(request.SnapshotId))
        {
            refusals.Add(new("snapshot.not-found", "snapshotId") { Arguments = [request.SnapshotId] });
        }
        else if (set is not null && set.Campaign != request.Campaign)
        {
            refusals.Add(new("deck.snapshot-elsewhere", "snapshotId") { Arguments = [set.Name] });
        }

        var q = request.Query;
        var filter = CampaignFilter.Read(actor, reference.Current, LocalDay.Of(clock.GetUtcNow()), q.Campaign, q.Unit, q.Body, q.Period, q.Field, q.Theme, q.Block, q.Subject, q.Boundaries);
        refusals.AddRange(filter.Ok ? [] : filter.Refusals);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await writer.OnceAsync<DeckView>(
            key,
            async (w, cancel) =>
            {
                DeckRow row;
                if (id is null)
                {
                    row = new()
                    {
                        Id = "b" + Guid.CreateVersion7().ToString("n"), CampaignId = filter.Value.Campaign.Id, Name = "", Theme = "", Query = "", Slides = "", MadeBy = actor.UserId, MadeAt = w.Now, Version = 0,
                    };
                    w.Db.Decks.Add(row);
                }
                else if (await w.Db.Decks.AsTracking().FirstOrDefaultAsync(d => d.Id == id && d.DeletedAt == null, cancel) is { } found && Reads(actor, found.CampaignId))
                {
                    row = found;
                    if (request.Version is { } seen && seen != row.Version)
                    {
                        return new Refusal("deck.changed-meanwhile", "version");
                    }
                }
                else
                {
                    return new Refusal("deck.not-found", "id") { Arguments = [id] };
                }

                (row.Name, row.Theme, row.SnapshotId, row.CampaignId) = (name, Wire.Name(theme!.Value), set?.Id, filter.Value.Campaign.Id);
                (row.Query, row.Slides, row.ChangedAt, row.Version) = (JsonSerializer.Serialize(q, FrozenFigures.Json), JsonSerializer.Serialize(slides, FrozenFigures.Json), w.Now, row.Version + 1);
                await w.AuditAsync(actor, "deck.save", row.Id, JsonSerializer.Serialize(new { campaign = row.CampaignId, row.Name, row.Version, slides = slides.Count, snapshot = row.SnapshotId }, ApiAnswer.Options), cancel);
                return new DeckView(row.Id, row.CampaignId, row.Name, row.Theme, row.SnapshotId, row.Version, slides);
            },
            view => ApiAnswer.Of(id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, view),
            ct);
    }

    /// <summary>Takes a deck away. Its screens end with it.</summary>
    public Task<Result<ApiAnswer>> DeleteAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<bool>(
        key,
        async (w, cancel) =>
        {
            if (!actor.May(Verb.MakeDeck))
            {
                return new Refusal("deck.not-allowed");
            }

            if (await w.Db.Decks.AsTracking().FirstOrDefaultAsync(d => d.Id == id && d.DeletedAt == null, cancel) is not { } row || !Reads(actor, row.CampaignId))
            {
                return new Refusal("deck.not-found", "id") { Arguments = [id] };
            }

            row.DeletedAt = w.Now;
            foreach (var screen in await w.Db.Screens.AsTracking().Where(s => s.DeckId == id && s.RevokedAt == null).ToListAsync(cancel))
            {
                screen.RevokedAt = w.Now;
            }

            await w.AuditAsync(actor, "deck.delete", id, JsonSerializer.Serialize(new { row.Name }, ApiAnswer.Options), cancel);
            return true;
        },
        _ => ApiAnswer.Of(StatusCodes.Status200OK, new { id }),
        ct);

    private bool Reads(Actor actor, string campaignId) => reference.Current.Campaign(campaignId) is { } campaign && CampaignScope.Reads(actor, campaign, reference.Current);

    private static DeckSlide? SlideOf(SlideRequest? s, int at, List<Refusal> refusals)
    {
        if (s is null || Wire.Parse<SlideKind>(s.Kind) is not { } kind)
        {
            refusals.Add(new("deck.kind-unknown", FormattableString.Invariant($"slides[{at}].kind")) { Arguments = [s?.Kind ?? string.Empty] });
            return null;
        }

        return new(kind) { Title = Empty(s.Title), Notes = Empty(s.Notes), Text = Empty(s.Text), UnitId = Empty(s.UnitId), Model = s.Model };
    }

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
