using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>An import as the API and the page show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">staged, done or undone.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="By">Who.</param>
/// <param name="At">When it was taken in, UTC.</param>
/// <param name="Models">How many models it brought.</param>
/// <param name="Events">How many events beside their registrations.</param>
/// <param name="UndoneAt">When it was taken back, UTC.</param>
/// <param name="UndoneReason">Why.</param>
/// <param name="MayUndo">Whether the caller may take it back.</param>
public sealed record ImportView(string Id, string State, string Campaign, string FileName, string By, DateTime At, int Models, int Events, DateTime? UndoneAt, string? UndoneReason, bool MayUndo);

/// <summary>Body of the request that takes an import back.</summary>
public sealed record ImportUndoRequest
{
    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>Nhập danh sách từ tệp: take a file in, check it, import it as a whole, take a whole import back.</summary>
internal sealed class ImportRegister(Writer writer, Store store, ReferenceData reference, ImportFiles files, ImportCheck check, ModelWords words, TimeProvider clock)
{
    private const int NameLimit = 200;

    /// <summary>Takes a file in and guesses its layout; one with the same heads that was mapped before is mapped as it was.</summary>
    public async Task<Result<ImportRow>> StageAsync(Actor actor, string? campaignId, string? fileName, Stream content, CancellationToken ct)
    {
        if (CampaignOf(actor, campaignId) is not { Ok: true } campaign)
        {
            return CampaignOf(actor, campaignId).Refusals.ToList();
        }

        var id = "i" + Guid.CreateVersion7().ToString("n");
        var kept = await files.KeepAsync(id, content, ct);
        var layout = kept.Ok ? files.Read<ImportLayout>(id, book => ImportLayout.Guess(book, ValueLists.Titles(words))) : kept.Refusals.ToList();
        if (!layout.Ok)
        {
            files.Forget(id);
            return layout.Refusals.ToList();
        }

        var name = TextFold.Clean(Path.GetFileName(fileName ?? string.Empty));
        var row = new ImportRow
        {
            Id = id, State = "staged", CampaignId = campaign.Value.Id, UserId = actor.UserId, FileName = name.Length is > 0 and <= NameLimit ? name : "tep.xlsx", FileHash = kept.Value,
            Sheet = layout.Value.Sheet, HeaderRow = layout.Value.HeaderRow, Mapping = ImportLayout.Json(layout.Value.Mapping),
        };
        return await writer.WriteAsync<Result<ImportRow>>(
            async (w, cancel) =>
            {
                var fingerprint = layout.Value.Fingerprint;
                var known = await w.Db.ImportMappings.AsNoTracking().Where(m => m.Fingerprint == fingerprint).OrderByDescending(m => m.UserId == actor.UserId).ThenByDescending(m => m.At).FirstOrDefaultAsync(cancel);
                (row.At, row.Mapping) = (w.Now, known?.Mapping ?? row.Mapping);
                w.Db.Imports.Add(row);
                await w.AuditAsync(actor, "register.staged", row.Id, JsonSerializer.Serialize(new { campaign = row.CampaignId, row.FileHash }), cancel);
                return row;
            },
            ct);
    }

    /// <summary>Where a staged file stands, with its layout as it is set.</summary>
    public async Task<Result<(ImportRow Row, ImportLayout Layout)>> LayoutAsync(Actor actor, string id, CancellationToken ct)
    {
        var row = await FindAsync(actor, id, ct);
        if (!row.Ok)
        {
            return row.Refusals.ToList();
        }

        var layout = row.Value.State == "staged" ? files.Read<ImportLayout>(id, book => LayoutOf(row.Value, book)) : new ImportLayout([], row.Value.Sheet, row.Value.HeaderRow, [], new Dictionary<ModelColumn, int>());
        return layout.Ok ? (row.Value, layout.Value) : layout.Refusals.ToList();
    }

