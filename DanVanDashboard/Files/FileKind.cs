using System.IO.Compression;
using System.Text;

namespace DanVanDashboard.Files;

/// <summary>A kind of file that is taken, known by its content and never by its name alone.</summary>
/// <param name="Extension">As its name ends, with the dot.</param>
/// <param name="MediaType">As it is sent.</param>
/// <param name="Image">Whether it is a picture.</param>
public sealed record FileKind(string Extension, string MediaType, bool Image)
{
    /// <summary>Everything that is taken.</summary>
    public static readonly IReadOnlyList<FileKind> All =
    [
        new(".jpg", "image/jpeg", true), new(".png", "image/png", true), new(".webp", "image/webp", true), new(".pdf", "application/pdf", false),
        new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false),
        new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false),
        new(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", false),
    ];

    /// <summary>What a field for files offers.</summary>
    public static readonly string Accepted = string.Join(',', All.Select(k => k.Extension).Append(".jpeg"));

    /// <summary>What a name promises; <see langword="null"/> if nothing that is taken.</summary>
    public static FileKind? Named(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return All.FirstOrDefault(k => k.Extension == (extension == ".jpeg" ? ".jpg" : extension));
    }

    /// <summary>What the bytes are; <see langword="null"/> if nothing that is taken. A document with macros is not.</summary>
    public static FileKind? Of(byte[] content)
    {
        ReadOnlySpan<byte> head = content;
        var extension = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ".jpg"
            : head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? ".png"
            : head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WEBP"u8) ? ".webp"
            : head.StartsWith("%PDF-"u8) ? ".pdf"
            : head.StartsWith("PK\u0003\u0004"u8) ? OfficeOf(content)
            : null;
        return All.FirstOrDefault(k => k.Extension == extension);
    }

    private static string? OfficeOf(byte[] content)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
            var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return !names.Contains("[Content_Types].xml") || names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) ? null
                : names.Contains("word/document.xml") ? ".docx"
                : names.Contains("xl/workbook.xml") ? ".xlsx"
                : names.Contains("ppt/presentation.xml") ? ".pptx"
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
