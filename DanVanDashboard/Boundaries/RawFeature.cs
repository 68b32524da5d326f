using DanVanDashboard.Domain;

namespace DanVanDashboard.Boundaries;

/// <summary>One feature as the file has it: nothing is checked but that it is a number of rings.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Properties">Its properties that are texts, numbers or yes/no, by name.</param>
/// <param name="Polygons">Its polygons; each a list of rings, the outer one first; each ring x, y, x, y and so on.</param>
/// <param name="Heights">Whether its points had a third number, which is left out.</param>
/// <param name="Kind">What the file calls its geometry; <see langword="null"/> where it has none.</param>
internal sealed record RawFeature(int Number, IReadOnlyDictionary<string, string> Properties, List<List<double[]>> Polygons, bool Heights, string? Kind)
{
    /// <summary>How a message names it.</summary>
    public string Label
    {
        get
        {
            var name = FeatureNames.NameOf(Properties);
            return name is null ? $"#{Number}" : $"#{Number} {name}";
        }
    }
}

/// <summary>A file as read: features, and what it says of its coordinates.</summary>
/// <param name="Features">In the order of the file.</param>
/// <param name="Crs">The coordinate system that the file names; <see langword="null"/> where it names none, which means WGS 84.</param>
internal sealed record RawFile(IReadOnlyList<RawFeature> Features, string? Crs);

/// <summary>Ends the reading of a file that is refused. Never leaves the room.</summary>
internal sealed class UnreadableBoundaries(string code, params string[] arguments) : Exception(code)
{
    public Refusal Refusal { get; } = new(code, "file") { Arguments = arguments };
}
