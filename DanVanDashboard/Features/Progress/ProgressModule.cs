namespace DanVanDashboard.Features.Progress;

/// <summary>Reporting progress: the page. What falls due by the clock is registered with the store.</summary>
internal static class ProgressModule
{
    /// <summary>Registers what the page is made by.</summary>
    public static IServiceCollection AddProgress(this IServiceCollection services) => services.AddSingleton<ProgressModels>();
}
