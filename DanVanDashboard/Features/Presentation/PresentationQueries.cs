using System.Text.Json;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Presentation;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>What a confirmation shows of a commune.</summary>
public sealed record ShownView(string Id, string Name, string UnitId, DateTime ClosesAt, bool Open, long Sequence, string Seal, CubeTotals Totals, IReadOnlyList<CubeTotals> Fields, UnitAnswer? Answer);
#pragma warning restore CS1591

/// <summary>A confirmation as a page shows it.</summary>
/// <param name="Row">What was asked.</param>
/// <param name="Open">Whether it can still be answered.</param>
/// <param name="Units">Every commune that is asked.</param>
internal sealed record ConfirmationStand(ConfirmationRow Row, bool Open, IReadOnlyList<UnitAnswer> Units);

/// <summary>Reads decks, screens and confirmations.</summary>
internal sealed class PresentationQueries(Store store, ReferenceData reference, ConfirmFigures confirmations, PackQueries figures)
{
    /// <summary>The decks of a campaign, or of all that the caller reads; the one changed last comes first.</summary>
    public async Task<IReadOnlyList<DeckView>> DecksAsync(Actor actor, string? campaign, CancellationToken ct)
    {
        if (!actor.May(Verb.MakeDeck))
        {
            return [];
        }

        await using var db = store.Read();
        var rows = await db.Decks.Where(d => d.DeletedAt == null && (campaign == null || d.CampaignId == campaign)).OrderByDescending(d => d.ChangedAt).ToListAsync(ct);
        return rows.Where(r => Reads(actor, r.CampaignId)).Select(View).ToList();
    }

