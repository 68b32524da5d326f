using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Models.Sheets;

/// <summary>Xuất danh sách: the list that is shown, with all its rows, as a workbook or as CSV, in the columns that an import reads.</summary>
internal sealed class ModelExport(Store store, ReferenceData reference, ModelListModels lists, ModelRegister register, ModelWords words, TimeProvider clock, Actors actors, Problems problems, IStringLocalizer<FiltersText> filters)
{
    private const int Batch = 1000;

    /// <summary>Answers a download: the address is that of the list, with the format before its query.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context, string format)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (format is not ("xlsx" or "csv"))
        {
            return problems.Of("request.value-unknown", "format", format);
        }

        var list = lists.Select(actor, ModelListQuery.Read(context.Request.QueryString));
        if (!list.Ok)
        {
            return problems.Of(list.Refusals);
        }

        var (selection, state) = list.Value;
        var day = LocalDay.Of(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = Downloads.FileName($"{words.Text["export.file"]} {selection.Campaign.Id} {day} {CountingWords.InFileName(Counting(state))}", format);
        return await Downloads.MadeAsync(name, format == "xlsx" ? WorkbookWriter.ContentType : CsvWriter.ContentType, stream => WriteAsync(stream, format, selection, state, context.RequestAborted));
    }

    /// <summary>Writes the list.</summary>
    public async Task WriteAsync(Stream stream, string format, ModelSelection selection, ModelListState state, CancellationToken ct)
    {
        var columns = ModelColumns.All.Select(c => c.Shape(words.Text) with { Note = null }).ToList();
        var rows = RowsAsync(selection, state, ct);
        if (format == "csv")
        {
            using var csv = new CsvWriter(stream);
            csv.Row([.. columns.Select(c => Cell.Text(c.Title))]);
            await foreach (var row in rows)
            {
                csv.Row(row);
            }

            return;
        }

        using var book = new WorkbookWriter(stream, words.Text["export.title"]);
        using (var sheet = book.Sheet(words.Text["export.sheet"], new() { Columns = columns }))
        {
            await foreach (var row in rows)
            {
                sheet.Row(row);
            }
        }

        using (var about = book.Sheet(words.Text["export.about"], new() { Widths = [28, 80] }))
        {
            var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
            about.Row(Cell.Text(words.Text["export.title"], CellLook.Title));
            about.Row(Cell.Text(words.Text["export.campaign"], CellLook.Muted), Cell.Text(english ? selection.Campaign.NameEn : selection.Campaign.NameVi));
            if (selection.Campaign.Simulated)
            {
                about.Row(Cell.Text(words.Text["export.note"], CellLook.Muted), Cell.Text(words.Text["simulated"], CellLook.Bold));
            }

            about.Row(Cell.Text(filters["counting.label"], CellLook.Muted), Cell.Text(CountingWords.Of(Counting(state), filters)));
            about.Row(Cell.Text(words.Text["export.address"], CellLook.Muted), Cell.Text((state with { After = null }).Href()));
            about.Row(Cell.Text(words.Text["export.at"], CellLook.Muted), Cell.Moment(LocalDay.At(clock.GetUtcNow().UtcDateTime).DateTime));
        }

        book.Complete();
    }

    private BoundaryView Counting(ModelListState state) => BoundaryView.Parse(state.View.Boundaries, LocalDay.Of(clock.GetUtcNow())) ?? BoundaryView.AsWas;

    private async IAsyncEnumerable<Cell[]> RowsAsync(ModelSelection selection, ModelListState state, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var count = await register.CountAsync(selection, ct);
        var (after, current) = ((string?)null, reference.Current);
        do
        {
            var slice = await register.SliceAsync(selection, count, state.Order, after, Batch, ct);
            foreach (var row in await SheetRowsAsync(slice.Rows, ct))
            {
                yield return row.Cells(selection.Campaign, current, words);
            }

            after = slice.Next;
        }
        while (after is not null);
    }

    private async Task<List<ModelSheetRow>> SheetRowsAsync(IReadOnlyList<ModelRow> rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).ToList();
        await using var db = store.Read();
        var themes = (await db.ModelThemes.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
        var events = (await db.ModelEvents.Where(e => ids.Contains(e.ModelId)).ToListAsync(ct)).ToLookup(e => e.ModelId);
        var people = (await db.ModelPeople.Where(p => ids.Contains(p.ModelId)).ToListAsync(ct)).ToLookup(p => p.ModelId);
        var texts = (await db.ModelTexts.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId);
        return rows.Select(r => new ModelSheetRow(
            r, [.. themes[r.Id].Order(StringComparer.Ordinal)], [.. events[r.Id]], people[r.Id].ToDictionary(p => p.Part, p => p.Name), texts[r.Id].ToDictionary(t => t.Part, t => t.Text))).ToList();
    }
}
