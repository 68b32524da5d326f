using System.Collections.Concurrent;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Live;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>One cube per campaign, always at the last commit: built from the store at start, then kept by each commit's changes.</summary>
public sealed class CampaignCubes(Store store, ReferenceData reference, LiveFeed feed, TimeProvider clock) : ICommitListener
{
    private readonly ConcurrentDictionary<string, CampaignCube> _cubes = new();
    private readonly ConcurrentDictionary<string, long> _others = new();
    private readonly Lock _gate = new();
    private long _applied;
    private long _appliedAtTicks;
    private volatile bool _ready;

    /// <summary>Whether the cubes are built.</summary>
    public bool Ready => _ready;

    /// <summary>Sequence of the last change that the numbers contain.</summary>
    public long Applied => Interlocked.Read(ref _applied);

    /// <summary>When the last change was applied, or the cubes were built.</summary>
    public DateTimeOffset UpdatedAt => new(Interlocked.Read(ref _appliedAtTicks), TimeSpan.Zero);

    /// <summary>The current numbers of a campaign; empty for one without models.</summary>
    public CubeSnapshot Snapshot(string campaignId) => CubeOf(campaignId).Current;

    /// <summary>Sequence of the last change of a campaign that is no event of a model, such as a report; 0 before the first since the start. What rests on such things alone need not be read again for every model.</summary>
    public long LastOther(string campaignId) => _others.GetValueOrDefault(campaignId);

    /// <summary>Builds every cube from the store.</summary>
    public async Task BuildAsync(CancellationToken ct)
    {
        await using var db = store.Read();
        var last = await db.Events.MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        foreach (var campaign in reference.Current.Campaigns)
        {
            _cubes[campaign.Id] = await RebuildAsync(campaign, last, ct);
        }

        lock (_gate)
        {
            Interlocked.Exchange(ref _applied, last);
            Interlocked.Exchange(ref _appliedAtTicks, clock.GetUtcNow().Ticks);
            _ready = true;
        }
    }

    /// <summary>The numbers of a campaign as they stood after event <paramref name="sequence"/>.</summary>
    public async Task<CubeSnapshot> AsOfAsync(string campaignId, long sequence, CancellationToken ct) =>
        sequence >= Applied ? Snapshot(campaignId) : (await RebuildAsync(reference.Current.Campaign(campaignId)!, sequence, ct)).Current;

    /// <summary>When change <paramref name="sequence"/> was recorded; <see langword="null"/> if there is none.</summary>
    public async Task<DateTimeOffset?> MomentOfAsync(long sequence, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Events.Where(e => e.Sequence == sequence).Select(e => (DateTime?)e.At).FirstOrDefaultAsync(ct) is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
    }

    /// <inheritdoc />
    public void Committed(IReadOnlyList<CommittedChange> changes)
    {
        lock (_gate)
        {
            // Another process may have committed in between (PostgreSQL); then the relay applies everything in order.
            if (_ready && changes[0].Event.Sequence == _applied + 1)
            {
                Apply(changes);
            }
        }
    }

    /// <summary>Applies what other processes committed; needed with PostgreSQL only.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        if (!_ready)
        {
            return;
        }

        var after = Applied;
        await using var db = store.Read();
        var events = await db.Events.Where(e => e.Sequence > after).OrderBy(e => e.Sequence).Take(5000).ToListAsync(ct);
        if (events.Count == 0)
        {
            return;
        }

        var sequences = events.Select(e => e.Sequence).ToList();
        var modelEvents = await db.ModelEvents.Where(e => sequences.Contains(e.Sequence)).ToDictionaryAsync(e => e.Sequence, ct);
        var added = modelEvents.Values.Where(e => e.Kind == ModelEventKind.Register).Select(e => e.ModelId).ToList();
        var facts = (await FactsAsync(db, m => added.Contains(m.Id), ct)).ToDictionary(f => f.ModelId);
        var placed = await PlacedAsync(db, events, ct);
        var honours = await db.Honours.Where(h => sequences.Contains(h.Sequence) || (h.RevokedSequence != null && sequences.Contains(h.RevokedSequence.Value)))
            .ToListAsync(ct) is var rows ? rows.SelectMany(h => Steps(h)).ToDictionary(h => h.Sequence, h => h.Change) : [];
        if (events.Exists(e => e.Kind == ReferenceChanges.Kind) || reference.Current.Campaigns.Count != await db.Campaigns.CountAsync(ct))
        {
            await reference.ReloadAsync(ct);
        }

        var changes = events.Select(e => modelEvents.TryGetValue(e.Sequence, out var m)
            ? new CommittedChange(e, m.Kind == ModelEventKind.Register ? facts[m.ModelId] : null, m.ToDomain())
            : new CommittedChange(e, null, null) { Honour = honours.GetValueOrDefault(e.Sequence), Placed = placed.GetValueOrDefault(e.Sequence) ?? [] }).ToList();
        lock (_gate)
        {
            var rest = changes.SkipWhile(c => c.Event.Sequence <= _applied).ToList();
            if (rest.Count > 0)
            {
                Apply(rest);
            }
        }

