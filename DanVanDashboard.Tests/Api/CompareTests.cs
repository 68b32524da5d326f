using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
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
        Assert.Equal(made.Rows.Count(r => r.People is not null && !r.Late), made.Funnel.Points.Count);
        Assert.All(made.Funnel.Points.Where(p => p.Outside != 0), p => Assert.Equal(p.Outside, Math.Sign(p.Rate - made.Funnel.Average)));
    }

    [Fact]
    public async Task Funnel_WithoutDenominator_IsOfTheRegisteredThoseRecognised()
    {
        var view = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" });

        Assert.Null(view.Funnel.Kind);
        Assert.Equal(view.Rows.Where(r => !r.Late && r.Count > 0).Select(r => (r.Id, r.Count)), view.Funnel.Points.Select(p => (p.Row.Id, p.Base)));
        Assert.All(view.Funnel.Points, p => Assert.InRange(p.Count, 0, p.Base));
        Assert.Equal((double)(100 * view.Funnel.Count / view.Funnel.Base), view.Funnel.Average, 9);
        // What a point says is what the list behind it holds.
        var point = view.Funnel.Points.MaxBy(p => p.Count)!;
        Assert.True(point.Count > 0);
        Assert.Contains("trang-thai=recognised", point.Href, StringComparison.Ordinal);
        await using var db = host.Host.Get<Store>().Read();
        Assert.Equal(point.Count, await db.Models.CountAsync(m => m.CampaignId == Demo.Campaign && m.UnitId == point.Row.Id && !m.NonLocal && m.RegisteredOn >= new DateOnly(2026, 1, 1) && m.RegisteredOn <= new DateOnly(2026, 12, 31)
            && (m.Stage == Stage.RecognisedCommune || m.Stage == Stage.RecognisedProvince), Ct));
    }

    [Theory]
    [InlineData("households", Denominator.Households, 100)]
    [InlineData("party_cells", Denominator.PartyCells, 100)]
    public async Task Rates_OfHouseholdsAndPartyCells_AreOfTheirOwnConfirmedFigures(string kind, Denominator by, int per)
    {
        var board = await host.AsAsync("bandanvan");
        Assert.All((await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, by)).Rows.Where(r => r.Id != Demo.BinhLu), r => Assert.Null(r.Value));
        var value = kind == "households" ? 2500 : 45;
        var entered = await board.PostAsync("/api/v1/populations", new { unitId = Demo.BinhLu, kind, year = 2025, value, source = $"Niên giám thử ({kind})" });
        Assert.True(entered.Status == System.Net.HttpStatusCode.Created, entered.Text);
        Assert.Equal(kind, entered.Json.GetProperty("kind").GetString());

        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, by);

        var row = made.Rows.Single(r => r.Id == Demo.BinhLu);
        Assert.Equal((1, value, 2025, $"Niên giám thử ({kind})"), (made.Populated, row.People!.Value, row.People.Year, Assert.Single(row.People.Sources)));
        Assert.Equal(Math.Round(row.Count * per / value, 1, MidpointRounding.AwayFromZero), row.Value);
        // A commune without the figure has no rate, which is not 0.
        Assert.Null(made.Rows.Single(r => r.Id == Demo.KhunHa).Value);
        // People stay what they were.
        Assert.DoesNotContain((await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, Denominator.People)).Rows, r => r.People?.Value == value);
    }

    [Fact]
    public async Task Denominator_OfAnUnknownKind_IsRefused() => Assert.Equal(
        "request.value-unknown", (await (await host.AsAsync("bandanvan")).PostAsync("/api/v1/populations", new { unitId = Demo.BinhLu, kind = "trau", year = 2025, value = 1, source = "thử" })).Code);

    [Fact]
    public async Task Chosen_SomeLocalities_AreComparedAloneInAdministrativeOrder()
    {
        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, change: a => a with { Chosen = $"{Demo.KhunHa},{Demo.BinhLu},khong-co" });

        Assert.Equal([Demo.BinhLu, Demo.KhunHa], made.Rows.Select(r => r.Id));
        Assert.Equal(38, made.Choices.Count);
        // A sum of all would not be the sum of what is shown.
        Assert.Null(made.ProvinceBodies);
        var all = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" });
        Assert.Equal(all.Rows.Single(r => r.Id == Demo.KhunHa).Count, made.Rows[1].Count);
    }

    [Fact]
    public async Task Ranks_OfAQuarter_MoveAgainstTheQuarterBefore()
    {
        var now = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026-Q3" }, ranked: true);
        var before = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026-Q2" });

        Assert.All(now.Rows.Where(r => !r.Late), r => Assert.Equal(
            now.Rows.Count(o => !o.Late && before.Rows.Single(b => b.Id == o.Id).Count > before.Rows.Single(b => b.Id == r.Id).Count) + 1, r.RankBefore));
    }

    [Fact]
    public async Task One_BesideItsClusterAndItsForecast_SaysHowItWasMade()
    {
        var board = await host.AsAsync("bandanvan");
        var cluster = (await board.JsonAsync($"/api/v1/clusters?campaign={Demo.Campaign}")).EnumerateArray().Single(c => c.GetProperty("units").EnumerateArray().Any(u => u.GetString() == Demo.BinhLu));
        var members = cluster.GetProperty("units").EnumerateArray().Select(u => u.GetString()).ToHashSet();

        var made = await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026" }, change: a => a with { One = Demo.BinhLu });

        var (one, rows) = (made.One!, made.Rows.Where(r => members.Contains(r.Id)).ToList());
        Assert.Equal((members.Count, rows.Average(r => r.Count), rows.Max(r => r.Count)), (one.Members, one.Mean, one.Highest));
        // The pace is that of the years of the campaign before, month by month as the API has them.
        Assert.Equal([2021, 2022, 2023, 2024, 2025], made.Paces.Select(p => p.Year));
        var whole = 0m;
        for (var month = 1; month <= 12; month++)
        {
            whole += (await board.JsonAsync($"/api/v1/summary?campaign={Demo.OldCampaign}&period=2024-{month:00}")).GetProperty("totals").GetProperty("registered").GetDecimal();
        }

        Assert.Equal(whole, made.Paces.Single(p => p.Year == 2024).Whole);
        Assert.Equal(DanVanDashboard.Domain.Statistics.YearForecast.Of(one.Row.Count, made.Paces)!.Likely, one.Row.Forecast!.Likely);
        Assert.InRange(one.Row.Forecast.Likely, one.Row.Forecast.Low, one.Row.Forecast.High);
        // A stock does not add up over a year, and a year that is over is known.
        Assert.False((await AskAsync("bandanvan", new() { Campaign = Demo.Campaign, Period = "2026", Measure = "in_progress" })).Forecasts);
        Assert.False((await AskAsync("bandanvan", new() { Campaign = Demo.OldCampaign, Period = "2025" })).Forecasts);
        // Who sees one commune only is not told of the cluster's others.
        Assert.Null((await AskAsync("xa-binhlu", new() { Campaign = Demo.Campaign, Period = "2026" }, change: a => a with { One = Demo.BinhLu })).One!.Cluster);
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

    private async Task<CompareView> AskAsync(string user, ViewState state, Denominator by = Denominator.None, bool ranked = false, Func<CompareAsk, CompareAsk>? change = null)
    {
        var ask = new CompareAsk(state, by, ranked, null, CompareMeasure.Recognised);
        var made = await host.Host.Get<CompareQueries>().GetAsync(await ActorAsync(user), change?.Invoke(ask) ?? ask, Ct);
        Assert.True(made.Ok, string.Join(", ", made.Ok ? [] : made.Refusals.Select(r => r.Code)));
        return made.Value;
    }

    private async Task<Actor> ActorAsync(string user)
    {
        await using var db = host.Host.Get<Store>().Read();
        return host.Host.Get<Actors>().Of(await db.Accounts.SingleAsync(a => a.UserName == user, Ct));
    }
}
