using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Boundaries;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Features.Localities;
using DanVanDashboard.Features.Models.Import;
using DanVanDashboard.Features.Pack;
using DanVanDashboard.Files;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Hosting;

/// <summary>The command line beside the server. A command that writes goes to the running instance, if there is one.</summary>
internal static class Commands
{
    private const string Usage = """
        Usage: DanVanDashboard                                   starts the server
               DanVanDashboard token create --user NAME          prints a new API token on the last line
               DanVanDashboard demo fill --models N [--seed S]   adds a simulated campaign of N models
               DanVanDashboard import figures FILE.csv [--campaign ID] [--dry-run]   reads reported figures of documents
               DanVanDashboard import models FILE.xlsx --campaign ID [--dry-run]
                                                                 imports a register, as a whole or not at all
               DanVanDashboard import units UNITS.csv [LINEAGE.csv] [--dry-run]   adds administrative units and their lineage, all rows or none
               DanVanDashboard import boundaries FILE --valid-from yyyy-MM-dd [--name …] [--source …] [--licence …] [--meridian DEGREES] [--zone 3|6] [--dry-run]
                                                                 imports shapes of localities (GeoJSON, TopoJSON, zipped too)
               DanVanDashboard export pptx|docx|xlsx|pdf|csv FILE --campaign ID [--period 2026] [--document review|periodic|models|pack] [--unit ID] [--body ID]
                                                 [--field …] [--theme …] [--block …] [--subject …] [--boundaries …] [--snapshot ID] [--user NAME] [--lang vi|en]
                                                                 makes a file of the pack; reads only, in the scope of --user, else of the board
               DanVanDashboard verify                            checks store, audit chain and cube; exit code 0 or 1
               DanVanDashboard backup FILE                       copies the store while it runs, evidence to FILE.uploads
               DanVanDashboard restore FILE                      puts a copy back; no instance may run
        """;

    /// <summary>Whether the arguments name a command rather than settings of the server.</summary>
    public static bool Names(string[] args) => args.Length > 0 && !args[0].StartsWith('-') && !args[0].Contains('=', StringComparison.Ordinal);

    /// <summary>Runs the command; the exit code.</summary>
    public static async Task<int> RunAsync(string[] args, IServiceProvider services, DanVanOptions options, string callerDirectory)
    {
        var (output, error, ct) = (Console.Out, Console.Error, CancellationToken.None);
        switch (args)
        {
            case ["verify"]:
                return await VerifyAsync(services, output, ct);
            case ["backup", var file]:
                return await StoreFiles.BackupAsync(services.GetRequiredService<Store>(), services.GetRequiredService<FileStore>(), Path.GetFullPath(file, callerDirectory), output, error, ct);
            case ["export", var format, var file, .. var filters] when !file.StartsWith('-') && Flags(filters, string.Empty, [.. ExportCommand.Options]) is { } said:
                return await services.GetRequiredService<ExportCommand>().RunAsync(format, Path.GetFullPath(file, callerDirectory), said, output, error, ct);
            case ["restore", var file]:
                using (var alone = options.Provider == StoreProvider.Sqlite ? InstanceLock.TryTake(options.DataDirectory) : null)
                {
                    return await StoreFiles.RestoreAsync(services.GetRequiredService<Store>(), services.GetRequiredService<FileStore>(), services.GetRequiredService<AuditHeadLog>(), alone is not null, Path.GetFullPath(file, callerDirectory), output, error, ct);
                }

            case ["import", "models", var register, "--campaign", ..]:
                // The process that holds the store may stand elsewhere.
                args = [.. args[..2], Path.GetFullPath(register, callerDirectory), .. args[3..]];
                break;
            case ["token", "create", ..] or ["demo", "fill", ..]:
                break;
            case ["import", "boundaries", var shapes, ..]:
                args = ["import", "boundaries", Path.GetFullPath(shapes, callerDirectory), .. args[3..]];
                break;
            case ["import", "units", _, ..]:
                args = ["import", "units", .. args[2..].Select(a => a.StartsWith('-') ? a : Path.GetFullPath(a, callerDirectory))];
                break;
            case ["import", "figures", var file, ..]:
                // The process that writes may stand in another folder.
                args = ["import", "figures", Path.GetFullPath(file, callerDirectory), .. args[3..]];
                break;
            case ["help"]:
                await output.WriteLineAsync(Usage);
                return 0;
            default:
                await error.WriteLineAsync($"Unknown command: {string.Join(' ', args)}");
                await error.WriteLineAsync(Usage);
                return 2;
        }

        if (options.Provider == StoreProvider.Sqlite)
        {
            using var mine = InstanceLock.TryTake(options.DataDirectory);
            if (mine is null)
            {
                if (await ControlSocket.AskAsync(options.DataDirectory, args, output, error, ct) is { } code)
                {
                    return code;
                }

                await error.WriteLineAsync($"Another instance holds {options.DataDirectory} but does not answer yet. Try again when it is ready.");
                return 1;
            }

            return await PreparedAsync();
        }

        return await PreparedAsync();

        async Task<int> PreparedAsync()
        {
            try
            {
                await services.GetRequiredService<StartUp>().PrepareAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                await error.WriteLineAsync($"The store cannot be prepared: {e.Message}");
                return 1;
            }

            return await RunWritingAsync(services, args, output, error, ct);
        }
    }

