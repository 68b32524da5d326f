using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Files;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Bản quét của quyết định: whoever reads a decision reads its files; whoever may take such a decision adds and withdraws them.</summary>
internal static class DecisionFiles
{
    /// <summary>Outside name of decisions as owners of files.</summary>
    public const string Kind = "decision";

    /// <summary>A decision as an owner of files. It belongs to no single locality, so that who sees it and who adds is asked of the decision itself.</summary>
    public static FileOwnerKind Owner(ReferenceData reference) => new(Kind, async (db, actor, id, ct) =>
    {
        if (await db.Decisions.FirstOrDefaultAsync(d => d.Id == id, ct) is not { } row || reference.Current.Campaign(row.CampaignId) is not { } campaign || !await DecisionQueries.SeesAsync(db, actor, row, ct))
        {
            return null;
        }

        var body = reference.Current.Bodies.Find(row.BodyId);
        var (kind, level) = row.Kind == DecisionKind.Withdraw && await db.Decisions.FirstOrDefaultAsync(d => d.Id == row.WithdrawsId, ct) is { } taken ? (taken.Kind, taken.Level) : (row.Kind, row.Level);
        var verb = DecisionRules.VerbOf(kind, level);
        var internally = await db.ModelEvents.Where(e => e.DecisionId == id).Join(db.Models, e => e.ModelId, m => m.Id, (_, m) => m.Visibility).AnyAsync(v => v == Domain.Models.Visibility.Internal, ct);
        var owner = new FileOwner(row.CampaignId, body?.UnitId ?? campaign.RootUnitId, row.BodyId, body?.UnitId is null, internally);
        // A decision of a commune names its body; where none was matched, the right alone decides.
        var may = actor.May(verb) && (actor.Scope.All || body is null || actor.May(verb, owner.UnitId, owner.BodyId, owner.NonLocal));
        return new(owner, may);
    });
}
