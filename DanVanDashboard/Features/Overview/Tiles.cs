using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Overview;

/// <summary>The tiles: each a count, how it compares, what it is made of, and what is reported of the same thing.</summary>
internal static class Tiles
{
    private static readonly (string Key, Func<CubeTotals, decimal> Of)[] s_values =
    [
        ("registered", t => t.Registered), ("in-progress", t => t.InProgress), ("recognised", t => t.Recognised.Total),
        ("exemplar", t => t.Exemplar), ("commended", t => t.Commended), ("replicated", t => t.Replicated),
    ];

    /// <summary>The numbers of the tiles by their keys.</summary>
    public static IEnumerable<KeyValuePair<string, decimal>> Values(CubeTotals totals) => s_values.Select(v => KeyValuePair.Create(v.Key, v.Of(totals)));

    public static IReadOnlyList<OverviewTile> Of(Scene scene)
    {
        var (t, fields) = (scene.Numbers.Totals, scene.Numbers.Fields);
        var (collective, individual) = (Wire.Name(Subject.Collective), Wire.Name(Subject.Individual));
        return
        [
            Tile(scene, "registered", TargetMeasure.Registered, ModelsBehind.Registered, Split(x => x.Registered, ModelsBehind.Registered), known: true),
            Tile(scene, "in-progress", TargetMeasure.InProgress, ModelsBehind.InProgress, [new(scene.Words.Text["tile.in-progress.more"])], stock: true),
            Tile(scene, "recognised", TargetMeasure.Recognised, ModelsBehind.Recognised, Levels(scene, t.Recognised)),
            Tile(scene, "exemplar", TargetMeasure.Exemplar, ModelsBehind.Exemplar, [new(scene.Words.Text["tile.exemplar.more"])]),
            Tile(scene, "commended", TargetMeasure.Commended, ModelsBehind.Commended, Split(x => x.Commended, ModelsBehind.Commended)),
            Tile(scene, "replicated", TargetMeasure.Replicated, ModelsBehind.Replicated, [new(scene.Words.Text["tile.replicated.more"])]),
        ];

        List<KpiPart> Split(Func<CubeTotals, decimal> of, string which)
        {
            decimal Sum(string subject) => fields.Rows.Where(r => r.ThenKey == subject).Sum(r => of(r.Totals));
            var (c, i) = (Sum(collective), Sum(individual));
            var unstated = of(t) - c - i;
            var text = scene.Words.Text;
            string? Behind(string subject) => scene.Filter.Subject is null || scene.Filter.Subject == subject ? scene.Behind(which, scene.State with { Subject = subject }) : null;
            List<KpiPart> parts =
            [
                new(text["tile.collective", OverviewWords.Number(c)], Behind(collective)),
                new(text["tile.individual", OverviewWords.Number(i)], Behind(individual)),
            ];
            if (unstated > 0)
            {
                // Where the source tells of none, "collective 0" would sound as if it had said so.
                parts.RemoveAll(_ => c + i == 0);
                parts.Add(new(text["tile.unstated", OverviewWords.Number(unstated)], Behind(CubeKeys.Unstated)));
            }

            return parts;
        }
    }

    private static OverviewTile Tile(
        Scene scene, string key, TargetMeasure measure, string which, IReadOnlyList<KpiPart> parts, bool known = false, bool stock = false)
    {
        var (text, of) = (scene.Words.Text, Array.Find(s_values, v => v.Key == key).Of);
        // A document lists what it lists; an empty list says nothing, not zero.
        var value = scene.Told || (known && of(scene.Numbers.Totals) > 0) ? of(scene.Numbers.Totals) : (decimal?)null;
        return new(
            key, !scene.Told && known ? text["tile.listed"] : text[$"tile.{key}"], value, text["unknown"],
            value is { } count && scene.Told ? Changes(scene, count, of, stock) : [],
            value is null ? [new(text["tile.not-told"])] : parts,
            value is { } reached ? Target(scene, measure, reached) : null,
            ReportedText(scene, Kind(key), value),
            value is null ? [] : scene.Numbers.Course.Select(s => (decimal?)of(s)).ToList(),
            value is null ? null : scene.Behind(which));
    }

