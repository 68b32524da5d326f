using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Villages;

/// <summary>A line of the list.</summary>
/// <param name="Village">The village.</param>
/// <param name="Named">Distinct models of the campaign whose address means it or one that it was formed from, id and name; withdrawn ones are not among them.</param>
/// <param name="From">The villages that became it, over one step.</param>
internal sealed record VillageLine(Village Village, IReadOnlyList<(string Id, string Name)> Named, IReadOnlyList<Village> From)
{
    /// <summary>How many they are.</summary>
    public int Models => Named.Count;
}

/// <summary>Villages of one commune of before that the commune of today has not taken over yet.</summary>
internal sealed record VillageLegacy(Unit Commune, IReadOnlyList<Village> Villages);

/// <summary>A model whose address means no village of the list, and those that it perhaps means.</summary>
internal sealed record VillageLess(string ModelId, string Name, Unit Commune, string? Village, string Address, IReadOnlyList<Village> Perhaps);

/// <summary>All that the page of villages shows.</summary>
/// <param name="Communes">The communes that whoever looks may choose, in administrative order.</param>
/// <param name="Unit">The commune.</param>
/// <param name="Campaigns">The campaigns with a register that may be read.</param>
/// <param name="Campaign">The one whose models are counted.</param>
/// <param name="Lines">The villages of today.</param>
/// <param name="Ended">Those that ended, the latest first, with what they became.</param>
/// <param name="Legacy">What is not taken over yet.</param>
/// <param name="Less">Models without a village, at most <see cref="VillageQueries.MostShown"/>.</param>
/// <param name="LessCount">How many there are.</param>
/// <param name="Models">Models of the commune in the campaign.</param>
/// <param name="MayKeep">Whether who looks may change the list.</param>
internal sealed record VillagesView(
    IReadOnlyList<Unit> Communes, Unit Unit, IReadOnlyList<Campaign> Campaigns, Campaign? Campaign, IReadOnlyList<VillageLine> Lines, IReadOnlyList<(Village Village, Village? Became)> Ended,
    IReadOnlyList<VillageLegacy> Legacy, IReadOnlyList<VillageLess> Less, int LessCount, int Models, bool MayKeep)
{
    /// <summary>Villages without any model.</summary>
    public IReadOnlyList<VillageLine> Without { get; } = [.. Lines.Where(l => l.Models == 0)];

    /// <summary>Whether the campaign is a simulated one, and with it the list.</summary>
    public bool Simulated => Campaign is { Simulated: true };
}

/// <summary>Reads the villages of a commune with the models of one campaign, in the scope of whoever asks.</summary>
internal sealed class VillageQueries(Store store, ReferenceData reference, DanVanOptions options, TimeProvider clock)
{
    /// <summary>Most models without a village that are shown at once.</summary>
    public const int MostShown = 100;

    /// <summary>The commune's villages; <see langword="null"/> where whoever asks has no commune to look at.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="unitId">The commune; nothing, or one out of scope, is the first that may be chosen.</param>
    /// <param name="campaignId">The campaign whose models are counted; nothing is the newest that runs.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<VillagesView?> GetAsync(Actor actor, string? unitId, string? campaignId, CancellationToken ct = default)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var places = current.Places;
        var root = places[options.RootUnit].ValidOn(today) ? options.RootUnit : places.SuccessorAt(options.RootUnit, today)?.Id ?? options.RootUnit;
        List<Unit> communes = [.. places.Under(root, today, UnitLevel.Commune).Where(u => actor.Scope.Covers(u.Id, null, nonLocal: false))];
        if (communes.Count == 0)
        {
            return null;
        }

