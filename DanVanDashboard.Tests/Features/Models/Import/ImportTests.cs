using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Features.Models.Import;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Live;
using DanVanDashboard.Seeding;
using DanVanDashboard.Tests.Support;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Tests.Features.Models.Import;

/// <summary>A register from a file: checked row by row, imported as a whole, taken back as a whole.</summary>
public sealed class ImportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Ways in which a row can be wrong, with the code and the column of the message.</summary>
    private static readonly (string Code, ModelColumn Column, Action<Dictionary<ModelColumn, string>> Spoil)[] s_ways =
    [
        ("model.name-missing", ModelColumn.Name, r => r[ModelColumn.Name] = " "),
        ("model.text-too-long", ModelColumn.Name, r => r[ModelColumn.Name] = r[ModelColumn.Name] + new string('a', 300)),
        ("model.owner-missing", ModelColumn.Owner, r => r.Remove(ModelColumn.Owner)),
        ("import.field-missing", ModelColumn.Field, r => r.Remove(ModelColumn.Field)),
        ("import.field-unknown", ModelColumn.Field, r => r[ModelColumn.Field] = "Thể thao"),
        ("import.subject-unknown", ModelColumn.Subject, r => r[ModelColumn.Subject] = "Nhóm"),
        ("import.unit-missing", ModelColumn.Unit, r => r.Remove(ModelColumn.Unit)),
        ("import.unit-unknown", ModelColumn.Unit, r => r[ModelColumn.Unit] = "Xã Không Có"),
        ("import.unit-not-then", ModelColumn.Unit, r => r[ModelColumn.Unit] = "Thị trấn Tam Đường"),
        ("import.unit-code-differs", ModelColumn.UnitCode, r => r[ModelColumn.UnitCode] = "03430"),
        ("import.unit-outside", ModelColumn.Unit, r => r[ModelColumn.Unit] = "xã Phong Nha"),
        ("import.body-unknown", ModelColumn.Body, r => r[ModelColumn.Body] = "Câu lạc bộ thử"),
        ("import.day-unreadable", ModelColumn.RegisteredOn, r => r[ModelColumn.RegisteredOn] = "31/02/2026"),
        ("model.registered-in-future", ModelColumn.RegisteredOn, r => r[ModelColumn.RegisteredOn] = "01/12/2026"),
        ("model.outside-campaign", ModelColumn.RegisteredOn, r => r[ModelColumn.RegisteredOn] = "31/12/2025"),
        ("import.level-unknown", ModelColumn.Target, r => r[ModelColumn.Target] = "Cấp khác"),
        ("event.verify-first", ModelColumn.CommuneOn, r => (r[ModelColumn.CommuneOn], r[ModelColumn.CommuneNumber]) = ("01/06/2026", "thử-1")),
        ("event.decision-missing", ModelColumn.CommuneNumber, r => (r[ModelColumn.VerifiedOn], r[ModelColumn.VerifiedBy], r[ModelColumn.CommuneOn]) = ("01/05/2026", "Tổ thử", "01/06/2026")),
        ("event.by-missing", ModelColumn.VerifiedBy, r => r[ModelColumn.VerifiedOn] = "01/05/2026"),
        ("event.reason-missing", ModelColumn.StopReason, r => r[ModelColumn.StoppedOn] = "01/05/2026"),
    ];

    /// <summary>Further ways, tried on a row each.</summary>
    private static readonly (string Code, ModelColumn Column, Action<Dictionary<ModelColumn, string>> Spoil)[] s_more =
    [
        ("import.subject-missing", ModelColumn.Subject, r => r.Remove(ModelColumn.Subject)),
        ("model.body-elsewhere", ModelColumn.Body, r => r[ModelColumn.Body] = "Hội Nông dân xã Khun Há"),
        ("import.block-unknown", ModelColumn.Block, r => r[ModelColumn.Block] = "Khối lạ"),
        ("import.visibility-unknown", ModelColumn.Visibility, r => r[ModelColumn.Visibility] = "Kín"),
        ("import.flag-unknown", ModelColumn.Consent, r => r[ModelColumn.Consent] = "có lẽ"),
        ("import.form-unknown", ModelColumn.CommendForm, r => (r[ModelColumn.CommendedOn], r[ModelColumn.CommendForm], r[ModelColumn.CommendGiver]) = ("01/09/2026", "Cờ", "UBND thử")),
        ("event.giver-missing", ModelColumn.CommendGiver, r => (r[ModelColumn.CommendedOn], r[ModelColumn.CommendForm]) = ("01/09/2026", "Giấy khen")),
        ("import.day-missing", ModelColumn.CommuneOn, r => r[ModelColumn.CommuneNumber] = "thử-1"),
        ("event.before-registration", ModelColumn.VerifiedOn, r => (r[ModelColumn.VerifiedOn], r[ModelColumn.VerifiedBy]) = ("01/01/2026", "Tổ thử")),
        ("event.in-future", ModelColumn.ExemplarOn, r => r[ModelColumn.ExemplarOn] = "01/12/2026"),
        ("event.no-district-level", ModelColumn.DistrictOn, r =>
            (r[ModelColumn.VerifiedOn], r[ModelColumn.VerifiedBy], r[ModelColumn.DistrictOn], r[ModelColumn.DistrictNumber], r[ModelColumn.DistrictBody]) = ("01/05/2026", "Tổ thử", "01/06/2026", "thử-1", "Huyện ủy thử")),
        ("model.text-too-long", ModelColumn.Person, r => r[ModelColumn.Person] = new string('a', 501)),
        ("import.cell-error", ModelColumn.Owner, r => r[ModelColumn.Owner] = "#REF!"),
    ];

    [Fact]
    public async Task Check_5000RowsOfWhich200AreWrongIn20Ways_NamesEachAndImportsNothing_ThenTheMendedFileGoesInAndOutAgain()
    {
        await using var store = await TestStore.CopyAsync();
        var (board, register) = (await store.ActorAsync("bandanvan"), store.Get<ImportRegister>());
        var communes = store.Reference.Places.Under(Demo.LaiChau, new(2026, 10, 20), DanVanDashboard.Domain.Localities.UnitLevel.Commune).Select(u => u.FullNameAtStart).ToList();
        var right = Enumerable.Range(0, 5000).Select(i => RegisterFile.Row(i, communes[i % communes.Count])).ToList();
        foreach (var (row, i) in right.Select((r, i) => (r, i)).Where(x => x.i % 5 == 0))
        {
            (row[ModelColumn.VerifiedOn], row[ModelColumn.VerifiedBy], row[ModelColumn.CommuneOn], row[ModelColumn.CommuneNumber]) = ("01/05/2026", "Tổ xác minh (thử)", "01/06/2026", $"thử-{i}");
        }

        // Every 25th row, in turn; its past is left out, so that it is wrong in one way only.
        var wrong = right.Select(r => r.ToDictionary()).ToList();
        for (var i = 0; i < 200; i++)
        {
            wrong[i * 25] = RegisterFile.Row(i * 25, "Xã Bình Lư");
            s_ways[i % s_ways.Length].Spoil(wrong[i * 25]);
        }

        var (before, events) = await CountsAsync(store);
        var staged = (await register.StageAsync(board, Demo.Campaign, "danh sach.xlsx", RegisterFile.Of(wrong), Ct)).Value;
        var outcome = (await register.CheckAsync(board, staged.Id, null, Ct)).Value;

        Assert.Equal((5000, 200, 0, 4800), (outcome.Rows, outcome.Wrong, outcome.Duplicates, outcome.Models.Count));
        Assert.Equal("would import 4800 of 5000, wrong 200, duplicate 0", outcome.Line("would import", outcome.Models.Count));
        foreach (var (way, i) in s_ways.Select((w, i) => (w, i)))
        {
            var said = outcome.Messages.Where(m => m.Refusal.Code == way.Code).ToList();
            Assert.True(said.Count == 10 && said.All(m => m.Column == way.Column), $"{way.Code}: {said.Count} at {string.Join(", ", said.Select(m => m.Column).Distinct())}");
            Assert.Equal(Enumerable.Range(0, 10).Select(k => (((k * s_ways.Length) + i) * 25) + 2), said.Select(m => m.Row));
        }

        AllHaveWords(store, outcome.Messages.Select(m => m.Refusal));
        Assert.Equal("import.rows-wrong", (await register.ImportAsync(board, staged.Id, null, Ct)).Refusals.Single().Code);
        Assert.Equal((before, events), await CountsAsync(store));

        var wakes = 0;
        await using var viewer = store.Feed.Subscribe(Interest.All(Demo.Campaign), TimeSpan.Zero, _ => { Interlocked.Increment(ref wakes); return Task.CompletedTask; });
        var phases = new HashSet<string>();
        staged = (await register.StageAsync(board, Demo.Campaign, "danh sach.xlsx", RegisterFile.Of(right), Ct)).Value;
        var done = await register.ImportAsync(board, staged.Id, p => phases.Add(p.Phase), Ct);

        Assert.True(done.Ok, string.Join('\n', done.Refusals.Select(r => $"{r.Code} {string.Join(' ', r.Arguments)}")));
        Assert.Equal((5000, 3000), (done.Value.View.Models, done.Value.View.Events));
        Assert.Equal((before + 5000, events + 8000), await CountsAsync(store));
        Assert.Superset(new HashSet<string> { "read", "check", "write" }, phases);
        Assert.Null(await store.VerifyAsync());
        await Eventually.IsAsync(() => Volatile.Read(ref wakes) == 1);

        var undone = await register.UndoAsync(board, staged.Id, new() { Reason = "nhập nhầm (thử)" }, null, null, Ct);

        Assert.True(undone.Ok, string.Join(' ', undone.Refusals.Select(r => r.Code)));
        Assert.Equal(before, (await CountsAsync(store)).Models);
        Assert.Null(await store.VerifyAsync());
        Assert.Equal("undone", (await register.ListAsync(board, Demo.Campaign, Ct)).Value.Single().State);
        Assert.Equal("import.not-done", (await register.UndoAsync(board, staged.Id, new() { Reason = "x" }, null, null, Ct)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Check_EveryFurtherWay_IsSaidAtItsColumn()
    {
        await using var store = await TestStore.CopyAsync();
        var rows = s_more.Select((w, i) => { var row = RegisterFile.Row(i); w.Spoil(row); return row; }).ToList();

        var outcome = await CheckAsync(store, "bandanvan", RegisterFile.Of(rows));

        // The file holds no error of a formula: text that looks like one is a text.
        foreach (var (way, i) in s_more.Select((w, i) => (w, i)).Where(x => x.w.Code != "import.cell-error"))
        {
            var said = outcome.Messages.Where(m => m.Row == i + 2).ToList();
            Assert.True(said.Exists(m => m.Refusal.Code == way.Code && m.Column == way.Column), $"{way.Code} at {way.Column}: {string.Join(", ", said.Select(m => $"{m.Refusal.Code} at {m.Column}"))}");
        }

        AllHaveWords(store, outcome.Messages.Select(m => m.Refusal));
    }

    [Fact]
    public async Task Check_TheSameModelTwice_IsADuplicateInTheFileAndInTheRegister()
    {
        await using var store = await TestStore.CopyAsync();
        var (first, again) = (RegisterFile.Row(1), RegisterFile.Row(1));
        // Case, punctuation and the place of the tone mark make no other model.
        (first[ModelColumn.Name], again[ModelColumn.Name]) = ("Tổ hoà giải, thôn hoà thuận (thử)", "TỔ HÒA GIẢI thôn hòa thuận (thử)");
        await ImportAsync(store, "bandanvan", RegisterFile.Of(RegisterFile.Row(7)));

        var outcome = await CheckAsync(store, "bandanvan", RegisterFile.Of(first, again, RegisterFile.Row(7), RegisterFile.Row(7, "Xã Khun Há")));

        Assert.Equal([(3, "import.duplicate-in-file"), (4, "import.duplicate-in-register")], outcome.Messages.Select(m => (m.Row, m.Refusal.Code)));
        Assert.Equal((4, 0, 2), (outcome.Rows, outcome.Wrong, outcome.Duplicates));
        AllHaveWords(store, outcome.Messages.Select(m => m.Refusal));
    }

    [Fact]
    public async Task Import_TheSameFileAgain_SaysSo()
    {
        await using var store = await TestStore.CopyAsync();
        var file = RegisterFile.Of(RegisterFile.Row(1)).ToArray();
        await ImportAsync(store, "bandanvan", new(file));
        var (board, register) = (await store.ActorAsync("bandanvan"), store.Get<ImportRegister>());

        var again = (await register.StageAsync(board, Demo.Campaign, "khac ten.xlsx", new MemoryStream(file), Ct)).Value;

        Assert.Equal("import.already-done", (await register.DoneBeforeAsync(again, Ct))!.Code);
        Assert.Equal("import.already-done", (await register.ImportAsync(board, again.Id, null, Ct)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Undo_AfterAModelWasWorkedOn_IsRefusedAndNamesIt()
    {
        await using var store = await TestStore.CopyAsync();
        var import = await ImportAsync(store, "xa-binhlu", RegisterFile.Of(RegisterFile.Row(1), RegisterFile.Row(2)));
        var id = await store.ReadAsync(db => db.ImportModels.Where(m => m.ImportId == import.Id && m.Row == 3).Select(m => m.ModelId).SingleAsync(Ct));
        Assert.True((await store.Record.HandleAsync(await store.ActorAsync("duyet-binhlu"), id, new() { Kind = "accept", On = "2026-10-15" }, null, Ct)).Ok);

        var refused = (await store.Get<ImportRegister>().UndoAsync(await store.ActorAsync("xa-binhlu"), import.Id, new() { Reason = "nhầm" }, null, null, Ct)).Refusals.Single();

        Assert.Equal(("import.touched-since", "1", "Đường hoa kiểu mẫu số 2 (thử)"), (refused.Code, refused.Arguments[0], refused.Arguments[1]));
        Assert.Equal(0, await store.ReadAsync(db => db.ModelEvents.CountAsync(e => e.Kind == ModelEventKind.Revoke && e.ModelId == id, Ct)));
        Assert.Equal("import.reason-missing", (await store.Get<ImportRegister>().UndoAsync(await store.ActorAsync("bandanvan"), import.Id, new(), null, null, Ct)).Refusals.Single().Code);
        Assert.Equal("import.not-found", (await store.Get<ImportRegister>().UndoAsync(await store.ActorAsync("xa-khunha"), import.Id, new() { Reason = "nhầm" }, null, null, Ct)).Refusals.Single().Code);
        AllHaveWords(store, [refused]);
    }

    [Fact]
    public async Task Import_ByACommune_IsItsOwnAndDecidesNothing()
    {
        await using var store = await TestStore.CopyAsync();
        var decided = RegisterFile.Row(2);
        decided[ModelColumn.AcceptedOn] = "10/01/2026";

        var reporter = await CheckAsync(store, "xa-binhlu", RegisterFile.Of(RegisterFile.Row(1), decided, RegisterFile.Row(3, "Xã Khun Há")));
        var approver = await CheckAsync(store, "duyet-binhlu", RegisterFile.Of(RegisterFile.Row(1), decided));
        var council = await store.Get<ImportRegister>().StageAsync(await store.ActorAsync("hoidong"), Demo.Campaign, "a.xlsx", RegisterFile.Of(decided), Ct);
        var standing = await store.Get<ImportRegister>().StageAsync(await store.ActorAsync("thuongtruc"), Demo.Campaign, "a.xlsx", RegisterFile.Of(decided), Ct);
        var closed = await store.Get<ImportRegister>().StageAsync(await store.ActorAsync("bandanvan"), "long-an-2021-2025", "a.xlsx", RegisterFile.Of(decided), Ct);
        var farmers = await CheckAsync(store, "hoinongdan", RegisterFile.Of(RegisterFile.Row(4)));

        Assert.Equal([(3, "event.not-allowed"), (4, "model.not-your-unit")], reporter.Messages.Select(m => (m.Row, m.Refusal.Code)));
        Assert.Equal([(3, "event.own-entry")], approver.Messages.Select(m => (m.Row, m.Refusal.Code)));
        Assert.Equal(("import.not-allowed", "import.not-allowed", "model.campaign-closed"), (council.Refusals[0].Code, standing.Refusals[0].Code, closed.Refusals[0].Code));
        // A body beside the map owns what it enters, wherever the row says that it lies.
        Assert.Equal(Demo.FarmersBody, farmers.Models.Single().Model.BodyId);
        Assert.True(farmers.Models.Single().Model.NonLocal);
    }

    [Fact]
    public async Task Import_WithAllThatHappened_IsReadBackAndGoesIntoAnotherCampaignTheSame()
    {
        await using var store = await TestStore.CopyAsync();
        var formula = RegisterFile.Row(3);
        formula[ModelColumn.Name] = "=HYPERLINK(\"http://x\",\"thử\")";
        var stopped = RegisterFile.Row(4, "03430 Khun Há");
        (stopped[ModelColumn.Unit], stopped[ModelColumn.UnitCode], stopped[ModelColumn.StoppedOn], stopped[ModelColumn.StopReason]) = ("", "3430", "01/07/2026", "hết kinh phí (thử)");
        var import = await ImportAsync(store, "bandanvan", RegisterFile.Of(RegisterFile.FullRow(1), RegisterFile.FullRow(2, "xã Khun Há"), formula, stopped));
        await store.Get<Seeder>().FillAsync(1, 5, TextWriter.Null, Ct);
        var other = store.Reference.Campaigns.Last(c => c.NameVi.StartsWith("Mô phỏng số", StringComparison.Ordinal)).Id;

        var first = await ExportAsync(store, Demo.Campaign, import.Id);
        var second = await ExportAsync(store, other, (await ImportAsync(store, "bandanvan", new(first.File), other)).Id);

        Assert.Equal(4, first.Rows.Count);
        Assert.Equal(Known(first.Rows), Known(second.Rows));
        var full = first.Rows.Single(r => r[0] == "Đường hoa kiểu mẫu số 1 (thử)");
        Assert.Equal(["Cấp tỉnh", "Lưu hành nội bộ", "Có", "10/01/2026", "01/06/2026", "Tổ xác minh (thử)", "15/06/2026", "12-QĐ/ĐU (thử)"], full[(int)ModelColumn.Target..(int)ModelColumn.CommuneBody]);
        Assert.Equal(("Hội Nông dân xã Bình Lư", "Môi trường; Chuyển đổi số", "Người thử"), (full[(int)ModelColumn.Body], string.Join("; ", full[(int)ModelColumn.Themes].Split("; ").OrderDescending(StringComparer.Ordinal)), full[(int)ModelColumn.Person]));
        Assert.Equal(("Đường tối (thử)\nNhiều dốc", "=nhân rộng được (thử)"), (full[(int)ModelColumn.Situation], full[(int)ModelColumn.Sustainability]));
        Assert.Contains(first.Rows, r => r[0] == "=HYPERLINK(\"http://x\",\"thử\")");
        Assert.Contains(first.Rows, r => r[(int)ModelColumn.StopReason] == "hết kinh phí (thử)" && r[(int)ModelColumn.UnitCode] == "03430");
        Assert.Null(await store.VerifyAsync());

        static string Known(List<List<string>> rows) => string.Join('\n', rows.Select(r => string.Join('|', r[..(int)ModelColumn.Stage])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Layout_OfAnotherRegister_IsGuessedCorrectedAndRememberedForTheSameHeads()
    {
        await using var store = await TestStore.CopyAsync();
        var (board, register) = (await store.ActorAsync("bandanvan"), store.Get<ImportRegister>());
        string[] heads = ["STT", "Tên mô hình, điển hình (*)", "Thuộc lĩnh vực", "Tập thể/cá nhân", "Đơn vị thực hiện", "Xã, phường", "Ngày đăng ký", "Người làm đầu mối"];
        MemoryStream File(int number) => RegisterFile.Of(
            [["ĐẢNG ỦY XÃ BÌNH LƯ (thử)"], [], ["DANH SÁCH MÔ HÌNH", null, null]], heads, [["1", $"Mô hình riêng {number} (thử)", "KT", "Tập thể", "Chi hội (thử)", "Bình Lư", "5/1/2026", "Người thử"]]);

        var staged = (await register.StageAsync(board, Demo.Campaign, "a.xlsx", File(1), Ct)).Value;
        var (_, guessed) = (await register.LayoutAsync(board, staged.Id, Ct)).Value;

        Assert.Equal((4, "Danh sách"), (guessed.HeaderRow, guessed.Sheet));
        Assert.Equal(
            [(ModelColumn.Name, 1), (ModelColumn.Field, 2), (ModelColumn.Subject, 3), (ModelColumn.Owner, 4), (ModelColumn.Unit, 5), (ModelColumn.RegisteredOn, 6)],
            guessed.Mapping.OrderBy(m => m.Value).Select(m => (m.Key, m.Value)));
        Assert.Equal("Mô hình riêng 1 (thử)", guessed.Columns.Single(c => c.Index == 1).Sample);

        var mapped = await register.MapAsync(board, staged.Id, guessed.Sheet, guessed.HeaderRow, new Dictionary<ModelColumn, int>(guessed.Mapping) { [ModelColumn.Person] = 7 }, Ct);
        Assert.True(mapped.Ok);
        var done = await register.ImportAsync(board, staged.Id, null, Ct);
        Assert.True(done.Ok, string.Join(' ', done.Refusals.Select(r => r.Code)));
        Assert.Equal("Người thử", await store.ReadAsync(db => db.ModelPeople.Where(p => db.ImportModels.Any(i => i.ModelId == p.ModelId && i.ImportId == staged.Id)).Select(p => p.Name).SingleAsync(Ct)));

        var next = (await register.StageAsync(await store.ActorAsync("xa-binhlu"), Demo.Campaign, "b.xlsx", File(2), Ct)).Value;
        Assert.Equal(7, ImportLayout.Mapped(next.Mapping)[ModelColumn.Person]);
        var without = await register.MapAsync(board, (await register.StageAsync(board, Demo.Campaign, "c.xlsx", File(3), Ct)).Value.Id, "Danh sách", 2, null, Ct);
        Assert.Equal("import.column-missing", (await register.CheckAsync(board, (await store.ReadAsync(db => db.Imports.OrderByDescending(i => i.Id).FirstAsync(Ct))).Id, null, Ct)).Refusals.Single().Code);
        Assert.True(without.Ok);
    }

    [Fact]
    public async Task Stage_WhatIsNoWorkbook_IsRefused()
    {
        await using var store = await TestStore.CopyAsync();
        var register = store.Get<ImportRegister>();

        var text = await register.StageAsync(await store.ActorAsync("bandanvan"), Demo.Campaign, "a.xlsx", new MemoryStream("a;b"u8.ToArray()), Ct);
        var empty = await CheckCodeAsync(store, RegisterFile.Of());

        Assert.Equal(("sheet.not-a-workbook", "import.no-rows"), (text.Refusals.Single().Code, empty));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(store.Options.DataDirectory, "imports")), f => new FileInfo(f).Length < 10);
        AllHaveWords(store, Enum.GetNames<DanVanDashboard.Export.SheetProblem>().Length == 6 ? [text.Refusals[0], ImportFiles.TooLarge] : []);
    }

    private static async Task<string> CheckCodeAsync(TestStore store, MemoryStream file)
    {
        var (board, register) = (await store.ActorAsync("bandanvan"), store.Get<ImportRegister>());
        return (await register.CheckAsync(board, (await register.StageAsync(board, Demo.Campaign, "a.xlsx", file, Ct)).Value.Id, null, Ct)).Refusals.Single().Code;
    }

    private static async Task<ImportOutcome> CheckAsync(TestStore store, string user, MemoryStream file)
    {
        var (actor, register) = (await store.ActorAsync(user), store.Get<ImportRegister>());
        var outcome = await register.CheckAsync(actor, (await register.StageAsync(actor, Demo.Campaign, "thu.xlsx", file, Ct)).Value.Id, null, Ct);
        return outcome.Value;
    }

    private static async Task<ImportView> ImportAsync(TestStore store, string user, MemoryStream file, string campaign = Demo.Campaign)
    {
        var (actor, register) = (await store.ActorAsync(user), store.Get<ImportRegister>());
        var staged = (await register.StageAsync(actor, campaign, "thu.xlsx", file, Ct)).Value;
        var outcome = (await register.CheckAsync(actor, staged.Id, null, Ct)).Value;
        Assert.True(outcome.Whole, string.Join('\n', outcome.Messages.Select(m => $"{m.Row} {m.Column} {m.Refusal.Code} {string.Join(' ', m.Refusal.Arguments)}")));
        return (await register.ImportAsync(actor, staged.Id, null, Ct)).Value.View;
    }

    private static async Task<(byte[] File, List<List<string>> Rows)> ExportAsync(TestStore store, string campaign, string import)
    {
        var (lists, words) = (store.Get<ModelListModels>(), store.Get<ModelWords>());
        var (selection, state) = lists.Select(await store.ActorAsync("bandanvan"), new() { View = new() { Campaign = campaign, Period = "tat-ca" }, Narrow = new() { ImportId = import } }).Value;
        var file = new MemoryStream();
        // Without the parts that answer a request.
        await new ModelExport(store.Store, store.Get<DanVanDashboard.Projection.ReferenceData>(), lists, store.Get<DanVanDashboard.Projection.ModelRegister>(), words, store.Clock, store.Get<DanVanDashboard.Access.Actors>(), null!, store.Get<Microsoft.Extensions.Localization.IStringLocalizer<DanVanDashboard.Filters.FiltersText>>()).WriteAsync(file, "xlsx", selection, state, Ct);
        using var book = DanVanDashboard.Export.WorkbookReader.Open(file);
        return (file.ToArray(), book.Rows(book.Sheets[0]).Skip(1).Select(r => Enumerable.Range(0, ModelColumns.All.Count).Select(i => r[i].Text).ToList()).ToList());
    }

    private static async Task<(int Models, int Events)> CountsAsync(TestStore store) => (
        (int)store.Cubes.Snapshot(Demo.Campaign).Query(new() { Period = new(DanVanDashboard.Domain.Campaigns.PeriodKind.Year, 2026, 0) }).Totals.Registered,
        await store.ReadAsync(db => db.ModelEvents.CountAsync(e => e.CampaignId == Demo.Campaign, Ct)));

    private static void AllHaveWords(TestStore store, IEnumerable<Refusal> refusals)
    {
        var (text, before) = (store.Get<IStringLocalizer<RefusalText>>(), CultureInfo.CurrentUICulture);
        var words = new ProblemWords(text);
        try
        {
            foreach (var refusal in refusals.DistinctBy(r => r.Code).ToList())
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("vi");
                var vietnamese = words.Words(refusal);
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
                Assert.NotEqual(refusal.Code, vietnamese);
                Assert.NotEqual(vietnamese, words.Words(refusal));
                Assert.DoesNotContain("{", vietnamese, StringComparison.Ordinal);
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
