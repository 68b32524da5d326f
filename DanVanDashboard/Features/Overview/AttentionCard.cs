using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Overview;

/// <summary>Cần chú ý: what waits for somebody, each with the list behind it. To the board, the Standing Committee and the body concerned only.</summary>
internal static class AttentionCard
{
    private const int Named = 4;

    public static List<AttentionItem> Of(Scene scene)
    {
        var text = scene.Words.Text;
        var items = new List<AttentionItem>();
        if (scene.Reports.Period is { } period)
        {
            var mine = scene.Actor.Scope.All ? scene.Reports.All : scene.Reports.All.Where(r => scene.Actor.Scope.Bodies.Contains(r.BodyId)).ToList();
            Add("late", text["attention.late", scene.Words.Period(period)], mine.Where(r => r.StateOn(scene.Today) == ReportingState.Overdue).ToList(), "overdue");
            Add("returned", text["attention.returned"], mine.Where(r => r.StateOn(scene.Today) == ReportingState.Returned).ToList(), "returned");

            void Add(string key, string title, IReadOnlyList<BodyReport> bodies, string state)
            {
                if (bodies.Count > 0)
                {
                    items.Add(new(key, title, Names(scene, bodies.Select(b => (b.BodyId, b.UnitId))), bodies.Count, ModelsBehind.Reports(scene.Campaign.Id, period.ToString(), state)));
                }
            }
        }

        if (NotRegistered(scene) is { } idle)
        {
            items.Add(idle);
        }

        return items;
    }

    /// <summary>Bodies that owe reports and have no model in the year whose registration is over.</summary>
    private static AttentionItem? NotRegistered(Scene scene)
    {
        if (!scene.Told || scene.Reports.Period is not { Year: var year } period || scene.Campaign.RegistrationDue(year) is not { } due || due >= scene.Today || scene.Filter is not { Field: null, Theme: null, Block: null, Subject: null })
        {
            return null;
        }

        var registered = scene.RegisteredIn(year);
        var idle = scene.Reports.All.Where(r => scene.Actor.Scope.All || scene.Actor.Scope.Bodies.Contains(r.BodyId))
            .Where(r => !registered.Has(r, scene.Reference.Places)).ToList();
        return idle.Count == 0 ? null : new(
            "not-registered", scene.Words.Text["attention.not-registered", year.ToString(System.Globalization.CultureInfo.InvariantCulture), due.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture)],
            Names(scene, idle.Select(r => (r.BodyId, r.UnitId))), idle.Count, ModelsBehind.Reports(scene.Campaign.Id, period.ToString(), "not_registered"));
    }

    /// <summary>The first few by name, in the order in which they come.</summary>
    private static string Names(Scene scene, IEnumerable<(string BodyId, string? UnitId)> bodies)
    {
        var names = bodies.Select(b => b.UnitId is { } unit ? scene.Reference.Places[unit].FullNameAtStart : scene.Reference.Bodies.Find(b.BodyId)!.NameOn(scene.Today)).ToList();
        return names.Count <= Named ? string.Join(", ", names)
            : scene.Words.Text["attention.and-more", string.Join(", ", names.Take(Named - 1)), names.Count - Named + 1];
    }
}
