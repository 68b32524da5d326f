using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Seeding;

/// <summary>A simulated model with its events in order; sequences are given when it is written.</summary>
internal sealed record SimulatedModel(ModelRow Row, IReadOnlyList<string> Themes, IReadOnlyList<ModelEventRow> Events);

/// <summary>Makes up plausible lives of models, the same for the same seed and anchor. Nothing lies after the anchor.</summary>
internal sealed class SimulatedLives(Campaign campaign, Places places, BodyTree bodies, int seed, DateOnly anchor)
{
    // Share of the year's registrations per month: the campaign registers from the start of the year.
    private static readonly int[] s_months = [27, 26, 17, 8, 6, 5, 3, 2, 2, 2, 1, 1];
    private static readonly int[] s_fields = [34, 38, 15, 13];
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _weights = [];
    private readonly Dictionary<int, (Unit Unit, int Weight)[]> _communes = [];
    private int _number;

    /// <summary>The models of one year of the campaign.</summary>
    public IEnumerable<SimulatedModel> Year(int year, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var month = Pick(s_months) + 1;
            var day = new DateOnly(year, month, 1 + _random.Next(DateTime.DaysInMonth(year, month)));
            var model = Next(day);
            if (day <= anchor && campaign.Covers(day))
            {
                yield return model;
            }
        }
    }

    /// <summary>Exactly <paramref name="count"/> models, registered up to the anchor in its year.</summary>
    public IEnumerable<SimulatedModel> Exactly(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var day = new DateOnly(anchor.Year, 1, 1).AddDays((int)(_random.NextDouble() * _random.NextDouble() * anchor.DayOfYear));
            yield return Next(day);
        }
    }

    private SimulatedModel Next(DateOnly registered)
    {
        var number = ++_number;
        var field = StandardFields.All[Pick(s_fields)];
        var individual = _random.Next(100) < 9;
        var nonLocal = _random.Next(1000) < 68;
        var (unit, body) = nonLocal ? NonLocalOwner() : LocalOwner(registered);
        var name = SimulatedNames.Of(field, _random.Next(1000), number);
        var address = nonLocal ? places[campaign.RootUnitId].FullName : unit.FullName;
        var row = new ModelRow
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{campaign.Id}-{number:000000}"), CampaignId = campaign.Id, UnitId = unit.Id, BodyId = body.Id, NonLocal = nonLocal,
            Name = name, NameFolded = TextFold.Fold(name), NameSort = TextFold.SortKey(name), Field = field, Subject = individual ? Subject.Individual : Subject.Collective,
            Block = body.Block, Owner = individual ? $"Cá nhân mô phỏng số {number.ToString(CultureInfo.InvariantCulture)}" : body.NameOn(registered), Address = address,
            Village = nonLocal ? null : $"bản mô phỏng số {1 + _random.Next(9)}", RegisteredOn = registered,
            TargetLevel = _random.Next(100) < 18 ? RecognitionLevel.Province : RecognitionLevel.Commune,
            Visibility = _random.Next(100) < 3 ? Visibility.Internal : Visibility.Public, EnteredBy = "simulator", CreatedAt = LocalDay(registered),
        };
        return new(row, SimulatedNames.ThemesOf(name), Life(row, registered, unit));
    }

    private List<ModelEventRow> Life(ModelRow row, DateOnly registered, Unit unit)
    {
        var events = new List<ModelEventRow>();
        var day = registered;
        Add(ModelEventKind.Register, registered);
        if (Chance(5))
        {
            if (!Later(6, 14) || !Add(ModelEventKind.Return, day, e => e.Reason = "Bổ sung địa chỉ cụ thể và người phụ trách (mô phỏng)") || Chance(30) || !Later(5, 20)
                || !Add(ModelEventKind.Resubmit, day))
            {
                return events;
            }
        }

        if (!Later(3, 24) || !Add(ModelEventKind.Accept, day) || Chance(6))
        {
            return events;
        }

        if (Later(2, 20))
        {
            Add(ModelEventKind.Start, day);
        }

        if (Chance(2) && Later(30, 200))
        {
            Add(ModelEventKind.Stop, day, e => e.Reason = "Không còn điều kiện duy trì (mô phỏng)");
            return events;
        }

        if (Chance(3) && Later(40, 90))
        {
            Add(ModelEventKind.NotEffective, day);
        }

        Recognitions();
        CarryOver();
        return events;

        void Recognitions()
        {
            // Recognised before the review of 15/10, at the commune first.
            var deadline = new DateOnly(day.Year, 10, 14);
            if (!Chance(62) || !Later(35, 120) || day > deadline || !Add(ModelEventKind.Verify, day) || !Chance(72))
            {
                return;
            }

            if (Later(5, 40) && day <= deadline && Add(ModelEventKind.Appraise, day, e => e.Passed = _random.Next(100) < 92) && events[^1].Passed != false
                && Later(6, 30) && day <= deadline && Add(ModelEventKind.Recognise, day, e => Decide(e, RecognitionLevel.Commune)))
            {
                if (row.TargetLevel == RecognitionLevel.Province && Chance(55) && Later(10, 50) && day <= deadline)
                {
                    var district = day <= ModelRules.LastDistrictDay && Chance(70);
                    Add(ModelEventKind.Recognise, day, e => Decide(e, district ? RecognitionLevel.District : RecognitionLevel.Province));
                }

                if (Chance(22) && Later(4, 25))
                {
                    Add(ModelEventKind.Exemplar, day);
                    if (Chance(45) && Later(4, 20) && Add(ModelEventKind.Propose, day) && Chance(70) && Later(5, 20))
                    {
                        Add(ModelEventKind.Commend, day, e =>
                        {
                            (e.Form, e.Giver) = _random.Next(100) < 25
                                ? (AwardForm.BangKhen, "Ủy ban nhân dân tỉnh")
                                : (AwardForm.GiayKhen, "Ủy ban nhân dân " + unit.FullName);
                            e.DecisionNumber = Simulated("KT");
                        });
                    }
                }

                if (Chance(14) && Later(8, 60))
                {
                    Add(ModelEventKind.Replicate, day, e => e.UnitId = LocalOwner(day).Unit.Id);
                }
            }
        }

        void CarryOver()
        {
            // Yearly review in the first quarter; without it the model leaves the count after the day that the campaign sets.
            for (var year = registered.Year + 1; year <= anchor.Year && (campaign.To is null || year <= campaign.To.Value.Year); year++)
            {
                day = new(year, 1 + _random.Next(3), 1 + _random.Next(28));
                var ends = Chance(18);
                if (Chance(8))
                {
                    day = new(year, campaign.ReviewMonth == 0 ? 3 : campaign.ReviewMonth, 28);
                    Add(ModelEventKind.Lapse, day.AddDays(day.Month == 3 ? 4 : 3));
                    return;
                }

                if (!Add(ModelEventKind.Review, day, e => e.Class = ends ? ReviewClass.End : Chance(30) ? ReviewClass.Replicate : ReviewClass.Strengthen) || ends)
                {
                    return;
                }
            }
        }

        void Decide(ModelEventRow e, RecognitionLevel level)
        {
            (e.Level, e.DecisionNumber) = (level, Simulated("CN"));
            (e.Body, e.BodyId) = level == RecognitionLevel.Commune ? (bodies.Find(row.BodyId)?.NameOn(day), row.BodyId) : ("Tỉnh ủy", null);
            if (level == RecognitionLevel.Commune && !row.NonLocal && bodies.PartyCommitteeOf(row.UnitId) is { } committee)
            {
                (e.Body, e.BodyId) = (committee.NameOn(day), committee.Id);
            }
            else if (level == RecognitionLevel.District)
            {
                e.Body = "Huyện ủy";
            }
        }

        bool Later(int from, int to)
        {
            day = day.AddDays(from + _random.Next(to - from + 1));
            return day <= anchor && (campaign.To is null || day <= campaign.To);
        }

        bool Add(ModelEventKind kind, DateOnly on, Action<ModelEventRow>? set = null)
        {
            var e = new ModelEventRow { Id = string.Empty, ModelId = row.Id, CampaignId = campaign.Id, Kind = kind, On = on, ByUser = "simulator" };
            set?.Invoke(e);
            if (on > anchor || (campaign.To is { } end && on > end))
            {
                return false;
            }

            events.Add(e);
            return true;
        }
    }

    private (Unit Unit, Body Body) NonLocalOwner()
    {
        var keys = BodyFacts.NonLocalKeys.ToList();
        var body = bodies.Find(BodyFacts.ProvincialId(campaign.RootUnitId, keys[_random.Next(keys.Count)]))!;
        return (places[campaign.RootUnitId], body);
    }

    private (Unit Unit, Body Body) LocalOwner(DateOnly day)
    {
        var era = day < new DateOnly(2025, 7, 1) ? 0 : 1;
        if (!_communes.TryGetValue(era, out var communes))
        {
            communes = places.Under(campaign.RootUnitId, day, UnitLevel.Commune).Select(u => (u, Weight(u.Id))).ToArray();
            _communes[era] = communes;
        }

        var total = communes.Sum(c => c.Weight);
        var at = _random.Next(total);
        foreach (var (unit, weight) in communes)
        {
            if ((at -= weight) < 0)
            {
                var local = bodies.Of(unit.Id).ToList();
                // The Party committee and the Front register most; the others share the rest.
                return (unit, local[_random.Next(100) < 45 ? _random.Next(3) : _random.Next(local.Count)]);
            }
        }

        throw new InvalidOperationException("No commune to draw from.");
    }

    private int Weight(string unitId)
    {
        if (!_weights.TryGetValue(unitId, out var weight))
        {
            weight = 10 + _random.Next(22) + (_random.Next(100) < 15 ? 18 : 0);
            _weights[unitId] = weight;
        }

        return weight;
    }

    private string Simulated(string kind) => $"MÔ PHỎNG-{kind}-{1 + _random.Next(900)}";

    private bool Chance(int percent) => _random.Next(100) < percent;

    private int Pick(int[] shares)
    {
        var at = _random.Next(shares.Sum());
        for (var i = 0; ; i++)
        {
            if ((at -= shares[i]) < 0)
            {
                return i;
            }
        }
    }

    private static DateTime LocalDay(DateOnly day) => Domain.LocalDay.StartUtc(day).AddHours(9);
}
