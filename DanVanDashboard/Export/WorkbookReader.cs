using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using static DanVanDashboard.Export.WorkbookXml;

namespace DanVanDashboard.Export;

/// <summary>
/// Reads a workbook (.xlsx) row by row; only its shared texts are kept. Files come from other people: no macros, no outside references,
/// no more than <see cref="SheetLimits"/> unpacked, whatever the file says of itself.
/// </summary>
public sealed class WorkbookReader : IDisposable
{
    private const int MostParts = 2000;
    private readonly ZipArchive _zip;
    private readonly SheetLimits _limits;
    private readonly Dictionary<string, string> _parts = [];
    private readonly List<(string Name, string Part)> _sheets = [];
    private readonly List<string> _texts = [];
    private readonly HashSet<int> _dayStyles = [];
    private long _left;
    private bool _from1904;

    private WorkbookReader(ZipArchive zip, SheetLimits limits) => (_zip, _limits, _left) = (zip, limits, limits.UnpackedBytes);

    /// <summary>Names of the sheets that are not hidden, in their order.</summary>
    public IReadOnlyList<string> Sheets => _sheets.ConvertAll(s => s.Name);

    /// <summary>Opens a workbook.</summary>
    /// <param name="stream">Seekable; stays open.</param>
    /// <param name="limits">How much is read at the most.</param>
    /// <exception cref="SheetException">It is none, or one that is not read.</exception>
    public static WorkbookReader Open(Stream stream, SheetLimits? limits = null)
    {
        limits ??= new();
        if (stream.Length > limits.FileBytes)
        {
            throw new SheetException(SheetProblem.TooLarge);
        }

        RequireZip(stream);
        return Guarded(() =>
        {
            var reader = new WorkbookReader(new(stream, ZipArchiveMode.Read, leaveOpen: true), limits);
            try
            {
                reader.ReadBook();
                return reader;
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        });
    }

    /// <summary>The rows of a sheet; rows without any cell are left out.</summary>
    /// <exception cref="SheetException">While reading: it is damaged, or longer than allowed.</exception>
    public IEnumerable<SheetRow> Rows(string sheet)
    {
        using var x = Xml(PartOf(sheet));
        var number = 0;
        while (Guarded(() => To(x, "row")))
        {
            number = int.TryParse(x.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : number + 1;
            if (number > _limits.Rows)
            {
                throw new SheetException(SheetProblem.TooLarge);
            }

            yield return new(number, Guarded(() => ReadRow(x)));
        }
    }

    /// <summary>The cells of a sheet that are taken together.</summary>
    public IReadOnlyList<MergedCells> Merged(string sheet) => Guarded(() =>
    {
        var merged = new List<MergedCells>();
        using var x = Xml(PartOf(sheet));
        while (To(x, "mergeCell"))
        {
            if (x.GetAttribute("ref")?.Split(':') is [var from, var to] && merged.Count < 10_000)
            {
                var (first, last) = (CellAddress.Read(from), CellAddress.Read(to));
                merged.Add(new(first.Column, first.Row, last.Column, last.Row));
            }
        }

        return merged;
    });

    /// <inheritdoc />
    public void Dispose() => _zip.Dispose();

    private static void RequireZip(Stream stream)
    {
        Span<byte> head = stackalloc byte[8];
        stream.Position = 0;
        var read = stream.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        stream.Position = 0;
        if (read == 8 && head.SequenceEqual<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            // One container serves the old format and files under a password; only the latter name their packed part.
            var buffer = new byte[Math.Min(stream.Length, 1 << 20)];
            stream.ReadExactly(buffer);
            stream.Position = 0;
            throw new SheetException(buffer.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? SheetProblem.Encrypted : SheetProblem.OldFormat);
        }

        if (read < 4 || !head[..4].SequenceEqual("PK\u0003\u0004"u8))
        {
            throw new SheetException(SheetProblem.NotAWorkbook);
        }
    }

    private void ReadBook()
    {
        if (_zip.Entries.Count > MostParts || _zip.Entries.Sum(e => e.Length) > _limits.UnpackedBytes)
        {
            throw new SheetException(SheetProblem.TooLarge);
        }

        foreach (var entry in _zip.Entries)
        {
            _parts[entry.FullName.TrimStart('/').Replace('\\', '/').ToLowerInvariant()] = entry.FullName;
        }

        if (_parts.Keys.Any(p => p.EndsWith("vbaproject.bin", StringComparison.Ordinal) || p.Contains("/macrosheets/", StringComparison.Ordinal)))
        {
            throw new SheetException(SheetProblem.Macros);
        }

        var book = Related(string.Empty, "_rels/.rels").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target
            ?? throw new SheetException(SheetProblem.NotAWorkbook);
        var folder = book[..(book.LastIndexOf('/') + 1)];
        var related = Related(folder, $"{folder}_rels/{book[folder.Length..]}.rels");
        using (var x = Xml(book))
        {
            while (x.Read())
            {
                if (x is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                {
                    _from1904 = x.GetAttribute("date1904") is "1" or "true";
                }
                else if (x is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && x.GetAttribute("state") is null or "visible")
                {
                    var part = related.Find(r => r.Id == Id(x) && r.Type.EndsWith("/worksheet", StringComparison.Ordinal)).Target;
                    if (part is not null && _parts.ContainsKey(part))
                    {
                        _sheets.Add((x.GetAttribute("name") ?? string.Empty, part));
                    }
                }
            }
        }

        if (_sheets.Count == 0)
        {
            throw new SheetException(book.StartsWith("xl/", StringComparison.Ordinal) ? SheetProblem.Damaged : SheetProblem.NotAWorkbook);
        }

        ReadTexts(related.Find(r => r.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Target);
        ReadStyles(related.Find(r => r.Type.EndsWith("/styles", StringComparison.Ordinal)).Target);

        static string? Id(XmlReader x) => x.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
            ?? x.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
    }

    private List<(string Id, string Type, string Target)> Related(string folder, string part)
    {
        var related = new List<(string, string, string)>();
        if (!_parts.ContainsKey(part.ToLowerInvariant()))
        {
            return related;
        }

        using var x = Xml(part.ToLowerInvariant());
        while (To(x, "Relationship"))
        {
            if (x.GetAttribute("TargetMode") is null or "Internal" && x.GetAttribute("Target") is { } target)
            {
                var full = target.StartsWith('/') ? target[1..] : folder + target;
                related.Add((x.GetAttribute("Id") ?? string.Empty, x.GetAttribute("Type") ?? string.Empty, full.ToLowerInvariant()));
            }
        }

        return related;
    }

    private void ReadTexts(string? part)
    {
        if (part is null || !_parts.ContainsKey(part))
        {
            return;
        }

        using var x = Xml(part);
        while (To(x, "si"))
        {
            _texts.Add(InnerText(x));
        }
    }

    private void ReadStyles(string? part)
    {
        if (part is null || !_parts.ContainsKey(part))
        {
            return;
        }

        var own = new Dictionary<int, bool>();
        using var x = Xml(part);
        var (inCells, style) = (false, 0);
        while (x.Read())
        {
            if (x is { NodeType: XmlNodeType.EndElement, LocalName: "cellXfs" })
            {
                return;
            }

            if (x.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (x.LocalName == "numFmt" && Number(x.GetAttribute("numFmtId")) is { } id)
            {
                own[id] = SheetNumbers.IsDay(x.GetAttribute("formatCode") ?? string.Empty);
            }
            else if (x.LocalName == "cellXfs")
            {
                inCells = true;
            }
            else if (inCells && x.LocalName == "xf")
            {
                if (Number(x.GetAttribute("numFmtId")) is { } format && (own.TryGetValue(format, out var day) ? day : SheetNumbers.IsDay(format)))
                {
                    _dayStyles.Add(style);
                }

                style++;
            }
        }
    }

    private List<SheetValue> ReadRow(XmlReader x)
    {
        var values = new List<SheetValue>();
        if (x.IsEmptyElement)
        {
            return values;
        }

        while (x.Read() && x is not { NodeType: XmlNodeType.EndElement, LocalName: "row" })
        {
            if (x is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var column = CellAddress.Read(x.GetAttribute("r")).Column is >= 0 and var said ? said : values.Count;
            var value = ReadCell(x);
            if (column >= values.Count && column < _limits.Columns && value.Kind != ValueKind.Empty)
            {
                values.AddRange(Enumerable.Repeat(SheetValue.None, column - values.Count));
                values.Add(value);
            }
        }

        return values;
    }

    private SheetValue ReadCell(XmlReader x)
    {
        var (type, style) = (x.GetAttribute("t"), Number(x.GetAttribute("s")) ?? 0);
        string? text = null;
        if (!x.IsEmptyElement)
        {
            while (x.Read() && x is not { NodeType: XmlNodeType.EndElement, LocalName: "c" })
            {
                if (x is { NodeType: XmlNodeType.Element, LocalName: "v" or "is" })
                {
                    text = InnerText(x);
                }
            }
        }

        if (string.IsNullOrEmpty(text))
        {
            return SheetValue.None;
        }

        return type switch
        {
            "s" => Number(text) is { } index && index < _texts.Count ? Text(_texts[index]) : throw new SheetException(SheetProblem.Damaged),
            "e" => new(ValueKind.Error, text),
            "b" => Text(text == "1" ? "TRUE" : "FALSE"),
            "d" => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? SheetNumbers.Day(DateOnly.FromDateTime(at)) : Text(text),
            null or "n" => SheetNumbers.Of(text, _dayStyles.Contains(style), _from1904),
            _ => Text(text),
        };

        static SheetValue Text(string text) => text.Length == 0 ? SheetValue.None : new(ValueKind.Text, text);
    }

    private string PartOf(string sheet) => _sheets.Find(s => s.Name == sheet).Part ?? throw new ArgumentException("No such sheet.", nameof(sheet));

    private XmlReader Xml(string part)
    {
        if (!_parts.TryGetValue(part, out var entry))
        {
            throw new SheetException(SheetProblem.Damaged);
        }

        var counted = new CountedStream(_zip.GetEntry(entry)!.Open(), n =>
        {
            if ((_left -= n) < 0)
            {
                throw new SheetException(SheetProblem.TooLarge);
            }
        });
        return XmlReader.Create(counted, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true });
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException or NotSupportedException or FormatException or OverflowException)
        {
            throw new SheetException(SheetProblem.Damaged, e);
        }
    }
}
