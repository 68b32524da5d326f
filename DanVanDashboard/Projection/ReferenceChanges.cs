using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Live;

namespace DanVanDashboard.Projection;

/// <summary>Makes a committed change of campaigns, bodies or clusters hold at once: for the next question, in the numbers, and on open pages.</summary>
public sealed class ReferenceChanges(ReferenceData reference, CampaignCubes cubes, Writer writer, LiveFeed feed, DeskFeed desks)
{
    /// <summary>Kind of the outbox event that tells other processes to read anew.</summary>
    public const string Kind = "campaign.changed";

    /// <summary>Adds the event to a transaction. Without a campaign there is nobody to tell.</summary>
    public static async Task AppendAsync(WriteSession w, string campaignId, string unitId, CancellationToken ct) => w.Append(new()
    {
        Sequence = await w.NextSequenceAsync(ct), At = w.Now, On = LocalDay.Of(w.Now), Kind = Kind, CampaignId = campaignId, UnitId = unitId,
    });

    /// <summary>Reads the reference data anew, counts <paramref name="campaignId"/> anew where its phase or themes may have changed, and wakes the open pages.</summary>
    public async Task AppliedAsync(string? campaignId, CancellationToken ct)
    {
        await reference.ReloadAsync(ct);
        if (campaignId is not null)
        {
            // Between transactions, so that no change of a model falls between reading and swapping.
            await writer.WithConnectionAsync(async _ => { await cubes.RefreshAsync(campaignId, CancellationToken.None); return true; }, ct);
        }

        feed.Publish([.. reference.Current.Campaigns.Where(c => campaignId is null || c.Id == campaignId).Select(c => new LiveChange(cubes.Applied, c.Id, c.RootUnitId, null, NonLocal: false))]);
        desks.Publish([DeskFeed.Reference]);
    }
}
