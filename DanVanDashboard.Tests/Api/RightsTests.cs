using System.Globalization;
using System.Net;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>Who may do what, and who sees what.</summary>
[Trait("Category", "Security")]
public sealed class RightsTests(ApiHost api) : IClassFixture<ApiHost>
{
    // Statuses of: register for Bình Lư · register for Khun Há · accept a model that xa-binhlu entered · recognise it at commune level
    // (the board without saying that it enters it for the commune) · recognise it at province level · propose · commend · stop · report for Bình Lư · report for Khun Há · approve a report.
    // A non-local body registers as itself wherever its model stands; it reports for no commune.
    private const string Table = """
        thuongtruc    403 403 403 403 403 403 403 403 403 403 403
        bandanvan     201 201 403 403 201 201 201 201 201 201 200
        hoidong       403 403 403 403 403 201 201 403 403 403 403
        xa-binhlu     201 403 403 403 403 403 403 201 201 403 403
        duyet-binhlu  201 403 201 201 403 201 201 201 201 403 403
        xa-khunha     403 201 403 403 403 403 403 403 403 201 404
        hoinongdan    201 201 403 403 403 403 403 403 403 403 404
        quantri       403 403 403 403 403 403 403 403 403 403 403
        """;

    private static readonly string[] s_verbs = ["register-binhlu", "register-khunha", "accept", "commune", "province", "propose", "commend", "stop", "report-binhlu", "report-khunha", "approve-report"];
    private static int s_periods;

