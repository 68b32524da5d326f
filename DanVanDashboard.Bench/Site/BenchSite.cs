using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DanVanDashboard.Bench.Site;

/// <summary>The program as published, over a real port of this process, with the opponents' pages beside its own under <c>/bench</c>.</summary>
internal sealed class BenchSite : IAsyncDisposable
{
    private readonly Factory _factory;
    private Actor? _board;
    private IReadOnlyList<string>? _units;
    private int _models;

    private BenchSite(Factory factory) => _factory = factory;

    public CommitClock Clock => _factory.Clock;

    /// <summary>Without a slash at the end.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>The locality of the last registration.</summary>
    public string LastUnit { get; private set; } = string.Empty;

    /// <summary>Starts on a store of its own and waits until it is ready.</summary>
    public static async Task<BenchSite> StartAsync(string folder)
    {
        // The published files lie beside this program, wherever it lies.
        Environment.SetEnvironmentVariable("ASPNETCORE_TEST_CONTENTROOT_DANVANDASHBOARD", AppContext.BaseDirectory);
        var factory = new Factory(folder);
        factory.UseKestrel(0);
        factory.StartServer();
        var site = new BenchSite(factory)
        {
            Address = factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/'),
        };
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while ((await http.GetAsync(site.Address + "/readyz", limit.Token)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(50, limit.Token);
        }

        return site;
    }

    public T Get<T>()
        where T : notnull => _factory.Services.GetRequiredService<T>();

    /// <summary>A scope such as a circuit has.</summary>
    public AsyncServiceScope Scope() => _factory.Services.CreateAsyncScope();

    /// <summary>The account of a demonstration user.</summary>
    public async Task<AccountRow> AccountAsync(string user)
    {
        await using var db = Get<Store>().Read();
        return await db.Accounts.SingleAsync(a => a.UserName == user);
    }

    /// <summary>A client that bears the cookie of a demonstration user, as a browser does.</summary>
    public async Task<HttpClient> SignedInClientAsync(string user)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new() });
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await client.GetStringAsync(Address + "/dang-nhap");
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["token"].Value;
        using var form = new HttpRequestMessage(HttpMethod.Post, Address + "/dang-nhap/demo")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("user", user)]),
        };
        form.Headers.Add("Origin", Address);
        using var answer = await client.SendAsync(form);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>Registers a model by the program's own verb, each in the next commune; returns after the commit.</summary>
    public async Task RegisterAsync()
    {
        _board ??= Get<Actors>().Of(await AccountAsync("bandanvan"));
        var reference = Get<ReferenceData>().Current;
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        _units ??= [.. reference.Places.Under(StoreOnly.RootUnit, today, UnitLevel.Commune).Select(u => u.Id)];
        var number = ++_models;
        LastUnit = _units[number % _units.Count];
        var done = await Get<RegisterModel>().HandleAsync(_board, new()
        {
            Campaign = StoreOnly.Campaign, UnitId = LastUnit, Name = $"Mô hình đo số {number.ToString(CultureInfo.InvariantCulture)}",
            Field = Domain.Campaigns.StandardFields.All[number % 4], Subject = "collective", Owner = "Đơn vị đo", Address = "Bản đo",
        }, null, CancellationToken.None);
        if (!done.Ok)
        {
            throw new InvalidOperationException("A registration was refused: " + string.Join(", ", done.Refusals.Select(r => r.Code)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        StoreOnly.ClosePool(Get<Store>());
        await _factory.DisposeAsync();
    }

    private sealed class Factory(string folder) : WebApplicationFactory<Store>
    {
        public CommitClock Clock { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            (string, string)[] settings =
            [
                ("environment", "Production"), ("urls", "http://127.0.0.1:0"), ("DanVan:DataDirectory", folder), ("DanVan:Demo:Enabled", "true"), ("DanVan:RootUnit", StoreOnly.RootUnit),
            ];
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }

            builder.ConfigureTestServices(services =>
            {
                services.AddLogging(l => l.ClearProviders());
                // Before all other listeners, so that it hears of a commit first.
                services.Insert(0, ServiceDescriptor.Singleton<ICommitListener>(Clock));
                services.AddSingleton(Clock).AddSingleton<IStartupFilter, OpponentPages>();
            });
        }
    }
}
