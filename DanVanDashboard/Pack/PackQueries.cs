using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Pack;

#pragma warning disable CS1591 // The wire form of docs/api.md.
/// <summary>Parameters of <c>GET /api/v1/exports/{format}</c>.</summary>
public sealed record PackRequest(
    string? Campaign, string? Unit, string? Body, string? Period, string? Field, string? Theme, string? Block, string? Subject, string? Boundaries, string? Document, string? Snapshot = null)
{
    /// <summary>Whether every filter that is named here is named so there.</summary>
    internal bool AgreesWith(PackRequest other) => Filters(this).Zip(Filters(other)).All(p => string.IsNullOrEmpty(p.First) || p.First == p.Second);

    private static string?[] Filters(PackRequest r) => [r.Campaign, r.Unit, r.Body, r.Period, r.Field, r.Theme, r.Block, r.Subject, r.Boundaries];
}
#pragma warning restore CS1591

/// <summary>Gathers the figures of a pack, in the scope of whoever asks.</summary>
internal sealed class PackQueries(CampaignCubes cubes, ReferenceData reference, ReportsNowQueries reports, MapDrawings drawings, PackLists lists, PackNarratives narratives, TargetQueries targets, PackWords words, TimeProvider clock)
{
    private const int Attempts = 3;

    /// <summary>The figures in the language of the screen, or why there are none.</summary>
    public async Task<Result<PackFigures>> GetAsync(Actor actor, PackRequest request, CancellationToken ct)
    {
        var gathered = await GatherAsync(actor, request, [CultureInfo.CurrentUICulture], ct);
        return gathered.Ok ? gathered.Value[0] : gathered.Refusals.ToList();
    }

