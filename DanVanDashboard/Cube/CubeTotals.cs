namespace DanVanDashboard.Cube;

/// <summary>A count split by the level of recognition: xã, huyện, tỉnh.</summary>
/// <param name="Commune">Cấp cơ sở, xã.</param>
/// <param name="District">Cấp huyện.</param>
/// <param name="Province">Cấp tỉnh.</param>
public readonly record struct LevelCounts(decimal Commune, decimal District, decimal Province)
{
    /// <summary>The three together.</summary>
    public decimal Total => Commune + District + Province;
}

/// <summary>Every measure of one cell of the campaign. Whole numbers, except in a view restated by weights, where a share of a model can count; a whole number then still has no decimals.</summary>
public sealed record CubeTotals
{
    /// <summary>Nothing at all.</summary>
    public static readonly CubeTotals Zero = new();

    /// <summary>Models registered or carried over in the period, pending included, withdrawn not.</summary>
    public decimal Registered { get; init; }

    /// <summary>Đăng ký mới: those of <see cref="Registered"/> whose registration itself is dated in the period.</summary>
    public decimal RegisteredNew { get; init; }

    /// <summary>Duy trì: those of <see cref="Registered"/> that were only carried over in the period.</summary>
    public decimal CarriedOver => Registered - RegisteredNew;

    /// <summary>Đang thực hiện at the period's end: a stock, never to be added over periods.</summary>
    public decimal InProgress { get; init; }

    /// <summary>Được công nhận: distinct models with a decision in the period, by the highest level reached by its end.</summary>
    public LevelCounts Recognised { get; init; }

    /// <summary>Lượt công nhận: decisions of the period by level.</summary>
    public LevelCounts Recognitions { get; init; }

    /// <summary>Điển hình tiên tiến: models, and persons or collectives honoured without a model.</summary>
    public decimal Exemplar { get; init; }

    /// <summary>Được khen thưởng: recipients, each once.</summary>
    public decimal Commended { get; init; }

    /// <summary>Lượt khen thưởng: decisions of commendation.</summary>
    public decimal Commendations { get; init; }

    /// <summary>Nhân rộng: replications of the period.</summary>
    public decimal Replicated { get; init; }

    /// <summary>Dừng thực hiện, or ended by a review, in the period.</summary>
    public decimal Stopped { get; init; }

    internal static CubeTotals Of<T>(T row)
        where T : IMeasures => new()
    {
        Registered = row[Measure.Registered],
        RegisteredNew = row[Measure.RegisteredNew],
        InProgress = row[Measure.InProgress],
        Recognised = new(row[Measure.Recognised], row[Measure.Recognised + 1], row[Measure.Recognised + 2]),
        Recognitions = new(row[Measure.Recognitions], row[Measure.Recognitions + 1], row[Measure.Recognitions + 2]),
        Exemplar = row[Measure.Exemplar],
        Commended = row[Measure.Commended],
        Commendations = row[Measure.Commendations],
        Replicated = row[Measure.Replicated],
        Stopped = row[Measure.Stopped],
    };
}
