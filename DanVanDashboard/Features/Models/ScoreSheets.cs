using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>Points as they were given: against a criteria set, or freely.</summary>
/// <param name="Set">The set; <see langword="null"/> for free points.</param>
/// <param name="Points">One per criterion, in its order.</param>
internal sealed record ScoreSheet(CriteriaSet? Set, IReadOnlyList<ScorePoint> Points)
{
    /// <summary>Their sum.</summary>
    public decimal Total => Points.Sum(p => p.Points);

    /// <summary>
    /// Reads <c>scores</c> of a request: an object by criterion whose values are points or <c>{ points, remark }</c>. Where a key is one of the
    /// set's, all are held against the set; otherwise they are free points under whatever names. <see langword="null"/> where no points are in it.
    /// </summary>
    public static Result<ScoreSheet?> Read(JsonElement? scores, CriteriaSet? set)
    {
        var points = new List<ScorePoint>();
        if (scores is { ValueKind: JsonValueKind.Object } given)
        {
            foreach (var member in given.EnumerateObject())
            {
                var value = member.Value;
                var remark = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("remark", out var said) && said.ValueKind == JsonValueKind.String ? TextFold.Clean(said.GetString()!, multiline: true) : null;
                var number = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("points", out var inner) ? inner : value;
                if (number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var amount))
                {
                    points.Add(new(member.Name, amount, string.IsNullOrEmpty(remark) ? null : remark));
                }
            }
        }

        if (points.Count == 0)
        {
            return (ScoreSheet?)null!;
        }

        if (set is null || !points.Exists(p => set.Criteria.Any(c => c.Key == p.Criterion)))
        {
            return new ScoreSheet(null, points.ConvertAll(p => p with { Criterion = p.Criterion.Length > 100 ? p.Criterion[..100] : p.Criterion }));
        }

        var refusals = AppraisalRules.Refusals(set, points);
        return refusals.Count > 0 ? refusals : new ScoreSheet(set, set.Criteria.Select(c => points.Find(p => p.Criterion == c.Key)!).ToList());
    }
}

/// <summary>Keeps sheets, and says what those of a round come to.</summary>
internal static class ScoreSheets
{
    /// <summary>The round that is open: conclusions end rounds, taken back ones too.</summary>
    public static int RoundOf(IEnumerable<ModelEvent> events) => 1 + events.Count(e => e.Kind == ModelEventKind.Appraise);

    /// <summary>The appraisers' sheets of a round.</summary>
    public static Task<List<ScoreRow>> OfRoundAsync(DanVanDbContext db, string modelId, int round, CancellationToken ct) =>
        db.Scores.Where(s => s.ModelId == modelId && !s.Self && s.Round == round).ToListAsync(ct);

    /// <summary>What a round is held against: the version that its first appraiser used, else the set in force.</summary>
    public static async Task<CriteriaSet?> SetOfAsync(DanVanDbContext db, ModelRow model, IReadOnlyList<ScoreRow> sheets, DateOnly on, CancellationToken ct) =>
        sheets.FirstOrDefault(s => s.SetId is not null) is { SetId: { } id } ? (await CriteriaSets.FindAsync(db, id, ct))?.Set : await CriteriaSets.ForAsync(db, model, on, ct);

    /// <summary>Since when a model is in operation: its recorded start, the start that its registration states, else its acceptance.</summary>
    public static DateOnly Since(ModelRow row, IReadOnlyList<ModelEvent> events)
    {
        var valid = ModelLife.Of(events.ToList()).Valid;
        return valid.FirstOrDefault(e => e.Kind == ModelEventKind.Start)?.On ?? row.StartedOn ?? valid.FirstOrDefault(e => e.Kind == ModelEventKind.Accept)?.On ?? row.RegisteredOn ?? DateOnly.MaxValue;
    }

    /// <summary>Adds a sheet.</summary>
    public static ScoreRow Add(WriteSession w, Actor by, ModelRow model, ScoreSheet sheet, bool self, int round, long sequence, EventRequest request, bool onBehalf, string? remark)
    {
        var row = new ScoreRow
        {
            Id = "p" + Guid.CreateVersion7().ToString("n"), ModelId = model.Id, Self = self, Round = round, SetId = sheet.Set?.Id, Total = sheet.Total, MaxTotal = sheet.Set?.MaxTotal,
            Remark = remark, On = request.On, ByUser = by.UserId, OnBehalf = onBehalf, Body = request.Body, At = w.Now, Sequence = sequence,
        };
        w.Db.Scores.Add(row);
        w.Db.ScorePoints.AddRange(sheet.Points.Select((p, i) => new ScorePointRow { ScoreId = row.Id, Position = i, Criterion = p.Criterion, Points = p.Points, Remark = p.Remark }));
        return row;
    }

    /// <summary>Points as a message of the audit log shows them: no remarks, which may name people.</summary>
    public static string Short(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>What an event of scoring brings along: read and checked before it is written, kept with it afterwards.</summary>
internal sealed record ScoringOfEvent(ScoreSheet? Sheet, int Round, bool? Passed)
{
    /// <summary>Reads the points of a self-score or an appraisal; an appraisal concludes its round by all its sheets.</summary>
    public static async Task<Result<ScoringOfEvent>> ReadAsync(
        DanVanDbContext db, Actor by, ModelRow row, IReadOnlyList<ModelEvent> events, EventRequest wanted, JsonElement? scores, CancellationToken ct)
    {
        var round = ScoreSheets.RoundOf(events);
        if (wanted.Kind == ModelEventKind.SelfScore)
        {
            var own = ScoreSheet.Read(scores, await CriteriaSets.ForAsync(db, row, wanted.On, ct));
            return own.Ok ? new ScoringOfEvent(own.Value, round, null) : own.Refusals.ToList();
        }

        var sheets = await ScoreSheets.OfRoundAsync(db, row.Id, round, ct);
        var set = await ScoreSheets.SetOfAsync(db, row, sheets, wanted.On, ct);
        var read = ScoreSheet.Read(scores, set);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        if (read.Value is not null && sheets.Exists(s => s.ByUser == by.UserId))
        {
            return new Refusal("score.already-given", "scores");
        }

        // Free points bear no scale, so nothing is concluded from them.
        var totals = sheets.Where(s => s.SetId is not null).Select(s => s.Total).Concat(read.Value is { Set: not null } added ? [added.Total] : []).ToList();
        if (set is null || ScoreSummary.Of(totals) is not { } summary)
        {
            return new ScoringOfEvent(read.Value, round, wanted.Passed);
        }

        var check = AppraisalRules.Check(set, summary.Mean, ScoreSheets.Since(row, events), wanted.On);
        var refusals = wanted.Passed is { } passed ? AppraisalRules.ConclusionRefusals(set, summary.Mean, check, passed, wanted.Reason).ToList() : [];
        return refusals.Count > 0 ? refusals : new ScoringOfEvent(read.Value, round, wanted.Passed ?? check.Passed);
    }

    /// <summary>Keeps the sheet of an event that was just written.</summary>
    public void Keep(WriteSession w, Actor by, ModelRow row, ModelEventRow e, EventRequest wanted)
    {
        if (Sheet is not null)
        {
            ScoreSheets.Add(w, by, row, Sheet, e.Kind == ModelEventKind.SelfScore, Round, e.Sequence, wanted, e.OnBehalf, null);
        }
    }
}
