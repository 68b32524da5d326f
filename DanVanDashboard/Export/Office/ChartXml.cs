using System.Globalization;
using System.Xml.Linq;

namespace DanVanDashboard.Export.Office;

/// <summary>The part of a chart and the workbook that it can be changed in.</summary>
internal static class ChartXml
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    public static readonly XNamespace C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    public static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace s_r = OfficePackage.Relations;
    private const string Sheet = "Data";

    /// <summary>Adds a chart with its workbook.</summary>
    /// <returns>Path of the chart's part.</returns>
    public static string Add(OfficePackage package, string folder, int number, NativeChart chart, ChartLook look)
    {
        var (path, book) = ($"{folder}/charts/chart{number.ToString(CultureInfo.InvariantCulture)}.xml", $"{folder}/embeddings/chart{number.ToString(CultureInfo.InvariantCulture)}.xlsx");
        package.File(book, WorkbookWriter.ContentType, Book(chart));
        var id = package.Relate(path, "package", book);
        package.Part(path, ContentType, Of(chart, id, look));
        return path;
    }

    private static byte[] Book(NativeChart chart)
    {
        using var stream = new MemoryStream();
        using (var book = new WorkbookWriter(stream, chart.Name))
        {
            using (var sheet = book.Sheet(Sheet, new() { Filter = false, Widths = [36, .. chart.Series.Select(_ => 16.0)] }))
            {
                sheet.Row([Cell.Text(chart.Name, CellLook.Header), .. chart.Series.Select(s => Cell.Text(s.Name, CellLook.Header))]);
                for (var i = 0; i < chart.Categories.Count; i++)
                {
                    sheet.Row([Cell.Text(chart.Categories[i]), .. chart.Series.Select(s => s.Values[i] is { } v && v == decimal.Truncate(v) ? Cell.Integer((long)v) : Cell.Number(s.Values[i]))]);
                }
            }

            book.Complete();
        }

        return stream.ToArray();
    }

    private static XElement Of(NativeChart chart, string book, ChartLook look)
    {
        var bars = chart.Kind is NativeChartKind.Bars or NativeChartKind.StackedBars;
        return new(
            C + "chartSpace", new XAttribute(XNamespace.Xmlns + "a", A), new XAttribute(XNamespace.Xmlns + "r", s_r), Val("roundedCorners", "0"),
            new XElement(
                C + "chart", Val("autoTitleDeleted", "1"),
                new XElement(C + "plotArea", new XElement(C + "layout"), Plot(chart), CategoryAxis(chart, bars), ValueAxis(chart, bars)),
                chart.Series.Count > 1 ? new XElement(C + "legend", Val("legendPos", "t"), Val("overlay", "0")) : null,
                Val("plotVisOnly", "1"), Val("dispBlanksAs", "gap")),
            look.Ground is { } ground ? new XElement(C + "spPr", Fill(ground)) : null,
            new XElement(
                C + "txPr", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"),
                new XElement(A + "p", new XElement(A + "pPr", new XElement(
                    A + "defRPr", new XAttribute("sz", chart.LetterSize * 100), look.Ink is { } ink ? Fill(ink) : new(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "tx1"))), new XElement(A + "latin", new XAttribute("typeface", look.Font)))), new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN")))),
            new XElement(C + "externalData", new XAttribute(s_r + "id", book), Val("autoUpdate", "0")));
    }

    private static XElement Plot(NativeChart chart)
    {
        if (chart.Kind == NativeChartKind.Lines)
        {
            return new(
                C + "lineChart", Val("grouping", "standard"), Val("varyColors", "0"), chart.Series.Select((s, i) => SeriesOf(chart, s, i)), Labels(chart), Val("marker", "1"), Val("axId", "1"), Val("axId", "2"));
        }

        var stacked = chart.Kind is NativeChartKind.StackedBars or NativeChartKind.StackedColumns;
        return new(
            C + "barChart", Val("barDir", chart.Kind is NativeChartKind.Bars or NativeChartKind.StackedBars ? "bar" : "col"), Val("grouping", stacked ? "stacked" : "clustered"), Val("varyColors", "0"),
            chart.Series.Select((s, i) => SeriesOf(chart, s, i)), Labels(chart), Val("gapWidth", "45"), stacked ? Val("overlap", "100") : null, Val("axId", "1"), Val("axId", "2"));
    }

    private static XElement SeriesOf(NativeChart chart, NativeSeries series, int index)
    {
        var (column, last) = (CellAddress.Column(index + 1), chart.Categories.Count + 1);
        var line = chart.Kind == NativeChartKind.Lines;
        return new(
            C + "ser", Val("idx", Text(index)), Val("order", Text(index)),
            new XElement(C + "tx", new XElement(C + "strRef", new XElement(C + "f", $"{Sheet}!${column}$1"), Cache("strCache", null, [series.Name]))),
            new XElement(
                C + "spPr", line ? null : Fill(series.Colour), line ? new XElement(A + "ln", new XAttribute("w", 28575), Fill(series.Colour)) : null),
            line ? new XElement(C + "marker", Val("symbol", "circle"), Val("size", "6"), new XElement(C + "spPr", Fill(series.Colour))) : Val("invertIfNegative", "0"),
            line || chart.Colours is null ? null : chart.Colours.Select((colour, i) => new XElement(C + "dPt", Val("idx", Text(i)), Val("invertIfNegative", "0"), Val("bubble3D", "0"), new XElement(C + "spPr", Fill(colour)))),
            new XElement(C + "cat", new XElement(C + "strRef", new XElement(C + "f", $"{Sheet}!$A$2:$A${Text(last)}"), Cache("strCache", null, chart.Categories))),
            new XElement(C + "val", new XElement(
                C + "numRef", new XElement(C + "f", $"{Sheet}!${column}$2:${column}${Text(last)}"),
                Cache("numCache", Format(chart), series.Values.Select(v => v?.ToString(CultureInfo.InvariantCulture)).ToList()))),
            line ? Val("smooth", "0") : null);
    }

    private static XElement Cache(string kind, string? format, IReadOnlyList<string?> values) => new(
        C + kind, format is null ? null : new XElement(C + "formatCode", format), Val("ptCount", Text(values.Count)),
        values.Select((v, i) => v is null ? null : new XElement(C + "pt", new XAttribute("idx", i), new XElement(C + "v", OfficePackage.Clean(v)))));

    // Decimals only where there are some: a format that merely allows them leaves the mark standing behind whole numbers.
    private static string Format(NativeChart chart) => chart.Series.All(s => s.Values.All(v => v is not { } number || number == decimal.Truncate(number))) ? "#,##0" : "#,##0.0";

    // A nought bears no label: it would stand on the axis.
    private static XElement Labels(NativeChart chart)
    {
        var shown = chart.Kind != NativeChartKind.Lines && chart.Categories.Count * chart.Series.Count <= 60;
        var within = chart.Kind is NativeChartKind.StackedBars or NativeChartKind.StackedColumns;
        return new(
            C + "dLbls", shown ? new XElement(C + "numFmt", new XAttribute("formatCode", $"{Format(chart)};-{Format(chart)};;"), new XAttribute("sourceLinked", "0")) : null,
            shown && within ? new XElement(C + "txPr", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"), new XElement(A + "p", new XElement(A + "pPr", new XElement(
                A + "defRPr", new XAttribute("sz", chart.LetterSize * 100), Fill("FFFFFF"))), new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN")))) : null,
            Val("showLegendKey", "0"), Val("showVal", shown ? "1" : "0"), Val("showCatName", "0"), Val("showSerName", "0"), Val("showPercent", "0"), Val("showBubbleSize", "0"));
    }

    private static XElement CategoryAxis(NativeChart chart, bool bars) => new(
        C + "catAx", Val("axId", "1"), new XElement(C + "scaling", Val("orientation", bars ? "maxMin" : "minMax")), Val("delete", "0"), Val("axPos", bars ? "l" : "b"), Val("numFmt", null),
        Val("majorTickMark", "none"), Val("minorTickMark", "none"), Val("tickLblPos", "low"), new XElement(C + "spPr", new XElement(A + "ln", new XAttribute("w", 9525), Fill("C3CDD4"))),
        Val("crossAx", "2"), Val("crosses", "autoZero"), Val("auto", "0"), Val("lblAlgn", "ctr"), Val("lblOffset", "100"), chart.Categories.Count <= 24 ? Val("tickLblSkip", "1") : null, Val("noMultiLvlLbl", "1"));

    private static XElement ValueAxis(NativeChart chart, bool bars) => new(
        C + "valAx", Val("axId", "2"),
        new XElement(C + "scaling", Val("orientation", "minMax"), chart.Most is { } most ? Val("max", most.ToString(CultureInfo.InvariantCulture)) : null, Val("min", "0")),
        Val("delete", "0"), Val("axPos", bars ? "t" : "l"), new XElement(C + "majorGridlines", new XElement(C + "spPr", new XElement(A + "ln", new XAttribute("w", 6350), Fill("E3E8EC")))),
        new XElement(C + "numFmt", new XAttribute("formatCode", "#,##0"), new XAttribute("sourceLinked", "0")), Val("majorTickMark", "none"), Val("minorTickMark", "none"),
        // With the first bar at the top, the axis of values would stand there too.
        Val("tickLblPos", bars ? "high" : "nextTo"), new XElement(C + "spPr", new XElement(A + "ln", new XElement(A + "noFill"))), Val("crossAx", "1"), Val("crosses", "autoZero"), Val("crossBetween", "between"));

    private static XElement? Val(string name, string? value) => value is null ? null : new(C + name, new XAttribute("val", value));

    private static XElement Fill(string colour) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", colour)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
