using System.Text.Json;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace DanVanDashboard.Features.Presentation;

#pragma warning disable CS1591 // The names of the query string, in docs/huong-dan.
/// <summary>What is to be shown: a kept deck or one that stands ready, and from which figures.</summary>
/// <param name="Bai">A kept deck.</param>
/// <param name="Mau">A deck that stands ready.</param>
/// <param name="Chot">A frozen set, in place of the deck's own.</param>
/// <param name="Nguon"><c>truc-tiep</c>: the figures follow every change.</param>
/// <param name="Luc">Figures that were gathered when the deck was opened, and stand still since.</param>
public sealed record ShowAsk(
    string? Bai, string? Mau, string? Chot, string? Nguon, string? Luc, string? Campaign, string? Unit, string? Body, string? Period, string? Field, string? Theme, string? Block, string? Subject, string? Boundaries, string? Nen)
{
    public const string FromNow = "truc-tiep";

    public bool Live => Nguon == FromNow;

    internal PackRequest Filters => new(Campaign, Unit, Body, Period == "tat-ca" ? null : Period, Field, Theme, Block, Subject, Boundaries, "pack");
}
#pragma warning restore CS1591

/// <summary>A deck with its figures, ready to be drawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Own">Its name if it is a kept deck.</param>
/// <param name="Theme">Its colours.</param>
/// <param name="Figures">All its figures.</param>
/// <param name="Pages">Its pages.</param>
public sealed record Show(string Name, string? Own, DeckTheme Theme, PackFigures Figures, IReadOnlyList<SlidePage> Pages)
{
    /// <summary>Whether the figures follow every change.</summary>
    public bool Live { get; init; }

    /// <summary>Key of figures that stand still; <see langword="null"/> where they are frozen or live.</summary>
    public string? Still { get; init; }

    /// <summary>Pictures that may be shown.</summary>
    public IReadOnlySet<string> Pictures { get; init; } = new HashSet<string>();

    /// <summary>The sequence up to which the figures go.</summary>
    public long Sequence => Figures.Sequence;
}

/// <summary>Finds what a deck shows. A deck opens with figures that stand still: frozen ones, or those of the moment; it follows changes only where that is asked.</summary>
internal sealed class Shows(Store store, ReferenceData reference, PackQueries queries, FrozenFigures frozen, SlideMaker maker, PackWords words) : IDisposable
{
    // Two windows of one speaker must show the same: what was gathered for the one is kept for the other.
    private readonly MemoryCache _still = new(new MemoryCacheOptions { SizeLimit = 40 });

    /// <summary>The deck, or why it cannot be shown.</summary>
    /// <param name="actor">Who shows it.</param>
    /// <param name="ask">Which one, from which figures.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="hall">Whether it runs by itself where anybody passes: then no individual is named, not even who agreed to be named at a conference.</param>
    public async Task<Result<Show>> OfAsync(Actor actor, ShowAsk ask, CancellationToken ct, bool hall = false)
    {
        DeckRow? row = null;
        if (!string.IsNullOrEmpty(ask.Bai))
        {
            await using var db = store.Read();
            row = await db.Decks.FirstOrDefaultAsync(d => d.Id == ask.Bai && d.DeletedAt == null, ct);
            if (row is null || reference.Current.Campaign(row.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, reference.Current) || !(actor.IsSystem || actor.May(Verb.MakeDeck)))
            {
                return new Refusal("deck.not-found", "bai") { Arguments = [ask.Bai] };
            }
        }

        var slides = row is null ? ReadyDecks.Find(ask.Mau) : JsonSerializer.Deserialize<List<DeckSlide>>(row.Slides, FrozenFigures.Json);
        if (slides is null)
        {
            return new Refusal("deck.not-found", "mau") { Arguments = [ask.Mau ?? string.Empty] };
        }

        var filters = row is null ? ask.Filters : JsonSerializer.Deserialize<PackRequest>(row.Query, FrozenFigures.Json)!;
        var set = ask.Live ? null : string.IsNullOrEmpty(ask.Chot) ? row?.SnapshotId : ask.Chot;
        var still = set is null && !ask.Live ? ask.Luc ?? Guid.NewGuid().ToString("n")[..12] : null;
        var made = set is not null ? await frozen.GetAsync(actor, set, PackDocument.Pack, ct) : still is not null ? await StillAsync(actor, filters, still, ct) : await queries.GetAsync(actor, filters, ct);
        if (!made.Ok)
        {
            return made.Refusals.ToList();
        }

        var (named, pictures) = await MayBeShownAsync(slides, hall, ct);
        var figures = hall ? WithoutIndividuals(made.Value) : made.Value;
        var pages = maker.Make([.. slides.Select(s => s.Model is { Picture: { } p } m && !pictures.Contains(p) ? s with { Model = m with { Picture = null } } : s)], figures, row?.Name, named);
        return new Show(row?.Name ?? ask.Mau!, row?.Name, Wire.Parse<DeckTheme>(ask.Nen) ?? (row is null ? DeckTheme.Dark : Wire.Parse<DeckTheme>(row.Theme) ?? DeckTheme.Dark), figures, pages)
        {
            Live = ask.Live, Still = still, Pictures = pictures,
        };
    }

