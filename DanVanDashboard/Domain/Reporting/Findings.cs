namespace DanVanDashboard.Domain.Reporting;

/// <summary>Stable names of the rules; they are keys of texts and part of the API.</summary>
public static class FigureRule
{
    /// <summary>Collective and individual beside the whole.</summary>
    public const string SubjectParts = "subject-parts";

    /// <summary>Fields beside the whole.</summary>
    public const string FieldParts = "field-parts";

    /// <summary>Metrics that divide another beside it.</summary>
    public const string MetricParts = "metric-parts";

    /// <summary>No whole is stated, and the sum by subject is not the sum by field.</summary>
    public const string SumsDiffer = "sums-differ";

    /// <summary>A notion that includes another stands beside it.</summary>
    public const string Includes = "includes";

    /// <summary>A selection is larger than what it is selected from.</summary>
    public const string SelectionOverWhole = "selection-over-whole";

    /// <summary>More than the denominator.</summary>
    public const string OverDenominator = "over-denominator";

    /// <summary>Two sources, one question, two numbers.</summary>
    public const string SourcesDisagree = "sources-disagree";

    /// <summary>One source states one thing twice, differently.</summary>
    public const string StatedTwice = "stated-twice";

    /// <summary>The number at the start, as stated, is not the whole less its increase.</summary>
    public const string BaseDiffers = "base-differs";

    /// <summary>An increase larger than what it led to.</summary>
    public const string ChangeOverWhole = "change-over-whole";

    /// <summary>One model under two fields.</summary>
    public const string OneNameTwoFields = "one-name-two-fields";

    /// <summary>A rate above 100%.</summary>
    public const string RateOver100 = "rate-over-100";

    /// <summary>Less than nothing, where nothing is the least.</summary>
    public const string Negative = "negative";

    /// <summary>The period ends before it begins.</summary>
    public const string PeriodReversed = "period-reversed";

    /// <summary>Of agreements: parts add up to the whole.</summary>
    public const string AddsUp = "adds-up";

    /// <summary>Of agreements: the number at the start, inferred from the whole and its change.</summary>
    public const string DerivedBase = "derived-base";

    /// <summary>Of agreements: the number at the start is stated, and is the whole less its change.</summary>
    public const string BaseAgrees = "base-agrees";

    /// <summary>Of agreements: a selection lies within the whole.</summary>
    public const string Within = "within";

    /// <summary>The rules of findings in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Findings =
    [
        SubjectParts, FieldParts, MetricParts, SumsDiffer, Includes, SourcesDisagree, StatedTwice, SelectionOverWhole,
        OverDenominator, BaseDiffers, ChangeOverWhole, OneNameTwoFields, RateOver100, Negative, PeriodReversed,
    ];

    /// <summary>The rules of agreements in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Agreements = [AddsUp, BaseAgrees, DerivedBase, Within];
}

/// <summary>One number in a sum.</summary>
/// <param name="Value">Negative where it is taken away.</param>
/// <param name="Exactness">As the source qualifies it.</param>
/// <param name="FigureId">The figure, or <see langword="null"/> for a result that no source states.</param>
public sealed record Term(decimal Value, Exactness Exactness, string? FigureId);

/// <summary>One side of a finding: a sum of stated numbers, or words.</summary>
/// <param name="Terms">The numbers, in protocol order; empty where the side is words.</param>
/// <param name="Text">The words of the source, where it is not a number.</param>
/// <param name="Field">The field of a model.</param>
public sealed record FindingSide(IReadOnlyList<Term> Terms, string? Text = null, string? Field = null)
{
    /// <summary>The sum; <see langword="null"/> where the side is words.</summary>
    public decimal? Value => Terms.Count == 0 ? null : Terms.Sum(t => t.Value);

    /// <summary>Whether every number in it is exact.</summary>
    public bool IsExact => Terms.Count > 0 && Terms.All(t => t.Exactness == Exactness.Exact);
}

/// <summary>Cần đối chiếu: two things of the sources that do not obviously fit, perhaps because they are different notions. Nobody's mistake.</summary>
/// <param name="Rule">One of <see cref="FigureRule.Findings"/>.</param>
/// <param name="Left">What stands on one side.</param>
/// <param name="Right">What stands on the other.</param>
/// <param name="Difference">How far apart, never negative; <see langword="null"/> where a side is words or not exact.</param>
/// <param name="FigureIds">The figures concerned, in order of id.</param>
/// <param name="ModelIds">The models concerned.</param>
public sealed record Conflict(
    string Rule, FindingSide Left, FindingSide Right, decimal? Difference, IReadOnlyList<string> FigureIds, IReadOnlyList<string> ModelIds);

/// <summary>Đã khớp: numbers of the sources that fit.</summary>
/// <param name="Rule">One of <see cref="FigureRule.Agreements"/>.</param>
/// <param name="Expressions">Sums that each come to the total: 83 + 46, and 44 + 23 + 42 + 20.</param>
/// <param name="Total">What they come to.</param>
/// <param name="At">The day or year of an inferred total.</param>
/// <param name="FigureIds">The figures concerned, in order of id.</param>
public sealed record Agreement(
    string Rule, IReadOnlyList<IReadOnlyList<Term>> Expressions, Term Total, PartialDate At, IReadOnlyList<string> FigureIds);

/// <summary>What was found among the figures of one campaign and unit.</summary>
/// <param name="Conflicts">What is to be checked, in the order of the rules.</param>
/// <param name="Agreements">What fits.</param>
public sealed record Findings(IReadOnlyList<Conflict> Conflicts, IReadOnlyList<Agreement> Agreements)
{
    /// <summary>Nothing found.</summary>
    public static readonly Findings None = new([], []);
}
