using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Domain.Campaigns;

/// <summary>What a target (chỉ tiêu năm) is set for: a count of the registry over one year.</summary>
public enum TargetMeasure
{
    /// <summary>Đăng ký, carried-over models included.</summary>
    Registered,

    /// <summary>Đang thực hiện at the end of the year.</summary>
    InProgress,

    /// <summary>Được công nhận: distinct models.</summary>
    Recognised,

    /// <summary>Điển hình tiên tiến.</summary>
    Exemplar,

    /// <summary>Được khen thưởng: recipients.</summary>
    Commended,

    /// <summary>Nhân rộng.</summary>
    Replicated,
}

/// <summary>Chỉ tiêu năm that holds now.</summary>
/// <param name="Id">Id of the version.</param>
/// <param name="CampaignId">The campaign.</param>
/// <param name="Year">The year.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="BodyId">The body that it is set for; <see langword="null"/> for the whole campaign.</param>
/// <param name="Field">The field that it is set for; <see langword="null"/> for all fields.</param>
/// <param name="Value">How many, above 0.</param>
/// <param name="Document">The document that sets it.</param>
/// <param name="Version">1 for the first, one more for each change.</param>
public sealed record Target(string Id, string CampaignId, int Year, TargetMeasure Measure, string? BodyId, string? Field, int Value, TargetDocument Document, int Version)
{
    /// <summary>Share reached, in percent to one decimal; can exceed 100.</summary>
    public decimal ShareOf(decimal reached) => Math.Round(reached * 100 / Value, 1, MidpointRounding.AwayFromZero);
}

/// <summary>Văn bản giao chỉ tiêu: as far as it is known; at least one of number and text.</summary>
/// <param name="Number">Số, ký hiệu.</param>
/// <param name="Date">Ngày ban hành.</param>
/// <param name="Text">What it is, in words.</param>
public sealed record TargetDocument(string? Number, DateOnly? Date, string? Text);

/// <summary>A target as somebody wants to set it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Measure">What is counted; <see langword="null"/> if it could not be read.</param>
/// <param name="BodyId">The body, or <see langword="null"/>.</param>
/// <param name="Field">The field, or <see langword="null"/>.</param>
/// <param name="Value">How many.</param>
/// <param name="Document">The document that sets it.</param>
public sealed record TargetWish(int? Year, TargetMeasure? Measure, string? BodyId, string? Field, decimal? Value, TargetDocument Document)
{
    /// <summary>Two wishes for one cell are versions of one target.</summary>
    public string Cell => TargetRules.Cell(Measure!.Value, BodyId, Field);
}

/// <summary>The rules of targets.</summary>
public static class TargetRules
{
    /// <summary>Longest number of a document.</summary>
    public const int NumberLimit = 100;

    /// <summary>Longest text.</summary>
    public const int TextLimit = 500;

    private const int ValueLimit = 10_000_000;

    /// <summary>Every reason why <paramref name="by"/> may not set a target. Whether body and field exist is asked of their catalogues.</summary>
    public static List<Refusal> ToSet(Actor by, Campaign campaign, TargetWish wish, DateOnly today)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("target.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (!campaign.OpenForEntries)
        {
            refusals.Add(new("target.campaign-closed", "campaign"));
        }

        if (wish.Year is not { } year || year is < 1930 or > 2199 || !(campaign.Covers(new(year, 1, 1)) || campaign.Covers(new(year, 12, 31))))
        {
            refusals.Add(new("target.year-outside", "year"));
        }

        if (wish.Measure is null)
        {
            refusals.Add(new("target.measure-unknown", "measure"));
        }

        if (wish.Field is not null && campaign.Fields.Find(wish.Field) is null)
        {
            refusals.Add(new("model.field-unknown", "field") { Arguments = [wish.Field] });
        }

        if (wish.Value is not { } value || value < 1 || value > ValueLimit || value != decimal.Truncate(value))
        {
            refusals.Add(new("target.value-not-positive", "value"));
        }

        refusals.AddRange(DocumentRefusals(wish.Document, today));
        return refusals;
    }

    /// <summary>Every reason why <paramref name="by"/> may not withdraw a target.</summary>
    public static List<Refusal> ToWithdraw(Actor by, string? reason) =>
        !by.May(Verb.RunCampaign) ? [new("target.not-allowed")]
        : string.IsNullOrEmpty(reason) ? [new("target.reason-missing", "reason")]
        : [];

    /// <summary>What tells the versions of one target from another's.</summary>
    public static string Cell(TargetMeasure measure, string? bodyId, string? field) => $"{Wire.Name(measure)}|{bodyId}|{field}";

    private static IEnumerable<Refusal> DocumentRefusals(TargetDocument document, DateOnly today)
    {
        if (string.IsNullOrEmpty(document.Number) && string.IsNullOrEmpty(document.Text))
        {
            yield return new("target.document-missing", "documentNumber");
        }

        if (document.Number?.Length > NumberLimit)
        {
            yield return new("target.document-too-long", "documentNumber");
        }

        if (document.Text?.Length > TextLimit)
        {
            yield return new("target.document-too-long", "document");
        }

        if (document.Date > today)
        {
            yield return new("target.document-in-future", "documentDate");
        }
    }
}
