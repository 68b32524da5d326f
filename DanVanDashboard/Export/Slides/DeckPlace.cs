using System.Globalization;
using System.Xml.Linq;
using static DanVanDashboard.Export.Slides.SlideXml;

namespace DanVanDashboard.Export.Slides;

/// <summary>
/// Where things stand on slides of one layout. Everything is laid out on a sheet of 960 × 540 points; on a template's layout that sheet's free
/// room is put where the layout has its own, letters shrink with it, and texts take the theme's colours.
/// </summary>
internal sealed class DeckPlace
{
    private static readonly SlideBox s_room = new(40, 64, 880, 434);
    private readonly (double X, double Y) _from;
    private readonly (double X, double Y) _scale;

    private DeckPlace(string layout, (double X, double Y) from, (double X, double Y) scale) => (Layout, _from, _scale) = (layout, from, scale);

    /// <summary>Path of the layout.</summary>
    public string Layout { get; }

    /// <summary>Whether it is for slides that open a deck.</summary>
    public bool Opening { get; private init; }

    /// <summary>Whether the layout is another's.</summary>
    public bool Foreign { get; private init; }

    /// <summary>Whether the ground is dark, so that our hues need a light one of their own.</summary>
    public bool Dark { get; private init; }

    /// <summary>Kind of the title's place; <see langword="null"/> where the layout has none.</summary>
    public string? Title { get; private init; }

    /// <summary>Index of the title's place, where it has one.</summary>
    public string? TitleIndex { get; private init; }

    /// <summary>Box of the title.</summary>
    public SlideBox TitleBox { get; private init; }

    /// <summary>Size of the title's letters.</summary>
    public double TitleSize { get; private init; }

    /// <summary>Index of the place of a subtitle; <see langword="null"/> for none.</summary>
    public string? Subtitle { get; private init; }

    /// <summary>Room of an opening slide's lines.</summary>
    public SlideBox Lines { get; private init; }

    /// <summary>Index of the foot's place; <see langword="null"/> for none.</summary>
    public string? Foot { get; private init; }

    /// <summary>Index of the place of the slide's number; <see langword="null"/> for none.</summary>
    public string? Number { get; private init; }

    /// <summary>Where the foot stands without a place.</summary>
    public SlideBox FootBox { get; private init; }

    /// <summary>Where the number stands without a place.</summary>
    public SlideBox NumberBox { get; private init; }

    /// <summary>Where the mark stands.</summary>
    public SlideBox MarkBox { get; private init; }

    /// <summary>Our own layout.</summary>
    public static DeckPlace Own(string layout, bool opening) => new(layout, (0, 0), (1, 1))
    {
        Opening = opening, Title = opening ? "ctrTitle" : "title", Foot = "11", Number = "12", MarkBox = new(726, 504, 150, 20), Lines = new(64, 262, 832, 200),
    };

    /// <summary>The places of a template's layout.</summary>
    public static DeckPlace Of(string path, XElement layout, XElement master, (double Width, double Height) size, bool opening, bool dark)
    {
        var title = Find(layout, "ctrTitle", "title");
        var titleBox = Box(title) ?? Box(Find(master, "title")) ?? new(size.Width * .05, size.Height * .05, size.Width * .9, size.Height * .14);
        var body = Box(Find(layout, "body", "obj", null)) is { } own && !opening ? own : Box(Find(master, "body")) ?? new(size.Width * .05, size.Height * .22, size.Width * .9, size.Height * .68);
        // A layout may have its title lower than the master's text begins.
        var top = Math.Max(body.Y, titleBox.Y < body.Y + (body.Height / 2) ? titleBox.Y + titleBox.Height : body.Y);
        var room = new SlideBox(body.X, top, body.Width, Math.Max(body.Y + body.Height - top, size.Height * .3));
        var subtitle = opening ? Find(layout, "subTitle") : null;
        var below = Box(subtitle) is { } sub ? sub.Y + sub.Height : titleBox.Y + titleBox.Height + 6;
        var (foot, number, day) = (Find(layout, "ftr"), Find(layout, "sldNum"), Box(Find(layout, "dt")) ?? Box(Find(master, "dt")));
        var strip = size.Height - 26;
        return new(path, (room.X - (s_room.X * room.Width / s_room.Width), room.Y - (s_room.Y * room.Height / s_room.Height)), (room.Width / s_room.Width, room.Height / s_room.Height))
        {
            Opening = opening, Foreign = true, Dark = dark, Title = title is null ? null : (string?)Place(title)?.Attribute("type") ?? "title", TitleIndex = (string?)Place(title)?.Attribute("idx"), TitleBox = titleBox,
            TitleSize = Size(title, "lvl1pPr") ?? Size(Find(master, "title"), "lvl1pPr") ?? Size(master.Element(P + "txStyles")?.Element(P + "titleStyle")) ?? 28,
            Subtitle = (string?)Place(subtitle)?.Attribute("idx"), Lines = new(titleBox.X, below, titleBox.Width, Math.Max(size.Height * .94 - below, size.Height * .12)),
            Foot = Index(foot), Number = Index(number), FootBox = new(size.Width * .04, strip, size.Width * .6, 20), NumberBox = new(size.Width * .9, strip, size.Width * .06, 20),
            MarkBox = day is { Width: >= 120 } of && foot is not null ? new(of.X, of.Y + ((of.Height - 20) / 2), Math.Min(of.Width, 160), 20) : new(size.Width - 158, 6, 150, 20),
        };

        static string? Index(XElement? shape) => (string?)Place(shape)?.Attribute("idx");
    }

