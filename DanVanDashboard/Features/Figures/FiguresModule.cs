using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Features.Figures;

/// <summary>Registers what the page of reported figures needs.</summary>
internal static class FiguresModule
{
    /// <summary>The queries over the built-in facts, and the words.</summary>
    public static IServiceCollection AddFigures(this IServiceCollection services)
    {
        services.AddSingleton(_ =>
        {
            var names = PlaceFacts.Load().Units.ToDictionary(u => u.Id, u => new Bilingual(u.FullName, u.FullName));
            return new FiguresQueries(ReportedFacts.Load(), id => names.GetValueOrDefault(id));
        });
        services.AddScoped<FigureText>();
        return services;
    }
}
