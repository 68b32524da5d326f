using System.Globalization;
using System.Text;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Figures;

/// <summary>Reported figures in words: value with exactness and measure, time with its meaning, and sums. Numbers are written the Vietnamese way in both languages, so that they can be compared with the source.</summary>
internal sealed class FigureText(IStringLocalizer<FiguresText> T, IStringLocalizer<VocabularyText> words)
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>1.178 · 59,7 · -0,81.</summary>
    public static string Number(decimal value) => value.ToString("#,##0.######", Vietnamese).Replace('−', '-');

    /// <summary>The language of the interface, for <see cref="Bilingual.In"/>.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>"Trên 893 triệu đồng", "22/28 xã, thị trấn", "tăng 64 mô hình so với năm 2017".</summary>
    public string Value(Observation o)
    {
        ArgumentNullException.ThrowIfNull(o);
        if (o.Time != TimeMeaning.Change)
        {
            return Qualified(Quantity(o.Value, o.Denominator, o.Measure), o.Exactness);
        }

        if (o.Measure.StartsWith('%'))
        {
            // A rate that went down "0,81%" is points or percent; only a source that says which may be read as it.
            return T["value.points-unclear", Qualified(Number(o.Value), o.Exactness)];
        }

        var size = Qualified(Quantity(Math.Abs(o.Value), null, o.Measure), o.Exactness);
        return (o.Value >= 0, o.From.IsStated) switch
        {
            (true, true) => T["value.increase-since", size, o.From.Year],
            (true, false) => T["value.increase", size],
            (false, true) => T["value.decrease-since", size, o.From.Year],
            _ => T["value.decrease", size],
        };
    }

    /// <summary>A number of a sum, in the measure of its figure where that shortens it: "3.462", "trên 1,2 tỷ đồng".</summary>
    public string Plain(Term term, Observation? figure)
    {
        ArgumentNullException.ThrowIfNull(term);
        return Qualified(figure?.Measure == "đồng" ? Money(term.Value) : Number(term.Value), term.Exactness);
    }

    /// <summary>"83 + 46", "129 − 64".</summary>
    public string Sum(IReadOnlyList<Term> terms, Func<string?, Observation?> figureOf)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(figureOf);
        var text = new StringBuilder();
        foreach (var term in terms)
        {
            var taken = text.Length > 0 && term.Value < 0;
            text.Append(text.Length == 0 ? "" : taken ? " − " : " + ");
            text.Append(Plain(taken ? term with { Value = -term.Value } : term, figureOf(term.FigureId)));
        }

        return text.ToString();
    }

    /// <summary>One side of a finding: "141 + 603 = 744", or "704".</summary>
    public string Side(FindingSide side, Func<string?, Observation?> figureOf)
    {
        ArgumentNullException.ThrowIfNull(side);
        var sum = Sum(side.Terms, figureOf);
        return side.Terms.Count > 1 && side.IsExact ? $"{sum} = {Plain(new(side.Value!.Value, Exactness.Exact, null), figureOf(side.Terms[0].FigureId))}" : sum;
    }

    /// <summary>What fits, in one line: "83 + 46 = 129 = 44 + 23 + 42 + 20".</summary>
    public string Equation(Agreement agreement, Func<string?, Observation?> figureOf)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        ArgumentNullException.ThrowIfNull(figureOf);
        var total = Plain(agreement.Total, figureOf(agreement.FigureIds[0]));
        var sums = agreement.Expressions.Select(e => Sum(e, figureOf)).ToList();
        return agreement.Rule == FigureRule.Within ? T["figures.within", sums[0], total] : string.Join(" = ", [sums[0], total, .. sums.Skip(1)]);
    }

    /// <summary>A quantity in its measure: "65 mô hình", "1,2 tỷ đồng", "3,81%".</summary>
    public string Quantity(decimal value, decimal? denominator, string measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var number = denominator is { } of ? $"{Number(value)}/{Number(of)}" : Number(value);
        if (measure == "đồng" && denominator is null)
        {
            return Money(value);
        }

        if (measure.StartsWith('%'))
        {
            var what = measure[1..].Trim();
            return what.Length == 0 ? number + "%" : T["value.with-measure", number + "%", Measure(what)];
        }

        return T["value.with-measure", number, Measure(measure)];
    }

    /// <summary>What a figure is narrowed down to: subject, field, level …; empty for the whole.</summary>
    public IReadOnlyList<string> Split(Observation o)
    {
        ArgumentNullException.ThrowIfNull(o);
        var parts = new List<string?>
        {
            o.Subject is { } subject ? words[$"subject.{Wire.Name(subject)}"].Value : null,
            o.Field is null ? null : string.Join(" + ", o.FieldKeys.Select(Field)),
            o.RecognisedAt is { } level ? words[$"level.{Wire.Name(level)}"].Value : null,
            o.TargetLevel is { } aim ? T["split.target-level", words[$"level.{Wire.Name(aim)}"].Value].Value : null,
            o.Theme is null ? null : Known($"theme.{o.Theme}", o.Theme),
            o.Block is { } block ? words[$"block.{Wire.Name(block)}"].Value : null,
            o.Form is { } form ? words[$"form.{Wire.Name(form)}"].Value : null,
            o.Giver,
            o.Scope,
        };
        return [.. parts.OfType<string>()];
    }

    /// <summary>Name of a field; a campaign's own that has no text keeps its key.</summary>
    public string Field(string? key) => key is null ? words["unstated"] : Known($"field.{key}", key);

    /// <summary>Name of a field of a campaign; for one of its own, the name that the campaign gives it.</summary>
    public string Field(string key, FieldTaxonomy fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return Known($"field.{key}", fields.Find(key) is { } own ? new Bilingual(own.NameVi, own.NameEn).In(Language) : key);
    }

    /// <summary>Name of a locality to choose, or of the row beside the map.</summary>
    public string Unit(FiguresChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Id == CubeKeys.ProvinceBodies ? T["figures.province-bodies"] : choice.Name.In(Language);
    }

    /// <summary>"Theo tham luận", "theo báo chí".</summary>
    public string By(SourceKind kind) => kind switch
    {
        SourceKind.ConferencePaper => T["figures.by-paper"],
        SourceKind.Press => T["figures.by-press"],
        _ => T["figures.by-report"],
    };

    /// <summary>"Quý III/2026", "tháng 9/2026", "6 tháng đầu năm 2026".</summary>
    public string Period(PeriodKey period) => period.Kind switch
    {
        PeriodKind.Month => T["period.month", period.Number, period.Year],
        PeriodKind.Quarter => T["period.quarter", Roman[period.Number - 1], period.Year],
        PeriodKind.Half => period.Number == 1 ? T["period.half-first", period.Year] : T["period.half-second", period.Year],
        PeriodKind.NineMonths => T["period.nine-months", period.Year],
        PeriodKind.Phase => T["period.phase", period.Year, period.Number],
        _ => T["period.year", period.Year],
    };

    /// <summary>"Lũy kế từ 07/09/2009 đến 07/09/2024", "trong kỳ 2021–2023", "tại thời điểm năm 2023".</summary>
    public string When(Observation o)
    {
        ArgumentNullException.ThrowIfNull(o);
        var key = Wire.Name(o.Time);
        if (!o.From.IsStated && !o.To.IsStated)
        {
            return T[$"when.{key}-undated"];
        }

        if (o.Time == TimeMeaning.Stock && o.To.IsStated)
        {
            var at = IsEndOfYear(o.To) ? T["date.end-of-year", o.To.Year] : Date(o.To);
            return o.From.IsStated ? T["when.stock-phase", at, Range(o.From, o.To)] : T["when.stock", at];
        }

        return T[$"when.{key}", Range(o.From, o.To)];
    }

    /// <summary>A date with the precision of its source; empty where nothing is stated.</summary>
    public string Date(PartialDate date) => date.Precision switch
    {
        DatePrecision.Day => date.First!.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        DatePrecision.Month => T["date.month", date.Month, date.Year],
        DatePrecision.Year => T["date.year", date.Year],
        _ => "",
    };

    /// <summary>"2021–2023" for whole years, otherwise from and to as far as stated.</summary>
    public string Range(PartialDate from, PartialDate to)
    {
        if (from.IsStated && to.IsStated && IsStartOfYear(from) && IsEndOfYear(to) && from.Year != to.Year)
        {
            return T["range.years", from.Year, to.Year];
        }

        return (from.IsStated, to.IsStated) switch
        {
            (true, true) => T["range.from-to", Date(from), Date(to)],
            (true, false) => T["range.from", Date(from)],
            (false, true) => T["range.to", Date(to)],
            _ => "",
        };
    }

    /// <summary>A number of a periodic report with its exactness, and its measure where the catalogue knows one.</summary>
    public string Value(PeriodicFigure figure) => Qualified(
        figure.Metric.Measure is not { } measure ? Number(figure.Value)
        : figure.Metric.Kind == MetricKind.Money ? Money(figure.Value)
        : T["value.with-measure", Number(figure.Value), measure.In(Language)], figure.Exactness);

    private string Qualified(string quantity, Exactness exactness) => exactness switch
    {
        Exactness.Over => T["value.over", quantity],
        Exactness.Nearly => T["value.nearly", quantity],
        _ => quantity,
    };

    private string Money(decimal value)
    {
        var size = Math.Abs(value);
        // Only where nothing is rounded away.
        return size >= 1_000_000_000 && value % 1_000_000 == 0 ? T["value.billion", Number(value / 1_000_000_000)]
            : size >= 1_000_000 && value % 1_000 == 0 ? T["value.million", Number(value / 1_000_000)]
            : T["value.dong", Number(value)];
    }

    /// <summary>The measure in the language of the interface where it is a usual one, otherwise in the source's words.</summary>
    private string Measure(string measure)
    {
        var slug = string.Join('-', new string([.. TextFold.Fold(measure).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var known = T[$"measure.{slug}"];
        return known.ResourceNotFound ? measure : known.Value;
    }

    private string Known(string key, string otherwise)
    {
        var word = words[key];
        return word.ResourceNotFound ? otherwise : word.Value;
    }

    private static bool IsStartOfYear(PartialDate date) => date.Precision == DatePrecision.Year || date is { Precision: DatePrecision.Day, Month: 1, Day: 1 };

    private static bool IsEndOfYear(PartialDate date) => date is { Precision: DatePrecision.Day, Month: 12, Day: 31 };
}
