using DanVanDashboard.Domain.Localities;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Localities;

/// <summary>On 13.500 made-up histories with merges, divisions with and without shares, moves between districts, abolished districts and merged provinces.</summary>
public class RestatementProperties
{
    private static readonly Arbitrary<int[]> Tapes = Arb.From(
        Gen.Choose(0, 9999).ArrayOf(90),
        tape => ArbMap.Default.ArbFor<int[]>().Shrinker(tape).Where(t => t.All(n => n >= 0)));

    [Fact]
    public void Restate_AnyHistoryAndView_ConservesTotalsWithoutDoubleCount() => Holds(3000, (history, places) =>
    {
        foreach (var table in Views(history).Select(places.Restate))
        {
            foreach (var unit in places.All)
            {
                var targets = table.For(unit.Id);
                Assert.Equal(1m, targets.Sum(t => t.Weight));
                Assert.All(targets, t => Assert.InRange(t.Weight, 0.0000000001m, 1m));
                Assert.Equal(targets.Count, targets.Select(t => t.TargetId).Distinct().Count());
                Assert.True(table.Comparable(unit.Id) || targets.Count == 1);
                Assert.Equal(table.Estimated(unit.Id), targets.Count > 1);
            }
        }
    });

    [Fact]
    public void Restate_ToADay_AgreesWithTheLand() => Holds(3000, (history, places) =>
    {
        foreach (var view in Views(history).Where(v => v.Kind == BoundaryViewKind.At))
        {
            var table = places.Restate(view);
            var day = table.View.Date!.Value;
            foreach (var (id, land) in history.Land)
            {
                var targets = table.For(id);
                var around = history.Land.Where(o => places[o.Key].ValidOn(day) && land.IsSubsetOf(o.Value)).Select(o => o.Key).SingleOrDefault();
                if (around is not null)
                {
                    // All of the land lies in one commune of that day: an exact answer exists and must be given.
                    Assert.True(table.Comparable(id));
                    Assert.Equal([(around, 1m)], targets);
                }
                else if (table.Comparable(id))
                {
                    // Divided by stated shares: exactly among the communes that hold some of the land.
                    var holders = history.Land.Where(o => places[o.Key].ValidOn(day) && land.Overlaps(o.Value)).Select(o => o.Key);
                    Assert.Equal(holders.Order(), targets.Select(t => t.TargetId).Order());
                    Assert.True(places[id].ValidTo <= day);
                }
                else if (places[targets[0].TargetId].ValidOn(day))
                {
                    // Stands above: at a unit whose communes hold all of the land that was there on that day.
                    var below = places.Under(targets[0].TargetId, day, UnitLevel.Commune).SelectMany(c => history.Land[c.Id]).ToHashSet();
                    var elsewhere = history.Land.Where(o => places[o.Key].ValidOn(day)).SelectMany(o => o.Value).ToHashSet();
                    elsewhere.ExceptWith(below);
                    Assert.False(land.Overlaps(elsewhere));
                    Assert.NotEqual(UnitLevel.Commune, places[targets[0].TargetId].Level);
                }
            }
        }
    });

    [Fact]
    public void Restate_AVillageThatIsFollowed_StandsWholeWhereItsLandIs() => Holds(1500, (history, places) =>
    {
        foreach (var (id, land) in history.Land.Where(l => places.LeadsToDivision(l.Key)))
        {
            foreach (var plot in land)
            {
                // The communes that took the village over, one after the other.
                List<string> held = [id];
                while (places.SuccessorsOf(held[^1]).Select(p => p.ToId).SingleOrDefault(u => history.Land[u].Contains(plot)) is { } next)
                {
                    held.Add(next);
                }

                var way = places.WayOf(id, held);
                Assert.NotNull(way);
                foreach (var view in Views(history).Where(v => v.Kind == BoundaryViewKind.At))
                {
                    var table = places.Restate(view);
                    if (places[id].ValidTo <= table.View.Date)
                    {
                        var there = history.Land.Where(o => places[o.Key].ValidOn(table.View.Date!.Value) && o.Value.Contains(plot)).Select(o => o.Key).Single();
                        Assert.Equal([(there, 1m)], table.For(id, way));
                        Assert.True(table.Comparable(id, way) && !table.Estimated(id, way));
                    }
                    else
                    {
                        Assert.Equal(table.For(id), table.For(id, way));
                    }
                }

                // As far as it was taken over: nothing is lost or doubled, and what nobody took over stands as its unit does.
                for (var known = 1; known < held.Count; known++)
                {
                    var partly = places.WayOf(id, held.Take(known));
                    Assert.All(Views(history).Select(places.Restate), t => Assert.Equal(1m, t.For(id, partly).Sum(w => w.Weight)));
                }

                Assert.Null(places.WayOf(id, held.Take(1)));
            }
        }
    });

    [Fact]
    public void Restate_UnitsOfThatDay_StandAsTheyWere() => Holds(2000, (history, places) =>
    {
        var asWas = places.Restate(BoundaryView.AsWas);
        foreach (var day in history.Dates.Prepend(Unit.UnknownStart))
        {
            var table = places.Restate(BoundaryView.At(day));
            foreach (var unit in places.All.Where(u => u.ValidOn(day)))
            {
                Assert.True(table.Comparable(unit.Id));
                Assert.Equal(asWas.For(unit.Id), table.For(unit.Id));
            }
        }
    });

