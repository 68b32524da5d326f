using DanVanDashboard.Data;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>The registration as a plain page, on a line that is slow and breaks.</summary>
public sealed class PlainRegistrationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/mo-hinh/dang-ky/don-gian";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Category", "Reliability")]
    // The connection that breaks, by the last digit: 1 keeps the draft, 3 registers; by the digit before: nothing was sent, or all was done and nobody heard of it.
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(21)]
    [InlineData(23)]
    public async Task Registration_OverASlowLineThatBreaks_IsKeptAndRegisteredOnce(int seed)
    {
        await using var line = new SlowLine(api.Host.Address.Port, bitsPerSecond: 64_000, seed);
        using var person = new PlainPerson(line.Address, await api.Host.TokenAsync("xa-binhlu"), keepsAlive: false);
        var name = $"Đường hoa qua mạng yếu số {seed}";

        var page = await person.GetAsync(Path);
        Assert.InRange(page.Text.Length, 1_000, 100_000);
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        page = await person.PressAsync(page, ("_lam", "luu"), ("name", name), ("village", "bản Nà Đon"));
        Assert.Contains("plain-saved", page.Text, StringComparison.Ordinal);
        Assert.Equal(name, page.Field("name"));
        Assert.InRange(page.Text.Length, 1_000, 100_000);
        page = await person.PressAsync(page, ("_lam", "dang-ky"), ("owner", "Chi hội Phụ nữ bản (thử)"), ("field", "economy"), ("situation", "Đường đất, lầy khi mưa"));

        Assert.Contains("plain-done", page.Text, StringComparison.Ordinal);
        Assert.InRange(page.Text.Length, 1_000, 100_000);
        Assert.True(line.Broken > 0 && person.Repeated > 0, $"{line.Broken} connections broke, {person.Repeated} requests were repeated");
        await using var db = api.Host.Get<Store>().Read();
        Assert.Equal("Chi hội Phụ nữ bản (thử)", (await db.Models.SingleAsync(m => m.Name == name, Ct)).Owner);
        Assert.Empty(await db.ModelDrafts.Where(d => d.UserId == "u-xa-binhlu").ToListAsync(Ct));
    }
}
