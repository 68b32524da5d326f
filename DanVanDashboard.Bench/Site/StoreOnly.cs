using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Features.Reporting;
using DanVanDashboard.Hosting;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Bench.Site;

/// <summary>The program's store and all that stands on it, composed as the program does, without a web server.</summary>
internal sealed class StoreOnly : IAsyncDisposable
{
    /// <summary>Lai Châu, as in the demonstration.</summary>
    public const string RootUnit = "12-1997/12";

    /// <summary>The running simulated campaign.</summary>
    public const string Campaign = "mo-phong-2026-2030";

    private readonly ServiceProvider _services;

    private StoreOnly(ServiceProvider services) => _services = services;

    public Reference Reference => Get<ReferenceData>().Current;

    /// <summary>Opens, or seeds, the demonstration's store in a folder.</summary>
    public static async Task<StoreOnly> OpenAsync(string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddLocalization();
        services.AddStore(new() { DataDirectory = folder, Demo = true, RootUnit = RootUnit, Provider = StoreProvider.Sqlite })
            .AddSingleton<Actors>().AddModels().AddReporting().AddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>();
        var store = new StoreOnly(services.BuildServiceProvider());
        await store.Get<StartUp>().PrepareAsync(CancellationToken.None);
        return store;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Closes the idle connections that read.</summary>
    public static void ClosePool(Store store)
    {
        using var db = store.Read();
        if (db.Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection connection)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Readers first: then the writer is the last connection, and folds the write-ahead log into the file.
        ClosePool(Get<Store>());
        await _services.DisposeAsync();
    }
}
