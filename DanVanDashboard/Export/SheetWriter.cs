using System.Globalization;
using System.Xml;

namespace DanVanDashboard.Export;

/// <summary>Writes the rows of one sheet, in order.</summary>
public sealed class SheetWriter : IDisposable
{
    // Points; and how much wider than an ordinary letter, by which columns are measured, a bold one is.
    private const int TitleHeight = 24, LineHeight = 16;
    private const double BoldWidth = 1.15;

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private readonly WorkbookWriter _book;
    private readonly XmlWriter _x;
    private readonly SheetShape _shape;
    private readonly int _number;
    private readonly Action<int> _ended;
    private bool _disposed;

    internal SheetWriter(WorkbookWriter book, XmlWriter x, SheetShape shape, int number, Action<int> ended)
    {
        (_book, _x, _shape, _number, _ended) = (book, x, shape, number, ended);
        Begin();
    }

    /// <summary>The number of the last row that was written.</summary>
    public int Rows { get; private set; }

    /// <summary>The next row.</summary>
    public void Row(params ReadOnlySpan<Cell> cells)
    {
        var number = (++Rows).ToString(CultureInfo.InvariantCulture);
        var height = Height(cells)?.ToString(CultureInfo.InvariantCulture);
        _x.Open("row", ("r", number), ("ht", height), ("customHeight", height is null ? null : "1"));
        for (var i = 0; i < cells.Length; i++)
        {
            Write(cells[i], i);
        }

        _x.WriteEndElement();
    }

