using System.Net;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>The report as an Excel file.</summary>
public sealed class ReportFileTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Period = "2026-Q4";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_FilledIn_ShowsItsDifferencesThenIsTheSameCellWrites()
    {
        var client = await api.AsAsync("bandanvan");
        var path = FilePath("12-1997.12.tinh-doan", Period);
        await client.PostAsync("/api/v1/reports", new { campaign = Demo.Campaign, unitId = Demo.LaiChau, bodyId = "12-1997.12.tinh-doan", period = Period });
        var fetched = await client.Http.GetByteArrayAsync(path, Ct);

        Assert.Empty((await UploadAsync(client, path + "?dryRun=true", fetched)).Json.GetProperty("differences").EnumerateArray());
        var filled = Refill(fetched, (1, "works_done|||", 4, "7"), (1, "labour_days|||", 5, "trên"), (1, "labour_days|||", 4, "250,5"), (1, "houses_built|||", 6, "x"), (2, "part:results", 2, "Từ tệp"));
        var tried = (await UploadAsync(client, path + "?dryRun=true", filled)).Json;
        Assert.Equal(["houses_built|||", "labour_days|||", "part:results", "works_done|||"], tried.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("cell").GetString()).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(await CellsAsync(), e => e.Origin == EntryOrigin.File);

        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(client, path, filled)).Status);
        Assert.Equal(HttpStatusCode.OK, (await UploadAsync(client, path, filled)).Status);

        var entries = (await CellsAsync()).Where(e => e.Origin == EntryOrigin.File).ToDictionary(e => e.Cell);
        Assert.Equal(4, entries.Count);
        Assert.Equal((250.5m, Exactness.Over), (entries["labour_days|||"].Value!.Value, entries["labour_days|||"].Exactness));
        Assert.Equal((EntryContent.Nothing, "Từ tệp"), (entries["houses_built|||"].Content, entries["part:results"].Text));

        async Task<List<ReportEntryRow>> CellsAsync()
        {
            await using var db = api.Host.Get<Store>().Read();
            return await db.ReportEntries.Where(e => db.Reports.Any(r => r.Id == e.ReportId && r.BodyId == "12-1997.12.tinh-doan" && r.Period == Period)).ToListAsync(Ct);
        }
    }

    [Fact]
    public async Task File_OfAnotherReportOrNone_IsRefusedWithItsReason()
    {
        var client = await api.AsAsync("bandanvan");
        var (ccb, lhpn) = (FilePath("12-1997.12.hoi-ccb", Period), FilePath("12-1997.12.hoi-lhpn", Period));
        var own = await client.Http.GetByteArrayAsync(ccb, Ct);

        Assert.Equal((HttpStatusCode.BadRequest, "template.other-body"), Refused(await UploadAsync(client, lhpn + "?dryRun=true", own)));
        Assert.Equal("template.other-period", (await UploadAsync(client, FilePath("12-1997.12.hoi-ccb", "2026-Q3") + "?dryRun=true", own)).Code);
        Assert.Equal("template.unreadable", (await UploadAsync(client, ccb + "?dryRun=true", [1, 2, 3])).Code);
        Assert.Equal("template.missing", (await UploadAsync(client, ccb + "?dryRun=true", [])).Code);
        Assert.Equal("template.cell-unreadable", (await UploadAsync(client, ccb + "?dryRun=true", Refill(own, (1, "works_done|||", 5, "chừng")))).Code);
        Assert.Equal("template.older", (await UploadAsync(client, ccb + "?dryRun=true", Refill(own, (1, "danvan-bao-cao-1~", 0, $"danvan-bao-cao-1~{Demo.Campaign}~12-1997.12.hoi-ccb~{Period}~000000000000")))).Code);
        Assert.Equal("template.not-ours", (await UploadAsync(client, ccb + "?dryRun=true", Refill(own, (1, "danvan-bao-cao-1~", 0, "gì đó")))).Code);
        Assert.Equal(HttpStatusCode.NotFound, (await (await api.AsAsync("xa-binhlu")).GetAsync(ccb)).Status);
    }

    private static string FilePath(string body, string period) => $"/api/v1/report-files/{Demo.Campaign}/{body}/{period}";

    private static async Task<Answer> UploadAsync(ApiClient client, string path, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(WorkbookWriter.ContentType);
        using var answer = await client.Http.PostAsync(path, body, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>The file as somebody fills it in: the same sheets, some cells otherwise; the row is found by how its first cell begins.</summary>
    private static byte[] Refill(byte[] file, params (int Sheet, string Row, int Column, string Text)[] cells)
    {
        using var book = WorkbookReader.Open(new MemoryStream(file));
        var stream = new MemoryStream();
        using (var writer = new WorkbookWriter(stream, "thử"))
        {
            foreach (var (name, sheet) in book.Sheets.Select((n, i) => (n, i + 1)).Take(2))
            {
                using var to = writer.Sheet(name, new());
                foreach (var row in book.Rows(name))
                {
                    var values = row.Values.Select(v => v.Kind == ValueKind.Number ? Cell.Number(decimal.Parse(v.Text, System.Globalization.CultureInfo.InvariantCulture)) : Cell.Text(v.Text)).ToList();
                    foreach (var (_, _, column, text) in cells.Where(c => c.Sheet == sheet && row[0].Text.StartsWith(c.Row, StringComparison.Ordinal)))
                    {
                        while (values.Count <= column)
                        {
                            values.Add(Cell.Empty);
                        }

                        values[column] = Cell.Text(text);
                    }

                    to.Row([.. values]);
                }
            }

            writer.Complete();
        }

        return stream.ToArray();
    }

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
