using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Pack;

/// <summary>What a file of the pack is about.</summary>
public enum PackDocument
{
    /// <summary>Báo cáo sơ kết, tổng kết: figures, with what was recognised and commended by name.</summary>
    Review,

    /// <summary>Báo cáo kỳ: figures alone.</summary>
    Periodic,

    /// <summary>Danh sách mô hình.</summary>
    Models,

    /// <summary>Everything.</summary>
    Pack,
}

/// <summary>A measure of the pack.</summary>
public enum PackMeasure
{
    /// <summary>Đăng ký.</summary>
    Registered,

    /// <summary>Đang thực hiện, at the period's end.</summary>
    InProgress,

    /// <summary>Được công nhận.</summary>
    Recognised,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được khen thưởng.</summary>
    Commended,

    /// <summary>Nhân rộng.</summary>
    Replicated,
}

/// <summary>A row of figures.</summary>
/// <param name="Key">What it stands for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Totals">Its measures.</param>
public sealed record PackRow(string Key, string Name, CubeTotals Totals)
{
    /// <summary>Of <see cref="CubeTotals.Registered"/>: of collectives.</summary>
    public decimal Collective { get; init; }

    /// <summary>Of <see cref="CubeTotals.Registered"/>: of individuals.</summary>
    public decimal Individual { get; init; }

    /// <summary>How it stands with its report; <see langword="null"/> where none is owed.</summary>
    public ReportingState? Report { get; init; }

    /// <summary>Whether part of it is restated by stated shares.</summary>
    public bool Estimated { get; init; }
}

/// <summary>A model by name. One of the inner circle is never among them, and an individual is named only with consent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">Its field, in words.</param>
/// <param name="Owner">Chủ thể.</param>
/// <param name="Subject">Tập thể or cá nhân.</param>
/// <param name="Place">Its locality or body.</param>
/// <param name="On">Day of registration, or of the decision.</param>
/// <param name="What">Stage, level or form, in words.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="By">Who decided.</param>
public sealed record PackModel(string Name, string Field, string Owner, string Subject, string Place, DateOnly? On, string What, string? Number, string? By);

/// <summary>A list of models by name.</summary>
/// <param name="Models">Those that are named, in administrative order.</param>
/// <param name="Unnamed">How many more there are that are marked for inner use.</param>
/// <param name="More">How many more there are than a file takes.</param>
public sealed record PackList(IReadOnlyList<PackModel> Models, int Unnamed, int More)
{
    /// <summary>No list.</summary>
    public static readonly PackList None = new([], 0, 0);
}

/// <summary>The map of the pack.</summary>
/// <param name="Drawing">Its shapes.</param>
/// <param name="Values">The number of each that may be seen.</param>
/// <param name="Scale">The classes of its colours.</param>
public sealed record PackMap(MapDrawing Drawing, IReadOnlyDictionary<string, decimal> Values, Classification Scale);

/// <summary>Who has reported, of one reporting period.</summary>
/// <param name="Period">Its name.</param>
/// <param name="Reported">How many have sent it.</param>
/// <param name="Expected">How many owe it.</param>
public sealed record PackCoverage(string Period, int Reported, int Expected);

/// <summary>
/// Every figure of a pack, gathered once from one state of the campaign for whoever asks. All its files are written from such a set and from
/// nothing else, so that they agree with each other.
/// </summary>
public sealed record PackFigures
{
    /// <summary>What the file is about.</summary>
    public required PackDocument Document { get; init; }

    /// <summary>In whose name a report of it is drafted.</summary>
    public required PackIssuer Issuer { get; init; }

    /// <summary>The campaign's id.</summary>
    public required string CampaignId { get; init; }

    /// <summary>The campaign's name.</summary>
    public required string Campaign { get; init; }

    /// <summary>The whole that it covers, by its name: "Tỉnh Lai Châu", or the chosen locality.</summary>
    public required string Place { get; init; }

    /// <summary>The period, in the middle of a sentence.</summary>
    public required string Period { get; init; }

    /// <summary>Whether the period still runs.</summary>
    public required bool Running { get; init; }

    /// <summary>Whether the figures are made up.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Whether the campaign's own register is counted; a document only names models.</summary>
    public required bool Told { get; init; }

    /// <summary>The last change that the figures know.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was applied, by the clocks there.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The day of asking, there.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Every filter as label and value, the way of counting last.</summary>
    public required IReadOnlyList<(string Label, string Value)> Filters { get; init; }

    /// <summary>The measures that are told.</summary>
    public required IReadOnlyList<PackMeasure> Measures { get; init; }

    /// <summary>All of it.</summary>
    public required CubeTotals Totals { get; init; }

    /// <summary>The same period of the year before, where the campaign reaches that far.</summary>
    public required CubeTotals? YearBefore { get; init; }

    /// <summary>Its name.</summary>
    public required string YearBeforeName { get; init; }

    /// <summary>By field.</summary>
    public required IReadOnlyList<PackRow> Fields { get; init; }

    /// <summary>By locality in administrative order, with non-local bodies last.</summary>
    public required IReadOnlyList<PackRow> Units { get; init; }

    /// <summary>By month, or by year.</summary>
    public required IReadOnlyList<PackRow> Periods { get; init; }

    /// <summary>By quarter; empty where the period is no year.</summary>
    public required IReadOnlyList<PackRow> Quarters { get; init; }

    /// <summary>By collective and individual.</summary>
    public required IReadOnlyList<PackRow> Subjects { get; init; }

    /// <summary>By block of organisations.</summary>
    public required IReadOnlyList<PackRow> Blocks { get; init; }

    /// <summary>Who has reported; <see langword="null"/> where nobody owes.</summary>
    public required PackCoverage? Coverage { get; init; }

    /// <summary>Models that were recognised.</summary>
    public required PackList Recognised { get; init; }

    /// <summary>Models that were commended.</summary>
    public required PackList Commended { get; init; }

    /// <summary>All registered models; empty where the document does not list them.</summary>
    public required PackList Registered { get; init; }

    /// <summary>Whether the lists hold only what the caller may see, not all that is counted.</summary>
    public required bool ListsArePart { get; init; }

    /// <summary>Of how many communes of a later, larger province the figures can speak; <see langword="null"/> where it is all of them.</summary>
    public required PartCovered? CoversPart { get; init; }

    /// <summary>Whether it is the report of one body about its own period, in its name.</summary>
    public bool OwnReport { get; init; }

    /// <summary>What the reports that were sent say in words.</summary>
    public IReadOnlyList<PackQuote> Quotes { get; init; } = [];

    /// <summary>The map; <see langword="null"/> where there is nothing to compare on one.</summary>
    public required PackMap? Map { get; init; }

    /// <summary>A measure of a row.</summary>
    public static decimal Of(CubeTotals totals, PackMeasure measure) => measure switch
    {
        PackMeasure.InProgress => totals.InProgress,
        PackMeasure.Recognised => totals.Recognised.Total,
        PackMeasure.Exemplar => totals.Exemplar,
        PackMeasure.Commended => totals.Commended,
        PackMeasure.Replicated => totals.Replicated,
        _ => totals.Registered,
    };
}
