namespace DanVanDashboard.Tests.Support;

/// <summary>Waits for what another thread brings about, as long as it takes and no longer.</summary>
internal static class Eventually
{
    public static async Task IsAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(15));
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
