using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>What stands in a cell of a report. All four are different answers.</summary>
public enum EntryContent
{
    /// <summary>Chưa điền: nobody has said anything, or what was said was taken back.</summary>
    Silent,

    /// <summary>A number; 0 is one.</summary>
    Value,

    /// <summary>Không phát sinh: somebody vouches that nothing arose.</summary>
    Nothing,

    /// <summary>A narrative part.</summary>
    Text,
}

/// <summary>How an entry came into the report.</summary>
public enum EntryOrigin
{
    /// <summary>Typed into the form.</summary>
    Typed,

    /// <summary>Taken over from the registry.</summary>
    Registry,

    /// <summary>Sent by a program.</summary>
    Sent,

    /// <summary>Read from a filled-in file.</summary>
    File,
}

/// <summary>Phần lời: the fixed headings of a report.</summary>
public enum NarrativePart
{
    /// <summary>Kết quả.</summary>
    Results,

    /// <summary>Hạn chế, khó khăn.</summary>
    Limits,

    /// <summary>Nguyên nhân.</summary>
    Causes,

    /// <summary>Bài học kinh nghiệm.</summary>
    Lessons,

    /// <summary>Kiến nghị, đề xuất.</summary>
    Proposals,
}

/// <summary>What somebody wants a cell to hold.</summary>
/// <param name="Content">What sort of answer it is.</param>
/// <param name="Value">The number; only with <see cref="EntryContent.Value"/>.</param>
/// <param name="Exactness">How the number is qualified.</param>
/// <param name="Comment">A note on the cell.</param>
/// <param name="Text">The words of a narrative part.</param>
public sealed record EntryWish(EntryContent Content, decimal? Value = null, Exactness Exactness = Exactness.Exact, string? Comment = null, string? Text = null);

/// <summary>One value of a cell, with who and when. None is ever changed or removed.</summary>
public sealed record ReportEntry
{
    /// <summary>Number within the report, from 1; 0 for what stood in it before entries were kept.</summary>
    public required int Number { get; init; }

    /// <summary>The cell (<see cref="AskedCell.Key"/>) or narrative part (<see cref="EntryKeys.Of(NarrativePart)"/>).</summary>
    public required string Cell { get; init; }

    /// <summary>What it says.</summary>
    public required EntryWish Says { get; init; }

    /// <summary>Who entered it.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Nhập thay.</summary>
    public bool OnBehalf { get; init; }

    /// <summary>How it came in.</summary>
    public EntryOrigin Origin { get; init; }

    /// <summary>What the registry counted at that moment; <see langword="null"/> where it counts no such thing.</summary>
    public decimal? Listed { get; init; }

    /// <summary>Entered by somebody who had not seen the value that stood there: it stands beside that one until somebody decides.</summary>
    public bool Contested { get; init; }
}

/// <summary>Keys of what a report holds.</summary>
public static class EntryKeys
{
    private const string PartPrefix = "part:";

    /// <summary>Longest note on a cell.</summary>
    public const int CommentLimit = 1000;

    /// <summary>Longest narrative part.</summary>
    public const int PartLimit = 20_000;

    /// <summary>Largest number of a cell, so that every store keeps every digit.</summary>
    public const decimal ValueLimit = 9_999_999_999_999m;

    /// <summary>The key of a narrative part.</summary>
    public static string Of(NarrativePart part) => PartPrefix + Wire.Name(part);

    /// <summary>The narrative part of a key; <see langword="null"/> if it is a cell.</summary>
    public static NarrativePart? PartOf(string key) => key.StartsWith(PartPrefix, StringComparison.Ordinal) ? Wire.Parse<NarrativePart>(key[PartPrefix.Length..]) : null;

    /// <summary>The section that a key belongs to, by which parts of a report are handed out: all cells of one metric, or one narrative part.</summary>
    public static string SectionOf(string key) => key.StartsWith(PartPrefix, StringComparison.Ordinal) ? key : key.Split('|')[0];

    /// <summary>The parts of a cell's key; <see langword="null"/> if it is none.</summary>
    public static (string Metric, string? Field, Subject? Subject, RecognitionLevel? Level)? CellOf(string key)
    {
        if (key.Split('|') is not [{ Length: > 0 } metric, var field, var subject, var level])
        {
            return null;
        }

        var (s, l) = (Wire.Parse<Subject>(subject), Wire.Parse<RecognitionLevel>(level));
        return (subject.Length > 0 && s is null) || (level.Length > 0 && l is null) ? null : (metric, field.Length > 0 ? field : null, s, l);
    }

    /// <summary>Every reason why a cell may not hold this.</summary>
    public static IEnumerable<Refusal> Refusals(string key, EntryWish wish, string at)
    {
        if (wish.Value is < 0)
        {
            yield return new("report.value-negative", at);
        }
        else if (wish.Value is > ValueLimit)
        {
            yield return new("report.value-too-large", at);
        }

        if (wish.Comment?.Length > CommentLimit || wish.Text?.Length > PartLimit)
        {
            yield return new("report.text-too-long", at);
        }

        if (PartOf(key) is null ? wish.Content == EntryContent.Text : wish.Content == EntryContent.Value)
        {
            yield return new("report.content-wrong", at);
        }
    }
}
