using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Export;
using DanVanDashboard.Export.Slides;
using DanVanDashboard.Features.Pack.Template;

namespace DanVanDashboard.Features.Pack;

/// <summary>Xuất: the pack in one of its formats, from figures gathered once for the request.</summary>
internal sealed class PackExport(PackQueries queries, PackDeck deck, PackBook book, PackReport report, PackPaper paper, PackWords words, DeckTemplates templates, Actors actors, Problems problems)
{
    /// <summary>Answers a download.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, string format, PackRequest request)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (await WriterAsync(format, context.RequestAborted) is not { } w)
        {
            return problems.Of("pack.format-unknown", "format", format);
        }

        if (format == "docx")
        {
            // A document is Vietnamese in every language of the screen.
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
        }

        var figures = await queries.GetAsync(actor, request, context.RequestAborted);
        if (!figures.Ok)
        {
            return problems.Of(figures.Refusals);
        }

        var f = figures.Value;
        var name = Downloads.FileName($"{words.Text["file"]} {Wire.Name(f.Document)} {f.Period} {f.AsOf.ToString("yyyy-MM-dd HHmm", CultureInfo.InvariantCulture)}", format);
        return await Downloads.MadeAsync(name, w.Type, stream =>
        {
            w.Write(stream, f);
            return Task.CompletedTask;
        });
    }

    /// <summary>What writes a format; <see langword="null"/> for one that is not known.</summary>
    public async Task<(string Type, Action<Stream, PackFigures> Write)?> WriterAsync(string format, CancellationToken ct) => format switch
    {
        "pptx" => (Deck.ContentType, await SlidesAsync(ct)),
        "xlsx" => (WorkbookWriter.ContentType, book.Write),
        "csv" => (CsvWriter.ContentType, book.WriteCsv),
        "docx" => (Export.Documents.Paper.ContentType, report.Write),
        "pdf" => ("application/pdf", paper.Write),
        _ => null,
    };

    private async Task<Action<Stream, PackFigures>> SlidesAsync(CancellationToken ct)
    {
        var template = await templates.ReadAsync(ct);
        return (stream, f) => deck.Write(stream, f, template);
    }
}
