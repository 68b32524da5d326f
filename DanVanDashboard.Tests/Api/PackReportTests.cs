using System.Net;
using System.Text;
using System.Text.Json;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DanVanDashboard.Tests.Api;

/// <summary>The report of a period as a document: one body's own, the province's joined one, and what a person makes of either.</summary>
public sealed class PackReportTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/api/v1/exports/docx?campaign=" + Demo.Campaign + "&period=2026-05&document=periodic";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Periodic_OfABody_IsItsOwnReportWithItsWordsAndTheBoardsJoinsThem()
    {
        var (reporter, board, farmers) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("bandanvan"), await api.AsAsync("hoinongdan"));
        await SentAsync(reporter, Demo.BinhLu, null, ("part:results", "Đã thắp sáng 12 km đường bản."), ("part:limits", "Thiếu kinh phí vận hành."), ("part:proposals", "Đề nghị hỗ trợ bóng đèn."));
        await SentAsync(farmers, Demo.LaiChau, Demo.FarmersBody, ("part:results", "Hội viên giúp nhau vốn."), ("part:lessons", "Cán bộ làm trước."));
        // What was not sent is nobody's word yet.
        var draft = (await (await api.AsAsync("xa-khunha")).PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = Demo.KhunHa, period = "2026-05" })).Id;
        await (await api.AsAsync("xa-khunha")).PostAsync($"/api/v1/reports/{draft}/entries", new { entries = new[] { new { cell = "part:results", text = "Chưa gửi đi đâu cả." } } });

        var own = await TextAsync(await FileAsync(reporter, Path));
        Assert.Contains("ĐẢNG ỦY XÃ BÌNH LƯ", own, StringComparison.Ordinal);
        Assert.Contains("T/M BAN THƯỜNG VỤ", own, StringComparison.Ordinal);
        Assert.True(own.Contains("Đã thắp sáng 12 km đường bản (báo cáo tháng 05/2026).", StringComparison.Ordinal), own);
        Assert.Contains("Đề nghị hỗ trợ bóng đèn (báo cáo", own, StringComparison.Ordinal);
        Assert.DoesNotContain("Hội viên giúp nhau vốn", own, StringComparison.Ordinal);
        var registered = (await reporter.JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&period=2026-05&unit={Demo.BinhLu}")).GetProperty("totals").GetProperty("registered").GetDecimal();
        Assert.Contains($"Xã Bình Lư đăng ký {registered:00} mô hình", own, StringComparison.Ordinal);
        Assert.Contains("Phụ lục III. Danh sách mô hình theo lĩnh vực", own, StringComparison.Ordinal);

        var theirs = await TextAsync(await FileAsync(farmers, Path));
        Assert.Contains("Hội Nông dân tỉnh đăng ký", theirs, StringComparison.Ordinal);
        Assert.DoesNotContain("Tỉnh Lai Châu đăng ký", theirs, StringComparison.Ordinal);

        // The board asks for it by name, and for the whole.
        Assert.Contains("ĐẢNG ỦY XÃ BÌNH LƯ", await TextAsync(await FileAsync(board, Path + "&body=" + Demo.BinhLuCommittee)), StringComparison.Ordinal);
        var joined = await TextAsync(await FileAsync(board, Path));
        var (first, second) = (joined.IndexOf("Hội viên giúp nhau vốn (theo báo cáo của Hội Nông dân tỉnh", StringComparison.Ordinal), joined.IndexOf("Đã thắp sáng 12 km đường bản (theo báo cáo của Đảng ủy xã Bình Lư, tháng 05/2026).", StringComparison.Ordinal));
        Assert.True(first > 0 && second > first, joined);
        Assert.Contains("BÀI HỌC KINH NGHIỆM", joined, StringComparison.Ordinal);
        Assert.DoesNotContain("Chưa gửi đi đâu cả", joined, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "summary.not-your-unit"), await RefusedAsync(reporter, Path + "&body=" + Demo.KhunHaCommittee));
    }

    [Fact]
    public async Task Edited_TextsNumberAndSigner_StandInTheDocument()
    {
        var board = await api.AsAsync("bandanvan");
        var edits = new
        {
            number = "29-BC/BTGDVTU", day = "05/02/2026", recipients = "Thường trực Tỉnh ủy;\nLưu.", signerTitle = "Trưởng ban", signerName = "Người Ký Thử",
            texts = new Dictionary<string, string> { ["overall"] = "Đoạn một đã sửa.\nĐoạn hai đã sửa.", ["directions"] = "Nhân rộng mô hình tốt.", ["lessons"] = "" },
        };

        var made = await PostAsync(board, Path, edits);
        using var paper = WordprocessingDocument.Open(new MemoryStream(made), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(paper, Ct).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(10));
        var paragraphs = paper.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText).ToList();

        Assert.Superset(new HashSet<string> { "Số 29-BC/BTGDVTU", "Đoạn một đã sửa.", "Đoạn hai đã sửa.", "Nhân rộng mô hình tốt.", "- Thường trực Tỉnh ủy;", "- Lưu.", "TRƯỞNG BAN", "Người Ký Thử" }, paragraphs.ToHashSet());
        Assert.Contains(paragraphs, p => p.EndsWith("ngày 05 tháng 02 năm 2026", StringComparison.Ordinal));
        Assert.DoesNotContain("DỰ THẢO", paragraphs);
        Assert.DoesNotContain(paragraphs, p => p.Contains("trong đó tập thể", StringComparison.Ordinal));
        // A row of a table stays whole, and its head comes again on every page.
        Assert.All(paper.MainDocumentPart.Document.Body.Descendants<Table>().Where(t => t.Descendants<TableHeader>().Any()), t => Assert.All(t.Elements<TableRow>(), r => Assert.NotNull(r.TableRowProperties!.GetFirstChild<CantSplit>())));

        Assert.Contains("DỰ THẢO", await TextAsync(await PostAsync(board, Path, new { texts = new { } })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"day\":\"ngày mai\"}", "pack.day-unreadable")]
    [InlineData("{\"texts\":{\"poem\":\"x\"}}", "pack.text-unknown")]
    [InlineData("{", "request.body-unreadable")]
    public async Task Edited_WithWhatCannotBe_IsRefused(string body, string code)
    {
        var answer = await (await api.AsAsync("bandanvan")).PostTextAsync(Path, body);

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Page_BeforeTheDownload_ShowsTheBlocksFilled()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var page = WebUtility.HtmlDecode((await reporter.GetAsync($"/xuat?phong-trao={Demo.Campaign}&ky=2026-05&tai-lieu=periodic&lang=vi")).Text);

        Assert.Matches("name=\"text-overall\"[^>]*>Tháng 05/2026, Xã Bình Lư đăng ký", page);
        Assert.Contains("name=\"text-directions\"", page, StringComparison.Ordinal);
        Assert.Contains("placeholder=\"Số ……-BC/……\"", page, StringComparison.Ordinal);
    }

    private static async Task SentAsync(ApiClient client, string unit, string? body, params (string Cell, string Text)[] words)
    {
        var made = await client.PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = unit, bodyId = body, period = "2026-05" });
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        var kept = await client.PostAsync($"/api/v1/reports/{made.Id}/entries", new { entries = words.Select(w => new { cell = w.Cell, text = w.Text }).ToArray() });
        Assert.True(kept.Status == HttpStatusCode.OK, kept.Text);
        var sent = await client.PostAsync($"/api/v1/reports/{made.Id}/submit", new { });
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
    }

    private static async Task<byte[]> FileAsync(ApiClient client, string path)
    {
        using var answer = await client.Http.GetAsync(path, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    private static async Task<byte[]> PostAsync(ApiClient client, string path, object edits)
    {
        using var content = new StringContent(JsonSerializer.Serialize(edits), Encoding.UTF8, "application/json");
        using var answer = await client.Http.PostAsync(path, content, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return await answer.Content.ReadAsByteArrayAsync(Ct);
    }

    private static async Task<(HttpStatusCode, string?)> RefusedAsync(ApiClient client, string path)
    {
        var answer = await client.GetAsync(path);
        return (answer.Status, answer.Code);
    }

    private static Task<string> TextAsync(byte[] file)
    {
        using var paper = WordprocessingDocument.Open(new MemoryStream(file), false);
        return Task.FromResult(string.Join('\n', paper.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText)));
    }
}
