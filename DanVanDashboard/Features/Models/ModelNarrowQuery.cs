using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Models;

/// <summary>The further filters of the list in its address and in words.</summary>
internal static class ModelNarrowQuery
{
    private const string Yes = "co";
    private const string No = "khong";

    /// <summary>Reads them; what they do not know counts as not said.</summary>
    public static ModelNarrow Read(Func<string, string?> query) => new()
    {
        Target = Wire.Parse<RecognitionLevel>(query("muc-tieu")), Visibility = Wire.Parse<Visibility>(query("luu-hanh")), Replica = Flag(query("nhan-rong")),
        Incomplete = Flag(query("thieu")), Line = Id(query("tuyen")), Evidence = Flag(query("minh-chung")), Verified = Flag(query("xac-minh")), ImportId = Id(query("dot-nhap")),
    };

    /// <summary>As name and value; what is not said is <see langword="null"/>.</summary>
    public static (string Name, string? Value)[] Write(ModelNarrow narrow) =>
    [
        ("muc-tieu", narrow.Target is { } target ? Wire.Name(target) : null), ("luu-hanh", narrow.Visibility is { } visibility ? Wire.Name(visibility) : null), ("nhan-rong", Flag(narrow.Replica)),
        ("tuyen", narrow.Line), ("minh-chung", Flag(narrow.Evidence)), ("thieu", Flag(narrow.Incomplete)), ("xac-minh", Flag(narrow.Verified)), ("dot-nhap", narrow.ImportId),
    ];

    /// <summary>What they leave in, one by one.</summary>
    /// <param name="narrow">The filters.</param>
    /// <param name="text">Words of the register.</param>
    /// <param name="words">Words of the vocabulary.</param>
    /// <param name="body">The name of a body.</param>
    public static IEnumerable<string> Words(ModelNarrow narrow, IStringLocalizer<RegisterText> text, IStringLocalizer<VocabularyText> words, Func<string, string?> body)
    {
        if (narrow.Target is { } target)
        {
            yield return text["narrow.target-is", TextFold.LowerFirst(words[$"level.{Wire.Name(target)}"])];
        }

        if (narrow.Visibility is { } visibility)
        {
            yield return TextFold.LowerFirst(text[$"visibility.{Wire.Name(visibility)}"]);
        }

        if (narrow.Replica is { } replica)
        {
            yield return TextFold.LowerFirst(text[replica ? "narrow.replica-yes" : "narrow.replica-no"]);
        }

        if (narrow.Line is { } line)
        {
            yield return text["narrow.line-is", body(line) ?? line];
        }

        if (narrow.Evidence is { } evidence)
        {
            yield return TextFold.LowerFirst(text[evidence ? "narrow.evidence-yes" : "narrow.evidence-no"]);
        }

        if (narrow.Incomplete is { } incomplete)
        {
            yield return TextFold.LowerFirst(text[incomplete ? "narrow.incomplete-yes" : "narrow.incomplete-no"]);
        }

        if (narrow.Verified is { } verified)
        {
            yield return TextFold.LowerFirst(text[verified ? "narrow.verified-yes" : "narrow.verified-no"]);
        }

        if (narrow.ImportId is not null)
        {
            yield return text["narrow.import"];
        }
    }

    /// <summary>A yes or no as it stands in an address.</summary>
    public static string? Flag(bool? value) => value switch { true => Yes, false => No, _ => null };

    private static string? Id(string? asked) => asked is { Length: > 0 and <= 100 } id ? id : null;

    /// <summary>A yes or no of an address.</summary>
    public static bool? Flag(string? value) => value switch { Yes => true, No => false, _ => null };
}
