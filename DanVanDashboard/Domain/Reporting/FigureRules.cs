namespace DanVanDashboard.Domain.Reporting;

/// <summary>Đối chiếu số liệu: finds what does not obviously fit among the figures and named models of one campaign and unit, and what does. Corrects nothing.</summary>
public static class FigureRules
{
    /// <summary>Checks the figures of one unit, in any order, and the models named there. A finding is a question, never a verdict.</summary>
    public static Findings Check(IEnumerable<Observation> figures, IEnumerable<NamedModel> models, FigureContext context)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(context);
        var sorted = figures.OrderBy(o => o.Id, StringComparer.Ordinal).ToList();
        var parts = PartRules.Check(sorted, context);
        var conflicts = new List<Conflict>(parts.Conflicts);
        var agreements = new List<Agreement>(parts.Agreements);
        foreach (var figure in sorted)
        {
            conflicts.AddRange(CheckAlone(figure, context.Metrics.Get(figure.Metric)));
        }

        conflicts.AddRange(Repeated(sorted, context));
        CheckPairs(sorted, context, conflicts, agreements);
        CheckChanges(sorted, context, conflicts, agreements);
        conflicts.AddRange(NamedTwice(models));

        return new(
            [.. conflicts.OrderBy(c => IndexOf(FigureRule.Findings, c.Rule)).ThenBy(IdsOf, StringComparer.Ordinal)],
            [.. agreements.OrderBy(a => IndexOf(FigureRule.Agreements, a.Rule)).ThenBy(a => string.Join(' ', a.FigureIds), StringComparer.Ordinal)]);
    }

    private static IEnumerable<Conflict> CheckAlone(Observation o, Metric metric)
    {
        var bounds = Bounds.Of(o);
        if (o.Denominator is { } denominator && bounds.IsAbove(new(denominator, false, denominator, false)))
        {
            yield return Beside(FigureRule.OverDenominator, o, new FindingSide([new(denominator, Exactness.Exact, o.Id)]));
        }

        if (metric.Kind == MetricKind.Rate && o.Time != TimeMeaning.Change && bounds.IsAbove(new(100, false, 100, false)))
        {
            yield return Beside(FigureRule.RateOver100, o, new FindingSide([new(100, Exactness.Exact, null)]));
        }

        if (o.Time != TimeMeaning.Change && o.Value < 0)
        {
            yield return Beside(FigureRule.Negative, o, new FindingSide([new(0, Exactness.Exact, null)]));
        }

        if (o.From.First is { } from && o.To.Last is { } to && to < from)
        {
            yield return new(FigureRule.PeriodReversed, new([], o.From.ToString()), new([], o.To.ToString()), null, [o.Id], []);
        }
    }

    /// <summary>One question, two numbers: from two sources, or twice in one.</summary>
    private static IEnumerable<Conflict> Repeated(List<Observation> sorted, FigureContext context)
    {
        foreach (var question in sorted.GroupBy(o => (context.KeyOf(o), o.Subject, Field: string.Join('+', o.FieldKeys.Order(StringComparer.Ordinal)))))
        {
            // The same statement of one source counts once, so that n copies make no n² findings.
            var statements = question.DistinctBy(o => (context.FamilyOf(o), o.Value, o.Exactness)).ToList();
            for (var i = 0; i < statements.Count; i++)
            {
                for (var j = i + 1; j < statements.Count; j++)
                {
                    var (a, b) = (statements[i], statements[j]);
                    var sameText = context.FamilyOf(a) == context.FamilyOf(b);
                    // Two texts without a date may speak of different days.
                    if (Bounds.Of(a).IsApartFrom(Bounds.Of(b)) && (sameText || a.To.IsStated))
                    {
                        yield return Beside(sameText ? FigureRule.StatedTwice : FigureRule.SourcesDisagree, a, b);
                    }
                }
            }
        }
    }

    /// <summary>A notion beside one that it includes, and a selection beside what it is selected from.</summary>
    private static void CheckPairs(List<Observation> sorted, FigureContext context, List<Conflict> conflicts, List<Agreement> agreements)
    {
        foreach (var whole in sorted)
        {
            foreach (var part in sorted.Where(p => context.Metrics.Covers(whole.Metric, p.Metric) && SameCell(whole, p, context)))
            {
                var unsplit = part.Subject is null && part.Field is null;
                if (context.Metrics.Includes(whole.Metric, part.Metric))
                {
                    if (unsplit && SameMoment(whole, part, context))
                    {
                        conflicts.Add(Beside(FigureRule.Includes, whole, part));
                    }
                }
                else if (SamePeriod(whole, part, context) && !context.Metrics.Get(whole.Metric).Parts.Contains(part.Metric, StringComparer.Ordinal))
                {
                    if (Bounds.Of(part).IsAbove(Bounds.Of(whole)))
                    {
                        conflicts.Add(Beside(FigureRule.SelectionOverWhole, part, whole));
                    }
                    else if (unsplit && part.Exactness == Exactness.Exact && whole.Exactness == Exactness.Exact)
                    {
                        agreements.Add(new(FigureRule.Within, [[TermOf(part)]], TermOf(whole), whole.To, Ids(part, whole)));
                    }
                }
            }
        }
    }

    /// <summary>129 now, 64 more than in 2017: so 65 in 2017, inferred where no source states it.</summary>
    private static void CheckChanges(List<Observation> sorted, FigureContext context, List<Conflict> conflicts, List<Agreement> agreements)
    {
        foreach (var change in sorted.Where(o => o.Time == TimeMeaning.Change && o.Exactness == Exactness.Exact && o.From.IsStated && context.Metrics.Get(o.Metric).AddsOverParts))
        {
            var alike = sorted.Where(o => IsAsAt(o) && o.Exactness == Exactness.Exact && o.Subject == change.Subject && o.Field == change.Field
                && context.FamilyOf(o) == context.FamilyOf(change) && context.KeyOf(o) with { From = default, To = default, Time = default }
                    == context.KeyOf(change) with { From = default, To = default, Time = default }).ToList();
            if (alike.Find(o => o.To == change.To && o.From == change.From) is not { } end)
            {
                continue;
            }

            var inferred = end.Value - change.Value;
            IReadOnlyList<IReadOnlyList<Term>> sum = [[TermOf(end), new(-change.Value, Exactness.Exact, change.Id)]];
            if (inferred < 0)
            {
                conflicts.Add(Beside(FigureRule.ChangeOverWhole, change, end));
            }
            else if (alike.Find(o => o.To.IsStated && o.To.Year == change.From.Year && o.To != change.To) is { } start)
            {
                if (start.Value == inferred)
                {
                    agreements.Add(new(FigureRule.BaseAgrees, sum, TermOf(start), start.To, Ids(change, end, start)));
                }
                else
                {
                    conflicts.Add(new(
                        FigureRule.BaseDiffers, new(sum[0]), new([TermOf(start)]), Math.Abs(inferred - start.Value), Ids(change, end, start), []));
                }
            }
            else
            {
                agreements.Add(new(FigureRule.DerivedBase, sum, new(inferred, Exactness.Exact, null), PartialDate.OfYear(change.From.Year), Ids(change, end)));
            }
        }
    }

    /// <summary>One name, two fields, and no two addresses that would tell the models apart.</summary>
    private static IEnumerable<Conflict> NamedTwice(IEnumerable<NamedModel> models)
    {
        foreach (var name in models.OrderBy(m => m.Id, StringComparer.Ordinal).Where(m => m.Field is not null).GroupBy(m => FigureContext.Folded(m.Name)).Where(g => g.Key is not null))
        {
            var alike = name.ToList();
            for (var i = 0; i < alike.Count; i++)
            {
                foreach (var other in alike.Skip(i + 1).Where(m => m.Field != alike[i].Field && MayBeOne(m, alike[i])))
                {
                    yield return new(
                        FigureRule.OneNameTwoFields, new([], alike[i].Name, alike[i].Field), new([], other.Name, other.Field), null, [], [alike[i].Id, other.Id]);
                }
            }
        }
    }

    private static bool MayBeOne(NamedModel a, NamedModel b) => a.UnitId == b.UnitId || a.Address is null || b.Address is null;

    private static bool SameCell(Observation whole, Observation part, FigureContext context)
    {
        var (w, p) = (context.KeyOf(whole).Place, context.KeyOf(part).Place);
        return whole.Subject == part.Subject && whole.Field == part.Field && (w == p || (w.Level is null && w == p with { Level = null }))
            && (!context.Metrics.Get(whole.Metric).OfBody || FigureContext.Folded(whole.BodyNamed) == FigureContext.Folded(part.BodyNamed));
    }

    /// <summary>Both speak of one moment, or both of one period.</summary>
    private static bool SameMoment(Observation a, Observation b, FigureContext context) => IsAsAt(a) && IsAsAt(b)
        ? a.To == b.To && (a.To.IsStated || context.FamilyOf(a) == context.FamilyOf(b))
        : SamePeriod(a, b, context);

    /// <summary>Stricter than one moment: what is cumulative since long ago may well exceed what there is today.</summary>
    private static bool SamePeriod(Observation a, Observation b, FigureContext context) =>
        (a.Time == b.Time || (IsAsAt(a) && IsAsAt(b))) && a.From == b.From && a.To == b.To
        && (a.From.IsStated || a.Time == b.Time) && (a.To.IsStated || context.FamilyOf(a) == context.FamilyOf(b));

    private static bool IsAsAt(Observation o) => o.Time is TimeMeaning.Stock or TimeMeaning.Cumulative or TimeMeaning.Unstated;

    private static Conflict Beside(string rule, Observation left, Observation right) => Beside(rule, left, new FindingSide([TermOf(right)])) with { FigureIds = Ids(left, right) };

    private static Conflict Beside(string rule, Observation left, FindingSide right)
    {
        var exact = left.Exactness == Exactness.Exact && right.IsExact;
        return new(rule, new([TermOf(left)]), right, exact ? Math.Abs(left.Value - right.Value!.Value) : null, [left.Id], []);
    }

    private static Term TermOf(Observation o) => new(o.Value, o.Exactness, o.Id);

    private static List<string> Ids(params IEnumerable<Observation> figures) => [.. figures.Select(o => o.Id).Order(StringComparer.Ordinal)];

    private static string IdsOf(Conflict c) => string.Join(' ', c.FigureIds.Concat(c.ModelIds));

    private static int IndexOf(IReadOnlyList<string> rules, string rule)
    {
        for (var i = 0; i < rules.Count; i++)
        {
            if (rules[i] == rule)
            {
                return i;
            }
        }

        return rules.Count;
    }
}
