using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>All that the store and the registry know of one body's report of a period.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Body">The body that owes it.</param>
/// <param name="Period">The period.</param>
/// <param name="Owed">What is owed, where something is.</param>
/// <param name="Row">The report; <see langword="null"/> before anybody has begun it.</param>
/// <param name="Hand">How much of it whoever asks may fill in.</param>
/// <param name="Cells">What is asked for.</param>
/// <param name="Ledger">Every value that its cells had.</param>
/// <param name="Listed">What the registry counts, by cell.</param>
/// <param name="LastPeriod">Numbers of the period before, by cell.</param>
/// <param name="LastYear">Numbers of the same period last year, by cell.</param>
public sealed record ReportFile(
    Campaign Campaign, Body Body, PeriodKey Period, Obligation? Owed, ReportRow? Row, Hand Hand, IReadOnlyList<AskedCell> Cells, ReportLedger Ledger,
    IReadOnlyDictionary<string, decimal> Listed, IReadOnlyDictionary<string, Amount> LastPeriod, IReadOnlyDictionary<string, Amount> LastYear)
{
    /// <summary>The body of each section that was handed out.</summary>
    public required IReadOnlyDictionary<string, string> Delegated { get; init; }

    /// <summary>What was asked for when it was returned, the newest first.</summary>
    public required IReadOnlyList<ReportRemarkRow> Remarks { get; init; }

    /// <summary>Where it differs from the registry.</summary>
    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>Hints on its cells.</summary>
    public required IReadOnlyList<CellWarning> Warnings { get; init; }

    /// <summary>The signature in the commune that holds.</summary>
    public required ReportSignatureRow? Signature { get; init; }

    /// <summary>Whether there is somebody who could sign it.</summary>
    public required bool CanBeSigned { get; init; }

    /// <summary>Whether somebody could sign it and what stands in it is not signed.</summary>
    public bool LacksSignature => CanBeSigned && (Signature is null || Changed.Count > 0);

    /// <summary>What it bears as a document.</summary>
    public required ReportDocumentRow? Document { get; init; }

    /// <summary>Display names of accounts, by id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Where it stands; <see langword="null"/> before anybody has begun it.</summary>
    public ReportStatus? Status => Wire.Parse<ReportStatus>(Row?.Status);

    /// <summary>What was changed after the last signature.</summary>
    public IReadOnlyList<ChangedEntry> Changed => Signature is null ? [] : Ledger.ChangedSince(Signature.Number);

    /// <summary>The name that the body bore at the end of the period.</summary>
    public string BodyName => Body.NameOn(Period.To);

    /// <summary>The display name of an account.</summary>
    public string? NameOf(string user) => Names.GetValueOrDefault(user);
}

/// <summary>Reads reports, cell by cell, in the scope of whoever asks.</summary>
internal sealed class ReportQueries(Store store, ReferenceData reference, AskedFigureQueries asked, RegistryCounts registry, MetricCatalogue metrics)
{
    /// <summary>How many values of a cell are shown.</summary>
    public const int HistoryLength = 12;

