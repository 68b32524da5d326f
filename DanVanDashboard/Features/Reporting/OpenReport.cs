using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Reporting;

/// <summary>A report as a verb finds it in its transaction, with how much of it the actor may fill in.</summary>
/// <param name="Row">Its row, tracked.</param>
/// <param name="Delegated">The body of each section that was handed out.</param>
/// <param name="Hand">How much the actor may fill in.</param>
internal sealed record OpenReport(ReportRow Row, IReadOnlyDictionary<string, string> Delegated, Hand Hand)
{
    public ReportStatus Status => Wire.Parse<ReportStatus>(Row.Status)!.Value;

    /// <summary>Finds it; what the actor may not read is not found.</summary>
    public static async Task<Result<OpenReport>> FindAsync(DanVanDbContext db, Actor actor, string id, CancellationToken ct)
    {
        if (await db.Reports.AsTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } row)
        {
            var delegated = await ReportBook.DelegationsAsync(db, id, ct);
            var hand = FillRights.Of(actor, row.UnitId, row.BodyId, row.NonLocal, delegated.Values);
            if (actor.Scope.Covers(row.UnitId, row.BodyId, row.NonLocal) || hand != Hand.None)
            {
                // What is closed is read only; whoever has to correct something there asks the board to open it again.
                return await db.Campaigns.AnyAsync(c => c.Id == row.CampaignId && c.Closed, ct) ? new Refusal("report.campaign-closed", "campaign") : new OpenReport(row, delegated, hand);
            }
        }

        return new Refusal("report.not-found", "id") { Arguments = [id] };
    }
}

/// <summary>Wakes the open forms of one report when something in it was saved that is no event of the campaign.</summary>
public sealed class ReportSignals(LiveFeed feed)
{
    /// <summary>What the form of a report listens to.</summary>
    public static Interest Of(string reportId) => Interest.All("report:" + reportId);

    /// <summary>Says that a report was begun: whoever looks at that place may want to see it, and cannot know its id yet.</summary>
    public void Begun(string campaignId, string unitId, string bodyId, bool nonLocal) => feed.Publish([new(0, campaignId, unitId, bodyId, nonLocal)]);

    /// <summary>Says that something changed.</summary>
    public void Changed(string reportId) => feed.Publish([new(0, "report:" + reportId, string.Empty, null, NonLocal: false)]);
}

/// <summary>Addresses of the pages of a report.</summary>
internal static class ReportLinks
{
    public static string Form(ReportRow r) => Form(r.CampaignId, r.BodyId, r.Period);

    public static string Form(string campaign, string body, string period) => $"/bao-cao/{Uri.EscapeDataString(campaign)}/{Uri.EscapeDataString(body)}/{period}";

    public static string Print(string id) => $"/bao-cao/{Uri.EscapeDataString(id)}/in";
}
