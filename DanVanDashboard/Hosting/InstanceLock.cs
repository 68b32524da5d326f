namespace DanVanDashboard.Hosting;

/// <summary>Says that this process is the one that writes a data directory. Released by the system with the process, however it ends.</summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of <paramref name="dataDirectory"/>, or gives <see langword="null"/> when another process holds it.</summary>
    public static InstanceLock? TryTake(string dataDirectory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(dataDirectory);
        }
        else if (!Directory.Exists(dataDirectory))
        {
            // Store and keys are for the program's user only.
            Directory.CreateDirectory(dataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            return new(new FileStream(Path.Combine(dataDirectory, "instance.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
