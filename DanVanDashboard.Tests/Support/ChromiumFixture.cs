using Microsoft.Playwright;

namespace DanVanDashboard.Tests.Support;

/// <summary>
/// One Chromium for the browser tests of a collection, which run one after another, and one seeded store for those of all. Without a
/// browser on the machine they are skipped and say so, but not where <c>CI=true</c>: there they fail.
/// </summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    // The shell is the same browser without a window of its own; on two cores the tests take a quarter less time with it.
    private static readonly string[] s_names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    // The system's browser inside a build machine: no sandbox of its own, and no calls home.
    private static readonly string[] s_flags =
        ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Task<BrowserHost>? _shared;
    private Task<BrowserHost>? _next;
    private readonly Dictionary<string, string> _signedIn = [];

    /// <summary>Seeded by the program itself, once for all; removed when all is done.</summary>
    private static readonly Lazy<Task<string>> s_template = new(SeedAsync);

    /// <summary>Where the browser is; <see langword="null"/> without one.</summary>
    public static string? ExecutablePath { get; } = Find();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (ExecutablePath is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ExecutablePath, Headless = true, Args = s_flags });
        Assertions.SetDefaultExpectTimeout(25_000);
        await s_template.Value;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        foreach (var host in new[] { _shared, _next })
        {
            if (host is not null)
            {
                await host.ContinueWith(static h => h.IsCompletedSuccessfully ? h.Result.DisposeAsync().AsTask() : Task.CompletedTask, TaskScheduler.Default).Unwrap();
            }
        }
    }

    /// <summary>The browser; without one the test is skipped, or fails where <c>CI=true</c>.</summary>
    internal IBrowser Browser
    {
        get
        {
            if (_browser is null)
            {
                const string Why = "No Chromium found: install chromium, or name it in CHROMIUM_PATH.";
                Assert.False(string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase), Why);
                Assert.Skip(Why);
            }

            return _browser;
        }
    }

    /// <summary>The program on a copy of the seeded store. The next one starts meanwhile, so that most tests find theirs ready.</summary>
    internal async Task<BrowserHost> StartHostAsync()
    {
        _ = Browser;
        var host = await (_next ?? StartOnTemplateAsync());
        _next = StartOnTemplateAsync();
        return host;
    }

    /// <summary>The program that all tests look at which change nothing: a start of its own for each would take most of their time.</summary>
    internal Task<BrowserHost> SharedHostAsync()
    {
        _ = Browser;
        return _shared ??= StartOnTemplateAsync();
    }

    /// <summary>Somebody with a browser of their own: other cookies, other storage.</summary>
    internal Task<ChromiumVisitor> VisitAsync(BrowserHost host, BrowserNewContextOptions? options = null) => ChromiumVisitor.ComeAsync(Browser, host.Address, options);

    /// <summary>Cookies of a user who has signed in at the shared program, by the form as everybody does; made once, as most tests are about what comes after.</summary>
    internal async Task<string> SignedInAsync(string user)
    {
        if (!_signedIn.TryGetValue(user, out var state))
        {
            await using var visitor = await VisitAsync(await SharedHostAsync());
            await visitor.SignInAsync(user, "/van-ban", live: false);
            state = _signedIn[user] = await visitor.Context.StorageStateAsync();
        }

        return state;
    }

    private static async Task<BrowserHost> StartOnTemplateAsync() => await BrowserHost.StartAsync(await s_template.Value);

    private static async Task<string> SeedAsync()
    {
        await using var host = await BrowserHost.StartAsync(null);
        using (var first = new HttpClient())
        {
            // The first form makes the keys of the cookies. With them in the template somebody who signed in at one copy is signed in at all.
            await first.GetAsync(host.Address + "/dang-nhap");
        }

        await host.StopAsync();
        var template = Directory.CreateTempSubdirectory("dvb-template-").FullName;
        Directory.Delete(template);
        Directory.Move(host.Folder, template);
        Directory.CreateDirectory(host.Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(template, recursive: true);
        return template;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } given)
        {
            return File.Exists(given) ? given : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Prepend("/usr/bin");
        return s_names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}

/// <summary>
/// The collections that browser tests belong to. Those that change numbers, stop the program or hold a page to a limit run one after the other and behind all others: beside each other they
/// take two thirds of the time, but two cores are then so busy that now and then a page comes later than any test waits. Those that only look at pages that stand still run beside the fast
/// tests, which leave them a core: nothing in them depends on how fast a page comes.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ChromiumCollection : ICollectionFixture<ChromiumFixture>
{
    // By these names the orderer (FastTestsFirst) puts them last.
    public const string Name = "Tests.Browser.One";
    public const string Other = "Tests.Browser.Two";

    /// <summary>Looks at pages that stand still; the orderer puts it behind the tests of rules and stores.</summary>
    public const string Looks = "Tests.Looks";
}

/// <summary>The other half, most of which only looks and shares a program.</summary>
[CollectionDefinition(ChromiumCollection.Other, DisableParallelization = true)]
public sealed class OtherChromiumCollection : ICollectionFixture<ChromiumFixture>;

/// <summary>Those that only look.</summary>
[CollectionDefinition(ChromiumCollection.Looks)]
public sealed class LooksChromiumCollection : ICollectionFixture<ChromiumFixture>;
