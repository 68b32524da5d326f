using System.Globalization;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>A number as someone wants to enter it from a document: read and cleaned, not yet checked. What the document does not state is <see langword="null"/> and stays so.</summary>
public sealed record FigureWish
{
    /// <summary>The campaign that it belongs to; any, also one that lower levels do not report in.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>The unit as it was when the number was reported.</summary>
    public required string UnitId { get; init; }

    /// <summary>Chỉ tiêu: a key of the catalogue.</summary>
    public required string Metric { get; init; }

    /// <summary>First day as far as stated.</summary>
    public PartialDate From { get; init; }

    /// <summary>Last day, or the day of a stock, as far as stated.</summary>
    public PartialDate To { get; init; }

    /// <summary>How the document dates the number; where nobody says, it follows from the dates.</summary>
    public Dated? Dated { get; init; }

    /// <summary>In the period, cumulative, stock, change, or unstated.</summary>
    public required TimeMeaning Time { get; init; }

    /// <summary>Tập thể, cá nhân.</summary>
    public Subject? Subject { get; init; }

    /// <summary>A field of the campaign, or several joined by <c>+</c> where the document counts them together.</summary>
    public string? Field { get; init; }

    /// <summary>Cấp công nhận, khen thưởng.</summary>
    public RecognitionLevel? RecognisedAt { get; init; }

    /// <summary>Cấp mà mô hình hướng tới.</summary>
    public RecognitionLevel? TargetLevel { get; init; }

    /// <summary>The number.</summary>
    public decimal? Value { get; init; }

    /// <summary>Of how many.</summary>
    public decimal? Denominator { get; init; }

    /// <summary>Exact, over or nearly.</summary>
    public required Exactness Exactness { get; init; }

    /// <summary>Unit of measure in the document's words.</summary>
    public required string Measure { get; init; }

    /// <summary>Chủ đề.</summary>
    public string? Theme { get; init; }

    /// <summary>Khối.</summary>
    public OrganisationBlock? Block { get; init; }

    /// <summary>Who gave an award.</summary>
    public string? Giver { get; init; }

    /// <summary>Form of an award.</summary>
    public AwardForm? Form { get; init; }

    /// <summary>What the document narrows the number down to, in its words.</summary>
    public string? Scope { get; init; }

    /// <summary>The body that the document speaks of.</summary>
    public string? BodyNamed { get; init; }

    /// <summary>The few words by which it is found.</summary>
    public required string Locator { get; init; }

    /// <summary>Keys in <see cref="Field"/>.</summary>
    public IReadOnlyList<string> FieldKeys => Field is null ? [] : Field.Split('+', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The observation of this wish.</summary>
    /// <param name="id">Its new id.</param>
    /// <param name="sourceId">The document.</param>
    public Observation ToObservation(string id, string sourceId) => new()
    {
        Id = id, CampaignId = Campaign.Id, SourceId = sourceId, Metric = Metric, UnitId = UnitId, From = From, To = To, Dated = Dated ?? FigureEntryRules.DatedBy(From, To), Time = Time,
        Subject = Subject, Field = FieldKeys.Count == 0 ? null : string.Join('+', FieldKeys), RecognisedAt = RecognisedAt, TargetLevel = TargetLevel, Value = Value ?? 0,
        Denominator = Denominator, Exactness = Exactness, Measure = Measure, Theme = Theme, Block = Block, Giver = Giver, Form = Form, Scope = Scope, BodyNamed = BodyNamed,
        Locator = Locator,
    };
}

/// <summary>The rules of entering a number from a document. They ask only for what makes it findable and readable; whether it fits others is told by <see cref="FigureRules"/> and never refused.</summary>
public static class FigureEntryRules
{
    /// <summary>Longest locator, measure, body, giver, scope or theme, in characters: a few words, not the sentence.</summary>
    public const int TextLimit = 300;

    private const decimal ValueLimit = 1_000_000_000_000_000m;

    /// <summary>Every reason why <paramref name="by"/> may not enter this; empty when it may.</summary>
    public static List<Refusal> Refusals(Actor by, FigureWish wish)
    {
        if (!by.May(Verb.EnterFigure))
        {
            return [new("figure.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (wish.Value is not { } value)
        {
            refusals.Add(new("figure.value-missing", "value"));
        }
        else if (Math.Abs(value) > ValueLimit || decimal.Round(value, 6) != value)
        {
            refusals.Add(new("figure.value-out-of-range", "value"));
        }

        if (wish.Denominator is <= 0 or > ValueLimit)
        {
            refusals.Add(new("figure.denominator-not-positive", "denominator"));
        }

        if (wish.Measure.Length == 0)
        {
            refusals.Add(new("figure.measure-missing", "measure"));
        }

        if (wish.Locator.Length == 0)
        {
            refusals.Add(new("figure.locator-missing", "locator"));
        }

        Text(wish.Measure, "measure");
        Text(wish.Locator, "locator");
        Text(wish.Theme, "theme");
        Text(wish.Giver, "giver");
        Text(wish.Scope, "scope");
        Text(wish.BodyNamed, "bodyNamed");
        foreach (var key in wish.FieldKeys.Where(k => wish.Campaign.Fields.Find(k) is null))
        {
            refusals.Add(new("model.field-unknown", "field") { Arguments = [key] });
        }

        if (wish.FieldKeys.Distinct().Count() != wish.FieldKeys.Count)
        {
            refusals.Add(new("figure.field-twice", "field"));
        }

        return refusals;

        void Text(string? text, string field)
        {
            if (text?.Length > TextLimit)
            {
                refusals.Add(new("model.text-too-long", field) { Arguments = [TextLimit.ToString(CultureInfo.InvariantCulture)] });
            }
        }
    }

    /// <summary>How dates that are stated so far date a number.</summary>
    public static Dated DatedBy(PartialDate from, PartialDate to) =>
        !from.IsStated && !to.IsStated ? Dated.Undated
        : (from.IsStated ? from : to).Precision == DatePrecision.Year && (to.IsStated ? to : from).Precision == DatePrecision.Year ? Dated.YearOnly
        : Dated.Yes;

    /// <summary>Whether two observations say the same of the same, word for word: the second adds nothing. Another number of the same question is no repetition, and stands beside the first.</summary>
    public static bool SameStatement(Observation a, Observation b) => a with { Id = b.Id } == b;
}
