using System.Globalization;
using System.Security.Cryptography;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Export;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Files that were taken in and wait to be imported: they lie in the data directory, so that neither a lost line nor a restart loses them.</summary>
internal sealed class ImportFiles(DanVanOptions options, TimeProvider clock)
{
    /// <summary>Largest file, in bytes.</summary>
    public const long SizeLimit = 20_000_000;

    /// <summary>Most rows of a register.</summary>
    public const int RowLimit = 20_000;

    private static readonly TimeSpan s_kept = TimeSpan.FromDays(7);
    private static readonly SheetLimits s_limits = new(SizeLimit, 300_000_000, RowLimit, 200);

    /// <summary>What is said of a file that is larger than allowed.</summary>
    public static Refusal TooLarge => new("sheet.too-large", "file")
    {
        Arguments = [(SizeLimit / 1_000_000).ToString(CultureInfo.InvariantCulture), RowLimit.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN"))],
    };

    private string Folder => Path.Combine(options.DataDirectory, "imports");

    /// <summary>Keeps a file under a name of ours; what waited for a week in vain goes.</summary>
    /// <returns>SHA-256 of the content, or why it is not taken.</returns>
    public async Task<Result<string>> KeepAsync(string id, Stream content, CancellationToken ct)
    {
        Directory.CreateDirectory(Folder);
        foreach (var old in new DirectoryInfo(Folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime - s_kept).ToList())
        {
            old.Delete();
        }

        var path = PathOf(id);
        var (total, buffer) = (0L, new byte[64 * 1024]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0 && (total += read) <= SizeLimit)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        if (total > SizeLimit)
        {
            Forget(id);
            return RefusalOf(SheetProblem.TooLarge);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads a kept file.</summary>
    public Result<T> Read<T>(string id, Func<WorkbookReader, Result<T>> read)
    {
        if (!File.Exists(PathOf(id)))
        {
            return new Refusal("import.file-gone");
        }

        try
        {
            using var stream = File.OpenRead(PathOf(id));
            using var book = WorkbookReader.Open(stream, s_limits);
            return read(book);
        }
        catch (SheetException e)
        {
            return RefusalOf(e.Problem);
        }
    }

    /// <summary>Lets a file go.</summary>
    public void Forget(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(Folder, id + ".xlsx");

    private static Refusal RefusalOf(SheetProblem problem) => problem switch
    {
        SheetProblem.OldFormat => new("sheet.old-format", "file"),
        SheetProblem.Encrypted => new("sheet.encrypted", "file"),
        SheetProblem.Macros => new("sheet.macros", "file"),
        SheetProblem.TooLarge => TooLarge,
        SheetProblem.Damaged => new("sheet.damaged", "file"),
        _ => new("sheet.not-a-workbook", "file"),
    };
}
