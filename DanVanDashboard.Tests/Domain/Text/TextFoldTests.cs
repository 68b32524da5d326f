using System.Text;
using DanVanDashboard.Domain.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Text;

public class TextFoldTests
{
    [Theory]
    [InlineData("Đồng Đăng", "dong dang")]
    [InlineData("Hoà", "hoa")]
    [InlineData("Hòa", "hoa")]
    [InlineData("Thuỵ Hùng", "thuy hung")]
    [InlineData("Lả Nhì Thàng", "la nhi thang")]
    [InlineData("ÐÔNG", "dong")]
    [InlineData("Phường 1", "phuong 1")]
    [InlineData("", "")]
    public void Fold_AnySpelling_IsPlainLowerCase(string text, string folded)
    {
        Assert.Equal(folded, TextFold.Fold(text));
        Assert.Equal(folded, TextFold.Fold(text.Normalize(NormalizationForm.FormD)));
    }

    [Fact]
    public void Clean_BidiControlAndZeroWidth_AreStripped() =>
        Assert.Equal("Bản Bo", TextFold.Clean("\u202EBản\u200F \u200B\u0007 Bo\u2066\u0000\uFEFF"));

    [Fact]
    public void Clean_DecomposedText_IsComposed() =>
        Assert.Equal("Mường Tè", TextFold.Clean("Mường Tè".Normalize(NormalizationForm.FormD)));

    [Fact]
    public void Clean_SpacesOfAllKinds_BecomeOne() =>
        Assert.Equal("xã Bình Lư", TextFold.Clean(" \t xã\u00A0\u2003 Bình \r\n Lư \u3000"));

    [Fact]
    public void Clean_Multiline_KeepsLinesAndTrimsEach() =>
        Assert.Equal("một\nhai\n\nba", TextFold.Clean("  một \r\n\thai\n\n ba \n", multiline: true));

    [Fact]
    public void Clean_HalfASurrogatePair_IsDropped()
    {
        Assert.Equal("ab", TextFold.Clean("a\uD83Db"));
        Assert.Equal("a😀b", TextFold.Clean("a😀b"));
        Assert.Equal("ab", TextFold.Fold("A\uDE00B"));
        Assert.Equal("ab0", TextFold.SortKey("a\uD83Db"));
    }

    [Fact]
    public void Clean_AnyText_IsIdempotentAndSafe() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var clean = TextFold.Clean(text ?? string.Empty, multiline: true);
        return clean == TextFold.Clean(clean, multiline: true)
            && clean.IsNormalized(NormalizationForm.FormC)
            && !clean.Any(c => char.IsControl(c) && c != '\n');
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void SortKey_VietnameseNames_SortAsInTheDictionary()
    {
        string[] ordered =
        [
            "An", "Án", "Ang", "Ăn", "Âm", "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Bum Nưa", "Da", "Đa",
            "Hoa Bình", "Hòa An", "Hòa Bình", "Hóa", "Long An", "Lộc", "Lợi", "Mường Tè", "Nam Trạch", "Nậm Cha", "Nậm Chà",
            "Ô", "Ơ", "Phường 2", "Phường 10", "Tân Thanh", "Tân Thành", "Tân Thạnh", "Tu", "Tư", "Xa", "Y",
        ];

        Assert.Equal(ordered, ordered.Reverse().OrderBy(TextFold.SortKey, StringComparer.Ordinal));
    }

    [Fact]
    public void SortKey_PlaceOfToneMarkAndCase_DoNotMatter()
    {
        Assert.Equal(TextFold.SortKey("Hòa Thủy"), TextFold.SortKey("HOÀ THUỶ"));
        Assert.NotEqual(TextFold.SortKey("Bình Thành"), TextFold.SortKey("Bình Thạnh"));
        Assert.NotEqual(TextFold.SortKey("Da"), TextFold.SortKey("Đa"));
    }

    [Fact]
    public void SortKey_AnyText_IsPrintableAscii() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => TextFold.SortKey(text ?? string.Empty).All(c => c is > ' ' and <= '~')).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void UpperFirst_VietnameseLetter_IsCapital()
    {
        Assert.Equal("Đặc khu", TextFold.UpperFirst("đặc khu"));
        Assert.Equal("xã Bình Lư", TextFold.LowerFirst("Xã Bình Lư"));
        Assert.Equal(string.Empty, TextFold.UpperFirst(string.Empty));
    }
}
