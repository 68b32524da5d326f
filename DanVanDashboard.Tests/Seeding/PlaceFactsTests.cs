using System.Text;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Seeding;

/// <summary>The built-in units and lineage against what is known of them.</summary>
public class PlaceFactsTests
{
    private const string LaiChau = "12-1997/12";
    private const string LangSon = "20-1997/20";
    private const string QuangBinh = "44-1997/44";
    private const string QuangTri = "44-2025/44";
    private const string LongAn = "80-1997/80";
    private const string TayNinh = "80-2025/80";

    private static readonly DateOnly Before = new(2025, 6, 30);
    private static readonly DateOnly After = new(2025, 7, 1);
    private static readonly PlaceFacts Facts = PlaceFacts.Load();
    private static readonly Places All = Facts.ToPlaces();
    private static readonly RestatementTable Now = All.Restate(BoundaryView.At(After));
    private static readonly RestatementTable Then = All.Restate(BoundaryView.At(Before));
    private static readonly RestatementTable Districts = All.Restate(BoundaryView.OldDistrict);

    [Theory]
    [InlineData(LaiChau, LaiChau, 38, 38)]
    [InlineData(LangSon, LangSon, 65, 65)]
    [InlineData(LongAn, TayNinh, 60, 96)]
    [InlineData(QuangBinh, QuangTri, 41, 78)]
    public void Covered_ProvinceOfToday_SaysForWhichPartTheOldFiguresStand(string old, string now, int covered, int of)
    {
        Assert.Equal(new PartCovered(covered, of), All.Covered(now, old, After));
        Assert.Equal(covered < of, All.Covered(now, old, After).IsPart);
    }

    [Fact]
    public void Load_BuiltInFiles_HoldAllRows()
    {
        Assert.Equal(960, Facts.Units.Count);
        Assert.Equal(651, Facts.Lineage.Count);
        Assert.Equal([Unit.UnknownStart, new(2024, 12, 1), After], All.Changes);
        Assert.All(Facts.Units, u => Assert.True(u.Name.IsNormalized(NormalizationForm.FormC)));
    }

    [Theory]
    [InlineData(LaiChau, LaiChau, 8, 106, 38, 38)]
    [InlineData(LangSon, LangSon, 11, 194, 65, 65)]
    [InlineData(QuangBinh, QuangTri, 8, 145, 41, 78)]
    [InlineData(LongAn, TayNinh, 15, 186, 60, 96)]
    public void Under_EachProvince_CountsAsDecreed(string old, string today, int districts, int oldCommunes, int made, int communes)
    {
        Assert.Equal(districts, All.Under(old, Before, UnitLevel.District).Count);
        Assert.Equal(oldCommunes, All.Under(old, Before, UnitLevel.Commune).Count);
        Assert.Equal(communes, All.Under(today, After).Count);
        Assert.Equal(made, All.Under(today, After).Count(u => All.PredecessorsOf(u.Id).Count > 0));
        Assert.Equal(today, All.ProvinceOf(All.Under(old, Before)[0].Id, After).Id);
        Assert.Equal(old, All.ProvinceOf(All.Under(old, Before)[0].Id).Id);
    }

    [Fact]
    public void FindByCode_ReusedCodes_NameTheHolderOfTheDay()
    {
        Assert.Equal("xã Phúc Trạch", All.FindByCode("19138", Before)!.FullName);
        Assert.Equal("xã Phong Nha", All.FindByCode("19138", After)!.FullName);
        Assert.Equal("thị trấn Tam Đường", All.FindByCode("03390", Before)!.FullName);
        Assert.Equal("xã Bình Lư", All.FindByCode("03390", After)!.FullName);
        Assert.Equal(["Lý Trạch", "Lý Nam", "Nam Trạch"], All.HoldersOf("19198").Select(u => u.Name));
        Assert.Equal("tỉnh Quảng Bình", All.FindByCode("44", Before)!.FullName);
        Assert.Null(All.FindByCode("03412", After));
    }

    [Fact]
    public void SuccessorAt_ReusedName_IsNotTheNamesake()
    {
        var old = Assert.Single(All.Named("Hoà Trạch", Before));
        var today = Assert.Single(All.Named("xã Hòa Trạch", After));

        Assert.Equal("Hoàn Lão", All.SuccessorAt(old.Id, After)!.Name);
        Assert.DoesNotContain(old, All.AllPredecessorsOf(today.Id));
    }

