using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities;

/// <summary>A locality with what is stated of its population.</summary>
/// <param name="Unit">The locality.</param>
/// <param name="Above">The district that it lay in, or <see langword="null"/>.</param>
/// <param name="Stated">Every statement, the latest year first, then the newest; withdrawn and replaced ones too.</param>
internal sealed record LocalityRow(Unit Unit, Unit? Above, IReadOnlyList<PopulationRow> Stated)
{
    /// <summary>The statement of the latest year that holds.</summary>
    public PopulationRow? Holding { get; } = PopulationQueries.Holding(Stated).MaxBy(p => p.Year);

    /// <summary>Whether it holds and nobody has confirmed it.</summary>
    public bool Unconfirmed => Holding is { ConfirmedAt: null };
}

/// <summary>A unit of any time that a search found, with what it lies in.</summary>
internal sealed record LocalityHit(Unit Unit, IReadOnlyList<Unit> Above);

/// <summary>All that the page of localities shows.</summary>
/// <param name="Root">The province as it was on the day.</param>
/// <param name="Day">The day.</param>
/// <param name="DayUnreadable">Whether another day was asked for, in no form that is known.</param>
/// <param name="Rows">The province, then its communes in administrative order; only those that match a search.</param>
/// <param name="Communes">How many communes there are without the search.</param>
/// <param name="Names">Names of those who entered and confirmed, by account.</param>
/// <param name="MayDecide">Whether who looks may enter and confirm.</param>
/// <param name="Provinces">The provinces of the day.</param>
/// <param name="Hits">What the search finds over all times and provinces, the best first.</param>
/// <param name="MoreHits">How many more there are.</param>
internal sealed record LocalitiesView(
    Unit Root, DateOnly Day, bool DayUnreadable, IReadOnlyList<LocalityRow> Rows, int Communes, IReadOnlyDictionary<string, string> Names, bool MayDecide,
    IReadOnlyList<Unit> Provinces, IReadOnlyList<LocalityHit> Hits, int MoreHits)
{
    /// <summary>Which figure the page shows: people, households or party cells.</summary>
    public required DenominatorKind Kind { get; init; }

    /// <summary>The rows as a tree: those of the province itself, then those of each district, in administrative order.</summary>
    public IReadOnlyList<IGrouping<Unit?, LocalityRow>> Branches { get; } = [.. Rows.GroupBy(r => r.Above).OrderBy(g => g.Key is not null).ThenBy(g => g.Key?.Code, StringComparer.Ordinal)];
}

/// <summary>Reads localities, those of the instance's own province unless another is asked for. They are open to everyone who is signed in.</summary>
internal sealed class LocalityQueries(Store store, ReferenceData reference, PopulationQueries populations, DanVanOptions options, TimeProvider clock)
{
    private const int MostHits = 30;

    /// <summary>The localities of a day.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="day">dd/MM/yyyy or yyyy-MM-dd; nothing is today.</param>
    /// <param name="search">Part of a name or of a code, diacritics ignored.</param>
    /// <param name="province">Id of a province of any time; nothing is the instance's own.</param>
    /// <param name="kind">People, households or party cells.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<LocalitiesView> GetAsync(Actor actor, string? day, string? search, string? province = null, DenominatorKind kind = DenominatorKind.People, CancellationToken ct = default)
    {
        var (places, today) = (reference.Current.Places, LocalDay.Of(clock.GetUtcNow()));
        DateOnly? asked = string.IsNullOrWhiteSpace(day) ? today : TypedText.Day(day);
        var on = asked ?? today;
        var wanted = places.ById(province) is { ParentId: null } known ? known.Id : options.RootUnit;
        var root = places[wanted].ValidOn(on) ? places[wanted] : places.SuccessorAt(wanted, on) ?? places[wanted];
        var communes = places.Under(root.Id, on, UnitLevel.Commune);
        var key = TextFold.Fold(search ?? string.Empty);
        var shown = communes.Prepend(root).Where(u => key.Length == 0 || TextFold.Fold(u.FullName).Contains(key, StringComparison.Ordinal) || u.Code.StartsWith(key, StringComparison.Ordinal)).ToList();
        var stated = (await populations.StatedAsync(shown.ConvertAll(u => u.Id), ct)).Where(p => p.Kind == kind).ToLookup(p => p.UnitId);
        var who = stated.SelectMany(g => g).SelectMany(p => new[] { p.EnteredBy, p.ConfirmedBy }).OfType<string>().Distinct().ToList();
        await using var db = store.Read();
        var names = await db.Accounts.Where(a => who.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var hits = Hits(places, search);
        return new(
            root, on, asked is null,
            [.. shown.Select(u => new LocalityRow(u, u.ParentId == root.Id ? null : places.ById(u.ParentId), [.. stated[u.Id]]))], communes.Count, names,
            PopulationRules.MayDecide(actor) && places.ScopeOf(options.RootUnit).Contains(root.Id), [.. places.RootsAt(on)],
            [.. hits.Take(MostHits).Select(u => new LocalityHit(u, [.. places.AncestorsOf(u.Id)]))], Math.Max(0, hits.Count - MostHits)) { Kind = kind };
    }

    /// <summary>Over all times: a name or a code alone does not say which of its holders is meant, so each stands there with its days.</summary>
    private static List<Unit> Hits(Places places, string? search)
    {
        var text = TextFold.Clean(search ?? string.Empty);
        return text.Length == 0 ? []
            : text.All(char.IsAsciiDigit) ? [.. places.All.Where(u => u.Code.StartsWith(text, StringComparison.Ordinal)), .. places.SearchFold(text).Where(u => !u.Code.StartsWith(text, StringComparison.Ordinal))]
            : [.. places.SearchFold(text)];
    }
}
