using DanVanDashboard.Features.Inbox;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Features.Inbox;

/// <summary>Models of an earlier year wait for their yearly review until somebody records it.</summary>
public sealed class WorklistTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Review_OfAModelOfLastYear_WaitsForItsApproverUntilTheDayOfTheCampaign()
    {
        await using var store = await TestStore.CopyAsync();
        var (reporter, approver) = (await store.ActorAsync("xa-binhlu"), await store.ActorAsync("duyet-binhlu"));
        var made = await store.Register.HandleAsync(
            reporter,
            new() { Campaign = Demo.Campaign, UnitId = Demo.BinhLu, Name = "Chờ rà soát", Field = "economy", Subject = "collective", Owner = "Thử", Address = "bản thử", RegisteredOn = "2026-02-01" },
            null, Ct);
        var id = new Answer(default, made.Value.Json).Id;
        await DoneAsync(new() { Kind = "accept", On = "2026-02-02" });
        var worklist = new Worklist(store.Store, store.Get<ReferenceData>(), store.Clock);
        Assert.DoesNotContain((await worklist.OfAsync(approver, Ct)).Groups, g => g.Kind == "review" && g.Models.Any(m => m.Id == id));

        store.Clock.Now = new(2027, 2, 10, 9, 0, 0, TimeSpan.FromHours(7));
        var waiting = Assert.Single((await worklist.OfAsync(approver, Ct)).Groups, g => g.Kind == "review");
        Assert.Equal(new DateOnly(2027, 3, 31), Assert.Single(waiting.Models, m => m.Id == id).DueOn);
        Assert.DoesNotContain((await worklist.OfAsync(reporter, Ct)).Groups, g => g.Kind == "review");

        await DoneAsync(new() { Kind = "review", On = "2027-02-10", Class = "strengthen", StillRunning = true, Evidence = "Ảnh tháng 02/2027; 41 hộ còn tham gia", DecisionNumber = "03-QĐ/ĐU" });
        Assert.DoesNotContain((await worklist.OfAsync(approver, Ct)).Groups, g => g.Kind == "review" && g.Models.Any(m => m.Id == id));
        var review = await store.ReadAsync(db => Task.FromResult(db.ModelEvents.Single(e => e.ModelId == id && e.Class != null)));
        Assert.Equal((true, "Ảnh tháng 02/2027; 41 hộ còn tham gia", "03-QĐ/ĐU", false), (review.StillRunning, review.Evidence, review.DecisionNumber, review.OnBehalf));

        async Task DoneAsync(DanVanDashboard.Features.Models.ModelEventRequest request)
        {
            var done = await store.Record.HandleAsync(approver, id, request, null, Ct);
            Assert.True(done.Ok, done.Ok ? null : done.Refusals[0].Code);
        }
    }
}
