using System.Globalization;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using DanVanDashboard.Export.Office;
using static DanVanDashboard.Export.Slides.SlideXml;

namespace DanVanDashboard.Export.Slides;

/// <summary>Why a file cannot be the template of slides.</summary>
public enum DeckTemplateProblem
{
    /// <summary>No presentation in the open format, or a damaged one.</summary>
    NotADeck,

    /// <summary>It holds macros, controls or embedded programs' objects.</summary>
    Macros,

    /// <summary>It has no layout to put slides on.</summary>
    NoLayouts,

    /// <summary>Something in it points out of the file.</summary>
    External,

    /// <summary>It unpacks to more than a template needs.</summary>
    TooLarge,
}

/// <summary>A part that goes into every deck unchanged.</summary>
internal sealed record TemplatePart(string Path, string Type, byte[] Content, byte[]? Relations);

/// <summary>
/// A template of slides: its master, theme and layouts with all they refer to, byte for byte, and where on them our own things have their place.
/// Its slides, notes and whatever else it holds are left out.
/// </summary>
public sealed class DeckTemplate
{
    /// <summary>Most that a template may unpack to.</summary>
    public const long UnpackedLimit = 200L * 1024 * 1024;

    private const int PartLimit = 4000;
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private static readonly XNamespace s_relations = $"{Package}/relationships";
    private static readonly XNamespace s_types = $"{Package}/content-types";
    private static readonly XNamespace s_r = OfficePackage.Relations;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;
    private readonly Dictionary<string, TemplatePart> _kept = new(StringComparer.OrdinalIgnoreCase);
    private readonly XElement _types;

    private DeckTemplate(Dictionary<string, ZipArchiveEntry> entries)
    {
        _entries = entries;
        _types = Xml("/[Content_Types].xml");
    }

    /// <summary>How many layouts one can choose from.</summary>
    public int LayoutCount { get; private set; }

    /// <summary>Width of its slides, in points.</summary>
    public double Width => _size.Width;

    /// <summary>Height of its slides, in points.</summary>
    public double Height => _size.Height;

    internal IReadOnlyCollection<TemplatePart> Parts => _kept.Values;

    /// <summary>The element of the masters' ids with the path that each one means.</summary>
    internal IReadOnlyList<(string Id, string Path)> Masters { get; private set; } = [];

    internal string Theme { get; private set; } = string.Empty;

    internal string? TableStyles { get; private set; }

    internal XElement SlideSize { get; private set; } = default!;

    internal XElement NotesSize { get; private set; } = default!;

    internal XElement? TextStyle { get; private set; }

    internal DeckPlace Content { get; private set; } = default!;

    internal DeckPlace Opening { get; private set; } = default!;

    private (double Width, double Height) _size;

