using DanVanDashboard.Features.Overview;
using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

/// <summary>Ten thousand events at once under open pages. The program runs in this process, so that they can be committed as an import does.</summary>
[Collection(ChromiumCollection.Name)]
[Trait("Category", "Browser")]
public sealed class BurstTests(ChromiumFixture chromium)
{
    private const int Models = 5000; // two events each
    private const int MostPaintsPerSecond = 10;
    private const double PromisedMilliseconds = 2000;

    // Notes every task that changes the page. A class is the browser's own doing: the ring around a number that has changed.
    private const string Watch = """
        () => {
          window.paints = [];
          window.numbers = [];
          const number = document.querySelector('[data-testid=kpi-registered]');
          new MutationObserver(records => {
            if (!records.some(r => r.type !== 'attributes' || r.attributeName !== 'class')) { return; }
            const now = performance.now();
            if (now - (window.paints.at(-1) ?? -9) > 2) { window.paints.push(now); }
          }).observe(document.querySelector('.shell'), { subtree: true, childList: true, attributes: true, characterData: true });
          new MutationObserver(() => window.numbers.push([number.dataset.value, Date.now()])).observe(number, { attributes: true, attributeFilter: ['data-value'] });
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task TenThousandEvents_UnderTwoBrowsers_EndWithTheTrueNumbersInAtMostTenPaintsASecond(int transactions)
    {
        await using var host = await DanVanHost.StartAsync(("environment", "Development"));
        var api = await host.ClientAsync("bandanvan");
        await using var first = await LookAsync(host.Address, "thuongtruc");
        await using var second = await LookAsync(host.Address, "bandanvan");
        var (made, before) = (host.Get<OverviewModels>().Made, (await api.SummaryAsync("&period=2026")).GetProperty("totals").GetProperty("registered").GetDecimal());

        await Burst.CommitAsync(host, "dot-lon", Models, transactions);

        var summary = await api.SummaryAsync("&period=2026&by=unit");
        Assert.Equal(before + Models, summary.GetProperty("totals").GetProperty("registered").GetDecimal());
        foreach (var visitor in new[] { first, second })
        {
            await visitor.HasNumberAsync("kpi-registered", before + Models);
            await visitor.TilesAgreeAsync(System.Text.Json.Nodes.JsonNode.Parse(summary.GetRawText())!);
            foreach (var row in summary.GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("key").GetString() is BrowserTest.BinhLu or BrowserTest.KhunHa))
            {
                await ChromiumVisitor.HasNumberAsync(visitor.Shape(row.GetProperty("key").GetString()!), row.GetProperty("totals").GetProperty("registered").GetDecimal());
            }

            // The feed is read after the numbers; it ends with the last of the ten thousand.
            await Expect(visitor.ById("feed-item").First).ToHaveAttributeAsync("data-sequence", summary.GetProperty("sequence").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture));
            var paints = await visitor.Page.EvaluateAsync<double[]>("window.paints");
            var most = paints.Max(from => paints.Count(p => p >= from && p < from + 1000));
            TestContext.Current.TestOutputHelper?.WriteLine($"{paints.Length} paints, at most {most} within a second");
            Assert.InRange(most, 1, MostPaintsPerSecond);
            Assert.Empty(visitor.Complaints);
        }

        // Two who see different attention each have a page of their own; however many commits, it is not made for each event.
        Assert.InRange(host.Get<OverviewModels>().Made - made, 1, 2 * (transactions + 1) * 2);
    }

    [Fact]
    public async Task ViewerWhoseLineStalls_DoesNotSlowAnother_AndIsRightWhenItIsBack()
    {
        await using var host = await DanVanHost.StartAsync(("environment", "Development"));
        await using var line = new StallingLine(host.Address.Port);
        await using var stalled = await LookAsync(new(line.Address), "thuongtruc");
        await using var healthy = await LookAsync(host.Address, "thuongtruc");
        var before = await healthy.NumberAsync("kpi-registered");
        var best = double.MaxValue;

        line.Stall();
        // A shared machine may be slow once; what is promised holds on one of three.
        var rounds = 0;
        while (best > PromisedMilliseconds && rounds < 3)
        {
            await Burst.CommitAsync(host, $"dot-{++rounds}", 1000, 4);
            var committed = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            var final = before + (rounds * 1000);
            await healthy.HasNumberAsync("kpi-registered", final);
            var shown = (await healthy.Page.EvaluateAsync<double>("window.numbers.at(-1)[1]")) - committed;
            TestContext.Current.TestOutputHelper?.WriteLine($"shown {shown:0} ms after the commit");
            best = Math.Min(best, shown);
        }

        Assert.InRange(best, double.MinValue, PromisedMilliseconds);
        Assert.Equal(before, await stalled.NumberAsync("kpi-registered"));

        line.Resume();
        await Expect(stalled.ById("kpi-registered")).ToHaveAttributeAsync("data-value", (before + (rounds * 1000)).ToString(System.Globalization.CultureInfo.InvariantCulture), new() { Timeout = 45_000 });
        await stalled.IsLiveAsync();
    }

    private async Task<ChromiumVisitor> LookAsync(Uri address, string user)
    {
        var visitor = await ChromiumVisitor.ComeAsync(chromium.Browser, address.ToString().TrimEnd('/'), new() { ReducedMotion = ReducedMotion.Reduce });
        await visitor.SignInAsync(user);
        await visitor.Page.EvaluateAsync(Watch);
        return visitor;
    }
}
