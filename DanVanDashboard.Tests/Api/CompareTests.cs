using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Compare;
using DanVanDashboard.Filters;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>Localities side by side: their numbers are those of the API, fair to small ones and to late ones.</summary>
public sealed class CompareTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("registered", "hien-nay", "current")]
    [InlineData("recognised", "thoi-diem", "as-was")]
    [InlineData("in_progress", "2026-07-01", "2026-07-01")]
    public async Task Rows_OfEachMeasureAndView_AreTheApisAndAddUp(string measure, string view, string boundaries)
    {
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026", Measure = measure, Boundaries = view });
        var api = (await (await host.AsAsync("bandanvan")).JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&period=2026&by=unit&boundaries={boundaries}")).GetProperty("rows").EnumerateArray()
            .ToDictionary(r => r.GetProperty("key").GetString()!, r => Of(r.GetProperty("totals"), measure));

        Assert.Equal(38, made.Rows.Count);
        Assert.All(made.Rows, r => Assert.Equal(api.GetValueOrDefault(r.Id), r.Count));
        var all = made.Rows.Sum(r => r.Count) + CompareQueries.Of(made.ProvinceBodies!, made.Ask.Measure) + (made.Unplaced is { } u ? CompareQueries.Of(u, made.Ask.Measure) : 0);
        Assert.Equal(CompareQueries.Of(made.Totals, made.Ask.Measure), all);
        Assert.All(made.Rows, r => Assert.Equal(r.Count, r.Fields.Sum()));
    }

    [Fact]
    public async Task Ranks_WhoHasNotReported_IsMarkedAndNotRanked()
    {
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, ranked: true);

        var late = made.Rows.Where(r => r.Late).ToList();
        Assert.NotEmpty(late);
        Assert.All(late, r => Assert.Null(r.Rank));
        // Still with its number: what is registered is registered, and nobody is scored as 0.
        Assert.All(late, r => Assert.True(r.Count > 0));
        var ranked = made.Rows.Where(r => !r.Late).OrderByDescending(r => r.Value).ToList();
        Assert.Equal(1, ranked[0].Rank);
        Assert.All(ranked, r => Assert.Equal(ranked.Count(o => o.Value > r.Value) + 1, r.Rank));
        // In administrative order all the same.
        Assert.NotEqual(ranked.Select(r => r.Id), made.Rows.Where(r => !r.Late).Select(r => r.Id));
        Assert.All((await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" })).Rows, r => Assert.Null(r.Rank));
    }

    [Fact]
    public async Task Rates_OnlyOfConfirmedPopulations_WithTheirYear()
    {
        var board = await host.AsAsync("bandanvan");
        Assert.All((await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, Denominator.People)).Rows.Where(r => r.People is null), r => Assert.Null(r.Value));
        var ids = (await board.JsonAsync("/api/v1/populations")).EnumerateArray().Where(p => !p.GetProperty("confirmed").GetBoolean()).Select(p => p.GetProperty("id").GetString()).ToList();
        if (ids.Count > 0)
        {
            await board.PostAsync("/api/v1/populations/confirm", new { ids });
        }

        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, Denominator.People);

        Assert.InRange(made.Populated, 3, made.Rows.Count);
        Assert.All(made.Rows.Where(r => r.People is not null), r => Assert.Equal(Math.Round(r.Count * 10_000 / r.People!.Value, 1, MidpointRounding.AwayFromZero), r.Value));
        Assert.Equal(made.Rows.Count(r => r.People is not null && !r.Late), made.Funnel.Count);
        Assert.All(made.Funnel.Where(p => p.Outside != 0), p => Assert.Equal(p.Outside, Math.Sign(p.Rate - made.Average)));
    }

    [Fact]
    public async Task Reporter_SeesTheOwnCommuneAndTheTotal()
    {
        var made = await AskAsync("xa-binhlu", new() { Campaign = Demo.Campaign, Period = "2026" });

        Assert.Equal([Demo.BinhLu], made.Rows.Select(r => r.Id));
        Assert.Null(made.ProvinceBodies);
        Assert.True(made.Totals.Registered > made.Rows[0].Count);
    }

    [Fact]
    public async Task Period_ThatIsNone_IsRefused()
    {
        var actor = await ActorAsync("bandanvan");

        var made = await host.Host.Get<CompareQueries>().GetAsync(actor, new(new() { Campaign = Demo.Campaign, Period = "mai" }, Denominator.None, false, null, CompareMeasure.Recognised), Ct);

        Assert.Equal("summary.period-unknown", Assert.Single(made.Refusals).Code);
    }

    private static decimal Of(System.Text.Json.JsonElement totals, string measure) => measure switch
    {
        "recognised" => totals.GetProperty("recognised").GetProperty("total").GetDecimal(),
        "in_progress" => totals.GetProperty("inProgress").GetDecimal(),
        _ => totals.GetProperty("registered").GetDecimal(),
    };

    private async Task<CompareView> AskAsync(string user, ViewState state, Denominator by = Denominator.None, bool ranked = false)
    {
        var made = await host.Host.Get<CompareQueries>().GetAsync(await ActorAsync(user), new(state, by, ranked, null, CompareMeasure.Recognised), Ct);
        Assert.True(made.Ok, string.Join(", ", made.Ok ? [] : made.Refusals.Select(r => r.Code)));
        return made.Value;
    }

    private async Task<Actor> ActorAsync(string user)
    {
        await using var db = host.Host.Get<Store>().Read();
        return host.Host.Get<Actors>().Of(await db.Accounts.SingleAsync(a => a.UserName == user, Ct));
    }
}
