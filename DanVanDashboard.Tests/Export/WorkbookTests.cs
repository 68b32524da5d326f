using System.IO.Compression;
using System.Text;
using DanVanDashboard.Export;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace DanVanDashboard.Tests.Export;

/// <summary>Workbooks as we write them and as others do.</summary>
public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public void Book_Written_IsOneByTheFormatsOwnRules()
    {
        using var file = Sample();
        using var document = SpreadsheetDocument.Open(file, isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}"));
    }

    [Fact]
    public void Book_Written_IsReadBackAsItWas()
    {
        using var file = Sample();
        using var book = WorkbookReader.Open(file);

        Assert.Equal(["Mô hình", "Hướng dẫn"], book.Sheets);
        var rows = book.Rows("Mô hình").ToList();
        Assert.Equal(["Danh sách mô hình"], rows[0].Values.Select(v => v.Text));
        Assert.Equal(["Tên mô hình", "Lĩnh vực", "Ngày", "Số", "Lúc"], rows[1].Values.Select(v => v.Text));
        Assert.Equal([ValueKind.Text, ValueKind.Text, ValueKind.Day, ValueKind.Number, ValueKind.Day], rows[2].Values.Select(v => v.Kind));
        Assert.Equal(["  Thắp sáng <đường> & \"bản\"", "Kinh tế", "05/01/2026", "1178.5", "25/11/2026"], rows[2].Values.Select(v => v.Text));
        Assert.Equal("=HYPERLINK(\"http://x\")", rows[3][0].Text);
        Assert.Equal(ValueKind.Text, rows[3][0].Kind);
        Assert.Equal("03390", rows[3][1].Text);
        Assert.Equal(5, rows[^1].Number);
        Assert.Equal("12/12/1899", rows[^1][2].Text);
    }

    [Fact]
    public void Heads_OfTwoLinesAndTitles_KeepTheirHeight()
    {
        var file = new MemoryStream();
        using (var book = new WorkbookWriter(file, "Thử"))
        {
            using (var sheet = book.Sheet("Thử", new() { Lead = [[Cell.Text("Tên", CellLook.Title)]], Columns = [new("Địa bàn", 20), new("Được khen thưởng trong kỳ", 10, CellFormat.Integer)] }))
            {
                sheet.Row(Cell.Text("Xã Bình Lư"), Cell.Integer(1));
            }

            book.Complete();
        }

        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var rows = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().ToList();
        Assert.Equal([24d, 48d, null], rows.Select(r => r.Height?.Value));
        var looks = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>().ToList();
        Assert.Equal([false, true], rows[1].Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => looks[(int)c.StyleIndex!.Value].Alignment?.Horizontal?.Value == DocumentFormat.OpenXml.Spreadsheet.HorizontalAlignmentValues.Right));
    }

    [Fact]
    public void Text_ThatLooksLikeAFormula_StaysTextInBoth()
    {
        using var file = Sample();
        using var document = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.First().Worksheet;
        Assert.Empty(sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>());
        var cell = sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().Single(c => c.CellReference == "A4");
        var looks = document.WorkbookPart.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>().ToList();
        Assert.True(looks[(int)cell.StyleIndex!.Value].QuotePrefix!.Value);

        var csv = new MemoryStream();
        using (var writer = new CsvWriter(csv))
        {
            writer.Row(Cell.Text("=1+1"), Cell.Text("+84"), Cell.Text("-x"), Cell.Text("@SUM(A1)"), Cell.Text("a,\"b\""), Cell.Day(new(2026, 1, 5)), Cell.Number(-1.5m));
        }

        Assert.Equal([0xEF, 0xBB, 0xBF], csv.ToArray()[..3]);
        Assert.Equal("\uFEFF'=1+1,'+84,'-x,'@SUM(A1),\"a,\"\"b\"\"\",2026-01-05,-1.5\r\n", Encoding.UTF8.GetString(csv.ToArray()));
        Assert.Equal(("=1+1", "'quoted'"), (Formulas.Unquote("'=1+1"), Formulas.Unquote("'quoted'")));
    }

    [Fact]
    public void Book_OfAnotherProgram_IsUnderstood()
    {
        // Shared and rich texts, days by built-in and written formats, days since 1904, booleans, errors, gaps, merged heads, a hidden sheet.
        using var file = Foreign("""
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
            <row r="3"><c r="B3" s="1"><v>44000</v></c><c r="C3" s="2"><v>44000.75</v></c><c r="D3" s="3"><v>0.5</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#REF!</v></c>
              <c r="G3" t="str"><f>A1&amp;"x"</f><v>abc</v></c><c r="H3" t="d"><v>2026-03-04</v></c><c r="I3"><v>1.1000000000000001</v></c><c r="J3"><v>12345678901</v></c></row>
            """);
        using var book = WorkbookReader.Open(file);

        Assert.Equal("Danh sách", Assert.Single(book.Sheets));
        var rows = book.Rows("Danh sách").ToList();
        Assert.Equal(["Tên mô hình", "", "Ngày đăng ký"], rows[0].Values.Select(v => v.Text));
        Assert.Equal(3, rows[1].Number);
        Assert.Equal(["", "19/06/2024", "19/06/2024", "0.5", "TRUE", "#REF!", "abc", "04/03/2026", "1.1", "12345678901"], rows[1].Values.Select(v => v.Text));
        Assert.Equal([ValueKind.Empty, ValueKind.Day, ValueKind.Day, ValueKind.Number, ValueKind.Text, ValueKind.Error, ValueKind.Text, ValueKind.Day, ValueKind.Number, ValueKind.Number], rows[1].Values.Select(v => v.Kind));
        Assert.Equal(new MergedCells(0, 1, 1, 1), Assert.Single(book.Merged("Danh sách")));
    }

    [Fact]
    public void File_ThatIsNoReadableBook_SaysWhy()
    {
        using var macros = Foreign("<row r=\"1\"/>", ("xl/vbaProject.bin", "x"));
        using var damaged = Foreign("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>");
        using var broken = Foreign("<row r=\"1\"><c r=\"A1\"");
        using var entity = Foreign("<row/>", prolog: "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>");
        var old = new byte[64];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(old, 0);

        Assert.Equal(SheetProblem.NotAWorkbook, Problem(new MemoryStream(Encoding.UTF8.GetBytes("Tên mô hình,Chủ thể"))));
        Assert.Equal(SheetProblem.NotAWorkbook, Problem(new MemoryStream()));
        Assert.Equal(SheetProblem.OldFormat, Problem(new MemoryStream(old)));
        Assert.Equal(SheetProblem.Encrypted, Problem(new MemoryStream([.. old, .. Encoding.Unicode.GetBytes("EncryptedPackage")])));
        Assert.Equal(SheetProblem.Macros, Problem(macros));
        Assert.Equal(SheetProblem.Damaged, Problem(damaged));
        Assert.Equal(SheetProblem.Damaged, Problem(broken));
        Assert.Equal(SheetProblem.Damaged, Problem(entity));
        using var rows = Foreign(string.Concat(Enumerable.Range(1, 12).Select(i => $"<row r=\"{i}\"/>")));
        Assert.Equal(SheetProblem.TooLarge, Problem(rows, new(Rows: 10)));
        rows.Position = 0;
        Assert.Equal(SheetProblem.TooLarge, Problem(rows, new(FileBytes: 100)));
    }

    [Fact]
    public void File_ThatUnpacksToFarMoreThanItSays_IsRefusedWhileReading()
    {
        using var bomb = Foreign($"<row r=\"1\"><c r=\"A1\" t=\"str\"><v>{new string('a', 4_000_000)}</v></c></row>");

        Assert.True(bomb.Length < 100_000);
        Assert.Equal(SheetProblem.TooLarge, Problem(bomb, new(UnpackedBytes: 1_000_000)));
    }

    [Fact]
    public void Addresses_OfColumns_CountLikeSheets()
    {
        Assert.Equal(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"], new[] { 0, 25, 26, 51, 52, 701, 702 }.Select(CellAddress.Column));
        Assert.Equal((52, 7), CellAddress.Read("BA7"));
        Assert.Equal((-1, -1), CellAddress.Read(null));
    }

    private static MemoryStream Sample()
    {
        var file = new MemoryStream();
        using var book = new WorkbookWriter(file, "Danh sách mô hình");
        book.AddList("linh_vuc", ["Kinh tế", "Văn hóa - xã hội"]);
        var shape = new SheetShape
        {
            Lead = [[Cell.Text("Danh sách mô hình", CellLook.Title)]], RoomFor = 100,
            Columns =
            [
                new("Tên mô hình", 40) { Note = "Bắt buộc" }, new("Lĩnh vực") { List = "linh_vuc", Note = "Chọn trong danh mục" }, new("Ngày", 12, CellFormat.Day), new("Số", 10, CellFormat.Decimal),
                new("Lúc", 16, CellFormat.Moment),
            ],
            Rules = [new("D3:D100", null, "Số không âm", Strict: true)],
        };
        using (var sheet = book.Sheet("Mô hình", shape))
        {
            sheet.Row(Cell.Text("  Thắp sáng <đường> & \"bản\"\u0001"), Cell.Text("Kinh tế"), Cell.Day(new(2026, 1, 5)), Cell.Number(1178.5m), Cell.Moment(new(2026, 11, 25, 9, 30, 0, DateTimeKind.Unspecified)));
            sheet.Row(Cell.Text("=HYPERLINK(\"http://x\")"), Cell.Text("03390"), Cell.Empty, Cell.Integer(12), Cell.Empty);
            sheet.Row(Cell.Text("Cuối", CellLook.Bold | CellLook.Wrap), Cell.Empty, Cell.Day(new(1899, 12, 12)));
        }

        using (var sheet = book.Sheet("Hướng dẫn", new() { Widths = [80], Protected = true }))
        {
            sheet.Row(Cell.Text("Điền từ dòng 3", CellLook.Muted));
            sheet.Row(Cell.Number(null, CellLook.Open));
        }

        book.Complete();
        file.Position = 0;
        return file;
    }

    private static SheetProblem? Problem(Stream file, SheetLimits? limits = null)
    {
        try
        {
            using var book = WorkbookReader.Open(file, limits);
            _ = book.Rows(book.Sheets[0]).ToList();
            return null;
        }
        catch (SheetException e)
        {
            return e.Problem;
        }
    }

    private static MemoryStream Foreign(string rows, (string Path, string Text)? more = null, string prolog = "")
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"Ẩn\" sheetId=\"1\" state=\"hidden\" r:id=\"r9\"/><sheet name=\"Danh sách\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r2\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r9\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r3\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r4\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><r><t>Tên mô </t></r><r><t>hình</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si><si><t>Ngày đăng ký</t></si></sst>");
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"2\"><numFmt numFmtId=\"170\" formatCode=\"dd\\/mm\\/yyyy;@\"/><numFmt numFmtId=\"171\" formatCode=\"0&quot; đồng/day&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs></styleSheet>");
            Add("xl/worksheets/sheet1.xml", $"{prolog}<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>");
            if (more is { } extra)
            {
                Add(extra.Path, extra.Text);
            }

            void Add(string path, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(text);
            }
        }

        file.Position = 0;
        return file;
    }
}
