using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Cube;

/// <summary>The aggregates of one campaign after a certain change. Never changes; any number of threads may ask at once.</summary>
public sealed class CubeSnapshot
{
    private readonly Dictionary<PeriodKey, int> _periods;
    private readonly StockView _stock;

    internal CubeSnapshot(
        string campaignId, long sequence, CubeSpaceView space, Dictionary<PeriodKey, int> periods, Slice?[][] flows, StockView stock)
    {
        CampaignId = campaignId;
        Sequence = sequence;
        Space = space;
        Flows = flows;
        _periods = periods;
        _stock = stock;
    }

    /// <summary>The campaign.</summary>
    public string CampaignId { get; }

    /// <summary>The last change that it knows.</summary>
    public long Sequence { get; }

    internal CubeSpaceView Space { get; }

    internal Slice?[][] Flows { get; }

    /// <summary>Whether the period can be asked for: every calendar period, the phases of the campaign, and every phase that covers all that ever happened in it. Distinct counts of another phase cannot be put together from shorter periods.</summary>
    public bool Answers(PeriodKey period) => period.Kind != PeriodKind.Phase || _periods.ContainsKey(period) || CoversAll(period);

    /// <summary>Answers a question.</summary>
    /// <exception cref="ArgumentException">A period that is none of <see cref="Answers"/>, or axes that do not go together: a second without a first, or twice the same.</exception>
    public CubeResult Query(CubeQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Then != CubeAxis.None && (query.By == CubeAxis.None || query.By == query.Then))
        {
            throw new ArgumentException($"Rows by {query.By} cannot be split by {query.Then}.", nameof(query));
        }

        return new Pivot(this, query).Run();
    }

    /// <summary>The cells of a period, and of the stock at its end, per theme.</summary>
    internal (Slice?[] Flows, Slice?[] Stock) Cells(PeriodKey? period)
    {
        if (period is { } asked && !Answers(asked))
        {
            throw new ArgumentException($"The campaign has no phase {asked}.", nameof(period));
        }

        var number = period switch
        {
            null => CubeCalendar.WholeCampaign,
            { } key when _periods.TryGetValue(key, out var known) => known,
            { Kind: PeriodKind.Phase } => CubeCalendar.WholeCampaign,
            _ => -1,
        };
        var flows = number >= 0 && number < Flows.Length ? Flows[number] : [];
        return (flows, _stock.At(period is { } p ? CubeCalendar.MonthOf(p.To) : int.MaxValue));
    }

    private bool CoversAll(PeriodKey phase) =>
        CubeCalendar.MonthOf(phase.From) <= _stock.FirstEvent && CubeCalendar.MonthOf(phase.To) >= _stock.LastEvent;
}
