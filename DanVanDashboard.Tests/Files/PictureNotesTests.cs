using System.Buffers.Binary;
using System.Text;
using DanVanDashboard.Files;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Files;

public sealed class PictureNotesTests
{
    private static readonly FileKind s_jpeg = FileKind.Of(Pictures.Jpeg())!;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Strip_PictureTakenOnItsSide_KeepsWhichWayUpAndNothingElse(bool little)
    {
        var picture = WithNotes(little, 6, Pictures.Jpeg());

        var clean = PictureMetadata.Strip(s_jpeg, picture)!;

        Assert.Equal(6, PictureNotes.Read(clean).Orientation);
        Assert.True(PictureNotes.Read(clean).Thumbnail.IsEmpty);
        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(clean, PictureMetadata.Strip(s_jpeg, clean));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Small_CameraBroughtOne_IsCleanAndStandsAsThePictureDoes(bool little)
    {
        var small = PictureMetadata.Small(s_jpeg, WithNotes(little, 8, Pictures.Jpeg()))!;

        Assert.Equal(8, PictureNotes.Read(small).Orientation);
        Assert.NotNull(FileKind.Of(small));
        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(small), StringComparison.Ordinal);
    }

    [Fact]
    public void Strip_UprightPicture_HasNoNotes() => Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(PictureMetadata.Strip(s_jpeg, WithNotes(true, 1, []))!), StringComparison.Ordinal);

    [Fact]
    public void Read_DamagedAnywhere_GivesNoErrorAndNoThumbnailFromOutside()
    {
        var picture = WithNotes(true, 6, Pictures.Jpeg());
        for (var at = 12; at < 90; at++)
        {
            foreach (var value in (byte[])[0x00, 0x7F, 0xFF])
            {
                var damaged = picture.ToArray();
                damaged[at] = value;
                var notes = PictureNotes.Read(damaged);
                Assert.InRange(notes.Orientation, 1, 8);
                _ = PictureMetadata.Small(s_jpeg, damaged);
            }

            _ = PictureNotes.Read(picture[..at]);
        }

        Assert.Null(PictureMetadata.Small(s_jpeg, WithNotes(true, 6, "no picture at all"u8.ToArray())));
    }

    /// <summary>The grey point as a camera writes it: notes with an orientation, a place, and a small picture with notes of its own.</summary>
    private static byte[] WithNotes(bool little, ushort orientation, byte[] small)
    {
        var secret = Encoding.ASCII.GetBytes(Pictures.Secret + "\0");
        // First directory at 8: orientation and the maker's words; second behind it: where the small picture lies.
        var second = 8 + 2 + 24 + 4;
        var words = second + 2 + 24 + 4;
        var start = words + secret.Length;
        var tiff = new byte[start + small.Length];
        (little ? "II*\0"u8 : "MM\0*"u8).CopyTo(tiff);
        Long(4, 8);
        Short(8, 2);
        Entry(10, 0x0112, 3, 1, 0);
        Short(18, orientation);
        Entry(22, 0x010F, 2, (uint)secret.Length, (uint)words);
        Long(34, small.Length > 0 ? (uint)second : 0);
        Short(second, 2);
        Entry(second + 2, 0x0201, 4, 1, (uint)start);
        Entry(second + 14, 0x0202, 4, 1, (uint)small.Length);
        secret.CopyTo(tiff, words);
        small.CopyTo(tiff, start);
        byte[] body = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. Pictures.Jpeg()[2..]];

        void Short(int at, ushort value)
        {
            if (little)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(tiff.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), value);
            }
        }

        void Long(int at, uint value)
        {
            if (little)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(tiff.AsSpan(at), value);
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at), value);
            }
        }

        void Entry(int at, ushort tag, ushort type, uint count, uint value)
        {
            Short(at, tag);
            Short(at + 2, type);
            Long(at + 4, count);
            Long(at + 8, value);
        }
    }
}
