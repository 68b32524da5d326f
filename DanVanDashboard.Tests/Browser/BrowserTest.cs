using DanVanDashboard.Tests.Support;
using Microsoft.Playwright;

namespace DanVanDashboard.Tests.Browser;

/// <summary>A test that does what a person does, with cookies and storage of its own.</summary>
/// <param name="chromium">Browser and seeded store.</param>
/// <param name="changes">Whether it changes numbers or stops the program, and so has a program and a store of its own.</param>
[Collection(ChromiumCollection.Name)]
[Trait("Category", "Browser")]
public abstract class BrowserTest(ChromiumFixture chromium, bool changes) : IAsyncLifetime
{
    /// <summary>Xã Bình Lư as it is since 01/07/2025.</summary>
    internal const string BinhLu = "12-2025/03390";

    /// <summary>Xã Khun Há as it is since 01/07/2025.</summary>
    internal const string KhunHa = "12-2025/03430";

    /// <summary>The whole simulated campaign: early in a year the default view has few numbers or none.</summary>
    internal const string WholeCampaign = "/?ky=tat-ca";

    private readonly List<ChromiumVisitor> _visitors = [];
    private BrowserHost? _host;

    internal BrowserHost Host => _host!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _host = await (changes ? chromium.StartHostAsync() : chromium.SharedHostAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }

        if (changes && _host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    /// <summary>Somebody who has not signed in.</summary>
    internal async Task<ChromiumVisitor> VisitAsync(BrowserNewContextOptions? options = null)
    {
        var visitor = await chromium.VisitAsync(Host, options);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Somebody who has signed in and looks at nothing yet: for a test that opens one page, whichever it is.</summary>
    internal async Task<ChromiumVisitor> SignedInAsync(string user, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.StorageState = await chromium.SignedInAsync(user);
        return await VisitAsync(options);
    }

    /// <summary>Somebody who has signed in and looks at <paramref name="path"/>, live.</summary>
    internal async Task<ChromiumVisitor> SignInAsync(string user, string path = "/", BrowserNewContextOptions? options = null)
    {
        var live = path.Split('?')[0] == "/";
        options ??= new();
        options.StorageState = await chromium.SignedInAsync(user);
        var visitor = await VisitAsync(options);
        await visitor.OpenAsync(path);
        if (live)
        {
            await visitor.IsLiveAsync();
        }

        return visitor;
    }
}
