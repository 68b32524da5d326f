using System.Runtime.InteropServices;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Cube;

/// <summary>The aggregates of one campaign in memory. One thread writes (<see cref="Apply"/>); any thread reads <see cref="Current"/>. The cube is the sum over models of a pure function of their lives, so following changes one by one gives the same as <see cref="Rebuild"/>.</summary>
public sealed class CampaignCube
{
    private readonly CubeSpace _space = new();
    private readonly CubeCalendar _calendar;
    private readonly Contribution _old;
    private readonly Contribution _new;
    private readonly List<Life> _lives = [];
    private readonly Dictionary<string, int> _models = [];
    private readonly Dictionary<string, int> _recipients = [];
    private readonly Dictionary<string, Honour> _honours = [];
    private readonly Dictionary<string, List<Honour>> _honoursOf = [];
    private readonly List<PlaneBuilder> _flows = [];
    private StockBuilder _stock;
    private bool _bulk;
    private int[] _was = [];
    private CubeSnapshot _current;

    /// <summary>An empty cube.</summary>
    /// <param name="campaignId">The campaign; simulated and real ones never share a cube.</param>
    /// <param name="phases">Giai đoạn that can be asked for, besides the whole campaign.</param>
    public CampaignCube(string campaignId, IReadOnlyList<PeriodKey> phases)
        : this(campaignId, phases, bulk: false)
    {
    }

    private CampaignCube(string campaignId, IReadOnlyList<PeriodKey> phases, bool bulk)
    {
        CampaignId = campaignId;
        _bulk = bulk;
        _calendar = new(phases);
        _old = new(_space, _calendar);
        _new = new(_space, _calendar);
        _stock = new(_space) { Bulk = bulk };
        _current = new(campaignId, 0, _space.View, _calendar.Published, [], _stock.Publish());
    }

    /// <summary>The campaign.</summary>
    public string CampaignId { get; }

    /// <summary>The newest snapshot; it never changes, the next change makes another.</summary>
    public CubeSnapshot Current => Volatile.Read(ref _current);

    /// <summary>Builds the cube of any moment: the caller passes what was recorded up to <paramref name="sequence"/>, honours without those revoked by then.</summary>
    public static CampaignCube Rebuild(
        string campaignId,
        IReadOnlyList<PeriodKey> phases,
        IEnumerable<(ModelFacts Facts, IReadOnlyList<ModelEvent> Events)> models,
        IEnumerable<Honour> honours,
        long sequence)
    {
        var cube = new CampaignCube(campaignId, phases, bulk: true);
        foreach (var (facts, events) in models)
        {
            var stored = new StoredEvent[events.Count];
            for (var i = 0; i < stored.Length; i++)
            {
                stored[i] = new(events[i]);
            }

            MemoryExtensions.Sort(stored.AsSpan(), (left, right) => StoredEvent.Compare(left, right));
            cube.Replace(cube.IndexOf(cube._models, facts.ModelId), cube.Place(facts) with { Events = stored });
        }

        foreach (var honour in honours)
        {
            cube.Add(honour);
        }

        cube.EndBulk();
        cube.Publish(sequence);
        return cube;
    }

    /// <summary>Follows a batch of committed changes and publishes exactly one new snapshot, also for an empty batch. For one thread at a time. An exception means a bug in the caller; the cube is then to be rebuilt.</summary>
    /// <param name="changes">What was committed.</param>
    /// <param name="sequence">The last change of the batch in the store's order.</param>
    /// <returns>The new <see cref="Current"/>.</returns>
    public CubeSnapshot Apply(IReadOnlyList<CubeChange> changes, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, _current.Sequence);
        foreach (var change in changes)
        {
            switch (change)
            {
                case ModelEventAdded added:
                    Add(IndexOf(_models, added.ModelId), new StoredEvent(added.Event));
                    break;
                case ModelAdded { Facts: var facts }:
                    Place(IndexOf(_models, facts.ModelId), facts);
                    break;
                case ModelCorrected { Facts: var facts }:
                    Place(IndexOf(_models, facts.ModelId), facts);
                    break;
                case HonourAdded { Honour: var honour }:
                    Add(honour);
                    break;
                case HonourRevoked { HonourId: var id }:
                    Remove(id);
                    break;
                default:
                    throw new ArgumentException($"A cube knows no {change.GetType().Name}.", nameof(changes));
            }
        }

