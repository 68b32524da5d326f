using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Ghi việc kết nghĩa, giúp đỡ; its list; its withdrawal, which deletes nothing.</summary>
public sealed class RecordHelp(Writer writer, Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Records a link, or says every reason why not.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, HelpRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        if (current.Campaign(request.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
        }

        var refusals = new List<Refusal>();
        var read = new RequestReading(refusals);
        var scope = current.Places.ScopeOf(campaign.RootUnitId);
        var (fromUnit, toUnit) = (Unit(request.FromUnitId, "fromUnitId"), Unit(request.ToUnitId, "toUnitId"));
        Body? body = null;
        if (!string.IsNullOrEmpty(request.FromBodyId) && ((body = current.Bodies.Find(request.FromBodyId)) is null || body.ProvinceId != current.Places.ProvinceOf(campaign.RootUnitId).Id))
        {
            refusals.Add(new("model.body-unknown", "fromBodyId") { Arguments = [request.FromBodyId] });
        }

        var times = request.ValueUnit switch { null or "" or "dong" => 1m, "million" => 1_000_000m, "billion" => 1_000_000_000m, _ => 0 };
        if (times == 0)
        {
            refusals.Add(new("request.value-unknown", "valueUnit") { Arguments = [request.ValueUnit!] });
        }

        var wish = new HelpWish
        {
            FromUnitId = fromUnit ?? body?.UnitId, FromBodyId = body?.Id, FromNonLocal = body?.NonLocal ?? false, FromCount = request.FromCount ?? 1, ToUnitId = toUnit,
            ToVillage = read.Line(request.ToVillage, "toVillage", 300), ToCount = request.ToCount ?? 1, Works = read.Line(request.Works, "works", HelpRules.WorksLimit, multiline: true), WorksCount = request.WorksCount,
            Value = request.Value * times, Exactness = read.OneOf<Exactness>(request.Exactness, "exactness") ?? Exactness.Exact, Document = read.Line(request.Document, "document"),
            Since = When(request.Since, "since"), Until = When(request.Until, "until"),
        };
        var note = read.Line(request.Note, "note", DecisionRules.TextLimit, multiline: true);
        var against = HelpRules.Refusals(actor, campaign, wish, today);
        if (against is [{ Code: "help.not-allowed" or "help.not-your-unit" or "help.campaign-closed" }])
        {
            return against;
        }

        // What cannot be read is not missing.
        refusals.AddRange(against.Where(a => !refusals.Exists(r => r.Field == a.Field)));
        return refusals.Count > 0 ? refusals : await StoreAsync(actor, campaign, wish, note, key, ct);

        string? Unit(string? id, string field)
        {
            if (string.IsNullOrEmpty(id))
            {
                return null;
            }

            if (current.Places.ById(id) is { } unit && scope.Contains(unit.Id))
            {
                return unit.Id;
            }

            refusals.Add(new("model.unit-unknown", field) { Arguments = [id] });
            return null;
        }

        PartialDate When(string? text, string field)
        {
            if (!PartialDate.TryParse(text, out var date))
            {
                refusals.Add(new("help.date-unreadable", field) { Arguments = [text!] });
            }

            return date;
        }
    }

    /// <summary>Takes a link back, with a reason; it stays in the store.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, HelpWithdrawal request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<HelpView>(
        key,
        async (w, cancel) =>
        {
            var (current, refusals) = (reference.Current, new List<Refusal>());
            if (await w.Db.HelpLinks.FirstOrDefaultAsync(h => h.Id == id, cancel) is not { } row || current.Campaign(row.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current)
                || !Sees(actor, row, current))
            {
                return new Refusal("help.not-found", "id") { Arguments = [id] };
            }

            if (!HelpRules.May(actor, row.FromUnitId ?? row.ToUnitId, row.FromBodyId, NonLocal(row, current), row.ToUnitId))
            {
                return new Refusal("help.not-allowed");
            }

            var reason = new RequestReading(refusals).Line(request.Reason, "reason", DecisionRules.TextLimit);
            if (reason is null)
            {
                refusals.Add(new("event.reason-missing", "reason"));
            }

            if (row.WithdrawnAt is not null)
            {
                refusals.Add(new("help.already-withdrawn", "id"));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            (row.WithdrawnAt, row.WithdrawnBy, row.WithdrawnReason) = (w.Now, actor.UserId, reason);
            await AppendAsync(w, actor, row, "help.withdrawn", new { before = "standing", after = "withdrawn", reason }, current, cancel);
            return View(row, campaign, current);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    /// <summary>The links of a campaign that the caller may see, the helped localities in administrative order.</summary>
    public async Task<Result<List<HelpView>>> ListAsync(Actor actor, string? campaignId, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };
        }

        await using var db = store.Read();
        var rows = await db.HelpLinks.Where(h => h.CampaignId == campaign.Id).ToListAsync(ct);
        return rows.Where(h => Sees(actor, h, current)).OrderBy(h => h.WithdrawnAt is not null).ThenBy(h => current.Places[h.ToUnitId], Domain.Localities.Unit.AdministrativeOrder)
            .ThenBy(h => h.ToVillage, StringComparer.Ordinal).ThenBy(h => h.Sequence).Select(h => View(h, campaign, current)).ToList();
    }

    private Task<Result<ApiAnswer>> StoreAsync(Actor actor, Campaign campaign, HelpWish wish, string? note, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<HelpView>(
        key,
        async (w, cancel) =>
        {
            var row = new HelpLinkRow
            {
                Id = "k" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, FromUnitId = wish.FromUnitId, FromBodyId = wish.FromBodyId, FromCount = wish.FromCount, ToUnitId = wish.ToUnitId!,
                ToVillage = wish.ToVillage, ToCount = wish.ToCount, Works = wish.Works!, WorksCount = wish.WorksCount, Value = wish.Value, Exactness = wish.Exactness, Document = wish.Document,
                Since = wish.Since.ToString(), Until = wish.Until.ToString(), Note = note, EnteredBy = actor.UserId, OnBehalf = actor.ActsOnBehalf, At = w.Now,
            };
            w.Db.HelpLinks.Add(row);
            var detail = new { from = row.FromBodyId ?? row.FromUnitId, row.FromCount, to = row.ToUnitId, row.ToVillage, row.ToCount, row.WorksCount, row.Value, exactness = Wire.Name(row.Exactness), row.Document, row.Since, row.Until, onBehalf = row.OnBehalf };
            await AppendAsync(w, actor, row, "help.recorded", detail, reference.Current, cancel, first: true);
            return View(row, campaign, reference.Current);
        },
        view => ApiAnswer.Of(StatusCodes.Status201Created, view),
        ct);

    private static async Task AppendAsync(WriteSession w, Actor actor, HelpLinkRow row, string kind, object detail, Reference current, CancellationToken ct, bool first = false)
    {
        var sequence = await w.NextSequenceAsync(ct);
        row.Sequence = first ? sequence : row.Sequence;
        w.Append(new() { Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = row.CampaignId, UnitId = row.ToUnitId, BodyId = NonLocal(row, current) ? row.FromBodyId : null });
        await w.AuditAsync(actor, kind, row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }

    private static HelpView View(HelpLinkRow h, Campaign campaign, Reference current)
    {
        var day = PartialDate.Parse(h.Since).First ?? DateOnly.MaxValue;
        var from = current.Bodies.Find(h.FromBodyId)?.NameOn(day) ?? (h.FromUnitId is { } unit ? current.Places[unit].FullNameAtStart : string.Empty);
        return HelpView.Of(h, from, current.Places[h.ToUnitId].FullNameAtStart, campaign.Simulated);
    }

    private static bool NonLocal(HelpLinkRow row, Reference current) => current.Bodies.Find(row.FromBodyId) is { NonLocal: true };

    private static bool Sees(Actor actor, HelpLinkRow row, Reference current) =>
        actor.Scope.Covers(row.ToUnitId, null, nonLocal: false) || actor.Scope.Covers(row.FromUnitId ?? string.Empty, row.FromBodyId, NonLocal(row, current) || row.FromUnitId is null);
}
