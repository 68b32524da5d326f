using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>What models are asked for; all members optional but the campaign.</summary>
public sealed record ModelFilter(
    string? Campaign, string? Unit, string? Body, string? Period, string? Field, string? Theme, string? Block, string? Subject, string? Q, string? After, string? Limit,
    string? Line = null, string? Evidence = null, string? Complete = null);

/// <summary>A page of models.</summary>
/// <param name="Total">How many pass the filter in the caller's scope.</param>
/// <param name="Models">This page, in Vietnamese order of names; without events.</param>
/// <param name="Next">What to ask with <c>after</c> for the next page; <see langword="null"/> at the end.</param>
public sealed record ModelPage(int Total, IReadOnlyList<ModelView> Models, string? Next)
{
    /// <summary>By which units it is counted: every model at the unit for which it was recorded.</summary>
    public string Boundaries => "as-was";
}

/// <summary>Reads models in the scope of whoever asks.</summary>
public sealed class ModelQueries(Store store, ReferenceData reference)
{
    /// <summary>Most models of one page.</summary>
    public const int PageLimit = 500;

    /// <summary>A page of models.</summary>
    public async Task<Result<ModelPage>> ListAsync(Actor actor, ModelFilter filter, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(filter.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [filter.Campaign ?? string.Empty] };
        }

        var wanted = 100;
        if (!string.IsNullOrEmpty(filter.Limit) && !int.TryParse(filter.Limit, NumberStyles.None, CultureInfo.InvariantCulture, out wanted))
        {
            return new Refusal("request.value-unknown", "limit") { Arguments = [filter.Limit] };
        }

        var refusals = new List<Refusal>();
        var narrow = new ModelNarrow
        {
            Line = string.IsNullOrEmpty(filter.Line) ? null : filter.Line, Evidence = Flag(filter.Evidence, "evidence"), Incomplete = !Flag(filter.Complete, "complete"),
        };
        if (refusals.Count > 0)
        {
            return refusals;
        }

        await using var db = store.Read();
        var values = new List<object>();
        var conditions = ModelFactsSql.Conditions(narrow, v => Place(values, v)).ToList();
        var text = $"SELECT m.* FROM models m WHERE {string.Join(" AND ", conditions)}";
        var models = (conditions.Count == 0 ? db.Models : db.Models.FromSqlRaw(text, [.. values])).Where(m => m.CampaignId == campaign.Id);
        if (!actor.Scope.All)
        {
            var (units, bodies) = (actor.Scope.Units.ToList(), actor.Scope.Bodies.ToList());
            models = models.Where(m => (!m.NonLocal && units.Contains(m.UnitId)) || (m.BodyId != null && bodies.Contains(m.BodyId)));
        }

        if (filter.Unit == CubeKeys.ProvinceBodies)
        {
            models = models.Where(m => m.NonLocal);
        }
        else if (filter.Unit is { Length: > 0 } unit && unit != campaign.RootUnitId)
        {
            var units = current.Places.ById(unit) is null ? [] : current.Places.ScopeOf(unit).ToList();
            models = models.Where(m => !m.NonLocal && units.Contains(m.UnitId));
        }

        models = Where(models, db, filter);
        if (PeriodKey.TryParse(filter.Period, out var period))
        {
            var (from, to) = (period.From, period.To);
            models = models.Where(m => m.RegisteredOn >= from && m.RegisteredOn <= to);
        }

        if (TextFold.Fold(filter.Q ?? string.Empty) is { Length: > 0 } q)
        {
            models = models.Where(m => m.NameFolded.Contains(q));
        }

        var total = await models.CountAsync(ct);
        if (filter.After?.Split('~', 2) is [var id, var sort])
        {
            models = models.Where(m => string.Compare(m.NameSort, sort) > 0 || (m.NameSort == sort && string.Compare(m.Id, id) > 0));
        }

        var limit = Math.Clamp(wanted, 1, PageLimit);
        var rows = await models.OrderBy(m => m.NameSort).ThenBy(m => m.Id).Take(limit + 1).ToListAsync(ct);
        var page = rows.Take(limit).ToList();
        var views = await ViewsAsync(db, page, ct);
        return new ModelPage(
            total, views.ConvertAll(v => v with { Events = null }), rows.Count > limit ? $"{page[^1].Id}~{page[^1].NameSort}" : null);

        bool? Flag(string? asked, string name)
        {
            if (string.IsNullOrEmpty(asked))
            {
                return null;
            }

            if (!bool.TryParse(asked, out var flag))
            {
                refusals.Add(new("request.value-unknown", name) { Arguments = [asked] });
            }

            return flag;
        }
    }

    private static string Place(List<object> values, object value)
    {
        values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{values.Count - 1}}}");
    }

    /// <summary>One model with its events.</summary>
    public async Task<Result<ModelView>> FindAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        var row = await db.Models.FirstOrDefaultAsync(m => m.Id == id, ct);
        var current = reference.Current;
        if (row is null || !CampaignScope.Reads(actor, current.Campaign(row.CampaignId)!, current) || !actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal))
        {
            return new Refusal("model.not-found", "id") { Arguments = [id] };
        }

        return (await ViewsAsync(db, [row], ct))[0];
    }

    private static IQueryable<ModelRow> Where(IQueryable<ModelRow> models, DanVanDbContext db, ModelFilter filter)
    {
        if (filter.Body is { Length: > 0 } body)
        {
            models = models.Where(m => m.BodyId == body);
        }

        if (filter.Field is { Length: > 0 } field)
        {
            var wanted = field == CubeKeys.Unstated ? null : field;
            models = models.Where(m => m.Field == wanted);
        }

        if (filter.Theme is { Length: > 0 } theme)
        {
            models = models.Where(m => db.ModelThemes.Any(t => t.ModelId == m.Id && t.Theme == theme));
        }

        if (filter.Block is { Length: > 0 } block)
        {
            var wanted = Wire.Parse<OrganisationBlock>(block);
            models = models.Where(m => m.Block == wanted);
        }

        if (filter.Subject is { Length: > 0 } subject)
        {
            var wanted = Wire.Parse<Subject>(subject);
            models = models.Where(m => m.Subject == wanted);
        }

        return models;
    }

    private async Task<List<ModelView>> ViewsAsync(DanVanDbContext db, List<ModelRow> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(r => r.Id);
        var themes = (await db.ModelThemes.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
        var lines = (await db.ModelLines.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.BodyId);
        var events = (await db.ModelEvents.Where(t => ids.Contains(t.ModelId)).ToListAsync(ct)).ToLookup(t => t.ModelId);
        var people = await db.ModelPeople.Where(p => ids.Contains(p.ModelId) && p.Part == "responsible").ToDictionaryAsync(p => p.ModelId, p => p.Name, ct);
        var current = reference.Current;
        return rows.ConvertAll(r => ModelView.Of(
            r, themes[r.Id].Order(StringComparer.Ordinal).ToList(), lines[r.Id].ToList(), events[r.Id].ToList(), people.GetValueOrDefault(r.Id), current));
    }
}
