using System.Globalization;
using System.Xml;

namespace DanVanDashboard.Export;

/// <summary>Notes beside the heads of columns. Sheets draw them by an old drawing language, which the file must still carry.</summary>
internal static class SheetNotes
{
    private const string Vml = "urn:schemas-microsoft-com:vml";
    private const string Office = "urn:schemas-microsoft-com:office:office";
    private const string Excel = "urn:schemas-microsoft-com:office:excel";

    public static void Write(WorkbookWriter book, int sheet, int row, IReadOnlyList<SheetColumn> columns)
    {
        var notes = columns.Select((c, i) => (c.Note, Column: i)).Where(n => n.Note is not null).ToList();
        book.Part($"xl/comments{sheet}.xml", x =>
        {
            x.WriteStartElement("comments", WorkbookWriter.Main);
            x.Open("authors");
            x.WriteElementString("author", WorkbookWriter.Main, string.Empty);
            x.WriteEndElement();
            x.Open("commentList");
            foreach (var (note, column) in notes)
            {
                x.Open("comment", ("ref", CellAddress.Of(column, row)), ("authorId", "0"));
                x.Open("text");
                x.Open("t");
                x.WriteAttributeString("xml", "space", null, "preserve");
                x.WriteString(SheetXml.Clean(note!));
                x.WriteEndElement();
                x.WriteEndElement();
                x.WriteEndElement();
            }

            x.WriteEndElement();
            x.WriteEndElement();
        });
        book.Part($"xl/drawings/notes{sheet}.vml", x => Draw(x, row, notes.ConvertAll(n => (n.Column, n.Note!.Length))));
        book.Part($"xl/worksheets/_rels/sheet{sheet}.xml.rels", x =>
            book.Related(x, [("comments", "comments", $"../comments{sheet}.xml"), ("vml", "vmlDrawing", $"../drawings/notes{sheet}.vml")]));
    }

    private static void Draw(XmlWriter x, int row, List<(int Column, int Length)> notes)
    {
        x.WriteStartElement("xml");
        x.WriteAttributeString("xmlns", "v", null, Vml);
        x.WriteAttributeString("xmlns", "o", null, Office);
        x.WriteAttributeString("xmlns", "x", null, Excel);
        x.WriteStartElement("shapetype", Vml);
        x.WriteAttributeString("id", "note");
        x.WriteAttributeString("coordsize", "21600,21600");
        x.WriteAttributeString("spt", Office, "202");
        x.WriteAttributeString("path", "m,l,21600r21600,l21600,xe");
        x.WriteEndElement();
        foreach (var (column, length) in notes)
        {
            var at = column.ToString(CultureInfo.InvariantCulture);
            x.WriteStartElement("shape", Vml);
            x.WriteAttributeString("id", $"note{at}");
            x.WriteAttributeString("type", "#note");
            x.WriteAttributeString("style", "position:absolute;visibility:hidden");
            x.WriteAttributeString("fillcolor", "#FFF9E8");
            x.WriteStartElement("textbox", Vml);
            x.WriteEndElement();
            x.WriteStartElement("ClientData", Excel);
            x.WriteAttributeString("ObjectType", "Note");
            x.WriteElementString("Anchor", Excel, string.Create(CultureInfo.InvariantCulture, $"{column + 1}, 8, {row}, 4, {column + 4}, 8, {row + 2 + (length / 40)}, 4"));
            x.WriteElementString("AutoFill", Excel, "False");
            x.WriteElementString("Row", Excel, (row - 1).ToString(CultureInfo.InvariantCulture));
            x.WriteElementString("Column", Excel, at);
            x.WriteEndElement();
            x.WriteEndElement();
        }

        x.WriteEndElement();
    }
}
