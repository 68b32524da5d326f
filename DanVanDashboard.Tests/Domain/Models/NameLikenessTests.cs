using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Tests.Domain.Models;

public sealed class NameLikenessTests
{
    [Theory]
    [InlineData("Thắp sáng đường bản", "thap sang duong ban", true)]
    [InlineData("Mô hình Thắp sáng đường quê", "Thắp sáng đường quê bản Nà Đon", true)]
    [InlineData("Tổ tự quản đường biên", "Tổ phụ nữ tiết kiệm", false)]
    [InlineData("Camera an ninh", "Camera an nình", true)]
    public void Of_TwoNames_SeesWhatIsTheSame(string a, string b, bool near) =>
        Assert.Equal(near, NameLikeness.Perhaps(NameLikeness.Of(TextFold.Fold(a), TextFold.Fold(b)), sameOwner: false, sameVillage: false));

    [Fact]
    public void Perhaps_HalfAlike_IsSaidOnlyWhereOwnerOrVillageAgree()
    {
        Assert.False(NameLikeness.Perhaps(0.5, sameOwner: false, sameVillage: false));
        Assert.True(NameLikeness.Perhaps(0.5, sameOwner: true, sameVillage: false));
        Assert.True(NameLikeness.Perhaps(0.5, sameOwner: false, sameVillage: true));
        Assert.False(NameLikeness.Perhaps(0.2, sameOwner: true, sameVillage: true));
    }

    [Fact]
    public void Look_EverythingButOne_NamesIt() =>
        Assert.Equal(["village"], Completeness.Look(i => i == "village" ? " " : "x").Missing);
}
