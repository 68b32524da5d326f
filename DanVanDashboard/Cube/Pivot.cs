using System.Runtime.InteropServices;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Cube;

/// <summary>One question to one snapshot: places are sorted into groups first, then every cell is added to the group of its place.</summary>
internal sealed class Pivot(CubeSnapshot snapshot, CubeQuery query)
{
    // Up to here groups are numbered by their coordinates; beyond, only those that occur get a number.
    private const int MaxDenseGroups = 4096;

    private static readonly string[] Subjects = [CubeKeys.Unstated, .. Enum.GetValues<Subject>().Select(Wire.Name)];
    private static readonly string[] Blocks = [CubeKeys.Unstated, .. Enum.GetValues<OrganisationBlock>().Select(Wire.Name)];
    private static readonly string[] Stages = [CubeKeys.Unstated, .. Enum.GetValues<Stage>().Select(Wire.Name)];

    private readonly CubeSpaceView _space = snapshot.Space;
    private readonly UnitTargets _units = new(query, snapshot.Space.Units);
    private readonly bool _byStage = query.By == CubeAxis.Stage || query.Then == CubeAxis.Stage;
    private readonly List<Group> _groups = [];
    private int[] _groupOf = [];

    private int StagesPerGroup => _byStage ? EventCode.Stages : 1;

    /// <summary>Whether the rows have no model in common and leave none out.</summary>
    private bool RowsPartitionTotals => query.By is not (CubeAxis.Theme or CubeAxis.Period) && query.Then is not (CubeAxis.Theme or CubeAxis.Period);

    public CubeResult Run()
    {
        GroupPlaces();
        var collector = new RowCollector(query, _units);
        var total = new MeasureRow();
        foreach (var period in Sliced(CubeAxis.Period) ? query.Periods.Distinct().Cast<PeriodKey?>() : [query.Period])
        {
            var (flows, stock) = snapshot.Cells(period);
            foreach (var theme in Sliced(CubeAxis.Theme) ? AllThemes() : [ThemeFilter()])
            {
                var sums = new MeasureRow[_groups.Count * StagesPerGroup];
                Add(Of(flows, theme), sums);
                Add(Of(stock, theme), sums);
                Emit(sums, period, theme, collector, ref total);
            }
        }

        var totals = RowsPartitionTotals
            ? collector.Totals(total)
            : new Pivot(snapshot, query with { By = CubeAxis.None, Then = CubeAxis.None }).Run().Totals;
        return new(snapshot.Sequence, totals, query.By == CubeAxis.None ? [] : collector.Rows());
    }

    private static Slice? Of(Slice?[] slices, int theme) => theme >= 0 && theme < slices.Length ? slices[theme] : null;

    private static int Find(ReadOnlyMemory<string> names, string key) => key == CubeKeys.Unstated ? 0 : names.Span.IndexOf(key);

    private bool Sliced(CubeAxis axis) => query.By == axis || query.Then == axis;

    private int ThemeFilter() => query.Theme is { Length: > 0 } theme ? _space.Themes.Span.IndexOf(theme) : 0;

    private IEnumerable<int> AllThemes() =>
        query.Theme is { Length: > 0 } ? [ThemeFilter()] : Enumerable.Range(1, _space.Themes.Length - 1);

