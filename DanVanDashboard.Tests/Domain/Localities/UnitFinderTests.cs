using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Domain.Localities;

/// <summary>Names and codes pass from unit to unit; a list is matched by the day it speaks of.</summary>
public sealed class UnitFinderTests
{
    private static readonly Places s_places = PlaceFacts.Load().ToPlaces();
    private static readonly UnitFinder s_laiChau = new(s_places, "12-1997/12");
    private static readonly UnitFinder s_quangTri = new(s_places, "44-2025/44");
    private static readonly UnitFinder s_tayNinh = new(s_places, "80-2025/80");
    private static readonly DateOnly s_before = new(2024, 5, 1);
    private static readonly DateOnly s_today = new(2026, 5, 1);

    [Theory]
    [InlineData("Bình Lư")]
    [InlineData("xã Bình Lư")]
    [InlineData("XÃ BÌNH LƯ")]
    [InlineData("X. Bình Lư")]
    [InlineData("binh lu")]
    [InlineData("Xã Bình Lư, tỉnh Lai Châu")]
    public void Find_OneNameOfTheDay_IsThatUnitHoweverItIsWritten(string name)
    {
        Assert.Equal("12-2025/03390", s_laiChau.Find(name, "", s_today).Value.Id);
        Assert.Equal("12-1997/03412", s_laiChau.Find(name, "", s_before).Value.Id);
    }

    [Fact]
    public void Find_CodeThatWasReused_IsTheHolderOfTheDay()
    {
        Assert.Equal("Phong Nha", s_quangTri.Find("", "19138", s_today).Value.Name);
        Assert.Equal("Phúc Trạch", s_quangTri.Find("", "19138", s_before).Value.Name);
        Assert.Equal("12-2025/03390", s_laiChau.Find("Bình Lư", "3390", s_today).Value.Id);
        Assert.Equal("import.unit-code-differs", s_quangTri.Find("Phúc Trạch", "19138", s_today).Refusals.Single().Code);
    }

    [Fact]
    public void Find_NameThatWasReused_IsTheOneOfTheDay()
    {
        Assert.Equal("44-2025/19033", s_quangTri.Find("Hoà Trạch", "", s_today).Value.Id);
        Assert.Equal("44-1997/19183", s_quangTri.Find("Hòa Trạch", "", s_before).Value.Id);
    }

    [Fact]
    public void Find_NameOfTwoUnits_ListsThemUnlessWhatLiesAboveOrTheCodeSays()
    {
        var two = s_tayNinh.Find("Bình Thạnh", "", s_before).Refusals.Single();

        Assert.Equal("import.unit-ambiguous", two.Code);
        Assert.Contains("27802", two.Arguments[1], StringComparison.Ordinal);
        Assert.Contains("28063", two.Arguments[1], StringComparison.Ordinal);
        Assert.Equal("28063", s_tayNinh.Find("Bình Thạnh", "28063", s_before).Value.Code);
        var district = s_places.AncestorsOf("80-1997/28063").First().Name;
        Assert.Equal("28063", s_tayNinh.Find($"Bình Thạnh, {district}", "", s_before).Value.Code);
    }

    [Fact]
    public void Find_OtherDiacritics_IsAnotherName()
    {
        var refusal = s_tayNinh.Find("Bình Thành X", "", s_before).Refusals.Single();
        Assert.Equal("import.unit-unknown", refusal.Code);
        Assert.Equal("import.unit-unknown", s_laiChau.Find("Bỉnh Lự", "", s_today).Refusals.Single().Code);
        Assert.Contains("Bình Lư", s_laiChau.Find("Bỉnh Lự", "", s_today).Refusals.Single().Arguments[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnitOfAnotherTimeOrPlace_SaysSo()
    {
        var ended = s_laiChau.Find("thị trấn Tam Đường", "", s_today).Refusals.Single();
        Assert.Equal("import.unit-not-then", ended.Code);
        Assert.Contains("Bình Lư", ended.Arguments[2], StringComparison.Ordinal);
        Assert.Equal("import.unit-outside", s_laiChau.Find("xã Phong Nha", "", s_today).Refusals.Single().Code);
        Assert.Equal("import.unit-missing", s_laiChau.Find("", "", s_today).Refusals.Single().Code);
    }
}