    /// <summary>What has changed since the figures of a show, in the language of the screen; empty where nothing has.</summary>
    public async Task<Result<IReadOnlyList<(PackMeasure Measure, decimal Then, decimal Now)>>> SinceAsync(Actor actor, ShowAsk ask, CancellationToken ct)
    {
        var show = await OfAsync(actor, ask, ct);
        if (!show.Ok)
        {
            return show.Refusals.ToList();
        }

        var f = show.Value.Figures;
        var filters = f.Frozen is { } set ? (await frozen.FindAsync(actor, set.Id, ct))!.Query : string.IsNullOrEmpty(ask.Bai) ? ask.Filters : null;
        if (filters is null)
        {
            await using var db = store.Read();
            filters = JsonSerializer.Deserialize<PackRequest>(await db.Decks.Where(d => d.Id == ask.Bai).Select(d => d.Query).FirstAsync(ct), FrozenFigures.Json)!;
        }

        var now = await queries.GetAsync(actor, filters, ct);
        return now.Ok
            ? f.Measures.Select(m => (Measure: m, Then: PackFigures.Of(f.Totals, m), Now: PackFigures.Of(now.Value.Totals, m))).Where(d => d.Then != d.Now).ToList()
            : now.Refusals.ToList();
    }

    /// <inheritdoc />
    public void Dispose() => _still.Dispose();

    private PackFigures WithoutIndividuals(PackFigures f)
    {
        var individual = words.Subject(Subject.Individual);
        return f with { Recognised = Of(f.Recognised), Commended = Of(f.Commended), Registered = Of(f.Registered) };

        PackList Of(PackList list) => list with { Models = [.. list.Models.Select(m => m.Subject != individual ? m : m.Id.Length > 0 ? m with { Owner = words.Text["owner.withheld"] } : m with { Name = words.Text["owner.withheld-person"] })] };
    }

    private async Task<Result<PackFigures>> StillAsync(Actor actor, PackRequest filters, string key, CancellationToken ct)
    {
        var at = (actor.UserId, key, filters, System.Globalization.CultureInfo.CurrentUICulture.Name);
        if (_still.TryGetValue(at, out PackFigures? kept) && kept is not null)
        {
            return kept;
        }

        var made = await queries.GetAsync(actor, filters, ct);
        if (made.Ok)
        {
            _still.Set(at, made.Value, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(12) });
        }

        return made;
    }

    /// <summary>Of the models of a deck those that may still be named, and of their pictures those that may still be shown: consent can be taken back after a deck was made.</summary>
    private async Task<(HashSet<string> Models, HashSet<string> Pictures)> MayBeShownAsync(IReadOnlyList<DeckSlide> slides, bool hall, CancellationToken ct)
    {
        var models = slides.Select(s => s.Model?.Id).OfType<string>().Distinct().ToList();
        if (models.Count == 0)
        {
            return ([], []);
        }

        var pictures = slides.Select(s => s.Model?.Picture).OfType<string>().Distinct().ToList();
        await using var db = store.Read();
        var named = await db.Models.Where(m => models.Contains(m.Id) && m.Visibility == Visibility.Public && (m.Subject != Subject.Individual || (!hall && m.Consent == true))).Select(m => m.Id).ToListAsync(ct);
        var shown = await db.Set<AttachmentRow>().Where(a => pictures.Contains(a.Id) && a.OwnerKind == "model" && named.Contains(a.OwnerId) && !a.Internal && a.WithdrawnAt == null && (a.People == false || a.Consent == true)).Select(a => a.Id).ToListAsync(ct);
        return ([.. named], [.. shown]);
    }
}
