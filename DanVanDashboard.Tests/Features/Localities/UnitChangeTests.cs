using System.Net;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Localities.Changes;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Features.Localities;

public sealed class UnitChangeTests
{
    private const string New = "12-2026/03390";
    private const string Old = "12-1997/03390";
    private const string Committee = "12-2026.03390.dang-uy";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_LookedAtCarriedOutAndUndone_TheThreeCountsFollowAndComeBack()
    {
        await using var host = await DanVanHost.StartAsync();
        var board = await host.ClientAsync("bandanvan");
        var before = await CountsAsync(board);
        var preview = await board.PostAsync("/api/v1/unit-changes", Merge("2026-10-15", dryRun: true));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(before.AsWas[Demo.BinhLu] + before.AsWas[Demo.KhunHa], preview.Json.GetProperty("models").GetProperty("campaigns").EnumerateArray().Single(c => c.GetProperty("id").GetString() == Demo.Campaign).GetProperty("models").GetInt32());
        Assert.Equal(["duyet-binhlu", "xa-binhlu", "xa-khunha"], preview.Json.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty("userName").GetString()));
        // Looking changes nothing.
        Assert.Equal(before.Current, (await CountsAsync(board)).Current);
        Assert.Equal("[]", (await board.GetAsync("/api/v1/unit-changes")).Text);

        var done = await board.PostAsync("/api/v1/unit-changes", Merge("2026-10-15"), "mot-lan");
        Assert.True(done.Status == HttpStatusCode.Created, done.Text);
        var after = await CountsAsync(board);
        // As it was: every model at the commune for which it was registered.
        Assert.Equal(before.AsWas, after.AsWas);
        // As it is today: both stand at the new one, and nothing is lost or doubled.
        Assert.Equal(before.Current[Demo.BinhLu] + before.Current[Demo.KhunHa], after.Current[New]);
        Assert.DoesNotContain(Demo.BinhLu, after.Current.Keys);
        Assert.Equal(before.Current.Values.Sum(), after.Current.Values.Sum());
        // By old district: both came from the same one.
        Assert.Equal(before.District, after.District);
        Assert.Equal(done.Text, (await board.PostAsync("/api/v1/unit-changes", Merge("2026-10-15"), "mot-lan")).Text);

