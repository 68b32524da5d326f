using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>One honour of a recipient.</summary>
internal sealed record HonouredBy(DateOnly On, RecognitionLevel? Level, AwardForm? Form, string? Number, string? Body, string? DecisionId);

/// <summary>Who is honoured: the owner of a model, or a person or a collective without one.</summary>
/// <param name="Id">The model or the recipient.</param>
/// <param name="ModelId">The model; <see langword="null"/> without one.</param>
/// <param name="Name">Of the model, or of the recipient.</param>
/// <param name="Owner">Chủ thể of a model.</param>
internal sealed record Honoured(
    string Id, string? ModelId, string Name, string? Owner, Subject? Subject, string Place, string? Field, bool Internal, IReadOnlyList<HonouredBy> Honours);

/// <summary>Everyone honoured in a year with the numbers that the cube has of the same cut.</summary>
internal sealed record HonouredView(IReadOnlyList<Honoured> Recipients, long Collective, long Individual, long Unstated, long Decisions)
{
    /// <summary>Recipients, each once.</summary>
    public long Total => Collective + Individual + Unstated;
}

/// <summary>Lists whom the numbers "được khen thưởng" and "điển hình tiên tiến" count, in protocol order: collectives before individuals, bằng khen before giấy khen, localities in administrative order.</summary>
internal sealed class HonouredQueries(Store store, ReferenceData reference, CampaignCubes cubes)
{
    /// <summary>The list of a year.</summary>
    /// <param name="actor">Who asks; a locality or a body sees its own.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="kind"><see cref="ModelEventKind.Commend"/> or <see cref="ModelEventKind.Exemplar"/>.</param>
    /// <param name="year">The year.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<HonouredView> GetAsync(Actor actor, Campaign campaign, ModelEventKind kind, int year, CancellationToken ct)
    {
        var current = reference.Current;
        var snapshot = cubes.Snapshot(campaign.Id);
        var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        await using var db = store.Read();
        var revoked = await DecisionQueries.RevokedAsync(db, campaign.Id, ct);
        var events = await db.ModelEvents.Where(e => e.CampaignId == campaign.Id && e.Kind == kind && e.On >= from && e.On <= to).Join(db.Models, e => e.ModelId, m => m.Id, (e, m) => new { e, m })
            .Where(x => x.m.Stage != null).ToListAsync(ct);
        var honours = await db.Honours.Where(h => h.CampaignId == campaign.Id && h.Kind == kind && h.On >= from && h.On <= to && h.RevokedSequence == null)
            .Join(db.Recipients, h => h.RecipientId, r => r.Id, (h, r) => new { h, r }).ToListAsync(ct);
        var ids = honours.Select(x => x.h.DecisionId).OfType<string>().Distinct().ToList();
        var decisions = await db.Decisions.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);

        var found = events.Where(x => !revoked.Contains(x.e.Id) && Covers(x.m.UnitId, x.m.BodyId, x.m.NonLocal)).GroupBy(x => x.m.Id).Select(g =>
        {
            var m = g.First().m;
            return (Unit: m.UnitId, m.NonLocal, Sort: m.NameSort, Row: new Honoured(
                m.Id, m.Id, m.Name, m.Owner, m.Subject, DecisionQueries.PlaceOf(current, m.UnitId, m.BodyId, m.NonLocal, to), m.Field, m.Visibility == Visibility.Internal,
                g.OrderBy(x => x.e.Form).ThenBy(x => x.e.On).Select(x => new HonouredBy(x.e.On, x.e.Level, x.e.Form, x.e.DecisionNumber, x.e.Giver ?? x.e.Body, x.e.DecisionId)).ToList()));
        }).Concat(honours.Where(x => Covers(x.h.UnitId, x.h.BodyId, x.h.NonLocal)).GroupBy(x => x.r.Id).Select(g =>
        {
            var (r, h) = (g.First().r, g.OrderBy(x => x.h.Sequence).Last().h);
            return (Unit: h.UnitId, h.NonLocal, Sort: r.NameSort, Row: new Honoured(
                r.Id, null, r.Name, null, h.Subject, DecisionQueries.PlaceOf(current, h.UnitId, h.BodyId, h.NonLocal, to), h.Field, false,
                g.OrderBy(x => x.h.Form).ThenBy(x => x.h.On).Select(x => new HonouredBy(x.h.On, x.h.Level, x.h.Form, Decision(x.h)?.Number, Decision(x.h)?.Body, x.h.DecisionId)).ToList()));
        }));
        var rows = found.OrderBy(x => x.Row.Subject ?? Subject.Individual).ThenBy(x => x.Row.Honours[0].Form).ThenBy(x => x.NonLocal).ThenBy(x => current.Places[x.Unit], Unit.AdministrativeOrder)
            .ThenBy(x => x.Sort, StringComparer.Ordinal).Select(x => x.Row).ToList();

        var query = new CubeQuery
        {
            Period = new PeriodKey(PeriodKind.Year, year, 0), By = CubeAxis.Subject, Units = actor.Scope.All || actor.UnitId is null ? null : current.Places.ScopeOf(actor.UnitId),
            Body = actor.Scope.All || actor.UnitId is not null ? null : actor.BodyId,
        };
        var counted = snapshot.Query(query);
        return new(rows, Of(Wire.Name(Subject.Collective)), Of(Wire.Name(Subject.Individual)), Of(CubeKeys.Unstated), (long)counted.Totals.Commendations);

        long Of(string subject) => (long)(kind == ModelEventKind.Commend ? counted.Row(subject).Commended : counted.Row(subject).Exemplar);

        // As the numbers are cut: a locality's own, or those of a body that is no place.
        bool Covers(string unitId, string? bodyId, bool nonLocal) =>
            actor.Scope.All || (actor.UnitId is { } unit ? !nonLocal && current.Places.ScopeOf(unit).Contains(unitId) : bodyId is not null && bodyId == actor.BodyId);

        DecisionRow? Decision(HonourRow h) => h.DecisionId is { } id ? decisions.GetValueOrDefault(id) : null;
    }
}
