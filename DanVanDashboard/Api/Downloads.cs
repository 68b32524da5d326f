using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Api;

/// <summary>Files that are made when they are asked for.</summary>
public static class Downloads
{
    /// <summary>
    /// Makes a file and sends it. It is made whole before the first byte goes out, on disk, so that a failure is still an error of the
    /// request and a long file needs no memory; it is gone once it is sent.
    /// </summary>
    /// <param name="name">Name under which it is saved, with its ending.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="write">Writes it.</param>
    public static async Task<IResult> MadeAsync(string name, string contentType, Func<Stream, Task> write)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), "danvan-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await write(file);
            file.Position = 0;
            return Results.Stream(file, contentType, name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>A name for a file: without diacritics, words joined by hyphens, so that every system and mail program takes it.</summary>
    public static string FileName(string words, string ending)
    {
        var plain = string.Concat(TextFold.Fold(words).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"{string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries))}.{ending}";
    }
}
