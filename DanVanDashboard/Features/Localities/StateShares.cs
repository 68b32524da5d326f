using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/lineage-shares</c>; without shares the estimate is taken back.</summary>
public sealed record SharesRequest
{
    public string? FromId { get; init; }
    /// <summary>area or population.</summary>
    public string? Basis { get; init; }
    public string? Source { get; init; }
    public IReadOnlyList<ShareRequest>? Shares { get; init; }
}

/// <summary>The share of one successor, above 0 and below 1.</summary>
public sealed record ShareRequest(string? ToId, decimal? Share);

/// <summary>A line of the lineage of a divided unit.</summary>
public sealed record ShareView(string FromId, string ToId, decimal? Share, string? Basis, string? Source);
#pragma warning restore CS1591

/// <summary>
/// Ước tính tỷ lệ của đơn vị bị chia: where the decision states no shares, the board may estimate them by area or by population, with their source. Numbers are then divided by
/// them and marked as estimated, instead of standing above as not comparable. What a decision states is never overwritten.
/// </summary>
public sealed class StateShares(Writer writer, ReferenceData reference, ReferenceChanges changes)
{
    /// <summary>Longest source, in characters.</summary>
    public const int SourceLimit = 300;

    /// <summary>Sets or takes back the estimate of one divided unit.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, SharesRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageLocalities))
        {
            return new Refusal("lineage.not-allowed");
        }

        var parts = request.FromId is { } from && reference.Current.Places.ById(from) is not null ? reference.Current.Places.SuccessorsOf(from) : [];
        var source = TextFold.Clean(request.Source ?? string.Empty);
        var basis = Wire.Parse<ShareBasis>(request.Basis);
        var shares = (request.Shares ?? []).Where(s => s is not null).ToList();
        var refusals = Refusals(parts, basis, source, shares, request.FromId);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var answer = await writer.OnceAsync<List<ShareView>>(
            key,
            async (w, cancel) =>
            {
                var rows = await w.Db.Lineage.AsTracking().Where(l => l.FromId == request.FromId).OrderBy(l => l.ToId).ToListAsync(cancel);
                if (rows.Exists(r => r.Share is not null && r.ShareBasis is null))
                {
                    return new Refusal("lineage.decision-states-it", "fromId");
                }

                var before = rows.ConvertAll(View);
                foreach (var row in rows)
                {
                    row.Share = shares.Count == 0 ? null : (double)shares.Single(s => s.ToId == row.ToId).Share!.Value;
                    (row.ShareBasis, row.ShareSource) = shares.Count == 0 ? (null, null) : (Wire.Name(basis!.Value), source);
                }

                foreach (var campaign in reference.Current.Campaigns.Where(c => reference.Current.Places.ScopeOf(c.RootUnitId).Contains(request.FromId!)))
                {
                    await ReferenceChanges.AppendAsync(w, campaign.Id, request.FromId!, cancel);
                }

                await w.AuditAsync(actor, "units.shares-set", request.FromId!, JsonSerializer.Serialize(new { before, after = rows.ConvertAll(View) }, ApiAnswer.Options), cancel);
                return rows.ConvertAll(View);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(null, ct);
        }

        return answer;
    }

    private static List<Refusal> Refusals(IReadOnlyList<LineagePart> parts, ShareBasis? basis, string source, List<ShareRequest> shares, string? from)
    {
        if (parts.Count < 2 || !parts.All(p => p.Extent == LineageExtent.Partial))
        {
            return [new("lineage.not-divided", "fromId") { Arguments = [from ?? string.Empty] }];
        }

        if (shares.Count == 0)
        {
            return [];
        }

        List<Refusal> refusals = [];
        if (basis is null)
        {
            refusals.Add(new("lineage.basis-missing", "basis"));
        }

        if (source.Length is 0 or > SourceLimit)
        {
            refusals.Add(new("lineage.source-missing", "source") { Arguments = [SourceLimit.ToString(CultureInfo.InvariantCulture)] });
        }

        if (shares.Exists(s => s.Share is not (> 0 and < 1)) || !shares.Select(s => s.ToId).Order(StringComparer.Ordinal).SequenceEqual(parts.Select(p => p.ToId).Order(StringComparer.Ordinal)))
        {
            refusals.Add(new("lineage.shares-incomplete", "shares"));
        }
        else if (shares.Sum(s => s.Share) != 1)
        {
            refusals.Add(new("lineage.shares-sum", "shares") { Arguments = [(shares.Sum(s => s.Share)!.Value * 100).ToString("0.##", CultureInfo.GetCultureInfo("vi-VN"))] });
        }

        return refusals;
    }

    private static ShareView View(LineageRow r) => new(r.FromId, r.ToId, (decimal?)r.Share, r.ShareBasis, r.ShareSource);
}
