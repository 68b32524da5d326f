namespace DanVanDashboard.Cube;

/// <summary>Where each unit of a space counts in a question. A unit that goes wholly to another counts there like one of its own; only one that is divided has to be weighted.</summary>
internal sealed class UnitTargets
{
    /// <summary>Says that a unit counts nowhere in the question.</summary>
    public const int Nowhere = -1;

    /// <summary>Says that a unit is divided.</summary>
    public const int Divided = -2;

    private readonly int[] _at;
    private readonly IReadOnlyList<(string TargetId, decimal Weight)>?[] _parts;

    public UnitTargets(CubeQuery query, ReadOnlyMemory<UnitKey> units)
    {
        _at = new int[units.Length];
        _parts = new IReadOnlyList<(string, decimal)>?[units.Length];
        var names = new List<string>(units.Length);
        var numbers = new Dictionary<string, int>(units.Length);
        if (query.Weights is not { } weights)
        {
            for (var unit = 0; unit < _at.Length; unit++)
            {
                // As it was, it does not matter where a village went later.
                _at[unit] = Number(units.Span[unit].Id);
            }

            Names = names.ToArray();
            return;
        }

        for (var unit = 0; unit < _at.Length; unit++)
        {
            // Non-local bodies are the first unit of every space, and stay what they are.
            var all = unit == 0 ? [(CubeKeys.ProvinceBodies, 1m)] : weights(units.Span[unit].Id, units.Span[unit].WentTo);
            var wanted = query.Targets is { } targets ? [.. all.Where(t => targets.Contains(t.TargetId))] : all;
            _at[unit] = wanted.Count == 0 ? Nowhere : wanted is [(var only, 1m)] ? Number(only) : Divided;
            if (_at[unit] == Divided)
            {
                _parts[unit] = wanted;
                HasDivided = true;
            }
        }

        Names = names.ToArray();

        int Number(string target)
        {
            if (!numbers.TryGetValue(target, out var number))
            {
                numbers.Add(target, number = names.Count);
                names.Add(target);
            }

            return number;
        }
    }

    /// <summary>The units of the answer.</summary>
    public ReadOnlyMemory<string> Names { get; }

    /// <summary>Whether any unit of the space has to be weighted.</summary>
    public bool HasDivided { get; }

    /// <summary>Number of the unit among <see cref="Names"/>, or <see cref="Nowhere"/> or <see cref="Divided"/>.</summary>
    public int this[int unit] => _at[unit];

    /// <summary>Where the parts of a divided unit go.</summary>
    public IReadOnlyList<(string TargetId, decimal Weight)> PartsOf(int unit) => _parts[unit]!;
}