    /// <summary>Ends the sheet.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        End();
        _x.Dispose();
        _ended(Rows);
        if (_shape.Columns.Any(c => c.Note is not null))
        {
            SheetNotes.Write(_book, _number, HeadRow, _shape.Columns);
        }
    }

    private int HeadRow => _shape.Lead.Count + 1;

    private void Write(Cell cell, int column)
    {
        var (text, number) = (cell.Value, cell.Amount);
        if (string.IsNullOrEmpty(text) && number is null && cell.Look == CellLook.Plain)
        {
            return;
        }

        var quoted = text is { Length: > 0 } && Formulas.LooksLikeOne(text);
        _x.Open("c", ("r", CellAddress.Of(column, Rows)), ("s", _book.Styles.Of(cell.Format, cell.Look, quoted).ToString(CultureInfo.InvariantCulture)),
            ("t", string.IsNullOrEmpty(text) ? null : "inlineStr"));
        if (number is { } amount)
        {
            _x.WriteElementString("v", WorkbookWriter.Main, amount.ToString(CultureInfo.InvariantCulture));
        }
        else if (!string.IsNullOrEmpty(text))
        {
            _x.Open("is");
            _x.Open("t");
            _x.WriteAttributeString("xml", "space", null, "preserve");
            _x.WriteString(SheetXml.Clean(text));
            _x.WriteEndElement();
            _x.WriteEndElement();
        }

        _x.WriteEndElement();
    }

    // Who opens the file does not measure again: a head of two lines and a large title would be cut.
    private int? Height(ReadOnlySpan<Cell> cells)
    {
        var lines = 1;
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Look.HasFlag(CellLook.Title))
            {
                return TitleHeight;
            }

            if (cells[i].Look.HasFlag(CellLook.Header) && i < _shape.Columns.Count && cells[i].Value is { } head)
            {
                lines = Math.Max(lines, (int)Math.Ceiling(head.Length * BoldWidth / _shape.Columns[i].Width));
            }
        }

        return lines > 1 ? lines * LineHeight : null;
    }

    private void Begin()
    {
        _x.WriteStartDocument(standalone: true);
        _x.WriteStartElement("worksheet", WorkbookWriter.Main);
        _x.WriteAttributeString("xmlns", "r", null, Relations);
        if (_shape.PrintFoot is not null)
        {
            _x.Open("sheetPr");
            _x.Leaf("pageSetUpPr", ("fitToPage", "1"));
            _x.WriteEndElement();
        }

        _x.Open("sheetViews");
        _x.Open("sheetView", ("tabSelected", _number == 1 ? "1" : null), ("workbookViewId", "0"));
        if (_shape.Columns.Count > 0)
        {
            var below = CellAddress.Of(0, HeadRow + 1);
            _x.Leaf("pane", ("ySplit", HeadRow.ToString(CultureInfo.InvariantCulture)), ("topLeftCell", below), ("activePane", "bottomLeft"), ("state", "frozen"));
            _x.Leaf("selection", ("pane", "bottomLeft"), ("activeCell", below), ("sqref", below));
        }

        _x.WriteEndElement();
        _x.WriteEndElement();
        _x.Leaf("sheetFormatPr", ("defaultRowHeight", "15"));
        var widths = _shape.Columns.Count > 0 ? _shape.Columns.Select(c => (c.Width, (CellFormat?)c.Format)).ToList() : [.. _shape.Widths.Select(w => (w, (CellFormat?)null))];
        if (widths.Count > 0)
        {
            _x.Open("cols");
            for (var i = 0; i < widths.Count; i++)
            {
                var (width, format) = widths[i];
                var at = (i + 1).ToString(CultureInfo.InvariantCulture);
                // What is typed below the last row takes the column's format: a day stays a day, a code keeps its zeros.
                var style = format is { } f && _shape.RoomFor > 0 ? _book.Styles.Of(f, CellLook.Plain, quoted: false).ToString(CultureInfo.InvariantCulture) : null;
                _x.Leaf("col", ("min", at), ("max", at), ("width", width.ToString(CultureInfo.InvariantCulture)), ("style", style), ("customWidth", "1"));
            }

            _x.WriteEndElement();
        }

        _x.Open("sheetData");
        foreach (var row in _shape.Lead)
        {
            Row([.. row]);
        }

        if (_shape.Columns.Count > 0)
        {
            Row([.. _shape.Columns.Select(c => Cell.Text(c.Title, c.Format is CellFormat.Integer or CellFormat.Decimal ? CellLook.Header | CellLook.End : CellLook.Header))]);
        }
    }

    private void End()
    {
        _x.WriteEndElement();
        if (_shape.Protected)
        {
            _x.Leaf("sheetProtection", ("sheet", "1"), ("formatColumns", "0"), ("formatRows", "0"));
        }

        if (_shape is { Filter: true, Columns.Count: > 0 })
        {
            _x.Leaf("autoFilter", ("ref", $"A{HeadRow}:{CellAddress.Of(_shape.Columns.Count - 1, Math.Max(Rows, HeadRow + 1))}"));
        }

        var last = Math.Max(Rows, HeadRow + Math.Max(_shape.RoomFor, 1));
        var rules = _shape.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.List is not null)
            .Select(c => new SheetRule($"{CellAddress.Of(c.Index, HeadRow + 1)}:{CellAddress.Of(c.Index, last)}", c.Column.List)).Concat(_shape.Rules).ToList();
        if (rules.Count > 0)
        {
            _x.Open("dataValidations", ("count", rules.Count.ToString(CultureInfo.InvariantCulture)));
            rules.ForEach(Rule);
            _x.WriteEndElement();
        }

        _x.Leaf("pageMargins", ("left", "0.5"), ("right", "0.5"), ("top", "0.6"), ("bottom", "0.6"), ("header", "0.3"), ("footer", "0.3"));
        _x.Leaf("pageSetup", ("paperSize", "9"), ("orientation", "landscape"), ("fitToHeight", "0"));
        if (_shape.PrintFoot is { } foot)
        {
            _x.Open("headerFooter");
            // Longer than 255 characters a foot is not read; & begins a code there.
            var text = SheetXml.Clean(foot.Length > 200 ? foot[..200] : foot).Replace("&", "&&", StringComparison.Ordinal);
            _x.WriteElementString("oddFooter", WorkbookWriter.Main, $"&L{text}&R&P/&N");
            _x.WriteEndElement();
        }

        if (_shape.Columns.Any(c => c.Note is not null))
        {
            _x.Open("legacyDrawing");
            _x.WriteAttributeString("id", Relations, "vml");
            _x.WriteEndElement();
        }

        _x.WriteEndElement();
    }

    private void Rule(SheetRule rule)
    {
        if (rule.List is { } list && !_book.Knows(list))
        {
            throw new InvalidOperationException($"The book has no list {list}; add it before the sheet ends.");
        }

        _x.Open("dataValidation", ("type", rule.List is null ? "decimal" : "list"), ("errorStyle", rule.Strict ? null : "warning"), ("operator", rule.List is null ? "greaterThanOrEqual" : null),
            ("allowBlank", "1"), ("showInputMessage", rule.Prompt is null ? null : "1"), ("showErrorMessage", "1"), ("prompt", rule.Prompt is { Length: > 250 } ? rule.Prompt[..250] : rule.Prompt),
            ("sqref", rule.Range));
        _x.WriteElementString("formula1", WorkbookWriter.Main, rule.List ?? "0");
        _x.WriteEndElement();
    }
}
