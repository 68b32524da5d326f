using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>What the verbs of campaigns share: reading what came, and finding what is to change.</summary>
internal static class CampaignReading
{
    public static string Clean(string? text) => text is null ? string.Empty : TextFold.Clean(text);

    public static CampaignWish Wish(CampaignRequest request, List<Refusal> unreadable) => new(
        Clean(request.NameVi), Clean(request.NameEn), Day(request.From, "from", unreadable), Day(request.To, "to", unreadable), request.ReviewMonth ?? 0, request.RegistrationMonth ?? 0,
        request.SignReports) { AppraisalFirst = request.AppraisalFirst };

    /// <summary>The refusals of the rules, without "missing" where something was there that could not be read.</summary>
    public static List<Refusal> Joined(List<Refusal> rules, List<Refusal> unreadable) => [.. rules.Where(r => unreadable.All(u => u.Field != r.Field)), .. unreadable];

    public static string English(CampaignWish wish) => wish.NameEn.Length > 0 ? wish.NameEn : wish.NameVi;

    /// <summary>The campaign to change, or why it cannot be changed now.</summary>
    public static async Task<(CampaignRow? Row, Refusal? Refusal)> FindAsync(WriteSession w, string id, long? version, CancellationToken ct)
    {
        if (await w.Db.Campaigns.AsTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row)
        {
            return (null, new("campaign.not-found", "id") { Arguments = [id] });
        }

        if (row.Provenance is not ("registry" or "simulated"))
        {
            return (null, new("campaign.of-documents", "id"));
        }

        return version is { } read && read != row.Version ? (null, new("campaign.changed-meanwhile", "version")) : (row, null);
    }

    /// <summary>What the audit log tells of a campaign.</summary>
    public static object Told(CampaignRow c) => new { c.NameVi, c.NameEn, c.From, c.To, c.RootUnitId, c.ReviewMonth, c.RegistrationMonth, c.SignReports, c.AppraisalFirst, c.Closed };

    private static DateOnly? Day(string? text, string field, List<Refusal> unreadable)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        unreadable.Add(new("request.date-unreadable", field) { Arguments = [text] });
        return null;
    }
}
