using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Points of one criterion in a sheet.</summary>
public sealed record SheetPointView(string Criterion, string Title, decimal Points, decimal? MaxPoints, string? Remark);

/// <summary>A sheet as the API and the page show it.</summary>
public sealed record SheetView(string Id, bool Self, DateOnly On, string ByName, bool Mine, bool OnBehalf, string? Body, decimal Total, decimal? MaxTotal, string? Remark, IReadOnlyList<SheetPointView> Points);

/// <summary>A criterion to score.</summary>
public sealed record CriterionToScore(string Key, string Title, string? Guidance, decimal MaxPoints);

/// <summary>The set that a model is scored against.</summary>
public sealed record SetToScore(string Id, string Name, bool Sample, decimal PassMark, decimal MaxTotal, int MonthsRequired, IReadOnlyList<CriterionToScore> Criteria);

/// <summary>A round of appraisal. Of the open one only those who have given their own points, or do not appraise at all and look later, see the others'.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Concluded">Whether its conclusion stands.</param>
/// <param name="Given">How many appraisers gave points.</param>
/// <param name="Sheets">Their sheets, as far as the caller may see them yet.</param>
/// <param name="Mean">Mean of the totals, where they may be seen.</param>
/// <param name="Deviation">Standard deviation of the totals.</param>
/// <param name="Low">The lowest total.</param>
/// <param name="High">The highest total.</param>
/// <param name="PointsReached">Whether the mean reaches the pass mark.</param>
/// <param name="MonthsReached">Whether the model was in operation long enough.</param>
/// <param name="Months">Full months in operation, as of the conclusion or today.</param>
/// <param name="Passed">The conclusion.</param>
public sealed record RoundView(
    int Number, bool Concluded, int Given, IReadOnlyList<SheetView> Sheets, decimal? Mean, decimal? Deviation, decimal? Low, decimal? High, bool? PointsReached, bool? MonthsReached, int? Months, bool? Passed);

/// <summary>All scores of a model as the caller may see them.</summary>
public sealed record ScoresView(SetToScore? Set, IReadOnlyList<SheetView> Self, IReadOnlyList<RoundView> Rounds, bool GaveMine);
#pragma warning restore CS1591

/// <summary>Reads the scores of a model. An appraiser does not see the others' points before giving his own, and who runs the model not before the conclusion.</summary>
public sealed class ScoreQueries(Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The scores, in the caller's scope.</summary>
    public async Task<Result<ScoresView>> OfAsync(Actor actor, string modelId, CancellationToken ct)
    {
        var current = reference.Current;
        await using var db = store.Read();
        if (await db.Models.FirstOrDefaultAsync(m => m.Id == modelId, ct) is not { } row || !CampaignScope.Reads(actor, current.Campaign(row.CampaignId)!, current)
            || !actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal))
        {
            return new Refusal("model.not-found", "id") { Arguments = [modelId] };
        }

        var today = LocalDay.Of(clock.GetUtcNow());
        var events = (await db.ModelEvents.Where(e => e.ModelId == modelId).ToListAsync(ct)).ConvertAll(e => e.ToDomain());
        var scores = (await db.Scores.Where(s => s.ModelId == modelId).ToListAsync(ct)).OrderBy(s => s.At).ThenBy(s => s.Id, StringComparer.Ordinal).ToList();
        var (ids, users) = (scores.ConvertAll(s => s.Id), scores.Select(s => s.ByUser).Distinct().ToList());
        var points = (await db.ScorePoints.Where(p => ids.Contains(p.ScoreId)).ToListAsync(ct)).ToLookup(p => p.ScoreId);
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var sets = (await CriteriaSets.AllAsync(db, row.CampaignId, ct)).ToDictionary(s => s.Row.Id);
        var round = ScoreSheets.RoundOf(events);
        var open = scores.FindAll(s => !s.Self && s.Round == round);
        var mine = open.Exists(s => s.ByUser == actor.UserId);
        var set = open.Find(s => s.SetId is not null) is { SetId: { } used } ? sets.GetValueOrDefault(used)
            : CriteriaSet.For(sets.Values.Where(s => s.Row.ReplacedBy is null).Select(s => s.Set), row.TargetLevel ?? RecognitionLevel.Commune, row.Subject, today) is { } inForce ? sets[inForce.Id] : null;
        var valid = ModelLife.Of(events).Valid.Select(e => e.Id).ToHashSet();
        var conclusions = events.Where(e => e.Kind == ModelEventKind.Appraise).OrderBy(e => e.Sequence).ToList();
        var rounds = new List<RoundView>();
        for (var number = 1; number <= round; number++)
        {
            var conclusion = number <= conclusions.Count ? conclusions[number - 1] : null;
            var sheets = scores.FindAll(s => !s.Self && s.Round == number);
            if (sheets.Count > 0 || conclusion is not null)
            {
                rounds.Add(Round(number, conclusion, conclusion is not null && valid.Contains(conclusion.Id), sheets, conclusion is not null || mine));
            }
        }

        rounds.Reverse();
        return new ScoresView(set is null ? null : ToScore(set), scores.Where(s => s.Self).Reverse().Select(Sheet).ToList(), rounds, mine);

        RoundView Round(int number, ModelEvent? conclusion, bool stands, List<ScoreRow> sheets, bool seen)
        {
            var summary = seen ? ScoreSummary.Of(sheets.Where(s => s.SetId is not null).Select(s => s.Total).ToList()) ?? ScoreSummary.Of(sheets.ConvertAll(s => s.Total)) : null;
            var check = summary is not null && sheets.Find(s => s.SetId is not null) is { SetId: { } id } && sets.TryGetValue(id, out var held)
                ? AppraisalRules.Check(held.Set, summary.Mean, ScoreSheets.Since(row, events), conclusion?.On ?? today) : null;
            return new(
                number, stands, sheets.Count, seen ? sheets.ConvertAll(Sheet) : [], summary?.Mean, summary?.Deviation, summary?.Low, summary?.High, check?.PointsReached, check?.MonthsReached,
                check?.Months, stands ? conclusion!.Passed : null);
        }

        SheetView Sheet(ScoreRow s)
        {
            var criteria = s.SetId is { } id && sets.TryGetValue(id, out var held) ? held.Set.Criteria.ToDictionary(c => c.Key) : [];
            return new(
                s.Id, s.Self, s.On, names.GetValueOrDefault(s.ByUser, s.ByUser), s.ByUser == actor.UserId, s.OnBehalf, s.Body, s.Total, s.MaxTotal, s.Remark,
                points[s.Id].OrderBy(p => p.Position).Select(p => new SheetPointView(
                    p.Criterion, criteria.TryGetValue(p.Criterion, out var c) ? c.Title : p.Criterion, p.Points, criteria.GetValueOrDefault(p.Criterion)?.MaxPoints, p.Remark)).ToList());
        }
    }

    private static SetToScore ToScore(StoredCriteria stored) => new(
        stored.Set.Id, stored.Set.Name, stored.Row.Sample, stored.Set.PassMark, stored.Set.MaxTotal, stored.Set.MonthsRequired,
        stored.Set.Criteria.Select(c => new CriterionToScore(c.Key, c.Title, c.Guidance, c.MaxPoints)).ToList());
}
