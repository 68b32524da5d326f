namespace DanVanDashboard.Features.Compare;

/// <summary>So sánh: localities side by side.</summary>
public static class CompareModule
{
    /// <summary>Registers the questions.</summary>
    public static IServiceCollection AddCompare(this IServiceCollection services) => services.AddSingleton<CompareQueries>();
}
