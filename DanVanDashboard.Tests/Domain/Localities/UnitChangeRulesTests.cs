using DanVanDashboard.Domain.Localities;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Localities;

public class UnitChangeRulesTests
{
    private static readonly DateOnly Start = new(2025, 7, 1);
    private static readonly DateOnly Day = new(2026, 10, 1);

    private static Places Small => Places.Create(
        [
            Of("p", "12", "Lai Châu", "tỉnh", UnitLevel.Province, null) with { ValidFrom = Unit.UnknownStart }, Of("h", "105", "Tam Đường", "huyện", UnitLevel.District, "p"), Of("k", "106", "Phong Thổ", "huyện", UnitLevel.District, "p"),
            Of("a", "00001", "An", "xã", UnitLevel.Commune, "p") with { AreaKm2 = 10, Lat = 22, Lon = 103 }, Of("b", "00002", "Bình", "xã", UnitLevel.Commune, "p") with { AreaKm2 = 5.5m, Lat = 23, Lon = 104 },
            Of("c", "00003", "Cẩm", "xã", UnitLevel.Commune, "h"), Of("d", "00004", "Dương", "xã", UnitLevel.Commune, "h"),
            Of("z", "00009", "Cũ", "xã", UnitLevel.Commune, "p") with { ValidFrom = Unit.UnknownStart, ValidTo = Start },
        ], []).Value;

    [Fact]
    public void Merge_TwoCommunes_BeginsOneThatTheyWentIntoWholly()
    {
        var plan = Plan(Merge("00001", "An Bình", "a", "b"));
        var unit = Assert.Single(plan.Added);

        Assert.Equal(("12-2026/00001", "An Bình", "xã", "p", "9/NQ", 15.5m), (unit.Id, unit.Name, unit.Kind, unit.ParentId, unit.Decision, unit.AreaKm2!.Value));
        Assert.Equal((22.5, 103.5), (unit.Lat, unit.Lon));
        Assert.Equal(["a", "b"], plan.Ended.Select(u => u.Id));
        Assert.All(plan.Ended, u => Assert.Equal(Day, u.ValidTo));
        // The code passes on the same day to another unit.
        Assert.Equal("a", plan.After.FindByCode("00001", Day.AddDays(-1))!.Id);
        Assert.Equal(unit.Id, plan.After.FindByCode("00001", Day)!.Id);
        Assert.Equal(unit.Id, plan.After.SuccessorAt("b", Day)!.Id);
        Assert.Superset(new HashSet<string> { "a", "b" }, plan.After.ScopeOf(unit.Id).ToHashSet());
    }

    [Fact]
    public void Split_WithShares_DividesNumbersAndLosesNothing()
    {
        var change = Of(UnitChangeKind.Split, new() { Code = "00001", Name = "An", Kind = "xã", Parts = [new("a", 0.6m)] }, new() { Code = "00005", Name = "Yên", Kind = "xã", Whole = ["b"], Parts = [new("a", 0.4m)] });
        var plan = Plan(change);

        Assert.Equal([("12-2026/00001", 0.6m), ("12-2026/00005", 0.4m)], plan.After.Restate(BoundaryView.At(Day)).For("a"));
        Assert.Equal("12-2026/00005", plan.After.SuccessorAt("b", Day)!.Id);
        // Two cells of a map need two points.
        Assert.NotEqual((plan.Added[0].Lat, plan.Added[0].Lon), (plan.Added[1].Lat, plan.Added[1].Lon));
        // Whose parts lie in two communes belongs to the scope of neither.
        Assert.All(plan.Added, u => Assert.DoesNotContain("a", plan.After.ScopeOf(u.Id)));
    }

    [Theory]
    [InlineData(UnitChangeKind.Rename, "An Hòa", "xã")]
    [InlineData(UnitChangeKind.ChangeKind, "An", "phường")]
    public void OneUnit_NameOrKind_BeginsARowOfItsOwnWithTheSameCode(UnitChangeKind kind, string name, string word)
    {
        var unit = Assert.Single(Plan(Of(kind, new NewUnit { Whole = ["a"], Name = name, Kind = word })).Added);
        Assert.Equal(("00001", name, word, "p"), (unit.Code, unit.Name, unit.Kind, unit.ParentId));
    }

