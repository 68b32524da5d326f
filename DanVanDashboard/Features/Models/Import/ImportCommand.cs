using DanVanDashboard.Api;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Features.Models.Import;

/// <summary><c>import models FILE.xlsx --campaign ID [--dry-run]</c>, in the process that holds the store.</summary>
internal sealed class ImportCommand(ImportRegister register, ModelWords columns, ProblemWords words)
{
    /// <summary>Runs it; the exit code. The last line of the output is English in every culture.</summary>
    public async Task<int> RunAsync(string file, string campaign, bool dryRun, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            await error.WriteLineAsync($"There is no file {file}.");
            return 1;
        }

        // Like what the board enters from paper: for whatever body owns the models.
        var actor = Actor.System;
        await using var stream = File.OpenRead(file);
        var staged = await register.StageAsync(actor, campaign, Path.GetFileName(file), stream, ct);
        if (!staged.Ok)
        {
            return await RefusedAsync(staged.Refusals);
        }

        var told = -1;
        var outcome = await register.CheckAsync(actor, staged.Value.Id, Tell, ct);
        if (!outcome.Ok)
        {
            return await RefusedAsync(outcome.Refusals);
        }

        foreach (var message in outcome.Value.Messages)
        {
            var where = message.Column is { } column ? $"row {message.Row}, {message.Letter} \"{column.Title(columns.Text)}\"" : $"row {message.Row}";
            await error.WriteLineAsync($"{where}: {(message.Value.Length > 0 ? $"\"{message.Value}\": " : string.Empty)}{words.Words(message.Refusal)} [{message.Refusal.Code}]");
        }

        if (dryRun)
        {
            await output.WriteLineAsync(outcome.Value.Line("would import", outcome.Value.Models.Count));
            return outcome.Value.Whole ? 0 : 1;
        }

        if (!outcome.Value.Whole)
        {
            await output.WriteLineAsync(outcome.Value.Line("imported", 0));
            return 1;
        }

        var done = await register.ImportAsync(actor, staged.Value.Id, Tell, ct);
        if (!done.Ok)
        {
            return await RefusedAsync(done.Refusals);
        }

        await output.WriteLineAsync($"import {done.Value.View.Id}");
        await output.WriteLineAsync(done.Value.Outcome.Line("imported", done.Value.View.Models));
        return 0;

        // One line per tenth: the output may pass through another process.
        void Tell(ImportProgress progress)
        {
            var tenth = progress.Total == 0 ? 0 : progress.Done * 10 / progress.Total;
            if (progress.Phase == "write" && tenth != told)
            {
                told = tenth;
                output.WriteLine($"{progress.Done} of {progress.Total} models");
            }
        }

        async Task<int> RefusedAsync(IReadOnlyList<Domain.Refusal> refusals)
        {
            foreach (var refusal in refusals)
            {
                await error.WriteLineAsync($"{words.Words(refusal)} [{refusal.Code}]");
            }

            await output.WriteLineAsync("imported 0 of 0, wrong 0, duplicate 0");
            return 1;
        }
    }
}
