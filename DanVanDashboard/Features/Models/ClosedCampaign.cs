using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models;

/// <summary>What the board has closed is read, and takes nothing more: no event, no scores, no other facts. Whoever has to correct something there asks the board to open it again.</summary>
internal static class ClosedCampaign
{
    public static readonly Refusal Refusal = new("model.campaign-closed", "campaign");

    /// <summary>Whether the campaign of a model is closed to <paramref name="actor"/>. Those that are taken from documents have rules of their own.</summary>
    public static bool Refuses(Actor actor, ModelRow model, Reference current) => !actor.IsSystem && current.Campaign(model.CampaignId) is { Closed: true };
}
