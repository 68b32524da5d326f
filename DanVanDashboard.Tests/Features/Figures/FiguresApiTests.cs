using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Hosting;
using DanVanDashboard.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DanVanDashboard.Tests.Features.Figures;

/// <summary><c>GET /api/v1/figures</c> over HTTP, with tokens of different roles.</summary>
[Collection(nameof(FiguresStore))]
public sealed class FiguresApiTests(FiguresStore store) : IAsyncLifetime
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private WebApplication _app = default!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(FiguresModule).Assembly.GetName().Name, ContentRootPath = SourceTree.Site });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddLocalization();
        builder.Services.AddStore(store.Options).AddAccess(store.Options).AddApi().AddFigures();
        // One writer and one state of the reference data for the store, whoever uses it.
        builder.Services.AddSingleton(store.Store).AddSingleton(store.Writer).AddSingleton(store.Reference);
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapFigures();
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.StopAsync();

    [Fact]
    public async Task Get_LaiChauByTheBoard_HasTheContractsMembersAndConflicts()
    {
        var json = await GetAsync("bandanvan", "campaign=lai-chau-tham-luan");
        var figure = json.GetProperty("figures").EnumerateArray().Single(f => f.GetProperty("id").GetString() == "F003");
        Assert.Equal(
            """{"id":"F003","source":"S000","sourceKind":"conference_paper","metric":"exemplars","unitId":"12-1997/12","from":null,"to":null,"timeMeaning":"cumulative","subject":"collective","field":null,"recognisedAt":null,"value":141,"exactness":"exact","measure":"điển hình","locator":"141 tập thể","campaign":"lai-chau-tham-luan","denominator":null,"bodyNamed":"Ban Dân vận Tỉnh ủy","dated":"undated","targetLevel":null,"theme":null,"block":null,"giver":null,"form":null,"scope":null}""",
            JsonSerializer.Serialize(figure, Plain));
        Assert.Equal(
            """{"rule":"subject-parts","left":744,"right":704,"difference":40,"figures":["F002","F003","F004"],"models":null}""",
            json.GetProperty("conflicts")[0].GetRawText());
        Assert.Equal((1178, 704), (json.GetProperty("conflicts")[1].GetProperty("left").GetInt32(), json.GetProperty("conflicts")[1].GetProperty("right").GetInt32()));
    }

    [Fact]
    public async Task Get_NamesOnTwoSides_AreTextWithoutDifference()
    {
        var conflict = (await GetAsync("bandanvan", "campaign=bo-trach-2021-2023")).GetProperty("conflicts")[0];
        Assert.Equal("Xứ họ đạo bình yên, gia đình hòa thuận", conflict.GetProperty("left").GetString());
        Assert.Equal(JsonValueKind.Null, conflict.GetProperty("difference").ValueKind);
        Assert.Equal(["M047", "M056"], conflict.GetProperty("models").EnumerateArray().Select(m => m.GetString()));
    }

    [Fact]
    public async Task Get_PartialDates_KeepTheirPrecision()
    {
        var figure = (await GetAsync("bandanvan", "campaign=long-an-2021-2025")).GetProperty("figures")[0];
        Assert.Equal(("2021-02-22", "2024"), (figure.GetProperty("from").GetString(), figure.GetProperty("to").GetString()));
    }

    [Theory]
    [InlineData("thuongtruc")]
    [InlineData("xa-binhlu")]
    [InlineData("hoinongdan")]
    public async Task Get_ByThoseWhoMayNotSeeFindings_HasTheFiguresOfTheProvinceOnly(string user)
    {
        var json = await GetAsync(user, "campaign=lai-chau-tham-luan");
        Assert.Equal(7, json.GetProperty("figures").GetArrayLength());
        Assert.Equal(0, json.GetProperty("conflicts").GetArrayLength());
    }

    [Theory]
    [InlineData("xa-binhlu", "campaign=long-an-2021-2025", HttpStatusCode.BadRequest, "summary.campaign-unknown")]
    [InlineData("bandanvan", "campaign=khong-co", HttpStatusCode.BadRequest, "summary.campaign-unknown")]
    [InlineData("bandanvan", "", HttpStatusCode.BadRequest, "summary.campaign-unknown")]
    [InlineData("bandanvan", "campaign=lai-chau-tham-luan&unit=khong-co", HttpStatusCode.BadRequest, "model.unit-unknown")]
    [InlineData("xa-binhlu", "campaign=lai-chau-tham-luan&unit=KHUN-HA", HttpStatusCode.Forbidden, "summary.not-your-unit")]
    public async Task Get_UnknownOrOutOfScope_IsRefused(string user, string query, HttpStatusCode status, string code)
    {
        using var response = await AskAsync(user, query.Replace("KHUN-HA", store.KhunHa, StringComparison.Ordinal));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Get_WithoutSignIn_IsRefused()
    {
        using var response = await _app.GetTestClient().GetAsync("/api/v1/figures?campaign=lai-chau-tham-luan", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("bandanvan", "", 254)]
    [InlineData("thuongtruc", "&unit=province-bodies", 1)]
    [InlineData("xa-binhlu", "", 3)]
    [InlineData("hoinongdan", "", 1)]
    public async Task Get_PeriodicReports_AreThoseSentInScope(string user, string unit, int count)
    {
        var figures = (await GetAsync(user, $"campaign={FiguresStore.Open}{unit}")).GetProperty("figures");
        Assert.Equal(count, figures.GetArrayLength());
        Assert.All(figures.EnumerateArray(), f => Assert.Equal("report", f.GetProperty("sourceKind").GetString()));
        Assert.Equal(("2026-07-01", "2026-09-30", "1178"), (
            figures[0].GetProperty("from").GetString(), figures[0].GetProperty("to").GetString(), figures[0].GetProperty("value").GetRawText()));
    }

    private async Task<JsonElement> GetAsync(string user, string query)
    {
        using var response = await AskAsync(user, query);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    private async Task<HttpResponseMessage> AskAsync(string user, string query)
    {
        var token = await new Tokens(store.Store, store.Writer, TimeProvider.System).CreateAsync(user, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/figures?" + query);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        return await _app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
