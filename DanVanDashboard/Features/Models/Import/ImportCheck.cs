using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Reads a whole file and says what it would bring; changes nothing.</summary>
internal sealed class ImportCheck(Store store, ReferenceData reference, ModelWords words, TimeProvider clock)
{
    private const int TellEvery = 100;

    /// <summary>Reads the rows, then looks for models that are there already.</summary>
    public async Task<Result<ImportOutcome>> RunAsync(
        Actor actor, Campaign campaign, ImportFiles files, string id, Func<WorkbookReader, ImportLayout> layoutOf, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var read = files.Read<(List<SheetRow> Rows, ImportLayout Layout)>(id, book =>
        {
            var layout = layoutOf(book);
            var missing = layout.Missing.ToList();
            if (missing.Count > 0)
            {
                return new Refusal("import.column-missing", Wire.Name(missing[0])) { Arguments = [string.Join(", ", missing.Select(c => c.Title(words.Text)))] };
            }

            return (book.Rows(layout.Sheet).Where(r => r.Number > layout.HeaderRow && !layout.Mapping.Values.All(c => r[c].Text.Length == 0)).ToList(), layout);
        });
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var (rows, layout) = read.Value;
        if (rows.Count == 0)
        {
            return new Refusal("import.no-rows", "file");
        }

        var (models, messages) = (new List<ImportedModel>(), new List<ImportMessage>());
        var reader = new RowReader(actor, campaign, reference.Current, layout, new ValueLists(campaign, words), LocalDay.Of(clock.GetUtcNow()));
        for (var i = 0; i < rows.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var (model, wrong) = reader.Read(rows[i]);
            messages.AddRange(wrong);
            if (model is not null)
            {
                models.Add(model);
            }

            if (i % TellEvery == 0)
            {
                progress?.Invoke(new("read", i, rows.Count));
            }
        }

        await using var db = store.Read();
        var letter = layout.Mapping.TryGetValue(ModelColumn.Name, out var at) ? CellAddress.Column(at) : string.Empty;
        var (fresh, twice) = await NewAsync(db, campaign.Id, models, letter, ct);
        progress?.Invoke(new("check", rows.Count, rows.Count));
        return new ImportOutcome(rows.Count, fresh, [.. messages.Concat(twice).OrderBy(m => m.Row)]);
    }

    /// <summary>Parts what is new from what the file or the register has already: the same name in the same place, of the same owner and village.</summary>
    public static async Task<(List<ImportedModel> Fresh, List<ImportMessage> Twice)> NewAsync(
        DanVanDbContext db, string campaignId, IReadOnlyList<ImportedModel> models, string letter, CancellationToken ct)
    {
        var units = models.Select(m => m.Model.UnitId).Distinct().ToList();
        var there = new Dictionary<string, string>();
        var rows = db.Models.AsNoTracking().Where(m => m.CampaignId == campaignId && m.Stage != null && units.Contains(m.UnitId))
            .Select(m => new { m.Id, m.NameSort, m.UnitId, m.BodyId, m.NonLocal, m.Owner, m.Village });
        await foreach (var m in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            there.TryAdd(Key(m.NameSort, m.UnitId, m.NonLocal ? m.BodyId : null, m.Owner, m.Village), m.Id);
        }

        var (fresh, twice, seen) = (new List<ImportedModel>(), new List<ImportMessage>(), new Dictionary<string, int>());
        foreach (var model in models)
        {
            var row = model.Model;
            var key = Key(row.NameSort, row.UnitId, row.NonLocal ? row.BodyId : null, row.Owner, row.Village);
            if (there.TryGetValue(key, out var id))
            {
                twice.Add(new(model.Row, ModelColumn.Name, letter, row.Name, new("import.duplicate-in-register", "name") { Arguments = [row.Name, id] }));
            }
            else if (!seen.TryAdd(key, model.Row))
            {
                twice.Add(new(model.Row, ModelColumn.Name, letter, row.Name, new("import.duplicate-in-file", "name") { Arguments = [row.Name, seen[key].ToString(System.Globalization.CultureInfo.InvariantCulture)] }));
            }
            else
            {
                fresh.Add(model);
            }
        }

        return (fresh, twice);
    }

    // Case, punctuation and the place of the tone mark make no other model; another diacritic does.
    private static string Key(string nameSort, string unitId, string? bodyId, string owner, string? village) =>
        string.Join('\n', nameSort, unitId, bodyId, TextFold.SortKey(owner), TextFold.SortKey(village ?? string.Empty));
}
