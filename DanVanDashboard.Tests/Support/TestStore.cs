using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Localities;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Features.Plan;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Features.Reporting;
using DanVanDashboard.Hosting;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Support;

/// <summary>A real store with everything that stands on it, without a web server: the composition of the program itself.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly TempFolder? _own;
    private bool _closed;

    private TestStore(ServiceProvider services, DanVanOptions options, TestClock clock, TempFolder? own) => (_services, Options, Clock, _own) = (services, options, clock, own);

    public TestClock Clock { get; }

    public DanVanOptions Options { get; }

    public string SqliteFile => Path.Combine(Options.DataDirectory, "danvan.db");

    public Store Store => Get<Store>();

    public Writer Writer => Get<Writer>();

    public Reference Reference => Get<ReferenceData>().Current;

    public CampaignCubes Cubes => Get<CampaignCubes>();

    public DueByClock Due => Get<DueByClock>();

    public LiveFeed Feed => Get<LiveFeed>();

    public RegisterModel Register => Get<RegisterModel>();

    public RecordModelEvent Record => Get<RecordModelEvent>();

    public TestReports Reports => new(Get<CreateReport>(), Get<MoveReport>());

    /// <summary>Settings as the tests use them.</summary>
    public static DanVanOptions Settings(string folder, bool demo, string? postgres = null) => new()
    {
        DataDirectory = folder, Demo = demo, RootUnit = Demo.LaiChau, Provider = postgres is null ? StoreProvider.Sqlite : StoreProvider.Postgres, PostgresConnection = postgres,
    };

    /// <summary>A store of the test's own: a copy of the seeded demonstration, or of the facts alone.</summary>
    public static async Task<TestStore> CopyAsync(bool demo = true, TestClock? clock = null)
    {
        var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo));
        return await OpenAsync(Settings(folder, demo), clock, own: folder);
    }

    /// <summary>An empty store with its schema.</summary>
    public static async Task<TestStore> EmptyAsync(string? postgres = null, params ICommitListener[] listeners)
    {
        var folder = new TempFolder();
        var store = Compose(Settings(folder, demo: false, postgres), new(), folder, listeners);
        await store.Writer.MigrateAsync(Ct);
        return store;
    }

    /// <summary>Opens, or makes, the store of these settings and prepares it as a start of the program does.</summary>
    public static async Task<TestStore> OpenAsync(DanVanOptions options, TestClock? clock = null, TempFolder? own = null)
    {
        var store = Compose(options, clock ?? new(), own, []);
        await store.Get<StartUp>().PrepareAsync(Ct);
        return store;
    }

    /// <summary>Closes a store and opens it again, as a restart of the program does.</summary>
    public static async Task<TestStore> ReopenAsync(TestStore store)
    {
        await store.CloseAsync();
        return Compose(store.Options, store.Clock, store._own, []);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<string?> VerifyAsync() => Get<Verifier>().FirstFindingAsync(Ct);

    /// <summary>The actor of a demonstration account.</summary>
    public async Task<Actor> ActorAsync(string userName) => Get<Access.Actors>().Of((await ReadAsync(db => Task.FromResult(db.Accounts.Single(a => a.UserName == userName))))!);

    public async Task<T> ReadAsync<T>(Func<DanVanDbContext, Task<T>> read)
    {
        await using var db = Store.Read();
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        // Readers first: then the writer is the last connection, and folds the write-ahead log into the file.
        if (!_closed)
        {
            await CloseAsync();
        }

        _own?.Dispose();
    }

    private async Task CloseAsync()
    {
        _closed = true;
        ClosePool(Store);
        await _services.DisposeAsync();
    }

    /// <summary>Closes the idle connections that read a SQLite store.</summary>
    public static void ClosePool(Store store)
    {
        using var db = store.Read();
        if (db.Database.GetDbConnection() is Microsoft.Data.Sqlite.SqliteConnection connection)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearPool(connection);
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static TestStore Compose(DanVanOptions options, TestClock clock, TempFolder? own, ICommitListener[] listeners)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddLocalization();
        services.AddStore(options).AddSingleton<TimeProvider>(clock).AddSingleton<Access.Actors>().AddModels().AddReporting().AddPlan().AddLocalities();
        // Hashing as slowly as for real accounts would be most of a seeding.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000).AddSingleton<IPasswordHasher<AccountRow>, PasswordHasher<AccountRow>>();
        foreach (var listener in listeners)
        {
            services.AddSingleton(listener);
        }

        return new(services.BuildServiceProvider(), options, clock, own);
    }
}
