using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Recognition;

/// <summary>A decision as someone wants to record it, cleaned and understood.</summary>
public sealed record DecisionWish
{
    /// <summary>What it does.</summary>
    public required DecisionKind Kind { get; init; }

    /// <summary>Số; as it stands on the paper.</summary>
    public string? Number { get; init; }

    /// <summary>Ngày ban hành.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Cơ quan ban hành; of a commendation who gives it.</summary>
    public string? Body { get; init; }

    /// <summary>Cấp.</summary>
    public RecognitionLevel? Level { get; init; }

    /// <summary>Hình thức khen.</summary>
    public AwardForm? Form { get; init; }

    /// <summary>Người ký.</summary>
    public string? SignedBy { get; init; }

    /// <summary>Ghi chú.</summary>
    public string? Note { get; init; }

    /// <summary>Why an earlier decision is taken back.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a number that the same body has used in the year is known to be right.</summary>
    public bool SameNumber { get; init; }

    /// <summary>The models.</summary>
    public IReadOnlyList<string> ModelIds { get; init; } = [];

    /// <summary>Persons and collectives without a model.</summary>
    public IReadOnlyList<RecipientWish> Recipients { get; init; } = [];
}

/// <summary>A person or a collective to be honoured without a model.</summary>
public sealed record RecipientWish
{
    /// <summary>The name, as the decision writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Tập thể hay cá nhân.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The locality.</summary>
    public required string UnitId { get; init; }

    /// <summary>The body.</summary>
    public string? BodyId { get; init; }

    /// <summary>Whether that body is outside the tree of localities.</summary>
    public bool NonLocal { get; init; }

    /// <summary>Lĩnh vực, where stated.</summary>
    public string? Field { get; init; }

    /// <summary>Khối, where stated.</summary>
    public OrganisationBlock? Block { get; init; }

    /// <summary>Chủ đề.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    /// <summary>Whether a person agreed to be named in documents and on screens; <see langword="null"/> says nothing about it.</summary>
    public bool? Consent { get; init; }

    /// <summary>Whether it is somebody else than whoever bears this name already.</summary>
    public bool SomebodyElse { get; init; }
}
