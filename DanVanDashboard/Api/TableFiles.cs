using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Api;

/// <summary>Xuất bảng: what a page shows, asked afresh in the scope of whoever downloads it, as a workbook with its sources or as CSV.</summary>
internal sealed class TableFiles(Actors actors, Problems problems, IStringLocalizer<TableText> text, TimeProvider clock)
{
    /// <summary>The filters of a page as they stand in its address.</summary>
    public static ViewState State(HttpContext context)
    {
        return new()
        {
            Campaign = Of("phong-trao"), Period = Of("ky"), Field = Of("linh-vuc"), Theme = Of("chu-de"), Block = Of("khoi"), Unit = Of("dia-ban"), Subject = Of("doi-tuong"), Body = Of("don-vi"), Boundaries = Of("dia-gioi"),
            Measure = Of("chi-so"), Step = Of("buoc"), Order = Of("thu-tu"),
        };

        string? Of(string name) => Asked(context, name);
    }

    /// <summary>One member of the address; <see langword="null"/> where it is empty.</summary>
    public static string? Asked(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>What is chosen of the filters of a page, in words.</summary>
    public static IEnumerable<(string Label, string Value)> Said(IReadOnlyList<FilterOption> options) =>
        options.Where(o => !string.IsNullOrEmpty(o.Value)).Select(o => (o.Label, o.Choices.FirstOrDefault(c => c.Value == o.Value)?.Text ?? o.Value));

    /// <summary>Answers a download of tables.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, string format, Func<Actor, CancellationToken, Task<Result<TableFile>>> make)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (format is not ("xlsx" or "csv"))
        {
            return problems.Of("request.value-unknown", "format", format);
        }

        var made = await make(actor, context.RequestAborted);
        if (!made.Ok)
        {
            return problems.Of(made.Refusals);
        }

        var (file, now) = (made.Value, LocalDay.At(clock.GetUtcNow().UtcDateTime));
        var name = Downloads.FileName($"{file.Title} {now.ToString("yyyy-MM-dd HHmm", CultureInfo.InvariantCulture)}", format);
        return await Downloads.MadeAsync(name, format == "xlsx" ? WorkbookWriter.ContentType : CsvWriter.ContentType, stream =>
        {
            if (format == "csv")
            {
                Csv(stream, file, now);
            }
            else
            {
                Book(stream, file, now);
            }

            return Task.CompletedTask;
        });
    }

    private void Csv(Stream stream, TableFile file, DateTimeOffset now)
    {
        // A line of CSV may travel alone: each says whether it is made up, and when it was taken.
        var (kind, at) = (Cell.Text(text[file.Simulated ? "simulated" : "real"]), Cell.Moment(now.DateTime));
        using var csv = new CsvWriter(stream);
        csv.Row([.. file.Sheets[0].Columns.Select(c => Cell.Text(c.Title)), Cell.Text(text["column.kind"]), Cell.Text(text["column.at"])]);
        foreach (var row in file.Sheets[0].Rows)
        {
            csv.Row([.. row, kind, at]);
        }
    }

    private void Book(Stream stream, TableFile file, DateTimeOffset now)
    {
        using var book = new WorkbookWriter(stream, file.Title);
        var stamp = text["stamp", now.ToString("HH:mm", CultureInfo.InvariantCulture), now.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)].Value;
        var foot = file.Simulated ? $"{text["simulated"].Value} · {stamp}" : stamp;
        foreach (var table in file.Sheets)
        {
            IReadOnlyList<IReadOnlyList<Cell>> lead = [[Cell.Text(file.Title, CellLook.Title)], .. file.Simulated ? new IReadOnlyList<Cell>[] { [Cell.Text(text["simulated"], CellLook.Bold)] } : []];
            using var sheet = book.Sheet(table.Name, new() { Columns = table.Columns, Lead = lead, PrintFoot = foot });
            foreach (var row in table.Rows)
            {
                sheet.Row([.. row]);
            }
        }

        using (var about = book.Sheet(text["sources"], new() { Widths = [28, 90], Filter = false, PrintFoot = foot }))
        {
            about.Row(Cell.Text(file.Title, CellLook.Title));
            foreach (var (label, value) in file.About)
            {
                about.Row(Cell.Text(label, CellLook.Muted), Cell.Text(value, CellLook.Wrap));
            }

            about.Row(Cell.Text(text["column.kind"], CellLook.Muted), Cell.Text(text[file.Simulated ? "simulated" : "real"], CellLook.Bold));
            about.Row(Cell.Text(text["column.at"], CellLook.Muted), Cell.Moment(now.DateTime));
        }

        book.Complete();
    }
}