    /// <summary>The report of a body and period, also before it is begun; <see langword="null"/> where the actor may not read it or there is no such thing.</summary>
    public async Task<ReportFile?> FindAsync(Actor actor, string campaignId, string bodyId, string periodText, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current) || current.Bodies.Find(bodyId) is not { } body
            || !PeriodKey.TryParse(periodText, out var period) || period.ToString() != periodText)
        {
            return null;
        }

        await using var db = store.Read();
        var owed = await db.Obligations.FirstOrDefaultAsync(o => o.CampaignId == campaignId && o.BodyId == bodyId && o.Period == periodText, ct);
        var row = await db.Reports.FirstOrDefaultAsync(r => r.CampaignId == campaignId && r.BodyId == bodyId && r.Period == periodText, ct);
        return owed is null && row is null ? null : await FileAsync(db, actor, campaign, body, period, owed, row, ct);
    }

    /// <summary>The report of an id; <see langword="null"/> where the actor may not read it.</summary>
    public async Task<ReportFile?> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        if (await db.Reports.FirstOrDefaultAsync(r => r.Id == id, ct) is not { } row || !PeriodKey.TryParse(row.Period, out var period))
        {
            return null;
        }

        var owed = await db.Obligations.FirstOrDefaultAsync(o => o.CampaignId == row.CampaignId && o.BodyId == row.BodyId && o.Period == row.Period, ct);
        return await FileAsync(db, actor, reference.Current.Campaign(row.CampaignId)!, reference.Current.Bodies.Find(row.BodyId)!, period, owed, row, ct);
    }

    /// <summary>The whole report as the API shows it.</summary>
    public async Task<Result<ReportDetail>> DetailAsync(Actor actor, string id, CancellationToken ct)
    {
        if (await FindAsync(actor, id, ct) is not { Row: { } row } file)
        {
            return new Refusal("report.not-found", "id") { Arguments = [id] };
        }

        await using var db = store.Read();
        var figures = await db.ReportFigures.Where(f => f.ReportId == id).ToListAsync(ct);
        return new ReportDetail(
            ReportView.Of(row, figures, file.Campaign.Simulated),
            [.. file.Ledger.Cells.Order(StringComparer.Ordinal).Select(file.Ledger.Current).OfType<ReportEntry>().Select(View)],
            [.. file.Ledger.Cells.Order(StringComparer.Ordinal).SelectMany(file.Ledger.Contested).Select(View)],
            file.Delegated, [.. file.Warnings.Select(w => new WarningView(w.Cell, Wire.Name(w.Kind), w.Here, w.There))],
            [.. file.Differences.Select(d => new DifferenceView(d.Cell, d.Reported, d.Listed, Wire.Name(d.State), d.Reason?.Reason, d.Reason is { } r ? file.NameOf(r.By) : null, d.Reason?.At))],
            [.. file.Remarks.Select(r => new RemarkView(r.Cell, r.Text, file.NameOf(r.ByUser), r.At, r.AnsweredAt is not null, r.Inside))],
            [.. file.Changed.Select(c => new ChangeView(c.Cell, c.Before is { } b ? View(b) : null, c.After is { } a ? View(a) : null))]);

        EntryView View(ReportEntry e) => ReportViews.Of(e, file.NameOf);
    }

    /// <summary>The last values of a cell, the newest first.</summary>
    public async Task<Result<IReadOnlyList<EntryView>>> HistoryAsync(Actor actor, string id, string? cell, CancellationToken ct)
    {
        if (await FindAsync(actor, id, ct) is not { } file)
        {
            return new Refusal("report.not-found", "id") { Arguments = [id] };
        }

        return file.Ledger.History(cell ?? string.Empty).Take(HistoryLength).Select(e => ReportViews.Of(e, file.NameOf)).ToList();
    }

    private async Task<ReportFile?> FileAsync(DanVanDbContext db, Actor actor, Campaign campaign, Body body, PeriodKey period, ObligationRow? owed, ReportRow? row, CancellationToken ct)
    {
        var unit = row?.UnitId ?? body.UnitId ?? body.ProvinceId;
        var delegated = row is null ? new Dictionary<string, string>() : await ReportBook.DelegationsAsync(db, row.Id, ct);
        var hand = FillRights.Of(actor, unit, body.Id, body.NonLocal, delegated.Values);
        if (!actor.Scope.Covers(unit, body.Id, body.NonLocal) && hand == Hand.None)
        {
            return null;
        }

        if (campaign.Closed)
        {
            hand = Hand.None;
        }

        var cells = (await asked.OfAsync(campaign.Id, ct)).CellsOf(body, period, campaign.Fields);
        var ledger = row is null ? new ReportLedger([]) : await ReportBook.LoadAsync(db, row, ct);
        var listed = registry.Of(campaign, body, period, cells);
        var (last, year) = (await NumbersAsync(db, body, period.Previous, campaign, ct), await NumbersAsync(db, body, period.SameLastYear, campaign, ct));
        var id = row?.Id ?? string.Empty;
        var reasons = await db.ReportReasons.Where(r => r.ReportId == id).ToListAsync(ct);
        var remarks = (await db.ReportRemarks.Where(r => r.ReportId == id).ToListAsync(ct)).OrderByDescending(r => r.Id, StringComparer.Ordinal).ToList();
        var signature = await ReportSigning.HoldingAsync(db, id, ct);
        var document = await db.ReportDocuments.FirstOrDefaultAsync(d => d.ReportId == id, ct);
        var filled = cells.Select(c => new FilledCell(c, ledger.Current(c.Key)?.Says, last.TryGetValue(c.Key, out var number) ? number.Value : null)).ToList();
        return new(campaign, body, period, owed is null ? null : PeriodRows.ToObligation(owed), row, hand, cells, ledger, listed, last, year)
        {
            Delegated = delegated, Remarks = remarks, Differences = Reconciled.Of(ledger, listed, cells, reasons), Warnings = CellWarnings.Of(filled, metrics), Signature = signature,
            CanBeSigned = await ReportSigning.CanBeSignedAsync(db, body.Id, unit, body.NonLocal, ct), Document = document, Names = await db.Accounts.ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct),
        };
    }

    /// <summary>The numbers that the body sent for another period, in whatever campaign of the same kind it lay, one that is closed by now included.</summary>
    private async Task<IReadOnlyDictionary<string, Amount>> NumbersAsync(DanVanDbContext db, Body body, PeriodKey period, Campaign campaign, CancellationToken ct)
    {
        string[] sent = [.. ReportRules.Sent.Select(Wire.Name)];
        var alike = reference.Current.Campaigns.Where(c => c.Simulated == campaign.Simulated && c.RootUnitId == campaign.RootUnitId && c.HasRegister).Select(c => c.Id).ToList();
        var text = period.ToString();
        var figures = await db.Reports.Where(r => r.BodyId == body.Id && r.Period == text && sent.Contains(r.Status) && alike.Contains(r.CampaignId))
            .Join(db.ReportFigures, r => r.Id, f => f.ReportId, (r, f) => new { r.CampaignId, Figure = f }).ToListAsync(ct);
        return figures.OrderBy(f => f.CampaignId == campaign.Id ? 0 : 1).ThenBy(f => f.Figure.Position).Select(f => f.Figure).DistinctBy(ReportBook.CellOf, StringComparer.Ordinal)
            .ToDictionary(ReportBook.CellOf, f => Amount.Of(ReportedRows.Plain(f.Value), f.Exactness), StringComparer.Ordinal);
    }
}
