using System.Net;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DanVanDashboard.Tests.Api;

/// <summary>The sheet of a model for the press, and that of a locality for a working visit.</summary>
public sealed class ShortSheetTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Waiting = "BẢN CHỜ DUYỆT";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Press_UntilItIsCleared_IsMarkedAndAChangeAsksForAnotherClearance()
    {
        var (board, reporter, approver) = (await api.AsAsync("bandanvan"), await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = (await reporter.RegisterAsync(Demo.BinhLu, ("name", "Tổ liên gia tự quản (thử)"), ("personResponsible", "Người Phụ Trách Không Nêu"))).Id;
        Assert.Equal((HttpStatusCode.BadRequest, "press.model-pending"), Refused(await approver.PostAsync($"/api/v1/models/{id}/press/clear", new { })));
        await approver.DoneAsync(id, "accept", "2026-10-02");

        var before = await HeadAndBodyAsync(reporter, id);
        Assert.Contains(Waiting, before.Head, StringComparison.Ordinal);
        Assert.Contains("Tổ liên gia tự quản (thử)", before.Body, StringComparison.Ordinal);
        Assert.Contains("Chi hội thử", before.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Người Phụ Trách", before.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Forbidden, "press.not-allowed"), Refused(await reporter.PostAsync($"/api/v1/models/{id}/press/clear", new { })));

        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync($"/api/v1/models/{id}/press/clear", new { })).Status);
        var cleared = await HeadAndBodyAsync(reporter, id);
        Assert.DoesNotContain(Waiting, cleared.Head, StringComparison.Ordinal);
        Assert.Contains("Dữ liệu mô phỏng", cleared.Head, StringComparison.Ordinal);

        await board.DoneAsync(id, "start", "2026-10-05");
        Assert.True((await reporter.JsonAsync($"/api/v1/models/{id}/press")).GetProperty("changedSince").GetBoolean());
        Assert.Contains(Waiting, (await HeadAndBodyAsync(reporter, id)).Head, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await approver.PostAsync($"/api/v1/models/{id}/press/withdraw", new { })).Status);
        Assert.Equal("press.nothing-cleared", (await approver.PostAsync($"/api/v1/models/{id}/press/withdraw", new { })).Code);
    }

    [Fact]
    public async Task Press_InternalOrWithoutConsentOrOfOthers_IsNever()
    {
        var (reporter, other) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("xa-khunha"));
        var secret = (await reporter.RegisterAsync(Demo.BinhLu, ("visibility", "internal"))).Id;
        var person = (await reporter.RegisterAsync(Demo.BinhLu, ("subject", "individual"), ("owner", "Người Chưa Đồng Ý"))).Id;
        var willing = (await reporter.RegisterAsync(Demo.BinhLu, ("subject", "individual"), ("owner", "Người Đã Đồng Ý"), ("consent", true))).Id;

        Assert.Equal((HttpStatusCode.BadRequest, "press.model-internal"), Refused(await reporter.GetAsync($"/api/v1/exports/press/docx?model={secret}")));
        Assert.Equal((HttpStatusCode.BadRequest, "press.no-consent"), Refused(await reporter.GetAsync($"/api/v1/exports/press/pdf?model={person}")));
        Assert.Equal((HttpStatusCode.NotFound, "press.not-found"), Refused(await other.GetAsync($"/api/v1/exports/press/docx?model={willing}")));
        Assert.Contains("Người Đã Đồng Ý", (await HeadAndBodyAsync(reporter, willing)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locality_Sheet_HasItsNumbersAndNoInternalModel()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var made = await reporter.Http.GetByteArrayAsync($"/api/v1/exports/locality/docx?unit={Demo.BinhLu}", Ct);
        using var paper = WordprocessingDocument.Open(new MemoryStream(made), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(paper, Ct).Select(e => $"{e.Path?.XPath}: {e.Description}").Take(10));
        var totals = (await reporter.JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&period=2026&boundaries=current&unit={Demo.BinhLu}")).GetProperty("totals");
        var row = paper.MainDocumentPart!.Document.Descendants<TableRow>().Select(r => r.Elements<TableCell>().Select(c => c.InnerText).ToList()).First(r => r[0] == "Đăng ký");

        Assert.Equal(totals.GetProperty("registered").GetDecimal().ToString("#,0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN")), row[1]);
        Assert.StartsWith("Xã Bình Lư: kết quả", paper.MainDocumentPart.Document.Body!.Elements<Paragraph>().First().InnerText, StringComparison.Ordinal);
        // Beside what its Party committee is asked for.
        var target = (await reporter.JsonAsync($"/api/v1/targets?campaign={Demo.Campaign}&year=2026")).EnumerateArray()
            .Single(t => t.GetProperty("bodyId").GetString() == Demo.BinhLuCommittee && t.GetProperty("measure").GetString() == "registered").GetProperty("value").GetDecimal();
        Assert.Equal([target.ToString("0", System.Globalization.CultureInfo.InvariantCulture), Pack.PackWords.Percent(totals.GetProperty("registered").GetDecimal(), target)], row[2..4]);
        using var pdf = PdfSharp.Pdf.IO.PdfReader.Open(new MemoryStream(await reporter.Http.GetByteArrayAsync($"/api/v1/exports/locality/pdf?unit={Demo.BinhLu}", Ct)), PdfSharp.Pdf.IO.PdfDocumentOpenMode.Import);
        Assert.Equal(1, pdf.PageCount);
        Assert.True(pdf.Pages[0].Height.Point > pdf.Pages[0].Width.Point);
        Assert.Equal((HttpStatusCode.Forbidden, "summary.not-your-unit"), Refused(await reporter.GetAsync($"/api/v1/exports/locality/docx?unit={Demo.KhunHa}")));
        Assert.Equal((HttpStatusCode.BadRequest, "request.value-unknown"), Refused(await reporter.GetAsync($"/api/v1/exports/locality/odt?unit={Demo.BinhLu}")));
    }

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);

    private static async Task<(string Head, string Body)> HeadAndBodyAsync(ApiClient client, string id)
    {
        using var paper = WordprocessingDocument.Open(new MemoryStream(await client.Http.GetByteArrayAsync($"/api/v1/exports/press/docx?model={id}", Ct)), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(paper, Ct).Select(e => $"{e.Path?.XPath}: {e.Description}").Take(10));
        return (string.Join(' ', paper.MainDocumentPart!.HeaderParts.Select(h => h.Header.InnerText)), paper.MainDocumentPart.Document.Body!.InnerText);
    }
}
