using Microsoft.Playwright;

namespace DanVanDashboard.Bench.Site;

/// <summary>The system's Chromium, and people who sit at it.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public const string Missing = "no Chromium found: install chromium, or name it in CHROMIUM_PATH";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome"];

    // The system's browser inside a build machine: no sandbox of its own, and no calls home.
    private static readonly string[] s_flags =
        ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Dictionary<string, string> _signedIn = [];

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public string Version => _browser.Version;

    public static async Task<Chromium?> LaunchAsync()
    {
        if (Find() is not { } path)
        {
            return null;
        }

        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = s_flags }));
    }

    /// <summary>A context of its own: other cookies, another cache. Signed in where a user is named.</summary>
    public async Task<IBrowserContext> ContextAsync(BenchSite site, string? user = null)
    {
        var state = user is null ? null : await SignedInAsync(site, user);
        var context = await _browser.NewContextAsync(Options(state));
        context.SetDefaultTimeout(20_000);
        return context;
    }

    /// <summary>Somebody who has not signed in, before a screen of a size.</summary>
    public Task<IBrowserContext> PlainAsync(int width, int height) => _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh" });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static BrowserNewContextOptions Options(string? state) => new()
    {
        ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh", StorageState = state,
    };

    private async Task<string> SignedInAsync(BenchSite site, string user)
    {
        if (!_signedIn.TryGetValue(user, out var state))
        {
            await using var context = await _browser.NewContextAsync(Options(null));
            var page = await context.NewPageAsync();
            await page.GotoAsync(site.Address + "/dang-nhap");
            await page.GetByTestId("demo-" + user).ClickAsync();
            await page.WaitForURLAsync(url => !url.Contains("dang-nhap", StringComparison.Ordinal));
            _signedIn[user] = state = await context.StorageStateAsync();
        }

        return state;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Prepend("/usr/bin");
        return folders.SelectMany(folder => s_names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
