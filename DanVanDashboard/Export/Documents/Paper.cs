using System.Globalization;
using System.Xml.Linq;
using DanVanDashboard.Export.Office;

namespace DanVanDashboard.Export.Documents;

/// <summary>How a paragraph looks.</summary>
public sealed record PaperLook
{
    /// <summary>As text runs.</summary>
    public static readonly PaperLook Plain = new();

    /// <summary>In the middle, without indent.</summary>
    public static readonly PaperLook Centre = new() { Align = "center", Indent = false };

    /// <summary>In the middle and bold.</summary>
    public static readonly PaperLook CentreBold = new() { Align = "center", Indent = false, Bold = true };

    /// <summary>Size in points; 0 leaves the style's.</summary>
    public double Size { get; init; }

    /// <summary>Whether it is bold.</summary>
    public bool Bold { get; init; }

    /// <summary>Whether it is slanted.</summary>
    public bool Italic { get; init; }

    /// <summary><c>left</c>, <c>center</c>, <c>right</c> or <c>both</c>.</summary>
    public string Align { get; init; } = "both";

    /// <summary>Whether its first line begins further in.</summary>
    public bool Indent { get; init; } = true;

    /// <summary>Whether a line stands under it, as wide as its cell.</summary>
    public bool Rule { get; init; }

    /// <summary>RRGGBB; <see langword="null"/> is black.</summary>
    public string? Colour { get; init; }

    /// <summary>Room after it, in points.</summary>
    public double After { get; init; } = 6;

    /// <summary>Whether it stays on the page of what follows.</summary>
    public bool KeepNext { get; init; }
}

/// <summary>A column of a table on paper.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Share">Its share of the width.</param>
/// <param name="Align">Where its cells stand.</param>
public sealed record PaperColumn(string Title, double Share, string Align = "left");

/// <summary>Writes a document (.docx) on A4 in the measures of official papers.</summary>
public sealed class Paper : IDisposable
{
    /// <summary>Type of the file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const string Types = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Main = "/word/document.xml";
    private const int Upright = 9071;
    private const int Across = 14570;
    private static readonly XNamespace s_w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace s_r = OfficePackage.Relations;
    private readonly OfficePackage _package;
    private readonly string _title;
    private readonly List<XElement> _body = [];
    private int _tables;
    private bool _across;
    private int _turnedAt = -1;

    /// <summary>Begins a document.</summary>
    /// <param name="stream">Where it goes; stays open.</param>
    /// <param name="title">Title of the document.</param>
    public Paper(Stream stream, string title) => (_package, _title) = (new(stream), title);

    private int Wide => _across ? Across : Upright;

    /// <summary>Lays the pages from here on across, as long lists need them.</summary>
    public void Turn()
    {
        if (!_across)
        {
            _turnedAt = _body.Count;
            _across = true;
        }
    }

    /// <summary>A paragraph.</summary>
    public void Text(string text, PaperLook? look = null) => _body.Add(Paragraph(text, look ?? PaperLook.Plain));

    /// <summary>A heading, which stands in the outline.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="level">1 or 2.</param>
    /// <param name="newPage">Whether it begins a page.</param>
    public void Heading(string text, int level = 1, bool newPage = false) => _body.Add(new(
        s_w + "p", new XElement(s_w + "pPr", Val("pStyle", $"Heading{level.ToString(CultureInfo.InvariantCulture)}"), newPage ? new XElement(s_w + "pageBreakBefore") : null), Run(text, PaperLook.Plain)));

    /// <summary>Two columns without lines, as at the head and the foot of a document.</summary>
    /// <param name="left">Lines of the left one.</param>
    /// <param name="right">Lines of the right one.</param>
    /// <param name="share">Share of the left one.</param>
    public void Columns(IReadOnlyList<(string Text, PaperLook Look)> left, IReadOnlyList<(string Text, PaperLook Look)> right, double share)
    {
        var widths = new[] { (int)(Wide * share), Wide - (int)(Wide * share) };
        _body.Add(new(
            s_w + "tbl", new XElement(s_w + "tblPr", Width("tblW", Wide), new XElement(s_w + "tblLayout", new XAttribute(s_w + "type", "fixed"))),
            new XElement(s_w + "tblGrid", widths.Select(w => new XElement(s_w + "gridCol", new XAttribute(s_w + "w", w)))),
            new XElement(s_w + "tr", new XElement(s_w + "trPr", new XElement(s_w + "cantSplit")), Cell(widths[0], left), Cell(widths[1], right))));
        _body.Add(Paragraph(string.Empty, new() { After = 0 }));

        static XElement Cell(int width, IReadOnlyList<(string Text, PaperLook Look)> lines) =>
            new(s_w + "tc", new XElement(s_w + "tcPr", Width("tcW", width)), lines.Select(l => Paragraph(l.Text, l.Look with { Indent = false, After = 0 })));
    }

