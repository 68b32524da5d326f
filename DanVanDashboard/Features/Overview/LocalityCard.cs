using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Overview;

/// <summary>The localities as a list: in administrative order, as protocol has it, unless someone sorts.</summary>
internal static class LocalityCard
{
    private static readonly (string Key, Func<CubeTotals, decimal> Of, string Which)[] s_columns =
    [
        ("registered", t => t.Registered, ModelsBehind.Registered),
        ("in_progress", t => t.InProgress, ModelsBehind.InProgress),
        ("recognised", t => t.Recognised.Total, ModelsBehind.Recognised),
        ("exemplar", t => t.Exemplar, ModelsBehind.Exemplar),
        ("commended", t => t.Commended, ModelsBehind.Commended),
        ("replicated", t => t.Replicated, ModelsBehind.Replicated),
    ];

    /// <summary>The list; <see langword="null"/> where a document only names some, and where there is but one to see, which is the page itself.</summary>
    public static LocalityList? Of(Scene scene, MapPanel map)
    {
        var (n, state, text, places) = (scene.Numbers, scene.State, scene.Words.Text, scene.Reference.Places);
        if (!scene.Told || map.Drawing is null)
        {
            return null;
        }

        var shown = map.Drawing.Shapes.Select(s => s.Id).ToHashSet();
        var units = shown.Where(scene.Sees).Select(id => places[id]).OrderBy(u => u, Unit.AdministrativeOrder).ToList();
        var most = units.Select(u => n.Units.GetValueOrDefault(u.Id, CubeTotals.Zero).Registered).DefaultIfEmpty(0).Max();
        var reports = scene.Reports.ByUnit;
        var rows = units.ConvertAll(u => Row(u.Id, u.FullNameAtStart, n.Units.GetValueOrDefault(u.Id, CubeTotals.Zero), reports.TryGetValue(u.Id, out var stands) ? text[$"report.{Wire.Name(stands)}"].Value : null, n.Placement?.IsEstimated(u.Id) == true));
        var sorted = Array.FindIndex(s_columns, c => c.Key == state.Order);
        if (sorted >= 0)
        {
            // Equal ones keep the administrative order.
            rows = rows.OrderByDescending(r => r.Cells[sorted].Value).ToList();
        }

        var others = new List<LocalityRow>();
        LocalityRow? sum = null;
        if (scene.ShowsProvince)
        {
            others.AddRange(map.Apart.Select(u => Row(u.Id, u.Name, n.Units[u.Id], reports.TryGetValue(u.Id, out var stands) ? text[$"report.{Wire.Name(stands)}"].Value : null) with { Share = 0, Note = text["localities.apart"] }));
            others.Add(Row(CubeKeys.ProvinceBodies, scene.Words.Vocabulary["unit.province_bodies"], n.ProvinceBodies, Short(scene.Reports.OfProvinceBodies)));
            var apart = map.Apart.Select(u => u.Id).ToHashSet();
            var elsewhere = n.Units.Where(u => !shown.Contains(u.Key) && !apart.Contains(u.Key)).Select(u => u.Value).ToList();
            if (elsewhere.Exists(t => s_columns.Any(c => c.Of(t) > 0)))
            {
                others.Add(new("unplaced", text["unplaced"], null, s_columns.Select(c => new LinkedNumber(elsewhere.Sum(c.Of), null)).ToList(), null, 0, false, null));
            }

            if (scene.Filter.Unit is null)
            {
                var t = n.Totals;
                sum = new("sum", text["sum"], null, s_columns.Select(c => new LinkedNumber(c.Of(t), scene.Behind(c.Which))).ToList(), Short(scene.Reports.Coverage), 0, false, null);
            }
        }

        if (rows.Count + others.Count < 2)
        {
            return null;
        }

        return new(
            s_columns.Select(c => new ViewChoice(text[$"localities.{c.Key}"], (state with { Order = state.Order == c.Key ? null : c.Key }).Href(), state.Order == c.Key))
                .ToList(),
            rows, others, sum, $"{(sorted >= 0 ? text["localities.sorted", text[$"localities.{s_columns[sorted].Key}"].Value.ToLowerInvariant()] : text["localities.administrative"]).Value} · {map.View}{CountingWords.Placement(n.Placement, t => t.Registered, scene.Words.Periods)}", scene.Reports.All.Count > 0);

        static string? Short(Projection.Coverage coverage) => coverage.Expected == 0 ? null : $"{coverage.Reported}/{coverage.Expected}";

        LocalityRow Row(string key, string name, CubeTotals t, string? report, bool estimated = false)
        {
            var only = state with { Unit = key };
            return new(
                key, name, (state with { Unit = state.Unit == key ? string.Empty : key }).Href(), s_columns.Select(c => new LinkedNumber(c.Of(t), scene.Behind(c.Which, only))).ToList(),
                report, most > 0 && key != CubeKeys.ProvinceBodies ? t.Registered / most : 0, state.Unit == key, estimated ? text["tip.estimated"].Value : null);
        }
    }
}
