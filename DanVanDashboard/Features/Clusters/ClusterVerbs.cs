using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Clusters;

#pragma warning disable CS1591 // Named and described in docs/api.md.
/// <summary>Body of <c>POST /api/v1/clusters</c> and <c>POST /api/v1/clusters/{id}/edit</c>.</summary>
public sealed record ClusterRequest
{
    public string? Campaign { get; init; }
    public string? Name { get; init; }
    /// <summary>The day from which the name and the members hold; today if left out.</summary>
    public string? On { get; init; }
    public IReadOnlyList<string>? UnitIds { get; init; }
    public IReadOnlyList<string>? BodyIds { get; init; }
    public long? Version { get; init; }
}

/// <summary>Body of <c>POST /api/v1/clusters/{id}/end</c>.</summary>
public sealed record ClusterEnd
{
    public string? On { get; init; }
    public string? Reason { get; init; }
    public long? Version { get; init; }
}
#pragma warning restore CS1591

/// <summary>Lập, sửa, kết thúc cụm thi đua. Who left a cluster stays on record with the days.</summary>
public sealed class ClusterVerbs(Writer writer, ReferenceData reference, ReferenceChanges changes, TimeProvider clock)
{
    private const int NameLimit = 120;

    /// <summary>Makes a cluster.</summary>
    public Task<Result<ApiAnswer>> MakeAsync(Actor actor, ClusterRequest request, IdempotencyKey? key, CancellationToken ct) => SetAsync(actor, null, request, key, ct);

    /// <summary>Changes name and members from a day on.</summary>
    public Task<Result<ApiAnswer>> EditAsync(Actor actor, string id, ClusterRequest request, IdempotencyKey? key, CancellationToken ct) => SetAsync(actor, id, request, key, ct);

    /// <summary>Ends a cluster; its members are free from that day on.</summary>
    public async Task<Result<ApiAnswer>> EndAsync(Actor actor, string id, ClusterEnd request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("cluster.not-allowed");
        }

        var refusals = new List<Refusal>();
        var (on, reason) = (Day(request.On, refusals) ?? LocalDay.Of(clock.GetUtcNow()), request.Reason is null ? string.Empty : TextFold.Clean(request.Reason));
        if (reason.Length == 0)
        {
            refusals.Add(new("cluster.reason-missing", "reason"));
        }

