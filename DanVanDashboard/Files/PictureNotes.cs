using System.Buffers.Binary;

namespace DanVanDashboard.Files;

/// <summary>
/// What of a camera's notes (EXIF in a JPEG) is of use without telling about people: which way up the picture was taken, and the small
/// picture that most cameras put beside the large one. Everything else in the notes is thrown away with them.
/// </summary>
/// <param name="Orientation">1 (upright) to 8, as EXIF tag 0x0112 counts them.</param>
/// <param name="Thumbnail">The small JPEG, as the camera wrote it; empty where there is none.</param>
public readonly record struct PictureNotes(int Orientation, ReadOnlyMemory<byte> Thumbnail)
{
    private const int OrientationTag = 0x0112;
    private const int ThumbnailStart = 0x0201;
    private const int ThumbnailLength = 0x0202;

    /// <summary>Notes of a picture that has none.</summary>
    public static PictureNotes None => new(1, default);

    /// <summary>Reads the notes of a JPEG; what is damaged in them counts as not there.</summary>
    public static PictureNotes Read(byte[] jpeg)
    {
        var at = 2;
        while (at + 4 <= jpeg.Length && jpeg[at] == 0xFF && jpeg[at + 1] is not (0xDA or 0xD9))
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg.AsSpan(at + 2));
            if (length < 2 || at + 2 + length > jpeg.Length)
            {
                return None;
            }

            var part = jpeg.AsMemory(at + 4, length - 2);
            if (jpeg[at + 1] == 0xE1 && part.Span.StartsWith("Exif\0\0"u8))
            {
                return OfTiff(part[6..]);
            }

            at += 2 + length;
        }

        return None;
    }

    /// <summary>A note of the orientation alone, as a JPEG segment; empty for an upright picture, which needs none.</summary>
    public static byte[] Segment(int orientation) => orientation is > 1 and <= 8
        ? [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]
        : [];

    private static PictureNotes OfTiff(ReadOnlyMemory<byte> tiff)
    {
        var span = tiff.Span;
        if (span.Length < 8 || !(span.StartsWith("II*\0"u8) || span.StartsWith("MM\0*"u8)))
        {
            return None;
        }

        var little = span[0] == 'I';
        var (orientation, start, length) = (1L, 0L, 0L);
        var directory = Long(span, 4, little);
        // The first directory is of the picture, the second of the small one.
        for (var i = 0; i < 2 && directory >= 8 && directory + 2 <= span.Length; i++)
        {
            var count = Short(span, (int)directory, little);
            var end = directory + 2 + (12L * count);
            if (end > span.Length)
            {
                break;
            }

            for (var entry = (int)directory + 2; entry < end; entry += 12)
            {
                switch (Short(span, entry, little))
                {
                    case OrientationTag when i == 0:
                        orientation = Short(span, entry + 8, little);
                        break;
                    case ThumbnailStart when i == 1:
                        start = Long(span, entry + 8, little);
                        break;
                    case ThumbnailLength when i == 1:
                        length = Long(span, entry + 8, little);
                        break;
                }
            }

            directory = end + 4 <= span.Length ? Long(span, (int)end, little) : 0;
        }

        var held = start > 0 && length > 4 && start + length <= span.Length;
        return new(orientation is >= 1 and <= 8 ? (int)orientation : 1, held ? tiff.Slice((int)start, (int)length) : default);
    }

    private static ushort Short(ReadOnlySpan<byte> s, int at, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(s[at..]) : BinaryPrimitives.ReadUInt16BigEndian(s[at..]);

    private static uint Long(ReadOnlySpan<byte> s, int at, bool little) => little ? BinaryPrimitives.ReadUInt32LittleEndian(s[at..]) : BinaryPrimitives.ReadUInt32BigEndian(s[at..]);
}
