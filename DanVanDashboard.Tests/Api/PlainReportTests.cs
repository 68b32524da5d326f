using System.Net;
using System.Text.RegularExpressions;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>The report as a plain page and as a file.</summary>
public sealed partial class PlainReportTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Period = "2026-Q4";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Reliability")]
    public async Task Report_OverASlowLineThatBreaks_IsFilledInAndSentOnce()
    {
        await using var line = new SlowLine(api.Host.Address.Port, bitsPerSecond: 64_000, seed: 25);
        using var person = new PlainPerson(line.Address, await api.Host.TokenAsync("hoinongdan"), keepsAlive: false);
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.FarmersBody}/{Period}";

        var page = await person.GetAsync(path);
        Assert.True(page.Text.Length < 100_000, $"{page.Text.Length} bytes");
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        page = await person.PressAsync(page, "create");
        Assert.InRange(page.Text.Length, 5_000, 100_000);
        page = await person.PressAsync(page, "save", ("v:labour_days|||", "1.250"), ("x:labour_days|||", "over"), ("m:part:results", "Kết quả thử"));
        // Every request needs a connection of its own here; by this seed one of the first ten breaks.
        page = await person.PressAsync(page, "send", ("v:land_donated|||", "300"), ("n:houses_built|||", "on"), ("v:houses_built|||", ""));

        Assert.Equal("submitted", page.Status);
        Assert.True(line.Broken > 0 && person.Repeated > 0, $"{line.Broken} connections broke, {person.Repeated} requests were repeated");
        await using var db = api.Host.Get<Store>().Read();
        var report = await db.Reports.SingleAsync(r => r.BodyId == Demo.FarmersBody && r.Period == Period, Ct);
        var entries = await db.ReportEntries.Where(e => e.ReportId == report.Id && e.Origin == EntryOrigin.Typed).OrderBy(e => e.Number).ToListAsync(Ct);
        Assert.Equal((1250m, Exactness.Over), entries.Where(e => e.Cell == "labour_days|||").Select(e => (e.Value!.Value, e.Exactness)).Single());
        Assert.Equal(entries.Where(e => e.Cell == "land_donated|||").Select(e => e.Value).Distinct().Count(), entries.Count(e => e.Cell == "land_donated|||"));
        Assert.Equal(EntryContent.Nothing, entries.Single(e => e.Cell == "houses_built|||").Content);
        Assert.DoesNotContain(entries, e => e.Contested);
        Assert.Equal(1, await db.Events.CountAsync(e => e.ReportId == report.Id && e.Kind == "report.submitted", Ct));
    }

    [Fact]
    public async Task Save_ByTwoAtOnce_KeepsBothVersionsAndUntouchedCellsAreNobodys()
    {
        using var reporter = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("xa-binhlu"));
        using var board = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("bandanvan"));
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.BinhLuCommittee}/{Period}";
        var first = await reporter.PressAsync(await reporter.GetAsync(path), "create");
        var second = await board.GetAsync(path);

        first = await reporter.PressAsync(first, "save", ("v:works_done|||", "12"), ("v:people_reached|||", "900"));
        second = await board.PressAsync(second, "save", ("v:works_done|||", "15"));

        Assert.Single(ContestedAt().Matches(second.Text));
        Assert.Contains("12", second.CellText("works_done|||"), StringComparison.Ordinal);
        Assert.Contains("15", second.CellText("works_done|||"), StringComparison.Ordinal);
        Assert.Equal("900", second.Field("v:people_reached|||"));
        var decided = await reporter.PressAsync(await reporter.GetAsync(path), "save", ("v:works_done|||", "15"), ("m:works_done|||", "đã thống nhất"));
        Assert.Empty(ContestedAt().Matches(decided.Text));
        Assert.Equal("15", decided.Field("v:works_done|||"));
    }

    [Fact]
    public async Task Save_SomethingUnreadable_KeepsEverythingThatWasTyped()
    {
        using var reporter = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("xa-khunha"));
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.KhunHaCommittee}/{Period}";
        var page = await reporter.PressAsync(await reporter.GetAsync(path), "create");

        page = await reporter.PressAsync(page, "save", ("v:works_done|||", "mười hai"), ("v:labour_days|||", "77"), ("m:part:limits", "Còn khó khăn"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Code);
        Assert.Equal(("mười hai", "77"), (page.Field("v:works_done|||"), page.Field("v:labour_days|||")));
        Assert.Contains("Còn khó khăn", page.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"refused\"", page.CellText("works_done|||"), StringComparison.Ordinal);
        await using var db = api.Host.Get<Store>().Read();
        Assert.False(await db.ReportEntries.AnyAsync(e => e.Cell == "labour_days|||" && e.Value == 77, Ct));
        page = await reporter.PressAsync(page, "save", ("v:works_done|||", "12"));
        Assert.Equal((HttpStatusCode.OK, "77"), (page.Code, page.Field("v:labour_days|||")));
    }

    [Fact]
    public async Task Page_OfAnotherBody_IsNotFoundAndOfNobodyAsksToSignIn()
    {
        using var reporter = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("xa-binhlu"));
        using var nobody = new PlainPerson(api.Host.Address, null);
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.KhunHaCommittee}/2026-Q3";

        Assert.Equal(HttpStatusCode.NotFound, (await reporter.GetAsync(path)).Code);
        Assert.Contains("/dang-nhap", (await nobody.GetAsync(path)).Address.ToString(), StringComparison.Ordinal);
        Assert.Contains(Demo.BinhLuCommittee, (await reporter.GetAsync("/bao-cao/don-gian")).Text, StringComparison.Ordinal);
    }

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
        Assert.Empty((await CellsAsync()).Where(e => e.Origin == EntryOrigin.File));

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

    [GeneratedRegex("data-contested", RegexOptions.None, 1000)]
    private static partial Regex ContestedAt();
}
