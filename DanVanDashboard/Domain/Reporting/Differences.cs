namespace DanVanDashboard.Domain.Reporting;

/// <summary>How a difference between report and registry stands.</summary>
public enum DifferenceState
{
    /// <summary>Cần đối chiếu: nobody has said why.</summary>
    Open,

    /// <summary>Đã nêu lý do: the body says why.</summary>
    Explained,

    /// <summary>Đã làm rõ: the board has taken note.</summary>
    Settled,
}

/// <summary>A reason that was given for two numbers that differ. It holds for these two numbers only.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Reported">The number of the report.</param>
/// <param name="Listed">The number of the registry.</param>
/// <param name="Reason">Why they differ.</param>
/// <param name="By">Who said so.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Settled">Whether the board has taken note.</param>
public sealed record DifferenceReason(string Cell, decimal Reported, decimal Listed, string Reason, string By, DateTime At, bool Settled);

/// <summary>Đối chiếu: "báo cáo 12, danh sách 10". Neither number is wrong by itself.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Reported">The number of the report.</param>
/// <param name="Listed">The number of the registry for the same body, period, field and subject.</param>
/// <param name="Reason">The reason given for exactly these numbers.</param>
public sealed record Difference(string Cell, decimal Reported, decimal Listed, DifferenceReason? Reason)
{
    /// <summary>How it stands.</summary>
    public DifferenceState State => Reason switch { null => DifferenceState.Open, { Settled: true } => DifferenceState.Settled, _ => DifferenceState.Explained };
}

/// <summary>Finds what differs between a report and the registry.</summary>
public static class Differences
{
    /// <summary>Whether what a cell says goes together with what the registry counts: "hơn 10" with 12, "gần 10" with 9. Silence is no number.</summary>
    public static bool Agree(EntryWish says, decimal listed) => says switch
    {
        { Content: EntryContent.Nothing } => listed == 0,
        { Content: EntryContent.Value, Exactness: Exactness.Over } => listed >= says.Value,
        { Content: EntryContent.Value, Exactness: Exactness.Nearly } => listed <= says.Value,
        { Content: EntryContent.Value } => listed == says.Value,
        _ => true,
    };

    /// <summary>Every difference, in the order of the cells.</summary>
    /// <param name="cells">What stands in each cell beside what the registry counts.</param>
    /// <param name="reasons">Every reason ever given for this report, the newest last.</param>
    public static IReadOnlyList<Difference> Of(IEnumerable<(string Cell, EntryWish Says, decimal Listed)> cells, IReadOnlyCollection<DifferenceReason> reasons) =>
    [
        .. cells.Where(c => !Agree(c.Says, c.Listed)).Select(c => (c.Cell, Reported: c.Says.Value ?? 0, c.Listed))
            .Select(c => new Difference(c.Cell, c.Reported, c.Listed, reasons.LastOrDefault(r => r.Cell == c.Cell && r.Reported == c.Reported && r.Listed == c.Listed))),
    ];
}
