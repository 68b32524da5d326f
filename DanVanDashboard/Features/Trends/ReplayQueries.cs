using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Trends;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Answer of <c>GET /api/v1/replay</c>.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Simulated">Whether they are made up.</param>
/// <param name="Boundaries">By which day's units they are counted.</param>
/// <param name="Units">Ids; the last is <c>province-bodies</c>.</param>
/// <param name="Kinds">Names of the kinds.</param>
/// <param name="Events">Days after <paramref name="From"/>, index of the unit, index of the kind; in the order of days.</param>
public sealed record ReplayView(DateOnly From, DateOnly To, bool Simulated, string Boundaries, IReadOnlyList<string> Units, IReadOnlyList<string> Kinds, IReadOnlyList<int[]> Events);
#pragma warning restore CS1591

/// <summary>The first registration, recognition, commendation and replication of each model, as a map plays them. Only those in the scope of whoever asks, and no names.</summary>
internal sealed class ReplayQueries(LifeRows lives, ReferenceData reference, DanVanOptions options, TimeProvider clock)
{
    private static readonly (string Name, ModelEventKind Kind)[] s_kinds =
        [("registered", ModelEventKind.Register), ("recognised", ModelEventKind.Recognise), ("commended", ModelEventKind.Commend), ("replicated", ModelEventKind.Replicate)];

    /// <summary>The events of a campaign.</summary>
    public async Task<Result<ReplayView>> GetAsync(Actor actor, ViewState query, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var state = query.WithDefaults(actor, current, options.RootUnit, today);
        var read = (state with { Unit = actor.Scope.All ? null : state.Unit }).ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var campaign = read.Value.Campaign;
        var table = current.Places.Restate(read.Value.Boundaries);
        var rows = (await lives.OfAsync(campaign.Id, ct)).Where(m => actor.Scope.Covers(m.UnitId, m.BodyId, m.NonLocal)).ToList();
        // A model of a divided unit of whose village nothing is known plays where the largest share of it went.
        string Place(LifeRow m) => m.NonLocal ? CubeKeys.ProvinceBodies : table.For(m.UnitId, m.WentTo).MaxBy(t => t.Weight).TargetId;
        List<string> units = [.. rows.Where(m => !m.NonLocal).Select(Place).Distinct().Order(StringComparer.Ordinal), CubeKeys.ProvinceBodies];
        var index = units.Index().ToDictionary(u => u.Item, u => u.Index);
        var all = rows.SelectMany(m => s_kinds.Index().Where(k => m.On(k.Item.Kind) is not null).Select(k => (On: m.On(k.Item.Kind)!.Value, Unit: index[Place(m)], Kind: k.Index))).OrderBy(e => e.On).ThenBy(e => e.Unit).ToList();
        var from = campaign.From ?? (all.Count > 0 ? all[0].On : today);
        var to = campaign.To is { } end && end < today ? end : today;
        return new ReplayView(
            from, to, campaign.Simulated, read.Value.Boundaries.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "as-was", units, [.. s_kinds.Select(k => k.Name)],
            [.. all.Where(e => e.On <= to).Select(e => new[] { Math.Max(0, e.On.DayNumber - from.DayNumber), e.Unit, e.Kind })]);
    }
}
