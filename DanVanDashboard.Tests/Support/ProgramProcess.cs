using System.Diagnostics;

namespace DanVanDashboard.Tests.Support;

/// <summary>The program as a process of its own, as a person calls it on the command line.</summary>
internal static class ProgramProcess
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string[] Output, string[] Error)> RunAsync(string dataDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "DanVanDashboard.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = dataDirectory,
        };
        (string Key, string Value)[] settings =
        [
            ("DOTNET_ENVIRONMENT", "Production"), ("ASPNETCORE_ENVIRONMENT", "Production"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("DanVan__DataDirectory", dataDirectory),
            ("DanVan__Demo__Enabled", "true"), ("DanVan__RootUnit", Demo.LaiChau), ("DOTNET_gcServer", "0"), ("DOTNET_TieredPGO", "0"),
        ];
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, Lines(await output), Lines(await error));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
