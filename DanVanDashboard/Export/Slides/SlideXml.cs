using System.Globalization;
using System.Xml.Linq;
using DanVanDashboard.Export.Office;

namespace DanVanDashboard.Export.Slides;

/// <summary>Pieces of slides.</summary>
internal static class SlideXml
{
    public static readonly XNamespace P = "http://schemas.openxmlformats.org/presentationml/2006/main";
    public static readonly XNamespace A = ChartXml.A;
    private static readonly XNamespace s_r = OfficePackage.Relations;

    public static XAttribute[] Namespaces => [new(XNamespace.Xmlns + "a", A), new(XNamespace.Xmlns + "r", s_r), new(XNamespace.Xmlns + "p", P)];

    /// <summary>Points in the units of the format.</summary>
    public static long Emu(double points) => (long)Math.Round(points * 12700);

    public static XElement Fill(string colour) => new(A + "solidFill", new XElement(A + "srgbClr", new XAttribute("val", colour)));

    public static XElement Place(SlideBox box, XName? name = null) => new(
        name ?? A + "xfrm", new XElement(A + "off", new XAttribute("x", Emu(box.X)), new XAttribute("y", Emu(box.Y))),
        new XElement(A + "ext", new XAttribute("cx", Emu(box.Width)), new XAttribute("cy", Emu(box.Height))));

    /// <summary>A paragraph of one run; without <paramref name="ink"/> it has the line's own colour.</summary>
    public static XElement Paragraph(SlideLine line, SlideAlign align = SlideAlign.Left, double after = 0, XElement? ink = null) => new(
        A + "p",
        new XElement(
            A + "pPr", align == SlideAlign.Left ? null : new XAttribute("algn", align == SlideAlign.Right ? "r" : "ctr"),
            after > 0 ? new XElement(A + "spcAft", new XElement(A + "spcPts", new XAttribute("val", (int)(after * 100)))) : null),
        Run(line, ink));

    public static XElement Run(SlideLine line, XElement? ink = null) => new(
        A + "r", new XElement(
            A + "rPr", new XAttribute("lang", "vi-VN"), new XAttribute("sz", ((int)Math.Round(line.Size * 100)).ToString(CultureInfo.InvariantCulture)), new XAttribute("b", line.Bold ? "1" : "0"),
            new XAttribute("dirty", "0"), ink ?? Fill(line.Colour), new XElement(A + "latin", new XAttribute("typeface", "+mn-lt"))),
        new XElement(A + "t", OfficePackage.Clean(line.Text)));

    /// <summary>A text of a kind that the layout places; its look is the layout's.</summary>
    public static XElement Placeholder(int id, string name, string type, string? index, params XElement[] paragraphs) => new(
        P + "sp",
        new XElement(P + "nvSpPr", Named(id, name), new XElement(P + "cNvSpPr", new XElement(A + "spLocks", new XAttribute("noGrp", "1"))), new XElement(P + "nvPr", new XElement(
            P + "ph", new XAttribute("type", type), type is "ftr" or "sldNum" ? new XAttribute("sz", "quarter") : null, index is { } i ? new XAttribute("idx", i) : null))),
        new XElement(P + "spPr"),
        new XElement(P + "txBody", new XElement(A + "bodyPr"), new XElement(A + "lstStyle"), paragraphs));

    public static XElement Named(int id, string name, string? alt = null) => new(
        P + "cNvPr", new XAttribute("id", id), new XAttribute("name", OfficePackage.Clean(name)), alt is null ? null : new XAttribute("descr", OfficePackage.Clean(alt)));

    public static XElement Text(int id, string name, SlideBox box, IEnumerable<XElement> paragraphs, string anchor = "t", XElement? fill = null, XElement? line = null, double inset = 0) => new(
        P + "sp",
        new XElement(P + "nvSpPr", Named(id, name), new XElement(P + "cNvSpPr", new XAttribute("txBox", "1")), new XElement(P + "nvPr")),
        new XElement(
            P + "spPr", Place(box), new XElement(A + "prstGeom", new XAttribute("prst", "rect"), new XElement(A + "avLst")), fill ?? new XElement(A + "noFill"),
            line is null ? null : new XElement(A + "ln", new XAttribute("w", 9525), line)),
        new XElement(
            P + "txBody",
            new XElement(
                A + "bodyPr", new XAttribute("wrap", "square"), new XAttribute("lIns", Emu(inset)), new XAttribute("tIns", Emu(inset)), new XAttribute("rIns", Emu(inset)),
                new XAttribute("bIns", Emu(inset)), new XAttribute("anchor", anchor), new XElement(A + "normAutofit")),
            new XElement(A + "lstStyle"), paragraphs));

    /// <summary>The tree of a slide, a layout or a master.</summary>
    public static XElement Tree(IEnumerable<XElement> shapes) => new(
        P + "spTree",
        new XElement(P + "nvGrpSpPr", Named(1, string.Empty), new XElement(P + "cNvGrpSpPr"), new XElement(P + "nvPr")),
        new XElement(P + "grpSpPr", Group(0, 0, 0, 0, default)),
        shapes);

    public static XElement Group(double x, double y, double width, double height, SlideBox inner) => new(
        A + "xfrm", new XElement(A + "off", new XAttribute("x", Emu(x)), new XAttribute("y", Emu(y))), new XElement(A + "ext", new XAttribute("cx", Emu(width)), new XAttribute("cy", Emu(height))),
        new XElement(A + "chOff", new XAttribute("x", Emu(inner.X)), new XAttribute("y", Emu(inner.Y))),
        new XElement(A + "chExt", new XAttribute("cx", Emu(inner.Width)), new XAttribute("cy", Emu(inner.Height))));
}
