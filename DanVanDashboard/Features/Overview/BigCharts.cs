using System.Globalization;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Overview;

/// <summary>The cards as large charts, to be looked into and taken along as pictures.</summary>
internal static class BigCharts
{
    public const string Time = "time";
    public const string Fields = "fields";
    public const string Localities = "localities";
    public const string Funnel = "funnel";

    /// <summary>The large chart of a card; <see langword="null"/> where the page does not have that card now.</summary>
    public static ChartSpec? Of(string card, OverviewModel m, OverviewWords words) => card switch
    {
        Time when m.Time is { } time => OverTime(time, m, words),
        Fields => ByField(m, words),
        Localities when m.Localities is { } list => ByLocality(list, m, words),
        Funnel when m.Funnel is { } funnel => Stages(funnel, m, words),
        _ => null,
    };

    private static ChartSpec OverTime(TimePanel time, OverviewModel m, OverviewWords words) => Common(new(
        time.Kind == TimeKind.Line ? ChartKind.Lines : ChartKind.StackedColumns, time.Title,
        [.. time.Steps.Select(s => new ChartCategory(s.Label, s.Href))],
        [.. time.Series.Select((s, i) => new ChartLine(s.Key, s.Name, s.ToneClass, [.. time.Steps.Select(step => step.Values[i])]))])
    {
        Marks = [.. time.Marks],
    }, m, words);

    private static ChartSpec ByField(OverviewModel m, OverviewWords words) => Common(new(
        ChartKind.Bars, words.Text["fields.title"],
        [.. m.FieldRows.Select(r => new ChartCategory(r.Name, r.TotalHref ?? r.Href))],
        [
            new("collective", words.Vocabulary["subject.collective"], "tone-plain", [.. m.FieldRows.Select(r => (decimal?)r.Full)]),
            new("individual", words.Vocabulary["subject.individual"], "tone-plain", [.. m.FieldRows.Select(r => (decimal?)r.Half)]) { Soft = true },
            .. m.FieldRows.Any(r => r.Unstated > 0)
                ? [new ChartLine("unstated", words.Vocabulary["unstated"], "tone-unstated", [.. m.FieldRows.Select(r => (decimal?)r.Unstated)])] : Array.Empty<ChartLine>(),
        ])
    {
        CategoryTitle = words.Text["big.field"],
    }, m, words);

    private static ChartSpec ByLocality(LocalityList list, OverviewModel m, OverviewWords words)
    {
        var at = Math.Max(0, list.Columns.ToList().FindIndex(c => c.Chosen));
        var rows = list.Rows.Concat(list.Others).ToList();
        return Common(new(
            ChartKind.Bars, words.Text["big.by-locality", list.Columns[at].Text],
            [.. rows.Select(r => new ChartCategory(r.Name, r.Href))],
            [new("value", list.Columns[at].Text, "tone-plain", [.. rows.Select(r => r.Cells[at].Value)]) { Hrefs = [.. rows.Select(r => r.Cells[at].Href)] }])
        {
            CategoryTitle = words.Text["filter-unit"],
        }, m, words);
    }

    private static ChartSpec Stages(Funnel funnel, OverviewModel m, OverviewWords words) => Common(new(
        ChartKind.Funnel, words.Text["funnel.title"],
        [.. funnel.Steps.Select(s => new ChartCategory(s.Name, s.Href.Length > 0 ? s.Href : null))],
        [new("models", words.Text["big.models"], "tone-plain", [.. funnel.Steps.Select(s => (decimal?)s.Value)])])
    {
        CategoryTitle = words.Text["big.stage"],
    }, m, words);

    private static ChartSpec Common(ChartSpec spec, OverviewModel m, OverviewWords words) => spec with
    {
        ValueTitle = words.Text["big.models"],
        Simulated = m.Campaign.Simulated,
        Footer = Footer(m, words),
    };

    /// <summary>Where the numbers come from and of when they are, to the minute.</summary>
    public static string Footer(OverviewModel m, OverviewWords words) =>
        words.Text["big.footer", m.BrandLine, m.Map.Foot, m.Numbers.AsOf.ToLocal().ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture)];

    /// <summary>What a picture of the map says below itself: period, way of counting, source of the numbers and of the boundaries.</summary>
    public static string MapFooter(OverviewModel m, OverviewWords words) =>
        words.Text["big.map-footer", Domain.Text.TextFold.UpperFirst(words.Period(m.Filter)), Footer(m, words), m.Map.Credit];
}
