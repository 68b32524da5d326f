using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Presentation;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Filters as a body of a request bears them; the same names as in <c>GET /api/v1/summary</c>.</summary>
public record FilterRequest
{
    public string? Campaign { get; init; }
    public string? Unit { get; init; }
    public string? Body { get; init; }
    public string? Period { get; init; }
    public string? Field { get; init; }
    public string? Theme { get; init; }
    public string? Block { get; init; }
    public string? Subject { get; init; }
    public string? Boundaries { get; init; }

    internal PackRequest Query => new(Campaign, Unit, Body, Period, Field, Theme, Block, Subject, Boundaries, "pack");
}

/// <summary>Body of <c>POST /api/v1/snapshots</c>.</summary>
public sealed record FreezeRequest : FilterRequest
{
    public string? Name { get; init; }
    public string? Note { get; init; }
    public string? ConfirmationId { get; init; }
}

/// <summary>Body of <c>POST /api/v1/confirmations</c>.</summary>
public sealed record AskRequest : FilterRequest
{
    public string? Name { get; init; }
    public decimal? Hours { get; init; }
}

/// <summary>Body of <c>POST /api/v1/confirmations/{id}/answers</c>.</summary>
public sealed record ConfirmRequest
{
    public string? UnitId { get; init; }
    public bool? Confirmed { get; init; }
    public string? Text { get; init; }
    /// <summary>What was seen, as <c>GET /api/v1/confirmations/{id}</c> sealed it; a confirmation of something that has changed since is refused.</summary>
    public string? Seal { get; init; }
}

/// <summary>Body of <c>POST /api/v1/decks</c> and of <c>POST /api/v1/decks/{id}</c>.</summary>
public sealed record DeckRequest : FilterRequest
{
    public string? Name { get; init; }
    /// <summary>dark or light.</summary>
    public string? Ground { get; init; }
    public string? SnapshotId { get; init; }
    public IReadOnlyList<SlideRequest>? Slides { get; init; }
    public int? Version { get; init; }
}

/// <summary>A slide of a deck.</summary>
public sealed record SlideRequest
{
    public string? Kind { get; init; }
    public string? Title { get; init; }
    public string? Notes { get; init; }
    public string? Text { get; init; }
    public string? UnitId { get; init; }
    public SlideModel? Model { get; init; }
}

/// <summary>Body of <c>POST /api/v1/screens</c>.</summary>
public sealed record ScreenRequest : FilterRequest
{
    public string? Name { get; init; }
    public string? DeckId { get; init; }
    /// <summary>so-ket, tong-ket, giao-ban.</summary>
    public string? Ready { get; init; }
    public decimal? Seconds { get; init; }
}

/// <summary>A body without members.</summary>
public sealed record NothingRequest;

/// <summary>A frozen set.</summary>
public sealed record SnapshotView(string Id, string Campaign, string Name, int Version, DateTime FrozenAt, string FrozenBy, long Sequence, string? Period, string? Boundaries, string? Note, int Asked, int Confirmed, int Objected, string Hash)
{
    internal static SnapshotView Of(FrozenSet s) =>
        new(s.Id, s.Campaign, s.Name, s.Version, s.FrozenAt, s.FrozenBy, s.Sequence, s.Query.Period, s.Query.Boundaries, s.Note, s.Asked, s.Confirmed, s.Objected, s.Hash);
}

/// <summary>A deck.</summary>
public sealed record DeckView(string Id, string Campaign, string Name, string Ground, string? SnapshotId, int Version, IReadOnlyList<DeckSlide> Slides);

/// <summary>A screen; its link is told once, where it is made.</summary>
public sealed record ScreenView(string Id, string Campaign, string Name, string? DeckId, string? Ready, int Seconds, DateTime MadeAt, DateTime? RevokedAt, string? Link);

/// <summary>A confirmation and how it stands.</summary>
public sealed record ConfirmationView(string Id, string Campaign, string Name, DateTime OpenedAt, DateTime ClosesAt, bool Open, int Asked, int Confirmed, int Objected);
#pragma warning restore CS1591
