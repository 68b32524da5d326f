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

/// <summary>All that the page of localities shows.</summary>
/// <param name="Root">The province as it was on the day.</param>
/// <param name="Day">The day.</param>
/// <param name="DayUnreadable">Whether another day was asked for, in no form that is known.</param>
/// <param name="Rows">The province, then its communes in administrative order; only those that match a search.</param>
/// <param name="Communes">How many communes there are without the search.</param>
/// <param name="Names">Names of those who entered and confirmed, by account.</param>
/// <param name="MayDecide">Whether who looks may enter and confirm.</param>
internal sealed record LocalitiesView(
    Unit Root, DateOnly Day, bool DayUnreadable, IReadOnlyList<LocalityRow> Rows, int Communes, IReadOnlyDictionary<string, string> Names, bool MayDecide);

/// <summary>Reads the localities of the instance's own province. They are open to everyone who is signed in.</summary>
internal sealed class LocalityQueries(Store store, ReferenceData reference, PopulationQueries populations, DanVanOptions options, TimeProvider clock)
{
    /// <summary>The localities of a day.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="day">dd/MM/yyyy or yyyy-MM-dd; nothing is today.</param>
    /// <param name="search">Part of a name or of a code, diacritics ignored.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<LocalitiesView> GetAsync(Actor actor, string? day, string? search, CancellationToken ct = default)
    {
        var (places, today) = (reference.Current.Places, LocalDay.Of(clock.GetUtcNow()));
        DateOnly? asked = string.IsNullOrWhiteSpace(day) ? today : TypedText.Day(day);
        var root = places.SuccessorAt(options.RootUnit, asked ?? today) ?? places[options.RootUnit];
        var on = asked ?? today;
        var communes = places.Under(root.Id, on, UnitLevel.Commune);
        var key = TextFold.Fold(search ?? string.Empty);
        var shown = communes.Prepend(root).Where(u => key.Length == 0 || TextFold.Fold(u.FullName).Contains(key, StringComparison.Ordinal) || u.Code.StartsWith(key, StringComparison.Ordinal)).ToList();
        var stated = (await populations.StatedAsync(shown.ConvertAll(u => u.Id), ct)).ToLookup(p => p.UnitId);
        var who = stated.SelectMany(g => g).SelectMany(p => new[] { p.EnteredBy, p.ConfirmedBy }).OfType<string>().Distinct().ToList();
        await using var db = store.Read();
        var names = await db.Accounts.Where(a => who.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return new(
            root, on, asked is null, [.. shown.Select(u => new LocalityRow(u, u.ParentId == root.Id ? null : places.ById(u.ParentId), [.. stated[u.Id]]))], communes.Count, names,
            PopulationRules.MayDecide(actor));
    }
}
