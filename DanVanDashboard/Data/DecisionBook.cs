using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>The book of decisions: finds the one of a number, a day and a body, or opens it. Decisions are opened here only, so that a batch and a single event come to the same one.</summary>
internal static class DecisionBook
{
    /// <summary>The number by which repetitions are found: "12-QĐ/ĐU" and "12 - qđ/đu" are one number.</summary>
    public static string? KeyOf(string? number) => string.IsNullOrWhiteSpace(number) ? null : string.Concat(number.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>All decisions of a campaign that bear a number in a year by a body, whatever day and kind.</summary>
    public static async Task<List<DecisionRow>> WithNumberAsync(DanVanDbContext db, string campaignId, string? number, string body, int year, CancellationToken ct)
    {
        if (KeyOf(number) is not { } key)
        {
            return [];
        }

        var folded = TextFold.Fold(body);
        var found = await db.Decisions.Where(d => d.CampaignId == campaignId && d.Year == year && d.NumberKey == key).ToListAsync(ct);
        return found.Where(d => TextFold.Fold(d.Body) == folded).OrderBy(d => d.At).ToList();
    }

    /// <summary>Whether two rows are the same decision: one document does one thing at one level in one form.</summary>
    public static bool IsSame(DecisionRow known, DecisionRow wanted) =>
        known.Kind == wanted.Kind && known.On == wanted.On && known.Level == wanted.Level && known.Form == wanted.Form && known.WithdrawsId == wanted.WithdrawsId;

    /// <summary>Of an event that names a number: the decision that it belongs to, opened if it is not there yet; <see langword="null"/> for any other event.</summary>
    public static async Task<string?> AttachAsync(WriteSession w, Actor by, ModelRow model, ModelEventRow e, CancellationToken ct)
    {
        if (DecisionRules.KindOf(e.Kind) is not { } kind || string.IsNullOrEmpty(e.DecisionNumber) || (e.Giver ?? e.Body) is not { Length: > 0 } body)
        {
            return null;
        }

        var wanted = New(w, by, model.CampaignId, kind, e.DecisionNumber, e.On, body);
        (wanted.BodyId, wanted.Level, wanted.Form) = (e.BodyId, e.Level, e.Form);
        var same = (await WithNumberAsync(w.Db, model.CampaignId, e.DecisionNumber, body, e.On.Year, ct)).Find(d => IsSame(d, wanted));
        if (same is null)
        {
            w.Db.Decisions.Add(wanted);
        }

        return (same ?? wanted).Id;
    }

    /// <summary>A decision that is not in the book yet.</summary>
    public static DecisionRow New(WriteSession w, Actor by, string campaignId, DecisionKind kind, string? number, DateOnly on, string body) => new()
    {
        Id = "q" + Guid.CreateVersion7().ToString("n"), CampaignId = campaignId, Kind = kind, Number = number, NumberKey = KeyOf(number), On = on, Year = on.Year, Body = body,
        EnteredBy = by.UserId, OnBehalf = by.ActsOnBehalf, At = w.Now,
    };

    /// <summary>Opens the decisions of events that name a number and belong to none yet: those of stores of earlier versions, and of made-up lives.</summary>
    public static async Task GatherAsync(WriteSession w, CancellationToken ct)
    {
        await w.Db.SaveChangesAsync(ct);
        const string Events = "e.kind IN ('recognise', 'exemplar', 'commend') AND e.decision_id IS NULL AND COALESCE(e.decision_number, '') <> '' AND COALESCE(e.giver, e.body, '') <> ''";
        var year = w.Db.Database.IsSqlite() ? "CAST(SUBSTR(e.\"on\", 1, 4) AS INTEGER)" : "CAST(EXTRACT(YEAR FROM e.\"on\") AS INTEGER)";
#pragma warning disable EF1002 // Put together from constants of this method.
        await w.Db.Database.ExecuteSqlRawAsync(
            $$"""
            INSERT INTO decisions (id, campaign_id, kind, number, number_key, "on", year, body, body_id, level, form, entered_by, on_behalf, at)
            SELECT 'q' || MIN(e.sequence), e.campaign_id, e.kind, e.decision_number, UPPER(REPLACE(e.decision_number, ' ', '')), e."on", {{year}}, COALESCE(e.giver, e.body), MIN(e.body_id),
              e.level, e.form, MIN(e.by_user), {{(w.Db.Database.IsSqlite() ? "MAX(e.on_behalf)" : "BOOL_OR(e.on_behalf)")}}, MIN(o.at)
            FROM model_events e JOIN events o ON o.sequence = e.sequence WHERE {{Events}}
            GROUP BY e.campaign_id, e.kind, e.decision_number, e."on", COALESCE(e.giver, e.body), e.level, e.form
            """,
            ct);
        await w.Db.Database.ExecuteSqlRawAsync(
            $"""
            UPDATE model_events AS e SET decision_id = (SELECT d.id FROM decisions d WHERE d.campaign_id = e.campaign_id AND d.kind = e.kind AND d.number = e.decision_number AND d."on" = e."on"
              AND d.body = COALESCE(e.giver, e.body) AND COALESCE(d.level, '') = COALESCE(e.level, '') AND COALESCE(d.form, '') = COALESCE(e.form, ''))
            WHERE {Events}
            """,
            ct);
#pragma warning restore EF1002
    }
}
