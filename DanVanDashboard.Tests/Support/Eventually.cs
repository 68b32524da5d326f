namespace DanVanDashboard.Tests.Support;

/// <summary>Waits for what another thread brings about, as long as it takes and no longer.</summary>
internal static class Eventually
{
    public static Task IsAsync(Func<bool> condition) => IsAsync(() => Task.FromResult(condition()));

    public static async Task IsAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        while (!await condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
