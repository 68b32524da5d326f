using System.Globalization;
using System.Net;
using System.Text;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace DanVanDashboard.Tests.Api;

/// <summary>What the pages show, taken along as tables and read back.</summary>
public sealed class TableFileTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Year = "phong-trao=" + Demo.Campaign + "&ky=2026&dia-gioi=hien-nay";
    private const string Mark = "Dữ liệu mô phỏng";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Tables => new()
    {
        { "compare", Year + "&hang=co" }, { "compare", Year + "&mau-so=people" }, { "trends", Year }, { "progress", "phong-trao=" + Demo.Campaign }, { "decisions", "phong-trao=" + Demo.Campaign },
        { "commended", "phong-trao=" + Demo.OldCampaign + "&nam=2025" }, { "exemplars", "phong-trao=" + Demo.Campaign },
        { "awaiting-recognition", "phong-trao=" + Demo.Campaign + "&cap=commune" }, { "awaiting-award", "phong-trao=" + Demo.Campaign + "&viec=propose" }, { "localities", "" }, { "figures", "phong-trao=long-an-2021-2025" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Table_OfAPage_IsAWorkbookWithRowsAndSourcesAndAFileOfCsv(string table, string query)
    {
        var board = await api.AsAsync("bandanvan");
        var bytes = await board.Http.GetByteArrayAsync($"/api/v1/tables/{table}/xlsx?{query}&lang=vi", Ct);
        var csv = await board.Http.GetByteArrayAsync($"/api/v1/tables/{table}/csv?{query}&lang=vi", Ct);
        var simulated = table is not ("localities" or "figures");

        using (var package = SpreadsheetDocument.Open(new MemoryStream(bytes), false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(package, Ct).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(10));
        }

        using var book = WorkbookReader.Open(new MemoryStream(bytes));
        var rows = book.Rows(book.Sheets[0]).ToList();
        Assert.True(rows.Count > 3, $"only {rows.Count} rows");
        Assert.Equal("Nguồn", book.Sheets[^1]);
        Assert.True(book.Rows("Nguồn").Count() >= 4);
        Assert.Equal(simulated, rows.Any(r => r[0].Text == Mark));
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var lines = Encoding.UTF8.GetString(csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        // Title, mark and heads stand over the rows of the sheet; the file of CSV has heads alone.
        Assert.Equal(rows.Count - (simulated ? 3 : 2), lines.Length - 1);
        Assert.Contains(lines, l => l.Contains(simulated ? Mark : "Số liệu thật", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_Table_HasTheNumbersOfTheSummary()
    {
        var board = await api.AsAsync("bandanvan");
        using var book = WorkbookReader.Open(new MemoryStream(await board.Http.GetByteArrayAsync($"/api/v1/tables/compare/xlsx?{Year}&lang=vi", Ct)));
        var told = book.Rows(book.Sheets[0]).Where(r => r[1].Kind == ValueKind.Number).ToDictionary(r => r[0].Text, r => decimal.Parse(r[1].Text, CultureInfo.InvariantCulture));
        var summary = await board.JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&period=2026&boundaries=current&by=unit");

        foreach (var row in summary.GetProperty("rows").EnumerateArray())
        {
            Assert.Equal(row.GetProperty("totals").GetProperty("registered").GetDecimal(), told[row.GetProperty("name").GetString()!]);
        }

        Assert.Equal(summary.GetProperty("totals").GetProperty("registered").GetDecimal(), told["Cộng"]);
    }

    [Theory]
    [InlineData("xa-binhlu", "compare/xlsx?phong-trao=long-an-2021-2025", HttpStatusCode.BadRequest)]
    [InlineData("bandanvan", "trends/odt", HttpStatusCode.BadRequest)]
    [InlineData(null, "progress/xlsx", HttpStatusCode.Unauthorized)]
    public async Task Table_OfWhatIsNotOnesOwnOrUnknown_IsRefused(string? user, string path, HttpStatusCode status) =>
        Assert.Equal(status, (await (await api.AsAsync(user)).GetAsync("/api/v1/tables/" + path)).Status);

    [Fact]
    public async Task Progress_TableOfACommune_ListsItsOwnBodies()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        using var book = WorkbookReader.Open(new MemoryStream(await reporter.Http.GetByteArrayAsync($"/api/v1/tables/progress/xlsx?phong-trao={Demo.Campaign}&lang=vi", Ct)));
        var places = book.Rows(book.Sheets[0]).Skip(3).Select(r => r[1].Text).Distinct().ToList();

        Assert.NotEmpty(places);
        Assert.All(places, p => Assert.Contains("Bình Lư", p, StringComparison.Ordinal));
    }
}
