using System.Xml;

namespace DanVanDashboard.Export;

/// <summary>The looks that a book uses; each combination gets its number when it is first asked for.</summary>
internal sealed class SheetStyles
{
    private readonly Dictionary<(CellFormat Format, CellLook Look, bool Quoted), int> _known = new() { [default] = 0 };
    private readonly List<(CellFormat Format, CellLook Look, bool Quoted)> _all = [default];

    /// <summary>The number of a look.</summary>
    /// <param name="format">The format.</param>
    /// <param name="look">The look.</param>
    /// <param name="quoted">Whether the text begins like a formula, so that it stays text even when the cell is edited.</param>
    public int Of(CellFormat format, CellLook look, bool quoted)
    {
        if (!_known.TryGetValue((format, look, quoted), out var number))
        {
            number = _all.Count;
            _known[(format, look, quoted)] = number;
            _all.Add((format, look, quoted));
        }

        return number;
    }

    public void Write(XmlWriter x)
    {
        x.WriteStartElement("styleSheet", WorkbookWriter.Main);
        x.Open("numFmts", ("count", "3"));
        x.Leaf("numFmt", ("numFmtId", "164"), ("formatCode", "dd/mm/yyyy"));
        x.Leaf("numFmt", ("numFmtId", "165"), ("formatCode", "dd/mm/yyyy hh:mm"));
        x.Leaf("numFmt", ("numFmtId", "166"), ("formatCode", "#,##0.##"));
        x.WriteEndElement();
        x.Open("fonts", ("count", "5"));
        Font(x, 11, bold: false, "FF14212B");
        Font(x, 11, bold: true, "FF14212B");
        Font(x, 11, bold: false, "FF5A6B78");
        Font(x, 16, bold: true, "FF14212B");
        Font(x, 11, bold: true, "FF5A6B78");
        x.WriteEndElement();
        x.Open("fills", ("count", "4"));
        Fill(x, "none", null);
        Fill(x, "gray125", null);
        Fill(x, "solid", "FFE3EEF2");
        Fill(x, "solid", "FFFFF9E8");
        x.WriteEndElement();
        x.Open("borders", ("count", "2"));
        x.WriteRaw("<border><left/><right/><top/><bottom/><diagonal/></border>");
        x.WriteRaw("<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FFC3CDD4\"/></bottom><diagonal/></border>");
        x.WriteEndElement();
        x.Open("cellStyleXfs", ("count", "1"));
        x.Leaf("xf", ("numFmtId", "0"), ("fontId", "0"), ("fillId", "0"), ("borderId", "0"));
        x.WriteEndElement();
        x.Open("cellXfs", ("count", _all.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var (format, look, quoted) in _all)
        {
            Look(x, format, look, quoted);
        }

        x.WriteEndElement();
        x.Open("cellStyles", ("count", "1"));
        x.Leaf("cellStyle", ("name", "Normal"), ("xfId", "0"), ("builtinId", "0"));
        x.WriteEndElement();
        x.WriteEndElement();
    }

    private static void Look(XmlWriter x, CellFormat format, CellLook look, bool quoted)
    {
        var (header, open) = (look.HasFlag(CellLook.Header), look.HasFlag(CellLook.Open));
        var bold = header || look.HasFlag(CellLook.Bold);
        var number = format switch { CellFormat.Integer => "3", CellFormat.Decimal => "166", CellFormat.Day => "164", CellFormat.Moment => "165", _ => header ? "0" : "49" };
        var font = look.HasFlag(CellLook.Title) ? "3" : look.HasFlag(CellLook.Muted) ? bold ? "4" : "2" : bold ? "1" : "0";
        x.Open("xf", ("numFmtId", number), ("fontId", font), ("fillId", header ? "2" : open ? "3" : "0"), ("borderId", header || open ? "1" : "0"), ("xfId", "0"), ("applyNumberFormat", "1"),
            ("applyFont", "1"), ("applyFill", "1"), ("applyBorder", "1"), ("applyAlignment", "1"), ("applyProtection", "1"), ("quotePrefix", quoted ? "1" : null));
        x.Leaf("alignment", ("horizontal", look.HasFlag(CellLook.End) ? "right" : format is CellFormat.Day or CellFormat.Moment ? "left" : null), ("vertical", header ? "center" : "top"), ("wrapText", header || look.HasFlag(CellLook.Wrap) ? "1" : null));
        x.Leaf("protection", ("locked", open ? "0" : "1"));
        x.WriteEndElement();
    }

    private static void Font(XmlWriter x, int size, bool bold, string colour)
    {
        x.Open("font");
        if (bold)
        {
            x.Leaf("b");
        }

        x.Leaf("sz", ("val", size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        x.Leaf("color", ("rgb", colour));
        x.Leaf("name", ("val", "Calibri"));
        x.Leaf("family", ("val", "2"));
        x.WriteEndElement();
    }

    private static void Fill(XmlWriter x, string pattern, string? colour)
    {
        x.Open("fill");
        x.Open("patternFill", ("patternType", pattern));
        if (colour is not null)
        {
            x.Leaf("fgColor", ("rgb", colour));
            x.Leaf("bgColor", ("indexed", "64"));
        }

        x.WriteEndElement();
        x.WriteEndElement();
    }
}

/// <summary>Elements of the book's own namespace, in one line each.</summary>
internal static class SheetXml
{
    public static void Open(this XmlWriter x, string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        x.WriteStartElement(name, WorkbookWriter.Main);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                x.WriteAttributeString(attribute, value);
            }
        }
    }

    public static void Leaf(this XmlWriter x, string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        x.Open(name, attributes);
        x.WriteEndElement();
    }

    /// <summary>Text that XML can bear: without control characters and halves of characters, at most as long as a cell may be.</summary>
    public static string Clean(string text)
    {
        const int limit = 32767;
        var clean = text.Length > limit ? text[..(limit - 1)] + "…" : text;
        for (var i = 0; i < clean.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(clean[i]))
            {
                return string.Concat(clean.EnumerateRunes().Where(r => r.Value >= 0x20 || r.Value is '\t' or '\n' or '\r').Where(r => r.Value is not (0xFFFE or 0xFFFF)).Select(r => r.ToString()));
            }
        }

        return clean;
    }
}
