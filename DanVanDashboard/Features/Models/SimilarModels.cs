using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Models;

/// <summary>A model that is perhaps the same. Out of scope only its place is told.</summary>
/// <param name="Id">Its id, where it may be seen.</param>
/// <param name="Name">Its name, where it may be seen.</param>
/// <param name="Owner">Its owner, where it may be seen.</param>
/// <param name="Place">The commune, or the province's bodies.</param>
/// <param name="Likeness">From 0 to 1.</param>
public sealed record SimilarModel(string? Id, string? Name, string? Owner, string Place, double Likeness);

/// <summary>Finds likely duplicates across bodies, lines and communes of a province while somebody types.</summary>
public sealed class SimilarModels(Store store, ReferenceData reference, TimeProvider clock)
{
    /// <summary>Most that are shown.</summary>
    public const int Limit = 5;

    private const int Candidates = 400;

    /// <summary>The likeliest first; nothing for a name too short to tell.</summary>
    public async Task<Result<List<SimilarModel>>> FindAsync(Actor actor, string? campaignId, string? name, string? owner, string? village, CancellationToken ct)
    {
        var current = reference.Current;
        if (current.Campaign(campaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaignId ?? string.Empty] };
        }

        var folded = TextFold.Fold(TextFold.Clean(name ?? string.Empty));
        var words = NameLikeness.Words(folded);
        if (words.Count == 0 || folded.Length < 4)
        {
            return new List<SimilarModel>();
        }

        // Two of the three longest words, or the only one: a slip in one of them does not hide the other model.
        var (a, b, c) = (words[0], words.ElementAtOrDefault(1) ?? words[0], words.ElementAtOrDefault(2) ?? words.ElementAtOrDefault(1) ?? words[0]);
        await using var db = store.Read();
        var rows = await db.Models.Where(m => m.CampaignId == campaign.Id && m.Stage != null)
            .Where(m => (m.NameFolded.Contains(a) && (m.NameFolded.Contains(b) || m.NameFolded.Contains(c))) || (m.NameFolded.Contains(b) && m.NameFolded.Contains(c)))
            .OrderByDescending(m => m.Version).Take(Candidates)
            .Select(m => new { m.Id, m.Name, m.NameFolded, m.Owner, m.Village, m.UnitId, m.BodyId, m.NonLocal }).ToListAsync(ct);
        var (ownerFolded, villageFolded) = (TextFold.Fold(owner ?? string.Empty).Trim(), TextFold.Fold(village ?? string.Empty).Trim());
        var today = LocalDay.Of(clock.GetUtcNow());
        return rows
            .Select(m => (Model: m, Likeness: NameLikeness.Of(folded, m.NameFolded), SameOwner: ownerFolded.Length > 2 && TextFold.Fold(m.Owner) == ownerFolded,
                SameVillage: villageFolded.Length > 2 && m.Village is { } v && TextFold.Fold(v) == villageFolded))
            .Where(x => NameLikeness.Perhaps(x.Likeness, x.SameOwner, x.SameVillage))
            .OrderByDescending(x => x.Likeness + (x.SameOwner ? 0.2 : 0) + (x.SameVillage ? 0.1 : 0)).ThenBy(x => x.Model.Id, StringComparer.Ordinal).Take(Limit)
            .Select(x =>
            {
                var seen = actor.Scope.Covers(x.Model.UnitId, x.Model.BodyId, x.Model.NonLocal);
                var place = x.Model.NonLocal ? current.Bodies.Find(x.Model.BodyId)?.NameOn(today) ?? current.Places[campaign.RootUnitId].FullNameAtStart : current.Places[x.Model.UnitId].FullNameAtStart;
                // Whose it is beside the map is told by its body's name; out of scope that too is only "of the province".
                return seen ? new SimilarModel(x.Model.Id, x.Model.Name, x.Model.Owner, place, Math.Round(x.Likeness, 2))
                    : new SimilarModel(null, null, null, x.Model.NonLocal ? current.Places[campaign.RootUnitId].FullNameAtStart : place, Math.Round(x.Likeness, 2));
            }).ToList();
    }
}
