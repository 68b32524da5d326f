namespace DanVanDashboard.Bench.Site;

/// <summary>The run's own folder, gone at its end.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dvbench-").FullName;

    /// <summary>An empty folder of that name.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>A copy of a closed store; what belongs to a running process stays behind.</summary>
    public string Copy(string from, string name)
    {
        var to = Folder(name);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is not (".lock" or ".sock") && !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        return to;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_root, recursive: true);
        }
        catch (IOException)
        {
            // A process still ends; the system clears its temporary folder.
        }
    }
}
