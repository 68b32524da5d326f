using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Cube;

/// <summary>Grows at its end only, so that a reader who holds a <see cref="View"/> never sees a change.</summary>
internal sealed class AppendOnly<T>
{
    private T[] _items = new T[16];

    public int Count { get; private set; }

    public ReadOnlyMemory<T> View => new(_items, 0, Count);

    public ref readonly T this[int index] => ref _items[index];

    public int Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count] = item;
        return Count++;
    }
}

/// <summary>Numbers for things, in the order in which they come up.</summary>
internal sealed class Numbering<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];

    public AppendOnly<T> Items { get; } = new();

    public int Of(T item)
    {
        if (!_numbers.TryGetValue(item, out var number))
        {
            number = Items.Add(item);
            _numbers.Add(item, number);
        }

        return number;
    }
}

/// <summary>A unit as it was and, where it was divided and a model's village tells, the successors to which the model went.</summary>
internal readonly record struct UnitKey(string Id, string? WentTo);

/// <summary>Where a model counts, apart from period, theme and stage. Fields are numbers of a <see cref="Numbering{T}"/>; 0 is <see cref="CubeKeys.ProvinceBodies"/> for the unit and "unstated" for the others.</summary>
internal readonly record struct Place(int Unit, int Body, int Field, byte Subject, byte Block);

/// <summary>All that a model, or a recipient without a model, adds to a period. Few different ones exist, so cells count models by profile.</summary>
/// <param name="Stage">As <see cref="EventCode"/> numbers it, at the period's end.</param>
/// <param name="InStock">Whether it stands for a model in stock, not for what happened in a period.</param>
/// <param name="Level">Highest level reached, if recognised in the period, otherwise 0.</param>
internal readonly record struct Profile(
    byte Stage, bool InStock, byte Level, Effect Effects, int CommuneDecisions, int DistrictDecisions, int ProvinceDecisions, int Commendations, int Replications)
{
    /// <summary>The profile of a model in stock at a stage.</summary>
    public static Profile Stock(int stage) => new((byte)stage, true, 0, Effect.None, 0, 0, 0, 0, 0);

    public MeasureRow Measures
    {
        get
        {
            Span<int> row = stackalloc int[16];
            row.Clear();
            row[Measure.Registered] = (Effects & (Effect.Registers | Effect.CarriesOver)) != Effect.None ? 1 : 0;
            row[Measure.RegisteredNew] = Effects.HasFlag(Effect.Registers) ? 1 : 0;
            if (Level > 0)
            {
                row[Measure.Recognised + Level - 1] = 1;
            }

            row[Measure.Recognitions] = CommuneDecisions;
            row[Measure.Recognitions + 1] = DistrictDecisions;
            row[Measure.Recognitions + 2] = ProvinceDecisions;
            row[Measure.Exemplar] = Effects.HasFlag(Effect.MakesExemplar) ? 1 : 0;
            row[Measure.Commended] = Commendations > 0 ? 1 : 0;
            row[Measure.Commendations] = Commendations;
            row[Measure.Replicated] = Replications;
            row[Measure.Stopped] = Effects.HasFlag(Effect.Stops) ? 1 : 0;
            row[Measure.InProgress] = InStock ? 1 : 0;
            return new(row);
        }
    }
}

/// <summary>The numbers of everything that cells are made of; shared by all snapshots of a campaign, written by one.</summary>
internal sealed class CubeSpace
{
    private readonly Numbering<UnitKey> _units = new();
    private readonly Numbering<string> _bodies = new();
    private readonly Numbering<string> _fields = new();
    private readonly Numbering<string> _themes = new();
    private readonly Numbering<Place> _places = new();
    private readonly Numbering<Profile> _profiles = new();
    private readonly Numbering<string> _themeSets = new();
    private readonly AppendOnly<int[]> _themesOfSet = new();
    private readonly AppendOnly<MeasureRow> _measures = new();
    private readonly AppendOnly<byte> _stages = new();

    public CubeSpace()
    {
        _units.Of(new(CubeKeys.ProvinceBodies, null));
        _bodies.Of("");
        _fields.Of("");
        _themes.Of("");
        ThemeSetOf([]);
    }

    public int PlaceCount => _places.Items.Count;

    public CubeSpaceView View => new(
        _units.Items.View, _bodies.Items.View, _fields.Items.View, _themes.Items.View, _places.Items.View, _measures.View, _stages.View);

    public ref readonly MeasureRow MeasuresOf(int profile) => ref _measures[profile];

    public int PlaceOf(ModelFacts facts) => _places.Of(new(
        facts.NonLocal ? 0 : _units.Of(new(facts.UnitId, facts.WentTo)),
        facts.BodyId is null ? 0 : _bodies.Of(facts.BodyId),
        facts.Field is null ? 0 : _fields.Of(facts.Field),
        (byte)(facts.Subject is { } subject ? (int)subject + 1 : 0),
        (byte)(facts.Block is { } block ? (int)block + 1 : 0)));

    public int ProfileOf(in Profile profile)
    {
        var number = _profiles.Of(profile);
        if (number == _measures.Count)
        {
            _measures.Add(profile.Measures);
            _stages.Add(profile.Stage);
        }

        return number;
    }

    /// <summary>Numbers a set of themes; each counts once however often it is named.</summary>
    public int ThemeSetOf(IReadOnlyList<string> themes)
    {
        var numbers = themes.Where(t => t.Length > 0).Select(_themes.Of).Distinct().Order().ToArray();
        var number = _themeSets.Of(string.Join(',', numbers));
        if (number == _themesOfSet.Count)
        {
            _themesOfSet.Add(numbers);
        }

        return number;
    }

    public int[] ThemesOf(int themeSet) => _themesOfSet[themeSet];
}

/// <summary>What a snapshot sees of a <see cref="CubeSpace"/>.</summary>
internal sealed record CubeSpaceView(
    ReadOnlyMemory<UnitKey> Units,
    ReadOnlyMemory<string> Bodies,
    ReadOnlyMemory<string> Fields,
    ReadOnlyMemory<string> Themes,
    ReadOnlyMemory<Place> Places,
    ReadOnlyMemory<MeasureRow> Measures,
    ReadOnlyMemory<byte> Stages);