    /// <summary>Sets sheet, row of heads and mapping; another sheet or row is guessed anew. The mapping is remembered for files with the same heads.</summary>
    public async Task<Result<ImportLayout>> MapAsync(Actor actor, string id, string sheet, int headerRow, IReadOnlyDictionary<ModelColumn, int>? mapping, CancellationToken ct)
    {
        var found = await LayoutAsync(actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var layout = mapping is null ? files.Read<ImportLayout>(id, book => ImportLayout.Guess(book, ValueLists.Titles(words), sheet, Math.Clamp(headerRow, 1, 1000))) : found.Value.Layout.With(mapping);
        return !layout.Ok ? layout : await writer.WriteAsync<Result<ImportLayout>>(
            async (w, cancel) =>
            {
                if (await w.Db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.State == "staged", cancel) is not { } row)
                {
                    return new Refusal("import.not-staged", "id");
                }

                (row.Sheet, row.HeaderRow, row.Mapping) = (layout.Value.Sheet, layout.Value.HeaderRow, ImportLayout.Json(layout.Value.Mapping));
                if (mapping is not null)
                {
                    var fingerprint = layout.Value.Fingerprint;
                    var known = await w.Db.ImportMappings.FirstOrDefaultAsync(m => m.Fingerprint == fingerprint && m.UserId == actor.UserId, cancel);
                    if (known is null)
                    {
                        w.Db.ImportMappings.Add(known = new() { Fingerprint = fingerprint, UserId = actor.UserId, Mapping = string.Empty });
                    }

                    (known.Mapping, known.At) = (row.Mapping, w.Now);
                }

                return layout.Value;
            },
            ct);
    }

    /// <summary>Says what a staged file would bring; changes nothing.</summary>
    public async Task<Result<ImportOutcome>> CheckAsync(Actor actor, string id, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var row = await FindAsync(actor, id, ct);
        if (!row.Ok)
        {
            return row.Refusals.ToList();
        }

        var campaign = CampaignOf(actor, row.Value.CampaignId);
        return campaign.Ok ? await check.RunAsync(actor, campaign.Value, files, id, book => LayoutOf(row.Value, book), progress, ct) : campaign.Refusals.ToList();
    }

    /// <summary>Imports a staged file as a whole, or says what keeps it from that; the same file again is refused.</summary>
    public async Task<Result<(ImportView View, ImportOutcome Outcome)>> ImportAsync(Actor actor, string id, Action<ImportProgress>? progress, CancellationToken ct)
    {
        var outcome = await CheckAsync(actor, id, progress, ct);
        if (!outcome.Ok)
        {
            return outcome.Refusals.ToList();
        }

        var done = await writer.WriteAsync<Result<ImportRow>>(
            async (w, cancel) =>
            {
                if (await w.Db.Imports.FirstOrDefaultAsync(i => i.Id == id && i.State == "staged", cancel) is not { } row)
                {
                    return new Refusal("import.not-staged", "id");
                }

                if (await DoneBeforeAsync(w.Db, row, cancel) is { } before)
                {
                    return before;
                }

                if (!outcome.Value.Whole)
                {
                    return new Refusal("import.rows-wrong", "file") { Arguments = [Number(outcome.Value.Wrong), Number(outcome.Value.Duplicates)] };
                }

                // Since the file was checked, somebody may have registered one of its models.
                var (_, twice) = await ImportCheck.NewAsync(w.Db, row.CampaignId, outcome.Value.Models, string.Empty, cancel);
                if (twice.Count > 0)
                {
                    return new Refusal("import.rows-wrong", "file") { Arguments = [Number(0), Number(twice.Count)] };
                }

                await ImportWrite.AllAsync(w, actor, row, outcome.Value.Models, reference.Current.Campaign(row.CampaignId)!.Simulated, reference.Current.Places, progress, cancel);
                return row;
            },
            ct);
        if (!done.Ok)
        {
            return done.Refusals.ToList();
        }

        files.Forget(id);
        return (View(done.Value, actor, actor.UserName), outcome.Value);
    }

    /// <summary>Whether the same file is in the campaign already; <see langword="null"/> where it is not.</summary>
    public async Task<Refusal?> DoneBeforeAsync(ImportRow row, CancellationToken ct)
    {
        await using var db = store.Read();
        return await DoneBeforeAsync(db, row, ct);
    }

