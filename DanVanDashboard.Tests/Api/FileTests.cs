using System.Net;
using System.Text;
using DanVanDashboard.Data;
using DanVanDashboard.Files;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>Evidence: pieces that go on, content that is looked at, metadata that goes, rights of what it belongs to.</summary>
[Trait("Category", "Security")]
public sealed class FileTests(ApiHost api) : IClassFixture<ApiHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Taken => new()
    {
        { "anh.jpg", "image/jpeg" }, { "anh.png", "image/png" }, { "anh.webp", "image/webp" }, { "bien ban.pdf", "application/pdf" },
        { "bao cao.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "bang.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }, { "slide.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task Upload_OfEveryKindTaken_IsKeptWithoutWhatItTells(string name, string type)
    {
        var (reporter, model) = await ModelAsync();

        var file = await SendAsync(reporter, model, name, Content(name));

        Assert.Equal((HttpStatusCode.OK, type), (file.Status, file.Json.GetProperty("mediaType").GetString()));
        using var answer = await reporter.Http.GetAsync($"/api/v1/files/{file.Id}", Ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(type, FileKind.Of(bytes)!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Upload_BrokenOffAndServerStartedAgain_GoesOnWhereItStopped()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        var content = Pictures.Jpeg(60_000);
        string model, id;
        await using (var first = await DanVanHost.StartOnAsync(folder))
        {
            var reporter = await first.ClientAsync("xa-binhlu");
            model = (await reporter.RegisterAsync()).Id;
            id = (await StartAsync(reporter, model, "anh.jpg", content.Length)).Id;
            Assert.Equal(HttpStatusCode.OK, (await PutAsync(reporter, id, 0, content[..20_000])).Status);
            Assert.Equal("attachment.incomplete", (await CompleteAsync(reporter, id)).Code);
            Assert.Empty((await reporter.JsonAsync($"/api/v1/files?ownerKind=model&ownerId={model}")).EnumerateArray());
        }

        await using var second = await DanVanHost.StartOnAsync(folder);
        var again = await second.ClientAsync("xa-binhlu");
        Assert.Equal(20_000, (await again.JsonAsync($"/api/v1/files/uploads/{id}")).GetProperty("offset").GetInt64());
        Assert.Equal((HttpStatusCode.Conflict, "attachment.offset-wrong"), await PutAsync(again, id, 0, content[..10]) is var wrong ? (wrong.Status, wrong.Code) : default);
        await PutAsync(again, id, 20_000, content[20_000..]);
        var file = await CompleteAsync(again, id);
        Assert.Equal((HttpStatusCode.OK, id), (file.Status, file.Id));
        Assert.Equal(file.Text, (await CompleteAsync(again, id)).Text);
        Assert.Single((await again.JsonAsync($"/api/v1/files?ownerKind=model&ownerId={model}")).EnumerateArray());
    }

    [Fact]
    public async Task Upload_WhatItsContentIsNot_IsRefusedAndForgotten()
    {
        var (reporter, model) = await ModelAsync();

        Assert.Equal("attachment.type-unknown", (await SendAsync(reporter, model, "anh.jpg", "<script>alert(1)</script>"u8.ToArray())).Code);
        Assert.Equal("attachment.type-unknown", (await SendAsync(reporter, model, "van ban.docx", Pictures.Office("word/document.xml", "word/vbaProject.bin"))).Code);
        Assert.Equal("attachment.type-unknown", (await SendAsync(reporter, model, "nen.docx", Pictures.Office("khac.xml"))).Code);
        Assert.Equal("attachment.damaged", (await SendAsync(reporter, model, "anh.jpg", Pictures.Jpeg()[..60])).Code);
        var renamed = await SendAsync(reporter, model, "anh.pdf", Pictures.Png());
        Assert.Equal("attachment.people-unknown", renamed.Code);
        Assert.Empty((await reporter.JsonAsync($"/api/v1/files?ownerKind=model&ownerId={model}")).EnumerateArray());
    }

    [Fact]
    public async Task Start_EverythingWrong_IsNamedByItsField()
    {
        var (reporter, model) = await ModelAsync();

        var answer = await reporter.PostAsync("/api/v1/files/uploads", new { ownerKind = "model", ownerId = model, name = "may.exe", size = 0, people = true, caption = new string('a', 501) });
        var large = await reporter.PostAsync("/api/v1/files/uploads", new { ownerKind = "model", ownerId = model, name = "anh.jpg", size = FileVerbs.Limit + 1 });

        Assert.Equal(["attachment.type-unknown file", "attachment.empty file", "attachment.consent-missing consent", "model.text-too-long caption"], Errors(answer));
        Assert.Equal(["attachment.too-large file", "attachment.people-unknown people"], Errors(large));
        Assert.Equal(["attachment.name-missing name", "attachment.empty file"], Errors(await reporter.PostAsync("/api/v1/files/uploads", new { ownerKind = "model", ownerId = model })));
    }

    [Fact]
    public async Task Files_OfAnotherCommune_AreNeitherSeenNorAdded()
    {
        var (reporter, model) = await ModelAsync();
        var file = await SendAsync(reporter, model, "anh.jpg", Pictures.Jpeg());
        var other = await api.AsAsync("xa-khunha");
        var committee = await api.AsAsync("thuongtruc");

        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync($"/api/v1/files/{file.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync($"/api/v1/files?ownerKind=model&ownerId={model}"));
        Assert.Equal("attachment.owner-not-found", (await StartAsync(other, model, "anh.jpg", 10)).Code);
        Assert.Equal((HttpStatusCode.Forbidden, "attachment.not-allowed"), await StartAsync(committee, model, "anh.jpg", 10) is var no ? (no.Status, no.Code) : default);
        Assert.Equal(HttpStatusCode.OK, await committee.StatusAsync($"/api/v1/files/{file.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusAsync($"/api/v1/files/{file.Id}/thumbnail"));
        // A small picture is its own thumbnail.
        Assert.Equal(HttpStatusCode.OK, await reporter.StatusAsync($"/api/v1/files/{file.Id}/thumbnail"));
        Assert.Equal("attachment.upload-not-found", (await PutAsync(other, (await StartAsync(reporter, model, "anh.jpg", 10)).Id, 0, [1])).Code);
    }

    [Fact]
    public async Task Withdraw_WithAReason_HidesTheFileAndKeepsItsRow()
    {
        var (reporter, model) = await ModelAsync();
        var file = await SendAsync(reporter, model, "anh.jpg", Pictures.Jpeg());

        Assert.Equal("attachment.reason-missing", (await reporter.PostAsync($"/api/v1/files/{file.Id}/withdraw", new { })).Code);
        Assert.Equal("attachment.not-found", (await (await api.AsAsync("xa-khunha")).PostAsync($"/api/v1/files/{file.Id}/withdraw", new { reason = "x" })).Code);
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostAsync($"/api/v1/files/{file.Id}/withdraw", new { reason = "Gửi nhầm" })).Status);
        Assert.Equal("attachment.already-withdrawn", (await reporter.PostAsync($"/api/v1/files/{file.Id}/withdraw", new { reason = "Gửi nhầm" })).Code);
        Assert.Equal(HttpStatusCode.NotFound, await reporter.StatusAsync($"/api/v1/files/{file.Id}"));
        Assert.Empty((await (await api.AsAsync("thuongtruc")).JsonAsync($"/api/v1/files?ownerKind=model&ownerId={model}")).EnumerateArray());
        await using var db = api.Host.Get<Store>().Read();
        Assert.Equal(["file.added", "file.withdrawn"], await db.Audit.Where(a => a.Subject == file.Id).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync(Ct));
    }

    private static byte[] Content(string name) => Path.GetExtension(name) switch
    {
        ".jpg" => Pictures.Jpeg(),
        ".png" => Pictures.Png(),
        ".webp" => Pictures.Webp(),
        ".pdf" => "%PDF-1.7\n%%EOF"u8.ToArray(),
        ".docx" => Pictures.Office("word/document.xml"),
        ".xlsx" => Pictures.Office("xl/workbook.xml"),
        _ => Pictures.Office("ppt/presentation.xml"),
    };

    private static IEnumerable<string> Errors(Answer answer) => answer.Json.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("code").GetString()} {e.GetProperty("field").GetString()}");

    [Fact]
    public async Task Scan_OfADecision_IsReadByThoseWhoReadItAndAddedByThoseWhoTakeSuch()
    {
        var (reporter, model) = await ModelAsync();
        var approver = await api.AsAsync("duyet-binhlu");
        await approver.DoneAsync(model, "accept", "2026-10-05");
        await reporter.DoneAsync(model, "verify", "2026-10-10", ("by", "Tổ xác minh thử"));
        var decision = (await approver.PostAsync("/api/v1/decisions", new { campaign = Demo.Campaign, kind = "recognise", number = "Q-quet", on = "2026-10-15", level = "commune", models = new[] { model } })).Id;

        Assert.Equal((HttpStatusCode.Forbidden, "attachment.not-allowed"), await StartAsync(reporter, decision, "quyet dinh.pdf", 10, "decision") is var refused ? (refused.Status, refused.Code) : default);
        var scan = Content("bien ban.pdf");
        var started = await StartAsync(approver, decision, "quyet dinh.pdf", scan.Length, "decision");
        Assert.True(started.Status == HttpStatusCode.Created, started.Text);
        await PutAsync(approver, started.Id, 0, scan);
        var file = await CompleteAsync(approver, started.Id);
        Assert.True(file.Status == HttpStatusCode.OK, file.Text);

        Assert.Equal(file.Id, Assert.Single((await reporter.JsonAsync($"/api/v1/files?ownerKind=decision&ownerId={decision}")).EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.OK, await reporter.StatusAsync($"/api/v1/files/{file.Id}"));
        // Another commune's people read neither the decision nor its scan.
        var stranger = await api.AsAsync("xa-khunha");
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync($"/api/v1/decisions/{decision}"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusAsync($"/api/v1/files/{file.Id}"));
        Assert.Equal("attachment.owner-not-found", (await StartAsync(stranger, decision, "quyet dinh.pdf", 10, "decision")).Code);
    }

    private static Task<Answer> StartAsync(ApiClient client, string owner, string name, long size, string kind = "model") => client.PostAsync(
        "/api/v1/files/uploads", new { ownerKind = kind, ownerId = owner, name, size, people = FileKind.Named(name) is { Image: true } ? false : (bool?)null });

    private static async Task<Answer> PutAsync(ApiClient client, string id, long offset, byte[] bytes)
    {
        using var content = new ByteArrayContent(bytes);
        using var answer = await client.Http.PutAsync($"/api/v1/files/uploads/{id}?offset={offset}", content, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static Task<Answer> CompleteAsync(ApiClient client, string id) => client.PostAsync($"/api/v1/files/uploads/{id}/complete", "{}");

    private static async Task<Answer> SendAsync(ApiClient client, string model, string name, byte[] content)
    {
        var started = await StartAsync(client, model, name, content.Length);
        Assert.True(started.Status == HttpStatusCode.Created, started.Text);
        var sent = await PutAsync(client, started.Id, 0, content);
        Assert.True(sent.Status == HttpStatusCode.OK, sent.Text);
        return await CompleteAsync(client, started.Id);
    }

    private async Task<(ApiClient Reporter, string Model)> ModelAsync()
    {
        var reporter = await api.AsAsync("xa-binhlu");
        return (reporter, (await reporter.RegisterAsync()).Id);
    }
}
