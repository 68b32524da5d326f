using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>One running program for a class of tests; each test works on models of its own.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    internal DanVanHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await DanVanHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    internal Task<ApiClient> AsAsync(string? userName) => Host.ClientAsync(userName);
}
