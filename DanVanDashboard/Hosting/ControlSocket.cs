using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DanVanDashboard.Data;

namespace DanVanDashboard.Hosting;

/// <summary>
/// Carries a command of another process to the one that holds the store: one JSON array of arguments in, lines out, each beginning
/// with <c>o</c> (output) or <c>e</c> (error), the last with <c>x</c> and the exit code. The socket is for the same user only.
/// </summary>
internal sealed class ControlSocket(DanVanOptions options, IServiceProvider services, ILogger<ControlSocket> log)
{
    // A socket's path is limited to 108 bytes.
    private const int PathLimit = 100;

    private volatile bool _listens;

    /// <summary>Whether a command of another process would be heard; always true where commands connect to the database themselves.</summary>
    public bool Listens => _listens || options.Provider != StoreProvider.Sqlite;

    public static string PathOf(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "control.sock");
        if (Encoding.UTF8.GetByteCount(path) <= PathLimit)
        {
            return path;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory)))[..16];
        var folder = Path.Combine(Path.GetTempPath(), "danvan-" + hash);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Path.Combine(folder, "control.sock");
    }

    /// <summary>Asks the running instance to run a command; <see langword="null"/> if none answers.</summary>
    public static async Task<int?> AskAsync(string dataDirectory, IReadOnlyList<string> args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathOf(dataDirectory)), ct);
        }
        catch (SocketException)
        {
            return null;
        }

        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(args) + "\n"), ct);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            switch (line[0])
            {
                case 'x':
                    return int.Parse(line.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                case 'e':
                    await error.WriteLineAsync(line[1..]);
                    break;
                default:
                    await output.WriteLineAsync(line[1..]);
                    break;
            }
        }

        await error.WriteLineAsync("The running instance stopped before the command was done.");
        return 1;
    }

    /// <summary>Answers commands until stopped.</summary>
    public async Task ServeAsync(CancellationToken ct)
    {
        if (options.Provider != StoreProvider.Sqlite)
        {
            return;
        }

        var path = PathOf(options.DataDirectory);
        File.Delete(path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        socket.Listen(8);
        _listens = true;
        try
        {
            while (true)
            {
                var client = await socket.AcceptAsync(ct);
                _ = AnswerAsync(client, ct);
            }
        }
        finally
        {
            _listens = false;
            File.Delete(path);
        }
    }

    private async Task AnswerAsync(Socket client, CancellationToken ct)
    {
        try
        {
            using (client)
            await using (var stream = new NetworkStream(client))
            using (var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true))
            await using (var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true })
            {
                var args = JsonSerializer.Deserialize<string[]>(await reader.ReadLineAsync(ct) ?? "[]") ?? [];
                var code = await Commands.RunWritingAsync(services, args, new PrefixWriter(writer, 'o'), new PrefixWriter(writer, 'e'), ct);
                await writer.WriteLineAsync($"x{code}");
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or JsonException)
        {
            log.LogInformation(e, "A command's connection ended early");
        }
    }

    /// <summary>Marks each line with what it is.</summary>
    private sealed class PrefixWriter(TextWriter inner, char mark) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            foreach (var line in (value ?? string.Empty).Split('\n'))
            {
                inner.WriteLine(mark + line);
            }
        }

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            return Task.CompletedTask;
        }
    }
}
