using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Features.Models;

/// <summary>Something that whoever looks may do now.</summary>
/// <param name="Kind">What would happen.</param>
/// <param name="Level">Level of a recognition.</param>
/// <param name="OnBehalf">Whether the board would enter it for the body that decides.</param>
public sealed record ModelOffer(ModelEventKind Kind, RecognitionLevel? Level, bool OnBehalf)
{
    /// <summary>Tells offers apart, and names their words: <c>recognise-commune</c>.</summary>
    public string Key => ModelEventView.KindName(Kind) + (Level is { } level ? "-" + Domain.Wire.Name(level) : "");
}

/// <summary>What a person may do with a model now, in the order of its life. The verbs refuse by themselves; this only spares buttons that would be refused.</summary>
internal static class ModelOffers
{
    private static readonly (ModelEventKind Kind, RecognitionLevel? Level)[] s_kinds =
    [
        (ModelEventKind.Accept, null), (ModelEventKind.Return, null), (ModelEventKind.Resubmit, null), (ModelEventKind.Start, null), (ModelEventKind.Verify, null),
        (ModelEventKind.Recognise, RecognitionLevel.Commune), (ModelEventKind.Recognise, RecognitionLevel.Province), (ModelEventKind.Review, null),
        (ModelEventKind.NotEffective, null), (ModelEventKind.Stop, null),
    ];

    /// <summary>The offers.</summary>
    public static IReadOnlyList<ModelOffer> Of(Actor actor, ModelState model, DateOnly today)
    {
        var offers = new List<ModelOffer>();
        foreach (var (kind, level) in s_kinds)
        {
            if (Sensible(model, kind, today) is false)
            {
                continue;
            }

            if (ModelRules.Offers(actor, model, kind, today, level))
            {
                offers.Add(new(kind, level, OnBehalf: false));
            }
            else if (actor.ActsOnBehalf && ModelRules.Offers(actor, model, kind, today, level, onBehalf: true))
            {
                offers.Add(new(kind, level, OnBehalf: true));
            }
        }

        return offers;
    }

    /// <summary>The events that this person may take back, the newest first.</summary>
    public static IReadOnlyList<string> Revocable(Actor actor, ModelState model, DateOnly today) => ModelLife.Of(model.Events).Valid
        .Where(e => e.Kind is not (ModelEventKind.Register or ModelEventKind.Lapse)
            && Deciding.Forbidden(actor, model, new() { Kind = ModelEventKind.Revoke, On = today, EventId = e.Id, OnBehalf = actor.ActsOnBehalf, Body = model.DecidingBody }, e) is null)
        .OrderByDescending(e => e.Sequence).Select(e => e.Id).ToList();

    // A review belongs to a model of an earlier year, or one that lapsed; within its first year there is nothing to carry over.
    private static bool Sensible(ModelState model, ModelEventKind kind, DateOnly today) => kind != ModelEventKind.Review || model.RegisteredOn.Year < today.Year;
}
