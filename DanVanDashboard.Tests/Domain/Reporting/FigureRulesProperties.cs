using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Reporting;

/// <summary>The rules on made-up figures: nothing in them knows the numbers of the real documents.</summary>
public class FigureRulesProperties
{
    private static readonly FigureContext Context = new(
        new([
            new("both", MetricKind.Count, new("b", "b")) { Includes = ["things"] },
            new("things", MetricKind.Count, new("t", "t")) { Contains = ["chosen"] },
            new("chosen", MetricKind.Count, new("c", "c")),
            new("rate", MetricKind.Rate, new("r", "r")),
        ]),
        StandardFields.All);

    private static readonly Gen<int[]> FourParts = Gen.Choose(0, 5000).ArrayOf(4);

    [Fact]
    public void Check_PartsThatAddUp_NeverConflictAndSaySo() => Holds((parts, time, _) =>
    {
        var findings = Check(Partition(parts, time));
        Assert.Empty(findings.Conflicts);
        var agreement = Assert.Single(findings.Agreements);
        Assert.Equal(parts.Sum(), agreement.Total.Value);
        Assert.Equal(2, agreement.Expressions.Count);
        Assert.All(agreement.Expressions, e => Assert.Equal(agreement.Total.Value, e.Sum(t => t.Value)));
    });

    [Fact]
    public void Check_OnePartChanged_IsExactlyOneFindingWithThatDifference() => Holds((parts, time, seed) =>
    {
        var figures = Partition(parts, time);
        var at = 1 + (seed % (figures.Count - 1));
        var by = 1 + (seed % 37);
        figures[at] = figures[at] with { Value = figures[at].Value + by };
        var conflict = Assert.Single(Check(figures).Conflicts);
        Assert.Equal(by, conflict.Difference);
        Assert.Equal(figures[at].Subject is null ? FigureRule.FieldParts : FigureRule.SubjectParts, conflict.Rule);
        Assert.Contains(figures[at].Id, conflict.FigureIds);
        Assert.Equal(parts.Sum() + by, conflict.Left.Value);
        Assert.Equal(parts.Sum(), conflict.Right.Value);
    });

    [Fact]
    public void Check_AnyOrder_FindsTheSame() => Holds((parts, time, seed) =>
    {
        var figures = Partition(parts, time);
        figures.Add(Figure("z1", parts[0], time) with { SourceId = "other" });
        figures.Add(Figure("z2", parts[1], time) with { Metric = "both" });
        figures.Add(Figure("z3", parts[2], time) with { Metric = "chosen" });
        figures[2] = figures[2] with { Value = parts[3] };
        var shuffled = figures.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Written(Check(figures)), Written(Check(shuffled)));
    });

    [Fact]
    public void Check_APartMissing_IsNoFindingUnlessTheRestExceedsTheWhole() => Holds((parts, time, seed) =>
    {
        var figures = Partition(parts, time);
        figures.RemoveAt(1 + (seed % (figures.Count - 1)));
        Assert.Empty(Check(figures).Conflicts);
    });

    [Fact]
    public void Check_BoundsThatCanHold_AreNoFinding() => Holds((parts, time, seed) =>
    {
        // "Over" something below the true value, "nearly" something above it.
        var figures = Partition(parts, time).ConvertAll(o => ((seed >> (o.Id.Length % 7)) % 3) switch
        {
            0 => o with { Exactness = Exactness.Over, Value = Math.Max(0, o.Value - 1 - (seed % 9)) },
            1 => o with { Exactness = Exactness.Nearly, Value = o.Value + 1 + (seed % 9) },
            _ => o,
        });
        figures = figures.ConvertAll(o => o.Exactness == Exactness.Over && o.Value == 0 ? o with { Exactness = Exactness.Exact, Value = 0 } : o);
        Assert.DoesNotContain(Check(figures).Conflicts, c => c.Difference is not null && !c.Left.IsExact);
        if (parts.All(p => p > 10))
        {
            Assert.Empty(Check(figures).Conflicts);
        }
    });

    [Fact]
    public void Check_StocksOfMonthsAndOtherMeanings_AreNeverAdded() => Holds((parts, _, seed) =>
    {
        var months = parts.Select((p, i) => Figure("m" + i, p, TimeMeaning.Stock) with { To = PartialDate.Parse($"2024-0{i + 1}") }).ToList();
        months.Add(Figure("year", seed, TimeMeaning.Stock) with { To = PartialDate.Parse("2024") });
        months.Add(Figure("grown", seed, TimeMeaning.Cumulative) with { To = PartialDate.Parse("2024"), Subject = Subject.Collective });
        months.Add(Figure("in", seed + 1, TimeMeaning.Period) with { To = PartialDate.Parse("2024"), Subject = Subject.Individual });
        var findings = Check(months);
        Assert.Empty(findings.Conflicts);
        Assert.Empty(findings.Agreements);
    });

    [Fact]
    public void Check_TwoSources_DisagreeExactlyWhenTheirNumbersCannotBothHold() => Holds((parts, time, seed) =>
    {
        var other = (Exactness)(seed % 3);
        var figures = new[] { Figure("a", parts[0] + 1, time), Figure("b", parts[1] + 1, time) with { SourceId = "other", Exactness = other } };
        var apart = other switch
        {
            Exactness.Over => parts[0] <= parts[1],
            Exactness.Nearly => parts[0] >= parts[1],
            _ => parts[0] != parts[1],
        };
        var conflicts = Check(figures).Conflicts;
        Assert.Equal(apart ? [FigureRule.SourcesDisagree] : [], conflicts.Select(c => c.Rule));
        Assert.All(conflicts, c => Assert.Equal(other == Exactness.Exact ? Math.Abs(parts[0] - parts[1]) : null, c.Difference));
    });

    private static void Holds(Action<int[], TimeMeaning, int> holds) => Prop.ForAll(
        Arb.From(from parts in FourParts from time in Gen.Elements(Enum.GetValues<TimeMeaning>()) from seed in Gen.Choose(0, 100_000) select (parts, time, seed)),
        t => holds(t.parts, t.time, t.seed)).QuickCheckThrowOnFailure();

    private static List<Observation> Partition(int[] parts, TimeMeaning time)
    {
        var total = parts.Sum();
        var collective = total / 3;
        return
        [
            Figure("total", total, time),
            Figure("collective", collective, time) with { Subject = Subject.Collective },
            Figure("individual", total - collective, time) with { Subject = Subject.Individual },
            .. parts.Select((p, i) => Figure("field" + i, p, time) with { Field = StandardFields.All[i] }),
        ];
    }

    private static Observation Figure(string id, decimal value, TimeMeaning time) => new()
    {
        Id = id,
        CampaignId = "c",
        SourceId = "s",
        Metric = "things",
        UnitId = "u",
        To = PartialDate.Parse("2024"),
        Dated = Dated.YearOnly,
        Time = time,
        Value = value,
        Exactness = Exactness.Exact,
        Measure = "mô hình",
        Locator = "…",
    };

    private static Findings Check(IEnumerable<Observation> figures) => FigureRules.Check(figures, [], Context);

    private static string Written(Findings findings) => string.Join('\n', findings.Conflicts
        .Select(c => $"{c.Rule} {c.Left.Value} {c.Right.Value} {c.Difference} {string.Join(',', c.FigureIds)}")
        .Concat(findings.Agreements.Select(a => $"{a.Rule} {a.Total.Value} {string.Join(" = ", a.Expressions.Select(e => string.Join('+', e.Select(t => t.Value))))}")));
}