    /// <summary>
    /// Against the period before and the same period last year. The flow of a period that still runs is not held against a whole one: the
    /// other is only told. The whole campaign can only grow, so it is compared with nothing.
    /// </summary>
    private static List<KpiChange> Changes(Scene scene, decimal value, Func<CubeTotals, decimal> of, bool stock)
    {
        var (text, n) = (scene.Words.Text, scene.Numbers);
        if (scene.Filter.Period is not { Kind: not PeriodKind.Phase } period)
        {
            return [];
        }

        var changes = new List<KpiChange>();
        var yearly = period.Previous == period.SameLastYear;
        if (!yearly && n.Before is { } before)
        {
            changes.Add(Change(of(before), stock ? text["tile.against-end", scene.Words.Period(period.Previous)] : text["tile.against", scene.Words.Period(period.Previous)], scene.Words.Period(period.Previous)));
        }

        changes.Add(n.YearBefore is { } year
            ? Change(of(year), stock ? text["tile.against-end", scene.Words.Period(period.SameLastYear)] : text["tile.against-year"], scene.Words.Period(period.SameLastYear))
            : new(null, KpiDirection.None, KpiJudgement.None, text["tile.no-year"]));
        return changes;

        KpiChange Change(decimal other, string against, string name)
        {
            if (scene.Running && !stock)
            {
                return new(null, KpiDirection.None, KpiJudgement.None, text["tile.whole-of", Domain.Text.TextFold.UpperFirst(name), OverviewWords.Number(other)]);
            }

            var difference = value - other;
            return difference == 0
                ? new(null, KpiDirection.None, KpiJudgement.None, text["tile.same", against])
                // Less is stated, never blamed.
                : new(OverviewWords.Number(Math.Abs(difference)), difference > 0 ? KpiDirection.Up : KpiDirection.Down, difference > 0 ? KpiJudgement.MoreIsBetter : KpiJudgement.None, against);
        }
    }

    /// <summary>The year's target of exactly what is shown: the whole, one field, one body. One of the whole never answers for a part.</summary>
    private static KpiTarget? Target(Scene scene, TargetMeasure measure, decimal reached)
    {
        var filter = scene.Filter;
        if (scene.Targets is not { } targets || filter.Theme is not null || filter.Block is not null || filter.Subject is not null || filter.Unit == CubeKeys.ProvinceBodies)
        {
            return null;
        }

        var body = filter.Body ?? (filter.Unit is { } unit ? scene.Reference.Bodies.PartyCommitteeOf(unit)?.Id : null);
        return (filter.Unit is null || body is not null) && targets.Find(measure, filter.Field, body) is { } target
            ? new(reached / target.Value, scene.Words.Text["tile.target", OverviewWords.Percent(reached, target.Value), OverviewWords.Number(target.Value)]) : null;
    }

    private static List<KpiPart> Levels(Scene scene, LevelCounts counts)
    {
        var text = scene.Words.Text;
        var parts = new List<KpiPart>
        {
            new(text["tile.level-commune", OverviewWords.Number(counts.Commune)], scene.Behind(ModelsBehind.Recognised, level: "commune")),
        };
        if (counts.District > 0)
        {
            parts.Add(new(text["tile.level-district", OverviewWords.Number(counts.District)], scene.Behind(ModelsBehind.Recognised, level: "district")));
        }

        parts.Add(new(text["tile.level-province", OverviewWords.Number(counts.Province)], scene.Behind(ModelsBehind.Recognised, level: "province")));
        return parts;
    }

    private static TileKind? Kind(string tile) => tile switch
    {
        "registered" => TileKind.Registered,
        "recognised" => TileKind.Recognised,
        "exemplar" => TileKind.Exemplar,
        "commended" => TileKind.Commended,
        _ => null,
    };

    /// <summary>"báo cáo 990 · danh sách 15": a whole where the source states one, otherwise its parts one by one, never added.</summary>
    private static string? ReportedText(Scene scene, TileKind? kind, decimal? listed)
    {
        if (kind is not { } of)
        {
            return null;
        }

        var (text, words) = (scene.Words.Text, scene.Words.Vocabulary);
        var subject = Wire.Parse<Subject>(scene.Filter.Subject);
        if (scene.Reported.Find(of, scene.Filter.Field, subject) is { } whole)
        {
            return listed is { } count ? text["tile.reported", scene.Words.Reported(whole), OverviewWords.Number(count)] : text["tile.reported-only", scene.Words.Reported(whole)];
        }

        var parts = scene.Reported.Of(of).Where(t => t.Field == scene.Filter.Field && (subject is null || t.Subject == subject)).ToList();
        return parts.Count == 0 ? null : text["tile.reported-only", string.Join(" · ", parts.Select(Part))].Value;

        string Part(ReportedTotal t) => string.Join(' ', new[]
        {
            t.Level is { } level ? words[$"level.{Wire.Name(level)}"].Value : null, t.Subject is { } s ? words[$"subject.{Wire.Name(s)}"].Value.ToLowerInvariant() : null,
            scene.Words.Reported(t),
        }.Where(x => x is not null));
    }
}
