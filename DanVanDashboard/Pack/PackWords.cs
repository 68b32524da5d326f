using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Pack;

/// <summary>The words of a pack. Numbers and days are written the Vietnamese way in both languages.</summary>
internal sealed class PackWords(IStringLocalizer<PackText> text, IStringLocalizer<FiltersText> filters, IStringLocalizer<VocabularyText> vocabulary)
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public IStringLocalizer<PackText> Text => text;

    public IStringLocalizer<FiltersText> Filters => filters;

    public IStringLocalizer<VocabularyText> Vocabulary => vocabulary;

    /// <summary>"1.178".</summary>
    public static string Number(decimal value) => value.ToString("#,0.##", s_vietnamese);

    /// <summary>"06" as documents write small counts, "1.178".</summary>
    public static string Count(decimal value) => value is >= 1 and < 10 && value == decimal.Truncate(value) ? value.ToString("00", s_vietnamese) : Number(value);

    /// <summary>"33,0%".</summary>
    public static string Percent(decimal part, decimal whole) => (whole == 0 ? 0 : 100m * part / whole).ToString("0.0", s_vietnamese) + "%";

    /// <summary>"15/10/2026".</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public string Period(PeriodKey period) => PeriodWords.Of(period, filters);

    public string Field(Campaign campaign, string? key) => key is null or CubeKeys.Unstated ? vocabulary["unstated"] : CampaignWords.FieldName(vocabulary, campaign, key);

    public string Subject(Subject? subject) => subject is { } s ? vocabulary[$"subject.{Wire.Name(s)}"] : vocabulary["unstated"];

    public string Level(RecognitionLevel level) => vocabulary[$"level.{Wire.Name(level)}"];

    public string Form(AwardForm? form) => form is { } f ? vocabulary[$"form.{Wire.Name(f)}"] : vocabulary["unstated"];

    public string Stage(Stage? stage) => stage is { } s ? vocabulary[$"stage.{Wire.Name(s)}"] : vocabulary["unstated"];

    /// <summary>The name of a measure; of a document, what is counted is what it names.</summary>
    public string Measure(PackMeasure measure, PackFigures f) => measure == PackMeasure.Registered && !f.Told ? text["measure.named"] : text[$"measure.{Wire.Name(measure)}"];

    /// <summary>"Số liệu lúc 08:00 ngày 15/10/2026, thứ tự 1234"; of a frozen set "Số liệu chốt lúc 08:00 ngày 15/10/2026, bản 2".</summary>
    public string Stamp(PackFigures f) => f.Frozen is { } frozen
        ? text["stamp.frozen", Clock(frozen.At), Date(frozen.At), frozen.Version.ToString(CultureInfo.InvariantCulture)]
        : text["stamp", Clock(f.AsOf), Date(f.AsOf), f.Sequence.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Of a frozen set: its name, and how many confirmed what is shown of them; <see langword="null"/> otherwise.</summary>
    public string? FrozenAs(PackFigures f) => f.Frozen is not { } frozen ? null
        : frozen.Asked == 0 ? text["frozen.named", frozen.Name, f.Sequence.ToString(CultureInfo.InvariantCulture)].Value
        : text["frozen.confirmed", frozen.Name, f.Sequence.ToString(CultureInfo.InvariantCulture), frozen.Confirmed, frozen.Asked, frozen.Objected].Value;

    private static string Clock(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Date(DateTimeOffset at) => at.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Tổng hợp phong trào …, năm 2026".</summary>
    public string Title(PackFigures f) => text[$"title.{Wire.Name(f.Document)}", f.Period];

    /// <summary>How a measure compares with the year before; <see langword="null"/> where there is nothing to compare with. A flow of a period that still runs is not held against a whole one.</summary>
    public string? Compared(PackFigures f, PackMeasure measure)
    {
        if (f.YearBefore is not { } before)
        {
            return null;
        }

        var (now, then) = (PackFigures.Of(f.Totals, measure), PackFigures.Of(before, measure));
        if (f.Running && measure != PackMeasure.InProgress)
        {
            return text["compared.whole", TextFold.UpperFirst(f.YearBeforeName), Number(then)];
        }

        var against = measure == PackMeasure.InProgress ? text["compared.end", f.YearBeforeName].Value : f.YearBeforeName;
        return now == then ? text["compared.same", against] : text[now > then ? "compared.more" : "compared.less", Number(Math.Abs(now - then)), text[$"unit-of.{Wire.Name(measure)}"].Value, against];
    }

    /// <summary>"59/62 đơn vị đã gửi báo cáo quý III/2026 (95,2%)"; nothing where nobody owes.</summary>
    public string? Coverage(PackFigures f) => f.Coverage is { } c ? text["coverage", c.Reported, c.Expected, c.Period, Percent(c.Reported, c.Expected)].Value : null;

    /// <summary>How a locality stands with its report, as a hall may read it: one that is adding to what it sent has not kept silent.</summary>
    public string Report(ReportingState? state) => state switch
    {
        null => string.Empty,
        ReportingState.OnTime or ReportingState.Late => text["reported.yes"],
        ReportingState.Returned => text["reported.adding"],
        _ => text["reported.no"],
    };

    /// <summary>What is to be known about a list; empty where nothing is.</summary>
    public IEnumerable<string> Notes(PackFigures f, PackList list)
    {
        if (list.Unnamed > 0)
        {
            yield return text["names.unnamed", Count(list.Unnamed)];
        }

        if (list.More > 0)
        {
            yield return text["names.more", Number(list.Models.Count), Number(list.More)];
        }

        // An honour need not belong to a model; whoever bears one is counted, and no model can be named for it.
        if (ReferenceEquals(list, f.Commended) && !f.ListsArePart && f.Totals.Commended - list.Models.Count - list.Unnamed - list.More is > 0 and var others)
        {
            yield return text["names.without-model", Count(others)];
        }

        if (f.ListsArePart)
        {
            yield return text["names.part"];
        }
    }

    /// <summary>Where the figures come from and how they were counted.</summary>
    public IReadOnlyList<string> Sources(PackFigures f) =>
    [
        text[f.Told ? "source.registry" : "source.named", f.Campaign], .. f.Filters.Select(l => $"{l.Label}: {l.Value}"), .. (f.Told ? new[] { text["source.counting"].Value } : []),
        .. (f.CoversPart is { } part ? new[] { text["source.covers-part", part.Covered, part.Of].Value } : []),
        .. (Coverage(f) is { } coverage ? new[] { coverage } : []), .. (f.Units.Any(u => u.Estimated) ? new[] { text["source.estimated"].Value } : []),
        .. (f.Simulated ? new[] { text["source.simulated"].Value } : []), Stamp(f), .. (FrozenAs(f) is { } frozen ? new[] { frozen } : []),
    ];
}
