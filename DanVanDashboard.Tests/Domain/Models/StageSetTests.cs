using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Tests.Domain.Models;

public sealed class StageSetTests
{
    [Theory]
    [InlineData("returned", "returned")]
    [InlineData("lapsed,stopped", "stopped,lapsed")]
    [InlineData(" stopped , nonsense,stopped", "stopped")]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Parse_NamesInAnyOrder_IsTheSetInTheOrderOfLife(string? names, string? expected) => Assert.Equal(expected, StageSet.Parse(names)?.ToString());

    [Fact]
    public void Parse_OfItsOwnText_IsTheSame()
    {
        Assert.All([StageSet.Running, StageSet.Recognised, StageSet.Left, StageSet.Of(Stage.Pending)], set => Assert.Equal(set, StageSet.Parse(set.ToString())));
        Assert.All(Enum.GetValues<Stage>(), s => Assert.Equal(ModelLife.IsRunning(s), StageSet.Running.Stages.Contains(s)));
        Assert.Equal(Stage.Pending, StageSet.Of(Stage.Pending).Single);
        Assert.Null(StageSet.Left.Single);
    }
}