    [Fact]
    public void ChangeParent_OfACommune_KeepsNameAndCode()
    {
        var plan = Plan(Of(UnitChangeKind.ChangeParent, new NewUnit { Whole = ["c"], ParentId = "k" }));
        Assert.Equal(("00003", "k"), (plan.Added[0].Code, plan.Added[0].ParentId));
        Assert.Equal("k", plan.After.AncestorsOf("12-2026/00003").First().Id);
    }

    [Fact]
    public void Rename_OfADistrict_ItsCommunesFollowInRowsOfTheirOwn()
    {
        var plan = Plan(Of(UnitChangeKind.Rename, new NewUnit { Whole = ["h"], Name = "Tam Đường Mới" }));
        Assert.Equal(["12-2026/105", "12-2026/00003", "12-2026/00004"], plan.Added.Select(u => u.Id));
        Assert.Equal(2, plan.Followers.Count);
        Assert.Equal("12-2026/00003", plan.After.SuccessorAt("c", Day)!.Id);
    }

    [Fact]
    public void AbolishLevel_Districts_CommunesGoToTheUnitAboveUnlessSaidOtherwise()
    {
        var plan = Plan(new UnitChange(UnitChangeKind.AbolishLevel, "9/NQ", "UBTVQH", null, null, Day, [new NewUnit { Whole = ["d"], ParentId = "p", Name = "Dương Mới" }], ["h", "k"]));
        Assert.Equal([("12-2026/00004", "Dương Mới", "p"), ("12-2026/00003", "Cẩm", "p")], plan.Added.Select(u => (u.Id, u.Name, u.ParentId!)));
        Assert.DoesNotContain(plan.After.All, u => u.Level == UnitLevel.District && u.ValidOn(Day));
        Assert.Empty(plan.After.SuccessorsOf("h"));
    }

    [Fact]
    public void Create_Commune_HasNoPast()
    {
        var plan = Plan(Of(UnitChangeKind.Create, new NewUnit { Code = "00007", Name = "Mới", Kind = "đặc khu", Level = UnitLevel.Commune, ParentId = "p" }));
        Assert.Empty(plan.Lineage);
        Assert.Equal("12-2026/00007", plan.After.FindByCode("00007", Day)!.Id);
    }

    [Fact]
    public void Plan_TheSameCodeTwiceAYear_GetsAnIdOfItsOwn()
    {
        var first = Plan(Of(UnitChangeKind.Rename, new NewUnit { Whole = ["a"], Name = "Một" })).After;
        var second = UnitChangeRules.Plan(first, Of(UnitChangeKind.Rename, new NewUnit { Whole = ["12-2026/00001"], Name = "Hai" }) with { On = Day.AddDays(60) }).Value;
        Assert.Equal("12-20261130/00001", second.Added[0].Id);
        Assert.Equal("12-20261130/00001", second.After.SuccessorAt("a", Day.AddDays(90))!.Id);
    }