    public static TheoryData<string, string, int> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, int>();
            foreach (var line in Table.Split('\n'))
            {
                var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                for (var i = 0; i < s_verbs.Length; i++)
                {
                    cells.Add(parts[0], s_verbs[i], int.Parse(parts[i + 1], CultureInfo.InvariantCulture));
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Verb_OfARole_IsAllowedAsTheTableSays(string user, string verb, int status)
    {
        var client = await api.AsAsync(user);
        var answer = verb switch
        {
            "register-binhlu" => await client.RegisterAsync(Demo.BinhLu),
            "register-khunha" => await client.RegisterAsync(Demo.KhunHa),
            "accept" => await client.EventAsync(await ModelAsync(accepted: false), "accept"),
            "commune" => await client.EventAsync(await ModelAsync(), "recognise", "2026-10-12", ("level", "commune"), ("decisionNumber", "1")),
            "province" => await client.EventAsync(await ModelAsync(), "recognise", "2026-10-12", ("level", "province"), ("decisionNumber", "1")),
            "propose" => await client.EventAsync(await ModelAsync(), "propose"),
            "commend" => await client.EventAsync(await ModelAsync(), "commend", "2026-10-12", ("form", "giay_khen"), ("giver", "Ủy ban nhân dân")),
            "stop" => await client.EventAsync(await ModelAsync(), "stop", "2026-10-12", ("reason", "thử")),
            "report-binhlu" => await client.PostAsync("/api/v1/reports", Report(Demo.BinhLu)),
            "report-khunha" => await client.PostAsync("/api/v1/reports", Report(Demo.KhunHa)),
            _ => await client.PostAsync($"/api/v1/reports/{await SubmittedAsync()}/approve", new { }),
        };

        Assert.True(status == (int)answer.Status, $"{(int)answer.Status} {answer.Text}");
    }

    [Fact]
    public async Task Approver_OwnEntry_IsLeftToAnother()
    {
        var (approver, reporter, board) = (await api.AsAsync("duyet-binhlu"), await api.AsAsync("xa-binhlu"), await api.AsAsync("bandanvan"));
        var id = (await approver.RegisterAsync()).Id;

        var answer = await approver.EventAsync(id, "accept");

        Assert.Equal((HttpStatusCode.Forbidden, "event.own-entry"), (answer.Status, answer.Code));
        Assert.Equal(HttpStatusCode.Forbidden, (await reporter.EventAsync(id, "accept")).Status);
        await board.OnBehalfAsync(id, "accept");
    }

    [Fact]
    public async Task Scope_OfACommune_IsItselfAndTheTotals()
    {
        var (khunHa, board) = (await api.AsAsync("xa-khunha"), await api.AsAsync("bandanvan"));
        var id = (await board.RegisterAsync(Demo.BinhLu, ("name", "Chỉ Bình Lư thấy"))).Id;

        Assert.Equal(HttpStatusCode.NotFound, await khunHa.StatusAsync("/api/v1/models/" + id));
        Assert.Equal(0, (await khunHa.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&q=chi+binh+lu")).GetProperty("total").GetInt32());
        Assert.Equal(1, (await board.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&q=chi+binh+lu")).GetProperty("total").GetInt32());
        Assert.Equal([Demo.KhunHa], await KeysAsync(khunHa, "&by=unit"));
        Assert.All(await KeysAsync(khunHa, "&by=body"), k => Assert.StartsWith("12-2025.03430.", k, StringComparison.Ordinal));
        Assert.Equal((await board.SummaryAsync()).GetProperty("totals").GetRawText(), (await khunHa.SummaryAsync()).GetProperty("totals").GetRawText());
        foreach (var foreign in new[] { $"&unit={Demo.BinhLu}", "&unit=province-bodies", $"&body={Demo.BinhLuCommittee}" })
        {
            var answer = await khunHa.GetAsync($"/api/v1/summary?campaign={Demo.Campaign}{foreign}");
            Assert.Equal((HttpStatusCode.Forbidden, "summary.not-your-unit"), (answer.Status, answer.Code));
        }

        var events = await khunHa.JsonAsync("/api/v1/events");
        Assert.NotEqual(0, events.GetProperty("events").GetArrayLength());
        var own = api.Host.Get<ReferenceData>().Current.Places.ScopeOf(Demo.KhunHa);
        Assert.DoesNotContain(Demo.BinhLu, own);
        Assert.Empty(events.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("unitId").GetString()!).Distinct().Except(own));
        Assert.Equal(HttpStatusCode.Forbidden, await khunHa.StatusAsync($"/api/v1/events?unit={Demo.BinhLu}"));
    }

    [Fact]
    public async Task Scope_OfTheApproverAndTheFarmers_IsTheirBodies()
    {
        var (farmers, board) = (await api.AsAsync("hoinongdan"), await api.AsAsync("bandanvan"));
        var theirs = (await board.RegisterAsync(Demo.BinhLu, ("bodyId", "12-2025.03390.hoi-nong-dan"))).Id;
        var others = (await board.RegisterAsync(Demo.BinhLu, ("bodyId", "12-2025.03390.hoi-lhpn"))).Id;

        Assert.Equal(HttpStatusCode.OK, await farmers.StatusAsync("/api/v1/models/" + theirs));
        Assert.Equal(HttpStatusCode.NotFound, await farmers.StatusAsync("/api/v1/models/" + others));
    }

    [Theory]
    [InlineData("bandanvan", true)]
    [InlineData("thuongtruc", true)]
    [InlineData("quantri", true)]
    [InlineData("xa-binhlu", false)]
    [InlineData("hoinongdan", false)]
    public async Task Campaigns_OfOtherProvinces_AreForTheProvincialLeaders(string user, bool sees)
    {
        var campaigns = await (await api.AsAsync(user)).JsonAsync("/api/v1/campaigns");

        Assert.Equal(sees, campaigns.EnumerateArray().Any(c => c.GetProperty("id").GetString() == "long-an-2021-2025"));
        Assert.Contains(campaigns.EnumerateArray(), c => c.GetProperty("id").GetString() == Demo.Campaign);
        var status = await (await api.AsAsync(user)).StatusAsync("/api/v1/summary?campaign=long-an-2021-2025");
        Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.BadRequest, status);
    }

    [Theory]
    [InlineData("/api/v1/campaigns", 401)]
    [InlineData("/api/v1/summary?campaign=x", 401)]
    [InlineData("/api/v1/models/x", 401)]
    [InlineData("/api/v1/events", 401)]
    [InlineData("/openapi/v1.json", 401)]
    [InlineData("/hubs/campaign", 401)]
    [InlineData("/healthz", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/", 302)]
    [InlineData("/so-lieu", 302)]
    [InlineData("/dang-nhap", 200)]
    public async Task Anonymous_Get_IsAnsweredBy(string path, int status) => Assert.Equal(status, (int)await (await api.AsAsync(null)).StatusAsync(path));

    [Fact]
    public async Task Anonymous_Post_IsRefusedWithoutARedirect()
    {
        var nobody = await api.AsAsync(null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.RegisterAsync()).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.EventAsync("x", "accept")).Status);
    }

    [Fact]
    public async Task Token_MadeUp_IsRefused()
    {
        var client = await api.AsAsync(null);
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", "dv_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Equal(HttpStatusCode.Unauthorized, await client.StatusAsync("/api/v1/campaigns"));
    }

    private async Task<string> ModelAsync(bool accepted = true)
    {
        var id = (await (await api.AsAsync("xa-binhlu")).RegisterAsync()).Id;
        if (accepted)
        {
            var approver = await api.AsAsync("duyet-binhlu");
            await approver.DoneAsync(id, "accept", "2026-10-02");
            await approver.DoneAsync(id, "verify", "2026-10-03", ("by", "Người thử"));
        }

        return id;
    }

    private async Task<string> SubmittedAsync()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        var id = (await reporter.PostAsync("/api/v1/reports", Report(Demo.BinhLu))).Id;
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync($"/api/v1/reports/{id}/submit", new { })).Status);
        return id;
    }

    /// <summary>A report of a period that no other test uses.</summary>
    private static object Report(string unit)
    {
        var bodies = new[] { "dang-uy", "ubnd", "mttq", "hoi-nong-dan", "doan-thanh-nien", "hoi-lhpn", "hoi-ccb" };
        var next = Interlocked.Increment(ref s_periods);
        return new
        {
            campaign = Demo.Campaign, unitId = unit, bodyId = $"{unit.Replace('/', '.')}.{bodies[next / 9 % bodies.Length]}", period = $"2026-0{(next % 9) + 1}",
            figures = new[] { new { metric = "models_registered", value = 3 } },
        };
    }

    private static async Task<List<string>> KeysAsync(ApiClient client, string query) =>
        (await client.SummaryAsync(query)).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("key").GetString()!).ToList();
}
