using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Recognition;

/// <summary>What a decision does to one model; refused when there is any reason.</summary>
internal sealed record PlannedModel(ModelRow Row, ModelState State, ModelEvent? Added, IReadOnlyList<Refusal> Refusals)
{
    public ModelFacts Facts => State.Facts;

    public IReadOnlyList<ModelEvent> Before => State.Events;

    public Stage? From => ModelLife.Of(Before).StageAt(DateOnly.MaxValue);

    public IReadOnlyList<ModelEvent> After => Added is { } added && Refusals.Count == 0 ? [.. Before, added] : Before;

    public Stage? To => ModelLife.Of(After).StageAt(DateOnly.MaxValue);
}

/// <summary>An honour that a decision records, or (<paramref name="Revokes"/>) takes back.</summary>
internal sealed record PlannedHonour(RecipientRow Recipient, bool Known, HonourRow Honour, bool Revokes, IReadOnlyList<Honour> Before, IReadOnlyList<Refusal> Refusals)
{
    public IReadOnlyList<Honour> After => Refusals.Count > 0 ? Before : Revokes ? [.. Before.Where(h => h.Id != Honour.Id)] : [.. Before, HonourRows.ToHonour(Honour)];
}

/// <summary>A decision thought through: what it changes and what stands against it. The preview shows it, the verb writes it; both make it in the same way.</summary>
internal sealed record DecisionPlan
{
    public required DecisionWish Wish { get; init; }

    public required Campaign Campaign { get; init; }

    /// <summary>The decision; a new one unless <see cref="Attaches"/>.</summary>
    public required DecisionRow Decision { get; init; }

    /// <summary>Whether the decision is in the book already and gets more models.</summary>
    public bool Attaches { get; init; }

    /// <summary>Of the whole.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>Other decisions with the same number of the same body in the same year.</summary>
    public IReadOnlyList<DecisionRow> Duplicates { get; init; } = [];

    public IReadOnlyList<PlannedModel> Models { get; init; } = [];

    /// <summary>Ids that name no model which the caller may see.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    public IReadOnlyList<PlannedHonour> Honours { get; init; } = [];

    /// <summary>Everything that stands against it, each naming the model or the recipient by its field.</summary>
    public List<Refusal> All() =>
    [
        .. Refusals, .. Unknown.Select(id => new Refusal("model.not-found", $"models/{id}") { Arguments = [id] }),
        .. Models.SelectMany(m => m.Refusals.Select(r => r with { Field = $"models/{m.Row.Id}" })),
        .. Honours.SelectMany((h, i) => h.Refusals.Select(r => r with { Field = $"recipients/{i}/{r.Field}" })),
    ];
}
