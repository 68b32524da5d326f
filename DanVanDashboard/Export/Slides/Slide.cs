using System.Globalization;
using System.Xml.Linq;
using DanVanDashboard.Export.Office;
using static DanVanDashboard.Export.Slides.SlideXml;

namespace DanVanDashboard.Export.Slides;

/// <summary>One slide while it is being filled. Its free room is 40 to 920 points across and 100 to 496 down.</summary>
public sealed class Slide
{
    private static readonly XNamespace s_r = OfficePackage.Relations;
    private readonly List<XElement> _shapes = [];
    private readonly Func<NativeChart, string> _chart;
    private int _id = 1;

    internal Slide(string title, string? lead, DeckFoot foot, bool opening, int number, Func<NativeChart, string> chart)
    {
        _chart = chart;
        _shapes.Add(Placeholder(++_id, "Title", opening ? "ctrTitle" : "title", null, new(A + "p", new XElement(A + "r", new XElement(A + "rPr", new XAttribute("lang", "vi-VN")), new XElement(A + "t", OfficePackage.Clean(title))))));
        if (lead is not null)
        {
            Text(opening ? new(64, 262, 832, 60) : new(40, 64, 880, 24), [new(lead, opening ? 20 : 14, Colour: DeckLook.Muted)]);
        }

        _shapes.Add(Placeholder(++_id, "Footer", "ftr", 11, Paragraph(new(foot.Stamp, 10, Colour: DeckLook.Muted))));
        _shapes.Add(Placeholder(++_id, "Slide number", "sldNum", 12, new(A + "p", new XElement(
            A + "fld", new XAttribute("id", "{6E0A1F57-3B0C-4C5E-9C0E-2F1B0B7D5A11}"), new XAttribute("type", "slidenum"), new XElement(A + "rPr", new XAttribute("lang", "vi-VN")),
            new XElement(A + "t", number.ToString(CultureInfo.InvariantCulture))))));
        if (foot.Mark is { } mark)
        {
            _shapes.Add(SlideXml.Text(++_id, mark, new(726, 504, 150, 20), [Paragraph(new(mark, 10, Bold: true, DeckLook.Accent), SlideAlign.Centre)], "ctr", line: DeckLook.Accent));
        }
    }

    /// <summary>Text in a place.</summary>
    public void Text(SlideBox box, IReadOnlyList<SlideLine> lines, SlideAlign align = SlideAlign.Left, double after = 0, string anchor = "t") =>
        _shapes.Add(SlideXml.Text(++_id, $"Text {_id.ToString(CultureInfo.InvariantCulture)}", box, lines.Select(l => Paragraph(l, align, after)), anchor));

    /// <summary>A card: lines on a light ground.</summary>
    public void Card(SlideBox box, IReadOnlyList<SlideLine> lines) =>
        _shapes.Add(SlideXml.Text(++_id, $"Card {_id.ToString(CultureInfo.InvariantCulture)}", box, lines.Select(l => Paragraph(l, after: 2)), "ctr", DeckLook.Ground, "E3E8EC", 12));