    /// <summary>Gives every place the group in which it counts, or −1 where a filter leaves it out.</summary>
    private void GroupPlaces()
    {
        var places = _space.Places.Span;
        _groupOf = new int[places.Length];
        var filter = new PlaceFilter(query, _space);
        int firsts = Cardinality(query.By), seconds = Cardinality(query.Then), units = _units.HasDivided ? _space.Units.Length : 1;
        var dense = (long)firsts * seconds * units <= MaxDenseGroups;
        if (dense)
        {
            for (var group = 0; group < firsts * seconds * units; group++)
            {
                _groups.Add(new(group / seconds / units, group / units % seconds, group % units));
            }
        }

        var numbers = new Dictionary<Group, int>();
        for (var i = 0; i < places.Length; i++)
        {
            ref readonly var place = ref places[i];
            var at = _units[place.Unit];
            if (at == UnitTargets.Nowhere || !filter.Passes(place))
            {
                _groupOf[i] = -1;
                continue;
            }

            // A divided unit has no place of its own among the units of the answer; its weights find them.
            var (unit, divided) = at == UnitTargets.Divided ? (0, place.Unit) : (at, 0);
            var group = new Group(Coordinate(query.By, place, unit), Coordinate(query.Then, place, unit), divided);
            if (dense)
            {
                _groupOf[i] = (((group.First * seconds) + group.Second) * units) + group.Divided;
                continue;
            }

            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, group, out var known);
            if (!known)
            {
                number = _groups.Count;
                _groups.Add(group);
            }

            _groupOf[i] = number;
        }
    }

    private int Cardinality(CubeAxis axis) => axis switch
    {
        CubeAxis.Unit => Math.Max(1, _units.Names.Length),
        CubeAxis.Body => _space.Bodies.Length,
        CubeAxis.Field => _space.Fields.Length,
        CubeAxis.Subject => Subjects.Length,
        CubeAxis.Block => Blocks.Length,
        _ => 1,
    };

    private static int Coordinate(CubeAxis axis, in Place place, int unit) => axis switch
    {
        CubeAxis.Unit => unit,
        CubeAxis.Body => place.Body,
        CubeAxis.Field => place.Field,
        CubeAxis.Subject => place.Subject,
        CubeAxis.Block => place.Block,
        _ => 0,
    };

    private void Add(Slice? slice, MeasureRow[] sums)
    {
        if (slice is null)
        {
            return;
        }

        if (slice.Rows is { } rows && !_byStage)
        {
            for (var place = 0; place < rows.Length; place++)
            {
                if (_groupOf[place] is >= 0 and var group)
                {
                    sums[group].Add(rows[place]);
                }
            }
        }
        else
        {
            Add(slice.Base, sums);
        }

        Add(slice.Log.AsSpan(0, slice.LogLength), sums);
    }

    private void Add(ReadOnlySpan<long> cells, MeasureRow[] sums)
    {
        var measures = _space.Measures.Span;
        var stages = _space.Stages.Span;
        foreach (var cell in cells)
        {
            if (_groupOf[Cell.Place(cell)] is >= 0 and var group)
            {
                var profile = Cell.Profile(cell);
                var sum = _byStage ? (group * EventCode.Stages) + stages[profile] : group;
                sums[sum].Add(measures[profile], Cell.Count(cell));
            }
        }
    }

    private void Emit(MeasureRow[] sums, PeriodKey? period, int theme, RowCollector collector, ref MeasureRow total)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            ref readonly var sum = ref sums[i];
            if (sum.IsZero)
            {
                continue;
            }

            var group = _groups[i / StagesPerGroup];
            var stage = i % StagesPerGroup;
            total.Add(sum);
            collector.Add(
                Name(query.By, group.First, period, theme, stage),
                query.Then == CubeAxis.None ? null : Name(query.Then, group.Second, period, theme, stage),
                group.Divided,
                sum);
        }
    }

    private string Name(CubeAxis axis, int coordinate, PeriodKey? period, int theme, int stage) => axis switch
    {
        CubeAxis.Unit => _units.Names.Span.Length > coordinate ? _units.Names.Span[coordinate] : string.Empty,
        CubeAxis.Body => coordinate == 0 ? CubeKeys.Unstated : _space.Bodies.Span[coordinate],
        CubeAxis.Field => coordinate == 0 ? CubeKeys.Unstated : _space.Fields.Span[coordinate],
        CubeAxis.Subject => Subjects[coordinate],
        CubeAxis.Block => Blocks[coordinate],
        CubeAxis.Stage => Stages[stage],
        CubeAxis.Theme => _space.Themes.Span[theme],
        CubeAxis.Period => period!.Value.ToString(),
        _ => "",
    };

    /// <summary>Coordinates on the two axes, and the unit of the space where it is divided; 0, the non-local bodies, which never are, where it is not.</summary>
    private readonly record struct Group(int First, int Second, int Divided);

    /// <summary>The filters of a question, each key looked up once.</summary>
    private sealed class PlaceFilter(CubeQuery query, CubeSpaceView space)
    {
        private readonly bool[]? _units = query.Units is { } units ? [.. space.Units.ToArray().Select(u => units.Contains(u.Id))] : null;
        private readonly int? _body = query.Body is { } body ? Find(space.Bodies, body) : null;
        private readonly int? _field = query.Field is { } field ? Find(space.Fields, field) : null;
        private readonly int? _subject = query.Subject is { } subject ? Array.IndexOf(Subjects, subject) : null;
        private readonly int? _block = query.Block is { } block ? Array.IndexOf(Blocks, block) : null;

        public bool Passes(in Place place) =>
            (_units is null || _units[place.Unit])
            && (_body is null || _body == place.Body)
            && (_field is null || _field == place.Field)
            && (_subject is null || _subject == place.Subject)
            && (_block is null || _block == place.Block);
    }
}
