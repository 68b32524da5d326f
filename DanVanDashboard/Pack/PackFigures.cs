using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Pack;

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

/// <summary>A filter in words.</summary>
/// <param name="Label">What it narrows.</param>
/// <param name="Value">To what.</param>
public sealed record PackFilter(string Label, string Value);

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

    /// <summary>Of a locality: the same by field, in the campaign's order.</summary>
    public IReadOnlyList<CubeTotals> Fields { get; init; } = [];
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
public sealed record PackModel(string Name, string Field, string Owner, string Subject, string Place, DateOnly? On, string What, string? Number, string? By)
{
    /// <summary>Its id; empty for a person or a collective honoured without a model, who stands in <see cref="Name"/>.</summary>
    public string Id { get; init; } = "";

    /// <summary>The row of <see cref="PackFigures.Units"/> that it is counted in, as it was counted.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether it is of an individual, who comes after the collectives.</summary>
    public bool Individual { get; init; }

    /// <summary>Order of ceremony of what it received: the highest first; 0 where nothing.</summary>
    public int Rank { get; init; }
}

/// <summary>A list of models by name.</summary>
/// <param name="Models">Those that are named, in administrative order.</param>
/// <param name="Unnamed">How many more there are that are marked for inner use.</param>
/// <param name="More">How many more there are than a file takes.</param>
public sealed record PackList(IReadOnlyList<PackModel> Models, int Unnamed, int More)
{
    /// <summary>No list.</summary>
    public static readonly PackList None = new([], 0, 0);
}

/// <summary>The shapes of a map as they were drawn: no later change of boundaries reaches them.</summary>
/// <param name="Width">Width in drawing units.</param>
/// <param name="Height">Height in drawing units.</param>
/// <param name="Outline">The outer line of all shapes.</param>
/// <param name="Origin">The day from which real boundaries hold; <see langword="null"/> for a schematic map.</param>
/// <param name="Credit">Source and licence of real boundaries.</param>
/// <param name="Shapes">The shapes.</param>
public sealed record PackDrawing(double Width, double Height, string Outline, string? Origin, string Credit, IReadOnlyList<MapShape> Shapes)
{
    /// <summary>The shapes of a drawing.</summary>
    public static PackDrawing Of(MapDrawing drawing) => new(drawing.Width, drawing.Height, drawing.OutlinePath, drawing.Origin, drawing.Credit, drawing.Shapes);
}

/// <summary>The classes of a map's colours.</summary>
/// <param name="Classes">From low to high.</param>
/// <param name="Format">The format of their bounds.</param>
public sealed record PackScale(IReadOnlyList<ValueClass> Classes, string Format)
{
    /// <summary>The classes of <paramref name="values"/>.</summary>
    public static PackScale Of(IEnumerable<decimal> values) => Classification.Of(values) is var made ? new(made.Classes, made.Format) : throw new InvalidOperationException();

    /// <summary>The step of a value on the ramp, 1 to 5; 0 where there is none.</summary>
    public int StepOf(decimal? value) => value is { } v ? Classes.FirstOrDefault(c => v <= c.Upper)?.Step ?? 5 : 0;
}

/// <summary>The map of the pack.</summary>
/// <param name="Drawing">Its shapes.</param>
/// <param name="Values">The number of each that may be seen.</param>
/// <param name="Scale">The classes of its colours.</param>
public sealed record PackMap(PackDrawing Drawing, IReadOnlyDictionary<string, decimal> Values, PackScale Scale);

/// <summary>A target of the year and how far it is reached.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Target">The target.</param>
/// <param name="Reached">The figure of the year.</param>
/// <param name="Document">The document that set it; empty where none is stated.</param>
public sealed record PackTarget(PackMeasure Measure, decimal Target, decimal Reached, string Document);

/// <summary>Which frozen set of figures something is written from.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name it was given.</param>
/// <param name="Version">Bản, counted from 1 for each name.</param>
/// <param name="At">When it was frozen, by the clocks there.</param>
/// <param name="Asked">How many bodies were asked to confirm; 0 where none was.</param>
/// <param name="Confirmed">How many of them confirmed what is shown of them.</param>
/// <param name="Objected">How many objected.</param>
public sealed record PackFrozen(string Id, string Name, int Version, DateTimeOffset At, int Asked, int Confirmed, int Objected);

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

    /// <summary>The whole that it covers, by its name: "Tỉnh Lai Châu", the chosen locality, or the body whose figures they are.</summary>
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
    public required IReadOnlyList<PackFilter> Filters { get; init; }

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

    /// <summary>The targets of the year, of the whole; empty where the period is no year, where something is narrowed, or where none is set.</summary>
    public IReadOnlyList<PackTarget> Plan { get; init; } = [];

    /// <summary>The frozen set that this is; <see langword="null"/> where it was gathered on asking.</summary>
    public PackFrozen? Frozen { get; init; }

    /// <summary>The same figures for a document that is about less: lists that it does not bear are left out.</summary>
    public PackFigures For(PackDocument document) => this with
    {
        Document = document,
        Recognised = document is PackDocument.Review or PackDocument.Pack ? Recognised : PackList.None,
        Commended = document is PackDocument.Review or PackDocument.Pack ? Commended : PackList.None,
        Registered = document is PackDocument.Models or PackDocument.Pack ? Registered : PackList.None,
        Quotes = document == PackDocument.Models ? [] : Quotes,
    };

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