    [Fact]
    public void SuccessorAt_TwoHops_IsFollowed()
    {
        var lyTrach = Assert.Single(All.Named("Lý Trạch"));

        Assert.Equal("Lý Nam", All.SuccessorAt(lyTrach.Id, Before)!.Name);
        Assert.Equal("44-2025/19198", All.SuccessorAt(lyTrach.Id, After)!.Id);
        Assert.Equal(["Lý Nam", "Nam Trạch"], All.AllSuccessorsOf(lyTrach.Id).Select(u => u.Name));
    }

    [Fact]
    public void Restate_ThirteenDividedCommunes_StandAtTheProvince()
    {
        var divided = All.All.Where(u => u.Level == UnitLevel.Commune && !Now.Comparable(u.Id)).ToList();

        SameItems(
            ["Bính Xá", "Kiên Mộc", "Bình Thạnh", "Nhị Thành", "Tân Thành", "Bắc Hòa", "Đức Hòa Thượng", "Vĩnh Bình", "Vĩnh Thuận", "Khánh Hưng", "Thái Trị", "Vĩnh Trị", "Thái Bình Trung"],
            divided.Select(u => u.Name),
            n => n);
        Assert.Equal(2, divided.Count(u => Now.For(u.Id)[0].TargetId == LangSon));
        Assert.Equal(11, divided.Count(u => Now.For(u.Id)[0].TargetId == TayNinh));
    }

    [Fact]
    public void Restate_ProvincesAndDistricts_GoOnOrStandAbove()
    {
        Assert.Equal([(QuangTri, 1m)], Now.For(QuangBinh));
        Assert.Equal([(TayNinh, 1m)], Now.For(LongAn));
        Assert.True(Now.Comparable(LongAn));
        Assert.Equal([(LaiChau, 1m)], Now.For(LaiChau));
        Assert.All(All.Under(QuangBinh, Before, UnitLevel.District), d => Assert.Equal([(QuangTri, 1m)], Now.For(d.Id)));
        Assert.All(All.Under(QuangBinh, Before, UnitLevel.District), d => Assert.False(Now.Comparable(d.Id)));
    }

    [Fact]
    public void Restate_BackBeforeTheMerger_StandsAtTheDistrictOrTheProvince()
    {
        // Not rearranged: the same commune with another parent.
        foreach (var name in new[] { "Mù Cả", "Tà Tổng" })
        {
            var (today, old) = (Assert.Single(All.Named(name, After)), Assert.Single(All.Named(name, Before)));
            Assert.Equal([(old.Id, 1m)], Then.For(today.Id));
            Assert.True(Then.Comparable(today.Id));
        }

        var binhLu = All.FindByCode("03390", After)!;
        Assert.False(Then.Comparable(binhLu.Id));
        Assert.Equal("huyện Tam Đường", All[Then.For(binhLu.Id)[0].TargetId].FullName);
        Assert.Equal(LaiChau, Then.For(Assert.Single(All.Named("Đoàn Kết", After), u => u.Code.StartsWith("03", StringComparison.Ordinal)).Id)[0].TargetId);

        // More than Quảng Bình is in it, so it cannot be put there.
        Assert.Equal([(QuangTri, 1m)], Then.For(QuangTri));
        Assert.False(Then.Comparable(QuangTri));
        Assert.Equal(3, All.Under(LaiChau, After).Concat(All.Under(LangSon, After)).Concat(All.Under(QuangTri, After)).Concat(All.Under(TayNinh, After)).Count(u => Then.Comparable(u.Id)));
    }

