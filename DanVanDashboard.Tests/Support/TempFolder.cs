namespace DanVanDashboard.Tests.Support;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("danvan-").FullName;

    public static implicit operator string(TempFolder folder) => folder.Path;

    /// <summary>Copies a closed store; what belongs to a running process stays behind.</summary>
    public void CopyFrom(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => System.IO.Path.GetExtension(f) is not (".lock" or ".sock") && !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var target = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process of the test still ends; the system clears the temporary folder.
        }
    }
}
