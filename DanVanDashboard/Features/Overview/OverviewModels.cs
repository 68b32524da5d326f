using System.Collections.Concurrent;
using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Overview;

/// <summary>Makes the overview for someone: shared numbers, seen through that person's scope and put in words.</summary>
public sealed class OverviewModels(
    OverviewQueries queries, CampaignCubes cubes, FeedQueries feed, CoverageQueries coverage, MapDrawings drawings, ReportedTotalsQueries reportedTotals, ReferenceData reference, DanVanOptions options, TimeProvider clock,
    IStringLocalizer<OverviewText> text, IStringLocalizer<FiltersText> periods, IStringLocalizer<VocabularyText> words)
{
    private const int FeedLength = 14;
    private const int MostKept = 500;
    private readonly ConcurrentDictionary<string, Kept> _kept = new();
    private long _made;

    /// <summary>What wakes a page that shows <paramref name="query"/>; <see langword="null"/> where it shows nothing.</summary>
    public Interest? InterestOf(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var filter = query.WithDefaults(actor, current, options.RootUnit, today).ToFilter(actor, current, today);
        if (!filter.Ok)
        {
            return null;
        }

        // The map of the whole shows every locality, so all of it is looked at; a commune that looks at itself is woken by itself only.
        return actor.Scope.All || filter.Value is { Unit: null, Body: null }
            ? Interest.All(filter.Value.Campaign.Id)
            : new(filter.Value.Campaign.Id, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false);
    }

    /// <summary>How often a page was put together rather than shared.</summary>
    public long Made => Interlocked.Read(ref _made);

    /// <summary>The page, or why it cannot be shown; all who see the same share one.</summary>
    public Task<Result<OverviewModel>> GetAsync(Actor actor, ViewState query)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        // What makes two people see the same: the same filters, scope, findings and language, at the same change and day.
        var key = $"{query}|{actor.Role}|{(actor.Scope.All ? "all" : $"{actor.UnitId}+{actor.BodyId}")}|{CultureInfo.CurrentUICulture.Name}";
        if (_kept.Count > MostKept)
        {
            _kept.Clear();
        }

        var fresh = new Kept(cubes.Applied, today, current, new(() => MakeAsync(actor, query, current, today)));
        var kept = _kept.AddOrUpdate(
            key, static (_, f) => f,
            static (_, k, f) => k.Applied == f.Applied && k.Day == f.Day && k.Reference == f.Reference && !(k.Page.IsValueCreated && k.Page.Value.IsFaulted) ? k : f, fresh);
        return kept.Page.Value;
    }

    private async Task<Result<OverviewModel>> MakeAsync(Actor actor, ViewState query, Reference current, DateOnly today)
    {
        Interlocked.Increment(ref _made);
        var ct = CancellationToken.None;
        var state = query.WithDefaults(actor, current, options.RootUnit, today);
        var read = state.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var filter = read.Value;
        var campaign = filter.Campaign;
        var numbers = queries.Get(filter);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var name = english ? campaign.NameEn : campaign.NameVi;
        var restated = filter.Boundaries.Kind == BoundaryViewKind.At;
        var (root, day) = ViewTime.RootOn(current.Places, campaign.RootUnitId, restated ? filter.Boundaries.Date!.Value : ViewTime.UnitDay(filter.Period, campaign, today), restated);
        var byDistrict = filter.Boundaries.Kind == BoundaryViewKind.OldDistrict;
        var drawing = byDistrict ? drawings.DistrictsOf(campaign.RootUnitId, day > ModelRules.LastDistrictDay ? ModelRules.LastDistrictDay : day) : drawings.Of(root, day);
        var measure = MapMeasures.Of(state);
        var onMap = drawing?.Shapes.Select(s => s.Id).ToHashSet() ?? [];
        var mapSum = numbers.Units.Values.Sum(t => Of(t, measure)) + Of(numbers.ProvinceBodies, measure);
        var unplaced = numbers.Units.Where(u => !onMap.Contains(u.Key)).Sum(u => Of(u.Value, measure));
        var due = await coverage.CurrentPeriodAsync(campaign.Id, today, ct);
        var reports = due is { } period ? await coverage.OfAsync(campaign.Id, period, ct) : [];
        var table = current.Places.Restate(filter.Boundaries);
        // A document speaks of its whole time; beside the numbers of one month it would say nothing.
        var reported = filter is { Period: null, Theme: null, Block: null } && filter.Unit != CubeKeys.ProvinceBodies
            ? await reportedTotals.OfAsync(campaign, filter.Unit, ct) : ReportedTotals.None;
        return new OverviewModel
        {
            State = state, Campaign = campaign, CampaignName = name, Numbers = numbers,
            BrandLine = $"{current.Places[campaign.RootUnitId].FullNameAtStart} · {name}",
            Provenance = campaign.Provenance switch { "press" => text["provenance.press"].Value, "conference_paper" => text["provenance.conference-paper"].Value, _ => null },
            Options = FilterOptions.Of(actor, current, campaign, state, today, periods, words),
            CoverageText = reports.Count > 0 && actor.Scope.All
                ? text["coverage", reports.Count(r => r.Reported), reports.Count, Percent(reports.Count(r => r.Reported), reports.Count), PeriodWords.Of(due!.Value, periods)].Value : null,
            Tiles = Tiles(filter, numbers, reported),
            MapTitle = text[$"map.title.{Wire.Name(measure)}"],
            MapFoot = text["map.foot", ViewWords(filter, restated, day, drawing?.Shapes.Count ?? 0)],
            Measures = Enum.GetValues<MapMeasure>().Select(m => (m, (state with { Measure = Wire.Name(m) }).Href())).ToList(),
            Drawing = drawing, MapUnits = drawing is null ? [] : MapUnits(actor, state, drawing, numbers, measure, table),
            ShowsProvince = actor.Scope.All || filter is { Unit: null, Body: null },
            WholeHref = (actor.UnitId is null ? state with { Body = ViewState.AllBodies } : state with { Unit = campaign.RootUnitId }).Href(),
            OnMap = id => table.For(id).Select(t => t.TargetId).Where(onMap.Contains),
            ProvinceBodies = Of(numbers.ProvinceBodies, measure), ProvinceBodiesHref = (state with { Unit = CubeKeys.ProvinceBodies }).Href(), Unplaced = unplaced, MapSum = mapSum,
            FieldRows = FieldRows(campaign, state, filter, numbers, reported),
            TimeTitle = text[numbers.Periods.Count > 0 && numbers.Periods[0].Kind == PeriodKind.Month ? "time.title.month" : "time.title.year", PeriodName(filter)],
            TimeKind = TimeKind.Columns,
            Series = campaign.Fields.Fields.Select(f => new ChartSeries(f.Key, CampaignWords.FieldName(words, campaign, f.Key), Tone(f.Key))).ToList(),
            Steps = numbers.Periods.Select((p, i) => new TimeStep(
                PeriodWords.Short(p, periods),
                campaign.Fields.Fields.Select(f => (decimal?)numbers.StepFields.Row(p.ToString(), f.Key).Registered).ToList(),
                Tip(campaign, campaign.Fields.Fields.Select(f => $"{CampaignWords.FieldName(words, campaign, f.Key)}: {Number(numbers.StepFields.Row(p.ToString(), f.Key).Registered)}")
                    .Prepend(text["tip.period", Domain.Text.TextFold.UpperFirst(PeriodWords.Of(p, periods)), Number(numbers.Steps[i].Registered)])),
                Href: (state with { Period = p.ToString() }).Href())).ToList(),
            Marks = Marks(numbers.Periods),
            Attention = Attention(actor, reports, due, current, today),
            Feed = await feed.LatestAsync(actor, filter, FeedLength, ct),
        };
    }

    /// <summary>The tone of a field, everywhere the same.</summary>
    internal static string Tone(string? field) => field is null or CubeKeys.Unstated ? "tone-unstated" : StandardFields.All.Contains(field) ? "tone-" + field : "tone-other";

    private static decimal Of(CubeTotals t, MapMeasure measure) => measure switch
    {
        MapMeasure.Recognised => t.Recognised.Total,
        MapMeasure.InProgress => t.InProgress,
        MapMeasure.Commended => t.Commended,
        _ => t.Registered,
    };

    private static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.GetCultureInfo("vi-VN"));

    private static string Percent(int part, int whole) => whole == 0 ? "0" : (100m * part / whole).ToString("0.0", CultureInfo.GetCultureInfo("vi-VN"));

    private string PeriodName(CampaignFilter filter) => filter.Period is { } p ? PeriodWords.Of(p, periods) : periods["period.all"];

    private string ViewWords(CampaignFilter filter, bool restated, DateOnly day, int units) =>
        restated ? text["view.at", day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), units]
        : filter.Boundaries.Kind == BoundaryViewKind.OldDistrict ? text["view.old-district"] : text["view.as-was", units];

    private List<OverviewTile> Tiles(CampaignFilter filter, OverviewNumbers n, ReportedTotals reported)
    {
        var t = n.Totals;
        // A document names models; what became of them it does not say, and zero would say too much.
        var told = filter.Campaign.OpenForEntries;
        var fields = n.Fields;
        var collective = fields.Rows.Where(r => r.ThenKey == Wire.Name(Subject.Collective)).Sum(r => r.Totals.Registered);
        var individual = fields.Rows.Where(r => r.ThenKey == Wire.Name(Subject.Individual)).Sum(r => r.Totals.Registered);
        var unstated = t.Registered - collective - individual;
        var commendedIndividual = fields.Rows.Where(r => r.ThenKey == Wire.Name(Subject.Individual)).Sum(r => r.Totals.Commended);
        return
        [
            Tile("registered", x => x.Registered, unstated > 0
                ? text["tile.registered.unstated", Number(collective), Number(individual), Number(unstated)] : text["tile.registered.more", Number(collective), Number(individual)], known: true),
            Tile("in-progress", x => x.InProgress, text["tile.in-progress.more"]),
            Tile("recognised", x => x.Recognised.Total, LevelText(t.Recognised)),
            Tile("exemplar", x => x.Exemplar, text["tile.exemplar.more"]),
            Tile("commended", x => x.Commended, text["tile.commended.more", Number(t.Commended - commendedIndividual), Number(commendedIndividual)]),
            Tile("replicated", x => x.Replicated, text["tile.replicated.more"]),
        ];

        OverviewTile Tile(string key, Func<CubeTotals, decimal> of, string more, bool known = false)
        {
            // A document lists what it lists; an empty list says nothing, not zero.
            var value = told || (known && of(t) > 0) ? of(t) : (decimal?)null;
            var change = n.Before is { } before && value is not null ? value - of(before) : null;
            return new(
                key, !told && known ? text["tile.listed"] : text[$"tile.{key}"], value, text["unknown"], change is null or 0 ? null : Number(Math.Abs(change.Value)),
                value is null ? null : change is null ? told ? text["tile.no-before"].Value : null : change == 0 ? text["tile.same", BeforeName()].Value : text["tile.against", BeforeName()].Value,
                change switch { > 0 => KpiDirection.Up, < 0 => KpiDirection.Down, _ => KpiDirection.None },
                value is null ? text["tile.not-told"] : more, ReportedText(reported, Kind(key), filter, value), value is null ? [] : n.Steps.Select(s => (decimal?)of(s)).ToList());
        }

        string BeforeName() => PeriodWords.Of(filter.Period!.Value.Previous, periods);
    }

    /// <summary>The lines of a tooltip; made-up numbers say so wherever they stand.</summary>
    private string Tip(Campaign campaign, IEnumerable<string> lines) => string.Join('\n', campaign.Simulated ? lines.Append(text["simulated"]) : lines);

    private static TileKind? Kind(string tile) => tile switch
    {
        "registered" => TileKind.Registered,
        "recognised" => TileKind.Recognised,
        "exemplar" => TileKind.Exemplar,
        "commended" => TileKind.Commended,
        _ => null,
    };

    /// <summary>"báo cáo 990 · danh sách 15": a whole where the source states one, otherwise its parts one by one, never added.</summary>
    private string? ReportedText(ReportedTotals reported, TileKind? kind, CampaignFilter filter, decimal? listed)
    {
        if (kind is not { } of)
        {
            return null;
        }

        var subject = Wire.Parse<Subject>(filter.Subject);
        if (reported.Find(of, filter.Field, subject) is { } whole)
        {
            return listed is { } count ? text["tile.reported", Reported(whole), Number(count)] : text["tile.reported-only", Reported(whole)];
        }

        var parts = reported.Of(of).Where(t => t.Field == filter.Field && (subject is null || t.Subject == subject)).ToList();
        return parts.Count == 0 ? null : text["tile.reported-only", string.Join(" · ", parts.Select(Part))].Value;

        string Part(ReportedTotal t) => string.Join(' ', new[]
        {
            t.Level is { } level ? words[$"level.{Wire.Name(level)}"].Value : null, t.Subject is { } s ? words[$"subject.{Wire.Name(s)}"].Value.ToLowerInvariant() : null, Reported(t),
        }.Where(x => x is not null));
    }

    private string Reported(ReportedTotal total) => total.Exactness switch
    {
        Domain.Reporting.Exactness.Over => text["exactness.over", Number(total.Value)],
        Domain.Reporting.Exactness.Nearly => text["exactness.nearly", Number(total.Value)],
        _ => Number(total.Value),
    };

    private string LevelText(LevelCounts counts) => counts.District > 0
        ? text["tile.recognised.more-district", Number(counts.Commune), Number(counts.District), Number(counts.Province)]
        : text["tile.recognised.more", Number(counts.Commune), Number(counts.Province)];

    private List<MapUnit> MapUnits(Actor actor, ViewState state, MapDrawing drawing, OverviewNumbers n, MapMeasure measure, RestatementTable table)
    {
        var places = reference.Current.Places;
        // Of a commune that a document does not name nothing is known.
        var told = reference.Current.Campaign(state.Campaign)?.OpenForEntries == true;
        return drawing.Shapes.Select(shape =>
        {
            var name = places[shape.Id].FullNameAtStart;
            if (!actor.Scope.All && !actor.Scope.Units.Contains(shape.Id))
            {
                return new MapUnit(shape.Id, null, text["map.outside", name], text["map.outside-tip", name], null, Outside: true);
            }

            var t = n.Units.GetValueOrDefault(shape.Id, CubeTotals.Zero);
            decimal? value = Of(t, measure) is var count && (count > 0 || told) ? count : null;
            var tip = string.Join('\n', new[]
            {
                name, told ? text["tip.models", Number(t.Registered), Number(t.InProgress)].Value : value is null ? text["map.no-data"].Value : text["tip.listed", Number(value.Value)].Value, told ? text["tip.recognised", Number(t.Recognised.Total), Number(t.Commended)].Value : string.Empty,
                table.Estimated(shape.Id) ? text["tip.estimated"].Value : string.Empty, Simulated(state) ? text["simulated"].Value : string.Empty,
            }.Where(l => l.Length > 0));
            return new(shape.Id, value, value is null ? text["map.unit.none", name] : text[$"map.unit.{Wire.Name(measure)}", name, Number(value.Value)], tip, (state with { Unit = state.Unit == shape.Id ? string.Empty : shape.Id }).Href());
        }).ToList();

        bool Simulated(ViewState s) => reference.Current.Campaign(s.Campaign)?.Simulated == true;
    }

    private List<ShareRow> FieldRows(Campaign campaign, ViewState state, CampaignFilter filter, OverviewNumbers n, ReportedTotals reported)
    {
        var keys = campaign.Fields.Fields.Select(f => f.Key).Append(CubeKeys.Unstated);
        return keys.Select(key =>
        {
            decimal Part(string subject) => n.Fields.Row(key, subject).Registered;
            return new ShareRow(
                key, key == CubeKeys.Unstated ? words["unstated"] : CampaignWords.FieldName(words, campaign, key), Tone(key), Part(Wire.Name(Subject.Collective)),
                Part(Wire.Name(Subject.Individual)), Part(CubeKeys.Unstated), (state with { Field = state.Field == key ? null : key }).Href(),
                Note: reported.Find(TileKind.Registered, key, Wire.Parse<Subject>(filter.Subject)) is { } total ? text["fields.reported", Reported(total)].Value : null,
                Tip: Tip(campaign,
                [
                    key == CubeKeys.Unstated ? words["unstated"] : CampaignWords.FieldName(words, campaign, key),
                    $"{words["subject.collective"].Value}: {Number(Part(Wire.Name(Subject.Collective)))}", $"{words["subject.individual"].Value}: {Number(Part(Wire.Name(Subject.Individual)))}",
                ]));
        }).Where(r => r.Key != CubeKeys.Unstated || r.Total > 0 || r.Note is not null).ToList();
    }

    private IReadOnlyList<TimeMark> Marks(IReadOnlyList<PeriodKey> periods)
    {
        // The campaign's day: reviews and honours gather around 15 October (seed 003, §6).
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i] is { Kind: PeriodKind.Month, Number: 10 })
            {
                return [new(i + (14.0 / 31), text["mark.review"])];
            }
        }

        return [];
    }

    private List<AttentionItem> Attention(Actor actor, IReadOnlyList<BodyReport> reports, PeriodKey? due, Reference current, DateOnly today)
    {
        var mine = actor.Scope.All ? reports : reports.Where(r => actor.Scope.Bodies.Contains(r.BodyId)).ToList();
        var late = mine.Where(r => r.Status is null or Domain.Reporting.ReportStatus.Draft && r.DueOn < today).ToList();
        var returned = mine.Where(r => r.Status == Domain.Reporting.ReportStatus.Returned).ToList();
        var items = new List<AttentionItem>();
        if (late.Count > 0)
        {
            items.Add(new(text["attention.late", PeriodWords.Of(due!.Value, periods)], Names(late), late.Count, "attention-late"));
        }

        if (returned.Count > 0)
        {
            items.Add(new(text["attention.returned"], Names(returned), returned.Count, "attention-returned"));
        }

        return items;

        string Names(List<BodyReport> list) => string.Join(", ", list.Take(4).Select(r =>
            r.UnitId is { } unit ? current.Places[unit].FullNameAtStart : current.Bodies.Find(r.BodyId)!.NameOn(today))) + (list.Count > 4 ? "…" : string.Empty);
    }

    private sealed record Kept(long Applied, DateOnly Day, Reference Reference, Lazy<Task<Result<OverviewModel>>> Page);
}
