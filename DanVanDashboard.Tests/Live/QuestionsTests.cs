using DanVanDashboard.Live;

namespace DanVanDashboard.Tests.Live;

/// <summary>Of two questions of a page the later is answered later, whichever takes longer.</summary>
public sealed class QuestionsTests
{
    [Fact]
    public async Task Ask_WhileAnotherIsBeingAnswered_WaitsForIt()
    {
        var (questions, slow, shown) = (new Questions(), new TaskCompletionSource(), "");

        var first = questions.AskAsync(async () => { await slow.Task; shown = "old"; });
        var second = questions.AskAsync(() => { shown = "new"; return Task.CompletedTask; });
        Assert.Equal("", shown);
        slow.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal("new", shown);
    }

    [Fact]
    public async Task Ask_AfterOneThatFailed_IsAnswered()
    {
        var questions = new Questions();

        await Assert.ThrowsAsync<InvalidOperationException>(() => questions.AskAsync<bool>(() => throw new InvalidOperationException("thử")));

        Assert.True(await questions.AskAsync(() => Task.FromResult(true)));
    }
}
