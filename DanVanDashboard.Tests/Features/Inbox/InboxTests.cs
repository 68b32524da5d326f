using System.Net;
using DanVanDashboard.Live;
using DanVanDashboard.Tests.Api;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Inbox;

/// <summary>Who is told of what, at once, and nobody else.</summary>
public sealed class InboxTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Course_OfAModel_TellsEachSideAtOnceAndNobodyElse()
    {
        var (reporter, approver, other) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("xa-khunha"));
        var feed = api.Host.Get<InboxFeed>();
        var woken = new TaskCompletionSource();
        await using var theirs = feed.Subscribe("u-xa-binhlu", TimeSpan.FromMilliseconds(10), _ => { woken.TrySetResult(); return Task.CompletedTask; });
        await using var strangers = feed.Subscribe("u-xa-khunha", TimeSpan.FromMilliseconds(10), _ => Task.CompletedTask);

        var id = (await reporter.RegisterAsync(Demo.BinhLu, ("name", "Thắp sáng bản Nà Đon"))).Id;
        Assert.Equal("model.registered", (await FirstAsync(approver, id)).Kind);
        await approver.DoneAsync(id, "return", "2026-10-02", ("reason", "Thiếu địa chỉ"));
        await woken.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var told = await FirstAsync(reporter, id);
        Assert.Equal(("model.returned", "/mo-hinh/" + id, false), (told.Kind, told.Link, told.Read));
        Assert.Contains("Thắp sáng bản Nà Đon", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Thiếu địa chỉ", told.Text, StringComparison.Ordinal);
        await reporter.DoneAsync(id, "resubmit", "2026-10-03");
        Assert.Equal("model.resubmitted", (await FirstAsync(approver, id)).Kind);
        await approver.DoneAsync(id, "accept", "2026-10-04");
        Assert.Equal("model.accepted", (await FirstAsync(reporter, id)).Kind);
        await reporter.PostAsync($"/api/v1/models/{id}/messages", new { text = "Xin cảm ơn" });
        Assert.Equal("message.posted", (await FirstAsync(approver, id)).Kind);
        await reporter.DoneAsync(id, "verify", "2026-10-05", ("by", "Người thử"));
        await approver.DoneAsync(id, "appraise", "2026-10-06", ("passed", true));
        Assert.Equal("model.appraised-passed", (await FirstAsync(reporter, id)).Kind);
        await approver.DoneAsync(id, "recognise", "2026-10-07", ("level", "commune"), ("decisionNumber", "07-QĐ/ĐU"));
        Assert.Contains("07-QĐ/ĐU", (await FirstAsync(reporter, id)).Text, StringComparison.Ordinal);

        Assert.Equal(0, strangers.Wakes);
        Assert.Equal(0, (await other.JsonAsync("/api/v1/notices")).GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task Notices_MarkedRead_AreReadOnlyForTheirOwner()
    {
        var (reporter, approver) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"));
        var id = (await reporter.RegisterAsync(Demo.BinhLu, ("visibility", "internal"), ("name", "Việc nội bộ"))).Id;
        var notices = await approver.JsonAsync("/api/v1/notices?unread=true");
        var first = notices.GetProperty("notices")[0];
        Assert.DoesNotContain("Việc nội bộ", first.GetProperty("text").GetString(), StringComparison.Ordinal);

        var foreign = await reporter.PostAsync($"/api/v1/notices/{first.GetProperty("id").GetString()}/read", new { });
        Assert.Equal((HttpStatusCode.NotFound, "notice.not-found"), (foreign.Status, foreign.Code));
        var unread = notices.GetProperty("unread").GetInt32();
        Assert.Equal(1, (await approver.PostAsync($"/api/v1/notices/{first.GetProperty("id").GetString()}/read", new { })).Json.GetProperty("marked").GetInt32());
        Assert.Equal(unread - 1, (await approver.JsonAsync("/api/v1/notices")).GetProperty("unread").GetInt32());
        await approver.PostAsync("/api/v1/notices/read-all", new { });
        Assert.Equal(0, (await approver.JsonAsync("/api/v1/notices")).GetProperty("unread").GetInt32());
        Assert.Equal("/mo-hinh/" + id, first.GetProperty("link").GetString());
    }

    [Fact]
    public async Task Worklist_OfEachSide_HoldsWhatWaitsForIt()
    {
        var (reporter, approver, board) = (await api.AsAsync("xa-binhlu"), await api.AsAsync("duyet-binhlu"), await api.AsAsync("bandanvan"));
        var (commune, own, province) = ((await reporter.RegisterAsync()).Id, (await approver.RegisterAsync()).Id, (await reporter.RegisterAsync(Demo.BinhLu, ("targetLevel", "province"))).Id);

        var waiting = await GroupAsync(approver, "decide");
        Assert.Contains(commune, waiting);
        Assert.Contains(province, waiting);
        Assert.DoesNotContain(own, waiting);
        var boards = await GroupAsync(board, "decide");
        Assert.DoesNotContain(commune, boards);

        await approver.DoneAsync(commune, "return", "2026-10-20", ("reason", "x"));
        Assert.Contains(commune, await GroupAsync(reporter, "complete"));
        Assert.Contains(commune, await GroupAsync(reporter, "talk"));
        Assert.Equal(0, (await (await api.AsAsync("thuongtruc")).JsonAsync("/api/v1/worklist")).GetProperty("total").GetInt32());
    }

    private static async Task<List<string>> GroupAsync(ApiClient client, string kind) =>
        (await client.JsonAsync("/api/v1/worklist")).GetProperty("groups").EnumerateArray().Where(g => g.GetProperty("kind").GetString() == kind)
            .SelectMany(g => g.GetProperty("models").EnumerateArray()).Select(m => m.GetProperty("id").GetString()!).ToList();

    private static async Task<(string Kind, string Text, string Link, bool Read)> FirstAsync(ApiClient client, string model)
    {
        var notice = (await client.JsonAsync("/api/v1/notices")).GetProperty("notices").EnumerateArray().First(n => n.GetProperty("link").GetString()!.Contains(model, StringComparison.Ordinal));
        return (notice.GetProperty("kind").GetString()!, notice.GetProperty("text").GetString()!, notice.GetProperty("link").GetString()!, notice.GetProperty("read").GetBoolean());
    }
}
