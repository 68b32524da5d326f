using System.Globalization;
using Bunit;
using DanVanDashboard.Charts;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Tests.Ui;

public sealed class LiveNumbersTests : BunitContext
{
    private readonly LiveNumbers _ahead = new();

    public LiveNumbersTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("vi-VN");

    [Fact]
    public async Task Show_NewNumber_IsRenderedWithoutItsPage()
    {
        var number = Show("a", 1);

        await InvokeAsync(() => Assert.True(_ahead.Show([new("a", 1235), new("elsewhere", 3)])));

        Assert.Equal("1235", number.Find("span").GetAttribute("data-value"));
        Assert.Equal("1.235", number.Find("span").TextContent);
    }

    [Fact]
    public async Task Show_SeveralNumbers_AreAllRendered()
    {
        var (a, b, c) = (Show("a", 1), Show("b", 2), Show("c", 3));

        await InvokeAsync(() => _ahead.Show([new("a", 5), new("b", 2), new("c", 7)]));

        Assert.Equal(["5", "2", "7"], new[] { a, b, c }.Select(n => n.Find("span").TextContent));
        Assert.Equal([2, 1, 2], new[] { a, b, c }.Select(n => n.RenderCount));
    }

    [Fact]
    public async Task Show_SameNumber_RendersNothing()
    {
        var number = Show("a", 1);

        await InvokeAsync(() => Assert.False(_ahead.Show([new("a", 1)])));

        Assert.Equal(1, number.RenderCount);
    }

    [Fact]
    public async Task Show_BeforeThePageKnowsIt_StaysWhenThePageFollows()
    {
        var number = Show("a", 1);
        await InvokeAsync(() => _ahead.Show([new("a", 2)]));

        number.Render(p => p.Add(n => n.Value, 2));

        Assert.Equal("2", number.Find("span").TextContent);
        Assert.Equal(2, number.RenderCount);
    }

    private IRenderedComponent<LiveNumber> Show(string key, decimal value) =>
        Render<LiveNumber>(p => p.Add(n => n.Key, key).Add(n => n.Value, value).Add(n => n.Ahead, _ahead));

    private Task InvokeAsync(Action action) => Renderer.Dispatcher.InvokeAsync(action);
}
