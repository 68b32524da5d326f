using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Models;

/// <summary>What somebody has typed into a registration, by the names of the API; as it stands in a draft.</summary>
public sealed class RegistrationForm
{
    /// <summary>Owner kinds that are offered; another may be typed through the API.</summary>
    public static readonly IReadOnlyList<string> OwnerKinds =
        ["party_committee", "state_agency", "fatherland_front", "farmers_association", "women_union", "police", "school", "cooperative", "cooperative_group", "village", "mobilisation_bloc"];

    /// <summary>Themes that a campaign offers; the standard ones where it keeps no list.</summary>
    public static IReadOnlyList<string> ThemesOf(Campaign campaign) =>
        [.. (campaign.Themes.Count > 0 ? campaign.Themes.Where(t => t.Offered) : StandardThemes.All).Select(t => t.Key)];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>What stands in a field; nothing for an empty one.</summary>
    public string this[string name]
    {
        get => _values.GetValueOrDefault(name, string.Empty);
        set
        {
            if (value.Length == 0)
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value;
            }
        }
    }

    /// <summary>How complete it is.</summary>
    public Completeness Completeness => Completeness.Look(name => this[name]);

    /// <summary>Takes what a draft or a plain form holds.</summary>
    public static RegistrationForm Of(IEnumerable<KeyValuePair<string, string>> values)
    {
        var form = new RegistrationForm();
        foreach (var (name, value) in values)
        {
            form[name] = value;
        }

        return form;
    }

    /// <summary>Everything in it.</summary>
    public IReadOnlyDictionary<string, string?> Content => _values.ToDictionary(v => v.Key, v => (string?)v.Value, StringComparer.Ordinal);

    /// <summary>The choices of a field that takes several, kept as one text.</summary>
    public IReadOnlyList<string> Several(string name) => this[name].Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Adds or takes away one of several.</summary>
    public void Choose(string name, string value, bool chosen) =>
        this[name] = string.Join(',', chosen ? Several(name).Append(value).Distinct() : Several(name).Where(v => v != value));

    /// <summary>The request; an address that nobody typed is the village and its commune.</summary>
    public ModelRequest ToRequest(EntryOptions options) => new()
    {
        Campaign = options.Campaign.Id, UnitId = options.UnitId, BodyId = options.BodyId, Name = this["name"], Field = this["field"], Subject = Or(this["subject"], "collective"), Owner = this["owner"],
        OwnerKind = Null(this["ownerKind"]), Address = Or(this["address"], string.Join(", ", new[] { this["village"], options.UnitName }.Where(t => t.Length > 0))), Village = this["village"],
        PersonResponsible = this["personResponsible"], RegisteredOn = Iso(this["registeredOn"]), StartedOn = Iso(this["startedOn"]), Themes = Several("themes"), TargetLevel = this["targetLevel"],
        Visibility = Several("visibility").Contains("internal") ? "internal" : "public", Consent = this["consent"] switch { "yes" => true, "no" => false, _ => null },
        ReportingLines = Several("reportingLines"), CompleteBy = Completeness.Full ? null : Iso(this["completeBy"]),
        Texts = Enum.GetNames<ModelText>().Select(n => n.ToLowerInvariant()).Where(n => this[n].Length > 0).ToDictionary(n => n, n => (string?)this[n], StringComparer.Ordinal),
    };

    /// <summary>A day as it is typed here, passed on in the API's form; what is no day is passed on too, to be refused by its field.</summary>
    private static string? Iso(string typed) => typed.Length == 0 ? null : TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private static string Or(string value, string otherwise) => value.Trim().Length > 0 ? value : otherwise;

    private static string? Null(string value) => value.Length > 0 ? value : null;
}

/// <summary>What a registration may choose from, for whoever registers.</summary>
/// <param name="Campaigns">Campaigns that take entries today.</param>
/// <param name="Campaign">The chosen one.</param>
/// <param name="Units">Localities, in administrative order; the province itself stands for its non-local bodies.</param>
/// <param name="UnitId">The chosen one.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Bodies">Bodies there, in protocol order.</param>
/// <param name="BodyId">The chosen one.</param>
/// <param name="Lines">Bodies that the chosen one reports to.</param>
/// <param name="Villages">Names of villages that are known there.</param>
public sealed record EntryOptions(
    IReadOnlyList<Campaign> Campaigns, Campaign Campaign, IReadOnlyList<(string Id, string Name)> Units, string UnitId, string UnitName,
    IReadOnlyList<(string Id, string Name)> Bodies, string? BodyId, IReadOnlyList<(string Id, string Name)> Lines, IReadOnlyList<string> Villages);

/// <summary>Reads what a registration may choose from.</summary>
internal sealed class RegistrationChoices(Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The choices; <see langword="null"/> for somebody who registers nothing, or where no campaign takes entries.</summary>
    public async Task<EntryOptions?> ForAsync(Actor actor, string? campaignId, string? unitId, string? bodyId, CancellationToken ct = default)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var campaigns = current.Campaigns.Where(c => c.OpenForEntries && c.Covers(today) && CampaignScope.Reads(actor, c, current)).ToList();
        if (!actor.May(Verb.RegisterModel) || (campaigns.Find(c => c.Id == campaignId) ?? campaigns.FirstOrDefault()) is not { } campaign)
        {
            return null;
        }

        var root = current.Places[campaign.RootUnitId];
        List<Unit> units = actor.Role == Role.Board ? [.. current.Places.Under(root.Id, today, UnitLevel.Commune), root] : [current.Places.ById(actor.UnitId) is { Level: not UnitLevel.Province } own ? own : root];
        var unit = units.Find(u => u.Id == unitId) ?? units[0];
        var here = unit.Id == root.Id ? current.Bodies.All.Where(b => b.NonLocal && b.ProvinceId == current.Places.ProvinceOf(root.Id).Id) : current.Bodies.Of(unit.Id);
        var bodies = here.Where(b => b.ValidOn(today) && actor.May(Verb.RegisterModel, unit.Id, b.Id, b.NonLocal)).ToList();
        var body = bodies.Find(b => b.Id == bodyId) ?? bodies.Find(b => b.Id == actor.BodyId) ?? bodies.Find(b => b.Kind == BodyKind.PartyCommittee) ?? bodies.FirstOrDefault();
        await using var db = store.Read();
        var villages = unit.Id == root.Id ? [] : await VillageList.OfAsync(db, [.. current.Places.ScopeOf(unit.Id)], today, campaign.Simulated, ct);
        return new(
            campaigns, campaign, units.ConvertAll(u => (u.Id, u.FullNameAtStart)), unit.Id, unit.FullNameAtStart, bodies.ConvertAll(b => (b.Id, b.NameOn(today))), body?.Id,
            (body?.ParentIds ?? []).Select(current.Bodies.Find).OfType<Body>().Where(b => b.ValidOn(today)).OrderBy(b => b.Order).Select(b => (b.Id, b.NameOn(today))).ToList(),
            villages.Select(v => v.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToList());
    }
}
