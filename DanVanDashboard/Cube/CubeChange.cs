using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Cube;

/// <summary>One committed change that the cube has to follow. Events may come in any order, before their model too, and one that comes twice counts once; of two changes of the same attributes the later one counts.</summary>
public abstract record CubeChange;

/// <summary>A model with what it is counted by; it counts from its registration event on.</summary>
/// <param name="Facts">Its attributes.</param>
public sealed record ModelAdded(ModelFacts Facts) : CubeChange;

/// <summary>An event in the life of a model.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Event">The event as stored, with its sequence.</param>
public sealed record ModelEventAdded(string ModelId, ModelEvent Event) : CubeChange;

/// <summary>Attributes of a model were corrected; the model counts by the new ones in every period.</summary>
/// <param name="Facts">All attributes as they are now.</param>
public sealed record ModelCorrected(ModelFacts Facts) : CubeChange;

/// <summary>A person or a collective was honoured without a model; the same id again replaces what it said before.</summary>
/// <param name="Honour">The honour as stored.</param>
public sealed record HonourAdded(Honour Honour) : CubeChange;

/// <summary>An honour was taken back: it counts in no period.</summary>
/// <param name="HonourId">Its id.</param>
public sealed record HonourRevoked(string HonourId) : CubeChange;

/// <summary>What a person or a collective without a model was honoured as.</summary>
public enum HonourKind
{
    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Khen thưởng.</summary>
    Commend,
}

/// <summary>An honour of a person or a collective without a model. A recipient counts once per period however many honours it has, at the place that its latest recorded honour states.</summary>
public sealed record Honour
{
    /// <summary>Position in the store's order of changes.</summary>
    public long Sequence { get; init; }

    /// <summary>Stable id of the honour.</summary>
    public required string Id { get; init; }

    /// <summary>Stable id of who is honoured; the honour's own id where nobody tracks recipients.</summary>
    public required string RecipientId { get; init; }

    /// <summary>What for.</summary>
    public required HonourKind Kind { get; init; }

    /// <summary>The day of the decision.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The unit as it was on that day.</summary>
    public required string UnitId { get; init; }

    /// <summary>The body of the recipient, where stated.</summary>
    public string? BodyId { get; init; }

    /// <summary>Whether that body is outside the tree of localities.</summary>
    public bool NonLocal { get; init; }

    /// <summary>Field, where stated.</summary>
    public string? Field { get; init; }

    /// <summary>Collective or individual, where stated.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Organisation block, where stated.</summary>
    public OrganisationBlock? Block { get; init; }

    /// <summary>Themes, which may overlap.</summary>
    public IReadOnlyList<string> Themes { get; init; } = [];

    internal ModelFacts Facts => new(RecipientId, UnitId, BodyId, NonLocal, Field, Subject, Block, Themes);

    internal ModelEvent Event => new()
    {
        Sequence = Sequence,
        Id = Id,
        Kind = Kind == HonourKind.Exemplar ? ModelEventKind.Exemplar : ModelEventKind.Commend,
        On = On,
    };
}
