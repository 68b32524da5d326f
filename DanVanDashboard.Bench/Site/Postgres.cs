using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace DanVanDashboard.Bench.Site;

/// <summary>A PostgreSQL cluster of the run's own, with the server's own settings except where it listens.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private readonly string _bin;
    private readonly string _data;
    private readonly string _connection;

    private Postgres(string bin, string data, string connection) => (_bin, _data, _connection) = (bin, data, connection);

    /// <summary>The server refuses to run as root; then another user does.</summary>
    private static string? User { get; } = Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <summary>The folder of its programs; <see langword="null"/> where it is not installed.</summary>
    public static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (Directory.Exists("/usr/lib/postgresql"))
        {
            folders.AddRange(Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin")));
        }

        return folders.FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "pg_ctl")));
    }

    public static async Task<Postgres> StartAsync(string folder)
    {
        var bin = Find()!;
        if (User is { } user)
        {
            // The server's user must be able to come to its folder.
            for (var parent = new DirectoryInfo(folder).Parent; parent is not null && parent.FullName.StartsWith(Path.GetTempPath(), StringComparison.Ordinal); parent = parent.Parent)
            {
                await RequireAsync("chmod", "o+x", parent.FullName);
            }

            await RequireAsync("chown", user, folder);
        }

        var data = Path.Combine(folder, "data");
        await RequireAsync(bin, "initdb", "-D", data, "-U", "danvan", "--auth=trust", "--encoding=UTF8", "--no-sync", "--no-locale");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop();
        await RequireAsync(bin, "pg_ctl", "start", "-w", "-D", data, "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}");
        return new(bin, data, $"Host=127.0.0.1;Port={port};Username=danvan;Database=postgres;Pooling=false");
    }

    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync() => await RunToolAsync(_bin, "pg_ctl", "stop", "-D", _data, "-m", "immediate");

    private static async Task RequireAsync(string bin, string tool, params string[] arguments)
    {
        var code = bin is "chown" or "chmod" ? await RunAsync(bin, [tool, .. arguments]) : await RunToolAsync(bin, tool, arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"{tool} ended with {code.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static Task<int> RunToolAsync(string bin, string tool, params string[] arguments) =>
        User is { } user ? RunAsync("runuser", ["-u", user, "--", Path.Combine(bin, tool), .. arguments]) : RunAsync(Path.Combine(bin, tool), arguments);

    private static async Task<int> RunAsync(string file, string[] arguments)
    {
        // Its output goes nowhere: a server that inherits a pipe would keep it open.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", file, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