        Assert.Equal("unit-change.reason-missing", (await board.PostAsync($"/api/v1/unit-changes/{done.Id}/undo", new { })).Code);
        var undone = await board.PostAsync($"/api/v1/unit-changes/{done.Id}/undo", new { reason = "ghi nhầm quyết định" });
        Assert.True(undone.Status == HttpStatusCode.OK, undone.Text);
        var again = await CountsAsync(board);
        Assert.Equal(before.Current, again.Current);
        Assert.Equal(before.AsWas, again.AsWas);
        Assert.Equal(before.District, again.District);
        Assert.Equal("unit-change.already-undone", (await board.PostAsync($"/api/v1/unit-changes/{done.Id}/undo", new { reason = "nữa" })).Code);
        Assert.Equal("ghi nhầm quyết định", (await board.JsonAsync($"/api/v1/unit-changes/{done.Id}")).GetProperty("undoneReason").GetString());
    }

    [Fact]
    public async Task Merge_InForce_PeopleBodiesAndObligationsGoOverAndUndoingPutsThemBackToTheLetter()
    {
        await using var store = await TestStore.CopyAsync();
        var before = await PictureAsync(store);
        var id = await RecordAsync(store, Request("2026-10-15"));

        var actor = await store.ActorAsync("xa-khunha");
        Assert.Equal(New, actor.UnitId);
        // They see and run what the other commune had, and what theirs had.
        Assert.Superset(new HashSet<string> { New, Demo.BinhLu, Demo.KhunHa, Old }, actor.Scope.Units.ToHashSet());
        Assert.True(actor.May(Verb.RegisterModel, New, null, nonLocal: false));
        Assert.True(actor.May(Verb.RunModel, Demo.BinhLu, Demo.BinhLuCommittee, nonLocal: false));
        var approver = await store.ActorAsync("duyet-binhlu");
        Assert.Equal(Committee, approver.BodyId);
        Assert.Contains(Demo.KhunHaCommittee, approver.Scope.Bodies);
        Assert.Equal("Đảng ủy xã Bình Khun", store.Reference.Bodies.Find(Committee)!.NameOn(new(2026, 10, 15)));
        Assert.False(store.Reference.Bodies.Find(Demo.BinhLuCommittee)!.ValidOn(new(2026, 10, 15)));

        // The third quarter was over: it stays with those who lived through it. The fourth is owed once.
        var owed = await store.ReadAsync(db => db.Obligations.Where(o => o.CampaignId == Demo.Campaign && (o.BodyId == Committee || o.BodyId == Demo.BinhLuCommittee || o.BodyId == Demo.KhunHaCommittee)).ToListAsync(Ct));
        Assert.Equal([Committee], owed.Where(o => o.Period == "2026-Q4").Select(o => o.BodyId));
        Assert.Equal([Demo.BinhLuCommittee, Demo.KhunHaCommittee], owed.Where(o => o.Period == "2026-Q3").Select(o => o.BodyId).Order());
        Assert.Equal(3, await store.ReadAsync(db => db.Notices.CountAsync(n => n.Kind == "account.unit-changed", Ct)));
        // What still concerns the body that ended is told to those who go on for it.
        var people = await store.Writer.WriteAsync(async (w, cancel) =>
        {
            await w.TellAsync(Actor.System, new Recipients(BodyId: Demo.KhunHaCommittee, Roles: [Role.Reporter, Role.Approver]), new("report.reminder", "/bao-cao", null, "2026-Q3", "x"), cancel);
            return w.Told.Count;
        }, Ct);
        Assert.Equal(3, people);
        Assert.Null(await store.VerifyAsync());

        Assert.True((await store.Get<UndoUnitChange>().HandleAsync(await store.ActorAsync("bandanvan"), id, new() { Reason = "nhầm" }, null, Ct)).Ok);
        Assert.Equal(before, await PictureAsync(store));
        Assert.Equal(Demo.KhunHa, (await store.ActorAsync("xa-khunha")).UnitId);
        Assert.Equal(2, await store.ReadAsync(db => db.Audit.CountAsync(a => a.Action == "units.changed" || a.Action == "units.change-undone", Ct)));
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task Merge_StillToCome_PeopleGoOverOnItsDay()
    {
        await using var store = await TestStore.CopyAsync();
        await RecordAsync(store, Request("2026-11-01"));
        Assert.Equal(Demo.KhunHa, (await store.ActorAsync("xa-khunha")).UnitId);

        store.Clock.Now = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);
        await store.Due.CatchUpAsync(Ct);
        Assert.Equal(New, (await store.ActorAsync("xa-khunha")).UnitId);
        Assert.Null(await store.VerifyAsync());
    }

    [Fact]
    public async Task Undo_WhereAModelHangsOnIt_IsRefusedByName()
    {
        await using var host = await DanVanHost.StartAsync();
        var board = await host.ClientAsync("bandanvan");
        var id = (await board.PostAsync("/api/v1/unit-changes", Merge("2026-10-15"))).Id;
        var khunha = await host.ClientAsync("xa-khunha");
        var model = await khunha.RegisterAsync(New, ("registeredOn", "2026-10-20"));
        Assert.True(model.Status == HttpStatusCode.Created, model.Text);

        var refused = await board.PostAsync($"/api/v1/unit-changes/{id}/undo", new { reason = "nhầm" });
        Assert.Equal((HttpStatusCode.Conflict, "unit-change.has-models"), (refused.Status, refused.Code));
        Assert.NotNull(host.Get<ReferenceData>().Current.Places.ById(New));
    }

    [Fact]
    public async Task Undo_OfTheEarlierOfTwo_IsRefusedUntilTheLaterIsUndone()
    {
        await using var store = await TestStore.CopyAsync();
        var board = await store.ActorAsync("bandanvan");
        var first = await RecordAsync(store, Request("2026-10-10"));
        var second = await RecordAsync(store, new()
        {
            Kind = "rename", DecisionNumber = "2/NQ", IssuedBy = "UBTVQH", On = "2026-10-15", Targets = [new() { Whole = [New], Name = "Bình Khun Mới" }],
        });

        var undo = store.Get<UndoUnitChange>();
        Assert.Equal("unit-change.later-change", (await undo.HandleAsync(board, first, new() { Reason = "nhầm" }, null, Ct)).Refusals[0].Code);
        Assert.True((await undo.HandleAsync(board, second, new() { Reason = "nhầm" }, null, Ct)).Ok);
        Assert.True((await undo.HandleAsync(board, first, new() { Reason = "nhầm" }, null, Ct)).Ok);
        Assert.Null(store.Reference.Places[Demo.BinhLu].ValidTo);
    }

    [Fact]
    public async Task Split_LeavesPeopleToBePlacedAndBothCommunesOwe()
    {
        await using var store = await TestStore.CopyAsync();
        var request = new UnitChangeRequest
        {
            Kind = "split", DecisionNumber = "3/NQ", IssuedBy = "UBTVQH", On = "2026-10-15",
            Targets =
            [
                new() { Code = "03390", Name = "Bình Lư", Kind = "xã", Parts = [new(Demo.BinhLu, 0.7m)] },
                new() { Code = "03430", Name = "Khun Há", Kind = "xã", Whole = [Demo.KhunHa], Parts = [new(Demo.BinhLu, 0.3m)] },
            ],
        };
        var shown = (await store.Get<RecordUnitChange>().PreviewAsync(await store.ActorAsync("bandanvan"), request, Ct)).Value;
        Assert.Equal([("duyet-binhlu", false), ("xa-binhlu", false), ("xa-khunha", true)], shown.Accounts.Select(a => (a.UserName, a.Moves)));
        Assert.True(shown.Models.Divided > 0 && shown.Models.Divided < shown.Models.Total);

        await RecordAsync(store, request);
        Assert.Equal(Demo.BinhLu, (await store.ActorAsync("xa-binhlu")).UnitId);
        Assert.Equal("12-2026/03430", (await store.ActorAsync("xa-khunha")).UnitId);
        Assert.Equal(2, await store.ReadAsync(db => db.Obligations.CountAsync(o => o.Period == "2026-Q4" && (o.BodyId == Committee || o.BodyId == "12-2026.03430.dang-uy"), Ct)));
    }

    [Fact]
    public async Task Level_MadeMovedIntoAndAbolished_LeavesCommunesUnderTheProvinceAndEveryModelCounted()
    {
        await using var store = await TestStore.CopyAsync();
        await RecordAsync(store, Of("create", "2026-10-10", new NewUnitRequest { Code = "119", Name = "Thử", Kind = "huyện", Level = "district", ParentId = Demo.LaiChau }));
        await RecordAsync(store, Of("change_parent", "2026-10-12", new NewUnitRequest { Whole = [Demo.BinhLu], ParentId = "12-2026/119" }));
        Assert.Equal(["12-2026/119", Demo.LaiChau], store.Reference.Places.AncestorsOf(New).Select(u => u.Id));
        Assert.Equal("unit-change.nothing-abolished", (await store.Get<RecordUnitChange>().PreviewAsync(await store.ActorAsync("quantri"), Of("abolish_level", "2026-10-15"), Ct)).Refusals[0].Code);
        var last = await RecordAsync(store, Of("abolish_level", "2026-10-15") with { Abolished = ["12-2026/119"] });

        var places = store.Reference.Places;
        Assert.False(places["12-2026/119"].ValidOn(new(2026, 10, 15)));
        var now = places.SuccessorAt(Demo.BinhLu, new(2026, 10, 15))!;
        Assert.Equal((Demo.LaiChau, "12-20261015/03390"), (now.ParentId!, now.Id));
        // The people have come along both times.
        Assert.Equal(now.Id, (await store.ActorAsync("xa-binhlu")).UnitId);
        Assert.Null(await store.VerifyAsync());

        Assert.True((await store.Get<UndoUnitChange>().HandleAsync(await store.ActorAsync("bandanvan"), last, new() { Reason = "nhầm" }, null, Ct)).Ok);
        Assert.Equal(New, (await store.ActorAsync("xa-binhlu")).UnitId);
        Assert.True(store.Reference.Places["12-2026/119"].ValidOn(new(2026, 10, 15)));
    }

    [Fact]
    public async Task Merge_OfMembersOfOneCluster_TheNewCommuneTakesTheirPlace()
    {
        await using var store = await TestStore.CopyAsync();
        var clusters = new ClusterQueries(store.Store);
        var old = (await clusters.OfAsync(Demo.Campaign, new(2026, 10, 14), Ct)).Single(c => c.Units.Contains(Demo.BinhLu));
        Assert.Contains(Demo.KhunHa, old.Units);
        var before = await PictureAsync(store);
        var id = await RecordAsync(store, Request("2026-10-15"));
        var cluster = (await clusters.OfAsync(Demo.Campaign, new(2026, 10, 15), Ct)).Single(c => c.Id == old.Id);
        Assert.Equal(old.Units.Except([Demo.BinhLu, Demo.KhunHa]).Append(New).Order(StringComparer.Ordinal), cluster.Units);
        Assert.True((await store.Get<UndoUnitChange>().HandleAsync(await store.ActorAsync("bandanvan"), id, new() { Reason = "nhầm" }, null, Ct)).Ok);
        Assert.Equal(before, await PictureAsync(store));
    }

    [Fact]
    public async Task Undo_WhateverHangsOnIt_IsNamedAllAtOnce()
    {
        await using var store = await TestStore.CopyAsync();
        var id = await RecordAsync(store, Request("2026-10-15"));
        await store.Writer.WriteAsync(
            async (w, cancel) =>
            {
                w.Db.Villages.Add(new() { Id = "v1", UnitId = New, Name = "bản Thử", ValidFrom = new(2026, 10, 15) });
                w.Db.Bodies.Add(new() { Id = "b1", UnitId = New, ProvinceId = Demo.LaiChau, Kind = DanVanDashboard.Domain.Bodies.BodyKind.School, Block = DanVanDashboard.Domain.Campaigns.OrganisationBlock.School, Order = 1, ValidFrom = new(2026, 10, 15), Version = 1 });
                w.Db.Extensions.Add(new() { Id = "e1", CampaignId = Demo.Campaign, BodyId = Committee, Period = "2026-Q4", Until = new(2027, 1, 20), Reason = "thử", GivenBy = "x", GivenAt = w.Now });
                (await w.Db.Accounts.AsTracking().SingleAsync(a => a.UserName == "hoidong", cancel)).UnitId = New;
                return true;
            },
            Ct);

        var refused = (await store.Get<UndoUnitChange>().HandleAsync(await store.ActorAsync("bandanvan"), id, new(), null, Ct)).Refusals.Select(r => r.Code);
        Assert.Equal(["unit-change.reason-missing", "unit-change.has-deadlines", "unit-change.has-accounts", "unit-change.has-bodies", "unit-change.has-records"], refused);
        Assert.NotNull(store.Reference.Places.ById(New));
    }

    [Fact]
    public async Task Record_OfADayLongPast_SaysNothingAnewAndCanBeUndone()
    {
        await using var store = await TestStore.CopyAsync();
        await store.Due.CatchUpAsync(Ct);
        var id = await RecordAsync(store, Request("2026-02-01"));
        await store.Due.CatchUpAsync(Ct);
        Assert.Empty((await store.Get<UndoUnitChange>().HandleAsync(await store.ActorAsync("bandanvan"), id, new() { Reason = "nhầm" }, null, Ct)).Refusals.Select(r => r.Code));
    }

    [Fact]
    public async Task Pages_OfUnitsAndModels_SayWhichDecisionAndWhereItIsToday()
    {
        await using var host = await DanVanHost.StartAsync();
        var board = await host.ClientAsync("bandanvan");
        var model = (await board.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&unit={Demo.KhunHa}")).GetProperty("models")[0].GetProperty("id").GetString();
        await board.PostAsync("/api/v1/unit-changes", Merge("2026-10-15"));

        var text = WebUtility.HtmlDecode((await board.GetAsync($"/dia-ban/{New}")).Text);
        Assert.Contains("1/NQ-UBTVQH, Ủy ban Thường vụ Quốc hội", text, StringComparison.Ordinal);
        text = WebUtility.HtmlDecode((await board.GetAsync($"/mo-hinh/{model}")).Text);
        Assert.Contains("Xã Khun Há (cũ)", text, StringComparison.Ordinal);
        Assert.Contains("xã Bình Khun", text, StringComparison.Ordinal);
        Assert.Equal(Demo.KhunHa, (await board.JsonAsync($"/api/v1/models/{model}")).GetProperty("unitId").GetString());
    }

    [Theory]
    [InlineData("xa-binhlu", "unit-change.not-allowed")]
    [InlineData("thuongtruc", "unit-change.not-allowed")]
    [InlineData("quantri", null)]
    public async Task Record_ByRole(string user, string? code)
    {
        await using var store = await TestStore.CopyAsync();
        var answer = await store.Get<RecordUnitChange>().HandleAsync(await store.ActorAsync(user), Request("2026-10-15"), null, Ct);
        Assert.Equal(code, answer.Refusals.Select(r => r.Code).FirstOrDefault());
    }

    [Fact]
    public async Task Record_WhatIsNoMatterOfTheInstance_IsRefusedByItsField()
    {
        await using var host = await DanVanHost.StartAsync();
        var board = await host.ClientAsync("bandanvan");
        var other = await board.PostAsync("/api/v1/unit-changes", new { kind = "rename", decisionNumber = "1", issuedBy = "x", on = "2026-10-15", targets = new[] { new { whole = new[] { "20-2025/06016" }, name = "Mới" } } });
        var root = await board.PostAsync("/api/v1/unit-changes", new { kind = "rename", decisionNumber = "1", issuedBy = "x", on = "2026-10-15", targets = new[] { new { whole = new[] { Demo.LaiChau }, name = "Mới" } } });
        var unread = await board.PostAsync("/api/v1/unit-changes", new { kind = "swap", on = "mai" });
        Assert.Contains(other.Code, new[] { "unit-change.outside", "unit-change.unit-unknown" });
        Assert.Equal("unit-change.root-unit", root.Code);
        Assert.Equal(["unit-change.change-unknown", "unit-change.day-unreadable"], unread.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()));
    }

    private static object Merge(string on, bool dryRun = false) => new
    {
        kind = "merge", decisionNumber = "1/NQ-UBTVQH", issuedBy = "Ủy ban Thường vụ Quốc hội", title = "Sắp xếp xã (thử)", on, dryRun,
        targets = new[] { new { code = "03390", name = "Bình Khun", kind = "xã", whole = new[] { Demo.BinhLu, Demo.KhunHa } } },
    };

    private static UnitChangeRequest Request(string on) => JsonSerializer.Deserialize<UnitChangeRequest>(JsonSerializer.Serialize(Merge(on)), DanVanDashboard.Api.ApiAnswer.Options)!;

    private static UnitChangeRequest Of(string kind, string on, params NewUnitRequest[] targets) => new() { Kind = kind, DecisionNumber = kind, IssuedBy = "UBTVQH", On = on, Targets = targets };

    private static async Task<string> RecordAsync(TestStore store, UnitChangeRequest request)
    {
        var answer = await store.Get<RecordUnitChange>().HandleAsync(await store.ActorAsync("bandanvan"), request, null, Ct);
        Assert.Empty(answer.Refusals.Select(r => $"{r.Code} {r.Field}"));
        return JsonDocument.Parse(answer.Value.Json).RootElement.GetProperty("id").GetString()!;
    }

    private static async Task<(Dictionary<string, int> AsWas, Dictionary<string, int> Current, Dictionary<string, int> District)> CountsAsync(ApiClient board) =>
        (await RowsAsync(board, "as-was"), await RowsAsync(board, "current"), await RowsAsync(board, "old-district"));

    private static async Task<Dictionary<string, int>> RowsAsync(ApiClient board, string boundaries) =>
        (await board.SummaryAsync($"&by=unit&boundaries={boundaries}")).GetProperty("rows").EnumerateArray()
            .ToDictionary(r => r.GetProperty("key").GetString()!, r => r.GetProperty("totals").GetProperty("registered").GetInt32())
            .Where(r => r.Value > 0).ToDictionary(r => r.Key, r => r.Value);

    /// <summary>All that a change touches, as text.</summary>
    private static async Task<string> PictureAsync(TestStore store) => await store.ReadAsync(async db => JsonSerializer.Serialize(new
    {
        units = await db.Units.OrderBy(u => u.Id).ToListAsync(Ct), lineage = await db.Lineage.OrderBy(l => l.FromId).ThenBy(l => l.ToId).ToListAsync(Ct),
        bodies = await db.Bodies.OrderBy(b => b.Id).Select(b => new { b.Id, b.UnitId, b.Order, b.ValidFrom, b.ValidTo, b.HeirId }).ToListAsync(Ct), names = await db.BodyNames.OrderBy(n => n.BodyId).ThenBy(n => n.From).ToListAsync(Ct),
        lines = await db.BodyLines.OrderBy(l => l.BodyId).ThenBy(l => l.ParentId).ToListAsync(Ct), obligations = await db.Obligations.OrderBy(o => o.CampaignId).ThenBy(o => o.BodyId).ThenBy(o => o.Period).ToListAsync(Ct),
        members = await db.ClusterMembers.OrderBy(m => m.Id).ToListAsync(Ct), accounts = await db.Accounts.OrderBy(a => a.Id).Select(a => new { a.Id, a.UnitId, a.BodyId }).ToListAsync(Ct),
    }));
}

