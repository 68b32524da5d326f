using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Reporting;

/// <summary>What stands in a report, in words: names of cells and parts, numbers, who and when.</summary>
public sealed class ReportWords(IStringLocalizer<ReportingText> text, IStringLocalizer<VocabularyText> words, IStringLocalizer<FiltersText> periods, MetricCatalogue metrics)
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>"quý III/2026".</summary>
    public string Period(PeriodKey period) => PeriodWords.Of(period, periods);

    /// <summary>The name of a line, with its level.</summary>
    public string Line(AskedFigure line)
    {
        var name = (line.Name ?? metrics.Get(line.Metric).Name).In(Language);
        return line.Level is { } level ? text["line.level", name, words[$"level.{Wire.Name(level)}"]] : name;
    }

    /// <summary>"mô hình · trong kỳ".</summary>
    public string Measure(AskedFigure line) => text["line.measure", line.Measure.In(Language), text[$"time.{Wire.Name(line.Time)}"]];

    /// <summary>What tells a cell from the others of its line.</summary>
    public string Cell(AskedCell cell, Campaign campaign) => (cell.IsWhole, cell.Field, cell.Subject) switch
    {
        (true, null, null) => text["cell.whole"],
        (_, { } f, null) => CampaignWords.FieldName(words, campaign, f),
        (_, null, { } s) => words[$"subject.{Wire.Name(s)}"],
        (_, { } f, { } s) => text["cell.crossing", CampaignWords.FieldName(words, campaign, f), words[$"subject.{Wire.Name(s)}"]],
        _ => text["cell.whole"],
    };

    /// <summary>A cell in full: "Đăng ký, Kinh tế".</summary>
    public string InFull(string key, ReportFile file) => EntryKeys.PartOf(key) is { } part ? Part(part)
        : file.Cells.FirstOrDefault(c => c.Key == key) is { } cell ? (cell.IsWhole ? Line(cell.Line) : text["cell.full", Line(cell.Line), Cell(cell, file.Campaign)])
        : EntryKeys.CellOf(key) is { } other ? metrics.Get(other.Metric).Name.In(Language) : key;

    /// <summary>The heading of a narrative part.</summary>
    public string Part(NarrativePart part) => text[$"part.{Wire.Name(part)}"];

    /// <summary>A number as officials write it.</summary>
    public static string Number(decimal value) => value.ToString("#,0.##", s_vietnamese);

    /// <summary>A number with its qualifier.</summary>
    public string Number(Amount amount) => amount.Qualifier == Qualifier.Exact ? Number(amount.Value) : text[$"exactness.{Wire.Name(amount.Qualifier)}-of", Number(amount.Value)];

    /// <summary>What a cell says.</summary>
    public string Says(EntryWish? says) => says switch
    {
        null or { Content: EntryContent.Silent } => text["says.silent"],
        { Content: EntryContent.Nothing } => text["says.nothing"],
        { Content: EntryContent.Text } => says.Text!,
        { Exactness: Exactness.Exact } => Number(says.Value!.Value),
        _ => text[$"exactness.{Wire.Name(says.Exactness)}-of", Number(says.Value!.Value)],
    };

    /// <summary>What stands in a field for it: a number without its qualifier, or nothing.</summary>
    public static string Typed(EntryWish? says) => says is { Content: EntryContent.Value, Value: { } value } ? value.ToString("#,0.#############", s_vietnamese) : string.Empty;

    /// <summary>"14:03, 25/11/2026".</summary>
    public string When(DateTime at) => text["when", LocalDay.At(at).ToString("HH:mm", CultureInfo.InvariantCulture), TypedText.Day(LocalDay.Of(at))];

    /// <summary>Who entered it, for whom, and when.</summary>
    public string By(ReportEntry entry, ReportFile file)
    {
        var name = file.NameOf(entry.By) ?? text["by.system"];
        var by = entry.OnBehalf ? text["by.on-behalf", name].Value : name;
        return text["by.when", by, When(entry.At)];
    }

    /// <summary>A hint on a cell.</summary>
    public string Warning(CellWarning w) => text[$"warning.{Wire.Name(w.Kind)}", Number(w.Here), Number(w.There)];

    /// <summary>Where a report stands.</summary>
    public string Status(ReportStatus? status) => text[$"status.{(status is { } s ? Wire.Name(s) : "none")}"];

    /// <summary>The person's name, or that the simulation entered it.</summary>
    public string Name(string user, ReportFile file) => file.NameOf(user) ?? text["by.system"];

    /// <summary>How many cells hold nothing yet.</summary>
    public static int Open(ReportFile file) => file.Cells.Count(c => file.Ledger.Current(c.Key) is null or { Says.Content: EntryContent.Silent });

    /// <summary>What is asked of a cell and has not been answered.</summary>
    public static IEnumerable<ReportRemarkRow> Remarks(ReportFile file, string? cell) => file.Remarks.Where(r => r.Cell == cell && r.AnsweredAt is null);
}