        return refusals.Count > 0 ? refusals : await DoAsync(
            key, StatusCodes.Status200OK,
            async (w, cancel) =>
            {
                var (row, refusal) = await FindAsync(w, id, request.Version, cancel);
                if (row is null)
                {
                    return refusal!;
                }

                if (on < row.ValidFrom)
                {
                    return new Refusal("cluster.before-begin", "on");
                }

                row.ValidTo = on;
                row.Version++;
                foreach (var member in await w.Db.ClusterMembers.AsTracking().Where(m => m.ClusterId == id && m.To == null).ToListAsync(cancel))
                {
                    member.To = on;
                }

                await ToldAsync(w, actor, "cluster.ended-on", row, new { campaign = row.CampaignId, reason, before = new { validTo = (DateOnly?)null }, after = new { validTo = on } }, cancel);
                return new Cluster(row.Id, row.CampaignId, row.Name, row.Order, row.ValidFrom, row.ValidTo, row.Version, [], []);
            },
            ct);
    }

    private async Task<Result<ApiAnswer>> SetAsync(Actor actor, string? id, ClusterRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!actor.May(Verb.RunCampaign))
        {
            return new Refusal("cluster.not-allowed");
        }

        var (current, refusals) = (reference.Current, new List<Refusal>());
        var (name, on) = (request.Name is null ? string.Empty : TextFold.Clean(request.Name), Day(request.On, refusals) ?? LocalDay.Of(clock.GetUtcNow()));
        if (name.Length == 0)
        {
            refusals.Add(new("cluster.name-missing", "name"));
        }
        else if (name.Length > NameLimit)
        {
            refusals.Add(new("cluster.name-too-long", "name") { Arguments = [NameLimit.ToString(CultureInfo.InvariantCulture)] });
        }

        var (units, bodies) = ((request.UnitIds ?? []).Distinct().ToList(), (request.BodyIds ?? []).Distinct().ToList());
        refusals.AddRange(units.Where(u => current.Places.ById(u) is not { } unit || !unit.ValidOn(on)).Select(u => new Refusal("model.unit-unknown", "unitIds") { Arguments = [u] }));
        refusals.AddRange(bodies.Where(b => current.Bodies.Find(b) is not { } body || !body.ValidOn(on)).Select(b => new Refusal("model.body-unknown", "bodyIds") { Arguments = [b] }));
        return refusals.Count > 0 ? refusals : await DoAsync(
            key, id is null ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            async (w, cancel) =>
            {
                ClusterRow? row = null;
                if (id is not null)
                {
                    (row, var refusal) = await FindAsync(w, id, request.Version, cancel);
                    if (row is null)
                    {
                        return refusal!;
                    }

                    if (on < row.ValidFrom)
                    {
                        return new Refusal("cluster.before-begin", "on");
                    }
                }

                if (current.Campaign(row?.CampaignId ?? request.Campaign) is not { HasRegister: true } campaign)
                {
                    return new Refusal("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] };
                }

                return await StoreAsync(w, actor, campaign, row, name, on, units, bodies, cancel);
            },
            ct);
    }

    private async Task<Result<Cluster>> StoreAsync(
        WriteSession w, Actor actor, Campaign campaign, ClusterRow? row, string name, DateOnly on, List<string> units, List<string> bodies, CancellationToken ct)
    {
        var (current, own) = (reference.Current, row?.Id ?? string.Empty);
        // Those that are in it on the day or will be: a member may not stand in two clusters from the day on.
        var others = await w.Db.ClusterMembers.AsNoTracking().Where(m => (m.To == null || m.To > on) && m.ClusterId != own)
            .Join(w.Db.Clusters.Where(c => c.CampaignId == campaign.Id), m => m.ClusterId, c => c.Id, (m, c) => new { m.UnitId, m.BodyId, c.Name }).ToListAsync(ct);
        var refusals = new List<Refusal>();
        foreach (var unit in units)
        {
            if (others.Find(o => o.UnitId == unit || current.Bodies.Find(o.BodyId)?.UnitId == unit) is { } taken)
            {
                refusals.Add(new("cluster.member-elsewhere", "unitIds") { Arguments = [current.Places[unit].FullNameAtStart, taken.Name] });
            }
        }

        foreach (var body in bodies.Select(b => current.Bodies.Find(b)!))
        {
            if (others.Find(o => o.BodyId == body.Id || (body.UnitId is not null && o.UnitId == body.UnitId)) is { } taken)
            {
                refusals.Add(new("cluster.member-elsewhere", "bodyIds") { Arguments = [body.NameOn(on), taken.Name] });
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        object? before = null;
        var members = new List<ClusterMemberRow>();
        if (row is null)
        {
            var order = await w.Db.Clusters.Where(c => c.CampaignId == campaign.Id).MaxAsync(c => (int?)c.Order, ct) ?? -1;
            row = new() { Id = "C" + Guid.CreateVersion7().ToString("n"), CampaignId = campaign.Id, Name = name, Order = order + 1, ValidFrom = on };
            w.Db.Clusters.Add(row);
        }
        else
        {
            members = await w.Db.ClusterMembers.AsTracking().Where(m => m.ClusterId == row.Id && m.To == null).ToListAsync(ct);
            before = Told(row.Name, [.. members.Select(m => m.UnitId).OfType<string>()], [.. members.Select(m => m.BodyId).OfType<string>()]);
            row.Name = name;
        }

        foreach (var member in members.Where(m => m.UnitId is { } u ? !units.Contains(u) : !bodies.Contains(m.BodyId!)))
        {
            member.To = on;
        }

        w.Db.ClusterMembers.AddRange(units.Where(u => members.TrueForAll(m => m.UnitId != u)).Select(u => new ClusterMemberRow { Id = NewMember(), ClusterId = row.Id, UnitId = u, From = on }));
        w.Db.ClusterMembers.AddRange(bodies.Where(b => members.TrueForAll(m => m.BodyId != b)).Select(b => new ClusterMemberRow { Id = NewMember(), ClusterId = row.Id, BodyId = b, From = on }));
        row.Version++;
        await ToldAsync(w, actor, before is null ? "cluster.made" : "cluster.edited", row, new { campaign = campaign.Id, on, before, after = Told(name, units, bodies) }, ct);
        return new Cluster(row.Id, row.CampaignId, name, row.Order, row.ValidFrom, row.ValidTo, row.Version, units, bodies);
    }

    private static object Told(string name, IReadOnlyList<string> units, IReadOnlyList<string> bodies) => new { name, members = units.Concat(bodies).Order(StringComparer.Ordinal) };

    private static string NewMember() => "c" + Guid.CreateVersion7().ToString("n");

    private static async Task<(ClusterRow? Row, Refusal? Refusal)> FindAsync(WriteSession w, string id, long? version, CancellationToken ct)
    {
        if (await w.Db.Clusters.AsTracking().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } row)
        {
            return (null, new("cluster.not-found", "id") { Arguments = [id] });
        }

        return row.ValidTo is not null ? (null, new("cluster.ended", "id"))
            : version is { } read && read != row.Version ? (null, new("cluster.changed-meanwhile", "version"))
            : (row, null);
    }

    private async Task ToldAsync(WriteSession w, Actor actor, string action, ClusterRow row, object detail, CancellationToken ct)
    {
        await ReferenceChanges.AppendAsync(w, row.CampaignId, reference.Current.Campaign(row.CampaignId)!.RootUnitId, ct);
        await w.AuditAsync(actor, action, row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }

    private async Task<Result<ApiAnswer>> DoAsync(IdempotencyKey? key, int status, Func<WriteSession, CancellationToken, Task<Result<Cluster>>> work, CancellationToken ct)
    {
        var answer = await writer.OnceAsync(key, work, view => ApiAnswer.Of(status, view), ct);
        if (answer.Ok)
        {
            await changes.AppliedAsync(null, ct);
        }

        return answer;
    }

    private static DateOnly? Day(string? text, List<Refusal> unreadable)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        unreadable.Add(new("request.date-unreadable", "on") { Arguments = [text] });
        return null;
    }
}
