using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Pack.Sheets;

/// <summary>How a model stands with the press.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Name">Its name.</param>
/// <param name="ClearedBy">Who cleared its sheet; <see langword="null"/> while nobody did, or it has changed since.</param>
/// <param name="ClearedAt">When.</param>
/// <param name="ChangedSince">Whether it was cleared and has changed since.</param>
/// <param name="MayClear">Whether who looks may clear it.</param>
public sealed record PressView(string ModelId, string Name, string? ClearedBy, DateTime? ClearedAt, bool ChangedSince, bool MayClear)
{
    /// <summary>Whether the model is made up.</summary>
    public bool Simulated { get; init; }
}

/// <summary>Tờ tin báo chí về một mô hình: never of one for inner circulation, of an individual only with consent, and marked until it is cleared.</summary>
internal sealed class PressSheets(Writer writer, Store store, ReferenceData reference, PackWords words, TimeProvider clock)
{
    private static readonly (ModelText Part, string Heading)[] s_told =
        [(ModelText.Situation, "Vì sao có mô hình"), (ModelText.Content, "Cách làm"), (ModelText.Outputs, "Kết quả"), (ModelText.Sustainability, "Duy trì, nhân rộng")];

    /// <summary>How a model stands with the press, or why no sheet of it can be.</summary>
    public async Task<Result<PressView>> ViewAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        var found = await FindAsync(db, actor, id, ct);
        return found.Ok ? await ViewAsync(db, actor, found.Value, ct) with { Simulated = reference.Current.Campaign(found.Value.CampaignId)!.Simulated } : found.Refusals.ToList();
    }

    /// <summary>Clears the sheet of a model as it is now.</summary>
    public Task<Result<PressView>> ClearAsync(Actor actor, string id, CancellationToken ct) => DecideAsync(actor, id, clear: true, ct);

    /// <summary>Takes the clearance back.</summary>
    public Task<Result<PressView>> WithdrawAsync(Actor actor, string id, CancellationToken ct) => DecideAsync(actor, id, clear: false, ct);

    /// <summary>The sheet.</summary>
    public async Task<Result<ShortSheet>> SheetAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        var found = await FindAsync(db, actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var (row, current, now) = (found.Value, reference.Current, LocalDay.At(clock.GetUtcNow().UtcDateTime));
        var today = DateOnly.FromDateTime(now.DateTime);
        var campaign = current.Campaign(row.CampaignId)!;
        var press = await ViewAsync(db, actor, row, ct);
        var texts = await db.ModelTexts.Where(t => t.ModelId == id).ToDictionaryAsync(t => t.Part, t => t.Text, ct);
        var results = await db.ModelResults.Where(r => r.ModelId == id && r.WithdrawnAt == null).OrderBy(r => r.Kind).ToListAsync(ct);
        var events = await db.ModelEvents.Where(e => e.ModelId == id).ToListAsync(ct);
        var valid = ModelLife.Of(events.ConvertAll(e => e.ToDomain())).Valid.Select(e => e.Id).ToHashSet();
        var place = row.NonLocal ? current.Bodies.Find(row.BodyId)?.NameOn(today) ?? words.Vocabulary["unstated"].Value : current.Places[row.UnitId].FullNameAtStart;
        var honours = events.Where(e => valid.Contains(e.Id) && e.Kind is ModelEventKind.Recognise or ModelEventKind.Commend or ModelEventKind.Exemplar).OrderBy(e => e.On).Select(e => string.Join(", ", new[]
        {
            e.Kind switch { ModelEventKind.Recognise => $"Công nhận {TextFold.LowerFirst(words.Level(e.Level ?? RecognitionLevel.Commune))}", ModelEventKind.Commend => TextFold.UpperFirst(words.Form(e.Form)), _ => "Điển hình tiên tiến" },
            e.Kind == ModelEventKind.Commend ? e.Giver : e.Body, e.DecisionNumber is { } number ? $"số {number}" : null, e.On == ModelEvent.Undated ? null : PackWords.Day(e.On),
        }.Where(t => !string.IsNullOrEmpty(t)))).ToList();
        List<SheetPart> parts =
        [
            new("Thông tin chung",
            [
                $"Chủ thể: {row.Owner} ({TextFold.LowerFirst(words.Subject(row.Subject))}).", $"Lĩnh vực: {TextFold.LowerFirst(words.Field(campaign, row.Field))}. Địa bàn: {place}{(row.Village is { Length: > 0 } village ? $", {village}" : string.Empty)}.",
                .. row.StartedOn is { } started ? new[] { $"Thực hiện từ ngày {PackWords.Day(started)}." } : [],
            ]),
            .. s_told.Where(t => texts.ContainsKey(t.Part)).Select(t => new SheetPart(t.Heading, [ShortSheet.Short(texts[t.Part], 700)])),
            .. results.Count > 0 ? new[] { new SheetPart("Số liệu kết quả", [string.Join("; ", results.Take(8).Select(r => $"{PackWords.Number(r.Quantity)} {r.Measure}{(r.Note is { Length: > 0 } note ? $" ({ShortSheet.Short(note, 80)})" : string.Empty)}")) + "."]) } : [],
            .. honours.Count > 0 ? new[] { new SheetPart("Công nhận, khen thưởng", [.. honours.TakeLast(5).Select(h => "- " + h + ".")]) } : [],
            new("Liên hệ", ["……"]),
        ];
        var mark = string.Join(" · ", new[] { press.ClearedAt is null ? "BẢN CHỜ DUYỆT, CHƯA CUNG CẤP CHO BÁO CHÍ" : null, campaign.Simulated ? words.Text["simulated"].Value : null }.Where(m => m is not null));
        var cleared = press is { ClearedBy: { } by, ClearedAt: { } at } ? $"Đã duyệt cung cấp: {by}, {LocalDay.At(at).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}" : "Chưa duyệt cung cấp";
        return new ShortSheet(
            row.Name, $"Mô hình “Dân vận khéo” · {place} · {campaign.NameVi}", mark.Length == 0 ? null : mark, $"{cleared}. In lúc {now.ToString("HH:mm", CultureInfo.InvariantCulture)} ngày {PackWords.Day(today)}", now, parts);
    }

    private Task<Result<PressView>> DecideAsync(Actor actor, string id, bool clear, CancellationToken ct) => writer.WriteAsync<Result<PressView>>(
        async (w, cancel) =>
        {
            var found = await FindAsync(w.Db, actor, id, cancel);
            if (!found.Ok)
            {
                return found.Refusals.ToList();
            }

            var row = found.Value;
            if (!actor.May(Verb.DecideOnModel, row.UnitId, row.BodyId, row.NonLocal))
            {
                return new Refusal("press.not-allowed");
            }

            if (clear && row.Stage is Stage.Pending or Stage.Returned)
            {
                return new Refusal("press.model-pending");
            }

            var standing = await w.Db.PressClearances.AsTracking().Where(c => c.ModelId == id && c.WithdrawnAt == null).ToListAsync(cancel);
            if (!clear && standing.Count == 0)
            {
                return new Refusal("press.nothing-cleared");
            }

            foreach (var old in standing)
            {
                (old.WithdrawnAt, old.WithdrawnBy) = (w.Now, actor.UserId);
            }

            if (!clear)
            {
                await w.AuditAsync(actor, "press.withdrawn", id, JsonSerializer.Serialize(new { before = new { cleared = true }, after = new { cleared = false } }, ApiAnswer.Options), cancel);
                return new PressView(id, row.Name, null, null, false, true);
            }

            w.Db.PressClearances.Add(new() { Id = "p" + Guid.CreateVersion7().ToString("n"), ModelId = id, ModelVersion = row.Version, ByUser = actor.UserId, At = w.Now });
            await w.AuditAsync(actor, "press.cleared", id, JsonSerializer.Serialize(new { before = new { cleared = standing.Count > 0 }, after = new { cleared = true, version = row.Version } }, ApiAnswer.Options), cancel);
            return new PressView(id, row.Name, await NameAsync(w.Db, actor.UserId, cancel), w.Now, false, true);
        },
        ct);

    private async Task<Result<ModelRow>> FindAsync(DanVanDbContext db, Actor actor, string id, CancellationToken ct)
    {
        var current = reference.Current;
        if (await db.Models.FirstOrDefaultAsync(m => m.Id == id, ct) is not { Stage: not null } row || !CampaignScope.Reads(actor, current.Campaign(row.CampaignId)!, current)
            || !actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal))
        {
            return new Refusal("press.not-found");
        }

        return row.Visibility == Visibility.Internal ? new Refusal("press.model-internal")
            : row.Consent == false || (row.Subject != Subject.Collective && row.Consent != true) ? new Refusal("press.no-consent")
            : row;
    }

    private static async Task<PressView> ViewAsync(DanVanDbContext db, Actor actor, ModelRow row, CancellationToken ct)
    {
        var standing = await db.PressClearances.Where(c => c.ModelId == row.Id && c.WithdrawnAt == null).OrderByDescending(c => c.Id).FirstOrDefaultAsync(ct);
        var holds = standing is not null && standing.ModelVersion == row.Version;
        return new(row.Id, row.Name, holds ? await NameAsync(db, standing!.ByUser, ct) : null, holds ? standing!.At : null, standing is not null && !holds, actor.May(Verb.DecideOnModel, row.UnitId, row.BodyId, row.NonLocal));
    }

    private static async Task<string> NameAsync(DanVanDbContext db, string user, CancellationToken ct) => await db.Accounts.Where(a => a.Id == user).Select(a => a.DisplayName).FirstOrDefaultAsync(ct) ?? user;
}
