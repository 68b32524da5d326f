using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Periods;

/// <summary>Which bodies a form names, as they are ticked.</summary>
public sealed class ChosenBodies
{
    /// <summary>Where they stand.</summary>
    public string Place { get; set; } = Wire.Name(BodyPlace.Any);

    /// <summary>Kinds of body.</summary>
    public HashSet<string> Kinds { get; } = [];

    /// <summary>Khối.</summary>
    public HashSet<string> Blocks { get; } = [];

    /// <summary>Single bodies.</summary>
    public HashSet<string> Bodies { get; } = [];

    /// <summary>Takes over what holds.</summary>
    public void Take(BodyChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        Place = Wire.Name(choice.Place);
        Fill(Kinds, choice.Kinds.Select(Wire.Name));
        Fill(Blocks, choice.Blocks.Select(Wire.Name));
        Fill(Bodies, choice.Bodies);
    }

    private static void Fill(HashSet<string> set, IEnumerable<string> values)
    {
        set.Clear();
        set.UnionWith(values);
    }
}
