using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

#pragma warning disable CS1591 // The columns bear the names of the domain, where they are documented.
/// <summary>A metric that the board added to the built-in catalogue.</summary>
public sealed class MetricRow
{
    public required string Key { get; set; }
    public MetricKind Kind { get; set; }
    public required string NameVi { get; set; }
    public required string NameEn { get; set; }
    public string? MeasureVi { get; set; }
    public string? MeasureEn { get; set; }
    public required string AddedBy { get; set; }
    public DateTime AddedAt { get; set; }
}

public sealed partial class DanVanDbContext
{
    public DbSet<MetricRow> Metrics => Set<MetricRow>();

    /// <summary>The reported figures that stand: all but those that were withdrawn.</summary>
    public IQueryable<ObservationRow> StandingObservations => Observations.Where(o => o.WithdrawnAt == null);
}
#pragma warning restore CS1591

internal static class FigureTables
{
    public static void AddFigures(this ModelBuilder builder) =>
        builder.Table<MetricRow>("metrics", r => r.Key).Property(r => r.Kind).HasConversion(new WireConverter<MetricKind>());
}