        var asked = places.ById(unitId);
        var unit = communes.Find(u => u.Id == unitId) ?? (asked is null ? null : communes.Find(u => places.SuccessorAt(asked.Id, today)?.Id == u.Id)) ?? communes[0];
        List<Campaign> campaigns = [.. current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current) && places.ScopeOf(c.RootUnitId).Contains(unit.Id))];
        var campaign = campaigns.Find(c => c.Id == campaignId) ?? campaigns.Where(c => c.Covers(today)).MaxBy(c => c.From) ?? campaigns.FirstOrDefault();
        var simulated = campaign is { Simulated: true };
        var family = places.AllPredecessorsOf(unit.Id).Where(u => u.Level == UnitLevel.Commune).Prepend(unit).ToList();
        var ids = family.ConvertAll(u => u.Id);
        await using var db = store.Read();
        var all = await VillageList.AllAsync(db, ids, simulated, ct);
        var matching = new VillageMatching(all);
        var models = campaign is null ? [] : await ModelsAsync(db, campaign.Id, ids, ct);
        var found = new List<(string Village, string Id, string Name)>();
        var less = new List<ModelPlace>();
        foreach (var m in models)
        {
            if (matching.Of(m.UnitId, m.Village, m.MatchedId, m.On ?? today) is { } village)
            {
                // A part of a divided commune may have gone elsewhere: what is not taken over is not counted here yet.
                found.Add((matching.At(village, today).Id, m.Id, m.Name));
            }
            else
            {
                less.Add(m);
            }
        }

        var named = found.ToLookup(f => f.Village, f => (f.Id, f.Name));
        var byId = all.ToDictionary(v => v.Id, StringComparer.Ordinal);
        var own = all.Where(v => v.UnitId == unit.Id).OrderBy(v => TextFold.SortKey(v.Name), StringComparer.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal).ToList();
        return new(
            communes, unit, campaigns, campaign,
            [.. own.Where(v => v.ValidOn(today)).Select(v => new VillageLine(v, [.. named[v.Id]], [.. all.Where(o => o.SuccessorId == v.Id)]))],
            [.. own.Where(v => v.ValidTo <= today).OrderByDescending(v => v.ValidTo).Select(v => (v, v.SuccessorId is { } s ? byId.GetValueOrDefault(s) : null))],
            [.. family.Skip(1).Select(u => new VillageLegacy(u, [.. all.Where(v => v.UnitId == u.Id && v.ValidTo is null).OrderBy(v => TextFold.SortKey(v.Name), StringComparer.Ordinal)])).Where(l => l.Villages.Count > 0)],
            [.. less.Take(MostShown).Select(m => new VillageLess(m.Id, m.Name, places[m.UnitId], m.Village, m.Address, matching.Suggest(m.Village, m.Address, today)))],
            less.Count, models.Count, actor.May(Verb.KeepVillages, unit.Id, null, nonLocal: false));
    }

    /// <summary>The list of a commune on a day, for the API.</summary>
    public async Task<Result<List<VillageView>>> ListAsync(string? unit, string? at, string? campaign, CancellationToken ct)
    {
        DateOnly? day = string.IsNullOrEmpty(at) ? LocalDay.Of(clock.GetUtcNow()) : Ui.TypedText.Day(at);
        if (day is not { } on)
        {
            return new Refusal("request.date-unreadable", "at") { Arguments = [at!] };
        }

        if (reference.Current.Places.ById(unit) is not { } commune)
        {
            return new Refusal("model.unit-unknown", "unit") { Arguments = [unit ?? string.Empty] };
        }

        await using var db = store.Read();
        return (await VillageList.OfAsync(db, [commune.Id], on, reference.Current.Campaign(campaign) is { Simulated: true }, ct)).Select(VillageView.Of).ToList();
    }

    private static async Task<List<ModelPlace>> ModelsAsync(DanVanDbContext db, string campaignId, List<string> unitIds, CancellationToken ct) =>
        await (from m in db.Models
               where m.CampaignId == campaignId && unitIds.Contains(m.UnitId) && !m.NonLocal && m.Stage != null
               join v in db.ModelVillages on m.Id equals v.ModelId into matched
               from v in matched.DefaultIfEmpty()
               orderby m.NameSort, m.Id
               select new ModelPlace(m.Id, m.Name, m.UnitId, m.Village, m.Address, m.RegisteredOn, v == null ? null : v.VillageId)).AsNoTracking().ToListAsync(ct);

    private sealed record ModelPlace(string Id, string Name, string UnitId, string? Village, string Address, DateOnly? On, string? MatchedId);
}
