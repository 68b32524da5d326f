namespace DanVanDashboard.Pack;

/// <summary>Sets of figures: gathered once, shown and written by several.</summary>
public static class FigureSets
{
    /// <summary>Registers what gathers and names them.</summary>
    public static IServiceCollection AddFigureSets(this IServiceCollection services) => services.AddSingleton<PackWords>().AddSingleton<PackHonours>().AddSingleton<PackLists>().AddSingleton<PackNarratives>().AddSingleton<PackQueries>().AddSingleton<FrozenFigures>();
}
