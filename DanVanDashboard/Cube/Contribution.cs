namespace DanVanDashboard.Cube;

/// <summary>What one life adds to the cube: a pure function of its events. The cube is the sum of these over all models and recipients, so following a change means taking the old contribution out and putting the new one in. Reused as a buffer.</summary>
internal sealed class Contribution(CubeSpace space, CubeCalendar calendar)
{
    private readonly List<Step> _life = [];
    private readonly List<StoredEvent> _revocations = [];
    private readonly List<ulong> _revoked = [];
    private readonly int[] _stockProfiles =
        [.. Enumerable.Range(0, EventCode.Stages).Select(s => EventCode.IsRunning(s) ? space.ProfileOf(Profile.Stock(s)) : -1)];

    /// <summary>Per period in which something happened, what happened; no period twice.</summary>
    public List<(int Period, int Profile)> Flows { get; } = [];

    /// <summary>Per month with events, ascending, the stock profile from its end on; −1 while not running.</summary>
    public List<(int Month, int Profile)> Stock { get; } = [];

    /// <summary>Computes the contribution of a life.</summary>
    /// <param name="events">By day, then by recording; revocations among them.</param>
    /// <param name="recipient">Whether it belongs to a recipient of honours, who is never registered.</param>
    public void Compute(ReadOnlySpan<StoredEvent> events, bool recipient)
    {
        Flows.Clear();
        Stock.Clear();
        if (!ReadLife(events, recipient))
        {
            return;
        }

        for (var grain = 0; grain < calendar.Grains; grain++)
        {
            AddFlows(grain);
        }

        for (var i = 0; i < _life.Count; i++)
        {
            if (i + 1 == _life.Count || _life[i + 1].Month != _life[i].Month)
            {
                Stock.Add((_life[i].Month, _stockProfiles[_life[i].Stage]));
            }
        }
    }

    /// <summary>Keeps the events that count, each with what it does and the state after it; false when withdrawn. The same rules as <see cref="Domain.Models.ModelLife"/>.</summary>
    private bool ReadLife(ReadOnlySpan<StoredEvent> events, bool recipient)
    {
        _life.Clear();
        FindRevoked(events);
        var registrationYear = -1;
        var stage = 0;
        var level = 0;
        foreach (ref readonly var e in events)
        {
            var effect = EventCode.EffectOf(e.Code);
            if (effect == Effect.Revokes || _revoked.Contains(e.Id))
            {
                continue;
            }

            var month = CubeCalendar.MonthOf(DateOnly.FromDayNumber(e.Day));
            var year = month / 12;
            if (effect == Effect.Registers)
            {
                // A second registration changes nothing, as for the stage.
                effect = registrationYear < 0 ? effect : Effect.None;
                registrationYear = registrationYear < 0 ? year : registrationYear;
            }
            else if (effect == Effect.CarriesOver && (registrationYear < 0 || year <= registrationYear))
            {
                effect = Effect.None;
            }

            var decided = effect == Effect.Recognises ? EventCode.LevelOf(e.Code) : 0;
            level = Math.Max(level, decided);
            stage = EventCode.Next(stage, e.Code);
            _life.Add(new(month, calendar.PeriodsOf(month), effect, (byte)decided, (byte)stage, (byte)level));
        }

        return registrationYear >= 0 || recipient;
    }

    /// <summary>A revocation may itself be revoked and the last word counts, so they are taken from the last recorded to the first.</summary>
    private void FindRevoked(ReadOnlySpan<StoredEvent> events)
    {
        _revoked.Clear();
        _revocations.Clear();
        foreach (ref readonly var e in events)
        {
            if (e.Revokes != 0)
            {
                _revocations.Add(e);
            }
        }

        _revocations.Sort((left, right) => right.Sequence.CompareTo(left.Sequence));
        foreach (var revocation in _revocations)
        {
            if (!_revoked.Contains(revocation.Id))
            {
                _revoked.Add(revocation.Revokes);
            }
        }
    }

    /// <summary>Gathers the events of each period of one grain. They are neighbours, and the state after the last of them is the state at the period's end.</summary>
    private void AddFlows(int grain)
    {
        for (var from = 0; from < _life.Count;)
        {
            var period = _life[from].Periods[grain];
            var effects = Effect.None;
            int commune = 0, district = 0, province = 0, commendations = 0, replications = 0;
            var to = from;
            for (; to < _life.Count && _life[to].Periods[grain] == period; to++)
            {
                var step = _life[to];
                effects |= step.Effect;
                commune += step.Decided == 1 ? 1 : 0;
                district += step.Decided == 2 ? 1 : 0;
                province += step.Decided == 3 ? 1 : 0;
                commendations += step.Effect == Effect.Commends ? 1 : 0;
                replications += step.Effect == Effect.Replicates ? 1 : 0;
            }

            if (period >= 0 && effects != Effect.None)
            {
                var end = _life[to - 1];
                var reached = effects.HasFlag(Effect.Recognises) ? end.Level : (byte)0;
                Flows.Add((period, space.ProfileOf(new(end.Stage, false, reached, effects, commune, district, province, commendations, replications))));
            }

            from = to;
        }
    }

    /// <summary>One event that counts, and the state after it.</summary>
    private readonly record struct Step(int Month, int[] Periods, Effect Effect, byte Decided, byte Stage, byte Level);
}
