using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Compare;

/// <summary>So sánh địa phương: side by side, by number or by people, with what chance alone would do; live.</summary>
public sealed partial class ComparePage
{
    internal const string Path = "/so-sanh";

    // Formats are Vietnamese in both languages.
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    [Inject]
    private CompareQueries Queries { get; set; } = default!;

    [Inject]
    private IStringLocalizer<FiltersText> Periods { get; set; } = default!;

    [Inject]
    private IStringLocalizer<VocabularyText> Vocabulary { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "mau-so")]
    private string? DenominatorQuery { get; set; }

    [SupplyParameterFromQuery(Name = "hang")]
    private string? RankQuery { get; set; }

    [SupplyParameterFromQuery(Name = "cum")]
    private string? ClusterQuery { get; set; }

    [SupplyParameterFromQuery(Name = "voi")]
    private string? OtherQuery { get; set; }

    [SupplyParameterFromQuery(Name = "xa")]
    private string[]? ChosenQuery { get; set; }

    [SupplyParameterFromQuery(Name = "mot")]
    private string? OneQuery { get; set; }

    // A form sends each choice by itself, a link all of them together.
    private string? ChosenText => ChosenQuery is { Length: > 0 } chosen && string.Join(',', chosen.SelectMany(c => c.Split(',')).Where(c => c.Length > 0).Distinct()) is { Length: > 0 } text ? text : null;

    /// <inheritdoc />
    protected override CompareAsk Asked => new(
        Query,
        Wire.Parse<Denominator>(DenominatorQuery) ?? Denominator.None, RankQuery == "co", string.IsNullOrEmpty(ClusterQuery) ? null : ClusterQuery, Wire.Parse<CompareMeasure>(OtherQuery) ?? CompareMeasure.Recognised)
    {
        Chosen = ChosenText, One = string.IsNullOrEmpty(OneQuery) ? null : OneQuery,
    };

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <inheritdoc />
    protected override Interest? InterestOf(Actor actor, ViewState query) => Queries.InterestOf(actor, query);

    /// <inheritdoc />
    protected override Task<Result<CompareView>> AnswerAsync(Actor actor, CompareAsk asked) => Queries.GetAsync(actor, asked);

    private Task GoAsync(ViewState state)
    {
        Nav.NavigateTo((Asked with { State = state with { Measure = MeasureQuery, Order = OrderQuery } }).Href);
        return Task.CompletedTask;
    }

    /// <summary>Links between which one chooses.</summary>
    private IEnumerable<(string Text, string Href, bool Chosen)> Measures(CompareView v) =>
        Enum.GetValues<CompareMeasure>().Select(m => (Name(m), (v.Ask with { State = v.Ask.State with { Measure = m == CompareMeasure.Registered ? null : Wire.Name(m) } }).Href, m == v.Ask.Measure));

    private IEnumerable<(string Text, string Href, bool Chosen)> Denominators(CompareView v) =>
        Enum.GetValues<Denominator>().Select(d => (T[$"by.{Wire.Name(d)}"].Value, (v.Ask with { By = d }).Href, d == v.Ask.By));

    private IEnumerable<(string Text, string Href, bool Chosen)> Orders(CompareView v) =>
        new (string? Key, string Text)[] { (null, T["order.administrative"]), ("gia-tri", T["order.value"]), ("thay-doi", T["order.change"]), ("chi-tieu", T["order.plan"]) }.Where(o => o.Key != "chi-tieu" || v.Rows.Any(r => r.Target is not null))
            .Select(o => (o.Text, (v.Ask with { State = v.Ask.State with { Order = o.Key } }).Href, (v.Ask.State.Order is "gia-tri" or "thay-doi" or "chi-tieu" ? v.Ask.State.Order : null) == o.Key));

    private IEnumerable<(string Text, string Href, bool Chosen)> Others(CompareView v) =>
        Enum.GetValues<CompareMeasure>().Where(m => m != v.Ask.Measure).Select(m => (Name(m), (v.Ask with { Other = m }).Href, m == v.Ask.Other));

    private string Name(CompareMeasure measure) => T[$"measure.{Wire.Name(measure)}"];

    private string Origin(CompareView v) => $"{(English ? v.Campaign.NameEn : v.Campaign.NameVi)}, {PeriodWords(v)}, {ViewWords(v)}";

    private string FieldName(CompareView v, string key) => CampaignWords.FieldName(Vocabulary, v.Campaign, key);

    private string PeriodWords(CompareView v) => PeriodKey.TryParse(v.Ask.State.Period, out var p) ? Filters.PeriodWords.Of(p, Periods) : Periods["period.all"].Value;

    private string ViewWords(CompareView v) => v.Boundaries.Kind switch
    {
        BoundaryViewKind.At => T["view.at", TypedText.Day(v.Boundaries.Date!.Value), v.Rows.Count],
        BoundaryViewKind.OldDistrict => T["view.old-district"],
        _ => T["view.as-was"],
    };

    private string CellHref(CompareView v, CompareRow row, string field) => ModelsBehind.Models(v.Ask.State with { Unit = row.Id, Field = field }, Wire.Name(v.Ask.Measure));

    private string StepHref(CompareView v, CompareRow row, string period) => ModelsBehind.Models(v.Ask.State with { Unit = row.Id, Period = period }, Wire.Name(v.Ask.Measure));

    /// <summary>"12 (10–15)".</summary>
    private string ForecastWords(CompareRow row) => row.Forecast is { } f ? T["forecast.value", Number(f.Likely), Number(f.Low), Number(f.High)] : T["forecast.too-little"];

    private string PacesWords(CompareView v) => string.Join("; ", v.Paces.Select(p => string.Create(s_vietnamese, $"{p.Year.ToString(CultureInfo.InvariantCulture)}: {100 * p.Share:0.0}%")));

    private string KindName(CompareView v) => T[$"kind.{Wire.Name(v.Ask.Kind)}"];

    private string RateName(CompareView v) => T[$"by.{Wire.Name(v.Ask.By)}"];

    private string FunnelTitle(CompareView v) => v.Funnel.Kind is null ? T["funnel.share-title"] : T["funnel.title", Name(v.Ask.Measure), RateName(v)];

    private string FunnelFoot(CompareView v) => v.Funnel.Kind is null
        ? T["funnel.share-foot", v.Funnel.Points.Count, Number(v.Funnel.Base), Number(v.Funnel.Count), Number(Math.Round((decimal)v.Funnel.Average, 1))]
        : T["funnel.foot", v.Funnel.Points.Count, Number(Math.Round((decimal)v.Funnel.Average, 1)), RateName(v)];

    private string SourceWords(ConfirmedPopulation of) => $"{T["people.year", of.Year.ToString(CultureInfo.InvariantCulture)]}, {string.Join("; ", of.Sources)}{(of.Summed ? T["people.summed"] : "")}";

    /// <summary>The year and source of most denominators, told once above them; those that differ tell their own.</summary>
    private string? CommonSource(CompareView v) => v.Rows.Select(r => r.People).OfType<ConfirmedPopulation>().GroupBy(SourceWords).Where(g => g.Count() > 1).MaxBy(g => g.Count())?.Key;

    private static string WhereDenominators(CompareView v) => "/dia-ban" + (v.Ask.Kind == DenominatorKind.People ? "" : "?mau-so=" + Wire.Name(v.Ask.Kind));

    /// <summary>What else the address says, for a form that changes one thing of it.</summary>
    private IEnumerable<(string Name, string? Value)> Hidden(CompareView v, params string[] but) =>
        new (string Name, string? Value)[]
        {
            ("phong-trao", v.Ask.State.Campaign), ("ky", v.Ask.State.Period), ("linh-vuc", v.Ask.State.Field), ("chu-de", v.Ask.State.Theme), ("khoi", v.Ask.State.Block), ("doi-tuong", v.Ask.State.Subject),
            ("dia-gioi", v.Ask.State.Boundaries), ("chi-so", MeasureQuery), ("thu-tu", OrderQuery), ("mau-so", DenominatorQuery), ("hang", RankQuery), ("cum", ClusterQuery), ("voi", OtherQuery), ("mot", OneQuery),
        }.Where(h => !string.IsNullOrEmpty(h.Value) && !but.Contains(h.Name));

    private string? BeforeHref(CompareView v, CompareRow row) =>
        PeriodKey.TryParse(v.Ask.State.Period, out var period) && period.SameLastYear is { } before && row.Before is not null ? StepHref(v, row, before.ToString()) : null;

    private string Change(CompareRow row) => row is { Value: { } now, Before: { } before } ? (now - before) switch
    {
        0 => T["change.none"],
        > 0 and var more => "+" + Number(more),
        var less => "−" + Number(-less),
    } : "–";

    private string RankWords(CompareRow row) => row.Rank is not { } rank ? T["rank.none"]
        : row.RankBefore is not { } before || before == rank ? rank.ToString(CultureInfo.InvariantCulture)
        : T[before > rank ? "rank.up" : "rank.down", rank, Math.Abs(before - rank)];

    private static string Number(decimal value) => value.ToString("#,0.##", s_vietnamese);

    // A plan can be more than fulfilled; its bar then is full.
    private static string Percent(decimal part, decimal whole) => whole <= 0 ? "–" : (100m * part / whole).ToString("0.0", s_vietnamese) + "%";

    private static string Share(decimal part, decimal whole) => whole <= 0 ? "0" : Math.Min(100m, 100m * part / whole).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
