using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace DanVanDashboard.Export;

/// <summary>
/// Writes a workbook (.xlsx) sheet by sheet and row by row, straight into a stream, so that its length does not matter. The file is made
/// of plain XML parts here rather than through a document library: a library keeps a whole sheet before it packs it.
/// </summary>
public sealed class WorkbookWriter : IDisposable
{
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";
    private const string Sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private readonly ZipArchive _zip;
    private readonly List<(string Name, bool Hidden, string? Filtered, int Notes, string? Printed, int Head)> _sheets = [];
    private readonly List<(string Name, IReadOnlyList<string> Values)> _lists = [];
    private readonly string _title;
    private bool _completed;

    /// <summary>Begins a book.</summary>
    /// <param name="stream">Where it goes; need not be seekable, and stays open.</param>
    /// <param name="title">Title of the document.</param>
    public WorkbookWriter(Stream stream, string title) => (_zip, _title) = (new(stream, ZipArchiveMode.Create, leaveOpen: true), title);

    /// <summary>Type of the file.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal SheetStyles Styles { get; } = new();

    /// <summary>A list from which cells choose; it stands in a hidden sheet. Names: letters, digits and underscores, beginning with a letter.</summary>
    public void AddList(string name, IReadOnlyList<string> values) => _lists.Add((name, values.Count > 0 ? values : [string.Empty]));

    /// <summary>Begins a sheet; it ends with its disposal, before the next one begins.</summary>
    /// <param name="name">Unique, at most 31 characters; what sheets do not allow in a name is left out.</param>
    /// <param name="shape">Columns and all that is no row.</param>
    public SheetWriter Sheet(string name, SheetShape shape)
    {
        var number = _sheets.Count + 1;
        var clean = string.Concat(SheetXml.Clean(name).Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\'))).Trim('\'', ' ');
        clean = clean.Length == 0 ? $"Sheet{number}" : clean.Length > 31 ? clean[..31] : clean;
        var head = shape.Lead.Count + 1;
        var filtered = shape is { Filter: true, Columns.Count: > 0 } ? $"$A${head}:${CellAddress.Column(shape.Columns.Count - 1)}$" : null;
        var wide = shape.Columns.Count > 0 ? shape.Columns.Count : shape.Widths.Count;
        var printed = shape.PrintFoot is not null && wide > 0 ? $"$A$1:${CellAddress.Column(wide - 1)}$" : null;
        _sheets.Add((clean, shape.Hidden, filtered, shape.Columns.Count(c => c.Note is not null), printed, shape.Columns.Count > 0 ? head : 0));
        return new(this, XmlWriter.Create(Entry($"xl/worksheets/sheet{number}.xml"), Settings), shape, number, rows =>
        {
            var (n, h, f, notes, p, top) = _sheets[number - 1];
            _sheets[number - 1] = (n, h, f is null ? null : $"{f}{Math.Max(rows, head + 1)}", notes, p is null ? null : $"{p}{Math.Max(rows, 1)}", top);
        });
    }

