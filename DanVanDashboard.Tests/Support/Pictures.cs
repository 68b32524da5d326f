using System.IO.Compression;
using System.Text;

namespace DanVanDashboard.Tests.Support;

/// <summary>Small files of every kind that is taken, with things in them that must go.</summary>
internal static class Pictures
{
    /// <summary>What none of the kept bytes may contain.</summary>
    public const string Secret = "22.3964N 103.4703E";

    /// <summary>A picture of one grey point whose EXIF, comment and tail tell where it was taken.</summary>
    public static byte[] Jpeg(int extra = 0)
    {
        byte[] plain = Convert.FromBase64String(
            "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=");
        var body = plain[2..];
        // The sample has no end marker of its own in every form; what draws it ends before FF D9.
        return [0xFF, 0xD8, .. Segment(0xE1, "Exif\0\0" + Secret), .. Segment(0xFE, Secret), .. extra > 0 ? Segment(0xED, new string('x', Math.Min(extra, 65000))) : [], .. body, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(Secret)];
    }

    /// <summary>A PNG with a text chunk and an EXIF chunk.</summary>
    public static byte[] Png()
    {
        byte[] plain = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        return [.. plain[..33], .. Chunk("tEXt", "Comment\0" + Secret), .. Chunk("eXIf", Secret), .. plain[33..], .. Encoding.ASCII.GetBytes(Secret)];
    }

    /// <summary>A WebP with EXIF and XMP; the flags of its header promise both.</summary>
    public static byte[] Webp()
    {
        byte[] body = [.. Riff("VP8X", [0x0C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Riff("VP8L", Convert.FromBase64String("LwAAAAAHEP0RiQgA")), .. Riff("EXIF", Encoding.ASCII.GetBytes(Secret)), .. Riff("XMP ", Encoding.ASCII.GetBytes(Secret + "!"))];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length + 4), .. "WEBP"u8, .. body];
    }

    /// <summary>An Office file with a part of this name.</summary>
    public static byte[] Office(params string[] parts)
    {
        using var written = new MemoryStream();
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var part in parts.Prepend("[Content_Types].xml"))
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write("<x/>"u8);
            }
        }

        return written.ToArray();
    }

    private static byte[] Segment(byte marker, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return [0xFF, marker, (byte)((bytes.Length + 2) >> 8), (byte)(bytes.Length + 2), .. bytes];
    }

    private static byte[] Chunk(string name, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        return [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. Encoding.ASCII.GetBytes(name), .. bytes, 0, 0, 0, 0];
    }

    private static byte[] Riff(string name, byte[] bytes) => [.. Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(bytes.Length), .. bytes, .. bytes.Length % 2 == 1 ? new byte[1] : []];
}
