using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DanVanDashboard.Hosting;

namespace DanVanDashboard.Tests.Support;

/// <summary>The program in a process of its own, as a person starts it, on a free port and a data folder of its own.</summary>
internal sealed class BrowserHost : IAsyncDisposable
{
    private const int Term = 15;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(120);
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "DanVanDashboard.dll");

    private readonly Queue<string> _lastWords = new();
    private readonly HttpClient _plain = new() { Timeout = TimeSpan.FromSeconds(5) };
    private Process? _process;
    private int _port;

    private BrowserHost(string folder) => Folder = folder;

    /// <summary>Where its store, keys and socket lie.</summary>
    public string Folder { get; }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Starts on a copy of <paramref name="template"/>, or on an empty folder, and waits until it is ready.</summary>
    public static async Task<BrowserHost> StartAsync(string? template)
    {
        // The control socket's path is limited to 108 bytes, so the folder is a short one.
        var host = new BrowserHost(Directory.CreateTempSubdirectory("dvb-").FullName);
        try
        {
            if (template is not null)
            {
                Copy(template, host.Folder);
            }

            for (var tries = 1; ; tries++)
            {
                host._port = FreePort();
                if (await host.RunAsync())
                {
                    return host;
                }

                // Somebody else may have taken the port in between.
                if (tries == 3 || !host.LastWords.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
                {
                    throw new InvalidOperationException("The program does not start:\n" + host.LastWords);
                }
            }
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it said last.</summary>
    public string LastWords
    {
        get
        {
            lock (_lastWords)
            {
                return string.Join('\n', _lastWords);
            }
        }
    }

    /// <summary>Starts it again at the same address and on the same folder.</summary>
    public async Task StartAgainAsync()
    {
        if (!await RunAsync())
        {
            throw new InvalidOperationException("The program does not start again:\n" + LastWords);
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Ends it as an administrator does, so that the store is closed.</summary>
    public async Task StopAsync()
    {
        if (_process is { HasExited: false } process && NativeKill(process.Id, Term) == 0)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(limit.Token);
        }

        await KillAsync();
    }

    /// <summary>A new token of a user: the command as another process hands it over. That process itself is what CommandTests are about; here it would only cost its start.</summary>
    public async Task<string> TokenAsync(string user)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await ControlSocket.AskAsync(Folder, ["token", "create", "--user", user], output, error, CancellationToken.None);
        return code == 0
            ? output.ToString().Trim().Split('\n')[^1].Trim()
            : throw new InvalidOperationException($"No token for {user} ({code}): {output}{error}");
    }

    /// <summary>A caller of the API in the name of a user.</summary>
    public async Task<BrowserApi> ApiAsync(string user) => new(Address, await TokenAsync(user));

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _plain.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>False when the process ended before it was ready.</summary>
    private async Task<bool> RunAsync()
    {
        var process = Process.Start(Start("--urls", Address))!;
        _process = process;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var waited = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (process.HasExited)
            {
                await KillAsync();
                return false;
            }

            if (waited.Elapsed > s_startLimit)
            {
                throw new TimeoutException("The program is not ready in time:\n" + LastWords);
            }

            await Task.Delay(50);
        }

        return true;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await _plain.GetAsync(Address + "/readyz");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [s_program, .. arguments])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase) || k.StartsWith("DanVan__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        // A short life is not worth profiling for.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DanVan__DataDirectory"] = Folder;
        return start;
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            lock (_lastWords)
            {
                _lastWords.Enqueue(text);
                while (_lastWords.Count > 60)
                {
                    _lastWords.Dequeue();
                }
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) is not ("instance.lock" or "control.sock")))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int process, int signal);
}

/// <summary>The program's API, called from outside with a token.</summary>
internal sealed class BrowserApi : IDisposable
{
    private readonly HttpClient _client;

    public BrowserApi(string address, string token)
    {
        _client = new() { BaseAddress = new(address) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks; anything but success is an error of the test.</summary>
    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await _client.GetAsync(path));

    /// <summary>Sends; anything but success is an error of the test.</summary>
    public async Task<JsonNode> PostAsync(string path, object body) => await ReadAsync(await _client.PostAsJsonAsync(path, body));

    /// <summary>Registers a model of a commune in the running simulated campaign, today; its id.</summary>
    public async Task<string> RegisterAsync(string unit, string name, string field = "economy", string subject = "collective", string visibility = "public", string campaign = "mo-phong-2026-2030") =>
        (await PostAsync("/api/v1/models", new { campaign, unitId = unit, name, field, subject, visibility, owner = "Chi hội thử nghiệm", address = "Bản thử nghiệm" }))["id"]!.GetValue<string>();

    /// <summary>Records what happened to a model, today.</summary>
    public Task<JsonNode> RecordAsync(string model, object what) => PostAsync($"/api/v1/models/{model}/events", what);

    public void Dispose() => _client.Dispose();

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? JsonNode.Parse(text, null, new JsonDocumentOptions())!
                : throw new InvalidOperationException($"{(int)answer.StatusCode} {answer.RequestMessage?.RequestUri}: {text}");
        }
    }
}
