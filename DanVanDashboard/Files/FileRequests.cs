using DanVanDashboard.Data;

namespace DanVanDashboard.Files;

/// <summary>Body of <c>POST /api/v1/files/uploads</c>.</summary>
public sealed record UploadRequest
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public string? OwnerKind { get; init; }
    public string? OwnerId { get; init; }
    public string? Name { get; init; }
    public long? Size { get; init; }
    public string? Caption { get; init; }
    public bool? People { get; init; }
    public bool? Consent { get; init; }
    public bool? Internal { get; init; }
#pragma warning restore CS1591
}

/// <summary>Body of <c>POST /api/v1/files/{id}/withdraw</c>.</summary>
/// <param name="Reason">Why.</param>
public sealed record FileWithdrawal(string? Reason);

/// <summary>A file on its way.</summary>
/// <param name="Id">Also the id of the file once it is whole.</param>
/// <param name="Offset">How many bytes have come; the next chunk begins here.</param>
/// <param name="Size">How many there will be.</param>
/// <param name="Chunk">How many bytes a chunk should have.</param>
public sealed record UploadView(string Id, long Offset, long Size, int Chunk);

/// <summary>A file as the API and the pages show it.</summary>
public sealed record FileView
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public required string Id { get; init; }
    public required string OwnerKind { get; init; }
    public required string OwnerId { get; init; }
    public required string Name { get; init; }
    public required string MediaType { get; init; }
    public required long Size { get; init; }
    public required string? Caption { get; init; }
    public required bool? People { get; init; }
    public required bool? Consent { get; init; }
    public required bool Internal { get; init; }
    public required bool Thumbnail { get; init; }
    public required string By { get; init; }
    public required DateTime At { get; init; }
    public required DateTime? WithdrawnAt { get; init; }
    public required string? WithdrawnReason { get; init; }
#pragma warning restore CS1591

    internal static FileView Of(AttachmentRow r) => new()
    {
        Id = r.Id, OwnerKind = r.OwnerKind, OwnerId = r.OwnerId, Name = r.Name, MediaType = r.MediaType, Size = r.Size, Caption = r.Caption, People = r.People, Consent = r.Consent,
        Internal = r.Internal, Thumbnail = r.Thumbnail, By = r.ByUser, At = r.At, WithdrawnAt = r.WithdrawnAt, WithdrawnReason = r.WithdrawnReason,
    };
}
