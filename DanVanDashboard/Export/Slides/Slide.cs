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
    private readonly DeckPlace _place;
    private int _id = 1;

    internal Slide(string title, string? lead, DeckFoot foot, DeckPlace place, int number, Func<NativeChart, string> chart)
    {
        (_chart, _place) = (chart, place);
        var heading = new XElement(A + "p", new XElement(A + "r", new XElement(
            A + "rPr", new XAttribute("lang", "vi-VN"), place.Fitting(title) is { } fitting ? new XAttribute("sz", (int)(fitting * 100)) : null), new XElement(A + "t", OfficePackage.Clean(title))));
        _shapes.Add(place.Title is { } kind ? Placeholder(++_id, "Title", kind, place.TitleIndex, heading) : SlideXml.Text(++_id, "Title", place.TitleBox, [heading], "b"));
        if (lead is not null && !place.Opening)
        {
            Text(new(40, 64, 880, 24), [new(lead, 14, Colour: DeckLook.Muted)]);
        }

        var stamp = Paragraph(new(foot.Stamp, 10, Colour: DeckLook.Muted), ink: place.Ink(DeckLook.Muted));
        _shapes.Add(place.Foot is { } ftr ? Placeholder(++_id, "Footer", "ftr", ftr, stamp) : SlideXml.Text(++_id, "Footer", place.FootBox, [stamp], "ctr"));
        XElement page = new(A + "p", new XElement(
            A + "fld", new XAttribute("id", "{6E0A1F57-3B0C-4C5E-9C0E-2F1B0B7D5A11}"), new XAttribute("type", "slidenum"), new XElement(A + "rPr", new XAttribute("lang", "vi-VN"), place.Number is null ? new XAttribute("sz", 1000) : null),
            new XElement(A + "t", number.ToString(CultureInfo.InvariantCulture))));
        _shapes.Add(place.Number is { } at ? Placeholder(++_id, "Slide number", "sldNum", at, page) : SlideXml.Text(++_id, "Slide number", place.NumberBox, [page], "ctr"));
        if (foot.Mark is { } mark)
        {
            // Whatever a template has for a ground, this is read.
            _shapes.Add(SlideXml.Text(++_id, mark, place.MarkBox, [Paragraph(new(mark, 10, Bold: true, DeckLook.Accent), SlideAlign.Centre)], "ctr", place.Foreign ? Fill("FFFFFF") : null, Fill(DeckLook.Accent)));
        }
    }

    /// <summary>The lines of an opening slide.</summary>
    /// <param name="over">Stands over the title, or first where a template has no room there.</param>
    /// <param name="lead">Stands under it.</param>
    /// <param name="lines">What is said besides.</param>
    public void Opening(string over, string lead, IReadOnlyList<string> lines)
    {
        if (!_place.Foreign)
        {
            Text(new(64, 96, 832, 28), [new(over, 18, Bold: true, DeckLook.Accent)]);
            Text(new(64, 262, 832, 60), [new(lead, 20, Colour: DeckLook.Muted)]);
            Text(new(64, 340, 832, 120), [.. lines.Select(t => new SlideLine(t, 14, Colour: DeckLook.Muted))], after: 4);
            return;
        }

        var box = _place.Lines;
        List<SlideLine> own = [.. lines.Select(t => new SlideLine(t, Math.Clamp(box.Height / (lines.Count + 3) * 0.7, 9, 14), Colour: DeckLook.Muted))];
        if (_place.Subtitle is { } index)
        {
            _shapes.Add(Placeholder(++_id, "Subtitle", "subTitle", index, Plain(over), Plain(lead)));
        }
        else
        {
            own.InsertRange(0, [new(over, 18, Bold: true), new(lead, 16)]);
        }

        _shapes.Add(SlideXml.Text(++_id, "Text", box, own.Select(l => Paragraph(l, _place.Subtitle is null ? SlideAlign.Left : SlideAlign.Centre, 2, _place.Ink(l.Colour)))));

        static XElement Plain(string text) => new(A + "p", new XElement(A + "r", new XElement(A + "rPr", new XAttribute("lang", "vi-VN")), new XElement(A + "t", OfficePackage.Clean(text))));
    }

    /// <summary>Text in a place.</summary>
    public void Text(SlideBox box, IReadOnlyList<SlideLine> lines, SlideAlign align = SlideAlign.Left, double after = 0, string anchor = "t") =>
        _shapes.Add(SlideXml.Text(++_id, $"Text {_id.ToString(CultureInfo.InvariantCulture)}", _place.At(box), lines.Select(l => Line(l, align, after)), anchor));

    /// <summary>A card: lines on a light ground.</summary>
    public void Card(SlideBox box, IReadOnlyList<SlideLine> lines) =>
        _shapes.Add(SlideXml.Text(++_id, $"Card {_id.ToString(CultureInfo.InvariantCulture)}", _place.At(box), lines.Select(l => Line(l, SlideAlign.Left, 2)), "ctr", _place.Ground(), _place.Foreign ? _place.Ink(DeckLook.Muted) : Fill("E3E8EC"), 12));

    /// <summary>A patch of colour, as legends have them.</summary>
    public void Swatch(SlideBox box, string colour) =>
        _shapes.Add(SlideXml.Text(++_id, colour, _place.At(box), [new(A + "p", new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN")))], fill: Fill(colour), line: Fill(DeckLook.Line)));

    private XElement Line(SlideLine line, SlideAlign align = SlideAlign.Left, double after = 0) => Paragraph(line with { Size = _place.Letters(line.Size) }, align, after, _place.Ink(line.Colour));

    /// <summary>A chart that can be changed.</summary>
    public void Chart(SlideBox box, NativeChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var id = _chart(chart with { LetterSize = (int)_place.Letters(chart.LetterSize) });
        _shapes.Add(Frame(_place.At(box), chart.Name, chart.Alt, "http://schemas.openxmlformats.org/drawingml/2006/chart", new XElement(
            ChartXml.C + "chart", new XAttribute(XNamespace.Xmlns + "c", ChartXml.C), new XAttribute(s_r + "id", id))));
    }

    /// <summary>A table that can be changed.</summary>
    public void Table(double x, double y, SlideTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var box = _place.At(new(x, y, table.Columns.Sum(c => c.Width), (table.Rows.Count + 1) * table.RowHeight));
        _shapes.Add(Frame(box, table.Name, table.Name, "http://schemas.openxmlformats.org/drawingml/2006/table", new XElement(
            A + "tbl", new XElement(A + "tblPr", new XAttribute("firstRow", "1"), table.Sum ? new XAttribute("lastRow", "1") : null),
            new XElement(A + "tblGrid", table.Columns.Select(c => new XElement(A + "gridCol", new XAttribute("w", Emu(_place.Across(c.Width)))))),
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
        box = _place.At(box);
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

    private XElement Row(SlideTable table, IReadOnlyList<string> cells, bool head, bool sum) => new(
        A + "tr", new XAttribute("h", Emu(_place.Down(table.RowHeight))),
        cells.Select((text, i) => new XElement(
            A + "tc",
            new XElement(
                A + "txBody", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"),
                Line(new(text, table.Size, head || sum), table.Columns[i].Number ? SlideAlign.Right : SlideAlign.Left)),
            new XElement(
                A + "tcPr", new XAttribute("marL", Emu(i > 0 && !table.Columns[i].Number ? 14 : 5)), new XAttribute("marR", Emu(5)), new XAttribute("marT", Emu(2)), new XAttribute("marB", Emu(2)), new XAttribute("anchor", "ctr"),
                Side("lnL", null), Side("lnR", null), Side("lnT", sum ? _place.Ink(DeckLook.Ink) : null), Side("lnB", head ? _place.Ink(DeckLook.Ink) : Fill("E3E8EC")), head && !_place.Foreign ? Fill("E3EEF2") : new XElement(A + "noFill")))));

    private static XElement Side(string name, XElement? colour) =>
        new(A + name, new XAttribute("w", colour is null ? 0 : 9525), colour ?? new XElement(A + "noFill"));
}