    /// <summary>Takes a whole import back: every model of it is withdrawn, while none was touched since.</summary>
    public Task<Result<ApiAnswer>> UndoAsync(Actor actor, string id, ImportUndoRequest request, IdempotencyKey? key, Action<ImportProgress>? progress, CancellationToken ct) => writer.OnceAsync<ImportView>(
        key,
        async (w, cancel) =>
        {
            var reason = TextFold.Clean(request.Reason ?? string.Empty);
            if (await w.Db.Imports.FirstOrDefaultAsync(i => i.Id == id, cancel) is not { } row || !Sees(actor, row))
            {
                return new Refusal("import.not-found", "id");
            }

            if (!MayUndo(actor, row))
            {
                return new Refusal(row.State == "done" ? "import.not-allowed" : "import.not-done", "id");
            }

            if (reason.Length is 0 or > 500)
            {
                return new Refusal("import.reason-missing", "reason");
            }

            var undone = await ImportWrite.UndoAsync(w, actor, row, reason, LocalDay.Of(clock.GetUtcNow()), progress, cancel);
            return undone.Ok ? View(row, actor, actor.UserName) : undone.Refusals.ToList();
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>Imports that were done, the last first: one's own, or all for the board.</summary>
    public async Task<Result<List<ImportView>>> ListAsync(Actor actor, string? campaignId, CancellationToken ct)
    {
        if (!actor.May(Verb.ImportModels))
        {
            return new Refusal("import.not-allowed");
        }

        await using var db = store.Read();
        var rows = await db.Imports.Where(i => i.State != "staged" && (campaignId == null || i.CampaignId == campaignId)).OrderByDescending(i => i.At).Take(200).ToListAsync(ct);
        var seen = rows.Where(r => Sees(actor, r)).ToList();
        var users = seen.Select(r => r.UserId).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        return seen.ConvertAll(r => View(r, actor, names.GetValueOrDefault(r.UserId) ?? r.UserId));
    }

    /// <summary>The campaign, if it takes entries and the actor may import into it at all; whose rows they are is asked row by row.</summary>
    public Result<Campaign> CampaignOf(Actor actor, string? id)
    {
        var current = reference.Current;
        return !actor.May(Verb.ImportModels) ? new Refusal("import.not-allowed", "campaign")
            : current.Campaign(id) is not { } campaign || !CampaignScope.Reads(actor, campaign, current) ? new Refusal("model.campaign-unknown", "campaign") { Arguments = [id ?? string.Empty] }
            : !campaign.OpenForEntries ? new Refusal("model.campaign-closed", "campaign")
            : campaign;
    }

    private static bool Sees(Actor actor, ImportRow row) => actor.Role == Role.Board || row.UserId == actor.UserId;

    private static bool MayUndo(Actor actor, ImportRow row) => row.State == "done" && Sees(actor, row) && actor.May(Verb.ImportModels);

    private ImportLayout LayoutOf(ImportRow row, Export.WorkbookReader book) => ImportLayout.Guess(book, ValueLists.Titles(words), row.Sheet, row.HeaderRow).With(ImportLayout.Mapped(row.Mapping));

    private static string Number(int number) => number.ToString("#,0", System.Globalization.CultureInfo.GetCultureInfo("vi-VN"));

    private static async Task<Refusal?> DoneBeforeAsync(DanVanDbContext db, ImportRow row, CancellationToken ct) =>
        await db.Imports.AsNoTracking().FirstOrDefaultAsync(i => i.CampaignId == row.CampaignId && i.FileHash == row.FileHash && i.State == "done", ct) is { } before
            ? new Refusal("import.already-done", "file") { Arguments = [before.FileName, LocalDay.At(before.DoneAt!.Value).ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture), Number(before.Models)] }
            : null;

    private async Task<Result<ImportRow>> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Imports.FirstOrDefaultAsync(i => i.Id == id, ct) is { } row && row.UserId == actor.UserId && actor.May(Verb.ImportModels) ? row : new Refusal("import.not-found", "id");
    }

    private static ImportView View(ImportRow row, Actor actor, string by) =>
        new(row.Id, row.State, row.CampaignId, row.FileName, by, row.At, row.Models, row.Events, row.UndoneAt, row.UndoneReason, MayUndo(actor, row));
}