    /// <summary>A patch of colour, as legends have them.</summary>
    public void Swatch(SlideBox box, string colour) => _shapes.Add(SlideXml.Text(++_id, colour, box, [new(A + "p", new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN")))], fill: colour, line: DeckLook.Line));

    /// <summary>A chart that can be changed.</summary>
    public void Chart(SlideBox box, NativeChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var id = _chart(chart);
        _shapes.Add(Frame(box, chart.Name, chart.Alt, "http://schemas.openxmlformats.org/drawingml/2006/chart", new XElement(
            ChartXml.C + "chart", new XAttribute(XNamespace.Xmlns + "c", ChartXml.C), new XAttribute(s_r + "id", id))));
    }

    /// <summary>A table that can be changed.</summary>
    public void Table(double x, double y, SlideTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var box = new SlideBox(x, y, table.Columns.Sum(c => c.Width), (table.Rows.Count + 1) * table.RowHeight);
        _shapes.Add(Frame(box, table.Name, table.Name, "http://schemas.openxmlformats.org/drawingml/2006/table", new XElement(
            A + "tbl", new XElement(A + "tblPr", new XAttribute("firstRow", "1"), table.Sum ? new XAttribute("lastRow", "1") : null),
            new XElement(A + "tblGrid", table.Columns.Select(c => new XElement(A + "gridCol", new XAttribute("w", Emu(c.Width))))),
            Row(table, [.. table.Columns.Select(c => c.Title)], head: true, sum: false),
            table.Rows.Select((r, i) => Row(table, r, head: false, sum: table.Sum && i == table.Rows.Count - 1)))));
    }

    /// <summary>Shapes of a drawing as one group, scaled into a place.</summary>
    /// <param name="box">The place.</param>
    /// <param name="name">What the group shows.</param>
    /// <param name="alt">What is said in its place.</param>
    /// <param name="width">Width of the drawing, in its units.</param>
    /// <param name="height">Its height.</param>
    /// <param name="shapes">The shapes.</param>
    public void Map(SlideBox box, string name, string alt, double width, double height, IReadOnlyList<SlideShape> shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        var scale = Math.Min(box.Width / width, box.Height / height);
        var (left, top) = (box.X + ((box.Width - (width * scale)) / 2), box.Y + ((box.Height - (height * scale)) / 2));
        var place = new SlideBox(left, top, width * scale, height * scale);
        var group = new XElement(
            P + "grpSp", new XElement(P + "nvGrpSpPr", Named(++_id, name, alt), new XElement(P + "cNvGrpSpPr"), new XElement(P + "nvPr")),
            new XElement(P + "grpSpPr", Group(place.X, place.Y, place.Width, place.Height, place)));
        foreach (var shape in shapes)
        {
            group.Add(Outline(shape, left, top, scale));
        }

        foreach (var shape in shapes.Where(s => s.Lines.Count > 0))
        {
            var (x, y, high) = (left + (shape.At.X * scale), top + (shape.At.Y * scale), shape.Lines.Sum(l => l.Size * 1.25));
            group.Add(SlideXml.Text(++_id, shape.Name, new(x - 40, y - (high / 2), 80, high), shape.Lines.Select(l => Paragraph(l with { Colour = shape.Ink }, SlideAlign.Centre)), "ctr"));
        }

        _shapes.Add(group);
    }

    internal XElement Xml() => new(
        P + "sld", Namespaces, new XElement(P + "cSld", Tree(_shapes)), new XElement(P + "clrMapOvr", new XElement(A + "masterClrMapping")));

    private XElement Outline(SlideShape shape, double left, double top, double scale)
    {
        var all = shape.Rings.SelectMany(r => r).ToList();
        var (minX, minY, maxX, maxY) = (all.Min(c => c.X), all.Min(c => c.Y), all.Max(c => c.X), all.Max(c => c.Y));
        var (w, h) = (Emu((maxX - minX) * scale), Emu((maxY - minY) * scale));
        return new(
            P + "sp", new XElement(P + "nvSpPr", Named(++_id, shape.Name, shape.Alt), new XElement(P + "cNvSpPr"), new XElement(P + "nvPr")),
            new XElement(
                P + "spPr", Place(new(left + (minX * scale), top + (minY * scale), (maxX - minX) * scale, (maxY - minY) * scale)),
                new XElement(
                    A + "custGeom", new XElement(A + "avLst"), new XElement(A + "gdLst"), new XElement(A + "ahLst"), new XElement(A + "cxnLst"),
                    new XElement(A + "rect", new XAttribute("l", "0"), new XAttribute("t", "0"), new XAttribute("r", "r"), new XAttribute("b", "b")),
                    new XElement(A + "pathLst", new XElement(A + "path", new XAttribute("w", w), new XAttribute("h", h), shape.Rings.SelectMany(Ring)))),
                Fill(shape.Fill), new XElement(A + "ln", new XAttribute("w", 9525), Fill("FFFFFF"))));

        IEnumerable<XElement> Ring(IReadOnlyList<(double X, double Y)> ring) => ring.Select((c, i) => new XElement(A + (i == 0 ? "moveTo" : "lnTo"), new XElement(
            A + "pt", new XAttribute("x", Emu((c.X - minX) * scale)), new XAttribute("y", Emu((c.Y - minY) * scale))))).Append(new(A + "close"));
    }

    private XElement Frame(SlideBox box, string name, string alt, string uri, XElement content) => new(
        P + "graphicFrame",
        new XElement(P + "nvGraphicFramePr", Named(++_id, name, alt), new XElement(P + "cNvGraphicFramePr", new XElement(A + "graphicFrameLocks", new XAttribute("noGrp", "1"))), new XElement(P + "nvPr")),
        Place(box, P + "xfrm"), new XElement(A + "graphic", new XElement(A + "graphicData", new XAttribute("uri", uri), content)));

    private static XElement Row(SlideTable table, IReadOnlyList<string> cells, bool head, bool sum) => new(
        A + "tr", new XAttribute("h", Emu(table.RowHeight)),
        cells.Select((text, i) => new XElement(
            A + "tc",
            new XElement(
                A + "txBody", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"),
                Paragraph(new(text, table.Size, head || sum), table.Columns[i].Number ? SlideAlign.Right : SlideAlign.Left)),
            new XElement(
                A + "tcPr", new XAttribute("marL", Emu(i > 0 && !table.Columns[i].Number ? 14 : 5)), new XAttribute("marR", Emu(5)), new XAttribute("marT", Emu(2)), new XAttribute("marB", Emu(2)), new XAttribute("anchor", "ctr"),
                Side("lnL", null), Side("lnR", null), Side("lnT", sum ? DeckLook.Ink : null), Side("lnB", head ? DeckLook.Ink : "E3E8EC"), head ? Fill("E3EEF2") : new XElement(A + "noFill")))));

    private static XElement Side(string name, string? colour) =>
        new(A + name, new XAttribute("w", colour is null ? 0 : 9525), colour is null ? new XElement(A + "noFill") : Fill(colour));
}
