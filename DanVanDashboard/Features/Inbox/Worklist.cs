using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Inbox;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>A model that waits for the person who asks.</summary>
public sealed record WaitingModel(string Id, string Name, string Place, string Campaign, string? Field, DateOnly? Since, DateOnly? DueOn, bool Simulated);

/// <summary>A kind of work with its models, the longest waiting first; <c>Total</c> may exceed what is listed.</summary>
public sealed record WaitingGroup(string Kind, int Total, IReadOnlyList<WaitingModel> Models);

/// <summary>Everything that waits for a person, in the order of a model's life.</summary>
public sealed record WorklistView(int Total, IReadOnlyList<WaitingGroup> Groups);
#pragma warning restore CS1591

/// <summary>Chờ tôi xử lý: registrations to decide on, returned ones to complete, models to appraise, reviews that are due, points that are open.</summary>
internal sealed class Worklist(Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Models listed of each kind.</summary>
    public const int Limit = 50;

    /// <summary>What waits for <paramref name="actor"/>.</summary>
    public async Task<WorklistView> OfAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.May(Verb.Converse))
        {
            return new(0, []);
        }

        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var campaigns = current.Campaigns.Where(c => c.OpenForEntries && c.Covers(today) && CampaignScope.Reads(actor, c, current)).ToList();
        var ids = campaigns.ConvertAll(c => c.Id);
        await using var db = store.Read();
        var mine = Scoped(db.Models.Where(m => ids.Contains(m.CampaignId)), actor);
        var groups = new List<WaitingGroup>();
        if (actor.May(Verb.DecideOnModel))
        {
            await AddAsync("decide", Others(mine, actor).Where(m => m.Stage == Stage.Pending));
        }

        if (actor.May(Verb.RunModel) && !actor.ActsOnBehalf)
        {
            // Who decides completes only what is of the own hand.
            var decides = actor.May(Verb.DecideOnModel);
            await AddAsync("complete", mine.Where(m => m.Stage == Stage.Returned && (!decides || m.EnteredBy == actor.UserId)));
        }

        if (actor.May(Verb.AppraiseModel))
        {
            // Scored by its own people, not concluded since, and not by this person already.
            await AddAsync("appraise", Others(mine, actor).Where(m => (m.Stage == Stage.Accepted || m.Stage == Stage.InProgress)
                && db.Scores.Any(s => s.ModelId == m.Id && s.Self) && !db.Scores.Any(s => s.ModelId == m.Id && !s.Self && s.ByUser == actor.UserId)));
            foreach (var campaign in campaigns.Where(c => c.ReviewMonth is >= 1 and <= 12))
            {
                var (first, due) = (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, campaign.ReviewMonth, DateTime.DaysInMonth(today.Year, campaign.ReviewMonth)));
                await AddAsync("review", Others(mine, actor).Where(m => m.CampaignId == campaign.Id && m.Running && m.RegisteredOn < first
                    && !db.ModelEvents.Any(e => e.ModelId == m.Id && e.Kind == ModelEventKind.Review && e.On >= first)), due);
            }
        }

        // The board would see every conversation of the province; it is told of those that it takes part in.
        var talked = actor.ActsOnBehalf
            ? mine.Where(m => db.Messages.Any(g => g.ModelId == m.Id && g.ByUser == actor.UserId && db.Messages.Any(p => (p.Id == g.PointId || p.Id == g.Id) && p.PointId == null && p.ResolvedAt == null)))
            : mine.Where(m => db.Messages.Any(g => g.ModelId == m.Id && g.PointId == null && g.ResolvedAt == null));
        await AddAsync("talk", talked);
        var merged = groups.GroupBy(g => g.Kind).Select(g => new WaitingGroup(g.Key, g.Sum(x => x.Total), [.. g.SelectMany(x => x.Models).Take(Limit)])).Where(g => g.Total > 0).ToList();
        return new(merged.Sum(g => g.Total), merged);

        async Task AddAsync(string kind, IQueryable<ModelRow> models, DateOnly? due = null)
        {
            var total = await models.CountAsync(ct);
            var rows = await models.OrderBy(m => m.LastOn).ThenBy(m => m.Id).Take(Limit).ToListAsync(ct);
            groups.Add(new(kind, total, rows.ConvertAll(m => View(m, current, today, due))));
        }
    }

    /// <summary>Models on which this person decides: those of the scope, for the board those that aim at its level or belong to non-local bodies; never one's own entry.</summary>
    private static IQueryable<ModelRow> Others(IQueryable<ModelRow> models, Actor actor) => actor.ActsOnBehalf
        ? models.Where(m => m.NonLocal || m.TargetLevel == RecognitionLevel.Province)
        : models.Where(m => m.EnteredBy != actor.UserId);

    private static IQueryable<ModelRow> Scoped(IQueryable<ModelRow> models, Actor actor)
    {
        if (actor.Scope.All)
        {
            return models;
        }

        var (units, body) = (actor.Scope.Units.ToList(), actor.BodyId);
        return models.Where(m => (!m.NonLocal && units.Contains(m.UnitId)) || (m.BodyId != null && m.BodyId == body));
    }

    private static WaitingModel View(ModelRow m, Reference current, DateOnly today, DateOnly? due) => new(
        m.Id, m.Name, m.NonLocal ? current.Bodies.Find(m.BodyId)?.NameOn(today) ?? m.Owner : current.Places.ById(m.UnitId)?.FullNameAtStart ?? m.UnitId, m.CampaignId, m.Field,
        m.LastOn == ModelEvent.Undated ? null : m.LastOn, due, current.Campaign(m.CampaignId)?.Simulated ?? false);
}
