using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Pack;

/// <summary>A block of a report's text: filled from figures and from what bodies reported, and open to whoever issues it.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Heading">The heading that it stands under.</param>
/// <param name="Text">What it says; paragraphs are lines.</param>
public sealed record PackBlock(string Key, string Heading, string Text);

/// <summary>What a person made of a report before it is written: every member is optional.</summary>
public sealed record PackEdits
{
#pragma warning disable CS1591 // Named and described in docs/api.md.
    public string? Number { get; init; }
    public string? Day { get; init; }
    public string? Place { get; init; }
    public string? Recipients { get; init; }
    public string? SignerTitle { get; init; }
    public string? SignerName { get; init; }
    public IReadOnlyDictionary<string, string?>? Texts { get; init; }
#pragma warning restore CS1591

    /// <summary>Most letters of a block, and of a line.</summary>
    public const int TextLimit = 60_000;

    internal const int LineLimit = 300;
}

/// <summary>The blocks of a report. Vietnamese, as the document is.</summary>
internal static class PackTexts
{
    /// <summary>What only people know, until they say it.</summary>
    public const string Open = "……";

    /// <summary>Names of the blocks.</summary>
    public static readonly IReadOnlyList<string> Keys = ["overall", "results", "fields", "localities", "limits", "lessons", "directions", "proposals"];

    /// <summary>Every block in the order of the report.</summary>
    public static IReadOnlyList<PackBlock> Of(PackFigures f, PackWords words) =>
    [
        new("overall", "KẾT QUẢ CHUNG", string.Join('\n', PackProse.Overall(f, words))),
        new("results", "KẾT QUẢ CHUNG", Joined(f, NarrativePart.Results)),
        new("fields", "KẾT QUẢ THEO LĨNH VỰC", PackProse.Fields(f, words) ?? string.Empty),
        new("localities", "KẾT QUẢ THEO ĐỊA BÀN", words.Coverage(f) is { } coverage ? $"Đến thời điểm tổng hợp, {coverage}." : string.Empty),
        new("limits", "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", Or(Joined(f, NarrativePart.Limits, NarrativePart.Causes))),
        new("lessons", "BÀI HỌC KINH NGHIỆM", Joined(f, NarrativePart.Lessons)),
        new("directions", "PHƯƠNG HƯỚNG, NHIỆM VỤ", Open),
        new("proposals", "KIẾN NGHỊ, ĐỀ XUẤT", Or(Joined(f, NarrativePart.Proposals))),
    ];

    /// <summary>The words of the reports, each with where it is from.</summary>
    private static string Joined(PackFigures f, params NarrativePart[] parts) => string.Join('\n', parts.SelectMany(part => f.Quotes.Where(q => q.Part == part))
        .Select(q => f.OwnReport ? $"{Unended(q.Text)} (báo cáo {q.Origin})." : $"{Unended(q.Text)} (theo báo cáo của {q.Origin})."));

    // The sentence ends after where it is from.
    private static string Unended(string text) => text.EndsWith('.') && !text.EndsWith("..", StringComparison.Ordinal) ? text[..^1] : text;

    private static string Or(string text) => text.Length == 0 ? Open : text;
}
