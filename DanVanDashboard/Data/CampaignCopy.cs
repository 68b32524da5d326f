using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Data;

/// <summary>What a new campaign can take over from an earlier one. Each area registers its own; the words of a key are <c>copy.KEY</c> of the page of campaigns.</summary>
/// <param name="Key">Stable key, e.g. <c>fields</c>.</param>
/// <param name="Order">Lower is copied first: what others rest on.</param>
/// <param name="CopyAsync">Copies inside the transaction that makes the campaign, and gives how many rows it wrote.</param>
public sealed record CampaignCopy(string Key, int Order, Func<WriteSession, Actor, CampaignRow, CampaignRow, CancellationToken, Task<int>> CopyAsync);
