using DanVanDashboard.Charts;

namespace DanVanDashboard.Tests.Charts;

public sealed class ChartSpecTests
{
    [Fact]
    public void Spec_EqualContent_IsEqual()
    {
        Assert.Equal(Spec(30), Spec(30));
        Assert.Equal(Spec(30).GetHashCode(), Spec(30).GetHashCode());
    }

    [Fact]
    public void Spec_AnyPartThatDiffers_IsAnother()
    {
        var spec = Spec(30);

        Assert.All(
            [
                Spec(31), Spec(null), spec with { Kind = ChartKind.Lines }, spec with { Title = "Khác" }, spec with { Marks = [] },
                spec with { Marks = [new(9.5, "20/10")] }, spec with { Target = new(100, "Chỉ tiêu 100") }, spec with { Footer = "Nguồn khác" },
                spec with { Simulated = true }, spec with { Categories = [new("T1", "/?ky=2026-01"), new("T2")] },
                spec with { Series = [spec.Series[0] with { Hrefs = ["/mo-hinh"] }] }, spec with { Series = [spec.Series[0] with { Soft = true }] },
            ],
            other => Assert.NotEqual(spec, other));
    }

    [Fact]
    public void List_SameItemsInAnotherOrder_IsAnother()
    {
        ValueList<int> one = [1, 2], other = [2, 1];

        Assert.NotEqual(one, other);
        Assert.Equal([1, 2], one);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(0, true)]
    public void HasValues_ZeroIsAFigure_NothingIsNot(int? value, bool has) =>
        Assert.Equal(has, new ChartSpec(ChartKind.Lines, "", [new("T1")], [new("e", "Kinh tế", "tone-economy", [value])]).HasValues);

    private static ChartSpec Spec(decimal? second) =>
        new(ChartKind.StackedColumns, "Đăng ký theo tháng", [new("T1"), new("T2")], [new("e", "Kinh tế", "tone-economy", [10, second])])
        {
            Marks = [new(9.5, "15/10 sơ kết")],
            ValueTitle = "mô hình",
        };
}