    public static TheoryData<string, string, UnitChange> Refused => new()
    {
        { "unit-change.number-missing", "decisionNumber", Merge("00001", "An Bình", "a", "b") with { DecisionNumber = "" } },
        { "unit-change.issuer-missing", "issuedBy", Merge("00001", "An Bình", "a", "b") with { IssuedBy = "" } },
        { "unit-change.day-missing", "on", Merge("00001", "An Bình", "a", "b") with { On = null } },
        { "unit-change.text-too-long", "title", Merge("00001", "An Bình", "a", "b") with { Title = new('a', 301) } },
        { "unit-change.no-target", "targets", Of(UnitChangeKind.Merge) },
        { "unit-change.split-into-one", "targets", Of(UnitChangeKind.Split, new NewUnit { Code = "00001", Name = "An", Kind = "xã", Parts = [new("a", 0.5m)] }) },
        { "unit-change.nothing-abolished", "abolished", Of(UnitChangeKind.AbolishLevel) },
        { "unit-change.merge-of-one", "targets/0/whole", Merge("00001", "An Bình", "a") },
        { "unit-change.one-unit", "targets/0/whole", Of(UnitChangeKind.Rename, new NewUnit { Whole = ["a", "b"], Name = "x" }) },
        { "unit-change.create-has-origin", "targets/0/whole", Of(UnitChangeKind.Create, new NewUnit { Whole = ["a"], Level = UnitLevel.Commune }) },
        { "unit-change.level-missing", "targets/0/level", Of(UnitChangeKind.Create, new NewUnit { Code = "00007", Name = "x", Kind = "xã" }) },
        { "unit-change.unit-unknown", "targets/0/whole/1", Merge("00001", "An Bình", "a", "nobody") },
        { "unit-change.before-start", "targets/0/whole/0", Merge("00001", "An Bình", "a", "b") with { On = Start } },
        { "unit-change.already-ends", "targets/0/whole/1", Merge("00001", "An Bình", "a", "z") },
        { "unit-change.unit-twice", "targets/0/whole/1", Merge("00001", "An Bình", "a", "a") },
        { "unit-change.unit-twice", "targets/1/whole/0", Of(UnitChangeKind.Rename, new() { Whole = ["a"], Name = "x" }, new() { Whole = ["a"], Name = "y" }) },
        { "unit-change.unit-twice", "targets/0/whole/0", Of(UnitChangeKind.Split, Part("00001", 0.5m) with { Whole = ["a"] }, Part("00005", 0.5m)) },
        { "unit-change.levels-differ", "targets/0/whole", Merge("00001", "An Bình", "a", "h") },
        { "unit-change.shares-sum", "targets/0/parts/0/share", Of(UnitChangeKind.Split, Part("00001", 0.5m), Part("00005", 0.4m)) },
        { "unit-change.share-missing", "targets/1/parts/0/share", Of(UnitChangeKind.Split, Part("00001", 0.5m), Part("00005", null)) },
        { "unit-change.share-range", "targets/1/parts/0/share", Of(UnitChangeKind.Split, Part("00001", 1m), Part("00005", 0m)) },
        { "unit-change.part-alone", "targets/1/parts/0", Of(UnitChangeKind.Split, Part("00001", 0.5m), new NewUnit { Code = "00005", Name = "x", Kind = "xã", Parts = [new("b", 0.5m)] }) },
        { "unit-change.name-missing", "targets/0/name", Merge("00001", "", "a", "b") },
        { "unit-change.kind-missing", "targets/0/kind", Of(UnitChangeKind.Merge, new NewUnit { Code = "00001", Name = "x", Whole = ["a", "b"] }) },
        { "unit-change.kind-unknown", "targets/0/kind", Of(UnitChangeKind.ChangeKind, new NewUnit { Whole = ["a"], Kind = "huyện" }) },
        { "unit-change.code-missing", "targets/0/code", Of(UnitChangeKind.Merge, new NewUnit { Name = "x", Kind = "xã", Whole = ["a", "b"] }) },
        { "unit-change.code-form", "targets/0/code", Merge("12", "An Bình", "a", "b") },
        { "unit-change.code-taken", "targets/0/code", Merge("00003", "An Bình", "a", "b") },
        { "unit-change.code-twice", "targets/0/code", Of(UnitChangeKind.Split, Part("00001", 0.5m), Part("00001", 0.5m)) },
        { "unit-change.parent-missing", "targets/0/parentId", Merge("00001", "An Bình", "a", "c") },
        { "unit-change.parent-level", "targets/0/parentId", Of(UnitChangeKind.ChangeParent, new NewUnit { Whole = ["a"], ParentId = "b" }) },
        { "unit-change.parent-cycle", "targets/0/parentId", Of(UnitChangeKind.ChangeParent, new NewUnit { Whole = ["h"], ParentId = "h" }) },
        { "unit-change.parent-ends", "targets/0/parentId", new UnitChange(UnitChangeKind.AbolishLevel, "9/NQ", "UBTVQH", null, null, Day, [new NewUnit { Whole = ["a"], ParentId = "h" }], ["h"]) },
        { "unit-change.nothing-changes", "targets/0/name", Of(UnitChangeKind.Rename, new NewUnit { Whole = ["a"], Name = "An" }) },
        { "unit-change.children-without-parent", "abolished/0", new UnitChange(UnitChangeKind.AbolishLevel, "9/NQ", "UBTVQH", null, null, Day, [], ["p"]) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Plan_WhatCannotBe_IsRefusedByItsField(string code, string field, UnitChange change) =>
        Assert.Contains(UnitChangeRules.Plan(Small, change).Refusals, r => r.Code == code && r.Field == field);

    [Fact]
    public void Plan_ParentThatBeginsLater_IsRefused()
    {
        var places = Places.Create([.. Small.All, Of("q", "107", "Mới", "huyện", UnitLevel.District, "p") with { ValidFrom = Day.AddYears(1) }], []).Value;
        var refused = UnitChangeRules.Plan(places, Of(UnitChangeKind.ChangeParent, new NewUnit { Whole = ["a"], ParentId = "q" })).Refusals;
        Assert.Equal("unit-change.parent-not-valid", Assert.Single(refused).Code);
    }

    [Fact]
    public void Plan_SplitOfADistrictWithCommunes_AsksWhereTheyGo()
    {
        var refused = UnitChangeRules.Plan(Small, Of(
            UnitChangeKind.Split, new() { Code = "105", Name = "Một", Kind = "huyện", Parts = [new("h", null)] }, new() { Code = "109", Name = "Hai", Kind = "huyện", Parts = [new("h", null)] })).Refusals;
        Assert.Equal("unit-change.children-undecided", refused[0].Code);
    }

    [Fact]
    public void Plan_SeveralFaults_AreAllNamed()
    {
        var codes = UnitChangeRules.Plan(Small, Merge("", "", "a", "nobody") with { DecisionNumber = "", IssuedBy = "" }).Refusals.Select(r => r.Code);
        Assert.Equal(["unit-change.number-missing", "unit-change.issuer-missing"], codes);
        codes = UnitChangeRules.Plan(Small, Merge("003", "", "a", "b")).Refusals.Select(r => r.Code);
        Assert.Equal(["unit-change.name-missing", "unit-change.code-form"], codes);
    }

    [Fact]
    public void Merges_OfAnyHistory_KeepEveryNumberAndTheViewsOfEarlierDays() => Prop.ForAll(
        Arb.From(Gen.Choose(0, 9999).ArrayOf(90)), tape =>
        {
            var history = new RandomHistory(tape);
            var places = Places.Create(history.Units, history.Lineage).Value;
            var on = new DateOnly(2028, 1, 1);
            var communes = places.All.Where(u => u.Level == UnitLevel.Commune && u.ValidTo is null).GroupBy(u => u.ParentId).Select(g => g.Take(2).ToList()).Where(g => g.Count == 2).ToList();
            if (communes.Count == 0)
            {
                return;
            }

            var change = Of(UnitChangeKind.Merge, [.. communes.Select((g, i) => new NewUnit { Code = $"{90000 + i}", Name = $"Mới {i}", Kind = "xã", Whole = [.. g.Select(u => u.Id)] })]) with { On = on };
            var plan = UnitChangeRules.Plan(places, change).Value;
            var (before, after) = (on.AddDays(-1), plan.After.Restate(BoundaryView.At(on)));
            foreach (var unit in places.All)
            {
                Assert.Equal(1m, after.For(unit.Id).Sum(t => t.Weight));
                Assert.Equal(places.Restate(BoundaryView.At(before)).For(unit.Id), plan.After.Restate(BoundaryView.At(before)).For(unit.Id));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static UnitChangePlan Plan(UnitChange change)
    {
        var plan = UnitChangeRules.Plan(Small, change);
        Assert.Empty(plan.Refusals.Select(r => r.Code));
        return plan.Value;
    }

    private static NewUnit Part(string code, decimal? share) => new() { Code = code, Name = "Phần " + code, Kind = "xã", Parts = [new("a", share)] };

    private static UnitChange Merge(string code, string name, params string[] units) => Of(UnitChangeKind.Merge, new NewUnit { Code = code, Name = name, Kind = "xã", Whole = units });

    private static UnitChange Of(UnitChangeKind kind, params NewUnit[] targets) => new(kind, "9/NQ", "Ủy ban Thường vụ Quốc hội", null, null, Day, targets, []);

    private static Unit Of(string id, string code, string name, string kind, UnitLevel level, string? parent) =>
        new() { Id = id, Code = code, Name = name, Kind = kind, Level = level, ParentId = parent, ValidFrom = Start };
}
