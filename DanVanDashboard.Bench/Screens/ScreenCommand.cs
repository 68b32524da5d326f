using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Hosting;

namespace DanVanDashboard.Bench.Screens;

/// <summary>Leaves a screen alone for hours: it turns its pages, follows what happens, and comes back by itself each time the program is ended and started again.</summary>
internal static class ScreenCommand
{
    public const string Usage = "dotnet run -c Release --project DanVanDashboard.Bench -- --screen [--hours 1] [--times 12] [--restarts 5]";

    private const int UsualSeconds = 60;

    /// <summary>Runs it; 0 when nothing was missed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (hours, times, restarts) = (1.0, 12, 5);
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : string.Empty;
            var understood = args[i] switch
            {
                "--hours" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out hours) && hours > 0,
                "--times" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out times) && times is > 0 and <= 12,
                "--restarts" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out restarts) && restarts is >= 0 and <= 1000,
                _ => false,
            };
            if (!understood)
            {
                await Console.Error.WriteLineAsync("Usage: " + Usage);
                return 2;
            }
        }

        await using var chromium = await Chromium.LaunchAsync();
        if (chromium is null)
        {
            await Console.Error.WriteLineAsync(Chromium.Missing);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("dvs-").FullName;
        try
        {
            await using var program = new Program(folder);
            await program.StartAsync();
            using var api = await program.ApiAsync();
            var made = await PostAsync(api, "/api/v1/screens", new { campaign = "mo-phong-2026-2030", name = "Thử dài", ready = "giao-ban", seconds = UsualSeconds / times });
            await using var context = await chromium.PlainAsync(1920, 1080);
            var watch = new ScreenWatch(
                await context.NewPageAsync(), UsualSeconds / times, program.EndAsync, program.StartAsync,
                n => PostAsync(api, "/api/v1/models", new
                {
                    campaign = "mo-phong-2026-2030", unitId = "12-2025/03390", name = $"Thử màn hình {n}", field = "economy", subject = "collective", owner = "Chi hội thử", address = "bản thử",
                }),
                Console.WriteLine);
            var length = TimeSpan.FromHours(hours);
            var fate = await watch.RunAsync(program.Address + (string)made["link"]!, length, restarts, Math.Max(1, (int)(length.TotalMinutes / (restarts + 1) / 2)));
            Console.WriteLine(fate.Text);
            return fate.Told == fate.Restarts && fate.Errors.Count == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonNode> PostAsync(HttpClient api, string path, object body)
    {
        using var answer = await api.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>The program in a process of its own, as it is served.</summary>
    private sealed class Program(string folder) : IAsyncDisposable
    {
        private readonly int _port = FreePort();
        private Process? _process;

        public string Address => $"http://127.0.0.1:{_port}";

        public async Task StartAsync()
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DanVanDashboard.dll"), "--urls", Address]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
            foreach (var (key, value) in new[] { ("ASPNETCORE_ENVIRONMENT", "Production"), ("DOTNET_ENVIRONMENT", "Production"), ("DanVan__DataDirectory", folder), ("DanVan__Demo__Enabled", "true"), ("DanVan__RootUnit", "12-1997/12") })
            {
                start.Environment[key] = value;
            }

            _process = Process.Start(start)!;
            // What it says is not needed, but a full pipe would stop it.
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
            using var http = new HttpClient();
            for (var waited = Stopwatch.StartNew(); ;)
            {
                try
                {
                    if ((await http.GetAsync(Address + "/readyz")).StatusCode == HttpStatusCode.OK)
                    {
                        return;
                    }
                }
                catch (HttpRequestException)
                {
                    // Not there yet.
                }

                if (_process.HasExited || waited.Elapsed > TimeSpan.FromMinutes(3))
                {
                    throw new InvalidOperationException("The program does not start.");
                }

                await Task.Delay(100);
            }
        }

        /// <summary>Ends it: at once, or after it has closed its store.</summary>
        public async Task EndAsync(bool atOnce)
        {
            if (_process is not { } process)
            {
                return;
            }

            _process = null;
            if (!atOnce)
            {
                using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
                await process.WaitForExitAsync(limit.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            await process.WaitForExitAsync();
            process.Dispose();
        }

        public async Task<HttpClient> ApiAsync()
        {
            await using var output = new StringWriter();
            await using var error = new StringWriter();
            await ControlSocket.AskAsync(folder, ["token", "create", "--user", "bandanvan"], output, error, CancellationToken.None);
            return new() { BaseAddress = new(Address), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", output.ToString().Trim().Split('\n')[^1].Trim()) } };
        }

        public async ValueTask DisposeAsync() => await EndAsync(atOnce: true);

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
