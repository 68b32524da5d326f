using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Filters;

/// <summary>The filters of a summary, understood and found allowed.</summary>
public sealed record CampaignFilter
{
    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>The locality; <see langword="null"/> is the whole campaign with its non-local bodies, <see cref="CubeKeys.ProvinceBodies"/> these alone.</summary>
    public string? Unit { get; init; }

    /// <summary>The period; <see langword="null"/> is the whole campaign.</summary>
    public PeriodKey? Period { get; init; }

    /// <summary>An owning body.</summary>
    public string? Body { get; init; }

    /// <summary>A field.</summary>
    public string? Field { get; init; }

    /// <summary>A theme.</summary>
    public string? Theme { get; init; }

    /// <summary>An organisation block.</summary>
    public string? Block { get; init; }

    /// <summary>Collective or individual.</summary>
    public string? Subject { get; init; }

    /// <summary>The way of counting.</summary>
    public BoundaryView Boundaries { get; init; }

    /// <summary>Reads the filters as they stand in a query string; refuses what is unknown or not the caller's.</summary>
    public static Result<CampaignFilter> Read(
        Actor actor, Reference reference, DateOnly today, string? campaign, string? unit, string? body, string? period, string? field, string? theme, string? block,
        string? subject, string? boundaries)
    {
        if (reference.Campaign(campaign) is not { } found || !CampaignScope.Reads(actor, found, reference))
        {
            return new Refusal("summary.campaign-unknown", "campaign") { Arguments = [campaign ?? string.Empty] };
        }

        var refusals = new List<Refusal>();
        PeriodKey? key = null;
        if (!string.IsNullOrEmpty(period))
        {
            key = PeriodKey.TryParse(period, out var parsed) ? parsed : null;
            Check(key is not null, "summary.period-unknown", "period", period);
        }

        var view = BoundaryView.AsWas;
        if (!string.IsNullOrEmpty(boundaries))
        {
            var parsed = BoundaryView.Parse(boundaries, today);
            Check(parsed is not null, "summary.boundaries-unknown", "boundaries", boundaries);
            view = parsed ?? view;
        }

        Check(Empty(field) || field == CubeKeys.Unstated || found.Fields.Find(field) is not null, "model.field-unknown", "field", field);
        Check(Empty(subject) || subject == CubeKeys.Unstated || Wire.Parse<Subject>(subject) is not null, "model.subject-unknown", "subject", subject);
        Check(Empty(block) || block == CubeKeys.Unstated || Wire.Parse<OrganisationBlock>(block) is not null, "summary.block-unknown", "block", block);
        Check(Empty(body) || reference.Bodies.Find(body) is not null, "model.body-unknown", "bodyId", body);
        Check(Empty(unit) || unit == CubeKeys.ProvinceBodies || reference.Places.ById(unit) is not null, "model.unit-unknown", "unitId", unit);
        if (refusals.Count == 0 && !actor.Scope.All)
        {
            // The totals of the whole are open to all; a part only to those whose part it is.
            Check(Empty(unit) || unit == found.RootUnitId || actor.Scope.Units.Contains(unit!), "summary.not-your-unit", "unit", unit);
            Check(Empty(body) || actor.Scope.Bodies.Contains(body!), "summary.not-your-unit", "body", body);
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        return new CampaignFilter
        {
            Campaign = found, Unit = Empty(unit) || unit == found.RootUnitId ? null : unit, Period = key, Body = Or(body), Field = Or(field), Theme = Or(theme),
            Block = Or(block), Subject = Or(subject), Boundaries = view,
        };

        void Check(bool ok, string code, string name, string? value)
        {
            if (!ok)
            {
                refusals.Add(new(code, name) { Arguments = [value ?? string.Empty] });
            }
        }

        static bool Empty(string? text) => string.IsNullOrEmpty(text);
        static string? Or(string? text) => string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The question that the cube is asked.</summary>
    public CubeQuery ToQuery(Reference reference)
    {
        var query = new CubeQuery { Period = Period, Body = Body, Field = Field, Theme = Theme, Block = Block, Subject = Subject };
        if (Boundaries == BoundaryView.AsWas)
        {
            return query with { Units = Unit switch { null => null, CubeKeys.ProvinceBodies => new HashSet<string> { Unit }, _ => UnitsBelow(reference, Unit) } };
        }

        var table = reference.Places.Restate(Boundaries);
        query = query with { Weights = table.For };
        return Unit is null ? query : query with { Targets = Unit == CubeKeys.ProvinceBodies ? new HashSet<string> { Unit } : UnitsBelow(reference, Unit) };
    }

    /// <summary>The unit and all that ever lay below it, as they were.</summary>
    private static HashSet<string> UnitsBelow(Reference reference, string unit) =>
        reference.Places.ScopeOf(unit).Where(id => reference.Places.IsWithin(id, unit)).Append(unit).ToHashSet();
}
