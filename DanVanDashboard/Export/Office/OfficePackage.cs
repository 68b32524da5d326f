using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace DanVanDashboard.Export.Office;

/// <summary>
/// The container of a document or a set of slides: parts, what they are, and how they refer to each other. Parts are plain XML made here,
/// as in workbooks, so that a pack of a thousand rows costs no library's object per cell; the format's own validator is asked in the tests.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private static readonly XNamespace s_relations = $"{Packages}/relationships";
    private static readonly XNamespace s_types = $"{Packages}/content-types";
    private readonly ZipArchive _zip;
    private readonly List<(string Path, string Type)> _parts = [];
    private readonly Dictionary<string, List<(string Id, string Type, string Target)>> _relations = [];
    private bool _completed;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where it goes; stays open.</param>
    public OfficePackage(Stream stream) => _zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Names of relations between office documents.</summary>
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Adds a part of XML.</summary>
    /// <param name="path">Where it stands, beginning with a slash.</param>
    /// <param name="type">Its content type.</param>
    /// <param name="root">Its content.</param>
    public void Part(string path, string type, XElement root)
    {
        _parts.Add((path, type));
        Write(path, root);
    }

    /// <summary>Adds a part that is a file of its own, such as the workbook behind a chart.</summary>
    public void File(string path, string type, byte[] content)
    {
        _parts.Add((path, type));
        using var to = _zip.CreateEntry(path[1..], CompressionLevel.Fastest).Open();
        to.Write(content);
    }

    /// <summary>Adds a part of another file as it stands there, with what it refers to.</summary>
    public void Copy(string path, string type, byte[] content, byte[]? relations)
    {
        File(path, type, content);
        if (relations is not null)
        {
            var at = path.LastIndexOf('/');
            using var to = _zip.CreateEntry($"{path[1..at]}/_rels{path[at..]}.rels", CompressionLevel.Fastest).Open();
            to.Write(relations);
        }
    }

    /// <summary>Says that a part refers to another; <c>""</c> is the file itself.</summary>
    /// <returns>The id by which the part names it.</returns>
    public string Relate(string from, string type, string to)
    {
        if (!_relations.TryGetValue(from, out var own))
        {
            _relations.Add(from, own = []);
        }

        var id = $"rId{(own.Count + 1).ToString(CultureInfo.InvariantCulture)}";
        own.Add((id, type.Contains("://", StringComparison.Ordinal) ? type : $"{Relations}/{type}", to));
        return id;
    }

    /// <summary>Writes what remains: without it the file is not whole.</summary>
    /// <param name="main">The part that the file is about.</param>
    /// <param name="title">Title of the document.</param>
    /// <param name="made">When its content was gathered.</param>
    public void Complete(string main, string title, DateTimeOffset made)
    {
        Relate(string.Empty, "officeDocument", main);
        Relate(string.Empty, $"{Packages}/relationships/metadata/core-properties", "/docProps/core.xml");
        XNamespace core = $"{Packages}/metadata/core-properties", dc = "http://purl.org/dc/elements/1.1/", terms = "http://purl.org/dc/terms/", xsi = "http://www.w3.org/2001/XMLSchema-instance";
        Part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", new(
            core + "coreProperties", new XAttribute(XNamespace.Xmlns + "dcterms", terms), new XAttribute(XNamespace.Xmlns + "xsi", xsi), new XElement(dc + "title", Clean(title)),
            new XElement(terms + "created", new XAttribute(xsi + "type", "dcterms:W3CDTF"), made.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))));
        foreach (var (from, own) in _relations)
        {
            var at = from.LastIndexOf('/');
            var path = from.Length == 0 ? "/_rels/.rels" : $"{from[..at]}/_rels{from[at..]}.rels";
            Write(path, new(s_relations + "Relationships", own.Select(r => new XElement(
                s_relations + "Relationship", new XAttribute("Id", r.Id), new XAttribute("Type", r.Type), new XAttribute("Target", r.Target)))));
        }

        Write("/[Content_Types].xml", new(
            s_types + "Types", Default("rels", "application/vnd.openxmlformats-package.relationships+xml"), Default("xml", "application/xml"), Default("xlsx", WorkbookWriter.ContentType),
            _parts.Where(p => !p.Path.EndsWith(".xlsx", StringComparison.Ordinal) || p.Type != WorkbookWriter.ContentType)
                .Select(p => new XElement(s_types + "Override", new XAttribute("PartName", p.Path), new XAttribute("ContentType", p.Type)))));
        _completed = true;
        _zip.Dispose();

        static XElement Default(string ending, string type) => new(s_types + "Default", new XAttribute("Extension", ending), new XAttribute("ContentType", type));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_completed)
        {
            _zip.Dispose();
        }
    }

    /// <summary>Text that XML can bear.</summary>
    public static string Clean(string text) => SheetXml.Clean(text);

    private void Write(string path, XElement root)
    {
        using var x = XmlWriter.Create(_zip.CreateEntry(path[1..], CompressionLevel.Fastest).Open(), new() { Encoding = new UTF8Encoding(false), CloseOutput = true });
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(x);
    }
}
