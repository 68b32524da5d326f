using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // One row per file; the words are those of docs/api.md, "Files".
public sealed class AttachmentRow
{
    public required string Id { get; set; }
    /// <summary>What it belongs to: <c>model</c>, <c>report</c>, <c>message</c>, <c>decision</c>.</summary>
    public required string OwnerKind { get; set; }
    public required string OwnerId { get; set; }
    public required string Name { get; set; }
    public required string MediaType { get; set; }
    public long Size { get; set; }
    /// <summary>Of the bytes as they are kept, in hexadecimal.</summary>
    public required string Sha256 { get; set; }
    public string? Caption { get; set; }
    /// <summary>Whether a picture shows people; <see langword="null"/> for other files.</summary>
    public bool? People { get; set; }
    /// <summary>Whether those people agreed.</summary>
    public bool? Consent { get; set; }
    public bool Internal { get; set; }
    public bool Thumbnail { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTime? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
}

/// <summary>A file on its way. How much of it has come is the length of its part on the disk.</summary>
public sealed class UploadRow
{
    public required string Id { get; set; }
    public required string OwnerKind { get; set; }
    public required string OwnerId { get; set; }
    public required string Name { get; set; }
    public long Size { get; set; }
    public string? Caption { get; set; }
    public bool? People { get; set; }
    public bool? Consent { get; set; }
    public bool Internal { get; set; }
    public required string ByUser { get; set; }
    public DateTime At { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<AttachmentRow> Attachments => Set<AttachmentRow>();
    public DbSet<UploadRow> Uploads => Set<UploadRow>();
}
#pragma warning restore CS1591

internal static class Attachments
{
    internal static void AddAttachments(this ModelBuilder builder)
    {
        builder.Table<AttachmentRow>("attachments", r => r.Id);
        builder.Table<UploadRow>("uploads", r => r.Id);
        builder.Belongs<UploadRow, AccountRow>(nameof(UploadRow.ByUser));
    }
}
