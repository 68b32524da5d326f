using System.Text;
using DanVanDashboard.Access;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Accounts;

[Trait("Category", "Security")]
public sealed class TotpTests
{
    private static readonly byte[] s_secret = Encoding.ASCII.GetBytes("12345678901234567890");

    // The last six digits of the values in RFC 6238, appendix B.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Code_AtAMomentOfTheStandard_IsTheStandards(long seconds, string code) =>
        Assert.Equal(code, Totp.Code(s_secret, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void Match_CodeOfAClockThatIsOff_IsTakenOnceAndNotTheOneAfter()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_000_000_000);
        var step = Totp.StepOf(now);

        Assert.Equal(step - 1, Totp.Match(s_secret, Totp.Code(s_secret, step - 1), now, 0));
        Assert.Equal(step + 1, Totp.Match(s_secret, " " + Totp.Code(s_secret, step + 1).Insert(3, " "), now, 0));
        Assert.Null(Totp.Match(s_secret, Totp.Code(s_secret, step - 2), now, 0));
        Assert.Null(Totp.Match(s_secret, Totp.Code(s_secret, step), now, step));
        Assert.Null(Totp.Match(s_secret, null, now, 0));
    }

    [Fact]
    public void Base32_OfTheStandardsSecret_IsWhatAppsTake() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Base32(s_secret));

    [Theory]
    [InlineData("ngan", "account.password-length")]
    [InlineData("xa-binhlu-moi", null)]
    [InlineData("XaBinhLu2026", "account.password-is-name")]
    [InlineData("xa.binh.lu", "account.password-is-name")]
    [InlineData("matkhau123", "account.password-common")]
    [InlineData("Mật khẩu 123", "account.password-common")]
    [InlineData("aaaaaaaaaabb", "account.password-common")]
    [InlineData("ruộng bậc thang mùa nước", null)]
    public void Password_Typed_IsTakenOrRefused(string password, string? code) =>
        Assert.Equal(code, PasswordRules.Refusals("xa-binhlu", password).Select(r => r.Code).FirstOrDefault());

    [Fact]
    public void Limits_OfAnAddress_EndAfterTheirTime()
    {
        var clock = new TestClock();
        var limits = new SignInLimits(clock);
        for (var i = 0; i < SignInLimits.FailuresOfAddress; i++)
        {
            Assert.Null(limits.AddressWaitsUntil("10.0.0.1"));
            limits.AddressFailed("10.0.0.1");
        }

        Assert.Equal(clock.Now + SignInLimits.Window, limits.AddressWaitsUntil("10.0.0.1"));
        Assert.Null(limits.AddressWaitsUntil("10.0.0.2"));
        clock.Now += SignInLimits.Window;
        Assert.Null(limits.AddressWaitsUntil("10.0.0.1"));
    }
}
