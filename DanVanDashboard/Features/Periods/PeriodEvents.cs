using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Features.Periods;

/// <summary>Events of what a campaign asks for and by when: they concern its whole place, not one body.</summary>
internal static class PeriodEvents
{
    /// <summary>Appends one; its sequence.</summary>
    public static async Task<long> AppendAsync(WriteSession w, Campaign campaign, string kind, string? period, CancellationToken ct)
    {
        var sequence = await w.NextSequenceAsync(ct);
        w.Append(new() { Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = campaign.Id, UnitId = campaign.RootUnitId, Period = period });
        return sequence;
    }
}
