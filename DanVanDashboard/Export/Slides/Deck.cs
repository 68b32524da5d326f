using System.Globalization;
using System.Xml.Linq;
using DanVanDashboard.Export.Office;

namespace DanVanDashboard.Export.Slides;

/// <summary>What stands on every slide.</summary>
/// <param name="Stamp">Of which moment the numbers are.</param>
/// <param name="Mark">A mark that must not be missed; <see langword="null"/> for none.</param>
public sealed record DeckFoot(string Stamp, string? Mark);

/// <summary>Writes slides (.pptx) whose charts and tables stay charts and tables and whose maps are shapes.</summary>
public sealed class Deck : IDisposable
{
    /// <summary>Type of the file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

    /// <summary>The font that is named; a program that lacks it takes another.</summary>
    public const string Font = "Be Vietnam Pro";

    private const string Types = "application/vnd.openxmlformats-officedocument.presentationml.";
    private const string Main = "/ppt/presentation.xml";
    private readonly OfficePackage _package;
    private readonly DeckFoot _foot;
    private readonly string _title;
    private readonly List<string> _slides = [];
    private int _charts;

    /// <summary>Begins a deck.</summary>
    /// <param name="stream">Where it goes; stays open.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="foot">What stands on every slide.</param>
    public Deck(Stream stream, string title, DeckFoot foot)
    {
        (_package, _title, _foot) = (new(stream), title, foot);
        DeckFrame.Write(_package);
    }

    /// <summary>Adds a slide.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="lead">A line below it; <see langword="null"/> for none.</param>
    /// <param name="fill">Puts things on it.</param>
    /// <param name="opening">Whether it opens or closes the deck, with a large title.</param>
    public void Slide(string title, string? lead, Action<Slide> fill, bool opening = false)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var number = _slides.Count + 1;
        var path = $"/ppt/slides/slide{number.ToString(CultureInfo.InvariantCulture)}.xml";
        _slides.Add(path);
        _package.Relate(path, "slideLayout", opening ? DeckFrame.OpeningLayout : DeckFrame.Layout);
        var slide = new Slide(title, lead, _foot, opening, number, chart => _package.Relate(path, "chart", ChartXml.Add(_package, "/ppt", ++_charts, chart, Font)));
        fill(slide);
        _package.Part(path, Types + "slide+xml", slide.Xml());
    }

    /// <summary>Writes what remains.</summary>
    /// <param name="made">When its content was gathered.</param>
    public void Complete(DateTimeOffset made)
    {
        var (p, r) = (SlideXml.P, (XNamespace)OfficePackage.Relations);
        var master = _package.Relate(Main, "slideMaster", DeckFrame.Master);
        var slides = _slides.ConvertAll(s => _package.Relate(Main, "slide", s));
        _package.Relate(Main, "theme", DeckFrame.Theme);
        _package.Part(Main, Types + "presentation.main+xml", new(
            p + "presentation", SlideXml.Namespaces, new XAttribute("saveSubsetFonts", "1"),
            new XElement(p + "sldMasterIdLst", new XElement(p + "sldMasterId", new XAttribute("id", 2147483648), new XAttribute(r + "id", master))),
            new XElement(p + "sldIdLst", slides.Select((id, i) => new XElement(p + "sldId", new XAttribute("id", 256 + i), new XAttribute(r + "id", id)))),
            new XElement(p + "sldSz", new XAttribute("cx", SlideXml.Emu(960)), new XAttribute("cy", SlideXml.Emu(540))),
            new XElement(p + "notesSz", new XAttribute("cx", SlideXml.Emu(540)), new XAttribute("cy", SlideXml.Emu(720)))));
        _package.Complete(Main, _title, made);
    }

    /// <inheritdoc />
    public void Dispose() => _package.Dispose();
}
