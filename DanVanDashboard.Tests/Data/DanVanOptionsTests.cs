using DanVanDashboard.Data;
using DanVanDashboard.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace DanVanDashboard.Tests.Data;

public sealed class DanVanOptionsTests
{
    [Fact]
    public void Read_EveryWrongSetting_IsSaidAtOnceByItsKey()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "x");

        var (options, errors) = Read(
            false,
            ("DanVan:Database:Provider", "Oracle"), ("DanVan:Demo:Enabled", "maybe"), ("DanVan:Demo:SimulatorEventsPerMinute", "-1"), ("DanVan:Admin:UserName", "quantri"),
            ("DanVan:DataDirectory", file));

        Assert.Null(options);
        string[] keys = ["DanVan:Database:Provider", "DanVan:Demo:Enabled", "DanVan:Demo:SimulatorEventsPerMinute", "DanVan:Admin:Password", "DanVan:DataDirectory", "DanVan:RootUnit"];
        Assert.Equal(keys.Length, errors.Count);
        Assert.All(keys, k => Assert.Contains(errors, e => e.Contains(k, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("DanVan:Database:Provider", "Postgres", "ConnectionStrings:Postgres")]
    [InlineData("DanVan:Database:Provider", "7", "DanVan:Database:Provider")]
    [InlineData("DanVan:Demo:SimulatorEventsPerMinute", "60001", "DanVan:Demo:SimulatorEventsPerMinute")]
    [InlineData("DanVan:Demo:SimulatorEventsPerMinute", "1.5", "DanVan:Demo:SimulatorEventsPerMinute")]
    [InlineData("DanVan:Admin:Password", "DanVan@2026", "DanVan:Admin:UserName")]
    public void Read_OneWrongSetting_IsSaid(string key, string value, string named)
    {
        var (options, errors) = Read(true, (key, value));

        Assert.Null(options);
        Assert.Contains(named, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SimulatorWithoutDemo_IsSaid() =>
        Assert.Contains("DanVan:Demo:SimulatorEventsPerMinute", Assert.Single(Read(true, ("DanVan:Demo:Enabled", "false"), ("DanVan:Demo:SimulatorEventsPerMinute", "5")).Errors), StringComparison.Ordinal);

    [Fact]
    public void Read_ShortPassword_IsSaidWithoutRepeatingIt()
    {
        var error = Assert.Single(Read(true, ("DanVan:Admin:UserName", "a"), ("DanVan:Admin:Password", "secret")).Errors);

        Assert.Contains("DanVan:Admin:Password", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NothingWhileDeveloping_IsTheDemonstrationOfLaiChau()
    {
        var (options, errors) = Read(true);

        Assert.Empty(errors);
        Assert.Equal((true, StoreProvider.Sqlite, Demo.LaiChau, Path.GetFullPath("/content/data")), (options!.Demo, options.Provider, options.RootUnit, options.DataDirectory));
    }

    [Fact]
    public void Read_InProduction_HasNoDemoUnlessAskedFor() => Assert.False(Read(false, ("DanVan:RootUnit", Demo.LaiChau)).Options!.Demo);

    private static (DanVanOptions? Options, IReadOnlyList<string> Errors) Read(bool development, params (string Key, string Value)[] settings) =>
        DanVanOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, string? (s) => s.Value)).Build(), "/content", development);
}