[Trait("Category", "Postgres")]
public sealed class PostgresUnitChangeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Merge_RecordedAndUndone_OnPostgres()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.OpenAsync(TestStore.Settings(folder, demo: true, await postgres.SeededDatabaseAsync()));
        var (board, ct) = (await store.ActorAsync("bandanvan"), TestContext.Current.CancellationToken);
        var request = new UnitChangeRequest
        {
            Kind = "merge", DecisionNumber = "1/NQ", IssuedBy = "UBTVQH", On = "2026-10-15", Targets = [new() { Code = "03390", Name = "Bình Khun", Kind = "xã", Whole = [Demo.BinhLu, Demo.KhunHa] }],
        };
        Assert.Equal(3, (await store.Get<RecordUnitChange>().PreviewAsync(board, request, ct)).Value.Accounts.Count);
        var done = await store.Get<RecordUnitChange>().HandleAsync(board, request, null, ct);
        Assert.Empty(done.Refusals.Select(r => r.Code));
        Assert.Equal("12-2026/03390", (await store.ActorAsync("xa-khunha")).UnitId);
        var id = JsonDocument.Parse(done.Value.Json).RootElement.GetProperty("id").GetString()!;
        Assert.Empty((await store.Get<UndoUnitChange>().HandleAsync(board, id, new() { Reason = "nhầm" }, null, ct)).Refusals.Select(r => r.Code));
        Assert.Equal(Demo.KhunHa, (await store.ActorAsync("xa-khunha")).UnitId);
        Assert.Null(await store.VerifyAsync());
    }
}
