using System.Net;
using System.Text.Json.Nodes;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Tests.Features.Models.Import;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Accounts;

/// <summary>A real request that only a right to one verb lets through.</summary>
/// <param name="Inside">Makes what it is tried on, if anything, and sends it for xã Bình Lư or its Party committee.</param>
/// <param name="Outside">The same for xã Khun Há; <see langword="null"/> where the verb knows no locality.</param>
internal sealed record Trial(Func<TrialRun, Task<Answer>> Inside, Func<TrialRun, Task<Answer>>? Outside = null)
{
    /// <summary>One request for both, told which locality it is for.</summary>
    public static Trial Of(Func<TrialRun, string, Task<Answer>> send) => new(run => send(run, Demo.BinhLu), run => send(run, Demo.KhunHa));
}

/// <summary>
/// How each verb is tried through HTTP, in one list. A verb that is missing here fails the test.
/// Whoever adds a verb to the table adds its trial.
/// </summary>
internal static class VerbTrials
{
    public static IReadOnlyDictionary<Verb, Trial> All { get; } = new Dictionary<Verb, Trial>
    {
        [Verb.RegisterModel] = Trial.Of((run, unit) => run.Client.RegisterAsync(unit)),
        [Verb.RunModel] = Trial.Of(async (run, unit) => await run.Client.EventAsync(await run.ModelAsync(unit), "stop", "2026-10-12", ("reason", "thử"))),
        [Verb.VerifyModel] = Trial.Of(async (run, unit) => await run.Client.EventAsync(await run.ModelAsync(unit), "verify", "2026-10-12", ("by", "Người thử"))),
        [Verb.TakeModelOver] = Trial.Of(async (run, unit) =>
            await run.Client.EventAsync(await run.ModelAsync(unit == Demo.BinhLu ? Demo.KhunHa : Demo.BinhLu), "replicate", "2026-10-12", ("unitId", unit))),
        [Verb.DecideOnModel] = Trial.Of(async (run, unit) => await run.Client.EventAsync(await run.ModelAsync(unit, accepted: false, target: "province"), "accept")),
        [Verb.AppraiseModel] = Trial.Of(async (run, unit) => await run.Client.EventAsync(await run.ModelAsync(unit, target: "province"), "appraise", "2026-10-12", ("passed", true))),
        [Verb.RecogniseInCommune] = Trial.Of(async (run, unit) =>
            await run.Client.EventAsync(await run.ModelAsync(unit), "recognise", "2026-10-12", ("level", "commune"), ("decisionNumber", "01-QĐ/ĐU"), ("body", "Đảng ủy xã"))),
        [Verb.RecogniseAbove] = Trial.Of(async (run, unit) =>
            await run.Client.EventAsync(await run.ModelAsync(unit), "recognise", "2026-10-12", ("level", "province"), ("decisionNumber", "01-QĐ/TU"), ("body", "Tỉnh ủy"))),
        [Verb.ProposeAward] = Trial.Of(async (run, unit) => await run.Client.EventAsync(await run.ModelAsync(unit), "propose", "2026-10-12")),
        [Verb.CommendInCommune] = Trial.Of(async (run, unit) => await run.Client.EventAsync(await run.ModelAsync(unit), "commend", "2026-10-12", ("form", "giay_khen"), ("giver", "Ủy ban nhân dân xã"))),
        [Verb.CommendAbove] = Trial.Of(async (run, unit) =>
            await run.Client.EventAsync(await run.ModelAsync(unit), "commend", "2026-10-12", ("form", "bang_khen"), ("giver", "Ủy ban nhân dân tỉnh"), ("level", "province"))),
        [Verb.Converse] = Trial.Of(async (run, unit) => await run.Client.PostAsync($"/api/v1/models/{await run.ModelAsync(unit)}/messages", new { text = "Xin bổ sung địa chỉ (thử)" })),
        [Verb.RecordHelp] = Trial.Of((run, unit) => run.Client.PostAsync(
            "/api/v1/help-links", new { campaign = Demo.Campaign, fromUnitId = unit, toUnitId = unit, toVillage = "bản thử", works = "Làm đường bản (thử)", value = 120, valueUnit = "million", since = "2026" })),
        [Verb.EnterReport] = Trial.Of((run, unit) => run.Client.PostAsync("/api/v1/reports", TrialRun.Report(unit))),
        [Verb.SignReport] = Trial.Of(async (run, unit) => await run.Client.PostAsync($"/api/v1/reports/{await run.DraftAsync(unit)}/sign", new { })),
        [Verb.DecideOnReport] = Trial.Of(async (run, unit) => await run.Client.PostAsync($"/api/v1/reports/{await run.SubmittedAsync(unit)}/return", new { reason = "thử" })),
        [Verb.EnterFigure] = new(run => run.Client.PostAsync("/api/v1/figures", new
        {
            campaign = "long-an-2021-2025", newSource = new { kind = "report", title = $"Báo cáo thử {TrialRun.Next()}" }, metric = "models", unitId = "80-1997/80", to = "2022-12-31", timeMeaning = "stock",
            value = TrialRun.Next(), measure = "mô hình", locator = "trang 1",
        })),
        [Verb.FreezeFigures] = new(run => run.Client.PostAsync("/api/v1/snapshots", new { campaign = Demo.Campaign, period = "2026", name = $"Chốt thử {TrialRun.Next()}" })),
        [Verb.ConfirmFigures] = Trial.Of(async (run, unit) => await run.Client.PostAsync($"/api/v1/confirmations/{await run.ConfirmationAsync()}/answers", new { unitId = unit, confirmed = true })),
        [Verb.MakeDeck] = new(run => run.Client.PostAsync("/api/v1/decks", new { campaign = Demo.Campaign, period = "2026", name = $"Bài thử {TrialRun.Next()}", slides = new[] { new { kind = "cover" } } })),
        [Verb.ShareScreen] = new(run => run.Client.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, period = "2026", name = $"Sảnh thử {TrialRun.Next()}", ready = "giao-ban" })),
        [Verb.ManageBodies] = new(run => run.Client.PostAsync("/api/v1/bodies", new
        {
            name = $"Ban thử {TrialRun.Next()}", kind = "party_board", block = "party_committee", validFrom = "2020-01-01", parentIds = new[] { "12-1997.12.tinh-uy" },
        })),
        [Verb.ManageLocalities] = new(async run => await run.Client.PostAsync($"/api/v1/boundaries/{await run.BoundariesAsync()}/withdraw", new { reason = "thử" })),
        [Verb.ManageDeckTemplate] = new(async run =>
        {
            using var file = new ByteArrayContent(SlideTemplates.Make());
            using var answer = await run.Client.Http.PostAsync("/api/v1/deck-template?fileName=mau.pptx", file, TestContext.Current.CancellationToken);
            return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }),
        [Verb.KeepVillages] = Trial.Of((run, unit) => run.Client.PostAsync("/api/v1/villages", new { unitId = unit, names = new[] { $"bản thử {TrialRun.Next()}" }, from = "2026-01-01" })),
        // Where a row may go is asked row by row: RegisterApiTests.
        [Verb.ImportModels] = new(run => run.ImportAsync()),
        [Verb.ReadAudit] = new(run => run.Client.GetAsync("/api/v1/audit")),
        [Verb.RunCampaign] = new(run => run.Client.PostAsync(
            "/api/v1/targets", new { campaign = Demo.Campaign, year = 2027, measure = "registered", value = TrialRun.Next(), documentNumber = "01-KH/TU (thử)" })),
        [Verb.ManageLocalAccounts] = Trial.Of((run, unit) =>
            run.Client.PostAsync("/api/v1/accounts", new { userName = $"vb-{TrialRun.Next()}", displayName = "Người thử", role = "reporter", unitId = unit })),
        [Verb.ManageAllAccounts] = new(run => run.Client.PostAsync("/api/v1/accounts", new { userName = $"vb-{TrialRun.Next()}", displayName = "Người thử", role = "standing-committee" })),
    };
}

