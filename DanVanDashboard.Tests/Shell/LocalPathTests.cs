using DanVanDashboard.Shell;

namespace DanVanDashboard.Tests.Shell;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/so-lieu?ky=2026&linh-vuc=economy")]
    public void IsSafe_OnThisSite_IsTrue(string url) => Assert.True(LocalPath.IsSafe(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("so-lieu")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("/\t/example.org")]
    [InlineData("https://example.org/")]
    [InlineData("javascript:alert(1)")]
    public void IsSafe_AnythingElse_IsFalse(string? url) => Assert.False(LocalPath.IsSafe(url));
}
