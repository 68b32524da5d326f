using System.Globalization;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Reporting;

/// <summary><see cref="ReportWords"/> for what is Vietnamese whatever the language of the screen: documents, quotations, notices.</summary>
public sealed class VietnameseWords(ReportWords words)
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>The name of a period.</summary>
    public string Period(PeriodKey period) => In(() => words.Period(period));

    /// <summary>A cell: the name of its line for the whole, its own for a part.</summary>
    public string Cell(AskedCell cell, Campaign campaign) => In(() => cell.IsWhole ? words.Line(cell.Line) : words.Cell(cell, campaign));

    /// <summary>What a cell says.</summary>
    public string Says(EntryWish? says) => In(() => says is null or { Content: EntryContent.Silent } ? "……" : words.Says(says));

    /// <summary>A number.</summary>
    public string Number(Amount amount) => In(() => words.Number(amount));

    /// <summary>The heading of a narrative part.</summary>
    public string Part(NarrativePart part) => In(() => words.Part(part));

    private static string In(Func<string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = s_vietnamese;
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
