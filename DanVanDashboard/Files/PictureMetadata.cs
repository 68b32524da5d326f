using System.Buffers.Binary;
using System.Text;

namespace DanVanDashboard.Files;

/// <summary>Takes out of a picture what it says about its maker, its place and its time (EXIF, XMP, IPTC, comments), and whatever hangs behind its end. The picture itself is not touched, and of the notes only that stays which way up it is.</summary>
public static class PictureMetadata
{
    // What draws the picture or gives its colours; every other chunk of a PNG goes.
    private static readonly HashSet<string> s_png = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "cICP"];

    /// <summary>The picture without its metadata; <see langword="null"/> where it does not hold together.</summary>
    public static byte[]? Strip(FileKind kind, byte[] content) => kind.Extension switch
    {
        ".jpg" => Jpeg(content, PictureNotes.Read(content).Orientation),
        ".png" => Png(content),
        ".webp" => Webp(content),
        _ => content,
    };

    /// <summary>The small picture that the camera put beside a JPEG, cleaned like any other and as much upright; <see langword="null"/> where there is none.</summary>
    public static byte[]? Small(FileKind kind, byte[] content)
    {
        if (kind.Extension != ".jpg")
        {
            return null;
        }

        var notes = PictureNotes.Read(content);
        var small = notes.Thumbnail.ToArray();
        return FileKind.Of(small) is { Extension: ".jpg" } ? Jpeg(small, notes.Orientation) : null;
    }

    private static byte[]? Jpeg(ReadOnlySpan<byte> source, int orientation)
    {
        using var kept = new MemoryStream(source.Length);
        kept.Write(source[..2]);
        // Without this one note a picture taken with the camera on its side would lie on its side.
        kept.Write(PictureNotes.Segment(orientation));
        var at = 2;
        while (at + 4 <= source.Length)
        {
            if (source[at] != 0xFF)
            {
                return null;
            }

            var marker = source[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                break;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(source[(at + 2)..]);
            if (length < 2 || at + 2 + length > source.Length)
            {
                return null;
            }

            // JFIF, the colour profile and Adobe's note on colours are needed to show it; APP1 is EXIF and XMP, APP13 IPTC, FE a comment.
            var told = marker is (>= 0xE1 and <= 0xEF and not 0xE2 and not 0xEE) or 0xFE
                || (marker == 0xE2 && !source[(at + 4)..(at + 2 + length)].StartsWith("ICC_PROFILE"u8));
            if (!told)
            {
                kept.Write(source.Slice(at, 2 + length));
            }

            at += 2 + length;
            if (marker == 0xDA)
            {
                var end = at;
                while (end + 1 < source.Length && !(source[end] == 0xFF && source[end + 1] is not (0x00 or (>= 0xD0 and <= 0xD7))))
                {
                    end++;
                }

                if (end + 1 >= source.Length)
                {
                    return null;
                }

                kept.Write(source[at..end]);
                at = end;
            }
        }

        if (at + 2 > source.Length || source[at] != 0xFF || source[at + 1] != 0xD9)
        {
            return null;
        }

        kept.Write([0xFF, 0xD9]);
        return kept.ToArray();
    }

    private static byte[]? Png(ReadOnlySpan<byte> source)
    {
        using var kept = new MemoryStream(source.Length);
        kept.Write(source[..8]);
        var at = 8;
        while (at + 12 <= source.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(source[at..]);
            if (length > int.MaxValue - 12 || at + 12 + (int)length > source.Length)
            {
                return null;
            }

            var name = Encoding.ASCII.GetString(source.Slice(at + 4, 4));
            if (s_png.Contains(name))
            {
                kept.Write(source.Slice(at, 12 + (int)length));
            }

            if (name == "IEND")
            {
                return kept.ToArray();
            }

            at += 12 + (int)length;
        }

        return null;
    }

    private static byte[]? Webp(ReadOnlySpan<byte> source)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(source[4..]);
        if (size + 8L > source.Length)
        {
            return null;
        }

        using var kept = new MemoryStream(source.Length);
        kept.Write(source[..12]);
        var at = 12;
        var end = (int)size + 8;
        while (at + 8 <= end)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(source[(at + 4)..]);
            var whole = 8L + length + (length & 1);
            if (at + 8L + length > end)
            {
                return null;
            }

            var chunk = source.Slice(at, (int)Math.Min(whole, end - at)).ToArray();
            var name = Encoding.ASCII.GetString(chunk, 0, 4);
            if (name == "VP8X" && chunk.Length > 8)
            {
                // Its flags promise EXIF and XMP.
                chunk[8] &= 0b1111_0011;
            }

            if (name is "VP8 " or "VP8L" or "VP8X" or "ALPH" or "ANIM" or "ANMF" or "ICCP")
            {
                kept.Write(chunk);
            }

            at += (int)whole;
        }

        var result = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)result.Length - 8);
        return result.Length > 12 ? result : null;
    }
}