    /// <summary>Writes what remains: without it the file is not whole.</summary>
    public void Complete()
    {
        if (_lists.Count > 0)
        {
            WriteLists();
        }

        Part("xl/styles.xml", Styles.Write);
        Part("xl/workbook.xml", WriteBook);
        Part("xl/_rels/workbook.xml.rels", x => Related(x, [.. _sheets.Select((_, i) => ($"s{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")), ("styles", "styles", "styles.xml")]));
        Part("_rels/.rels", x => Related(x, [("book", "officeDocument", "xl/workbook.xml")], ("core", $"{Packages}/relationships/metadata/core-properties", "docProps/core.xml")));
        Part("docProps/core.xml", x =>
        {
            x.WriteStartElement("cp", "coreProperties", $"{Packages}/metadata/core-properties");
            x.WriteElementString("dc", "title", "http://purl.org/dc/elements/1.1/", SheetXml.Clean(_title));
            x.WriteEndElement();
        });
        Part("[Content_Types].xml", WriteTypes);
        _completed = true;
        _zip.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_completed)
        {
            _zip.Dispose();
        }
    }

    internal static XmlWriterSettings Settings => new() { Encoding = new UTF8Encoding(false), CloseOutput = true, CheckCharacters = false };

    internal Stream Entry(string path) => _zip.CreateEntry(path, CompressionLevel.Fastest).Open();

    internal void Part(string path, Action<XmlWriter> write)
    {
        using var x = XmlWriter.Create(Entry(path), Settings);
        x.WriteStartDocument(standalone: true);
        write(x);
    }

    internal void Related(XmlWriter x, IReadOnlyList<(string Id, string Type, string Target)> own, params (string Id, string Type, string Target)[] more)
    {
        x.WriteStartElement("Relationships", $"{Packages}/relationships");
        foreach (var (id, type, target) in own.Select(r => (r.Id, $"{Relations}/{r.Type}", r.Target)).Concat(more))
        {
            x.WriteStartElement("Relationship");
            x.WriteAttributeString("Id", id);
            x.WriteAttributeString("Type", type);
            x.WriteAttributeString("Target", target);
            x.WriteEndElement();
        }

        x.WriteEndElement();
    }

    /// <summary>The place of a list in its sheet, as a rule names it.</summary>
    internal bool Knows(string list) => _lists.Exists(l => l.Name == list);

    private void WriteLists()
    {
        using var sheet = Sheet("danh-muc", new() { Hidden = true, Filter = false });
        for (var row = 0; row <= _lists.Max(l => l.Values.Count); row++)
        {
            sheet.Row([.. _lists.Select(l => row == 0 ? Cell.Text(l.Name, CellLook.Bold) : row <= l.Values.Count ? Cell.Text(l.Values[row - 1]) : Cell.Empty)]);
        }
    }

    private void WriteBook(XmlWriter x)
    {
        x.WriteStartElement("workbook", Main);
        x.WriteAttributeString("xmlns", "r", null, Relations);
        x.Open("bookViews");
        x.Leaf("workbookView", ("activeTab", "0"));
        x.WriteEndElement();
        x.Open("sheets");
        for (var i = 0; i < _sheets.Count; i++)
        {
            x.Open("sheet", ("name", _sheets[i].Name), ("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture)), ("state", _sheets[i].Hidden ? "hidden" : null));
            x.WriteAttributeString("id", Relations, $"s{i + 1}");
            x.WriteEndElement();
        }

        x.WriteEndElement();
        if (_lists.Count > 0 || _sheets.Exists(s => s.Filtered is not null || s.Printed is not null))
        {
            x.Open("definedNames");
            for (var i = 0; i < _sheets.Count; i++)
            {
                Own(i, "_xlnm._FilterDatabase", _sheets[i].Filtered, "1");
                Own(i, "_xlnm.Print_Area", _sheets[i].Printed, null);
                var top = _sheets[i].Head.ToString(CultureInfo.InvariantCulture);
                Own(i, "_xlnm.Print_Titles", _sheets[i] is { Printed: not null, Head: > 0 } ? $"${top}:${top}" : null, null);
            }

            for (var i = 0; i < _lists.Count; i++)
            {
                var column = CellAddress.Column(i);
                x.Open("definedName", ("name", _lists[i].Name));
                x.WriteString($"'danh-muc'!${column}$2:${column}${_lists[i].Values.Count + 1}");
                x.WriteEndElement();
            }

            x.WriteEndElement();
        }

        x.WriteEndElement();

        void Own(int sheet, string name, string? range, string? hidden)
        {
            if (range is not null)
            {
                x.Open("definedName", ("name", name), ("localSheetId", sheet.ToString(CultureInfo.InvariantCulture)), ("hidden", hidden));
                x.WriteString($"'{_sheets[sheet].Name.Replace("'", "''", StringComparison.Ordinal)}'!{range}");
                x.WriteEndElement();
            }
        }
    }

    private void WriteTypes(XmlWriter x)
    {
        x.WriteStartElement("Types", $"{Packages}/content-types");
        Type("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        Type("Default", "Extension", "xml", "application/xml");
        Type("Default", "Extension", "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing");
        Type("Override", "PartName", "/xl/workbook.xml", Sheets + "sheet.main+xml");
        Type("Override", "PartName", "/xl/styles.xml", Sheets + "styles+xml");
        Type("Override", "PartName", "/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        for (var i = 1; i <= _sheets.Count; i++)
        {
            Type("Override", "PartName", $"/xl/worksheets/sheet{i}.xml", Sheets + "worksheet+xml");
            if (_sheets[i - 1].Notes > 0)
            {
                Type("Override", "PartName", $"/xl/comments{i}.xml", Sheets + "comments+xml");
            }
        }

        x.WriteEndElement();

        void Type(string element, string name, string value, string type)
        {
            x.WriteStartElement(element);
            x.WriteAttributeString(name, value);
            x.WriteAttributeString("ContentType", type);
            x.WriteEndElement();
        }
    }
}
