using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Entries as the API shows them.</summary>
internal static class ReportViews
{
    public static EntryView Of(ReportEntry e, Func<string, string?>? name) => new(
        e.Cell, e.Number, Wire.Name(e.Says.Content), e.Says.Value, Wire.Name(e.Says.Exactness), e.Says.Comment, e.Says.Text, name?.Invoke(e.By), e.At, e.OnBehalf, Wire.Name(e.Origin),
        e.Listed, e.Contested);
}