    /// <summary>A numbered table. Its head stands on every page, and no row is torn.</summary>
    /// <param name="label">The word before its number; <see langword="null"/>: neither number nor caption.</param>
    /// <param name="caption">What it shows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows; the same number of cells each.</param>
    /// <param name="bold">Which rows are bold, by their place.</param>
    public void Table(string? label, string caption, IReadOnlyList<PaperColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows, Func<int, bool>? bold = null)
    {
        if (label is not null)
        {
            var number = (++_tables).ToString(CultureInfo.InvariantCulture);
            var look = new PaperLook { Bold = true };
            _body.Add(new(
                s_w + "p", new XElement(s_w + "pPr", Val("pStyle", "Caption")), Run(label + " ", look),
                new XElement(s_w + "fldSimple", new XAttribute(s_w + "instr", $" SEQ {(label.All(char.IsAsciiLetter) ? label : "Table")} \\* ARABIC "), Run(number, look)), Run($". {caption}", look)));
        }

        var all = columns.Sum(c => c.Share);
        var widths = columns.Select(c => (int)(Wide * c.Share / all)).ToList();
        _body.Add(new(
            s_w + "tbl",
            new XElement(
                s_w + "tblPr", Width("tblW", Wide),
                new XElement(s_w + "tblBorders", new[] { "top", "left", "bottom", "right", "insideH", "insideV" }.Select(side => new XElement(
                    s_w + side, new XAttribute(s_w + "val", "single"), new XAttribute(s_w + "sz", "4"), new XAttribute(s_w + "space", "0"), new XAttribute(s_w + "color", "7A8792")))),
                new XElement(s_w + "tblLayout", new XAttribute(s_w + "type", "fixed")),
                new XElement(s_w + "tblCellMar", Margin("left"), Margin("right"))),
            new XElement(s_w + "tblGrid", widths.Select(w => new XElement(s_w + "gridCol", new XAttribute(s_w + "w", w)))),
            Row([.. columns.Select(c => c.Title)], head: true, bold: true),
            rows.Select((r, i) => Row(r, head: false, bold?.Invoke(i) == true))));
        _body.Add(Paragraph(string.Empty, new() { After = 4, Size = 6 }));

        XElement Row(IReadOnlyList<string> cells, bool head, bool bold) => new(
            s_w + "tr", new XElement(s_w + "trPr", new XElement(s_w + "cantSplit"), head ? new XElement(s_w + "tblHeader") : null),
            cells.Select((text, i) => new XElement(
                s_w + "tc",
                new XElement(
                    s_w + "tcPr", Width("tcW", widths[i]), head ? new XElement(s_w + "shd", new XAttribute(s_w + "val", "clear"), new XAttribute(s_w + "color", "auto"), new XAttribute(s_w + "fill", "EEF2F4")) : null,
                    Val("vAlign", head ? "center" : "top")),
                Paragraph(text, new() { Size = head ? 11 : 12, Bold = bold, Indent = false, After = 0, Align = head ? "center" : columns[i].Align }))));

        static XElement Margin(string side) => new(s_w + side, new XAttribute(s_w + "w", 70), new XAttribute(s_w + "type", "dxa"));
    }

    /// <summary>Writes what remains.</summary>
    /// <param name="made">When its content was gathered.</param>
    /// <param name="mark">A mark on every page that must not be missed; <see langword="null"/> for none.</param>
    /// <param name="stamp">At the foot of every page.</param>
    public void Complete(DateTimeOffset made, string? mark, string stamp)
    {
        const string styles = "/word/styles.xml", settings = "/word/settings.xml";
        _package.Part(styles, Types + "styles+xml", Styles());
        _package.Relate(Main, "styles", styles);
        _package.Part(settings, Types + "settings+xml", new(s_w + "settings", new XAttribute(XNamespace.Xmlns + "w", s_w), Val("defaultTabStop", "567"), new XElement(s_w + "themeFontLang", new XAttribute(s_w + "val", "vi-VN"))));
        _package.Relate(Main, "settings", settings);
        XElement? marked = mark is null ? null : Paragraph(mark, new() { Align = "right", Bold = true, Size = 11, Colour = "B42318", Indent = false, After = 0 });
        // The first page bears no number.
        var first = Own("header", "header1", [marked ?? Paragraph(string.Empty, new() { After = 0 })]);
        var others = Own("header", "header2", [new(s_w + "p", new XElement(s_w + "pPr", Val("jc", "center")), new XElement(s_w + "fldSimple", new XAttribute(s_w + "instr", " PAGE "), Run("2", new() { Size = 13 }))), .. marked is null ? Array.Empty<XElement>() : [new XElement(marked)]]);
        var foot = Own("footer", "footer1", [Paragraph(stamp, new() { Align = "left", Size = 9, Colour = "5A6B78", Indent = false, After = 0 })]);
        _package.Part(Main, Types + "document.main+xml", new(
            s_w + "document", new XAttribute(XNamespace.Xmlns + "w", s_w), new XAttribute(XNamespace.Xmlns + "r", s_r),
            new XElement(
                s_w + "body",
                _turnedAt < 0 ? _body : [.. _body.Take(_turnedAt), new(s_w + "p", new XElement(s_w + "pPr", Section(across: false))), .. _body.Skip(_turnedAt)],
                Section(_across))));
        _package.Complete(Main, _title, made);

        // The first page of all bears no number; those laid across go on counting.
        XElement Section(bool across) => new(
            s_w + "sectPr", Reference("header", "default", others), across && _turnedAt >= 0 ? null : Reference("header", "first", first), Reference("footer", "default", foot),
            across && _turnedAt >= 0 ? null : Reference("footer", "first", foot),
            new XElement(s_w + "pgSz", new XAttribute(s_w + "w", across ? 16838 : 11906), new XAttribute(s_w + "h", across ? 11906 : 16838), across ? new XAttribute(s_w + "orient", "landscape") : null),
            new XElement(
                s_w + "pgMar", new XAttribute(s_w + "top", across ? 1418 : 1134), new XAttribute(s_w + "right", 1134), new XAttribute(s_w + "bottom", 1134), new XAttribute(s_w + "left", across ? 1134 : 1701),
                new XAttribute(s_w + "header", 567), new XAttribute(s_w + "footer", 567), new XAttribute(s_w + "gutter", 0)),
            across && _turnedAt >= 0 ? null : new XElement(s_w + "titlePg"));

        string Own(string kind, string name, IReadOnlyList<XElement> content)
        {
            var path = $"/word/{name}.xml";
            _package.Part(path, $"{Types}{kind}+xml", new(s_w + (kind == "header" ? "hdr" : "ftr"), new XAttribute(XNamespace.Xmlns + "w", s_w), content));
            return _package.Relate(Main, kind, path);
        }

        static XElement Reference(string kind, string type, string id) => new(s_w + $"{kind}Reference", new XAttribute(s_w + "type", type), new XAttribute(s_r + "id", id));
    }