    /// <summary>Runs a command that writes, in the process that holds the store.</summary>
    public static async Task<int> RunWritingAsync(IServiceProvider services, string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        try
        {
            switch (args)
            {
                case ["token", "create", "--user", var user]:
                    var token = await services.GetRequiredService<Tokens>().CreateAsync(user, ct);
                    if (token.Ok)
                    {
                        await output.WriteLineAsync(token.Value);
                        return 0;
                    }

                    await error.WriteLineAsync(services.GetRequiredService<ProblemWords>().Words(token.Refusals[0]));
                    return 1;

                case ["demo", "fill", "--models", var models, ..] when int.TryParse(models, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 2_000_000:
                    var seed = args is [_, _, _, _, "--seed", var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var given) ? given : 1;
                    return await services.GetRequiredService<Seeder>().FillAsync(count, seed, output, ct);

                case ["import", "figures", var file, .. var rest] when Flags(rest, "--dry-run", "--campaign") is { } options:
                    return await services.GetRequiredService<ImportFigures>().RunCommandAsync(
                        file, options.GetValueOrDefault("--campaign"), options.ContainsKey("--dry-run"), services.GetRequiredService<ProblemWords>().Words, output, error, ct);

                case ["import", "units", var file, .. var rest] when rest.Count(a => a == "--dry-run") is var trials && rest.Length - trials <= 1 && trials <= 1 && rest.All(a => a == "--dry-run" || !a.StartsWith('-')):
                    return await services.GetRequiredService<ImportUnits>().RunCommandAsync(
                        file, Array.Find(rest, a => a != "--dry-run"), trials == 1, services.GetRequiredService<ProblemWords>().Words, output, error, ct);

                case ["import", "models", var file, "--campaign", var campaign, ..] when args.Length == 5 || (args.Length == 6 && args[5] == "--dry-run"):
                    return await services.GetRequiredService<ImportCommand>().RunAsync(file, campaign, args[^1] == "--dry-run", output, error, ct);

                case ["import", "boundaries", var file, .. var rest] when Flags(rest, "--dry-run", "--valid-from", "--name", "--source", "--licence", "--meridian", "--zone") is { } said:
                    return await services.GetRequiredService<ImportBoundaries>().RunCommandAsync(
                        file,
                        new()
                        {
                            ValidFrom = said.GetValueOrDefault("--valid-from"), Name = said.GetValueOrDefault("--name"), Source = said.GetValueOrDefault("--source"),
                            Licence = said.GetValueOrDefault("--licence"), Meridian = said.GetValueOrDefault("--meridian"), SixDegrees = said.GetValueOrDefault("--zone") == "6",
                        },
                        said.ContainsKey("--dry-run"), services.GetRequiredService<ProblemWords>().Words, output, error, ct);

                default:
                    await error.WriteLineAsync($"Unknown command: {string.Join(' ', args)}");
                    return 2;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Commands)).LogError(e, "Command failed");
            await error.WriteLineAsync($"The command failed: {e.Message}");
            return 1;
        }
    }

    /// <summary>The options behind a command: <paramref name="flag"/> stands alone, the others have a value; <see langword="null"/> for anything else.</summary>
    private static Dictionary<string, string>? Flags(ReadOnlySpan<string> rest, string flag, params string[] valued)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == flag)
            {
                given[flag] = string.Empty;
            }
            else if (valued.Contains(rest[i]) && i + 1 < rest.Length)
            {
                given[rest[i]] = rest[++i];
            }
            else
            {
                return null;
            }
        }

        return given;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var finding = await services.GetRequiredService<Verifier>().FirstFindingAsync(ct);
        await output.WriteLineAsync(finding ?? "ok: store, audit chain and cube agree");
        return finding is null ? 0 : 1;
    }
}
