using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Seeding;

/// <summary>The built-in facts: units and lineage of four provinces. Sources and licences stand beside the files.</summary>
/// <param name="Units">960 units of all times.</param>
/// <param name="Lineage">651 lines of lineage.</param>
internal sealed record PlaceFacts(IReadOnlyList<Unit> Units, IReadOnlyList<LineagePart> Lineage)
{
    /// <summary>Reads the files; a fault in them is a fault of the program.</summary>
    public static PlaceFacts Load()
    {
        using var units = Open("units.csv");
        using var lineage = Open("lineage.csv");
        return new([.. PlaceFiles.ReadUnits(units).Value.Select(r => r.Value)], [.. PlaceFiles.ReadLineage(lineage).Value.Select(r => r.Value)]);
    }

    /// <summary>The facts as an index.</summary>
    public Places ToPlaces() => Places.Create(Units, Lineage).Value;

    private static StreamReader Open(string name) =>
        new(typeof(PlaceFacts).Assembly.GetManifestResourceStream($"facts/{name}") ?? throw new InvalidOperationException($"facts/{name} is not built in."));
}