/// <summary>One try: who tries, and what others make for it to be tried on.</summary>
internal sealed class TrialRun(DanVanHost host, ApiClient client, ApiClient board, Role role)
{
    private static int s_next;

    public DanVanHost Host => host;

    /// <summary>Who tries.</summary>
    public ApiClient Client => client;

    /// <summary>A number that no other try has.</summary>
    public static int Next() => Interlocked.Increment(ref s_next) + 1000;

    /// <summary>A model that nobody who tries has entered; by default accepted and verified, so that only the right is missing.</summary>
    public async Task<string> ModelAsync(string unit, bool accepted = true, string? target = null)
    {
        (string, JsonNode?)[] otherwise = target is null ? [] : [("targetLevel", target)];
        var id = (await board.RegisterAsync(unit, otherwise)).Id;
        if (accepted)
        {
            await board.DoneAsync(id, "accept", "2026-10-02", ("onBehalf", true), ("body", "Đảng ủy xã"));
            await board.DoneAsync(id, "verify", "2026-10-03", ("by", "Người thử"));
        }

        return id;
    }

    /// <summary>A set of boundaries that nobody has withdrawn.</summary>
    public async Task<string> BoundariesAsync()
    {
        var id = $"b-thu-{Next()}";
        await host.Get<Writer>().WriteAsync(
            (w, _) =>
            {
                w.Db.BoundarySets.Add(new()
                {
                    Id = id, Name = "Ranh giới thử", ValidFrom = new(2025, 7, 1), Source = "", Licence = "", FileName = "thu.geojson", FileHash = id, RootUnitId = Demo.LaiChau, ImportedBy = "u-bandanvan",
                    ImportedAt = w.Now,
                });
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return id;
    }

    /// <summary>A confirmation that every commune is asked.</summary>
    public async Task<string> ConfirmationAsync()
    {
        var id = $"x-thu-{Next()}";
        await host.Get<Writer>().WriteAsync(
            (w, _) =>
            {
                w.Db.Confirmations.Add(new()
                {
                    Id = id, CampaignId = Demo.Campaign, Name = "Thử", Query = $$"""{"campaign":"{{Demo.Campaign}}","period":"2026","boundaries":"current"}""", OpenedAt = w.Now, ClosesAt = w.Now.AddHours(24),
                    OpenedBy = "u-bandanvan", Units = $$"""[{"id":"{{Demo.BinhLu}}","name":"Xã Bình Lư"},{"id":"{{Demo.KhunHa}}","name":"Xã Khun Há"}]""",
                });
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return id;
    }

    /// <summary>A report with a figure, not sent.</summary>
    public async Task<string> DraftAsync(string unit)
    {
        // What is prepared must not look like the doing of whoever tries.
        var maker = role == Role.Board ? await host.ClientAsync(unit == Demo.BinhLu ? "xa-binhlu" : "xa-khunha") : board;
        var made = await maker.PostAsync("/api/v1/reports", Report(unit));
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        return made.Id;
    }

    public async Task<string> SubmittedAsync(string unit)
    {
        var id = await DraftAsync(unit);
        var sent = await board.PostAsync($"/api/v1/reports/{id}/submit", new { });
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
        return id;
    }

    /// <summary>A report of a body and month that no other try uses.</summary>
    public static object Report(string unit)
    {
        var bodies = new[] { "dang-uy", "ubnd", "mttq", "hoi-nong-dan", "doan-thanh-nien", "hoi-lhpn", "hoi-ccb" };
        var next = Next();
        return new
        {
            campaign = Demo.Campaign, unitId = unit, bodyId = $"{unit.Replace('/', '.')}.{bodies[next / 9 % bodies.Length]}", period = $"2026-0{(next % 9) + 1}",
            figures = new[] { new { metric = "models_registered", value = 3 } },
        };
    }

    /// <summary>A file of one model of xã Bình Lư, brought in.</summary>
    public async Task<Answer> ImportAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        using var file = new ByteArrayContent(RegisterFile.Of(RegisterFile.Row(Next())).ToArray()) { Headers = { ContentType = new(DanVanDashboard.Export.WorkbookWriter.ContentType) } };
        using var answer = await client.Http.PostAsync($"/api/v1/imports?campaign={Demo.Campaign}&fileName=thu.xlsx", file, ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    /// <summary>The last row of the log.</summary>
    public async Task<long> LogAsync()
    {
        await using var db = host.Get<Store>().Read();
        return await db.Audit.MaxAsync(a => a.Number, TestContext.Current.CancellationToken);
    }

    /// <summary>The last row of the log that somebody caused; 0 if none.</summary>
    public async Task<long> LastByAsync(string userName)
    {
        var id = "u-" + userName;
        await using var db = host.Get<Store>().Read();
        return await db.Audit.Where(a => a.ByUser == id).MaxAsync(a => (long?)a.Number, TestContext.Current.CancellationToken) ?? 0;
    }
}
