using System.Runtime.InteropServices;

namespace DanVanDashboard.Features.Pack;

/// <summary>Runs long work on a thread of its own that lets all others go first, so that whoever looks at a live page does not notice it. Elsewhere than on Linux it is a thread like any other.</summary>
internal static class Aside
{
    private const int Process = 0;
    private const int ThisThread = 0;

    // Out of 19: it gets about a tenth of a core that somebody else wants too, and all of one that nobody wants.
    private const int Nice = 10;

    /// <summary>Runs it; its language and whoever it runs for come along.</summary>
    public static Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            if (OperatingSystem.IsLinux())
            {
                // A thread that has stepped aside cannot step back, which is why it is one of its own. That it was not allowed to is no reason not to do the work.
                _ = SetPriority(Process, ThisThread, Nice);
            }

            try
            {
                done.SetResult(work().GetAwaiter().GetResult());
            }
            catch (OperationCanceledException e)
            {
                done.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }) { IsBackground = true, Name = "aside" }.Start();
        return done.Task;
    }

    [DllImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int nice);
}
