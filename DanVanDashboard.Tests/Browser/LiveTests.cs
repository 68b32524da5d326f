using System.Globalization;
using DanVanDashboard.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace DanVanDashboard.Tests.Browser;

public sealed class LiveTests(ChromiumFixture chromium) : BrowserTest(chromium, changes: true)
{
    // A second is promised; a shared build machine gets more before a test calls it broken.
    private const double LimitMilliseconds = 3000;

    [Fact]
    public async Task Registered_OneCallOfTheApi_ChangesTwoOpenPagesWithoutReload()
    {
        var first = await SignInAsync("thuongtruc");
        var second = await SignInAsync("bandanvan");
        using var api = await Host.ApiAsync("bandanvan");
        var (total, commune) = (await first.NumberAsync("kpi-registered"), await ChromiumVisitor.NumberAsync(first.Shape(BinhLu)));
        await WatchAsync(first);
        await WatchAsync(second);

        await api.RegisterAsync(BinhLu, "Đường hoa bản Thèn Thầu");
        var answered = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        foreach (var visitor in new[] { first, second })
        {
            await visitor.HasNumberAsync("kpi-registered", total + 1);
            await ChromiumVisitor.HasNumberAsync(visitor.Shape(BinhLu), commune + 1);
            await Expect(visitor.ById("kpi-registered")).ToHaveTextAsync((total + 1).ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")));
            await Expect(visitor.ById("feed-item").First).ToContainTextAsync("Đường hoa bản Thèn Thầu");
            await Expect(visitor.ById("feed-item").First).ToContainTextAsync("Bình Lư");
            await Expect(visitor.ById("map").Locator($"[data-pulse='{BinhLu}']")).ToHaveCountAsync(1);
            var changes = await ChangesAsync(visitor);
            Assert.Single(changes);
            TestContext.Current.TestOutputHelper?.WriteLine($"shown {changes[0] - answered:0} ms after the answer");
            Assert.InRange(changes[0] - answered, double.MinValue, LimitMilliseconds);
            Assert.Empty(visitor.Complaints);
        }
    }

    [Fact]
    public async Task Recognised_ThroughItsWholeLife_CountsOneMore()
    {
        var visitor = await SignInAsync("thuongtruc");
        using var api = await Host.ApiAsync("bandanvan");
        var (recognised, running) = (await visitor.NumberAsync("kpi-recognised"), await visitor.NumberAsync("kpi-in-progress"));
        await WatchAsync(visitor);

        var model = await api.RegisterAsync(BinhLu, "Tổ tự quản đường điện bản Nà Đon");
        await api.RecordAsync(model, new { kind = "accept", onBehalf = true, body = "Đảng ủy xã Bình Lư" });
        await visitor.HasNumberAsync("kpi-in-progress", running + 1);
        await api.RecordAsync(model, new { kind = "verify", by = "Tổ kiểm tra" });
        await api.RecordAsync(model, new { kind = "recognise", level = "commune", decisionNumber = "thử", body = "Đảng ủy xã Bình Lư" });

        await visitor.HasNumberAsync("kpi-recognised", recognised + 1);
        await Expect(visitor.ById("feed-item").First).ToContainTextAsync("công nhận");
        await StayedAsync(visitor);
    }

    [Fact]
    public async Task Feed_IndividualOrInternalModel_IsCountedButNeverNamed()
    {
        var visitor = await SignInAsync("bandanvan");
        using var api = await Host.ApiAsync("bandanvan");
        var total = await visitor.NumberAsync("kpi-registered");

        await api.RegisterAsync(BinhLu, "Gương riêng của một người", field: "culture_society", subject: "individual");
        await api.RegisterAsync(BinhLu, "Việc lưu hành nội bộ", field: "defence_security", visibility: "internal");
        await api.RegisterAsync(BinhLu, "Vườn rau an toàn của tổ", field: "economy");

        await visitor.HasNumberAsync("kpi-registered", total + 3);
        await Expect(visitor.ById("feed-item").First).ToContainTextAsync("Vườn rau an toàn của tổ");
        foreach (var unnamed in new[] { visitor.ById("feed-item").Nth(1), visitor.ById("feed-item").Nth(2) })
        {
            await Expect(unnamed).ToContainTextAsync("Bình Lư");
            await Expect(unnamed).ToContainTextAsync("đăng ký 01 mô hình");
        }

        var page = await visitor.Page.ContentAsync();
        Assert.DoesNotContain("Gương riêng", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lưu hành nội bộ", page, StringComparison.OrdinalIgnoreCase);
        await visitor.Page.ReloadAsync();
        page = await visitor.Page.ContentAsync();
        Assert.DoesNotContain("Gương riêng", page, StringComparison.Ordinal);
        Assert.DoesNotContain("lưu hành nội bộ", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Registered_InAnotherCommune_LeavesAReportersPageAlone()
    {
        var reporter = await SignInAsync("xa-khunha");
        var board = await SignInAsync("bandanvan");
        using var api = await Host.ApiAsync("bandanvan");
        var (own, total) = (await reporter.NumberAsync("kpi-registered"), await board.NumberAsync("kpi-registered"));
        Assert.Equal(KhunHa, await reporter.ValueAsync("unit"));
        await WatchAsync(reporter);

        await api.RegisterAsync(BinhLu, "Việc của xã khác");
        await board.HasNumberAsync("kpi-registered", total + 1);
        await api.RegisterAsync(KhunHa, "Việc của xã mình");
        await board.HasNumberAsync("kpi-registered", total + 2);

        await reporter.HasNumberAsync("kpi-registered", own + 1);
        await Expect(reporter.ById("feed-item").First).ToContainTextAsync("Việc của xã mình");
        await Expect(reporter.ById("feed")).Not.ToContainTextAsync("Việc của xã khác");
        Assert.Single(await ChangesAsync(reporter));
        await Expect(reporter.Shape(BinhLu)).Not.ToHaveAttributeAsync("data-value", new System.Text.RegularExpressions.Regex(".*"));
    }

    [Fact]
    public async Task Registered_OutsideTheFilter_LeavesTheNumbersAlone()
    {
        var visitor = await SignInAsync("thuongtruc");
        await visitor.OpenAsync("/?linh-vuc=economy");
        await visitor.IsLiveAsync();
        using var api = await Host.ApiAsync("bandanvan");
        var economy = await visitor.NumberAsync("kpi-registered");
        await WatchAsync(visitor);

        await api.RegisterAsync(BinhLu, "Ngoài lĩnh vực đang xem", field: "culture_society");
        await api.RegisterAsync(BinhLu, "Trong lĩnh vực đang xem", field: "economy");

        await visitor.HasNumberAsync("kpi-registered", economy + 1);
        Assert.Single(await ChangesAsync(visitor));
        await Expect(visitor.ById("feed")).Not.ToContainTextAsync("Ngoài lĩnh vực đang xem");
    }

    /// <summary>Marks the window, so that a reload would be seen, and notes when the number of registered models changes.</summary>
    private static Task WatchAsync(ChromiumVisitor visitor) => visitor.Page.EvaluateAsync("""
        () => {
          window.changes = [];
          const number = document.querySelector('[data-testid=kpi-registered]');
          new MutationObserver(() => window.changes.push(Date.now())).observe(number, { attributes: true, attributeFilter: ['data-value'] });
        }
        """);

    private static Task<double[]> ChangesAsync(ChromiumVisitor visitor) => visitor.Page.EvaluateAsync<double[]>("window.changes");

    private static async Task StayedAsync(ChromiumVisitor visitor) => Assert.True(await visitor.Page.EvaluateAsync<bool>("Array.isArray(window.changes)"), "The page was loaded again.");
}
