using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>What one body owes for one period, and what it has reported of it.</summary>
/// <param name="Body">The body.</param>
/// <param name="Period">The period.</param>
/// <param name="Sent">Whether the report stands as sent. One that does not counts as "chưa báo cáo", never as 0.</param>
/// <param name="Parts">Its numbers by metric and level.</param>
/// <param name="Nothing">Keys of the cells of which it says "không phát sinh": reported, and no number.</param>
public sealed record OwedReport(
    Body Body, PeriodKey Period, bool Sent, IReadOnlyDictionary<(string Metric, RecognitionLevel? Level), IReadOnlyList<ReportedPart>> Parts, IReadOnlySet<string> Nothing);

/// <summary>Why a cell has no sum, or a sum that leaves something out.</summary>
public enum ConsolidationNote
{
    /// <summary>The sum of what was reported.</summary>
    None,

    /// <summary>A rate or an average: numbers of several bodies do not add.</summary>
    NeverAdds,

    /// <summary>A number of a day, of which no report ends on the last day of the period asked for.</summary>
    OtherDay,
}

/// <summary>A cell of the report form, added up over bodies.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Sum">The sum; <see langword="null"/> where nothing was given or nothing may be added.</param>
/// <param name="Given">How many bodies gave a number or said "không phát sinh".</param>
/// <param name="Complete">How many bodies gave it in every report that they owe.</param>
/// <param name="Owing">How many bodies owe it.</param>
/// <param name="LeftOut">How many numbers were left out, since another body of the same locality states the same fact.</param>
/// <param name="Note">Why there is no sum.</param>
public sealed record ConsolidatedCell(AskedCell Cell, Amount? Sum, int Given, int Complete, int Owing, int LeftOut, ConsolidationNote Note);

/// <summary>
/// Tổng hợp: adds reports of bodies up to a period. Only what adds is added: numbers of a period over bodies and over periods that cover no
/// day twice; numbers of a day, and cumulative ones, over bodies of that day alone; a whole never together with its parts; rates never.
/// </summary>
public static class Consolidation
{
    /// <summary>Adds one cell up.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="metric">Its metric.</param>
    /// <param name="asked">The period that is added up to.</param>
    /// <param name="reports">All that is owed within it, in protocol order of the bodies.</param>
    public static ConsolidatedCell Of(AskedCell cell, Metric metric, PeriodKey asked, IEnumerable<OwedReport> reports)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(metric);
        var line = cell.Line;
        var ofDay = line.Time is not TimeMeaning.Period;
        var byBody = reports.Where(r => line.By.Includes(r.Body) && line.Kinds.Contains(r.Period.Kind) && InPeriodSums.Within(r.Period, asked))
            .GroupBy(r => r.Body.Id).Select(g => Counted([.. g], ofDay, asked)).Where(g => g.Count > 0).ToList();
        var (sum, given, complete, leftOut) = (new List<Amount>(), 0, 0, 0);
        var facts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var own in byBody)
        {
            var answers = own.ConvertAll(r => (r.Sent, Amount: r.Sent ? AmountOf(r, cell) : null, Nothing: r.Sent && r.Nothing.Contains(cell.Key)));
            var has = answers.Exists(a => a.Amount is not null || a.Nothing);
            given += has ? 1 : 0;
            complete += answers.TrueForAll(a => a.Amount is not null || a.Nothing) ? 1 : 0;
            var numbers = answers.Select(a => a.Amount).OfType<Amount>().ToList();
            if (numbers.Count == 0)
            {
                continue;
            }

            // A fact of a locality stands once, whoever of its bodies tells it; what a body itself did is its own.
            if (!metric.OfBody && own[0].Body.UnitId is { } unit && !facts.Add(unit))
            {
                leftOut += numbers.Count;
                continue;
            }

            sum.AddRange(numbers);
        }

        var note = !metric.AddsOverParts ? ConsolidationNote.NeverAdds : ofDay && byBody.Count == 0 ? ConsolidationNote.OtherDay : ConsolidationNote.None;
        return new(cell, note == ConsolidationNote.None && sum.Count > 0 ? Amount.Sum(sum) : null, given, complete, byBody.Count, leftOut, note);
    }

    /// <summary>The number of one report for a cell: a stated whole as it stands, otherwise the parts of one division.</summary>
    public static Amount? AmountOf(OwedReport report, AskedCell cell) =>
        report.Parts.TryGetValue((cell.Line.Metric, cell.Line.Level), out var parts) ? InPeriodSums.Of([.. parts], cell.Field, cell.Subject) : null;

    /// <summary>Of one body's reports those whose numbers count: of a day, the one that ends with the period asked for; of a period, those that cover no day twice.</summary>
    private static List<OwedReport> Counted(List<OwedReport> own, bool ofDay, PeriodKey asked)
    {
        if (ofDay)
        {
            // Several grains can end on one day; the longest is the one that was looked at most closely.
            return [.. own.Where(r => r.Period.To == asked.To).OrderByDescending(r => r.Sent).ThenBy(r => r.Period.From).Take(1)];
        }

        var sent = InPeriodSums.Disjoint(own.Where(r => r.Sent).Select(r => r.Period));
        // What is owed beside them and covers days that no sent report covers is still missing.
        var missing = InPeriodSums.Disjoint(own.Where(r => !r.Sent && !sent.Any(s => s.To >= r.Period.From && s.From <= r.Period.To)).Select(r => r.Period));
        return [.. own.Where(r => r.Sent ? sent.Contains(r.Period) : missing.Contains(r.Period)).DistinctBy(r => r.Period).OrderBy(r => r.Period.From)];
    }
}
