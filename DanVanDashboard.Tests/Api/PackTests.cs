using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace DanVanDashboard.Tests.Api;

/// <summary>The conference pack, read back out of its files as others' software reads it.</summary>
public sealed partial class PackTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Filters = "campaign=" + Demo.Campaign + "&period=2026&boundaries=current";
    private const string Mark = "Dữ liệu mô phỏng";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("pptx", Filters)]
    [InlineData("docx", Filters)]
    [InlineData("xlsx", Filters)]
    [InlineData("pptx", Filters + "&document=models")]
    [InlineData("docx", Filters + "&document=models")]
    [InlineData("xlsx", Filters + "&document=pack")]
    [InlineData("docx", Filters + "&document=pack")]
    [InlineData("docx", Filters + "&document=periodic&lang=en")]
    [InlineData("pptx", "campaign=" + Demo.OldCampaign + "&boundaries=old-district&lang=en")]
    [InlineData("pptx", "campaign=" + Demo.Campaign + "&period=2029&unit=province-bodies")]
    [InlineData("pptx", "campaign=long-an-2021-2025")]
    [InlineData("docx", "campaign=lai-chau-tham-luan")]
    [InlineData("xlsx", "campaign=lai-chau-tham-luan")]
    public async Task File_ByTheFormatsOwnRules_HasNoError(string format, string query)
    {
        using var file = await FileAsync("bandanvan", format, query);
        using OpenXmlPackage package = format switch
        {
            "pptx" => PresentationDocument.Open(file, false), "docx" => WordprocessingDocument.Open(file, false), _ => SpreadsheetDocument.Open(file, false),
        };

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(package, Ct).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(10));
    }

    [Fact]
    public async Task Slides_Charts_AreNativeAndHoldTheNumbersOfTheSummary()
    {
        var client = await api.AsAsync("bandanvan");
        using var file = await FileAsync("bandanvan", "pptx", Filters);
        var summary = await client.JsonAsync($"/api/v1/summary?{Filters}&by=unit");
        using var deck = PresentationDocument.Open(file, false);
        var slides = deck.PresentationPart!.SlideParts.ToList();
        var charts = slides.SelectMany(s => s.ChartParts).ToList();

        Assert.True(charts.Count >= 3, $"only {charts.Count} charts");
        Assert.All(charts, c => Assert.NotNull(c.EmbeddedPackagePart));
        Assert.All(slides, s => Assert.Empty(s.ImageParts));
        Assert.Contains(slides, s => s.Slide.Descendants<A.Table>().Any());

        // Every locality stands in some chart with the number of the summary.
        var drawn = charts.SelectMany(c => Points(c)).ToLookup(p => p.Category, p => p.Value);
        foreach (var row in summary.GetProperty("rows").EnumerateArray())
        {
            Assert.Contains(row.GetProperty("totals").GetProperty("registered").GetDecimal(), drawn[row.GetProperty("name").GetString()!]);
        }

        // The workbook behind a chart says what the chart shows.
        foreach (var chart in charts)
        {
            using var whole = new MemoryStream();
            await using (var part = chart.EmbeddedPackagePart!.GetStream())
            {
                await part.CopyToAsync(whole, Ct);
            }

            using var book = WorkbookReader.Open(whole);
            var kept = book.Rows(book.Sheets[0]).Skip(1).SelectMany(r => r.Values.Skip(1).Where(v => v.Kind == ValueKind.Number)).Sum(v => decimal.Parse(v.Text, CultureInfo.InvariantCulture));
            Assert.Equal(Points(chart).Sum(p => p.Value), kept);
        }
    }

    [Fact]
    public async Task Slides_EachOne_BearsNumberStampAndMarkAndTheMapIsOfShapes()
    {
        using var file = await FileAsync("bandanvan", "pptx", Filters);
        using var deck = PresentationDocument.Open(file, false);
        var slides = deck.PresentationPart!.SlideParts.ToList();

        Assert.All(slides, s =>
        {
            Assert.Contains(Mark, s.Slide.InnerText, StringComparison.Ordinal);
            Assert.Matches(Stamp(), s.Slide.InnerText);
            Assert.Contains(s.Slide.Descendants<A.Field>(), f => f.Type == "slidenum");
        });
        Assert.Single(slides.SelectMany(s => s.Slide.Descendants<A.Text>()).Select(t => t.Text).Where(t => Stamp().IsMatch(t)).Distinct());
        var map = slides.Select(s => s.Slide.Descendants<A.CustomGeometry>().ToList()).Single(g => g.Count > 0);
        Assert.Equal(38, map.Count);
        var alts = slides.SelectMany(s => s.Slide.Descendants<DocumentFormat.OpenXml.Presentation.Shape>()).Where(s => s.Descendants<A.CustomGeometry>().Any())
            .Select(s => s.NonVisualShapeProperties!.NonVisualDrawingProperties!.Description?.Value).ToList();
        Assert.All(alts, a => Assert.Matches("^.+: [0-9.]+ mô hình$", a));
    }

    [Fact]
    public async Task Files_OfOnePack_AgreeWithEachOtherAndWithTheSummary()
    {
        var client = await api.AsAsync("thuongtruc");
        var totals = (await client.JsonAsync($"/api/v1/summary?{Filters}")).GetProperty("totals");
        decimal[] wanted = [Of("registered"), Of("inProgress"), totals.GetProperty("recognised").GetProperty("total").GetDecimal(), Of("exemplar"), Of("commended"), Of("replicated")];

        using var xlsx = await FileAsync("thuongtruc", "xlsx", Filters);
        using (var book = WorkbookReader.Open(xlsx))
        {
            var told = book.Rows("Tổng hợp").SkipWhile(r => r[0].Text != "Đăng ký").Take(6).Select(r => decimal.Parse(r[1].Text, CultureInfo.InvariantCulture));
            Assert.Equal(wanted, told);
            var sum = book.Rows("Địa bàn").Last();
            Assert.Equal(["Tổng số", .. wanted.Select(w => w.ToString(CultureInfo.InvariantCulture))], sum.Values.Take(7).Select(v => v.Text));
        }

        using var csv = await FileAsync("thuongtruc", "csv", Filters);
        Assert.Equal([0xEF, 0xBB, 0xBF], csv.ToArray()[..3]);
        var lines = Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n");
        Assert.Equal(wanted, lines.Where(l => l.StartsWith("Tổng số,", StringComparison.Ordinal)).Select(l => decimal.Parse(l.Split(',')[3], CultureInfo.InvariantCulture)));
        Assert.All(lines.Skip(1).Where(l => l.Length > 0), l => Assert.Contains(Mark, l, StringComparison.Ordinal));

        using var docx = await FileAsync("thuongtruc", "docx", Filters);
        using (var paper = WordprocessingDocument.Open(docx, false))
        {
            var sums = paper.MainDocumentPart!.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.TableRow>().Select(r => r.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>().Select(c => c.InnerText).ToList())
                .Where(c => c[0] == "Tổng số").ToList();
            Assert.Equal(2, sums.Count);
            Assert.All(sums, s => Assert.Equal(wanted.Select(w => w.ToString("#,0", Vietnamese)), s.Skip(1).Take(6)));
        }

        using var pptx = await FileAsync("thuongtruc", "pptx", Filters);
        using (var deck = PresentationDocument.Open(pptx, false))
        {
            var sum = deck.PresentationPart!.SlideParts.SelectMany(s => s.Slide.Descendants<A.TableRow>()).Select(r => r.Elements<A.TableCell>().Select(c => c.InnerText).ToList()).Single(c => c[0] == "Tổng số");
            Assert.Equal(wanted.Select(w => w.ToString("#,0", Vietnamese)), sum.Skip(1).Take(6));
        }

        decimal Of(string name) => totals.GetProperty(name).GetDecimal();
    }

    [Fact]
    public async Task Lists_Recognised_HaveAsManyAsIsCountedAndNameNobodyWhoDidNotAgree()
    {
        var client = await api.AsAsync("bandanvan");
        var recognised = (await client.JsonAsync($"/api/v1/summary?{Filters}")).GetProperty("totals").GetProperty("recognised").GetProperty("total").GetDecimal();
        var registered = await client.RegisterAsync(Demo.BinhLu, ("name", "Việc nội bộ không nêu tên"), ("visibility", "internal"));
        var person = await client.RegisterAsync(Demo.BinhLu, ("name", "=HYPERLINK(\"http://x\") thử"), ("subject", "individual"), ("owner", "Người Không Muốn Nêu Tên"));
        Assert.True(registered.Status == System.Net.HttpStatusCode.Created, registered.Text);
        Assert.True(person.Status == System.Net.HttpStatusCode.Created, person.Text);

        using var xlsx = await FileAsync("bandanvan", "xlsx", $"{Filters}&document=pack");
        using var book = WorkbookReader.Open(xlsx);
        var named = book.Rows("Công nhận").SkipWhile(r => r[0].Text != "Tên mô hình").Skip(1).Count();
        var unnamed = book.Rows("Công nhận").Select(r => Unnamed().Match(r[0].Text)).Where(m => m.Success).Sum(m => int.Parse(m.Groups["count"].Value, CultureInfo.InvariantCulture));
        Assert.Equal(recognised, named + unnamed);
        var models = book.Rows("Mô hình").Select(r => string.Join('|', r.Values.Select(v => v.Text))).ToList();
        Assert.DoesNotContain(models, m => m.Contains("Việc nội bộ", StringComparison.Ordinal) || m.Contains("Người Không Muốn", StringComparison.Ordinal));
        Assert.Contains(models, m => m.StartsWith("=HYPERLINK(\"http://x\") thử|", StringComparison.Ordinal));

        xlsx.Position = 0;
        using (var sheet = SpreadsheetDocument.Open(xlsx, false))
        {
            Assert.Empty(sheet.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
            var names = sheet.WorkbookPart.Workbook.DefinedNames!.Elements<DocumentFormat.OpenXml.Spreadsheet.DefinedName>().Select(n => n.Name!.Value).ToList();
            Assert.Contains("_xlnm.Print_Area", names);
            Assert.Contains("_xlnm.Print_Titles", names);
        }

        using var csv = await FileAsync("bandanvan", "csv", $"{Filters}&document=models");
        Assert.Contains("\r\n\"'=HYPERLINK(\"\"http://x\"\") thử\",", Encoding.UTF8.GetString(csv.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bandanvan", "ĐẢNG CỘNG SẢN VIỆT NAM", "BAN TUYÊN GIÁO VÀ DÂN VẬN TỈNH ỦY", null)]
    [InlineData("xa-binhlu", "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY XÃ BÌNH LƯ", "T/M BAN THƯỜNG VỤ")]
    [InlineData("hoinongdan", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "HỘI NÔNG DÂN TỈNH", "TM. BAN THƯỜNG VỤ")]
    public async Task Report_Head_FollowsTheIssuingBodyAndItIsADraft(string user, string top, string issuer, string? capacity)
    {
        using var file = await FileAsync(user, "docx", Filters);
        using var paper = WordprocessingDocument.Open(file, false);
        var text = paper.MainDocumentPart!.Document.Body!.InnerText;

        Assert.Contains(top, text, StringComparison.Ordinal);
        Assert.Contains(issuer, text, StringComparison.Ordinal);
        Assert.Contains("DỰ THẢO", text, StringComparison.Ordinal);
        // The mark of the end follows the last words, right before those who receive it.
        Assert.Matches(@"[^\s]\./\.Nơi nhận:", text);
        Assert.Contains("Nơi nhận:", text, StringComparison.Ordinal);
        if (capacity is not null)
        {
            Assert.Contains(capacity, text, StringComparison.Ordinal);
        }

        Assert.All(paper.MainDocumentPart.HeaderParts, h => Assert.Contains(Mark, h.Header.InnerText, StringComparison.Ordinal));
        Assert.All(paper.MainDocumentPart.FooterParts, f => Assert.Matches(Stamp(), f.Footer.InnerText));
    }

    [Fact]
    public async Task Report_OfAPhaseWithAYearBefore_ComparesInWords()
    {
        var client = await api.AsAsync("bandanvan");
        var (now, before) = (await RegisteredAsync("2025"), await RegisteredAsync("2024"));
        using var file = await FileAsync("bandanvan", "docx", $"campaign={Demo.OldCampaign}&period=2025");
        using var paper = WordprocessingDocument.Open(file, false);

        var words = now == before ? "bằng năm 2024" : $"{(now > before ? "tăng" : "giảm")} {Math.Abs(now - before).ToString("#,0", Vietnamese)} mô hình so với năm 2024";
        Assert.Contains(words, paper.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);

        async Task<decimal> RegisteredAsync(string year) =>
            (await client.JsonAsync($"/api/v1/summary?campaign={Demo.OldCampaign}&period={year}")).GetProperty("totals").GetProperty("registered").GetDecimal();
    }

    [Fact]
    public async Task Pdf_Text_IsFoundAsItIsReadAndEveryPageIsMarked()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftotext"), "pdftotext is not on this machine.");
        var totals = (await (await api.AsAsync("bandanvan")).JsonAsync($"/api/v1/summary?{Filters}")).GetProperty("totals");
        using var file = await FileAsync("bandanvan", "pdf", Filters);
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        await File.WriteAllBytesAsync(path, file.ToArray(), Ct);
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("/usr/bin/pdftotext", ["-layout", "-enc", "UTF-8", path, "-"]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var text = (await reader.StandardOutput.ReadToEndAsync(Ct)).Normalize(NormalizationForm.FormC);
            await reader.WaitForExitAsync(Ct);
            var pages = text.TrimEnd('\f', '\n').Split('\f');

            Assert.All(pages, (p, i) =>
            {
                Assert.Contains(Mark, p, StringComparison.Ordinal);
                Assert.Contains($"Trang {i + 1}/{pages.Length}", p, StringComparison.Ordinal);
                Assert.Matches(Stamp(), p);
            });
            Assert.Contains("Xây dựng hệ thống chính trị", text, StringComparison.Ordinal);
            Assert.Contains("Xã Bình Lư", text, StringComparison.Ordinal);
            Assert.Matches($@"Tổng số\s+{Regex.Escape(totals.GetProperty("registered").GetDecimal().ToString("#,0", Vietnamese))}\s", text);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("xa-binhlu", "pptx?" + Filters + "&unit=" + Demo.KhunHa, 403, "summary.not-your-unit")]
    [InlineData("xa-binhlu", "docx?campaign=long-an-2021-2025", 400, "summary.campaign-unknown")]
    [InlineData("bandanvan", "pptx?" + Filters + "&document=poster", 400, "pack.document-unknown")]
    [InlineData("bandanvan", "odp?" + Filters, 400, "pack.format-unknown")]
    [InlineData("bandanvan", "pptx?" + Filters + "&field=nothing", 400, "model.field-unknown")]
    public async Task Export_OfWhatIsNotOnesOwnOrUnknown_IsRefused(string user, string path, int status, string code)
    {
        var answer = await (await api.AsAsync(user)).GetAsync($"/api/v1/exports/{path}");

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task Pack_OfACampaignOfDocuments_TellsNoNoughtsOfWhatTheyDoNotName()
    {
        using var file = await FileAsync("bandanvan", "xlsx", "campaign=long-an-2021-2025");
        using var book = WorkbookReader.Open(file);

        Assert.DoesNotContain("Thời gian", book.Sheets);
        Assert.DoesNotContain(book.Sheets.SelectMany(book.Rows), r => r.Values.Any(v => v is { Kind: ValueKind.Number, Text: "0" }));
        Assert.Contains(book.Rows("Tổng hợp"), r => r[0].Text == "Được nêu tên trong văn bản");
        Assert.DoesNotContain(book.Sheets.SelectMany(book.Rows), r => r.Values.Any(v => v.Text.Contains(Mark, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Export_Unsigned_IsRefused() => Assert.Equal(401, (int)await (await api.AsAsync(null)).StatusAsync($"/api/v1/exports/pptx?{Filters}"));

    [Fact]
    public async Task Export_OfACommune_ListsItsOwnOnly()
    {
        using var file = await FileAsync("xa-binhlu", "xlsx", $"{Filters}&document=pack");
        using var book = WorkbookReader.Open(file);

        var places = book.Rows("Mô hình").SkipWhile(r => r[0].Text != "Tên mô hình").Skip(1).Select(r => r[4].Text).Distinct().ToList();
        Assert.Equal(["Xã Bình Lư"], places);
        Assert.Equal(["Xã Bình Lư"], book.Rows("Địa bàn").SkipWhile(r => r[0].Text != "Địa bàn, đơn vị").Skip(1).Select(r => r[0].Text));
    }

    private async Task<MemoryStream> FileAsync(string user, string format, string query)
    {
        using var answer = await (await api.AsAsync(user)).Http.GetAsync($"/api/v1/exports/{format}?{query}", Ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {Encoding.UTF8.GetString(bytes)}");
        return new MemoryStream(bytes);
    }

    private static IEnumerable<(string Category, decimal Value)> Points(ChartPart chart)
    {
        foreach (var series in chart.ChartSpace.Descendants<C.BarChartSeries>())
        {
            var names = series.GetFirstChild<C.CategoryAxisData>()!.Descendants<C.StringPoint>().ToDictionary(p => p.Index!.Value, p => p.NumericValue!.Text);
            foreach (var point in series.GetFirstChild<C.Values>()!.Descendants<C.NumericPoint>())
            {
                yield return (names[point.Index!.Value], decimal.Parse(point.NumericValue!.Text, CultureInfo.InvariantCulture));
            }
        }
    }

    [GeneratedRegex("Số liệu lúc [0-9]{2}:[0-9]{2} ngày [0-9]{2}/[0-9]{2}/[0-9]{4}, thứ tự [0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Stamp();

    [GeneratedRegex("^(?<count>[0-9]+) mô hình lưu hành nội bộ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unnamed();
}