    /// <summary>A box of the sheet where this layout has it.</summary>
    public SlideBox At(SlideBox box) => new(_from.X + (box.X * _scale.X), _from.Y + (box.Y * _scale.Y), box.Width * _scale.X, box.Height * _scale.Y);

    /// <summary>A size of letters; nothing becomes so small that a hall cannot read it.</summary>
    public double Letters(double size) => Foreign ? Math.Max(Math.Min(size, 8), size * Math.Min(1, Math.Min(_scale.X, _scale.Y))) : size;

    /// <summary>How wide things become.</summary>
    public double Across(double width) => width * _scale.X;

    /// <summary>How high things become.</summary>
    public double Down(double height) => height * _scale.Y;

    /// <summary>A text's colour: the theme's, where it is not one of the marks that must be seen.</summary>
    public XElement Ink(string colour) => !Foreign || colour is not (DeckLook.Ink or DeckLook.Muted or DeckLook.Accent) ? Fill(colour)
        : new(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "tx1"), colour == DeckLook.Muted ? new XElement(A + "alpha", new XAttribute("val", 72000)) : null));

    /// <summary>What lies under a card.</summary>
    public XElement Ground() => Foreign ? new(A + "solidFill", new XElement(A + "schemeClr", new XAttribute("val", "bg1"))) : Fill(DeckLook.Ground);

    /// <summary>The size at which a title fits its place; <see langword="null"/> where it does as it is.</summary>
    public double? Fitting(string title)
    {
        if (!Foreign || Rows(TitleSize) * TitleSize * 1.15 <= TitleBox.Height)
        {
            return null;
        }

        var size = TitleSize;
        while (size > 16 && Rows(size) * size * 1.15 > TitleBox.Height)
        {
            size -= 1;
        }

        return size;

        double Rows(double letters) => Math.Ceiling(title.Length * letters * 0.52 / Math.Max(1, TitleBox.Width - 14));
    }

    private static XElement? Find(XElement root, params string?[] kinds) => kinds
        .Select(kind => root.Element(P + "cSld")?.Element(P + "spTree")?.Elements(P + "sp").FirstOrDefault(s => Place(s) is { } ph && (string?)ph.Attribute("type") == kind)).FirstOrDefault(s => s is not null);

    private static XElement? Place(XElement? shape) => shape?.Element(P + "nvSpPr")?.Element(P + "nvPr")?.Element(P + "ph");

    private static SlideBox? Box(XElement? shape) => shape?.Element(P + "spPr")?.Element(A + "xfrm") is { } x && x.Element(A + "off") is { } off && x.Element(A + "ext") is { } ext
        ? new(Points(off, "x"), Points(off, "y"), Points(ext, "cx"), Points(ext, "cy")) : null;

    private static double Points(XElement of, string name) => double.Parse((string?)of.Attribute(name) ?? throw new InvalidDataException($"{name} is missing"), CultureInfo.InvariantCulture) / 12700;

    private static double? Size(XElement? shape, string level) => Size(shape?.Element(P + "txBody")?.Element(A + "lstStyle"));

    private static double? Size(XElement? style) => style?.Element(A + "lvl1pPr")?.Element(A + "defRPr")?.Attribute("sz") is { } size ? (double)size / 100 : null;
}
