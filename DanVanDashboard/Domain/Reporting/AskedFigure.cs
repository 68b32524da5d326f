using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>Into which cells a line of the report form is divided. The whole is always asked too, so that its parts can be checked against it.</summary>
public enum AskedSplit
{
    /// <summary>The whole only.</summary>
    None,

    /// <summary>Tập thể, cá nhân.</summary>
    Subject,

    /// <summary>Each field.</summary>
    Field,

    /// <summary>Each field, and apart from it collective and individual: two divisions of one whole.</summary>
    FieldAndSubject,

    /// <summary>Each field for collective and for individual: one division into all crossings.</summary>
    FieldBySubject,
}

/// <summary>Where a cell of the report is filled in from before anyone types: a count of the registry for the body and period.</summary>
public enum Prefill
{
    /// <summary>Nowhere: the body counts it itself.</summary>
    None,

    /// <summary>Đăng ký, carried-over models included.</summary>
    Registered,

    /// <summary>Đăng ký mới.</summary>
    RegisteredNew,

    /// <summary>Duy trì.</summary>
    CarriedOver,

    /// <summary>Đang thực hiện at the end of the period.</summary>
    InProgress,

    /// <summary>Được công nhận: distinct models; with a level only those whose highest level it is.</summary>
    Recognised,

    /// <summary>Lượt công nhận: decisions; with a level only those of it.</summary>
    Recognitions,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được khen thưởng: recipients.</summary>
    Commended,

    /// <summary>Nhân rộng.</summary>
    Replicated,

    /// <summary>Dừng thực hiện.</summary>
    Stopped,
}

/// <summary>
/// Chỉ tiêu báo cáo: a line of the report form of a campaign, in one version. A version holds for the periods whose last day is not
/// before the first day of <see cref="From"/>, until a later version of the same line takes over; one that is <see cref="Retired"/>
/// ends the line. Nothing is deleted: what was asked for a period that has passed stays known.
/// </summary>
public sealed record AskedFigure
{
    /// <summary>Id of this version.</summary>
    public required string Id { get; init; }

    /// <summary>What the versions of one line have in common.</summary>
    public required string Line { get; init; }

    /// <summary>1 for the first, one more for each change.</summary>
    public required int Version { get; init; }

    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Chỉ tiêu: a key of the <see cref="MetricCatalogue"/>, or the board's own, which then bears <see cref="Name"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The board's own name for the line; <see langword="null"/>: the name of the metric.</summary>
    public Bilingual? Name { get; init; }

    /// <summary>The one field that the line is about; <see langword="null"/> for all.</summary>
    public string? Field { get; init; }

    /// <summary>The one subject that the line is about; <see langword="null"/> for both.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Cấp công nhận, khen thưởng; <see langword="null"/> for all.</summary>
    public RecognitionLevel? Level { get; init; }

    /// <summary>Into which cells it is divided.</summary>
    public AskedSplit Split { get; init; }

    /// <summary>Unit of measure.</summary>
    public required Bilingual Measure { get; init; }

    /// <summary>What the number says about time: <see cref="TimeMeaning.Period"/>, <see cref="TimeMeaning.Stock"/> or <see cref="TimeMeaning.Cumulative"/>.</summary>
    public TimeMeaning Time { get; init; }

    /// <summary>By whom it is reported.</summary>
    public BodyChoice By { get; init; } = BodyChoice.All;

    /// <summary>In the reports of which grains it is asked.</summary>
    public required IReadOnlyList<PeriodKind> Kinds { get; init; }

    /// <summary>From where it is prefilled.</summary>
    public Prefill Prefill { get; init; }

    /// <summary>The first period for which this version holds.</summary>
    public required PeriodKey From { get; init; }

    /// <summary>Whether the line is asked no more from <see cref="From"/> on.</summary>
    public bool Retired { get; init; }

    /// <summary>Place among the lines; the same for all versions.</summary>
    public int Order { get; init; }

    /// <summary>Whether this version has begun for <paramref name="period"/>.</summary>
    public bool HasBegun(PeriodKey period) => period.To >= From.From;

    /// <summary>The cells of the line in the order of the form: the whole, then its parts.</summary>
    /// <param name="fields">The campaign's fields in order.</param>
    public IEnumerable<AskedCell> Cells(FieldTaxonomy fields)
    {
        yield return Cell(Field, Subject);
        IEnumerable<string> each = Field is null ? fields.Fields.Select(f => f.Key) : [];
        IReadOnlyList<Subject> both = Subject is null ? [Campaigns.Subject.Collective, Campaigns.Subject.Individual] : [];
        var parts = Split switch
        {
            AskedSplit.Subject => both.Select(s => Cell(Field, s)),
            AskedSplit.Field => each.Select(f => Cell(f, Subject)),
            AskedSplit.FieldAndSubject => each.Select(f => Cell(f, Subject)).Concat(both.Select(s => Cell(Field, s))),
            AskedSplit.FieldBySubject => each.SelectMany(f => both.Select(s => Cell(f, s))),
            _ => [],
        };
        foreach (var part in parts)
        {
            yield return part;
        }

        AskedCell Cell(string? field, Subject? subject) => new(this, field, subject);
    }
}

/// <summary>One cell of the report form.</summary>
/// <param name="Line">The line that it belongs to.</param>
/// <param name="Field">Its field; <see langword="null"/> where it is not split by field.</param>
/// <param name="Subject">Its subject; <see langword="null"/> where it is not split by it.</param>
public sealed record AskedCell(AskedFigure Line, string? Field, Subject? Subject)
{
    /// <summary>What tells a cell of a report from the others: metric, field, subject and level, e.g. <c>recognised|economy||province</c>.</summary>
    public string Key => KeyOf(Line.Metric, Field, Subject, Line.Level);

    /// <summary>Whether it is the whole of its line.</summary>
    public bool IsWhole => Field == Line.Field && Subject == Line.Subject;

    /// <summary>The key of a number as a report gives it.</summary>
    public static string KeyOf(string metric, string? field, Subject? subject, RecognitionLevel? level) =>
        $"{metric}|{field}|{(subject is { } s ? Wire.Name(s) : "")}|{(level is { } l ? Wire.Name(l) : "")}";
}

/// <summary>All versions of all lines that a campaign asks for.</summary>
/// <param name="Versions">In the order of the form, the newest version of a line first.</param>
public sealed record AskedFigures(IReadOnlyList<AskedFigure> Versions)
{
    /// <summary>A campaign that asks for nothing.</summary>
    public static readonly AskedFigures None = new([]);

    /// <summary>The lines that hold for a period, whoever reports them, in the order of the form.</summary>
    public IEnumerable<AskedFigure> Lines(PeriodKey period) =>
        Versions.GroupBy(v => v.Line)
            .Select(g => g.Where(v => v.HasBegun(period)).OrderByDescending(v => v.From.From).ThenByDescending(v => v.Version).FirstOrDefault())
            .OfType<AskedFigure>().Where(v => !v.Retired && v.Kinds.Contains(period.Kind)).OrderBy(v => v.Order).ThenBy(v => v.Line, StringComparer.Ordinal);

    /// <summary>The lines that a body reports for a period.</summary>
    public IEnumerable<AskedFigure> LinesOf(Body body, PeriodKey period) => Lines(period).Where(l => l.By.Includes(body));

    /// <summary>The cells that a body fills in for a period; no key occurs twice.</summary>
    public IReadOnlyList<AskedCell> CellsOf(Body body, PeriodKey period, FieldTaxonomy fields) =>
        [.. LinesOf(body, period).SelectMany(l => l.Cells(fields)).DistinctBy(c => c.Key)];
}
