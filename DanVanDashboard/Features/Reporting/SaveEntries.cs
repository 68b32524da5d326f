using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>
/// Ghi từng ô: keeps what is typed into cells and narrative parts, each as a further value of its cell. All entries of a request or none.
/// Whoever changed a cell without having seen its present value overwrites nothing: both versions stand until somebody decides.
/// </summary>
public sealed class SaveEntries(Writer writer, ReferenceData reference, AskedFigureQueries asked, RegistryCounts registry, ReportSignals signals, TimeProvider clock)
{
    private const int EntryLimit = 500;

    /// <summary>Keeps the entries of a request, as typed.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, EntriesRequest request, IdempotencyKey? key, CancellationToken ct) =>
        HandleAsync(actor, id, request, EntryOrigin.Typed, key, ct);

    /// <summary>Keeps the entries of a request that came in some other way.</summary>
    public Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, EntriesRequest request, EntryOrigin origin, IdempotencyKey? key, CancellationToken ct) =>
        writer.OnceAsync<EntriesView>(signals, id, key, (w, cancel) => SaveAsync(w, actor, id, request, origin, cancel), ct);

    private async Task<Result<EntriesView>> SaveAsync(WriteSession w, Actor actor, string id, EntriesRequest request, EntryOrigin origin, CancellationToken ct)
    {
        var found = await OpenReport.FindAsync(w.Db, actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var report = found.Value;
        if (await ForbiddenAsync(w.Db, actor, report, ct) is { } forbidden)
        {
            return forbidden;
        }

        var row = report.Row;
        var campaign = reference.Current.Campaign(row.CampaignId)!;
        var body = reference.Current.Bodies.Find(row.BodyId)!;
        var period = PeriodKey.TryParse(row.Period, out var p) ? p : default;
        var cells = (await asked.OfAsync(row.CampaignId, ct)).CellsOf(body, period, campaign.Fields);
        var ledger = await ReportBook.LoadAsync(w.Db, row, ct);
        var known = cells.Select(c => c.Key).Concat(Enum.GetValues<NarrativePart>().Select(EntryKeys.Of)).Concat(ledger.Cells).ToHashSet(StringComparer.Ordinal);
        var entries = request.NothingForTheRest
            ? [.. cells.Where(c => MayFill(c.Key) && ledger.Current(c.Key) is null or { Says.Content: EntryContent.Silent } && ledger.Contested(c.Key).Count == 0)
                .Select(c => new EntryRequest { Cell = c.Key, State = Wire.Name(EntryContent.Nothing) })]
            : request.Entries ?? [];
        var refusals = new List<Refusal>();
        if (entries.Count > EntryLimit)
        {
            refusals.Add(new("report.too-many-figures", "entries") { Arguments = [EntryLimit.ToString(CultureInfo.InvariantCulture)] });
            return refusals;
        }

        var wishes = new List<(string Cell, EntryWish Says, int? Seen)>();
        for (var i = 0; i < entries.Count; i++)
        {
            var (at, entry) = (string.Create(CultureInfo.InvariantCulture, $"entries[{i}]"), entries[i]);
            var cell = entry.Cell ?? string.Empty;
            if (!known.Contains(cell))
            {
                refusals.Add(new("report.cell-unknown", at) { Arguments = [cell] });
            }
            else if (!MayFill(cell))
            {
                refusals.Add(new("report.cell-not-allowed", at));
            }
            else if (Read(cell, entry, at, refusals) is { } says)
            {
                wishes.Add((cell, says, entry.Seen));
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var listed = registry.Of(campaign, body, period, cells);
        var (number, outcomes, audit) = (ledger.LastNumber, new List<EntryOutcome>(), new List<object>());
        foreach (var (cell, says, seen) in wishes.DistinctBy(x => x.Cell))
        {
            var placing = ledger.Place(cell, says, seen, actor.UserId);
            var current = ledger.Current(cell);
            if (placing != Placing.Unchanged)
            {
                var entry = new ReportEntry
                {
                    Number = ++number, Cell = cell, Says = says, By = actor.UserId, At = w.Now, Origin = origin, Contested = placing == Placing.Contested,
                    OnBehalf = FillRights.OnBehalf(actor, report.Delegated.GetValueOrDefault(EntryKeys.SectionOf(cell))), Listed = listed.TryGetValue(cell, out var count) ? count : null,
                };
                await ReportBook.WriteAsync(w, id, entry, ct);
                // The words of a narrative part stay in the entries; the log says only that they changed.
                audit.Add(new { cell, entry.Number, entry.Contested, entry.OnBehalf, before = Short(current?.Says), after = Short(says) });
                current = placing == Placing.Current ? entry : current;
            }

            var last = placing == Placing.Unchanged ? ledger.LastOf(cell) : number;
            outcomes.Add(new(cell, Wire.Name(placing), last, current is null ? null : ReportViews.Of(current, null)));
        }

        if (audit.Count > 0)
        {
            await w.AuditAsync(actor, "reporting.entries", id, JsonSerializer.Serialize(new { entries = audit }, ApiAnswer.Options), ct);
        }

        return new EntriesView(id, outcomes);

        bool MayFill(string cell) => FillRights.MayFill(actor, report.Hand, report.Delegated.GetValueOrDefault(EntryKeys.SectionOf(cell)));
    }

    private async Task<Refusal?> ForbiddenAsync(DanVanDbContext db, Actor actor, OpenReport report, CancellationToken ct)
    {
        if (report.Hand == Hand.None)
        {
            return new("report.not-your-unit");
        }

        if (!ReportRules.IsOpen(report.Status))
        {
            return new("report.not-open");
        }

        // A report that was returned or reopened is asked for, whatever day it is; the board acts for late bodies.
        var row = report.Row;
        var today = LocalDay.Of(clock.GetUtcNow());
        return report.Status != ReportStatus.Returned && !actor.ActsOnBehalf
            && await db.Obligations.AnyAsync(o => o.CampaignId == row.CampaignId && o.BodyId == row.BodyId && o.Period == row.Period && o.LocksOn < today, ct)
            ? new("report.lock-passed") : null;
    }

    private static EntryWish? Read(string cell, EntryRequest entry, string at, List<Refusal> refusals)
    {
        var exactness = string.IsNullOrEmpty(entry.Exactness) ? Exactness.Exact : Wire.Parse<Exactness>(entry.Exactness);
        if (exactness is null)
        {
            refusals.Add(new("request.value-unknown", at) { Arguments = [entry.Exactness!] });
            return null;
        }

        var comment = ReportWrites.Clean(entry.Comment);
        EntryWish says;
        if (EntryKeys.PartOf(cell) is not null)
        {
            var text = ReportWrites.Clean(entry.Text);
            says = Wire.Parse<EntryContent>(entry.State) == EntryContent.Nothing ? new(EntryContent.Nothing) : new(text is null ? EntryContent.Silent : EntryContent.Text, Text: text);
        }
        else if (Wire.Parse<EntryContent>(entry.State) is { } state and (EntryContent.Nothing or EntryContent.Silent))
        {
            says = new(state, Comment: comment);
        }
        else
        {
            var typed = entry.Typed?.Trim();
            var value = entry.Value ?? TypedText.Number(typed);
            if (value is null && !string.IsNullOrEmpty(typed))
            {
                refusals.Add(new("report.value-unreadable", at) { Arguments = [typed] });
                return null;
            }

            says = value is { } number ? new(EntryContent.Value, ReportedRows.Plain(number), exactness.Value, comment) : new(EntryContent.Silent, Comment: comment);
        }

        var wrong = EntryKeys.Refusals(cell, says, at).ToList();
        refusals.AddRange(wrong);
        return wrong.Count == 0 ? says : null;
    }

    private static object? Short(EntryWish? says) => says is null ? null : new { state = Wire.Name(says.Content), says.Value, says.Exactness, length = says.Text?.Length, comment = says.Comment is not null };
}
