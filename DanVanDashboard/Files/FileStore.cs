using DanVanDashboard.Data;

namespace DanVanDashboard.Files;

/// <summary>The bytes of files, under <c>uploads/</c> in the data directory. Names of files never come from outside: they are ids of ours.</summary>
public sealed class FileStore(DanVanOptions options)
{
    private readonly string _folder = Path.Combine(options.DataDirectory, "uploads");

    /// <summary>Where a finished file lies, below the folder of all.</summary>
    public static string NameOf(string id) => Path.Combine(id[^2..], id);

    /// <summary>Where a finished file lies.</summary>
    public string PathOf(string id) => Path.Combine(_folder, NameOf(id));

    /// <summary>Where its thumbnail lies.</summary>
    public string ThumbnailOf(string id) => ThumbnailBeside(PathOf(id));

    /// <summary>The thumbnail that lies beside a file.</summary>
    public static string ThumbnailBeside(string path) => path + ".nho";

    /// <summary>How much of an upload has come.</summary>
    public long Received(string id) => new FileInfo(PartOf(id)) is { Exists: true } part ? part.Length : 0;

    /// <summary>Appends what comes, up to <paramref name="limit"/> bytes in all, and keeps what has come when the line breaks. Gives the new length; one more than the limit if there was more.</summary>
    public async Task<long> AppendAsync(string id, Stream content, long limit, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "dang-gui"));
        await using var part = new FileStream(PartOf(id), FileMode.Append, FileAccess.Write, FileShare.Read);
        var buffer = new byte[32 * 1024];
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0)
            {
                if (part.Length + read > limit)
                {
                    return limit + 1;
                }

                await part.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            part.Flush(flushToDisk: true);
        }

        return part.Length;
    }

    /// <summary>The bytes of an upload so far.</summary>
    public Task<byte[]> ReadPartAsync(string id, CancellationToken ct) => File.Exists(PartOf(id)) ? File.ReadAllBytesAsync(PartOf(id), ct) : Task.FromResult<byte[]>([]);

    /// <summary>Writes a finished file: on the disk under another name first, so that what bears the name is whole.</summary>
    public void Keep(string path, byte[] content)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);
            DurableFiles.FlushFolder(_folder);
        }

        var written = path + ".ghi";
        using (var file = new FileStream(written, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        DurableFiles.Move(written, path);
    }

    /// <summary>Forgets an upload.</summary>
    public void Drop(string id) => File.Delete(PartOf(id));

    private string PartOf(string id) => Path.Combine(_folder, "dang-gui", id);
}