    /// <inheritdoc />
    public void Dispose() => _package.Dispose();

    private static XElement Paragraph(string text, PaperLook look) => new(
        s_w + "p",
        new XElement(
            s_w + "pPr", look.KeepNext ? new XElement(s_w + "keepNext") : null,
            look.Rule ? new XElement(s_w + "pBdr", new XElement(s_w + "bottom", new XAttribute(s_w + "val", "single"), new XAttribute(s_w + "sz", "6"), new XAttribute(s_w + "space", "1"), new XAttribute(s_w + "color", "000000"))) : null,
            new XElement(s_w + "spacing", new XAttribute(s_w + "before", 0), new XAttribute(s_w + "after", (int)(look.After * 20))),
            look.Indent ? new XElement(s_w + "ind", new XAttribute(s_w + "firstLine", 567)) : null, Val("jc", look.Align)),
        text.Length == 0 ? null : Run(text, look));

    private static XElement Run(string text, PaperLook look) => new(
        s_w + "r",
        new XElement(
            s_w + "rPr", look.Bold ? new XElement(s_w + "b") : null, look.Italic ? new XElement(s_w + "i") : null, look.Colour is { } colour ? Val("color", colour) : null,
            look.Size > 0 ? Val("sz", ((int)(look.Size * 2)).ToString(CultureInfo.InvariantCulture)) : null),
        new XElement(s_w + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), OfficePackage.Clean(text)));

    private static XElement Styles()
    {
        var font = new XElement(s_w + "rFonts", new[] { "ascii", "hAnsi", "eastAsia", "cs" }.Select(f => new XAttribute(s_w + f, "Times New Roman")));
        return new(
            s_w + "styles", new XAttribute(XNamespace.Xmlns + "w", s_w),
            new XElement(
                s_w + "docDefaults", new XElement(s_w + "rPrDefault", new XElement(s_w + "rPr", font, Val("sz", "28"), new XElement(s_w + "lang", new XAttribute(s_w + "val", "vi-VN")))),
                new XElement(s_w + "pPrDefault")),
            new XElement(s_w + "style", new XAttribute(s_w + "type", "paragraph"), new XAttribute(s_w + "default", "1"), new XAttribute(s_w + "styleId", "Normal"), Val("name", "Normal")),
            Style("Heading1", "heading 1", 0, 28, caps: false), Style("Heading2", "heading 2", 1, 28, caps: false), Style("Caption", "caption", null, 26, caps: false));

        static XElement Style(string id, string name, int? outline, int size, bool caps) => new(
            s_w + "style", new XAttribute(s_w + "type", "paragraph"), new XAttribute(s_w + "styleId", id), Val("name", name), Val("basedOn", "Normal"), Val("next", "Normal"),
            new XElement(
                s_w + "pPr", new XElement(s_w + "keepNext"), new XElement(s_w + "spacing", new XAttribute(s_w + "before", 160), new XAttribute(s_w + "after", 80)),
                Val("jc", outline is null ? "center" : "left"), outline is { } level ? Val("outlineLvl", level.ToString(CultureInfo.InvariantCulture)) : null),
            new XElement(s_w + "rPr", new XElement(s_w + "b"), caps ? new XElement(s_w + "caps") : null, Val("sz", size.ToString(CultureInfo.InvariantCulture))));
    }

    private static XElement Width(string name, int width) => new(s_w + name, new XAttribute(s_w + "w", width), new XAttribute(s_w + "type", "dxa"));

    private static XElement Val(string name, string value) => new(s_w + name, new XAttribute(s_w + "val", value));
}
