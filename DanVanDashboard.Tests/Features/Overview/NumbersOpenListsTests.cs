using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Overview;

/// <summary>Every number of the overview opens the models or reports that it counts, and as many.</summary>
public sealed class NumbersOpenListsTests(NumbersOpenListsTests.OneHost one) : IClassFixture<NumbersOpenListsTests.OneHost>
{
    private const string Old = "/?phong-trao=mo-phong-2021-2025";

    /// <summary>One program for all views: nothing is changed here.</summary>
    public sealed class OneHost : IAsyncLifetime
    {
        internal DanVanHost Host { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync() => Host = await DanVanHost.StartAsync();

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    [Theory]
    [InlineData("thuongtruc", "/")]
    [InlineData("thuongtruc", "/?ky=tat-ca")]
    [InlineData("thuongtruc", "/?ky=2026-H1")]
    [InlineData("thuongtruc", "/?ky=2026-Q3&linh-vuc=economy")]
    [InlineData("thuongtruc", "/?ky=2026-10")]
    [InlineData("thuongtruc", "/?ky=2026-9M&doi-tuong=individual")]
    [InlineData("thuongtruc", "/?ky=tat-ca&dia-ban=12-2025/03390")]
    [InlineData("thuongtruc", "/?ky=tat-ca&dia-ban=province-bodies")]
    [InlineData("thuongtruc", "/?ky=2026&khoi=fatherland_front")]
    [InlineData("thuongtruc", "/?ky=2026&chu-de=environment")]
    [InlineData("thuongtruc", Old)]
    [InlineData("thuongtruc", Old + "&ky=2024&dia-gioi=thoi-diem")]
    [InlineData("thuongtruc", Old + "&ky=2023&dia-gioi=huyen-cu&linh-vuc=culture_society")]
    [InlineData("thuongtruc", Old + "&dia-gioi=hien-nay&dia-ban=12-2025/03390")]
    [InlineData("thuongtruc", "/?phong-trao=long-an-2021-2025")]
    [InlineData("thuongtruc", "/?phong-trao=tp-lang-son-2017-2020")]
    [InlineData("bandanvan", "/?ky=2025-2030")]
    [InlineData("xa-binhlu", "/")]
    [InlineData("xa-binhlu", "/?dia-ban=")]
    [InlineData("hoinongdan", "/")]
    public async Task Number_Clicked_LeadsToAListOfAsMany(string user, string path)
    {
        var client = await one.Host.ClientAsync(user);
        var page = await PrerenderedPage.OpenAsync(client, path);
        var numbers = page.Linked(Demo.BinhLu, Demo.KhunHa, "province-bodies", "sum").ToList();
        var wrong = new List<string>();
        Assert.NotEmpty(numbers);
        if (user is "thuongtruc" or "bandanvan")
        {
            await TilesAreTheApisAsync(client, page);
        }

        foreach (var lists in numbers.GroupBy(n => n.Href))
        {
            var list = await PrerenderedPage.OpenAsync(client, lists.Key);
            wrong.AddRange(lists.Where(n => n.Number != list.ListTotal()).Select(n => $"{n.What}: {n.Number}, but {list.ListTotal()?.ToString() ?? "no number"} on {n.Href}"));
            if (list.ListRows() is { } rows && rows != lists.First().Number && list.Document.QuerySelector("[data-testid=progress-coverage]") is null)
            {
                wrong.Add($"{lists.First().What}: {lists.First().Number}, but {rows} rows on {lists.Key}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task TilesAreTheApisAsync(ApiClient client, PrerenderedPage page)
    {
        var (period, boundaries) = (page.Chosen("period"), page.Chosen("boundaries") switch { "hien-nay" => "current", "huyen-cu" => "old-district", _ => "as-was" });
        var summary = await client.JsonAsync(
            $"/api/v1/summary?campaign={page.Chosen("campaign")}&period={(period == "tat-ca" ? string.Empty : period)}&field={page.Chosen("field")}&theme={page.Chosen("theme")}"
            + $"&block={page.Chosen("block")}&subject={page.Chosen("subject")}&unit={Uri.EscapeDataString(page.Chosen("unit"))}&boundaries={boundaries}");
        var totals = summary.GetProperty("totals");
        Assert.Equal(totals.GetProperty("registered").GetDecimal(), page.Number("kpi-registered"));
        // Of a campaign taken from a document only what it names is known.
        if (page.Number("kpi-in-progress") is { } running)
        {
            Assert.Equal(
                (totals.GetProperty("inProgress").GetDecimal(), totals.GetProperty("recognised").GetProperty("total").GetDecimal(), totals.GetProperty("exemplar").GetDecimal(),
                    totals.GetProperty("commended").GetDecimal(), totals.GetProperty("replicated").GetDecimal()),
                (running, page.Number("kpi-recognised") ?? -1, page.Number("kpi-exemplar") ?? -1, page.Number("kpi-commended") ?? -1, page.Number("kpi-replicated") ?? -1));
        }
    }
}