    [Fact]
    public void Restate_ToOldDistricts_IsTheDistrictOfAllTheLandOrNone() => Holds(2000, (history, places) =>
    {
        var table = places.Restate(BoundaryView.OldDistrict);
        foreach (var unit in places.All)
        {
            var target = Assert.Single(table.For(unit.Id)).TargetId;
            if (unit.Level != UnitLevel.Commune)
            {
                Assert.Equal(unit.Id, target);
                continue;
            }

            if (places[unit.ParentId!].Level == UnitLevel.District)
            {
                Assert.Equal(unit.ParentId, target);
                continue;
            }

            // Made after the districts: what was on its land on their last day?
            var land = history.Land[unit.Id];
            var origins = places.All.Where(o => o.Level == UnitLevel.Commune && o.ValidOn(new(2025, 6, 30)) && land.Overlaps(history.Land[o.Id])).ToList();
            var known = land.IsSubsetOf(origins.SelectMany(o => history.Land[o.Id]));
            var districts = origins.Select(o => o.ParentId!).Distinct().ToList();
            Assert.Equal(known && districts.Count == 1, table.Comparable(unit.Id));
            Assert.Equal(table.Comparable(unit.Id) ? districts[0] : unit.Id, target);
        }
    });

    [Fact]
    public void ScopeOf_AnyUnit_HoldsWhatWentInWhollyAndNothingElse() => Holds(1000, (history, places) =>
    {
        foreach (var unit in places.All)
        {
            var scope = places.ScopeOf(unit.Id);
            Assert.Contains(unit.Id, scope);
            foreach (var member in scope.Where(m => m != unit.Id))
            {
                Assert.True(scope.Contains(places[member].ParentId ?? string.Empty) || places.SuccessorsOf(member) is { Count: > 0 } next && next.All(p => scope.Contains(p.ToId)));
            }

            if (unit.Level == UnitLevel.Commune)
            {
                var whole = history.Land.Where(o => o.Value.IsSubsetOf(history.Land[unit.Id]) && places.AllSuccessorsOf(o.Key).Contains(unit)).Select(o => o.Key);
                Assert.Superset(whole.Append(unit.Id).ToHashSet(), scope.ToHashSet());
                Assert.Subset(whole.Append(unit.Id).ToHashSet(), scope.ToHashSet());
            }
        }
    });

    [Fact]
    public void Create_HistoryWithACycleOrAnOverlap_IsRefused() => Holds(1000, (history, places) =>
    {
        if (history.Lineage.Count > 0)
        {
            var row = history.Lineage[^1];
            var back = row with { FromId = row.ToId, ToId = row.FromId };
            Assert.Contains(Places.Create(history.Units, [.. history.Lineage, back]).Refusals, r => r.Code == "units.lineage-cycle" && r.Arguments.Contains(back.FromId));
        }

        var first = places.All[^1];
        var twin = first with { Id = "twin", ValidFrom = first.ValidFrom.AddDays(1) };
        Assert.Contains(Places.Create([.. history.Units, twin], history.Lineage).Refusals, r => r.Code == "units.code-overlap" && r.Arguments.Contains("twin"));
    });

    [Fact]
    public void RandomHistory_ManyTapes_HoldEveryKindOfCase()
    {
        var (estimated, exactForward, exactBack, atDistrict, atProvince, apart) = (0, 0, 0, 0, 0, 0);
        Holds(300, (history, places) =>
        {
            foreach (var table in Views(history).Where(v => v.Kind == BoundaryViewKind.At).Select(places.Restate))
            {
                foreach (var unit in places.All.Where(u => u.Level == UnitLevel.Commune && !u.ValidOn(table.View.Date!.Value)))
                {
                    var target = places[table.For(unit.Id)[0].TargetId];
                    _ = (table.Comparable(unit.Id), target.Level) switch
                    {
                        (true, _) when table.Estimated(unit.Id) => estimated++,
                        (true, _) when unit.ValidTo <= table.View.Date => exactForward++,
                        (true, _) => exactBack++,
                        (_, UnitLevel.District) => atDistrict++,
                        (_, UnitLevel.Province) => atProvince++,
                        _ => apart++,
                    };
                }
            }
        });

        Assert.All(new[] { estimated, exactForward, exactBack, atDistrict, atProvince }, count => Assert.True(count > 100, $"{estimated} {exactForward} {exactBack} {atDistrict} {atProvince} {apart}"));
    }

    private static void Holds(int histories, Action<RandomHistory, Places> property) => Prop.ForAll(Tapes, tape =>
    {
        var history = new RandomHistory(tape);
        property(history, Places.Create(history.Units, history.Lineage).Value);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(histories));

    private static IEnumerable<BoundaryView> Views(RandomHistory history) =>
        history.Dates.SelectMany(d => new[] { BoundaryView.At(d), BoundaryView.At(d.AddDays(-1)) })
            .Append(BoundaryView.At(new(1980, 1, 1))).Append(BoundaryView.At(new(2100, 1, 1)))
            .Append(BoundaryView.AsWas).Append(BoundaryView.OldDistrict);
}
