using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Support;

/// <summary>The real program over a real port, on a data folder of its own.</summary>
internal sealed class DanVanHost : IAsyncDisposable
{
    private readonly Factory _factory;
    private readonly TempFolder? _own;
    private readonly Dictionary<string, string> _tokens = [];
    private readonly List<HttpClient> _clients = [];

    private DanVanHost(Factory factory, string folder, TempFolder? own) => (_factory, Folder, _own) = (factory, folder, own);

    /// <summary>The data directory.</summary>
    public string Folder { get; }

    public TestClock Clock => _factory.Clock;

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts on a copy of the seeded demonstration and waits until it is ready.</summary>
    public static async Task<DanVanHost> StartAsync(params (string Key, string Value)[] settings)
    {
        var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        return await StartOnAsync(folder, new(), folder, settings);
    }

    /// <summary>Starts on a folder that exists; it is left there.</summary>
    public static Task<DanVanHost> StartOnAsync(string folder, TestClock? clock = null, params (string Key, string Value)[] settings) => StartOnAsync(folder, clock ?? new(), null, settings);

    public T Get<T>()
        where T : notnull => _factory.Services.GetRequiredService<T>();

    /// <summary>A client that bears a token of the user; without a name it bears none. It follows no redirect.</summary>
    public async Task<ApiClient> ClientAsync(string? userName)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        _clients.Add(http);
        if (userName is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(userName));
        }

        return new(http);
    }

    /// <summary>A token of the user, the same for the whole test.</summary>
    public async Task<string> TokenAsync(string userName)
    {
        if (!_tokens.TryGetValue(userName, out var token))
        {
            token = (await Get<Tokens>().CreateAsync(userName, CancellationToken.None)).Value;
            _tokens[userName] = token;
        }

        return token;
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(c => c.Dispose());
        TestStore.ClosePool(Get<Store>());
        await _factory.DisposeAsync();
        _own?.Dispose();
    }

    private static async Task<DanVanHost> StartOnAsync(string folder, TestClock clock, TempFolder? own, (string Key, string Value)[] settings)
    {
        var factory = new Factory(folder, clock, settings);
        factory.UseKestrel(0);
        factory.StartServer();
        var host = new DanVanHost(factory, folder, own) { Address = new(factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        var client = await host.ClientAsync(null);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await client.StatusAsync("/readyz") != HttpStatusCode.OK)
        {
            await Task.Delay(20, limit.Token);
        }

        return host;
    }

    private sealed class Factory(string folder, TestClock clock, (string Key, string Value)[] settings) : WebApplicationFactory<Program>
    {
        public TestClock Clock => clock;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            (string, string)[] all =
            [
                ("environment", "Production"), ("urls", "http://127.0.0.1:0"), ("DanVan:DataDirectory", folder), ("DanVan:Demo:Enabled", "true"), ("DanVan:RootUnit", Demo.LaiChau),
                ("Logging:LogLevel:Default", "None"), ("Logging:LogLevel:Microsoft.AspNetCore", "None"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "None"), .. settings,
            ];
            foreach (var (key, value) in all)
            {
                builder.UseSetting(key, string.Create(CultureInfo.InvariantCulture, $"{value}"));
            }

            builder.ConfigureTestServices(s => s.AddSingleton<TimeProvider>(clock));
        }
    }
}