    [Fact]
    public void Restate_ToOldDistricts_LeavesTheCrossDistrictCommunesApart()
    {
        string[] Apart(string province) => [.. All.Under(province, After).Where(u => !Districts.Comparable(u.Id) && All.PredecessorsOf(u.Id).Count > 0).Select(u => u.Name)];

        SameItems(["Đoàn Kết", "Tân Phong", "Sin Suối Hồ", "Hua Bum", "Lê Lợi", "Pa Tần"], Apart(LaiChau), n => n);
        SameItems(["Đông Kinh", "Kỳ Lừa", "Khánh Khê", "Tân Đoàn"], Apart(LangSon), n => n);
        SameItems(["Long An", "Bình Hiệp", "Tuyên Thạnh", "Bình Thành", "Nhựt Tảo"], Apart(TayNinh), n => n);
        Assert.Empty(Apart(QuangTri));
        Assert.All(All.Under(LongAn, Before, UnitLevel.Commune), u => Assert.Equal([(u.ParentId!, 1m)], Districts.For(u.Id)));
        Assert.Equal("huyện Tam Đường", All[Districts.For(All.FindByCode("03390", After)!.Id)[0].TargetId].FullName);
        Assert.Equal("huyện Bố Trạch", All[Districts.For(Assert.Single(All.Named("Lý Trạch")).Id)[0].TargetId].FullName);
    }

    [Fact]
    public void ScopeOf_TodaysCommune_HoldsTheOldOnesThatWentInWholly()
    {
        var binhLu = All.FindByCode("03390", After)!;
        Assert.Equal(All.PredecessorsOf(binhLu.Id).Select(p => p.FromId).Append(binhLu.Id).Order(), All.ScopeOf(binhLu.Id).Order());
        Assert.Contains(All.ScopeOf(binhLu.Id), id => All[id].FullName == "thị trấn Tam Đường");

        var kienMoc = Assert.Single(All.Named("Kiên Mộc", After));
        Assert.DoesNotContain(All.ScopeOf(kienMoc.Id), id => All[id].Name == "Bính Xá");

        var tayNinh = All.ScopeOf(TayNinh);
        Assert.Contains(LongAn, tayNinh);
        Assert.Equal(All.All.Count(u => u.Id.StartsWith("80-", StringComparison.Ordinal)), tayNinh.Count);
        Assert.Equal(All.All.Count(u => u.Id.StartsWith("12-", StringComparison.Ordinal)), All.ScopeOf(LaiChau).Count);
    }

    [Fact]
    public void Under_TodaysCommunes_AreInAdministrativeOrder()
    {
        var codes = All.Under(LaiChau, After).Select(u => u.Code).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Equal([LaiChau, LangSon, QuangTri, TayNinh], All.RootsAt(After).Select(u => u.Id));
        Assert.Equal([LaiChau, LangSon, QuangBinh, LongAn], All.RootsAt(Before).Select(u => u.Id));
    }

    [Fact]
    public void PlacedOnMap_EveryUnit_HasAPoint()
    {
        Assert.All(All.All, u => Assert.Equal(u.Lat is null, All.PlacedOnMap(u.Id)!.Value.Approximate));

        var tamDuong = All.PlacedOnMap(All.Under(LaiChau, Before, UnitLevel.District).Single(d => d.Name == "Tam Đường").Id)!.Value;
        Assert.InRange(tamDuong.Lat, 22.2, 22.5);
        Assert.InRange(tamDuong.Lon, 103.4, 103.8);

        // Long An lies in the south of the new Tây Ninh, Quảng Bình in the north of the new Quảng Trị.
        Assert.True(All.PlacedOnMap(LongAn)!.Value.Lat < All.PlacedOnMap(TayNinh)!.Value.Lat);
        Assert.True(All.PlacedOnMap(QuangBinh)!.Value.Lat > All.PlacedOnMap(QuangTri)!.Value.Lat);
    }

    [Theory]
    [InlineData(LaiChau, 38)]
    [InlineData(LangSon, 65)]
    [InlineData(QuangBinh, 41)]
    [InlineData(LongAn, 60)]
    public void CellsAt_OldCommunes_FillEveryCellOnce(string province, int cells)
    {
        var old = All.CellsAt(Before, province);

        Assert.Equal(cells, old.Count);
        SameItems(All.Under(province, Before, UnitLevel.Commune), old.SelectMany(c => c.SharedBy), u => u.Id);
    }

    [Fact]
    public void CellsAt_TodaysCommunes_AreTheirOwnCells() =>
        Assert.All(All.CellsAt(After, TayNinh), c => Assert.Equal([c.Cell], c.SharedBy));

