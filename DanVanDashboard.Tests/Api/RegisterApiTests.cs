using System.Net;
using System.Net.Http.Headers;
using DanVanDashboard.Export;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Tests.Features.Models.Import;
using DanVanDashboard.Tests.Support;

namespace DanVanDashboard.Tests.Api;

/// <summary>The register over HTTP and by command: import, undo, export, template, kept lists.</summary>
public sealed class RegisterApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Register_OverHttpAndByCommand_GoesInAndOut()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        await using var host = await DanVanHost.StartOnAsync(folder);
        var (board, reporter, standing) = (await host.ClientAsync("bandanvan"), await host.ClientAsync("xa-binhlu"), await host.ClientAsync("thuongtruc"));
        var (one, bad) = (RegisterFile.Row(1), RegisterFile.Row(2));
        bad[ModelColumn.Field] = "Thể thao";

        var dry = await PostAsync(reporter, $"/api/v1/imports?campaign={Demo.Campaign}&fileName=thu.xlsx&dryRun=true", RegisterFile.Of(one, bad));
        Assert.Equal((HttpStatusCode.OK, 2, 1, 1), (dry.Status, dry.Json.GetProperty("rows").GetInt32(), dry.Json.GetProperty("models").GetInt32(), dry.Json.GetProperty("wrong").GetInt32()));
        var message = dry.Json.GetProperty("messages")[0];
        Assert.Equal((3, "field", "B", "Thể thao", "import.field-unknown"), (message.GetProperty("row").GetInt32(), message.GetProperty("column").GetString(), message.GetProperty("letter").GetString(),
            message.GetProperty("value").GetString(), message.GetProperty("code").GetString()));
        Assert.Equal((HttpStatusCode.BadRequest, "import.rows-wrong"), Of(await PostAsync(reporter, $"/api/v1/imports?campaign={Demo.Campaign}", RegisterFile.Of(one, bad))));
        Assert.Equal((HttpStatusCode.Forbidden, "import.not-allowed"), Of(await PostAsync(standing, $"/api/v1/imports?campaign={Demo.Campaign}", RegisterFile.Of(one))));
        Assert.Equal((HttpStatusCode.BadRequest, "sheet.not-a-workbook"), Of(await PostAsync(reporter, $"/api/v1/imports?campaign={Demo.Campaign}", new("x"u8.ToArray()))));

        // One file twice: written twice it could bear two times.
        var file = RegisterFile.Of(one).ToArray();
        var done = await PostAsync(reporter, $"/api/v1/imports?campaign={Demo.Campaign}&fileName=thu.xlsx", new(file));
        Assert.Equal((HttpStatusCode.Created, 1), (done.Status, done.Json.GetProperty("models").GetInt32()));
        Assert.Equal((HttpStatusCode.Conflict, "import.already-done"), Of(await PostAsync(reporter, $"/api/v1/imports?campaign={Demo.Campaign}", new(file))));
        var id = done.Json.GetProperty("import").GetProperty("id").GetString();

        var list = await board.JsonAsync($"/api/v1/imports?campaign={Demo.Campaign}");
        Assert.Equal((id, "done", true), (list[0].GetProperty("id").GetString(), list[0].GetProperty("state").GetString(), list[0].GetProperty("mayUndo").GetBoolean()));
        var query = $"phong-trao={Demo.Campaign}&ky=tat-ca&dot-nhap={id}";
        var exported = await RowsAsync(board, $"/mo-hinh/xuat/xlsx?{query}");
        Assert.Equal(["Tên mô hình", "Đường hoa kiểu mẫu số 1 (thử)"], exported.Select(r => r[0].Text));
        var csv = (await board.GetAsync($"/mo-hinh/xuat/csv?{query}")).Text;
        Assert.Contains("Tên mô hình,Lĩnh vực", csv, StringComparison.Ordinal);
        Assert.Contains("Đường hoa kiểu mẫu số 1 (thử),Kinh tế,Tập thể", csv, StringComparison.Ordinal);
        Assert.Single(await RowsAsync(await host.ClientAsync("xa-khunha"), $"/mo-hinh/xuat/xlsx?{query}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await board.GetAsync("/mo-hinh/xuat/pdf")).Status);
        await AssertOffersNoRetiredFieldAsync(board, reporter);
        Assert.Equal(ModelColumns.Imported.Count, (await RowsAsync(reporter, $"/api/v1/imports/template?campaign={Demo.Campaign}"))[0].Values.Count);

        var undone = await reporter.PostAsync($"/api/v1/imports/{id}/undo", new { reason = "nhập nhầm (thử)" }, key: "undo-1");
        Assert.Equal((HttpStatusCode.OK, "undone"), (undone.Status, undone.Json.GetProperty("state").GetString()));
        Assert.Equal(undone.Text, (await reporter.PostAsync($"/api/v1/imports/{id}/undo", new { reason = "nhập nhầm (thử)" }, key: "undo-1")).Text);

        // By command, beside the running instance: a dry run, what is wrong, and the import.
        await File.WriteAllBytesAsync(Path.Combine(folder, "sai.xlsx"), RegisterFile.Of(RegisterFile.FullRow(8), bad).ToArray(), Ct);
        await File.WriteAllBytesAsync(Path.Combine(folder, "dung.xlsx"), RegisterFile.Of(RegisterFile.FullRow(8)).ToArray(), Ct);
        var wrong = await ProgramProcess.RunAsync(folder, "import", "models", "sai.xlsx", "--campaign", Demo.Campaign, "--dry-run");
        var right = await ProgramProcess.RunAsync(folder, "import", "models", "dung.xlsx", "--campaign", Demo.Campaign);

        Assert.Equal((1, "would import 1 of 2, wrong 1, duplicate 0"), (wrong.Code, wrong.Output[^1]));
        Assert.Contains("[import.field-unknown]", Assert.Single(wrong.Error), StringComparison.Ordinal);
        Assert.True(right.Code == 0 && right.Output[^1] == "imported 1 of 1, wrong 0, duplicate 0", string.Join('\n', right.Error));
        var models = await board.JsonAsync($"/api/v1/models?campaign={Demo.Campaign}&q=kieu mau so 8");
        Assert.Equal("recognised_province", models.GetProperty("models")[0].GetProperty("status").GetString());

        var kept = await reporter.PostAsync("/api/v1/lists", new { name = "Của tôi", query = "ky=2026" });
        Assert.Equal(HttpStatusCode.Created, kept.Status);
        Assert.Equal("/mo-hinh?ky=2026", (await reporter.JsonAsync("/api/v1/lists"))[0].GetProperty("href").GetString());
    }

    private static (HttpStatusCode, string?) Of(Answer answer) => (answer.Status, answer.Code);

    private static async Task<Answer> PostAsync(ApiClient client, string path, MemoryStream file)
    {
        using var content = new ByteArrayContent(file.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(WorkbookWriter.ContentType) } };
        using var answer = await client.Http.PostAsync(path, content, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>The lists of a template hold what is offered to new models, and nothing else.</summary>
    private static async Task AssertOffersNoRetiredFieldAsync(ApiClient board, ApiClient reporter)
    {
        const string Field = "Quốc phòng - an ninh";
        Assert.Contains(Field, await TemplateAsync(), StringComparison.Ordinal);
        await RetireAsync(true);
        Assert.DoesNotContain(Field, await TemplateAsync(), StringComparison.Ordinal);
        await RetireAsync(false);

        async Task RetireAsync(bool retired)
        {
            var fields = (await board.JsonAsync($"/api/v1/campaigns/{Demo.Campaign}")).GetProperty("fields").EnumerateArray().Select(f => new
            {
                key = f.GetProperty("key").GetString(), nameVi = f.GetProperty("nameVi").GetString(), nameEn = f.GetProperty("nameEn").GetString(), standard = f.GetProperty("standard").GetString(),
                retired = retired && f.GetProperty("key").GetString() == "defence_security",
            }).ToList();
            Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/campaigns/{Demo.Campaign}/fields", new { items = fields })).Status);
        }

        async Task<string> TemplateAsync()
        {
            using var answer = await reporter.Http.GetAsync($"/api/v1/imports/template?campaign={Demo.Campaign}", Ct);
            using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct)));
            var text = new System.Text.StringBuilder();
            foreach (var entry in zip.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                text.Append(await reader.ReadToEndAsync(Ct));
            }

            return text.ToString();
        }
    }

    private static async Task<List<SheetRow>> RowsAsync(ApiClient client, string path)
    {
        using var answer = await client.Http.GetAsync(path, Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(Ct));
        using var book = WorkbookReader.Open(file);
        return book.Rows(book.Sheets[0]).ToList();
    }
}
