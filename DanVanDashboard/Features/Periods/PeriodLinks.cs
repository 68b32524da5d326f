namespace DanVanDashboard.Features.Periods;

/// <summary>Addresses that notices of this room lead to.</summary>
internal static class PeriodLinks
{
    /// <summary>The report of a body and period, as whoever is told may fill it in.</summary>
    public static string Report(string campaignId, string bodyId, string period) => $"/bao-cao/{Uri.EscapeDataString(campaignId)}/{Uri.EscapeDataString(bodyId)}/{Uri.EscapeDataString(period)}";
}
