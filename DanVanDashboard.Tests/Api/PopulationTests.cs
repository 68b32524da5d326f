using System.Net;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

public sealed class PopulationTests
{
    private const string Unit = Demo.BinhLu;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Population_OfTheFacts_CountsOnlyOnceTheBoardHasConfirmedIt()
    {
        await using var host = await DanVanHost.StartAsync();
        var (board, reporter) = (await host.ClientAsync("bandanvan"), await host.ClientAsync("xa-binhlu"));
        var stated = await OfAsync(reporter, Unit);
        Assert.Equal((2025, false, "sapnhap.bando.com.vn, 17/07/2025"), (stated.GetProperty("year").GetInt32(), stated.GetProperty("confirmed").GetBoolean(), stated.GetProperty("source").GetString()));
        Assert.Empty(await ConfirmedAsync(host));
        var id = stated.GetProperty("id").GetString();

        Assert.Equal((HttpStatusCode.Forbidden, "population.not-allowed"), Refused(await reporter.PostAsync($"/api/v1/populations/{id}/confirm", new { })));
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/populations/{id}/confirm", new { })).Status);
        Assert.Equal((HttpStatusCode.Conflict, "population.already-confirmed"), Refused(await board.PostAsync($"/api/v1/populations/{id}/confirm", new { })));
        Assert.Equal((stated.GetProperty("value").GetInt32(), 2025), (await ConfirmedAsync(host))[Unit] is var c ? (c.Value, c.Year) : default);

        var entered = await board.PostAsync("/api/v1/populations", Population(2026, 12_345));
        Assert.Equal((HttpStatusCode.Created, true), (entered.Status, entered.Json.GetProperty("confirmed").GetBoolean()));
        Assert.Equal((HttpStatusCode.Conflict, "population.unchanged"), Refused(await board.PostAsync("/api/v1/populations", Population(2026, 12_345))));
        await board.PostAsync("/api/v1/populations", Population(2026, 12_400));
        Assert.Equal((12_400, 2026), (await ConfirmedAsync(host))[Unit] is var d ? (d.Value, d.Year) : default);

        var wrong = (await OfAsync(board, Unit)).GetProperty("id").GetString();
        Assert.Equal((HttpStatusCode.BadRequest, "population.reason-missing"), Refused(await board.PostAsync($"/api/v1/populations/{wrong}/withdraw", new { })));
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/populations/{wrong}/withdraw", new { reason = "nhầm" })).Status);
        Assert.Equal(12_345, (await ConfirmedAsync(host))[Unit].Value);
        Assert.Null(await host.Get<Verifier>().FirstFindingAsync(Ct));
    }

    [Fact]
    public async Task Confirm_ManyAtOnce_ConfirmsAllOrNone()
    {
        await using var host = await DanVanHost.StartAsync();
        var board = await host.ClientAsync("bandanvan");
        var ids = (await board.JsonAsync("/api/v1/populations")).EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
        Assert.InRange(ids.Count, 34, 39);

        Assert.Equal((HttpStatusCode.BadRequest, "population.none-named"), Refused(await board.PostAsync("/api/v1/populations/confirm", new { })));
        Assert.Equal((HttpStatusCode.NotFound, "population.not-found"), Refused(await board.PostAsync("/api/v1/populations/confirm", new { ids = ids.Append("x") })));
        Assert.Empty(await ConfirmedAsync(host));
        var before = host.Get<CampaignCubes>().Applied;
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync("/api/v1/populations/confirm", new { ids })).Status);

        Assert.Equal(ids.Count, (await host.Get<PopulationQueries>().ConfirmedOfAsync(host.Get<ReferenceData>().Current.Places.All.Select(u => u.Id), 2026, Ct)).Count);
        // One event for each campaign of the province, whatever the number of localities.
        Assert.Equal(before + 3, host.Get<CampaignCubes>().Applied);
    }

    [Theory]
    [InlineData("20-2025/05977", 2026, 1000, "Niên giám", "unitId model.unit-unknown")]
    [InlineData(Unit, 2027, 1000, "Niên giám", "year population.year-unknown")]
    [InlineData(Unit, 2024, 1000, "Niên giám", "year population.unit-not-then")]
    [InlineData(Unit, 2026, 0, " ", "value population.value-not-positive")]
    public async Task Enter_Wrong_IsRefused(string unitId, int year, int value, string source, string first)
    {
        await using var store = await TestStore.CopyAsync();
        var verbs = store.Get<DanVanDashboard.Features.Localities.PopulationVerbs>();

        var answer = await verbs.EnterAsync(DanVanDashboard.Domain.Access.Actor.System, new() { UnitId = unitId, Year = year, Value = value, Source = source }, null, Ct);

        Assert.Equal(first, $"{answer.Refusals[0].Field} {answer.Refusals[0].Code}");
    }

    private static object Population(int year, int value) => new { unitId = Unit, year, value, source = "Niên giám thống kê (thử)" };

    private static async Task<System.Text.Json.JsonElement> OfAsync(ApiClient client, string unit) => (await client.JsonAsync($"/api/v1/populations?unit={unit}"))[0];

    private static Task<IReadOnlyDictionary<string, DanVanDashboard.Domain.Localities.ConfirmedPopulation>> ConfirmedAsync(DanVanHost host) =>
        host.Get<PopulationQueries>().ConfirmedOfAsync([Unit, Demo.LaiChau], 2026, Ct);

    private static (HttpStatusCode, string?) Refused(Answer answer) => (answer.Status, answer.Code);
}
