using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Projection;

/// <summary>Who has registered models of a year: localities and bodies with at least one, carried-over ones included.</summary>
/// <param name="Units">Localities as they were.</param>
/// <param name="Bodies">Owning bodies.</param>
public sealed record Registrations(IReadOnlySet<string> Units, IReadOnlySet<string> Bodies)
{
    /// <summary>Reads them off a state of the campaign.</summary>
    public static Registrations Of(CubeSnapshot snapshot, int year)
    {
        var query = new CubeQuery { Period = new(PeriodKind.Year, year, 0) };
        return new(Keys(CubeAxis.Unit), Keys(CubeAxis.Body));

        HashSet<string> Keys(CubeAxis axis) => snapshot.Query(query with { By = axis }).Rows.Where(r => r.Totals.Registered > 0).Select(r => r.Key).ToHashSet();
    }

    /// <summary>
    /// Whether a body that owes reports is among them. A locality has registered when any body in it, or in what has become it, has: the Party
    /// committee reports for them all.
    /// </summary>
    public bool Has(BodyReport body, Places places) =>
        body.UnitId is { } unit ? Units.Contains(unit) || places.ScopeOf(unit).Any(Units.Contains) : Bodies.Contains(body.BodyId);
}
