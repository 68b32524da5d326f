using System.Globalization;
using DanVanDashboard.Boundaries;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Features.Boundaries;

/// <summary>Files of boundaries that were taken in and wait: they lie in the data directory, so that neither a lost line nor a restart loses them.</summary>
public sealed class BoundaryUploads(DanVanOptions options, TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);

    private string Folder => Path.Combine(options.DataDirectory, "imports");

    /// <summary>Keeps a file; its id, or why it is not taken.</summary>
    public async Task<Result<string>> KeepAsync(string fileName, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        foreach (var old in new DirectoryInfo(Folder).EnumerateFiles("*.ranhgioi").Where(f => f.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime - s_kept).ToList())
        {
            old.Delete();
        }

        var id = Guid.CreateVersion7().ToString("n");
        var path = PathOf(id);
        var (total, buffer) = (0L, new byte[64 * 1024]);
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            // The name first, in a line of its own.
            var name = System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(fileName).ReplaceLineEndings(" ") + "\n");
            await file.WriteAsync(name, ct);
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0 && (total += read) <= BoundaryLimits.FileBytes)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        if (total <= BoundaryLimits.FileBytes)
        {
            return id;
        }

        File.Delete(path);
        return new Refusal("boundaries.too-large", "file") { Arguments = [(BoundaryLimits.FileBytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture)] };
    }

    /// <summary>A kept file; <see langword="null"/> when it is gone.</summary>
    public async Task<(string Name, byte[] Bytes)?> FindAsync(string? id, CancellationToken ct)
    {
        if (!Guid.TryParseExact(id, "n", out var known) || !File.Exists(PathOf(known.ToString("n"))))
        {
            return null;
        }

        var all = await File.ReadAllBytesAsync(PathOf(known.ToString("n")), ct);
        var end = Array.IndexOf(all, (byte)'\n');
        return (System.Text.Encoding.UTF8.GetString(all, 0, end), all[(end + 1)..]);
    }

    /// <summary>Lets a file go once it is imported.</summary>
    public void Forget(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(Folder, id + ".ranhgioi");
}
