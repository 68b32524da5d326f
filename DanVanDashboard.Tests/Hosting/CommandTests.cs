using System.Net;
using DanVanDashboard.Export;
using DanVanDashboard.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DanVanDashboard.Tests.Hosting;

/// <summary>The command line, called as a process, beside a running instance and alone.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string StoreFile => Path.Combine(_folder, "danvan.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Commands_BesideARunningInstance_GoThroughIt()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        await using var host = await DanVanHost.StartOnAsync(_folder);

        var token = await ProgramProcess.RunAsync(_folder, "token", "create", "--user", "bandanvan");
        var fill = await ProgramProcess.RunAsync(_folder, "demo", "fill", "--models", "25", "--seed", "3");
        var verify = await ProgramProcess.RunAsync(_folder, "verify");
        var backup = await ProgramProcess.RunAsync(_folder, "backup", "copy.db");
        var restore = await ProgramProcess.RunAsync(_folder, "restore", "copy.db");
        var export = await ProgramProcess.RunAsync(_folder, "export", "xlsx", "bo/hoi-nghi.xlsx", "--campaign", Demo.Campaign, "--period", "2026", "--document", "review", "--boundaries", "current");

        Assert.True(export.Code == 0 && export.Output[^1].StartsWith("exported ", StringComparison.Ordinal), string.Join('\n', [.. export.Output, .. export.Error]));
        await using (var bytes = File.OpenRead(Path.Combine(_folder, "bo", "hoi-nghi.xlsx")))
        {
            using var book = WorkbookReader.Open(bytes);
            var wanted = (await (await host.ClientAsync("bandanvan")).JsonAsync($"/api/v1/summary?campaign={Demo.Campaign}&period=2026&boundaries=current")).GetProperty("totals").GetProperty("registered").GetDecimal();
            Assert.Equal(wanted, decimal.Parse(book.Rows("Tổng hợp").First(r => r[0].Text == "Đăng ký")[1].Text, System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.True(token.Code == 0 && token.Output[^1].StartsWith("dv_", StringComparison.Ordinal), string.Join('\n', token.Error));
        var client = await host.ClientAsync(null);
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", token.Output[^1]);
        var campaigns = await client.JsonAsync("/api/v1/campaigns");
        Assert.True(fill.Code == 0, string.Join('\n', fill.Error));
        Assert.StartsWith("filled mo-phong-3 with 25 models (seed 3)", fill.Output[^1], StringComparison.Ordinal);
        Assert.Contains(campaigns.EnumerateArray(), c => c.GetProperty("id").GetString() == "mo-phong-3" && c.GetProperty("simulated").GetBoolean());
        Assert.Equal(25, (await client.JsonAsync("/api/v1/summary?campaign=mo-phong-3")).GetProperty("totals").GetProperty("registered").GetInt32());
        Assert.Equal((0, "ok: store, audit chain and cube agree"), (verify.Code, verify.Output[^1]));
        Assert.True(backup.Code == 0 && File.Exists(Path.Combine(_folder, "copy.db")), string.Join('\n', backup.Error));
        Assert.Equal((1, "An instance is running on this store. Stop it, then restore."), (restore.Code, Assert.Single(restore.Error)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(DanVanDashboard.Hosting.ControlSocket.PathOf(_folder)));
        }
    }

    [Fact]
    public async Task Commands_Alone_AreTheWriterThemselves()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));

        var token = await ProgramProcess.RunAsync(_folder, "token", "create", "--user", "xa-binhlu");
        var backup = await ProgramProcess.RunAsync(_folder, "backup", "copy.db");
        var export = await ProgramProcess.RunAsync(_folder, "export", "pptx", "trinh-chieu.pptx", "--campaign", Demo.Campaign, "--period", "2026", "--user", "xa-binhlu", "--lang", "en");
        var elsewhere = await ProgramProcess.RunAsync(_folder, "export", "pptx", "khac.pptx", "--campaign", Demo.Campaign, "--unit", Demo.KhunHa, "--user", "xa-binhlu", "--lang", "en");
        var unknown = await ProgramProcess.RunAsync(_folder, "export", "pptx", "khac.pptx", "--colour", "red");
        Assert.True(export.Code == 0, string.Join('\n', export.Error));
        using (var deck = DocumentFormat.OpenXml.Packaging.PresentationDocument.Open(Path.Combine(_folder, "trinh-chieu.pptx"), false))
        {
            Assert.True(deck.PresentationPart!.SlideParts.SelectMany(s => s.ChartParts).Count() >= 3);
        }

        Assert.Equal((1, 2), (elsewhere.Code, unknown.Code));
        Assert.NotEmpty(Assert.Single(elsewhere.Error));
        Assert.False(File.Exists(Path.Combine(_folder, "khac.pptx")));
        File.Delete(StoreFile);
        var gone = await ProgramProcess.RunAsync(_folder, "verify");
        var restore = await ProgramProcess.RunAsync(_folder, "restore", "copy.db");
        var verify = await ProgramProcess.RunAsync(_folder, "verify");

        Assert.True(token.Code == 0 && token.Output.Length == 1, string.Join('\n', [.. token.Output, .. token.Error]));
        Assert.Equal((0, 1, 0, 0), (backup.Code, gone.Code, restore.Code, verify.Code));
        await using var host = await DanVanHost.StartOnAsync(_folder);
        var client = await host.ClientAsync(null);
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", token.Output[^1]);
        Assert.Equal(HttpStatusCode.OK, await client.StatusAsync("/api/v1/campaigns"));
    }

    [Fact]
    public async Task Backup_WithEvidence_BringsStoreAndFilesBack()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        using var elsewhere = new TempFolder();
        var copy = Path.Combine(elsewhere, "copy.db");
        var content = Pictures.Jpeg(3_000);
        string id;
        byte[] kept;
        (int Code, string[] Output, string[] Error) first, second;
        await using (var host = await DanVanHost.StartOnAsync(_folder))
        {
            var reporter = await host.ClientAsync("xa-binhlu");
            id = await UploadAsync(reporter, content);
            kept = await reporter.Http.GetByteArrayAsync($"/api/v1/files/{id}", Ct);
            first = await ProgramProcess.RunAsync(_folder, "backup", copy);
            // Sent after the copy: no part of it.
            var later = await UploadAsync(reporter, content);
            Assert.False(File.Exists(Path.Combine(copy + ".uploads", later[^2..], later)));
            second = await ProgramProcess.RunAsync(_folder, "backup", copy);
        }

        Assert.True(first.Code == 0 && first.Output[^1].EndsWith("evidence files: 1 copied, 0 there already, 0 lacking", StringComparison.Ordinal), string.Join('\n', [.. first.Output, .. first.Error]));
        Assert.EndsWith("evidence files: 1 copied, 1 there already, 0 lacking", second.Output[^1], StringComparison.Ordinal);
        File.Delete(StoreFile);
        Directory.Delete(Path.Combine(_folder, "uploads"), recursive: true);

        var restore = await ProgramProcess.RunAsync(_folder, "restore", copy);

        Assert.True(restore.Code == 0 && restore.Output[^1].EndsWith("evidence files: 2 put back, 0 lacking", StringComparison.Ordinal), string.Join('\n', [.. restore.Output, .. restore.Error]));
        await using var again = await DanVanHost.StartOnAsync(_folder);
        var approver = await again.ClientAsync("duyet-binhlu");
        Assert.Equal(kept, await approver.Http.GetByteArrayAsync($"/api/v1/files/{id}", Ct));
        // Small enough to be its own thumbnail, though no script made one.
        Assert.Equal(HttpStatusCode.OK, await approver.StatusAsync($"/api/v1/files/{id}/thumbnail"));
    }

    [Fact]
    public async Task Backup_OfEvidenceThatWasChanged_NamesItAndFails()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        string changed, gone;
        await using (var host = await DanVanHost.StartOnAsync(_folder))
        {
            var reporter = await host.ClientAsync("xa-binhlu");
            (changed, gone) = (await UploadAsync(reporter, Pictures.Jpeg(3_000)), await UploadAsync(reporter, Pictures.Jpeg(4_000)));
        }

        await File.AppendAllTextAsync(Path.Combine(_folder, "uploads", changed[^2..], changed), "x", Ct);
        File.Delete(Path.Combine(_folder, "uploads", gone[^2..], gone));

        var backup = await ProgramProcess.RunAsync(_folder, "backup", "copy.db");

        Assert.Equal((1, 2), (backup.Code, backup.Error.Length));
        Assert.Contains(backup.Error, e => e.Contains(changed, StringComparison.Ordinal) && e.EndsWith("its hash is another", StringComparison.Ordinal));
        Assert.Contains(backup.Error, e => e.Contains(gone, StringComparison.Ordinal) && e.EndsWith("is not there", StringComparison.Ordinal));
        Assert.EndsWith("0 copied, 0 there already, 2 lacking", backup.Output[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AfterAnUpdateByHand_ExitsWithOneAndSaysWhere()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = StoreFile, Pooling = false }.ToString()))
        {
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE audit SET detail = '{}' WHERE number = 3";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
        }

        var verify = await ProgramProcess.RunAsync(_folder, "verify");

        Assert.Equal((1, "audit row 3 was changed"), (verify.Code, Assert.Single(verify.Output)));
    }

    [Fact]
    public async Task Restore_OfWhatIsNoStore_IsRefusedAndLeavesTheStore()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: false));
        await File.WriteAllTextAsync(Path.Combine(_folder, "text.db"), "no store", Ct);

        var missing = await ProgramProcess.RunAsync(_folder, "restore", "gone.db");
        var text = await ProgramProcess.RunAsync(_folder, "restore", "text.db");
        var verify = await ProgramProcess.RunAsync(_folder, "verify");

        Assert.Equal((1, 1, 0), (missing.Code, text.Code, verify.Code));
        Assert.Contains("there is no such file", Assert.Single(missing.Error), StringComparison.Ordinal);
        Assert.Contains("text.db cannot be restored", Assert.Single(text.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAFolderInUse_ExitsWithOneLine()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        await using var host = await DanVanHost.StartOnAsync(_folder);

        var second = await ProgramProcess.RunAsync(_folder);

        Assert.Equal((1, $"Another instance already runs on {_folder.Path}. Stop it first, or set DanVan:DataDirectory to another folder."), (second.Code, Assert.Single(second.Error)));
        Assert.DoesNotContain(second.Output, l => l.Contains("   at ", StringComparison.Ordinal) || l.Contains("StartRefusedException", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await (await host.ClientAsync(null)).StatusAsync("/readyz"));
    }

    [Fact]
    public async Task Start_WithWrongSettings_SaysThemAllAndExitsWithTwo()
    {
        var start = await ProgramProcess.RunAsync(_folder, "--DanVan:Demo:SimulatorEventsPerMinute=many", "--DanVan:Database:Provider=Oracle");

        Assert.Equal((2, 3), (start.Code, start.Error.Length));
        Assert.Contains("DanVan:Database:Provider", start.Error[1], StringComparison.Ordinal);
        Assert.Contains("DanVan:Demo:SimulatorEventsPerMinute", start.Error[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ThatIsUnknown_ExitsWithTwoAndUsage()
    {
        var answer = await ProgramProcess.RunAsync(_folder, "fly");

        Assert.Equal((2, "Unknown command: fly"), (answer.Code, answer.Error[0]));
        Assert.Contains(answer.Error, l => l.Contains("token create --user NAME", StringComparison.Ordinal));
        Assert.False(File.Exists(StoreFile));
    }

    [Fact]
    public async Task Token_OfAnUnknownUser_IsRefusedInWords()
    {
        _folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));

        var answer = await ProgramProcess.RunAsync(_folder, "token", "create", "--user", "khong-co");

        Assert.Equal(1, answer.Code);
        Assert.Empty(answer.Output);
        Assert.Contains("khong-co", Assert.Single(answer.Error), StringComparison.Ordinal);
    }

    /// <summary>A picture of a model of its own, as a plain form sends it: without a thumbnail.</summary>
    private static async Task<string> UploadAsync(ApiClient reporter, byte[] content)
    {
        var model = (await reporter.RegisterAsync()).Id;
        var started = await reporter.PostAsync("/api/v1/files/uploads", new { ownerKind = "model", ownerId = model, name = "anh.jpg", size = content.Length, people = false });
        Assert.True(started.Status == HttpStatusCode.Created, started.Text);
        using var bytes = new ByteArrayContent(content);
        using var sent = await reporter.Http.PutAsync($"/api/v1/files/uploads/{started.Id}?offset=0", bytes, Ct);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var done = await reporter.PostAsync($"/api/v1/files/uploads/{started.Id}/complete", new { });
        Assert.True(done.Status == HttpStatusCode.OK, done.Text);
        return done.Id;
    }
}
