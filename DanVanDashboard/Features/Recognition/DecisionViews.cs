using DanVanDashboard.Data;
using DanVanDashboard.Domain;

namespace DanVanDashboard.Features.Recognition;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Why something was refused, with its words in the language of the request.</summary>
public sealed record RefusalView(string Code, string? Field, string Message);

/// <summary>What a decision would do, before it is recorded.</summary>
/// <param name="Ok">Whether it can be recorded as it is.</param>
/// <param name="Attaches">The decision in the book to which it would be added.</param>
/// <param name="Duplicates">Other decisions of the same number, body and year.</param>
/// <param name="Refusals">Of the whole.</param>
/// <param name="Models">What changes per model.</param>
/// <param name="Recipients">What is recorded without a model.</param>
/// <param name="Totals">How the totals of the year change.</param>
public sealed record DecisionPreview(
    bool Ok, string? Attaches, IReadOnlyList<DuplicateView> Duplicates, IReadOnlyList<RefusalView> Refusals, IReadOnlyList<PreviewModel> Models,
    IReadOnlyList<PreviewRecipient> Recipients, IReadOnlyList<TotalChange> Totals);

/// <summary>Another decision that bears the same number.</summary>
public sealed record DuplicateView(string Id, string Kind, DateOnly On, string? Level);

/// <summary>One model in a preview. <c>From</c> and <c>To</c> are stages.</summary>
public sealed record PreviewModel(string Id, string? Name, string? UnitName, string? Subject, string? From, string? To, bool Changes, IReadOnlyList<RefusalView> Refusals);

/// <summary>One recipient without a model in a preview; <c>Known</c> when whoever bears the name has been honoured before.</summary>
public sealed record PreviewRecipient(string Name, string? Subject, string? UnitName, bool Known, IReadOnlyList<RefusalView> Refusals);

/// <summary>One number of the year before and after: <c>scope</c> is <c>campaign</c> or <c>unit</c>.</summary>
public sealed record TotalChange(string Scope, string Measure, long Before, long After);

/// <summary>A decision as the API shows it.</summary>
public sealed record DecisionView(
    string Id, string Campaign, string Kind, string? Number, DateOnly On, string Body, string? BodyId, string? Level, string? Form, string? SignedBy, string? Note, string? Reason,
    string? Withdraws, bool OnBehalf, bool Simulated, int Models, int Recipients, int Standing, IReadOnlyList<DecisionLine>? Lines)
{
    internal static DecisionView Of(DecisionRow d, bool simulated, int models, int recipients, int standing, IReadOnlyList<DecisionLine>? lines) => new(
        d.Id, d.CampaignId, Wire.Name(d.Kind), d.Number, d.On, d.Body, d.BodyId, d.Level is { } l ? Wire.Name(l) : null, d.Form is { } f ? Wire.Name(f) : null, d.SignedBy, d.Note, d.Reason,
        d.WithdrawsId, d.OnBehalf, simulated, models, recipients, standing, lines);
}

/// <summary>A model or a recipient in a decision.</summary>
/// <param name="EventId">The event of the model, or the honour.</param>
/// <param name="ModelId">The model; <see langword="null"/> for an honour without one.</param>
/// <param name="Valid">Whether it stands.</param>
/// <param name="Consent">Of a person without a model: whether it agreed to be named; <see langword="null"/> where nobody asked.</param>
public sealed record DecisionLine(string EventId, string? ModelId, string Name, string Owner, string? Subject, string UnitId, string UnitName, string? Field, bool NonLocal, bool Internal, bool Valid, bool? Consent = null);

/// <summary>An honour without a model as the API shows it.</summary>
public sealed record HonourView(
    string Id, long Sequence, string Campaign, string Kind, string RecipientId, string Name, string Subject, string UnitId, string? BodyId, bool NonLocal, string? Field, DateOnly On,
    string? Level, string? Form, string? DecisionId, string? DecisionNumber, string? Body, bool Valid, bool OnBehalf, bool Simulated, bool? Consent)
{
    internal static HonourView Of(HonourRow h, RecipientRow r, DecisionRow? d, bool simulated) => new(
        h.Id, h.Sequence, h.CampaignId, Wire.Name(h.Kind), r.Id, r.Name, Wire.Name(h.Subject), h.UnitId, h.BodyId, h.NonLocal, h.Field, h.On, h.Level is { } l ? Wire.Name(l) : null,
        h.Form is { } f ? Wire.Name(f) : null, h.DecisionId, d?.Number, d?.Body, h.RevokedSequence is null, h.OnBehalf, simulated, r.Consent);
}
#pragma warning restore CS1591
