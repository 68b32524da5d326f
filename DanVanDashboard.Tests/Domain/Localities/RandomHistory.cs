using System.Globalization;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Tests.Domain.Localities;

/// <summary>A made-up history of units, read off a tape of numbers so that a failing one shrinks; with the land of every unit, from which the tests know the truth without the lineage.</summary>
internal sealed class RandomHistory
{
    private readonly Queue<int> _tape;
    private readonly Dictionary<string, Unit> _units = [];
    private readonly Dictionary<string, HashSet<string>> _land = [];
    private readonly List<LineagePart> _lineage = [];
    private readonly HashSet<string> _divided = [];
    private int _ids;

    public RandomHistory(IEnumerable<int> tape)
    {
        _tape = new(tape);
        Begin();
        Dates = [new(2010, 1, 1), new(2018, 3, 5), new(2025, 7, 1), new(2027, 1, 1)];
        foreach (var day in Dates)
        {
            if (day.Year == 2025)
            {
                AbolishDistricts(day);
            }
            else if (Next(4) > 0)
            {
                Rearrange(day, everything: false);
            }
        }

        foreach (var (id, land) in _land)
        {
            // Land that was divided later is all of its pieces.
            Land[id] = [.. land.SelectMany(Pieces)];
        }
    }

    public DateOnly[] Dates { get; }

    public IReadOnlyCollection<Unit> Units => _units.Values;

    public IReadOnlyList<LineagePart> Lineage => _lineage;

    /// <summary>The smallest pieces of land of each commune.</summary>
    public Dictionary<string, HashSet<string>> Land { get; } = [];

    private void Begin()
    {
        for (var p = Next(2); p >= 0; p--)
        {
            var province = Add(UnitLevel.Province, null, Unit.UnknownStart);
            for (var d = Next(3); d >= 0; d--)
            {
                var district = Add(UnitLevel.District, province, Unit.UnknownStart);
                for (var c = Next(3); c >= 0; c--)
                {
                    var commune = Add(UnitLevel.Commune, district, Unit.UnknownStart);
                    _land[commune] = [commune];
                }
            }
        }
    }

    private void AbolishDistricts(DateOnly day)
    {
        if (Next(4) == 0)
        {
            Rearrange(day, everything: false);
            return;
        }

        var provinces = Open(UnitLevel.Province);
        Dictionary<string, string> heirs = provinces.ToDictionary(p => p, p => p);
        if (Next(2) == 0)
        {
            var heir = Add(UnitLevel.Province, null, day, _units[provinces[0]].Code);
            foreach (var province in provinces)
            {
                heirs[province] = heir;
                _lineage.Add(new(province, heir, LineageExtent.Full, null, null, day));
            }
        }

        Rearrange(day, everything: true, heirs);
        foreach (var ended in Open(UnitLevel.District).Concat(provinces.Where(p => heirs[p] != p)).ToList())
        {
            End(ended, day);
        }
    }

    /// <summary>Some communes of each province, or all, end and go into new ones: wholly, or divided between two.</summary>
    private void Rearrange(DateOnly day, bool everything, Dictionary<string, string>? heirs = null)
    {
        foreach (var group in Open(UnitLevel.Commune).GroupBy(c => heirs is null ? ProvinceOf(c) : heirs[ProvinceOf(c)]).ToList())
        {
            var parents = heirs is null ? group.Select(c => _units[c].ParentId!).Distinct().ToList() : [group.Key];
            var ending = group.Where(_ => everything || Next(2) == 0).ToList();
            List<(string From, int To, decimal? Share, LineageExtent Extent)> moves = [];
            var targets = Next(ending.Count) + 1;
            foreach (var old in ending)
            {
                var to = Next(targets);
                if (targets > 1 && Next(3) == 0)
                {
                    decimal? share = Next(2) == 0 ? (1 + Next(99)) / 100m : null;
                    moves.Add((old, to, share, LineageExtent.Partial));
                    moves.Add((old, (to + 1) % targets, 1 - share, LineageExtent.Partial));
                    Divide(old);
                }
                else
                {
                    moves.Add((old, to, null, LineageExtent.Full));
                }
            }

            foreach (var target in moves.GroupBy(m => m.To).ToList())
            {
                var made = Add(UnitLevel.Commune, parents[Next(parents.Count)], day, FreeCode(target.First().From, day));
                _land[made] = [];
                foreach (var move in target)
                {
                    _lineage.Add(new(move.From, made, move.Extent, move.Share, null, day));
                    var second = moves.First(m => m.From == move.From).To != target.Key;
                    _land[made].UnionWith(move.Extent == LineageExtent.Full ? _land[move.From].SelectMany(Pieces) : _land[move.From].SelectMany(Pieces).Where(p => p[^1] == (second ? '1' : '0')));
                }
            }

            ending.ForEach(e => End(e, day));
            if (Next(12) == 0)
            {
                // One of which the facts know no past.
                var unknown = Add(UnitLevel.Commune, parents[0], day);
                _land[unknown] = [unknown];
            }
        }
    }

    private void Divide(string unit)
    {
        foreach (var piece in _land[unit].SelectMany(Pieces).ToList())
        {
            _divided.Add(piece);
        }
    }

    private IEnumerable<string> Pieces(string piece) => _divided.Contains(piece) ? Pieces(piece + ".0").Concat(Pieces(piece + ".1")) : [piece];

    private string? FreeCode(string old, DateOnly day) =>
        _units.Values.Any(u => u.Code == _units[old].Code && u.ValidFrom == day) ? null : _units[old].Code;

    private string ProvinceOf(string commune)
    {
        var parent = _units[_units[commune].ParentId!];
        return parent.ParentId ?? parent.Id;
    }

    private List<string> Open(UnitLevel level) => [.. _units.Values.Where(u => u.Level == level && u.ValidTo is null).Select(u => u.Id)];

    private void End(string id, DateOnly day) => _units[id] = _units[id] with { ValidTo = day };

    private string Add(UnitLevel level, string? parent, DateOnly from, string? code = null)
    {
        var number = (++_ids).ToString("00000", CultureInfo.InvariantCulture);
        var id = $"u{number}";
        _units[id] = new() { Id = id, Code = code ?? number, Name = number, Kind = "xã", Level = level, ParentId = parent, ValidFrom = from };
        return id;
    }

    private int Next(int below) => below > 0 && _tape.TryDequeue(out var number) ? number % below : 0;
}
