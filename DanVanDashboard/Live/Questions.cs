namespace DanVanDashboard.Live;

/// <summary>
/// The questions of one page, one after the other. A page asks because its address changed, because something was done on it and because it was woken, and reads the store each
/// time: of two questions that overlap the one that was asked first could be answered last, and old figures would stay until the next change. Used on the page's own thread.
/// </summary>
public sealed class Questions
{
    private Task _last = Task.CompletedTask;

    /// <summary>Asks when all that was asked before is answered.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var (before, done) = (_last, new TaskCompletionSource());
        _last = done.Task;
        try
        {
            await before;
            return await ask();
        }
        finally
        {
            done.SetResult();
        }
    }

    /// <summary>Asks when all that was asked before is answered.</summary>
    public Task AskAsync(Func<Task> ask) => AskAsync(async () =>
    {
        await ask();
        return true;
    });
}
