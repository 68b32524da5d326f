using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>What a reported number says about time. Only figures of one meaning are ever set against each other as whole and parts.</summary>
public enum TimeMeaning
{
    /// <summary>Trong kỳ: the only meaning that adds over time.</summary>
    Period,

    /// <summary>Lũy kế, from a start to a day.</summary>
    Cumulative,

    /// <summary>Tại một thời điểm.</summary>
    Stock,

    /// <summary>Tăng, giảm so với một mốc.</summary>
    Change,

    /// <summary>The source does not say.</summary>
    Unstated,
}

/// <summary>How a source qualifies a number.</summary>
public enum Exactness
{
    /// <summary>As it stands.</summary>
    Exact,

    /// <summary>"Trên", "hơn": the true value is larger.</summary>
    Over,

    /// <summary>"Gần": the true value is a little smaller.</summary>
    Nearly,
}

/// <summary>Whether a source dates its number.</summary>
public enum Dated
{
    /// <summary>Văn bản không ghi ngày.</summary>
    Undated,

    /// <summary>Only a year.</summary>
    YearOnly,

    /// <summary>By day or month.</summary>
    Yes,
}

/// <summary>Số liệu báo cáo: one number as one source states it. It is never corrected or overwritten; other sources stand beside it.</summary>
public sealed record Observation
{
    /// <summary>Stable id, unique in the store.</summary>
    public required string Id { get; init; }

    /// <summary>The campaign (phong trào, giai đoạn) that it belongs to.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Where it is written.</summary>
    public required string SourceId { get; init; }

    /// <summary>Chỉ tiêu: a key of the <see cref="MetricCatalogue"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The unit as it was when the number was reported.</summary>
    public required string UnitId { get; init; }

    /// <summary>First day as far as stated.</summary>
    public PartialDate From { get; init; }

    /// <summary>Last day, or the day of a stock, as far as stated.</summary>
    public PartialDate To { get; init; }

    /// <summary>How the source dates the number.</summary>
    public required Dated Dated { get; init; }

    /// <summary>In the period, cumulative, stock, change, or unstated.</summary>
    public required TimeMeaning Time { get; init; }

    /// <summary>Collective or individual; <see langword="null"/> where the number is not split by it.</summary>
    public Subject? Subject { get; init; }

    /// <summary>A key of the campaign's taxonomy, or several joined by <c>+</c> where a source counts them together; <see langword="null"/> where the number is not split by field.</summary>
    public string? Field { get; init; }

    /// <summary>Cấp công nhận, khen thưởng.</summary>
    public RecognitionLevel? RecognisedAt { get; init; }

    /// <summary>The level that the counted models aim at.</summary>
    public RecognitionLevel? TargetLevel { get; init; }

    /// <summary>The number, in <see cref="Measure"/>.</summary>
    public required decimal Value { get; init; }

    /// <summary>Of how many, as in 22/28.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>Exact, over or nearly.</summary>
    public required Exactness Exactness { get; init; }

    /// <summary>Unit of measure in the source's words.</summary>
    public required string Measure { get; init; }

    /// <summary>Chủ đề.</summary>
    public string? Theme { get; init; }

    /// <summary>Khối.</summary>
    public OrganisationBlock? Block { get; init; }

    /// <summary>Who gave an award.</summary>
    public string? Giver { get; init; }

    /// <summary>Form of an award.</summary>
    public AwardForm? Form { get; init; }

    /// <summary>What the source narrows the number down to, in its words.</summary>
    public string? Scope { get; init; }

    /// <summary>The body that the source speaks of; not the one that vouches for the number.</summary>
    public string? BodyNamed { get; init; }

    /// <summary>The few words by which it is found in the source.</summary>
    public required string Locator { get; init; }

    /// <summary>The keys in <see cref="Field"/>; empty where the number is not split by field.</summary>
    public IReadOnlyList<string> FieldKeys => Field is null ? [] : Field.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A model as a row of a source names it, as far as figures are compared with it.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="SourceId">Where it is named.</param>
/// <param name="Name">As the source writes it.</param>
/// <param name="UnitId">The unit that it is filed under.</param>
/// <param name="Field">Key of the campaign's taxonomy, or <see langword="null"/> where the source states none.</param>
/// <param name="Address">The address stated, or <see langword="null"/>.</param>
public sealed record NamedModel(string Id, string SourceId, string Name, string UnitId, string? Field, string? Address);
