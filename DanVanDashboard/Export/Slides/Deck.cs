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
    private readonly List<(string Title, string Path, Action Write)> _slides = [];
    private readonly DeckTemplate? _template;
    private readonly DeckPlace _content;
    private readonly DeckPlace _opening;
    private readonly ChartLook _look;
    private readonly string _folder;
    private int _charts;

    /// <summary>Begins a deck.</summary>
    /// <param name="stream">Where it goes; stays open.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="foot">What stands on every slide.</param>
    /// <param name="template">Whose master, theme and layouts it has; <see langword="null"/>: our own.</param>
    public Deck(Stream stream, string title, DeckFoot foot, DeckTemplate? template = null)
    {
        (_package, _title, _foot, _template) = (new(stream), title, foot, template);
        if (template is null)
        {
            DeckFrame.Write(_package);
            (_content, _opening, _look, _folder) = (DeckPlace.Own(DeckFrame.Layout, opening: false), DeckPlace.Own(DeckFrame.OpeningLayout, opening: true), new(Font), "/ppt");
            return;
        }

        foreach (var part in template.Parts)
        {
            _package.Copy(part.Path, part.Type, part.Content, part.Relations);
        }

        // Its own charts may bear the names that ours would.
        _folder = template.Parts.Any(p => p.Path.StartsWith("/ppt/charts/", StringComparison.OrdinalIgnoreCase) || p.Path.StartsWith("/ppt/embeddings/", StringComparison.OrdinalIgnoreCase)) ? "/ppt/danvan" : "/ppt";
        (_content, _opening, _look) = (template.Content, template.Opening, template.Content.Dark ? new("+mn-lt", DeckLook.Ink, "FFFFFF") : new("+mn-lt", null));
    }

    /// <summary>Adds a slide; it is written when the deck is completed.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="lead">A line below it; <see langword="null"/> for none.</param>
    /// <param name="fill">Puts things on it.</param>
    /// <param name="opening">Whether it opens or closes the deck, with a large title.</param>
    public void Slide(string title, string? lead, Action<Slide> fill, bool opening = false)
    {
        ArgumentNullException.ThrowIfNull(fill);
        var number = _slides.Count + 1;
        var path = $"/ppt/slides/slide{number.ToString(CultureInfo.InvariantCulture)}.xml";
        _slides.Add((title, path, () =>
        {
            _package.Relate(path, "slideLayout", (opening ? _opening : _content).Layout);
            var slide = new Slide(title, lead, _foot, opening ? _opening : _content, number, chart => _package.Relate(path, "chart", ChartXml.Add(_package, _folder, ++_charts, chart, _look)));
            fill(slide);
            _package.Part(path, Types + "slide+xml", slide.Xml());
        }));
    }

    /// <summary>Writes the slides and what holds them together.</summary>
    /// <param name="made">When its content was gathered.</param>
    /// <param name="begins">Told before each slide: its number from 1, how many there are, and its title.</param>
    public void Complete(DateTimeOffset made, Action<int, int, string>? begins = null)
    {
        for (var i = 0; i < _slides.Count; i++)
        {
            begins?.Invoke(i + 1, _slides.Count, _slides[i].Title);
            _slides[i].Write();
        }

        var (p, r) = (SlideXml.P, (XNamespace)OfficePackage.Relations);
        var masters = (_template?.Masters ?? [("2147483648", DeckFrame.Master)]).Select(m => (m.Id, Relation: _package.Relate(Main, "slideMaster", m.Path))).ToList();
        var slides = _slides.ConvertAll(s => _package.Relate(Main, "slide", s.Path));
        _package.Relate(Main, "theme", _template?.Theme ?? DeckFrame.Theme);
        if (_template?.TableStyles is { } styles)
        {
            _package.Relate(Main, "tableStyles", styles);
        }

        _package.Part(Main, Types + "presentation.main+xml", new(
            p + "presentation", SlideXml.Namespaces, new XAttribute("saveSubsetFonts", "1"),
            new XElement(p + "sldMasterIdLst", masters.Select(m => new XElement(p + "sldMasterId", new XAttribute("id", m.Id), new XAttribute(r + "id", m.Relation)))),
            new XElement(p + "sldIdLst", slides.Select((id, i) => new XElement(p + "sldId", new XAttribute("id", 256 + i), new XAttribute(r + "id", id)))),
            _template?.SlideSize ?? new XElement(p + "sldSz", new XAttribute("cx", SlideXml.Emu(960)), new XAttribute("cy", SlideXml.Emu(540))),
            _template?.NotesSize ?? new XElement(p + "notesSz", new XAttribute("cx", SlideXml.Emu(540)), new XAttribute("cy", SlideXml.Emu(720))), _template?.TextStyle));
        _package.Complete(Main, _title, made);
    }

    /// <inheritdoc />
    public void Dispose() => _package.Dispose();
}
