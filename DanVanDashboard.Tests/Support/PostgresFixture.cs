using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DanVanDashboard.Tests.Support;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace DanVanDashboard.Tests.Support;

/// <summary>
/// A private PostgreSQL cluster of the run, started by the first test that asks. Without PostgreSQL these tests are skipped, but not
/// under CI=true. Durability is off: it lives as long as the run. Its collation is Vietnamese where the server can, so that nothing
/// rests on the order of bytes by chance.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _once = new(1);
    private string? _folder;
    private string? _bin;
    private int _port;
    private int _databases;
    private bool _seeded;

    /// <summary>A connection string to an empty database of the caller's own.</summary>
    public async Task<string> DatabaseAsync()
    {
        await StartAsync();
        return await CreateAsync(NextName(), "template0");
    }

    /// <summary>A connection string to a database of the caller's own with the seeded demonstration, which is seeded once per run.</summary>
    internal async Task<string> SeededDatabaseAsync()
    {
        await StartAsync();
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (!_seeded)
            {
                var template = await CreateAsync("seeded", "template0");
                using var folder = new TempFolder();
                await using (await TestStore.OpenAsync(TestStore.Settings(folder, demo: true, template)))
                {
                    _seeded = true;
                }

                await using var idle = new NpgsqlConnection(template);
                await idle.OpenAsync(TestContext.Current.CancellationToken);
                await using (var statistics = idle.CreateCommand())
                {
                    // What a server does by itself within a minute.
                    statistics.CommandText = "ANALYZE";
                    await statistics.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
                }

                await idle.CloseAsync();
                NpgsqlConnection.ClearPool(idle);
            }

            return await CreateAsync(NextName(), "seeded");
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null && _port != 0)
        {
            NpgsqlConnection.ClearAllPools();
            await RunAsync("pg_ctl", "stop", "-D", Path.Combine(_folder, "data"), "-m", "immediate");
            Directory.Delete(_folder, recursive: true);
        }

        _once.Dispose();
    }

    private string NextName() => string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref _databases)}");

    private async Task<string> CreateAsync(string name, string template)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE {template}";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return ConnectionTo(name);
    }

    private string ConnectionTo(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=danvan;Database={database};Maximum Pool Size=8;Connection Idle Lifetime=5;Connection Pruning Interval=2");

    private async Task StartAsync()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_port != 0)
            {
                return;
            }

            _bin = Find();
            if (_bin is null)
            {
                const string Missing = "PostgreSQL is not installed: initdb and pg_ctl are neither on PATH nor below /usr/lib/postgresql. On Debian: apt-get install postgresql.";
                if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
                {
                    Assert.Fail(Missing);
                }

                Assert.Skip(Missing);
            }

            _folder = Directory.CreateTempSubdirectory("danvan-pg-").FullName;
            if (User is { } user)
            {
                await StartProcessAsync("chown", user, _folder);
            }

            var data = Path.Combine(_folder, "data");
            string[] init = ["-D", data, "-U", "danvan", "--auth=trust", "--encoding=UTF8", "--no-sync"];
            if (await RunAsync("initdb", [.. init, "--locale=C", "--locale-provider=icu", "--icu-locale=vi-VN"]) != 0)
            {
                Assert.Equal(0, await RunAsync("initdb", [.. init, "--no-locale"]));
            }

            var port = FreePort();
            var settings = string.Create(CultureInfo.InvariantCulture,
                $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200");
            Assert.Equal(0, await RunAsync("pg_ctl", "start", "-w", "-D", data, "-l", Path.Combine(_folder, "log"), "-o", settings));
            _port = port;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The server refuses to run as root; then another user does.</summary>
    private static string? User { get; } = Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")));
        }

        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Task<int> RunAsync(string tool, params string[] arguments)
    {
        var path = Path.Combine(_bin!, tool);
        return User is { } user ? StartProcessAsync("runuser", ["-u", user, "--", path, .. arguments]) : StartProcessAsync(path, arguments);
    }

    private async Task<int> StartProcessAsync(string file, params string[] arguments)
    {
        // Its output goes nowhere: a server that inherits a pipe would keep it open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", file, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }
}
