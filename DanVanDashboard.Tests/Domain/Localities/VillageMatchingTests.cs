using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Tests.Domain.Localities;

public sealed class VillageMatchingTests
{
    private const string Old = "12-1997/1", OtherOld = "12-1997/2", New = "12-2025/3";
    private static readonly DateOnly s_merged = new(2025, 7, 1);
    private static readonly DateOnly s_today = new(2026, 10, 14);

    [Theory]
    [InlineData("bản Nà Luồng")]
    [InlineData("Bản Nà Luồng")]
    [InlineData("BẢN  NÀ LUỒNG")]
    public void Of_SameNameInTheSameCommune_IsTheVillage(string text) => Assert.Equal("a", Matching(Line("a", New, "bản Nà Luồng")).Of(New, text, null, s_today)?.Id);

    [Theory]
    [InlineData("bản Na Luông")]
    [InlineData("Nà Luồng")]
    [InlineData("")]
    [InlineData(null)]
    public void Of_OnlyLikeIt_IsNotGuessed(string? text) => Assert.Null(Matching(Line("a", New, "bản Nà Luồng")).Of(New, text, null, s_today));

    [Fact]
    public void Of_SameNameInAnotherCommune_IsNotIt() => Assert.Null(Matching(Line("a", OtherOld, "thôn 3")).Of(Old, "thôn 3", null, s_today));

    [Fact]
    public void Of_MatchedByHand_WinsOverTheName() => Assert.Equal("b", Matching(Line("a", New, "thôn 3"), Line("b", New, "thôn 4")).Of(New, "thôn 3", "b", s_today)?.Id);

    [Fact]
    public void Of_NameBorneTwice_IsTheOneOfTheDay()
    {
        var matching = Matching(Line("first", New, "thôn 3", "2020-01-01", "2023-01-01", "x"), Line("second", New, "thôn 3", "2024-01-01"), Line("x", New, "thôn 5", "2023-01-01"));

        Assert.Equal(["first", "first", "first", "second"], new[] { "2019-05-01", "2022-12-31", "2023-06-01", "2024-01-01" }.Select(d => matching.Of(New, "thôn 3", null, DateOnly.Parse(d))!.Id));
    }

    [Fact]
    public void At_MergedThenTakenOver_FollowsEveryStep()
    {
        var (a, b) = (Line("a", Old, "bản Một", "2010-01-01", "2021-01-01", "ab"), Line("ab", Old, "bản Một Hai", "2021-01-01", "2025-07-01", "n"));
        var matching = Matching(a, b, Line("n", New, "bản Một Hai", "2025-07-01"));

        Assert.Equal(["a", "ab", "n"], new[] { new DateOnly(2020, 12, 31), new(2021, 1, 1), s_merged }.Select(d => matching.At(a, d).Id));
    }

    [Fact]
    public void At_Dissolved_IsTheLastThatWas() => Assert.Equal("a", Matching(Line("a", Old, "bản Một", "2010-01-01", "2021-01-01")).At(Line("a", Old, "bản Một", "2010-01-01", "2021-01-01"), s_today).Id);

    [Fact]
    public void At_LinesThatPointAtEachOther_ComesToAnEnd()
    {
        var a = Line("a", Old, "bản Một", "2010-01-01", "2021-01-01", "b");

        Assert.Contains(Matching(a, Line("b", Old, "bản Hai", "2010-01-01", "2021-01-01", "a")).At(a, s_today).Id, new[] { "a", "b" });
    }

    [Theory]
    [InlineData("Na Luong", "", "a")]
    [InlineData(null, "Đội 2, bản Nà Luồng, xã cũ", "a")]
    [InlineData(null, "chợ Nà Luồng", "a")]
    [InlineData("nà luống", "", "a")]
    [InlineData(null, "số 3 đường Trần Phú", null)]
    [InlineData("tổ dân phố 3", "", "c")]
    [InlineData("TDP 3", "", "c")]
    [InlineData("Pá Khoang", "", null)]
    public void Suggest_OffersWhatIsLikeIt(string? text, string? address, string? expected) =>
        Assert.Equal(expected, Matching(Line("a", New, "bản Nà Luồng"), Line("c", New, "tổ dân phố 3"), Line("d", New, "bản Phiêng Cúng")).Suggest(text, address, s_today).FirstOrDefault()?.Id);

    [Fact]
    public void Suggest_OldName_OffersWhatItHasBecome() =>
        Assert.Equal(["n"], Matching(Line("a", Old, "bản Nà Luồng", "2010-01-01", "2025-07-01", "n"), Line("n", New, "bản Đoàn Kết", "2025-07-01")).Suggest("Nà Luồng", null, s_today).Select(v => v.Id));

    private static VillageMatching Matching(params Village[] villages) => new(villages);

    private static Village Line(string id, string unit, string name, string from = "2020-01-01", string? to = null, string? successor = null) =>
        new(id, unit, name, DateOnly.Parse(from), to is null ? null : DateOnly.Parse(to)) { SuccessorId = successor };
}
