using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>Where the bodies of a choice stand.</summary>
public enum BodyPlace
{
    /// <summary>Anywhere.</summary>
    Any,

    /// <summary>In a locality.</summary>
    Local,

    /// <summary>Cơ quan, đơn vị cấp tỉnh: in none.</summary>
    NonLocal,
}

/// <summary>Which bodies something is asked of: by where they stand, and, where any of the lists names something, by kind, block or name.</summary>
/// <param name="Place">Where they stand; holds for kinds and blocks, not for bodies that are named.</param>
/// <param name="Kinds">Kinds of body.</param>
/// <param name="Blocks">Khối.</param>
/// <param name="Bodies">Ids of single bodies.</param>
public sealed record BodyChoice(BodyPlace Place, IReadOnlyList<BodyKind> Kinds, IReadOnlyList<OrganisationBlock> Blocks, IReadOnlyList<string> Bodies)
{
    /// <summary>Every body.</summary>
    public static readonly BodyChoice All = new(BodyPlace.Any, [], [], []);

    /// <summary>Whether a body is meant.</summary>
    public bool Includes(Body body) =>
        Bodies.Contains(body.Id, StringComparer.Ordinal)
        || (InPlace(body) && (Kinds.Contains(body.Kind) || Blocks.Contains(body.Block) || (Kinds.Count == 0 && Blocks.Count == 0 && Bodies.Count == 0)));

    private bool InPlace(Body body) => Place switch { BodyPlace.Local => !body.NonLocal, BodyPlace.NonLocal => body.NonLocal, _ => true };
}
