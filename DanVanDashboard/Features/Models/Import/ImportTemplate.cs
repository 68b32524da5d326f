using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Tệp mẫu: an empty register with the columns, lists and notes of a campaign, for someone; and the list of what is wrong in a file.</summary>
internal sealed class ImportTemplate(ReferenceData reference, ModelWords words, Api.ProblemWords problems, TimeProvider clock)
{
    private const int Room = 5000;

    /// <summary>Writes the template.</summary>
    public void Write(Stream stream, Actor actor, Campaign campaign)
    {
        var (current, today, text) = (reference.Current, LocalDay.Of(clock.GetUtcNow()), words.Text);
        var province = current.Places.ProvinceOf(campaign.RootUnitId, today).Id;
        var units = current.Places.Under(province, today, UnitLevel.Commune).Where(u => actor.Scope.All || actor.Scope.Units.Contains(u.Id)).ToList();
        var bodies = units.SelectMany(u => current.Bodies.Of(u.Id)).Concat(current.Bodies.All.Where(b => b.NonLocal && b.ProvinceId == province)).Where(b => b.ValidOn(today) && (actor.Scope.All || actor.Scope.Bodies.Contains(b.Id)));
        using var book = new WorkbookWriter(stream, text["blank.title"]);
        book.AddList("linh_vuc", [.. campaign.Fields.Offered.Select(f => words.Field(campaign, f.Key))]);
        book.AddList("doi_tuong", [.. Enum.GetValues<Subject>().Select(words.Subject)]);
        book.AddList("dia_ban", [.. units.Select(u => u.FullNameAtStart)]);
        book.AddList("don_vi", [.. bodies.Select(b => b.NameOn(today)).Distinct()]);
        book.AddList("khoi", [.. Enum.GetValues<OrganisationBlock>().Select(words.Block)]);
        book.AddList("cap", [.. Enum.GetValues<RecognitionLevel>().Select(words.Level)]);
        book.AddList("luu_hanh", [.. Enum.GetValues<Visibility>().Select(words.Visibility)]);
        book.AddList("co_khong", [words.Flag(true), words.Flag(false)]);
        book.AddList("hinh_thuc_khen", [.. Enum.GetValues<AwardForm>().Select(words.Form)]);
        using (book.Sheet(text["export.sheet"], new() { Columns = [.. ModelColumns.Imported.Select(c => c.Shape(text) with { List = c.ListOf() })], RoomFor = Room, Filter = false }))
        {
            // Heads only: an example among the rows would be imported one day.
        }

        using (var guide = book.Sheet(text["blank.guide"], new() { Widths = [34, 14, 90] }))
        {
            guide.Row(Cell.Text(text["blank.title"], CellLook.Title));
            guide.Row(Cell.Text(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? campaign.NameEn : campaign.NameVi, CellLook.Muted));
            foreach (var line in new[] { text["blank.line-1"], text["blank.line-2"], text["blank.line-3"], text["blank.line-4"] })
            {
                guide.Row(Cell.Text(line));
            }

            guide.Row();
            guide.Row(Cell.Text(text["blank.column"], CellLook.Header), Cell.Text(text["blank.needed"], CellLook.Header), Cell.Text(text["blank.how"], CellLook.Header));
            foreach (var column in ModelColumns.Imported)
            {
                var note = text[$"note.{Wire.Name(column)}"];
                guide.Row(Cell.Text(column.Title(text)), Cell.Text(ModelColumns.Needed.Contains(column) ? text["blank.yes"].Value : null), Cell.Text(note.ResourceNotFound ? null : note.Value, CellLook.Wrap));
            }
        }

        book.Complete();
    }

    /// <summary>Writes what is wrong, one message per row.</summary>
    public void WriteMessages(Stream stream, string format, ImportOutcome outcome)
    {
        var text = words.Text;
        SheetColumn[] columns = [new(text["mend.row"], 8), new(text["mend.letter"], 8), new(text["mend.column"], 28), new(text["mend.value"], 32), new(text["mend.code"], 28), new(text["mend.text"], 90)];
        var rows = outcome.Messages.Select(m => new[]
        {
            Cell.Integer(m.Row), Cell.Text(m.Letter), Cell.Text(m.Column?.Title(text)), Cell.Text(m.Value), Cell.Text(m.Refusal.Code), Cell.Text(problems.Words(m.Refusal), CellLook.Wrap),
        });
        if (format == "csv")
        {
            using var csv = new CsvWriter(stream);
            csv.Row([.. columns.Select(c => Cell.Text(c.Title))]);
            foreach (var row in rows)
            {
                csv.Row(row);
            }

            return;
        }

        using var book = new WorkbookWriter(stream, text["mend.title"]);
        using (var sheet = book.Sheet(text["mend.sheet"], new() { Columns = columns }))
        {
            foreach (var row in rows)
            {
                sheet.Row(row);
            }
        }

        book.Complete();
    }
}