        return Publish(sequence);
    }

    private int IndexOf(Dictionary<string, int> lives, string id)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(lives, id, out var known);
        if (!known)
        {
            index = _lives.Count;
            _lives.Add(new(-1, 0, [], ReferenceEquals(lives, _recipients)));
        }

        return index;
    }

    private Life Place(ModelFacts facts) => new(_space.PlaceOf(facts), _space.ThemeSetOf(facts.Themes), [], false);

    private void Place(int index, ModelFacts facts) => Replace(index, Place(facts) with { Events = _lives[index].Events });

    private void Add(int index, StoredEvent e)
    {
        var life = _lives[index];
        if (Array.Exists(life.Events, known => known.Id == e.Id))
        {
            return;
        }

        var at = life.Events.Length;
        while (at > 0 && StoredEvent.Compare(life.Events[at - 1], e) > 0)
        {
            at--;
        }

        var events = new StoredEvent[life.Events.Length + 1];
        life.Events.AsSpan(0, at).CopyTo(events);
        events[at] = e;
        life.Events.AsSpan(at).CopyTo(events.AsSpan(at + 1));
        Replace(index, life with { Events = events });
    }

    private void Add(Honour honour)
    {
        Remove(honour.Id);
        _honours.Add(honour.Id, honour);
        if (!_honoursOf.TryGetValue(honour.RecipientId, out var honours))
        {
            _honoursOf.Add(honour.RecipientId, honours = []);
        }

        honours.Add(honour);
        PlaceRecipient(honour.RecipientId, honours);
    }

    private void Remove(string honourId)
    {
        if (_honours.Remove(honourId, out var honour))
        {
            var honours = _honoursOf[honour.RecipientId];
            honours.Remove(honour);
            PlaceRecipient(honour.RecipientId, honours);
        }
    }

    private void PlaceRecipient(string recipientId, List<Honour> honours)
    {
        var index = IndexOf(_recipients, recipientId);
        var life = _lives[index] with { Events = [] };
        if (honours.Count > 0)
        {
            honours.Sort((left, right) => left.Sequence != right.Sequence
                ? left.Sequence.CompareTo(right.Sequence)
                : string.CompareOrdinal(left.Id, right.Id));
            StoredEvent[] events = [.. honours.Select(h => new StoredEvent(h.Event))];
            Array.Sort(events, (left, right) => StoredEvent.Compare(left, right));
            life = Place(honours[^1].Facts) with { Events = events, Recipient = true };
        }

        Replace(index, life);
    }

    /// <summary>The one way in which cells change: the old contribution of a life goes out, the new one comes in.</summary>
    private void Replace(int index, Life next)
    {
        var life = _lives[index];
        _lives[index] = next;
        _old.Compute(life.Counted, life.Recipient);
        _new.Compute(next.Counted, next.Recipient);
        if (life.Place == next.Place && life.ThemeSet == next.ThemeSet)
        {
            MoveFlows(next);
            _stock.Move(next.Place, _space.ThemesOf(next.ThemeSet), _old.Stock, _new.Stock);
            return;
        }

        if (life.Place >= 0)
        {
            AppendFlows(life, _old.Flows, -1);
            _stock.Move(life.Place, _space.ThemesOf(life.ThemeSet), _old.Stock, []);
        }

        AppendFlows(next, _new.Flows, +1);
        _stock.Move(next.Place, _space.ThemesOf(next.ThemeSet), [], _new.Stock);
    }

    private void MoveFlows(Life life)
    {
        // Per period 1 + the profile that was, or 0; many periods of a life do not change with one event.
        if (_was.Length < _calendar.Count)
        {
            Array.Resize(ref _was, _calendar.Count * 2);
        }

        var was = _was;
        foreach (var (period, profile) in _old.Flows)
        {
            was[period] = profile + 1;
        }

        foreach (var (period, profile) in _new.Flows)
        {
            if (was[period] == profile + 1)
            {
                was[period] = 0;
            }
            else
            {
                Append(life, period, profile, +1);
            }
        }

        foreach (var (period, profile) in _old.Flows)
        {
            if (was[period] != 0)
            {
                Append(life, period, profile, -1);
                was[period] = 0;
            }
        }
    }

    private void AppendFlows(Life life, List<(int Period, int Profile)> flows, int count)
    {
        foreach (var (period, profile) in flows)
        {
            Append(life, period, profile, count);
        }
    }

    private void Append(Life life, int period, int profile, int count)
    {
        while (_flows.Count <= period)
        {
            _flows.Add(new(_space) { Bulk = _bulk });
        }

        _flows[period].Append(_space.ThemesOf(life.ThemeSet), life.Place, profile, count);
    }

    private void EndBulk()
    {
        _bulk = false;
        _stock = _stock.Seal();
        for (var period = 0; period < _flows.Count; period++)
        {
            _flows[period] = _flows[period].Seal();
        }
    }

    private CubeSnapshot Publish(long sequence)
    {
        var before = _current.Flows;
        var flows = new Slice?[_flows.Count][];
        for (var period = 0; period < flows.Length; period++)
        {
            flows[period] = period < before.Length && !_flows[period].Changed ? before[period] : _flows[period].Publish();
        }

        var snapshot = new CubeSnapshot(CampaignId, sequence, _space.View, _calendar.Published, flows, _stock.Publish());
        Volatile.Write(ref _current, snapshot);
        return snapshot;
    }

    /// <summary>A model, or a recipient of honours without one. Without a place it is not known yet and counts nowhere.</summary>
    private readonly record struct Life(int Place, int ThemeSet, StoredEvent[] Events, bool Recipient)
    {
        public ReadOnlySpan<StoredEvent> Counted => Place < 0 ? default : Events.AsSpan();
    }
}
