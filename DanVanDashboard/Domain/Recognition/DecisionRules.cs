using System.Globalization;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Domain.Recognition;

/// <summary>The rules of decisions: of the whole, and of each model in one beyond <see cref="ModelRules"/>. Source: domain notes, "Life of a model".</summary>
public static class DecisionRules
{
    /// <summary>The most that one decision takes, models and recipients together.</summary>
    public const int Limit = 500;

    /// <summary>Longest number, in characters.</summary>
    public const int NumberLimit = 100;

    /// <summary>Longest reason or note, in characters.</summary>
    public const int TextLimit = 2000;

    /// <summary>The right that a decision needs.</summary>
    public static Verb VerbOf(DecisionKind kind, RecognitionLevel? level) => (kind, level) switch
    {
        (DecisionKind.Propose, _) => Verb.ProposeAward,
        (DecisionKind.Commend, null or RecognitionLevel.Commune) => Verb.CommendInCommune,
        (DecisionKind.Commend, _) => Verb.CommendAbove,
        (_, null or RecognitionLevel.Commune) => Verb.RecogniseInCommune,
        _ => Verb.RecogniseAbove,
    };

    /// <summary>What happens to each model by a decision.</summary>
    public static ModelEventKind EventOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Recognise => ModelEventKind.Recognise,
        DecisionKind.Exemplar => ModelEventKind.Exemplar,
        DecisionKind.Propose => ModelEventKind.Propose,
        DecisionKind.Commend => ModelEventKind.Commend,
        _ => ModelEventKind.Revoke,
    };

    /// <summary>The kind of a decision that an event of a model belongs to; <see langword="null"/> for an event that no decision is about.</summary>
    public static DecisionKind? KindOf(ModelEventKind kind) => kind switch
    {
        ModelEventKind.Recognise => DecisionKind.Recognise,
        ModelEventKind.Exemplar => DecisionKind.Exemplar,
        ModelEventKind.Propose => DecisionKind.Propose,
        ModelEventKind.Commend => DecisionKind.Commend,
        _ => null,
    };

    /// <summary>Every reason why the decision as a whole cannot be recorded; empty when it can.</summary>
    /// <param name="by">Who records it.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="wish">The decision.</param>
    /// <param name="today">The day in the province.</param>
    /// <param name="taken">Of a withdrawal: the kind of the decision that it takes back, whose right it needs.</param>
    public static List<Refusal> Refusals(Actor by, Campaign campaign, DecisionWish wish, DateOnly today, DecisionKind? taken = null)
    {
        var kind = taken ?? wish.Kind;
        if (!by.May(VerbOf(kind, wish.Level)))
        {
            return [by.May(VerbOf(kind, null)) ? new("event.level-not-yours", "level") : new("decision.not-allowed")];
        }

        if (!campaign.OpenForEntries)
        {
            return [new("decision.campaign-closed", "campaign")];
        }

        var refusals = new List<Refusal>();
        if (wish.Kind == DecisionKind.Recognise && wish.Level is null)
        {
            refusals.Add(new("event.level-missing", "level"));
        }

        if (wish.Kind is DecisionKind.Recognise or DecisionKind.Commend && string.IsNullOrEmpty(wish.Number))
        {
            refusals.Add(new("decision.number-missing", "number"));
        }

        if (string.IsNullOrEmpty(wish.Body))
        {
            refusals.Add(wish.Kind == DecisionKind.Commend ? new("event.giver-missing", "body") : new("decision.body-missing", "body"));
        }

        if (wish.Kind == DecisionKind.Commend && wish.Form is null)
        {
            refusals.Add(new("event.form-missing", "form"));
        }

        if (wish.Kind == DecisionKind.Withdraw && string.IsNullOrEmpty(wish.Reason))
        {
            refusals.Add(new("event.reason-missing", "reason"));
        }

        if (wish.On > today)
        {
            refusals.Add(new("event.in-future", "on"));
        }
        else if (!campaign.Covers(wish.On))
        {
            refusals.Add(new("decision.outside-campaign", "on"));
        }

        if (wish is { Kind: DecisionKind.Recognise, Level: RecognitionLevel.District } && wish.On > ModelRules.LastDistrictDay)
        {
            refusals.Add(new("event.no-district-level", "level"));
        }

        if (wish.Kind != DecisionKind.Withdraw)
        {
            var chosen = wish.ModelIds.Count + wish.Recipients.Count;
            if (chosen == 0)
            {
                refusals.Add(new("decision.nothing-chosen", "models"));
            }
            else if (chosen > Limit)
            {
                refusals.Add(new("decision.too-many", "models") { Arguments = [Limit.ToString(CultureInfo.InvariantCulture)] });
            }

            if (wish.Recipients.Count > 0 && wish.Kind is not (DecisionKind.Exemplar or DecisionKind.Commend))
            {
                refusals.Add(new("decision.model-needed", "recipients"));
            }
        }

        return refusals;
    }

    /// <summary>Every reason why a model cannot be in the decision. A level is climbed from the one below: the commune first, and while there were districts the district before the province.</summary>
    public static List<Refusal> OfModel(Actor by, ModelState model, DecisionWish wish, UnitLevel unitLevel, DateOnly today)
    {
        var facts = model.Facts;
        if (!by.May(VerbOf(wish.Kind, wish.Level), facts.UnitId, facts.BodyId, facts.NonLocal))
        {
            return [new("event.not-your-unit", "kind")];
        }

        var refusals = ModelRules.Refusals(by, model, RequestOf(by, wish), today);
        if (wish.Kind != DecisionKind.Recognise || refusals.Count > 0)
        {
            return refusals;
        }

        var life = ModelLife.Of(model.Events);
        if (LastAppraisal(life, wish.On) is { Passed: false } failed)
        {
            refusals.Add(new("decision.not-passed", "models") { Arguments = [failed.On.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)] });
        }

        var reached = life.LevelAt(wish.On);
        if (wish.Level > RecognitionLevel.Commune && reached is null)
        {
            refusals.Add(new("decision.commune-first", "level"));
        }
        else if (wish.Level == RecognitionLevel.Province && reached == RecognitionLevel.Commune && unitLevel != UnitLevel.Province && !facts.NonLocal && wish.On <= ModelRules.LastDistrictDay)
        {
            refusals.Add(new("decision.district-first", "level"));
        }

        return refusals;
    }

    /// <summary>The appraisal that holds on a day.</summary>
    public static ModelEvent? LastAppraisal(ModelLife life, DateOnly day) => life.Valid.LastOrDefault(e => e.Kind == ModelEventKind.Appraise && e.On <= day);

    /// <summary>The decision as what is recorded of each of its models.</summary>
    /// <param name="by">Who records it.</param>
    /// <param name="wish">The decision.</param>
    /// <param name="eventId">What is taken back.</param>
    public static EventRequest RequestOf(Actor by, DecisionWish wish, string? eventId = null) => new()
    {
        Kind = EventOf(wish.Kind), On = wish.On, Reason = wish.Reason, DecisionNumber = wish.Number, EventId = eventId, Form = wish.Form, Body = wish.Body,
        // A decision names its body: what the board records at the lowest level is that body's, entered for it.
        OnBehalf = by.ActsOnBehalf && (wish.Level is null or RecognitionLevel.Commune),
        // A proposal of a commune may ask for a higher level's award; it is no decision of that level.
        Level = wish.Kind == DecisionKind.Propose ? null : wish.Level,
        Giver = wish.Kind is DecisionKind.Commend or DecisionKind.Propose ? wish.Body : null,
    };

    /// <summary>Every reason why a recipient cannot be in the decision.</summary>
    public static List<Refusal> OfRecipient(Actor by, Campaign campaign, RecipientWish recipient, DecisionWish wish)
    {
        if (!by.May(VerbOf(wish.Kind, wish.Level), recipient.UnitId, recipient.BodyId, recipient.NonLocal))
        {
            return [new("honour.not-your-unit", "unitId")];
        }

        var refusals = new List<Refusal>();
        if (recipient.Name.Length == 0)
        {
            refusals.Add(new("honour.name-missing", "name"));
        }
        else if (recipient.Name.Length > Registration.NameLimit)
        {
            refusals.Add(new("model.text-too-long", "name") { Arguments = [Registration.NameLimit.ToString(CultureInfo.InvariantCulture)] });
        }

        if (recipient.Subject is null)
        {
            refusals.Add(new("model.subject-unknown", "subject"));
        }

        if (recipient.Field is not null && campaign.Fields.Find(recipient.Field) is null)
        {
            refusals.Add(new("model.field-unknown", "field") { Arguments = [recipient.Field] });
        }

        return refusals;
    }
}
