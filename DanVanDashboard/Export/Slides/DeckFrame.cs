using System.Xml.Linq;
using DanVanDashboard.Export.Office;
using static DanVanDashboard.Export.Slides.SlideXml;

namespace DanVanDashboard.Export.Slides;

/// <summary>What all slides of a deck share: theme, master and two layouts, so that another template can be put over them.</summary>
internal static class DeckFrame
{
    public const string Theme = "/ppt/theme/theme1.xml";
    public const string Master = "/ppt/slideMasters/slideMaster1.xml";
    public const string Layout = "/ppt/slideLayouts/slideLayout1.xml";
    public const string OpeningLayout = "/ppt/slideLayouts/slideLayout2.xml";
    private const string Types = "application/vnd.openxmlformats-officedocument.presentationml.";
    private static readonly string[] s_tones = ["1F6B85", "C77700", "1769AA", "2E7D4F", "7B3FA0", "0E7C86"];

    public static void Write(OfficePackage package)
    {
        XNamespace r = OfficePackage.Relations;
        package.Part(Theme, "application/vnd.openxmlformats-officedocument.theme+xml", ThemeXml());
        package.Part(Layout, Types + "slideLayout+xml", LayoutXml("Nội dung", "titleOnly", "title", new(40, 24, 880, 40), 26, "b"));
        package.Part(OpeningLayout, Types + "slideLayout+xml", LayoutXml("Mở đầu, kết thúc", "title", "ctrTitle", new(64, 130, 832, 124), 40, "b"));
        package.Relate(Layout, "slideMaster", Master);
        package.Relate(OpeningLayout, "slideMaster", Master);
        string[] ids = [package.Relate(Master, "slideLayout", Layout), package.Relate(Master, "slideLayout", OpeningLayout)];
        package.Relate(Master, "theme", Theme);
        package.Part(Master, Types + "slideMaster+xml", new(
            P + "sldMaster", Namespaces,
            new XElement(
                P + "cSld", new XElement(P + "bg", new XElement(P + "bgPr", new XElement(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "bg1"))), new XElement(A + "effectLst"))),
                Tree([Place(2, "Title", "title", null, new(40, 24, 880, 40), 26, bold: true, "b", "l"), Rule(5), .. Foot()])),
            new XElement(
                P + "clrMap",
                new[] { ("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2"), ("accent1", "accent1"), ("accent2", "accent2"), ("accent3", "accent3"), ("accent4", "accent4"), ("accent5", "accent5"), ("accent6", "accent6"), ("hlink", "hlink"), ("folHlink", "folHlink") }
                    .Select(m => new XAttribute(m.Item1, m.Item2))),
            new XElement(P + "sldLayoutIdLst", ids.Select((id, i) => new XElement(P + "sldLayoutId", new XAttribute("id", 2147483649 + i), new XAttribute(r + "id", id)))),
            new XElement(P + "txStyles", Style("titleStyle", 2600, "+mj-lt", bold: true), Style("bodyStyle", 1600, "+mn-lt", bold: false), Style("otherStyle", 1600, "+mn-lt", bold: false))));
    }

    private static XElement LayoutXml(string name, string type, string title, SlideBox box, int size, string anchor) => new(
        P + "sldLayout", Namespaces, new XAttribute("type", type), new XAttribute("preserve", "1"),
        new XElement(P + "cSld", new XAttribute("name", name), Tree([Place(2, "Title", title, null, box, size, bold: true, anchor, "l"), .. Foot()])),
        new XElement(P + "clrMapOvr", new XElement(A + "masterClrMapping")));

    private static IEnumerable<XElement> Foot() =>
    [
        Place(3, "Footer", "ftr", 11, new(40, 504, 680, 20), 10, bold: false, "ctr", "l"), Place(4, "Slide number", "sldNum", 12, new(880, 504, 40, 20), 10, bold: false, "ctr", "r"),
    ];

    private static XElement Rule(int id) => new(
        P + "cxnSp", new XElement(P + "nvCxnSpPr", Named(id, "Rule"), new XElement(P + "cNvCxnSpPr"), new XElement(P + "nvPr")),
        new XElement(
            P + "spPr", SlideXml.Place(new SlideBox(40, 500, 880, 0)), new XElement(A + "prstGeom", new XAttribute("prst", "line"), new XElement(A + "avLst")),
            new XElement(A + "ln", new XAttribute("w", 9525), Fill(DeckLook.Line))));

    private static XElement Place(int id, string name, string type, int? index, SlideBox box, int size, bool bold, string anchor, string align) => new(
        P + "sp",
        new XElement(P + "nvSpPr", Named(id, name), new XElement(P + "cNvSpPr", new XElement(A + "spLocks", new XAttribute("noGrp", "1"))), new XElement(P + "nvPr", new XElement(
            P + "ph", new XAttribute("type", type), index is null ? null : new XAttribute("sz", "quarter"), index is { } i ? new XAttribute("idx", i) : null))),
        new XElement(P + "spPr", SlideXml.Place(box), new XElement(A + "prstGeom", new XAttribute("prst", "rect"), new XElement(A + "avLst"))),
        new XElement(
            P + "txBody",
            new XElement(A + "bodyPr", new XAttribute("lIns", 0), new XAttribute("tIns", 0), new XAttribute("rIns", 0), new XAttribute("bIns", 0), new XAttribute("anchor", anchor), new XElement(A + "normAutofit")),
            new XElement(A + "lstStyle", new XElement(A + "lvl1pPr", new XAttribute("algn", align), new XElement(
                A + "defRPr", new XAttribute("sz", size * 100), new XAttribute("b", bold ? "1" : "0"), Fill(type is "ftr" or "sldNum" ? DeckLook.Muted : DeckLook.Ink)))),
            type == "sldNum"
                ? new XElement(A + "p", new XElement(A + "fld", new XAttribute("id", "{6E0A1F57-3B0C-4C5E-9C0E-2F1B0B7D5A11}"), new XAttribute("type", "slidenum"), new XElement(A + "rPr", new XAttribute("lang", "vi-VN")), new XElement(A + "t", "‹#›")))
                : new XElement(A + "p", new XElement(A + "endParaRPr", new XAttribute("lang", "vi-VN")))));

    private static XElement Style(string name, int size, string face, bool bold) => new(
        P + name, new XElement(A + "lvl1pPr", new XAttribute("algn", "l"), new XElement(
            A + "defRPr", new XAttribute("sz", size), new XAttribute("b", bold ? "1" : "0"), new XElement(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "tx1"))),
            new XElement(A + "latin", new XAttribute("typeface", face)), new XElement(A + "ea", new XAttribute("typeface", face.Replace("-lt", "-ea", StringComparison.Ordinal))),
            new XElement(A + "cs", new XAttribute("typeface", face.Replace("-lt", "-cs", StringComparison.Ordinal))))));

    private static XElement ThemeXml()
    {
        XElement Colour(string name, string value) => new(A + name, new XElement(A + "srgbClr", new XAttribute("val", value)));
        XElement Fonts(string name) => new(
            A + name, new XElement(A + "latin", new XAttribute("typeface", Deck.Font)), new XElement(A + "ea", new XAttribute("typeface", string.Empty)), new XElement(A + "cs", new XAttribute("typeface", string.Empty)));
        XElement Plain() => new(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "phClr")));
        XElement Line(int width) => new(A + "ln", new XAttribute("w", width), Plain());
        XElement Effect() => new(A + "effectStyle", new XElement(A + "effectLst"));
        return new(
            A + "theme", new XAttribute(XNamespace.Xmlns + "a", A), new XAttribute("name", "Dân vận khéo"),
            new XElement(
                A + "themeElements",
                new XElement(
                    A + "clrScheme", new XAttribute("name", "Dân vận khéo"), Colour("dk1", DeckLook.Ink), Colour("lt1", "FFFFFF"), Colour("dk2", DeckLook.Muted), Colour("lt2", DeckLook.Ground),
                    s_tones.Select((tone, i) => Colour($"accent{i + 1}", tone)), Colour("hlink", "1769AA"), Colour("folHlink", "7B3FA0")),
                new XElement(A + "fontScheme", new XAttribute("name", Deck.Font), Fonts("majorFont"), Fonts("minorFont")),
                new XElement(
                    A + "fmtScheme", new XAttribute("name", "Office"), new XElement(A + "fillStyleLst", Plain(), Plain(), Plain()), new XElement(A + "lnStyleLst", Line(9525), Line(19050), Line(28575)),
                    new XElement(A + "effectStyleLst", Effect(), Effect(), Effect()), new XElement(A + "bgFillStyleLst", Plain(), Plain(), Plain()))));
    }
}