    /// <summary>One deck with its filters.</summary>
    public async Task<(DeckView Deck, PackRequest Query)?> DeckAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return actor.May(Verb.MakeDeck) && await db.Decks.FirstOrDefaultAsync(d => d.Id == id && d.DeletedAt == null, ct) is { } row && Reads(actor, row.CampaignId)
            ? (View(row), JsonSerializer.Deserialize<PackRequest>(row.Query, FrozenFigures.Json)!) : null;
    }

    /// <summary>The screens that run, the newest first.</summary>
    public async Task<IReadOnlyList<ScreenView>> ScreensAsync(Actor actor, string campaign, CancellationToken ct)
    {
        if (!actor.May(Verb.ShareScreen))
        {
            return [];
        }

        await using var db = store.Read();
        return (await db.Screens.Where(s => s.CampaignId == campaign && s.RevokedAt == null).OrderByDescending(s => s.MadeAt).ToListAsync(ct)).ConvertAll(ShareScreen.View);
    }

    /// <summary>The confirmations of a campaign with how they stand, the newest first; only the newest few.</summary>
    public async Task<IReadOnlyList<ConfirmationStand>> ConfirmationsAsync(Actor actor, string campaign, CancellationToken ct)
    {
        if (!actor.Scope.All)
        {
            return [];
        }

        await using var db = store.Read();
        var stands = new List<ConfirmationStand>();
        foreach (var row in await db.Confirmations.Where(c => c.CampaignId == campaign).OrderByDescending(c => c.OpenedAt).Take(3).ToListAsync(ct))
        {
            var made = await figures.GetAsync(actor, JsonSerializer.Deserialize<PackRequest>(row.Query, FrozenFigures.Json)!, ct);
            stands.Add(new(row, confirmations.IsOpen(row), made.Ok ? (await Standing.OfAsync(db, row, made.Value, ct)).Units : []));
        }

        return stands;
    }

    /// <summary>Ids and names of the confirmations that a commune is asked, the newest first.</summary>
    public async Task<IReadOnlyList<(string Id, string Name, bool Open)>> AskedAsync(Actor actor, CancellationToken ct)
    {
        if (actor.UnitId is not { } unit || !actor.May(Verb.ConfirmFigures))
        {
            return [];
        }

        await using var db = store.Read();
        var rows = await db.Confirmations.OrderByDescending(c => c.OpenedAt).Take(20).ToListAsync(ct);
        return rows.Where(r => JsonSerializer.Deserialize<List<AskedUnit>>(r.Units, FrozenFigures.Json)!.Exists(u => u.Id == unit)).Select(r => (r.Id, r.Name, confirmations.IsOpen(r))).ToList();
    }

    /// <summary>What is shown of a commune, with its answer.</summary>
    public async Task<Result<ShownView>> ShownAsync(Actor actor, string id, string? unitId, CancellationToken ct)
    {
        if ((unitId ?? actor.UnitId) is not { } unit)
        {
            return new Refusal("confirmation.not-yours", "unitId");
        }

        var shown = await confirmations.ShownAsync(actor, id, unit, ct);
        if (!shown.Ok)
        {
            return shown.Refusals.ToList();
        }

        var (f, row) = shown.Value;
        await using var db = store.Read();
        var mine = ShownOfUnit.Of(f.Units.First(u => u.Key == unit));
        var answer = (await Standing.OfAsync(db, row, f, ct)).Units.FirstOrDefault(u => u.UnitId == unit);
        return new ShownView(row.Id, row.Name, unit, row.ClosesAt, confirmations.IsOpen(row), f.Sequence, mine.Seal, mine.Totals, mine.Fields, answer);
    }

    /// <summary>Models that a slide may tell of: public, and of individuals only those who agreed to be named. Found by a part of the name.</summary>
    public Task<IReadOnlyList<SlideModel>> ModelsAsync(Actor actor, string campaign, string text, CancellationToken ct)
    {
        var folded = Domain.Text.TextFold.Fold(text);
        return ModelsAsync(actor, campaign, m => Domain.Text.TextFold.Fold(m.Name).Contains(folded, StringComparison.Ordinal), 12, ct);
    }

    /// <summary>The same, of models whose ids are known, in their order.</summary>
    public async Task<IReadOnlyList<SlideModel>> ModelsAsync(Actor actor, string campaign, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var wanted = ids.ToHashSet();
        var found = (await ModelsAsync(actor, campaign, m => wanted.Contains(m.Id), ids.Count, ct)).ToDictionary(m => m.Id);
        return [.. ids.Select(id => found.GetValueOrDefault(id)).OfType<SlideModel>()];
    }

    private async Task<IReadOnlyList<SlideModel>> ModelsAsync(Actor actor, string campaign, Func<(string Id, string Name), bool> which, int most, CancellationToken ct)
    {
        if (!actor.Scope.All || !Reads(actor, campaign))
        {
            return [];
        }

        await using var db = store.Read();
        var rows = await db.Models.Where(m => m.CampaignId == campaign && m.Visibility == Visibility.Public && (m.Subject != Domain.Campaigns.Subject.Individual || m.Consent == true))
            .Select(m => new { m.Id, m.Name, m.Owner, m.UnitId, m.BodyId, m.NonLocal, m.Field }).ToListAsync(ct);
        var found = rows.Where(m => which((m.Id, m.Name))).Take(most).ToList();
        var ids = found.ConvertAll(m => m.Id);
        var pictures = (await db.Set<AttachmentRow>().Where(a => a.OwnerKind == "model" && ids.Contains(a.OwnerId) && !a.Internal && a.WithdrawnAt == null && a.MediaType.StartsWith("image/") && (a.People == false || a.Consent == true)).OrderBy(a => a.At).ToListAsync(ct))
            .GroupBy(a => a.OwnerId).ToDictionary(g => g.Key, g => g.First().Id);
        var texts = (await db.Set<ModelTextRow>().Where(t => ids.Contains(t.ModelId) && (t.Part == ModelText.Outputs || t.Part == ModelText.Content)).ToListAsync(ct)).GroupBy(t => t.ModelId)
            .ToDictionary(g => g.Key, g => g.OrderBy(t => t.Part == ModelText.Outputs ? 0 : 1).First().Text);
        var current = reference.Current;
        return found.ConvertAll(m => new SlideModel(
            m.Id, m.Name, m.Owner, m.NonLocal ? current.Bodies.Find(m.BodyId)?.Names[^1].Name ?? string.Empty : current.Places[m.UnitId].FullNameAtStart, m.Field, texts.GetValueOrDefault(m.Id) ?? string.Empty, pictures.GetValueOrDefault(m.Id)));
    }

    private bool Reads(Actor actor, string campaignId) => reference.Current.Campaign(campaignId) is { } campaign && CampaignScope.Reads(actor, campaign, reference.Current);

    private static DeckView View(DeckRow row) => new(row.Id, row.CampaignId, row.Name, row.Theme, row.SnapshotId, row.Version, JsonSerializer.Deserialize<List<DeckSlide>>(row.Slides, FrozenFigures.Json)!);
}
