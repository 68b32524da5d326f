using System.Net;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Features.Overview;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features;

/// <summary>Every page, answer and file with figures says by which units it counts.</summary>
public sealed class CountingTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/?ky=tat-ca", ".overview-map .card-foot", "theo địa giới ngày ")]
    [InlineData("/?ky=tat-ca&dia-gioi=thoi-diem", ".overview-map .card-foot", "theo địa giới tại thời điểm")]
    [InlineData("/?ky=tat-ca&dia-gioi=huyen-cu", ".overview-map .card-foot", "gộp theo huyện cũ")]
    [InlineData("/?ky=tat-ca&dia-gioi=2025-06-30", "[data-testid=localities] .card-note", "theo địa giới ngày 30/06/2025")]
    [InlineData("/?ky=tat-ca", ".overview-map [data-export=png]", "theo địa giới ngày ")]
    [InlineData("/mo-hinh?ky=tat-ca", "[data-testid=counting]", "tính theo địa giới ngày ")]
    [InlineData("/mo-hinh?ky=tat-ca&dia-gioi=thoi-diem", "[data-testid=counting]", "tính theo địa giới tại thời điểm")]
    [InlineData("/bao-cao/tong-hop", "[data-testid=counting]", "Tính theo địa giới tại thời điểm")]
    [InlineData("/tien-do", "[data-testid=counting]", "tại thời điểm của kỳ")]
    [InlineData("/dia-ban/hai-ngay", ".two-dates .card-foot", "theo địa giới ngày của mình")]
    public async Task Page_SaysIt(string path, string where, string words)
    {
        var page = (await PrerenderedPage.OpenAsync(await api.Host.ClientAsync("bandanvan"), path)).Document;

        var place = page.QuerySelector(where);
        Assert.NotNull(place);
        Assert.Contains(words, place.GetAttribute("data-export-footer") ?? place.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/summary?campaign=" + Demo.Campaign, "as-was")]
    [InlineData("/api/v1/summary?boundaries=2025-06-30&campaign=" + Demo.Campaign, "2025-06-30")]
    [InlineData("/api/v1/models?limit=1&campaign=" + Demo.Campaign, "as-was")]
    [InlineData("/api/v1/consolidation?campaign=" + Demo.Campaign, "as-was")]
    public async Task Answer_SaysIt(string path, string way)
    {
        var client = await api.Host.ClientAsync("bandanvan");
        Assert.Equal(way, (await client.JsonAsync(path)).GetProperty("boundaries").GetString());
    }

    [Theory]
    [InlineData("/mo-hinh/xuat/csv?ky=tat-ca&dia-gioi=huyen-cu&phong-trao=" + Demo.Campaign, "huyen-cu")]
    [InlineData("/mo-hinh/xuat/csv?ky=tat-ca&dia-gioi=2025-06-30&phong-trao=" + Demo.Campaign, "dia-gioi-2025-06-30")]
    [InlineData("/api/v1/consolidation/csv?campaign=" + Demo.Campaign, "dia-gioi-tai-thoi-diem")]
    public async Task File_WithoutRoomForIt_SaysItInItsName(string path, string words)
    {
        var client = await api.Host.ClientAsync("bandanvan");
        using var answer = await client.Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/mo-hinh/xuat/xlsx?ky=tat-ca&dia-gioi=huyen-cu&phong-trao=" + Demo.Campaign, "Tính theo huyện cũ")]
    [InlineData("/api/v1/consolidation/xlsx?campaign=" + Demo.Campaign, "Tính theo địa giới tại thời điểm")]
    public async Task Workbook_SaysIt(string path, string words)
    {
        var client = await api.Host.ClientAsync("bandanvan");
        using var file = new MemoryStream(await client.Http.GetByteArrayAsync(path, TestContext.Current.CancellationToken));
        using var book = WorkbookReader.Open(file);
        Assert.Contains(book.Sheets, s => book.Rows(s).Any(r => Enumerable.Range(0, 3).Any(i => r[i].Text.StartsWith(words, StringComparison.Ordinal))));
    }
}
