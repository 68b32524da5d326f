using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Pack;

/// <summary><c>export</c> on the command line: a file of the pack, made without a server. It only reads, beside a running instance and with none.</summary>
internal sealed class ExportCommand(
    Store store, ReferenceData reference, BoundaryAtlas atlas, CampaignCubes cubes, PackQueries queries, FrozenFigures frozen, PackExport export, Actors actors, ProblemWords problems)
{
    /// <summary>What may stand behind the file, each with a value.</summary>
    public static readonly IReadOnlyList<string> Options =
        ["--campaign", "--period", "--unit", "--body", "--field", "--theme", "--block", "--subject", "--boundaries", "--document", "--snapshot", "--user", "--lang"];

    /// <summary>Makes the file.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string format, string file, IReadOnlyDictionary<string, string> said, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (said.GetValueOrDefault("--lang") is { } language)
        {
            if (language is not ("vi" or "en"))
            {
                await error.WriteLineAsync($"--lang is '{language}'; it must be vi or en.");
                return 2;
            }

            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        }

        if (await UnreadableAsync(ct) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return 1;
        }

        if (await export.WriterAsync(format, ct) is not { } writer)
        {
            return await RefuseAsync([new("pack.format-unknown", "format") { Arguments = [format] }]);
        }

        await reference.ReloadAsync(ct);
        await atlas.ReloadAsync(ct);
        await cubes.BuildAsync(ct);
        var actor = Actor.System;
        if (said.GetValueOrDefault("--user") is { } name)
        {
            await using var db = store.Read();
            if (await db.Accounts.FirstOrDefaultAsync(a => a.UserName == name && !a.Disabled, ct) is not { } account)
            {
                return await RefuseAsync([new("pack.user-not-found", "user") { Arguments = [name] }]);
            }

            actor = actors.Of(account);
        }

        if (format == "docx")
        {
            // A document is Vietnamese in every language.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        }

        var figures = await frozen.AskedAsync(
            queries, actor,
            new(Of("--campaign"), Of("--unit"), Of("--body"), Of("--period"), Of("--field"), Of("--theme"), Of("--block"), Of("--subject"), Of("--boundaries"), Of("--document"), Of("--snapshot")), ct);
        if (!figures.Ok)
        {
            return await RefuseAsync(figures.Refusals);
        }

        // The file bears its name once it is whole.
        var partial = file + ".partial";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            writer.Write(stream, figures.Value, new(ct));
        }

        File.Move(partial, file, overwrite: true);
        await output.WriteLineAsync($"exported {new FileInfo(file).Length} bytes to {file}, sequence {figures.Value.Sequence}");
        return 0;

        string? Of(string option) => said.GetValueOrDefault(option);

        async Task<int> RefuseAsync(IReadOnlyList<Refusal> refusals)
        {
            foreach (var refusal in refusals)
            {
                await error.WriteLineAsync(problems.Words(refusal));
            }

            return 1;
        }
    }

    private async Task<string?> UnreadableAsync(CancellationToken ct)
    {
        if (store.Provider == StoreProvider.Sqlite && !File.Exists(store.SqliteFile))
        {
            return $"There is no store at {store.SqliteFile}.";
        }

        await using var db = store.Read();
        return (await db.Database.GetPendingMigrationsAsync(ct)).Any() ? "The store is of an earlier version of the program. Start the program once, then export." : null;
    }
}
