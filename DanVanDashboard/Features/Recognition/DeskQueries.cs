using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>A model that a decision could be about.</summary>
internal sealed record DeskModel(
    string Id, string Name, string Owner, string Place, string UnitId, Subject? Subject, string? Field, Stage? Stage, DateOnly? VerifiedOn, bool? Passed, DateOnly? AppraisedOn,
    DateOnly? RecognisedOn, DateOnly? ProposedOn, AwardForm? ProposedForm, bool Aims, bool Internal, bool OwnEntry);

/// <summary>The models that wait for a decision of one kind and level, and how many more there are than are shown.</summary>
internal sealed record DeskView(DecisionKind Kind, RecognitionLevel Level, IReadOnlyList<DeskModel> Models, int Total, IReadOnlyList<Unit> Units);

/// <summary>Finds the models that are ready for a decision, in the scope of whoever decides.</summary>
internal sealed class DeskQueries(Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>The most that are shown at once; a filter leads to the others.</summary>
    public const int Shown = 200;

    /// <summary>The most that a file lists.</summary>
    public const int Filed = 5000;

    private const int Read = 3000;

    /// <summary>The kinds of decision of a desk, the first is what it opens with.</summary>
    public static IReadOnlyList<DecisionKind> Kinds(bool award) => award ? [DecisionKind.Commend, DecisionKind.Propose] : [DecisionKind.Recognise, DecisionKind.Exemplar];

    /// <summary>The levels of a campaign; one that began after the districts had ended has no level of theirs.</summary>
    public static IReadOnlyList<RecognitionLevel> Levels(Campaign campaign) =>
        campaign.From > ModelRules.LastDistrictDay ? [RecognitionLevel.Commune, RecognitionLevel.Province] : Enum.GetValues<RecognitionLevel>();

    /// <summary>What an address asks for, with what a desk opens with where it is silent or not understood.</summary>
    public static (DecisionKind Kind, RecognitionLevel Level) Asked(Actor actor, Campaign campaign, bool award, string? kind, string? level)
    {
        var (kinds, levels) = (Kinds(award), Levels(campaign));
        var what = Wire.Parse<DecisionKind>(kind) is { } asked && kinds.Contains(asked) ? asked : kinds[0];
        return (what, Wire.Parse<RecognitionLevel>(level) is { } wanted && levels.Contains(wanted) ? wanted
            // Whoever decides above the commune begins there.
            : actor.Role is Role.Council && what == DecisionKind.Commend ? RecognitionLevel.Province : RecognitionLevel.Commune);
    }

    /// <summary>The worklist.</summary>
    public async Task<DeskView> GetAsync(Actor actor, Campaign campaign, DecisionKind kind, RecognitionLevel level, string? unitId, string? search, CancellationToken ct, int most = Shown)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var (from, to) = (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31));
        await using var db = store.Read();
        var models = Mine(db.Models.Where(m => m.CampaignId == campaign.Id && m.Running), actor);
        if (current.Places.ById(unitId) is { } unit)
        {
            var units = current.Places.ScopeOf(unit.Id).ToList();
            models = models.Where(m => !m.NonLocal && units.Contains(m.UnitId));
        }
        else if (unitId == Cube.CubeKeys.ProvinceBodies)
        {
            models = models.Where(m => m.NonLocal);
        }

        foreach (var word in TextFold.Fold(search ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(6))
        {
            models = models.Where(m => m.NameFolded.Contains(word));
        }

        models = Waiting(db, models, kind, level, from, to);
        var total = await models.CountAsync(ct);
        var rows = await models.OrderBy(m => m.NameSort).ThenBy(m => m.Id).Take(Math.Max(Read, most)).ToListAsync(ct);
        var shown = rows.OrderByDescending(m => level != RecognitionLevel.Commune && m.TargetLevel >= level).ThenBy(m => m.NonLocal).ThenBy(m => current.Places[m.UnitId], Unit.AdministrativeOrder)
            .ThenBy(m => m.Subject).ThenBy(m => m.NameSort, StringComparer.Ordinal).Take(most).ToList();
        var ids = shown.ConvertAll(m => m.Id);
        var events = (await db.ModelEvents.Where(e => ids.Contains(e.ModelId)).ToListAsync(ct)).ToLookup(e => e.ModelId);
        var places = current.Places.Under(campaign.RootUnitId, today, UnitLevel.Commune).Where(u => actor.Scope.All || actor.Scope.Units.Contains(u.Id)).ToList();
        return new(kind, level, shown.ConvertAll(m => Row(m, events[m.Id].ToList(), level, actor, current, today)), total, places);
    }

    /// <summary>Those on whom nothing of this kind was decided in the year, and who have come far enough for it.</summary>
    private static IQueryable<ModelRow> Waiting(DanVanDbContext db, IQueryable<ModelRow> models, DecisionKind kind, RecognitionLevel level, DateOnly from, DateOnly to)
    {
        var standing = db.ModelEvents.Where(e => !db.ModelEvents.Any(r => r.ModelId == e.ModelId && r.RevokesEventId == e.Id));
        var eventKind = DecisionRules.EventOf(kind);
        var recognised = StageGroups.Of(StageGroup.Recognised).Cast<Stage?>().ToList();
        return kind switch
        {
            DecisionKind.Recognise when level == RecognitionLevel.Commune => models.Where(m => standing.Any(e => e.ModelId == m.Id && e.Kind == ModelEventKind.Verify)
                && !standing.Any(e => e.ModelId == m.Id && e.Kind == ModelEventKind.Recognise && e.On >= from && e.On <= to)),
            DecisionKind.Recognise => models.Where(m => (m.Stage == Stage.RecognisedCommune || m.Stage == Stage.RecognisedDistrict)
                && !standing.Any(e => e.ModelId == m.Id && e.Kind == ModelEventKind.Recognise && e.Level == level && e.On >= from && e.On <= to)),
            // Proposed, and not commended since.
            DecisionKind.Commend => models.Where(m => standing.Any(p => p.ModelId == m.Id && p.Kind == ModelEventKind.Propose
                && !standing.Any(c => c.ModelId == m.Id && c.Kind == ModelEventKind.Commend && c.On >= p.On))),
            _ => models.Where(m => recognised.Contains(m.Stage) && !standing.Any(e => e.ModelId == m.Id && e.Kind == eventKind && e.On >= from && e.On <= to)),
        };
    }

    private static IQueryable<ModelRow> Mine(IQueryable<ModelRow> models, Actor actor)
    {
        if (actor.Scope.All)
        {
            return models;
        }

        var (units, bodies) = (actor.Scope.Units.ToList(), actor.Scope.Bodies.ToList());
        return models.Where(m => (!m.NonLocal && units.Contains(m.UnitId)) || (m.BodyId != null && bodies.Contains(m.BodyId)));
    }

    private static DeskModel Row(ModelRow m, List<ModelEventRow> events, RecognitionLevel level, Actor actor, Reference current, DateOnly today)
    {
        var life = ModelLife.Of(events.ConvertAll(e => e.ToDomain()));
        var appraisal = DecisionRules.LastAppraisal(life, today);
        var proposed = life.Valid.LastOrDefault(e => e.Kind == ModelEventKind.Propose);
        return new(
            m.Id, m.Name, m.Owner, DecisionQueries.PlaceOf(current, m.UnitId, m.BodyId, m.NonLocal, today), m.UnitId, m.Subject, m.Field, m.Stage, Last(ModelEventKind.Verify), appraisal?.Passed,
            appraisal?.On, Last(ModelEventKind.Recognise), proposed?.On, proposed?.Form, m.TargetLevel >= level, m.Visibility == Visibility.Internal, m.EnteredBy == actor.UserId && !actor.ActsOnBehalf);

        DateOnly? Last(ModelEventKind kind) => life.Valid.LastOrDefault(e => e.Kind == kind)?.On;
    }
}
