using System.Text;
using System.Xml;

namespace DanVanDashboard.Export;

/// <summary>How the XML of a workbook is read, whatever part it is of.</summary>
internal static class WorkbookXml
{
    /// <summary>All text of an element, without how it is read aloud; leaves the reader at its end.</summary>
    public static string InnerText(XmlReader x)
    {
        if (x.IsEmptyElement)
        {
            return string.Empty;
        }

        var (name, depth, text, first) = (x.LocalName, x.Depth, (StringBuilder?)null, (string?)null);
        while (x.Read() && !(x.NodeType == XmlNodeType.EndElement && x.Depth == depth))
        {
            if (x is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
            {
                var phonetic = x.Depth;
                while (!x.IsEmptyElement && x.Read() && !(x.NodeType == XmlNodeType.EndElement && x.Depth == phonetic))
                {
                    // Passed over.
                }
            }
            else if (x.NodeType is XmlNodeType.Text or XmlNodeType.CDATA || (x.NodeType is XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace && (name == "v" || x.Depth > depth + 1)))
            {
                if (first is null)
                {
                    first = x.Value;
                }
                else
                {
                    (text ??= new(first)).Append(x.Value);
                }
            }
        }

        return SheetNumbers.Unescape(text?.ToString() ?? first ?? string.Empty);
    }

    /// <summary>Goes on to the next element of a name; <see langword="false"/> if there is none.</summary>
    public static bool To(XmlReader x, string element)
    {
        while (x.Read())
        {
            if (x.NodeType == XmlNodeType.Element && x.LocalName == element)
            {
                return true;
            }
        }

        return false;
    }
}