        foreach (var changed in events.Where(e => e.Kind == ReferenceChanges.Kind).Select(e => e.CampaignId).Distinct().ToList())
        {
            await RefreshAsync(changed, ct);
        }
    }

    /// <summary>Counts a campaign anew, after its phase or the themes of its models changed past their events.</summary>
    public async Task RefreshAsync(string campaignId, CancellationToken ct)
    {
        while (reference.Current.Campaign(campaignId) is { } campaign)
        {
            var at = Applied;
            var cube = await RebuildAsync(campaign, at, ct);
            lock (_gate)
            {
                // What was applied meanwhile would be lost with the old cube: then once more.
                if (Applied == at)
                {
                    _cubes[campaignId] = cube;
                    return;
                }
            }
        }
    }

    /// <summary>Reads the models of a campaign with their events up to <paramref name="upTo"/>.</summary>
    internal async Task<CampaignCube> RebuildAsync(Campaign campaign, long upTo, CancellationToken ct)
    {
        await using var db = store.Read();
        var facts = await FactsAsync(db, m => m.CampaignId == campaign.Id, ct);
        var events = (await db.ModelEvents.Where(e => e.CampaignId == campaign.Id && e.Sequence <= upTo).ToListAsync(ct)).ToLookup(e => e.ModelId, e => e.ToDomain());
        var models = facts.Where(f => events.Contains(f.ModelId)).Select(f => (f, (IReadOnlyList<ModelEvent>)events[f.ModelId].ToList()));
        return CampaignCube.Rebuild(campaign.Id, PhasesOf(campaign), models, await HonourRows.StandingAsync(db, campaign.Id, upTo, ct), upTo);
    }

    private static async Task<List<ModelFacts>> FactsAsync(DanVanDbContext db, System.Linq.Expressions.Expression<Func<ModelRow, bool>> which, CancellationToken ct)
    {
        var themes = (await db.Models.Where(which).Join(db.ModelThemes, m => m.Id, t => t.ModelId, (_, t) => t).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
        var rows = await db.Models.Where(which).Select(m => new { m.Id, m.WentTo, m.UnitId, m.BodyId, m.NonLocal, m.Field, m.Subject, m.Block }).ToListAsync(ct);
        return rows.ConvertAll(m => new ModelFacts(m.Id, m.UnitId, m.BodyId, m.NonLocal, m.Field, m.Subject, m.Block, themes[m.Id].ToList()) { WentTo = m.WentTo });
    }

    /// <summary>The models of each event that says that some are counted elsewhere, as they stand now.</summary>
    private static async Task<Dictionary<long, List<ModelFacts>>> PlacedAsync(DanVanDbContext db, List<EventRow> events, CancellationToken ct)
    {
        var found = new Dictionary<long, List<ModelFacts>>();
        foreach (var e in events.Where(e => e.Kind == ModelWays.Kind))
        {
            found[e.Sequence] = await FactsAsync(db, m => m.CampaignId == e.CampaignId && m.UnitId == e.UnitId && !m.NonLocal, ct);
        }

        return found;
    }

    /// <summary>An honour is one change when it is recorded, and another when it is taken back.</summary>
    private static IEnumerable<(long Sequence, CommittedHonour Change)> Steps(HonourRow row)
    {
        yield return (row.Sequence, new(row, Revoked: false));
        if (row.RevokedSequence is { } revoked)
        {
            yield return (revoked, new(row, Revoked: true));
        }
    }

    private static IReadOnlyList<PeriodKey> PhasesOf(Campaign? campaign) => campaign?.Phase is { } phase ? [phase] : [];

    private void Apply(IReadOnlyList<CommittedChange> changes)
    {
        foreach (var group in changes.GroupBy(c => c.Event.CampaignId))
        {
            var cubeChanges = new List<CubeChange>();
            foreach (var change in group)
            {
                if (change.Model is { } facts)
                {
                    cubeChanges.Add(new ModelAdded(facts));
                }

                if (change.ModelEvent is { } e)
                {
                    cubeChanges.Add(new ModelEventAdded(change.Event.ModelId!, e));
                }
                else if (change.Placed.Count > 0)
                {
                    cubeChanges.AddRange(change.Placed.Select(f => new ModelCorrected(f)));
                    _others[group.Key] = change.Event.Sequence;
                }
                else if (change.Honour is { } honour)
                {
                    cubeChanges.Add(honour.Revoked ? new HonourRevoked(honour.Honour.Id) : new HonourAdded(HonourRows.ToHonour(honour.Honour)));
                    _others[group.Key] = change.Event.Sequence;
                }
                else
                {
                    _others[group.Key] = change.Event.Sequence;
                }
            }

            if (cubeChanges.Count > 0)
            {
                CubeOf(group.Key).Apply(cubeChanges, changes[^1].Event.Sequence);
            }
        }

        Interlocked.Exchange(ref _applied, changes[^1].Event.Sequence);
        Interlocked.Exchange(ref _appliedAtTicks, clock.GetUtcNow().Ticks);
        // An import of thousands touches few places; each viewer is asked once per place, with the last change there.
        feed.Publish(changes.SelectMany(c => UnitsOf(c).Select(u => new LiveChange(c.Event.Sequence, c.Event.CampaignId, u, c.Event.BodyId, c.Event.NonLocal)))
            .GroupBy(c => c with { Sequence = 0 }).Select(g => g.Last()).ToList());
    }

    // Models of a divided unit that are counted elsewhere change the numbers of its successors too.
    private IEnumerable<string> UnitsOf(CommittedChange change) =>
        change.Placed.Count == 0 ? [change.Event.UnitId] : reference.Current.Places.AllSuccessorsOf(change.Event.UnitId).Select(u => u.Id).Prepend(change.Event.UnitId);

    private CampaignCube CubeOf(string campaignId) =>
        _cubes.GetOrAdd(campaignId, static (id, reference) => new CampaignCube(id, PhasesOf(reference.Current.Campaign(id))), reference);
}
