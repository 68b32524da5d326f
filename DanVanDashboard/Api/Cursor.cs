using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DanVanDashboard.Data;

namespace DanVanDashboard.Api;

/// <summary>
/// Opaque cursors of a watch. They hide how much happens outside the watcher's scope (the store's sequence would tell), say the same
/// for the same event, and cannot be made up: AES under a synthetic IV, with a key of the instance.
/// </summary>
public sealed class Cursors
{
    private const int TagBytes = 16;
    private readonly byte[] _encrypt;
    private readonly byte[] _tag;

    /// <summary>Reads the instance's key, or makes one at the first start.</summary>
    public Cursors(DanVanOptions options)
    {
        var folder = Path.Combine(options.DataDirectory, "keys");
        var file = Path.Combine(folder, "cursor.key");
        Directory.CreateDirectory(folder);
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(64));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        var key = File.ReadAllBytes(file);
        (_encrypt, _tag) = (key[..32], key[32..]);
    }

    /// <summary>The cursor after event <paramref name="sequence"/> of the watch on <paramref name="unitId"/>.</summary>
    public string Of(long sequence, string unitId)
    {
        var plain = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sequence}|{unitId}"));
        var tag = HMACSHA256.HashData(_tag, plain)[..TagBytes];
        using var aes = Aes.Create();
        aes.Key = _encrypt;
        return Base64Url.EncodeToString([.. tag, .. aes.EncryptCbc(plain, tag)]);
    }

    /// <summary>Reads a cursor of this instance; <see langword="null"/> if it is none.</summary>
    public (long Sequence, string UnitId)? Read(string cursor)
    {
        if (!Base64Url.IsValid(cursor) || Base64Url.DecodeFromChars(cursor) is not { Length: >= TagBytes * 2 } bytes)
        {
            return null;
        }

        try
        {
            using var aes = Aes.Create();
            aes.Key = _encrypt;
            var plain = aes.DecryptCbc(bytes.AsSpan(TagBytes), bytes.AsSpan(0, TagBytes));
            if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(_tag, plain).AsSpan(0, TagBytes), bytes.AsSpan(0, TagBytes)))
            {
                return null;
            }

            var text = Encoding.UTF8.GetString(plain);
            var bar = text.IndexOf('|', StringComparison.Ordinal);
            return (long.Parse(text.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture), text[(bar + 1)..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
