using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Progress;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace DanVanDashboard.Hosting;

/// <summary>Brings a store to the point where it can be served: schema, facts, what fell due meanwhile, cubes.</summary>
internal sealed class StartUp(Writer writer, AuditWitness witness, Seeder seeder, ReferenceData reference, MetricBook metrics, BoundaryAtlas atlas, DueByClock due, CampaignCubes cubes, ILogger<StartUp> log)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        var started = System.Diagnostics.Stopwatch.StartNew();
        await writer.MigrateAsync(ct);
        await ModelSearch.FillAsync(writer, ct);
        await witness.CompareAsync(ct);
        await seeder.SeedAsync(ct);
        await reference.ReloadAsync(ct);
        await metrics.ReloadAsync(ct);
        await atlas.ReloadAsync(ct);
        var caughtUp = await due.CatchUpAsync(ct);
        // A store of an earlier version does not know yet where the models of divided communes went.
        await writer.WriteAsync((w, cancel) => ModelWays.FollowAsync(w, reference.Current.Places, null, cancel), ct);
        await cubes.BuildAsync(ct);
        log.LogInformation("Ready after {Milliseconds} ms; {Events} events had fallen due", started.ElapsedMilliseconds, caughtUp);
    }
}

/// <summary>Takes the lock, prepares the store while the server already answers <c>/healthz</c>, and listens for commands of other processes.</summary>
internal sealed class StartUpService(
    DanVanOptions options, StartUp startUp, ControlSocket socket, CampaignCubes cubes, FirstStart firstStart, IServer server, IHostApplicationLifetime lifetime, ILogger<StartUpService> log)
    : BackgroundService
{
    private InstanceLock? _lock;

    /// <summary>Why the store cannot be served; <see langword="null"/> unless it has failed.</summary>
    public string? Failure { get; private set; }

    /// <summary>Takes the lock, before anything else starts; once.</summary>
    /// <exception cref="StartRefusedException">Another process holds it.</exception>
    public void TakeLock()
    {
        if (options.Provider == StoreProvider.Sqlite)
        {
            _lock ??= InstanceLock.TryTake(options.DataDirectory)
                ?? throw new StartRefusedException($"Another instance already runs on {options.DataDirectory}. Stop it first, or set DanVan:DataDirectory to another folder.");
        }
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        TakeLock();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(() => startUp.PrepareAsync(stoppingToken), stoppingToken);
            await firstStart.OfferAsync(Address(), stoppingToken);
            await Task.WhenAll(socket.ServeAsync(stoppingToken), RelayAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped while starting.
        }
        catch (StartRefusedException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            Failure = e.Message;
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
        catch (Exception e)
        {
            log.LogCritical(e, "The store cannot be prepared");
            Failure = e.Message;
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    public override void Dispose()
    {
        _lock?.Dispose();
        base.Dispose();
    }

    /// <summary>Where this process listens, as somebody at the machine would open it.</summary>
    private string Address()
    {
        var listens = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        return listens.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal);
    }

    /// <summary>Other processes commit to a PostgreSQL store too; what they did is applied here.</summary>
    private async Task RelayAsync(CancellationToken ct)
    {
        if (options.Provider != StoreProvider.Postgres)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                await cubes.CatchUpAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Changes of other processes could not be read; tried again");
            }
        }
    }
}

/// <summary>The program cannot start, for a reason that a person can mend; its message is all that is shown.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
