using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Features.Pack;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>How far a file is: told to whoever asked for it, part by part, and who waits is told behind how many.</summary>
public sealed class PackProgressTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Progress_OfAFile_IsToldToItsAskerAlone()
    {
        var (board, standing) = (await api.AsAsync("bandanvan"), await api.AsAsync("thuongtruc"));
        Assert.Equal("unknown", await StageAsync(board, "tu-thu-1"));

        using var answer = await board.Http.GetAsync($"/api/v1/exports/pptx?campaign={Demo.Campaign}&period=2026&ask=tu-thu-1", Ct);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("done", await StageAsync(board, "tu-thu-1"));
        Assert.Equal("unknown", await StageAsync(standing, "tu-thu-1"));
        Assert.Equal(401, (int)await (await api.AsAsync(null)).StatusAsync("/api/v1/exports/progress/tu-thu-1"));

        static async Task<string?> StageAsync(ApiClient client, string ask) => (await client.JsonAsync($"/api/v1/exports/progress/{ask}")).GetProperty("stage").GetString();
    }

    [Fact]
    public void Parts_WhileTheyAreWritten_AreNumberedAndNamed()
    {
        var (watch, seen) = (new PackWatch(), new List<PackProgressView>());

        watch.Run([("Một", () => seen.Add(watch.Now)), ("Hai", () => seen.Add(watch.Now))]);

        Assert.Equal([new(PackStage.Writing, 0, 1, 2, "Một"), new(PackStage.Writing, 0, 2, 2, "Hai")], seen);
    }

    [Fact]
    public void Parts_OfARequestThatWasGivenUp_AreNotWritten()
    {
        using var gone = new CancellationTokenSource();
        var (watch, written) = (new PackWatch(gone.Token), 0);

        Assert.Throws<OperationCanceledException>(() => watch.Run([("Một", () => { written++; gone.Cancel(); }), ("Hai", () => written++)]));

        Assert.Equal(1, written);
    }

    [Fact]
    public async Task Queue_WhoWaits_KnowsHowManyAreBeforeAndWhoGivesUpIsNoLongerOne()
    {
        var queue = new PackQueue();
        queue.AtOnce(1);
        using var gone = new CancellationTokenSource();
        var (first, second, third) = (new TaskCompletionSource(), new PackWatch(), new PackWatch());
        var making = queue.RunAsync(async () => { await first.Task; return (Result<int>)1; }, new PackWatch(), Ct);
        var givenUp = queue.RunAsync(() => Task.FromResult<Result<int>>(2), second, gone.Token);
        var waiting = queue.RunAsync(() => Task.FromResult<Result<int>>(3), third, Ct);

        Assert.Equal((new PackQueueView(1, 2), 0, 1), (queue.Now, second.Now.Ahead, third.Now.Ahead));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        Assert.Equal((PackStage.Waiting, 0), (third.Now.Stage, third.Now.Ahead));
        first.SetResult();

        Assert.Equal((1, 3), ((await making).Value, (await waiting).Value));
    }

    [Fact]
    public async Task Aside_Work_LetsOthersGoFirstInTheLanguageOfWhoeverAsked()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            var (language, nice) = await Aside.RunAsync(() => Task.FromResult((CultureInfo.CurrentUICulture.Name, OperatingSystem.IsLinux() ? NiceOfThisThread() : 10)));

            Assert.Equal(("en", 10), (language, nice));
            Assert.Equal(OperatingSystem.IsLinux() ? 0 : 10, OperatingSystem.IsLinux() ? NiceOfThisThread() : 10);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Aside.RunAsync<int>(() => throw new InvalidOperationException("thử")));
        Assert.Equal("thử", thrown.Message);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Aside.RunAsync<int>(() => { gone.Token.ThrowIfCancellationRequested(); return Task.FromResult(1); }));

        // The 19th field of proc(5), counted behind the name in parentheses.
        static int NiceOfThisThread()
        {
            var stat = File.ReadAllText("/proc/thread-self/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
        }
    }
}
