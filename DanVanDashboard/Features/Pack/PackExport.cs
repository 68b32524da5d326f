using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Export;
using DanVanDashboard.Export.Slides;
using DanVanDashboard.Features.Pack.Template;
using DanVanDashboard.Pack;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Pack;

/// <summary>Xuất: the pack in one of its formats, from figures gathered once for the request.</summary>
internal sealed class PackExport(PackQueries queries, FrozenFigures frozen, PackDeck deck, PackBook book, PackReport report, PackPaper paper, PackWords words, DeckTemplates templates, PackQueue queue, PackWatches watches, Actors actors, Problems problems)
{
    private const int BodyLimit = 1_000_000;

    /// <summary>Answers a download.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, string format, PackRequest request, string? ask)
    {
        var (file, refusals) = await MakeAsync(context, format, request, null, ask);
        return file ?? problems.Of(refusals);
    }

    /// <summary>Answers the download of a report that a person has edited.</summary>
    public async Task<IResult> EditedAsync(HttpContext context, PackRequest request, string? ask)
    {
        if (context.Request.ContentLength is not (> 0 and <= BodyLimit))
        {
            return problems.Of(context.Request.ContentLength > BodyLimit ? "request.body-too-large" : "request.body-unreadable");
        }

        PackEdits? edits;
        try
        {
            edits = await JsonSerializer.DeserializeAsync<PackEdits>(context.Request.Body, ApiAnswer.Options, context.RequestAborted);
        }
        catch (JsonException)
        {
            return problems.Of("request.body-unreadable");
        }

        var (file, refusals) = await MakeAsync(context, "docx", request, edits, ask);
        return file ?? problems.Of(refusals);
    }

    /// <summary>Makes a file, or says why not.</summary>
    /// <param name="context">The request.</param>
    /// <param name="format">Which format.</param>
    /// <param name="request">Which figures.</param>
    /// <param name="edits">What a person made of the texts; <see langword="null"/>: as they are.</param>
    /// <param name="ask">A word under which its progress is read; <see langword="null"/>: nobody follows it.</param>
    public async Task<(IResult? File, IReadOnlyList<Refusal> Refusals)> MakeAsync(HttpContext context, string format, PackRequest request, PackEdits? edits, string? ask)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return (null, [new("request.not-signed-in")]);
        }

        if (await WriterAsync(format, context.RequestAborted) is not { } w)
        {
            return (null, [new("pack.format-unknown", "format") { Arguments = [format] }]);
        }

        if (edits is not null && EditRefusals(edits) is { Count: > 0 } wrong)
        {
            return (null, wrong);
        }

        if (format == "docx")
        {
            // A document is Vietnamese in every language of the screen.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        }

        var watch = watches.Begin(actor, ask, context.RequestAborted);
        var made = await queue.RunAsync(() => Aside.RunAsync(() => MakeAsync(actor, format, request, edits, w, watch, context.RequestAborted)), watch, context.RequestAborted);
        watch.Ends();
        return made.Ok ? (made.Value.File, []) : (null, made.Refusals);
    }

    private async Task<Result<Made>> MakeAsync(Actor actor, string format, PackRequest request, PackEdits? edits, (string Type, Action<Stream, PackFigures, PackWatch> Write) w, PackWatch watch, CancellationToken ct)
    {
        watch.Gathers();
        var figures = await frozen.AskedAsync(queries, actor, request, ct);
        if (!figures.Ok)
        {
            return figures.Refusals.ToList();
        }

        var f = figures.Value;
        var name = Downloads.FileName($"{words.Text["file"]} {words.Text[$"file.{Wire.Name(f.Document)}"]} {f.Period} {f.AsOf.ToString("yyyy-MM-dd HHmm", CultureInfo.InvariantCulture)}", format);
        return new Made(await Downloads.MadeAsync(name, w.Type, stream =>
        {
            if (edits is null)
            {
                w.Write(stream, f, watch);
            }
            else
            {
                report.Write(stream, f, watch, edits);
            }

            return Task.CompletedTask;
        }));
    }

    private static List<Refusal> EditRefusals(PackEdits edits)
    {
        var refusals = new List<Refusal>();
        if (!string.IsNullOrWhiteSpace(edits.Day) && TypedText.Day(edits.Day) is null)
        {
            refusals.Add(new("pack.day-unreadable", "day"));
        }

        if (new[] { edits.Number, edits.Place, edits.SignerTitle, edits.SignerName }.Any(l => l?.Length > PackEdits.LineLimit) || edits.Recipients?.Length > PackEdits.TextLimit
            || edits.Texts?.Values.Any(t => t?.Length > PackEdits.TextLimit) == true)
        {
            refusals.Add(new("pack.text-too-long", "texts"));
        }

        if (edits.Texts?.Keys.Except(PackTexts.Keys).FirstOrDefault() is not null)
        {
            refusals.Add(new("pack.text-unknown", "texts"));
        }

        return refusals;
    }

    /// <summary>What writes a format; <see langword="null"/> for one that is not known.</summary>
    public async Task<(string Type, Action<Stream, PackFigures, PackWatch> Write)?> WriterAsync(string format, CancellationToken ct) => format switch
    {
        "pptx" => (Deck.ContentType, await SlidesAsync(ct)),
        "xlsx" => (WorkbookWriter.ContentType, book.Write),
        "csv" => (CsvWriter.ContentType, (stream, f, _) => book.WriteCsv(stream, f)),
        "docx" => (Export.Documents.Paper.ContentType, (stream, f, watch) => report.Write(stream, f, watch)),
        "pdf" => ("application/pdf", paper.Write),
        _ => null,
    };

    private async Task<Action<Stream, PackFigures, PackWatch>> SlidesAsync(CancellationToken ct)
    {
        var template = await templates.ReadAsync(ct);
        return (stream, f, watch) => deck.Write(stream, f, watch, template);
    }

    private sealed record Made(IResult File);
}