    [Fact]
    public void SearchFold_WithoutDiacritics_FindsAllSpellingsBestFirst()
    {
        Assert.Equal("Bình Lư", All.SearchFold("binh lu", After)[0].Name);
        Assert.Equal(["Tân Thanh", "Tân Thành"], All.SearchFold("tan thanh", Before).Where(u => u.Id.StartsWith("20-", StringComparison.Ordinal)).Select(u => u.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal("Tân Thành", All.SearchFold("Tân Thành", Before)[0].Name);
        Assert.Contains(All.SearchFold("dong dang"), u => u.Name == "Đồng Đăng");
        Assert.Contains(All.SearchFold("phường 3", Before), u => u.FullName == "Phường 3");
        Assert.Empty(All.SearchFold("  "));
        Assert.Empty(All.SearchFold("\uD83D"));
    }

    [Fact]
    public void FullName_KindsAndNumbers_ReadAsOfficialsWriteThem()
    {
        Assert.Equal("Xã Bình Lư", All.FindByCode("03390", After)!.FullNameAtStart);
        Assert.Equal("Phường 1", All.Under(LongAn, Before).First(u => u.Name == "1").FullName);
        Assert.False(All[LaiChau].StartKnown);
        Assert.True(All[TayNinh].StartKnown);
    }

    [Fact]
    public void Restate_AnyDay_SharesTheTableOfTheLastChange()
    {
        Assert.Same(Now, All.Restate(BoundaryView.At(new(2030, 2, 3))));
        Assert.Same(All.Restate(BoundaryView.At(Unit.UnknownStart)), All.Restate(BoundaryView.At(new(1950, 1, 1))));
        Assert.Equal(BoundaryView.At(After), BoundaryView.Parse("hien-nay", After));
        Assert.Equal(BoundaryView.AsWas, BoundaryView.Parse("as-was", After));
        Assert.Equal(BoundaryView.OldDistrict, BoundaryView.Parse("huyen-cu", After));
        Assert.Equal(BoundaryView.At(Before), BoundaryView.Parse("2025-06-30", After));
        Assert.Null(BoundaryView.Parse("30/06/2025", After));
    }

    [Fact]
    public void ReadUnits_WrongValues_AreNamedByLineAndColumn()
    {
        var refusals = PlaceFiles.ReadUnits(new StringReader("id,code,name,kind,level,parent,from,lat\na,1,A,xã,hamlet,,2025-07-01,\nb,2,,xã,commune,,01/07/2025,x\n")).Refusals;

        Assert.All(refusals, r => Assert.Equal("units.file-value", r.Code));
        Assert.Equal(["2 level hamlet", "3 from 01/07/2025", "3 lat x", "3 name "], refusals.Select(r => string.Join(' ', r.Arguments)).Order(StringComparer.Ordinal));
        Assert.Equal(["code", "from", "id", "kind", "level", "name", "parent"], PlaceFiles.ReadUnits(new StringReader("")).Refusals.Select(r => r.Field!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Load_BuiltInFiles_AgreeWithTheSharedFacts()
    {
        var folder = SharedFacts();
        Assert.SkipWhen(folder is null, "The shared facts do not stand beside the repository.");

        using var units = File.OpenText(Path.Combine(folder, "units.csv"));
        using var lineage = File.OpenText(Path.Combine(folder, "lineage.csv"));
        Assert.Equal(PlaceFiles.ReadUnits(units).Value.Select(r => r.Value).OrderBy(u => u.Id), Facts.Units.OrderBy(u => u.Id));
        Assert.Equal(PlaceFiles.ReadLineage(lineage).Value.Select(r => r.Value).OrderBy(p => p.FromId).ThenBy(p => p.ToId), Facts.Lineage.OrderBy(p => p.FromId).ThenBy(p => p.ToId));
    }

    private static string? SharedFacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DanVanDashboard.sln")))
            {
                var shared = Path.Combine(folder.Parent?.FullName ?? folder.FullName, "shared", "facts");
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }

    private static void SameItems<T>(IEnumerable<T> expected, IEnumerable<T> actual, Func<T, string> key) =>
        Assert.Equal(expected.Select(key).Order(StringComparer.Ordinal), actual.Select(key).Order(StringComparer.Ordinal));
}
