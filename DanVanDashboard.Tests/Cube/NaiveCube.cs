using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Tests.Cube;

/// <summary>Counts straight from <see cref="ModelLife"/>, model by model, with nothing kept: the oracle that the cube has to agree with.</summary>
internal static class NaiveCube
{
    public static CubeResult Query(CubeWorld world, CubeQuery query)
    {
        var rows = new List<CubeRow>();
        foreach (var period in query.By == CubeAxis.Period || query.Then == CubeAxis.Period ? query.Periods.Select(p => (PeriodKey?)p) : [query.Period])
        {
            rows.AddRange(
                from item in Items(world, period)
                where Passes(item.Facts, query)
                from first in Keys(item, query.By, query, period)
                from second in query.Then == CubeAxis.None ? [null] : Keys(item, query.Then, query, period).Cast<string?>()
                group item.Totals by (first, second) into cell
                select new CubeRow(cell.Key.first, cell.Key.second, Sum(cell)));
        }

        return new(
            world.Sequence,
            Sum(Items(world, query.Period).Where(i => Passes(i.Facts, query)).Select(i => i.Totals)),
            query.By == CubeAxis.None
                ? []
                : [.. rows.Where(r => r.Totals != CubeTotals.Zero).OrderBy(r => r.Key, StringComparer.Ordinal).ThenBy(r => r.ThenKey, StringComparer.Ordinal)]);
    }

    public static CubeTotals Sum(IEnumerable<CubeTotals> totals) => totals.Aggregate(CubeTotals.Zero, (a, b) => new()
    {
        Registered = a.Registered + b.Registered,
        RegisteredNew = a.RegisteredNew + b.RegisteredNew,
        InProgress = a.InProgress + b.InProgress,
        Recognised = Sum(a.Recognised, b.Recognised),
        Recognitions = Sum(a.Recognitions, b.Recognitions),
        Exemplar = a.Exemplar + b.Exemplar,
        Commended = a.Commended + b.Commended,
        Commendations = a.Commendations + b.Commendations,
        Replicated = a.Replicated + b.Replicated,
        Stopped = a.Stopped + b.Stopped,
    });

    private static LevelCounts Sum(LevelCounts a, LevelCounts b) => new(a.Commune + b.Commune, a.District + b.District, a.Province + b.Province);

    private static IEnumerable<Item> Items(CubeWorld world, PeriodKey? period)
    {
        var (from, to) = (period?.From ?? DateOnly.MinValue, period?.To ?? DateOnly.MaxValue);
        foreach (var model in world.Models)
        {
            var life = ModelLife.Of(model.Events);
            if (life.Withdrawn)
            {
                continue;
            }

            var registration = life.Valid.First(e => e.Kind == ModelEventKind.Register);
            var events = life.Valid.Where(e => e.On >= from && e.On <= to).ToList();
            int Count(ModelEventKind kind, Func<ModelEvent, bool>? also = null) => events.Count(e => e.Kind == kind && (also is null || also(e)));
            LevelCounts ByLevel(Func<RecognitionLevel, int> count) =>
                new(count(RecognitionLevel.Commune), count(RecognitionLevel.District), count(RecognitionLevel.Province));
            var registered = events.Contains(registration) ? 1 : 0;
            var reached = life.LevelAt(to) ?? RecognitionLevel.Commune;
            yield return new(model.Facts, life.StageAt(to), new()
            {
                Registered = registered == 1 || events.Exists(e => ModelLife.IsCarryOver(e, registration.On.Year)) ? 1 : 0,
                RegisteredNew = registered,
                InProgress = ModelLife.IsRunning(life.StageAt(to)) ? 1 : 0,
                Recognised = Count(ModelEventKind.Recognise) > 0 ? ByLevel(level => level == reached ? 1 : 0) : default,
                Recognitions = ByLevel(level => Count(ModelEventKind.Recognise, e => (e.Level ?? RecognitionLevel.Commune) == level)),
                Exemplar = Math.Min(1, Count(ModelEventKind.Exemplar)),
                Commended = Math.Min(1, Count(ModelEventKind.Commend)),
                Commendations = Count(ModelEventKind.Commend),
                Replicated = Count(ModelEventKind.Replicate),
                Stopped = Math.Min(1, Count(ModelEventKind.Stop) + Count(ModelEventKind.Review, e => e.Class == ReviewClass.End)),
            });
        }

        foreach (var recipient in world.StandingHonours.GroupBy(h => h.RecipientId))
        {
            var inPeriod = recipient.Where(h => h.On >= from && h.On <= to).ToList();
            var commendations = inPeriod.Count(h => h.Kind == HonourKind.Commend);
            yield return new(recipient.MaxBy(h => h.Sequence)!.Facts, null, new()
            {
                Exemplar = inPeriod.Exists(h => h.Kind == HonourKind.Exemplar) ? 1 : 0,
                Commended = Math.Min(1, commendations),
                Commendations = commendations,
            });
        }
    }

    private static bool Passes(ModelFacts facts, CubeQuery query) =>
        (query.Units is null || query.Units.Contains(Unit(facts)))
        && (query.Body is null || query.Body == (facts.BodyId ?? CubeKeys.Unstated))
        && (query.Field is null || query.Field == (facts.Field ?? CubeKeys.Unstated))
        && (query.Subject is null || query.Subject == Name(facts.Subject))
        && (query.Block is null || query.Block == Name(facts.Block))
        && (query.Theme is null || facts.Themes.Contains(query.Theme));

    private static IEnumerable<string> Keys(Item item, CubeAxis axis, CubeQuery query, PeriodKey? period) => axis switch
    {
        CubeAxis.None => [""],
        CubeAxis.Unit => [Unit(item.Facts)],
        CubeAxis.Body => [item.Facts.BodyId ?? CubeKeys.Unstated],
        CubeAxis.Field => [item.Facts.Field ?? CubeKeys.Unstated],
        CubeAxis.Subject => [Name(item.Facts.Subject)],
        CubeAxis.Block => [Name(item.Facts.Block)],
        CubeAxis.Stage => [Name(item.Stage)],
        CubeAxis.Period => [period!.Value.ToString()],
        _ => item.Facts.Themes.Distinct().Where(t => query.Theme is null || query.Theme == t),
    };

    private static string Unit(ModelFacts facts) => facts.NonLocal ? CubeKeys.ProvinceBodies : facts.UnitId;

    private static string Name<T>(T? value)
        where T : struct, Enum => value is { } known ? Wire.Name(known) : CubeKeys.Unstated;

    private sealed record Item(ModelFacts Facts, Stage? Stage, CubeTotals Totals);
}
