namespace DanVanDashboard.Tests;
public class SmokeTests { [Fact] public void Build_Runs() => Assert.NotNull(typeof(Bunit.BunitContext)); }
