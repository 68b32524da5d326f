namespace DanVanDashboard.Domain.Reporting;

/// <summary>Wholes and their parts, within one source, time and meaning: cumulative stands only beside cumulative, a stock only beside the same day's.</summary>
internal sealed class PartRules(FigureContext context)
{
    private readonly List<Conflict> _conflicts = [];
    private readonly List<Agreement> _agreements = [];

    public static Findings Check(IReadOnlyList<Observation> figures, FigureContext context)
    {
        var rules = new PartRules(context);
        var cells = figures.GroupBy(o => (context.FamilyOf(o), Key: context.KeyOf(o) with { Metric = "", Measure = null })).ToList();
        foreach (var cell in cells)
        {
            rules.CheckOneText([.. cell]);
        }

        return new(rules._conflicts, rules._agreements);
    }

    private void CheckOneText(List<Observation> figures)
    {
        // What a text states twice is a finding of its own; here the first statement stands for both.
        var byCell = new Dictionary<(string, Domain.Campaigns.Subject?, string?, string?), Observation>();
        foreach (var o in figures)
        {
            byCell.TryAdd((o.Metric, o.Subject, FieldOf(o), context.KeyOf(o).Measure), o);
        }

        var distinct = byCell.Values.ToList();
        foreach (var metric in distinct.GroupBy(o => (o.Metric, context.KeyOf(o).Measure)).Where(g => context.Metrics.Get(g.Key.Metric).AddsOverParts))
        {
            var ofMetric = metric.ToList();
            foreach (var whole in ofMetric)
            {
                CheckWhole(whole, ofMetric, distinct);
            }

            CheckSumsWithoutWhole(ofMetric);
        }
    }

    private void CheckWhole(Observation whole, List<Observation> ofMetric, List<Observation> all)
    {
        var equal = new List<IReadOnlyList<Term>>();
        var ids = new List<string>();
        foreach (var (rule, parts, complete) in DivisionsOf(whole, ofMetric, all))
        {
            var sum = Bounds.Sum(parts);
            var total = Bounds.Of(whole);
            var terms = parts.Select(TermOf).ToList();
            var exact = whole.Exactness == Exactness.Exact && parts.TrueForAll(p => p.Exactness == Exactness.Exact);
            if (complete ? sum.IsApartFrom(total) : sum.IsAbove(total))
            {
                _conflicts.Add(new(
                    rule, new(terms), new([TermOf(whole)]), exact ? Math.Abs(parts.Sum(p => p.Value) - whole.Value) : null, Ids([.. parts, whole]), []));
            }
            else if (exact && parts.Count > 1 && parts.Sum(p => p.Value) == whole.Value)
            {
                equal.Add(terms);
                ids.AddRange(parts.Select(p => p.Id));
            }
        }

        if (equal.Count > 0)
        {
            _agreements.Add(new(FigureRule.AddsUp, equal, TermOf(whole), whole.To, [.. ids.Append(whole.Id).Distinct().Order(StringComparer.Ordinal)]));
        }
    }

    private IEnumerable<(string Rule, List<Observation> Parts, bool Complete)> DivisionsOf(Observation whole, List<Observation> ofMetric, List<Observation> all)
    {
        if (whole.Subject is null && SubjectParts(ofMetric, FieldOf(whole)) is { Count: > 0 } subjects)
        {
            yield return (FigureRule.SubjectParts, subjects, subjects.Count == 2);
        }

        if (whole.Field is null && FieldParts(ofMetric, whole.Subject) is { Count: > 0 } fields)
        {
            yield return (FigureRule.FieldParts, fields, CoversTaxonomy(fields));
        }

        var metric = context.Metrics.Get(whole.Metric);
        var parts = metric.Parts
            .Select(p => all.Find(o => o.Metric == p && o.Subject == whole.Subject && FieldOf(o) == FieldOf(whole)))
            .OfType<Observation>().ToList();
        if (parts.Count > 0)
        {
            yield return (FigureRule.MetricParts, parts, metric.PartsComplete && parts.Count == metric.Parts.Count);
        }
    }

    private void CheckSumsWithoutWhole(List<Observation> ofMetric)
    {
        var subjects = SubjectParts(ofMetric, field: null);
        var fields = FieldParts(ofMetric, subject: null);
        if (ofMetric.Exists(o => o.Subject is null && o.Field is null) || subjects.Count < 2 || !CoversTaxonomy(fields))
        {
            return;
        }

        var exact = subjects.Concat(fields).All(o => o.Exactness == Exactness.Exact);
        var (bySubject, byField) = (subjects.Sum(o => o.Value), fields.Sum(o => o.Value));
        if (Bounds.Sum(subjects).IsApartFrom(Bounds.Sum(fields)))
        {
            _conflicts.Add(new(
                FigureRule.SumsDiffer, new([.. subjects.Select(TermOf)]), new([.. fields.Select(TermOf)]),
                exact ? Math.Abs(bySubject - byField) : null, Ids([.. subjects, .. fields]), []));
        }
        else if (exact)
        {
            _agreements.Add(new(
                FigureRule.AddsUp, [[.. subjects.Select(TermOf)], [.. fields.Select(TermOf)]], new(bySubject, Exactness.Exact, null),
                subjects[0].To, Ids([.. subjects, .. fields])));
        }
    }

    private List<Observation> SubjectParts(List<Observation> ofMetric, string? field) =>
        [.. context.InOrder(ofMetric.Where(o => o.Subject is not null && FieldOf(o) == field))];

    private List<Observation> FieldParts(List<Observation> ofMetric, Domain.Campaigns.Subject? subject)
    {
        // Where a source gives single fields and groups of them, the single ones are taken and what overlaps is left out.
        var taken = new HashSet<string>();
        var parts = new List<Observation>();
        foreach (var o in context.InOrder(ofMetric.Where(o => o.Field is not null && o.Subject == subject)).OrderBy(o => o.FieldKeys.Count))
        {
            if (!o.FieldKeys.Any(taken.Contains))
            {
                taken.UnionWith(o.FieldKeys);
                parts.Add(o);
            }
        }

        return [.. context.InOrder(parts)];
    }

    private bool CoversTaxonomy(List<Observation> fields) =>
        context.Fields.Count > 0 && context.Fields.All(f => fields.Exists(o => o.FieldKeys.Contains(f, StringComparer.Ordinal)));

    private static string? FieldOf(Observation o) => o.Field is null ? null : string.Join('+', o.FieldKeys.Order(StringComparer.Ordinal));

    private static Term TermOf(Observation o) => new(o.Value, o.Exactness, o.Id);

    private static List<string> Ids(IEnumerable<Observation> figures) => [.. figures.Select(o => o.Id).Order(StringComparer.Ordinal)];
}