    /// <summary>The same figures in several languages, all of one moment.</summary>
    public async Task<Result<IReadOnlyList<PackFigures>>> GatherAsync(Actor actor, PackRequest request, IReadOnlyList<CultureInfo> cultures, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var document = string.IsNullOrEmpty(request.Document) ? PackDocument.Review : Wire.Parse<PackDocument>(request.Document);
        var own = document == PackDocument.Periodic ? OwnBody(actor, request, current) : null;
        request = own is null ? request : own is { Kind: BodyKind.PartyCommittee, UnitId: { } seat } ? request with { Unit = seat, Body = null } : request with { Body = own.Id };
        var read = CampaignFilter.Read(
            actor, current, today, request.Campaign, request.Unit, request.Body, request.Period, request.Field, request.Theme, request.Block, request.Subject, request.Boundaries);
        if (document is null || !read.Ok)
        {
            List<Refusal> refusals = read.Ok ? [] : [.. read.Refusals];
            return document is null ? [new Refusal("pack.document-unknown", "document") { Arguments = [request.Document!] }, .. refusals] : refusals;
        }

        var filter = read.Value;
        if (filter.Period is { } wanted && !cubes.Snapshot(filter.Campaign.Id).Answers(wanted))
        {
            return new Refusal("summary.period-not-comparable", "period") { Arguments = [wanted.ToString()] };
        }

        var screen = CultureInfo.CurrentUICulture;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (asOf, snapshot) = (cubes.UpdatedAt, cubes.Snapshot(filter.Campaign.Id));
                var (made, newest) = (new List<PackFigures>(), 0L);
                foreach (var culture in cultures)
                {
                    CultureInfo.CurrentUICulture = culture;
                    var (recognised, commended, registered, last) = await lists.GetAsync(actor, filter, current, today, own is null ? document.Value : PackDocument.Pack, snapshot.Sequence, ct);
                    newest = Math.Max(newest, last);
                    var figures = await MakeAsync(actor, filter, current, today, document.Value, snapshot, asOf, (recognised, commended, registered), ct);
                    made.Add(figures with
                    {
                        OwnReport = own is not null, Issuer = own is null ? figures.Issuer : IssuerOf(own, current, today, filter.Campaign),
                        Quotes = document == PackDocument.Models ? [] : await narratives.GetAsync(actor, filter, own?.Id, current, ct),
                    });
                }

                // The lists come from the store, which may have gone on; then once more, so that counts and names are of one moment.
                if (newest <= snapshot.Sequence || attempt == Attempts)
                {
                    return made;
                }
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = screen;
        }
    }

    private async Task<PackFigures> MakeAsync(
        Actor actor, CampaignFilter filter, Reference current, DateOnly today, PackDocument document, CubeSnapshot snapshot, DateTimeOffset asOf, (PackList Recognised, PackList Commended, PackList Registered) named,
        CancellationToken ct)
    {
        var campaign = filter.Campaign;
        var query = filter.ToQuery(current);
        // Of what a document does not name nothing is known: it gives no course of time and no row of noughts.
        var told = campaign.HasRegister;
        var steps = told ? Begun(ViewTime.SubPeriods(filter.Period, campaign, today)) : [];
        var quarters = told && filter.Period is { Kind: PeriodKind.Year } ? Begun(ViewTime.Steps(filter.Period, campaign, today, PeriodKind.Quarter)) : [];
        var fields = snapshot.Query(query with { By = CubeAxis.Field, Then = CubeAxis.Subject });
        var byField = snapshot.Query(query with { By = CubeAxis.Field });
        var now = await reports.OfAsync(campaign.Id, filter.Period, today);
        var placed = Placement.Of(snapshot, query, current.Places, filter.Boundaries);
        var units = Units(actor, filter, current, today, snapshot.Query(query with { By = CubeAxis.Unit }), snapshot.Query(query with { By = CubeAxis.Unit, Then = CubeAxis.Field }), now, placed).FindAll(u => told || u.Totals != CubeTotals.Zero);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var before = filter.Period is { Kind: not PeriodKind.Phase } p && campaign.Covers(p.SameLastYear.From) && snapshot.Answers(p.SameLastYear) ? snapshot.Query(query with { Period = p.SameLastYear }).Totals : null;
        var totals = snapshot.Query(query).Totals;
        return new()
        {
            Plan = await PlanAsync(filter, totals, current, ct),
            Document = document, Issuer = Issuer(actor, campaign, current, today), CampaignId = campaign.Id, Campaign = english ? campaign.NameEn : campaign.NameVi, Place = Whose(filter, current, today), Simulated = campaign.Simulated, Told = campaign.HasRegister,
            Period = filter.Period is { } period ? words.Period(period) : campaign is { From: { } from, To: { } to } ? words.Text["whole", from.Year.ToString(CultureInfo.InvariantCulture), to.Year.ToString(CultureInfo.InvariantCulture)] : words.Text["whole.undated"],
            Running = filter.Period is { } running && running.To >= today, Sequence = snapshot.Sequence, AsOf = LocalDay.At(asOf.UtcDateTime), Today = today, Filters = FilterWords(filter, current, today),
            Measures = campaign.HasRegister ? Enum.GetValues<PackMeasure>() : [PackMeasure.Registered], Totals = totals, YearBefore = before,
            YearBeforeName = filter.Period is { } of ? words.Period(of.SameLastYear) : string.Empty,
            Fields = campaign.Fields.Fields.Select(f => f.Key).Append(CubeKeys.Unstated).Select(key => new PackRow(key, words.Field(campaign, key), byField.Row(key))
            {
                Collective = fields.Row(key, Wire.Name(Subject.Collective)).Registered, Individual = fields.Row(key, Wire.Name(Subject.Individual)).Registered,
            }).Where(r => (told && r.Key != CubeKeys.Unstated) || r.Totals != CubeTotals.Zero).ToList(),
            Units = units, Periods = Over(steps), Quarters = Over(quarters),
            Subjects = Named(CubeAxis.Subject, Enum.GetValues<Subject>().Select(Wire.Name), "subject"), Blocks = Named(CubeAxis.Block, Enum.GetValues<OrganisationBlock>().Select(Wire.Name), "block"),
            Coverage = filter is { Unit: null, Body: null } && now.Period is { } due && now.Coverage.Expected > 0 ? new(words.Period(due), now.Coverage.Reported, now.Coverage.Expected) : null,
            Recognised = named.Recognised, Commended = named.Commended, Registered = named.Registered, CoversPart = ViewTime.PartOf(filter, current.Places, today), ListsArePart = !actor.Scope.All && filter is { Unit: null, Body: null },
            Map = told && units.Count > 2 && units.Exists(u => u.Totals.Registered > 0) ? Map(filter, current, today, units) : null,
        };

        List<PeriodKey> Begun(IReadOnlyList<PeriodKey> periods) => periods.Where(s => s.From <= today).ToList();

        List<PackRow> Over(List<PeriodKey> periods)
        {
            var result = snapshot.Query(query with { By = CubeAxis.Period, Periods = periods });
            return periods.ConvertAll(s => new PackRow(s.ToString(), s.Kind == PeriodKind.Quarter ? TextFold.UpperFirst(words.Period(s)) : PeriodWords.Short(s, words.Filters), result.Row(s.ToString())));
        }

        List<PackRow> Named(CubeAxis axis, IEnumerable<string> keys, string kind)
        {
            var result = snapshot.Query(query with { By = axis });
            return keys.Append(CubeKeys.Unstated).Select(k => new PackRow(k, words.Vocabulary[$"{kind}.{k}"], result.Row(k))).Where(r => r.Totals != CubeTotals.Zero).ToList();
        }
    }

    /// <summary>Every commune of the day, also with nothing in it, and whatever else bears numbers; of these what the caller may see.</summary>
    private List<PackRow> Units(Actor actor, CampaignFilter filter, Reference current, DateOnly today, CubeResult result, CubeResult byField, ReportsNow now, Placement? placed)
    {
        var cells = byField.Rows.ToDictionary(r => (r.Key, r.ThenKey), r => r.Totals);
        return
        [
            .. ViewTime.RowsByUnit(actor, filter, current.Places, result, today).Select(k => new PackRow(
                k, k == CubeKeys.ProvinceBodies ? words.Vocabulary["unit.province_bodies"] : current.Places[k].FullNameAtStart, result.Row(k))
            {
                Fields = [.. filter.Campaign.Fields.Fields.Select(f => cells.GetValueOrDefault((k, f.Key)) ?? CubeTotals.Zero)],
                Report = now.ByUnit.TryGetValue(k, out var stands) ? stands : null, Estimated = placed?.IsEstimated(k) == true,
            }),
        ];
    }

    /// <summary>Targets of the whole, or of a locality those of its Party committee; any other part has none of its own here.</summary>
    private async Task<List<PackTarget>> PlanAsync(CampaignFilter filter, CubeTotals totals, Reference current, CancellationToken ct)
    {
        var committee = filter.Unit is { } unit && unit != CubeKeys.ProvinceBodies ? current.Bodies.PartyCommitteeOf(unit)?.Id : null;
        if (filter.Period is not { Kind: PeriodKind.Year } year || (filter.Unit is not null && committee is null) || filter is not { Body: null, Field: null, Theme: null, Block: null, Subject: null })
        {
            return [];
        }

        var set = (await targets.OfAsync(filter.Campaign.Id, year.From.Year, ct)).All.Where(t => t.Field is null && t.BodyId == committee);
        return set.Select(t => (Target: t, Measure: Enum.Parse<PackMeasure>(t.Measure.ToString())))
            .Select(t => new PackTarget(t.Measure, t.Target.Value, PackFigures.Of(totals, t.Measure), t.Target.Document.Number ?? t.Target.Document.Text ?? string.Empty)).ToList();
    }

    private PackMap? Map(CampaignFilter filter, Reference current, DateOnly today, List<PackRow> units)
    {
        var (root, day) = ViewTime.RootOf(filter, current.Places, today);
        var drawing = filter.Boundaries.Kind == BoundaryViewKind.OldDistrict
            ? drawings.DistrictsOf(filter.Campaign.RootUnitId, day > ModelRules.LastDistrictDay ? ModelRules.LastDistrictDay : day) : drawings.Of(root, day);
        if (drawing is null)
        {
            return null;
        }

        var values = units.Where(u => drawing.Find(u.Key) is not null).ToDictionary(u => u.Key, u => u.Totals.Registered);
        return values.Count < 2 ? null : new(PackDrawing.Of(drawing), values, PackScale.Of(values.Values));
    }

    /// <summary>The body whose own report is asked for: the one named, or the caller's where the caller reports for one and asks for no other part.</summary>
    private static Body? OwnBody(Actor actor, PackRequest request, Reference current) =>
        !string.IsNullOrEmpty(request.Body) ? current.Bodies.Find(request.Body)
        : (!string.IsNullOrEmpty(request.Unit) && request.Unit != actor.UnitId) || actor.Role is not (Role.Reporter or Role.Approver) ? null
        : current.Bodies.Find(actor.BodyId) ?? (actor.UnitId is { } unit ? current.Bodies.PartyCommitteeOf(unit) : null);

    /// <summary>The caller's body; for whoever has none, the board that runs the campaign of the province.</summary>
    private static PackIssuer Issuer(Actor actor, Campaign campaign, Reference current, DateOnly today)
    {
        var root = current.Places.SuccessorAt(campaign.RootUnitId, today) ?? current.Places[campaign.RootUnitId];
        var own = current.Bodies.Find(actor.BodyId) ?? (actor.UnitId is { } unit ? current.Bodies.PartyCommitteeOf(unit) : null)
            ?? current.Bodies.All.FirstOrDefault(b => b.Kind == BodyKind.PartyBoard && b.ProvinceId == campaign.RootUnitId && b.ValidOn(today));
        return own is null ? new(PackForm.Party, null, "……", "Số ……-BC/……", null, root.Name) : IssuerOf(own, current, today, campaign);
    }

    private static PackIssuer IssuerOf(Body own, Reference current, DateOnly today, Campaign campaign)
    {
        var root = current.Places.SuccessorAt(campaign.RootUnitId, today) ?? current.Places[campaign.RootUnitId];
        return PackIssuer.Of(own, today, root.FullNameAtStart, own.UnitId is { } seat ? current.Places[seat].Name : root.Name);
    }

    // The report of a body speaks of the body, not of the province around it.
    private string Whose(CampaignFilter filter, Reference current, DateOnly today) => current.Bodies.Find(filter.Body) is { } body
        ? body.NameOn(filter.Period?.To is { } last && last < today ? last : today) : Place(filter, current);

    private string Place(CampaignFilter filter, Reference current) =>
        filter.Unit == CubeKeys.ProvinceBodies ? words.Vocabulary["unit.province_bodies"] : current.Places[filter.Unit ?? filter.Campaign.RootUnitId].FullNameAtStart;

    private List<PackFilter> FilterWords(CampaignFilter filter, Reference current, DateOnly today)
    {
        var (text, lines) = (words.Filters, new List<PackFilter>());
        Add(text["filter.unit"], filter.Unit is null ? null : Place(filter, current));
        Add(text["filter.body"], current.Bodies.Find(filter.Body)?.NameOn(today));
        Add(text["filter.field"], filter.Field is { } field ? words.Field(filter.Campaign, field) : null);
        Add(text["filter.theme"], filter.Theme is { } theme ? CampaignWords.ThemeName(words.Vocabulary, filter.Campaign, theme) : null);
        Add(text["filter.subject"], filter.Subject is { } subject ? words.Vocabulary[$"subject.{subject}"].Value : null);
        Add(text["filter.block"], filter.Block is { } block ? words.Vocabulary[$"block.{block}"].Value : null);
        Add(text["filter.boundaries"], filter.Boundaries.Kind switch
        {
            BoundaryViewKind.AsWas => words.Text["counting.as-was"],
            BoundaryViewKind.OldDistrict => words.Text["counting.old-district"],
            _ => words.Text["counting.at", PackWords.Day(filter.Boundaries.Date!.Value)],
        });
        return lines;

        void Add(string label, string? value)
        {
            if (value is not null)
            {
                lines.Add(new(label, value));
            }
        }
    }
}