    /// <summary>Reads a template.</summary>
    /// <returns>The template, or why it is none.</returns>
    public static (DeckTemplate? Template, DeckTemplateProblem? Problem) Read(byte[] file)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > PartLimit || zip.Entries.Sum(e => e.Length) > UnpackedLimit)
            {
                return (null, DeckTemplateProblem.TooLarge);
            }

            var entries = zip.Entries.Where(e => !e.FullName.EndsWith('/')).ToDictionary(e => "/" + e.FullName.Replace('\\', '/'), StringComparer.OrdinalIgnoreCase);
            if (!entries.ContainsKey("/[Content_Types].xml"))
            {
                return (null, DeckTemplateProblem.NotADeck);
            }

            var template = new DeckTemplate(entries);
            return template.Fill() is { } problem ? (null, problem) : (template, null);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            // Whatever is not where the format has it makes the file no presentation; what went wrong exactly helps nobody who sends one.
            return (null, DeckTemplateProblem.NotADeck);
        }
    }

    private DeckTemplateProblem? Fill()
    {
        if (_types.Elements().Any(t => Said(t).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || Said(t).Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || Said(t).Contains("activeX", StringComparison.OrdinalIgnoreCase)
            || Said(t).Contains("oleObject", StringComparison.OrdinalIgnoreCase)) || _entries.Keys.Any(k => k.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            return DeckTemplateProblem.Macros;
        }

        if (Relations(string.Empty).Find(r => r.Type == $"{OfficePackage.Relations}/officeDocument").Target is not { } main
            || !TypeOf(main).StartsWith("application/vnd.openxmlformats-officedocument.presentationml.", StringComparison.Ordinal))
        {
            return DeckTemplateProblem.NotADeck;
        }

        if (_entries.Keys.Where(k => k.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).Any(k => Xml(k).Elements(s_relations + "Relationship").Any(r => (string?)r.Attribute("TargetMode") == "External")))
        {
            return DeckTemplateProblem.External;
        }

        var deck = Xml(main);
        var own = Relations(main).ToDictionary(r => r.Id, StringComparer.Ordinal);
        Masters = deck.Element(P + "sldMasterIdLst")?.Elements().Select(m => (Id: (string?)m.Attribute("id") ?? "2147483648", own[Needed(m, s_r + "id")].Target)).ToList() ?? [];
        if (Masters.Count == 0)
        {
            return DeckTemplateProblem.NoLayouts;
        }

        SlideSize = deck.Element(P + "sldSz") ?? throw new InvalidDataException("sldSz is missing");
        NotesSize = deck.Element(P + "notesSz") ?? throw new InvalidDataException("notesSz is missing");
        TextStyle = deck.Element(P + "defaultTextStyle");
        TableStyles = own.Values.FirstOrDefault(r => r.Type == $"{OfficePackage.Relations}/tableStyles").Target;
        _size = (long.Parse(Needed(SlideSize, "cx"), CultureInfo.InvariantCulture) / 12700.0, long.Parse(Needed(SlideSize, "cy"), CultureInfo.InvariantCulture) / 12700.0);
        foreach (var path in Masters.Select(m => m.Path).Concat(TableStyles is { } styles ? [styles] : []))
        {
            if (!Keep(path))
            {
                return DeckTemplateProblem.NotADeck;
            }
        }

        var master = Masters[0].Path;
        Theme = Relations(master).First(r => r.Type == $"{OfficePackage.Relations}/theme").Target;
        var named = Relations(master).ToDictionary(r => r.Id, r => r.Target, StringComparer.Ordinal);
        var layouts = Xml(master).Element(P + "sldLayoutIdLst")?.Elements().Select(l => named[Needed(l, s_r + "id")]).Select(path => (Path: path, Xml: Xml(path))).ToList() ?? [];
        LayoutCount = layouts.Count;
        if (layouts.Count == 0)
        {
            return DeckTemplateProblem.NoLayouts;
        }

        var dark = IsDark(Xml(master));
        var content = layouts.Find(l => Kind(l.Xml) == "titleOnly") is { Path: not null } only ? only : layouts.Find(l => Kind(l.Xml) == "obj") is { Path: not null } body ? body : layouts.Find(l => HasTitle(l.Xml)) is { Path: not null } any ? any : layouts[0];
        var opening = layouts.Find(l => Kind(l.Xml) == "title") is { Path: not null } first ? first : content;
        Content = DeckPlace.Of(content.Path, content.Xml, Xml(master), _size, opening: false, dark);
        Opening = DeckPlace.Of(opening.Path, opening.Xml, Xml(master), _size, opening: true, dark);
        return null;

        static string Kind(XElement layout) => (string?)layout.Attribute("type") ?? string.Empty;
        static bool HasTitle(XElement layout) => layout.Descendants(P + "ph").Any(p => (string?)p.Attribute("type") is "title" or "ctrTitle");
        static string Said(XElement type) => (string?)type.Attribute("ContentType") ?? string.Empty;
    }

    /// <summary>Takes a part with all that it refers to; not the slides, which would bring everything along.</summary>
    private bool Keep(string path)
    {
        if (_kept.ContainsKey(path))
        {
            return true;
        }

        var type = TypeOf(path);
        if (type.EndsWith("presentationml.slide+xml", StringComparison.Ordinal) || type.EndsWith("presentationml.presentation.main+xml", StringComparison.Ordinal))
        {
            return false;
        }

        var relations = RelationsOf(path);
        _kept.Add(path, new(path, type, Bytes(path), _entries.ContainsKey(relations) ? Bytes(relations) : null));
        return Relations(path).TrueForAll(r => Keep(r.Target));
    }

    private List<(string Id, string Type, string Target)> Relations(string from)
    {
        var path = RelationsOf(from);
        return !_entries.ContainsKey(path) ? [] : Xml(path).Elements(s_relations + "Relationship").Where(r => (string?)r.Attribute("TargetMode") != "External")
            .Select(r => (Needed(r, "Id"), Needed(r, "Type"), Resolve(from, Needed(r, "Target")))).ToList();
    }

    private static string Needed(XElement of, XName name) => (string?)of.Attribute(name) ?? throw new InvalidDataException($"{name} is missing");

    private static string RelationsOf(string path)
    {
        var at = path.LastIndexOf('/');
        return path.Length == 0 ? "/_rels/.rels" : $"{path[..at]}/_rels{path[at..]}.rels";
    }

    private static string Resolve(string from, string target) => Uri.UnescapeDataString(new Uri(new Uri("pack://deck" + (from.Length == 0 ? "/" : from)), target).AbsolutePath);

    private string TypeOf(string path) =>
        (string?)_types.Elements(s_types + "Override").FirstOrDefault(t => string.Equals((string?)t.Attribute("PartName"), path, StringComparison.OrdinalIgnoreCase))?.Attribute("ContentType")
        ?? (string?)_types.Elements(s_types + "Default").FirstOrDefault(t => path.EndsWith("." + (string?)t.Attribute("Extension"), StringComparison.OrdinalIgnoreCase))?.Attribute("ContentType")
        ?? throw new InvalidDataException($"{path} is of no known type");

    private byte[] Bytes(string path)
    {
        // What a container says of a part's length need not be true.
        using var from = _entries[path].Open();
        using var to = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            to.Write(buffer, 0, read);
            if (to.Length > UnpackedLimit)
            {
                throw new InvalidDataException($"{path} is too long");
            }
        }

        return to.ToArray();
    }

    private XElement Xml(string path)
    {
        using var reader = XmlReader.Create(new MemoryStream(Bytes(path)), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader);
    }

    /// <summary>Whether slides are dark, so that charts and tables need a light ground of their own under our hues.</summary>
    private bool IsDark(XElement master)
    {
        var slot = (string?)master.Element(P + "clrMap")?.Attribute("bg1") ?? "lt1";
        var colour = Xml(Theme).Descendants(A + "clrScheme").FirstOrDefault()?.Element(A + slot)?.Elements().FirstOrDefault();
        var hex = (string?)colour?.Attribute("lastClr") ?? (string?)colour?.Attribute("val") ?? "FFFFFF";
        return hex.Length == 6 && int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb) && ((0.299 * (rgb >> 16)) + (0.587 * ((rgb >> 8) & 255)) + (0.114 * (rgb & 255))) < 128;
    }
}
