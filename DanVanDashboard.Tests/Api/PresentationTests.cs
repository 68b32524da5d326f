using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DanVanDashboard.Data;
using DanVanDashboard.Export;
using DanVanDashboard.Pack;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace DanVanDashboard.Tests.Api;

/// <summary>Frozen figures, what is made of them, the confirmation before them, decks, and screens.</summary>
public sealed class PresentationTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Filters = "campaign=" + Demo.Campaign + "&period=2026&boundaries=current";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Freeze_ThenSomethingIsRegistered_KeepsEveryNumberAndCountsVersions()
    {
        var board = await api.AsAsync("bandanvan");
        var summary = await board.JsonAsync($"/api/v1/summary?{Filters}&by=unit");
        var set = await FreezeAsync(board, "Sơ kết giữ số (thử)");
        var before = await board.GetAsync($"/api/v1/snapshots/{set.Id}");

        Assert.Equal(HttpStatusCode.Created, (await board.RegisterAsync(Demo.BinhLu, ("name", "Đăng ký sau khi chốt (thử)"))).Status);

        var after = await board.GetAsync($"/api/v1/snapshots/{set.Id}");
        Assert.Equal(before.Text, after.Text);
        var units = after.Json.GetProperty("units").EnumerateArray().ToDictionary(u => u.GetProperty("key").GetString()!, u => u.GetProperty("totals"));
        Assert.Equal(38 + 1, units.Count);
        foreach (var row in summary.GetProperty("rows").EnumerateArray())
        {
            var (now, frozen) = (row.GetProperty("totals"), units[row.GetProperty("key").GetString()!]);
            Assert.Equal(now.GetProperty("registered").GetDecimal(), frozen.GetProperty("registered").GetDecimal());
            Assert.Equal(now.GetProperty("recognised").GetProperty("total").GetDecimal(), frozen.GetProperty("recognised").GetProperty("total").GetDecimal());
            Assert.Equal(now.GetProperty("inProgress").GetDecimal(), frozen.GetProperty("inProgress").GetDecimal());
        }

        Assert.Equal(summary.GetProperty("totals").GetProperty("registered").GetDecimal() + 1, (await board.JsonAsync($"/api/v1/summary?{Filters}")).GetProperty("totals").GetProperty("registered").GetDecimal());
        var again = await board.PostAsync("/api/v1/snapshots", Freeze("sơ kết  giữ số (thử)"));
        Assert.Equal(2, again.Json.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Pack_OfOneFrozenSet_AgreesInEveryFileAndSaysWhenItWasFrozen()
    {
        var board = await api.AsAsync("bandanvan");
        var set = await FreezeAsync(board, "Gói hội nghị (thử)");
        await board.RegisterAsync(Demo.KhunHa, ("name", "Đăng ký sau khi chốt gói (thử)"));
        var frozen = await board.JsonAsync($"/api/v1/snapshots/{set.Id}");
        var registered = frozen.GetProperty("totals").GetProperty("registered").GetDecimal();
        var units = frozen.GetProperty("units").EnumerateArray().ToDictionary(u => u.GetProperty("name").GetString()!, u => u.GetProperty("totals").GetProperty("registered").GetDecimal());

        using var slides = await FileAsync(board, $"pptx?snapshot={set.Id}");
        using var deck = PresentationDocument.Open(slides, false);
        var parts = deck.PresentationPart!.SlideParts.ToList();
        var stamp = new Regex("Số liệu chốt lúc [0-9]{2}:[0-9]{2} ngày [0-9]{2}/[0-9]{2}/[0-9]{4}, bản 1");
        Assert.All(parts, p => Assert.Matches(stamp, string.Concat(p.Slide.Descendants<A.Text>().Select(t => t.Text))));
        var drawn = parts.SelectMany(p => p.ChartParts).SelectMany(Points).ToLookup(p => p.Category, p => p.Value);
        Assert.All(units, u => Assert.Contains(u.Value, drawn[u.Key]));

        using var book = await FileAsync(board, $"xlsx?snapshot={set.Id}");
        using var workbook = SpreadsheetDocument.Open(book, false);
        Assert.Contains(Texts(workbook), t => stamp.IsMatch(t));
        Assert.Contains(Numbers(workbook), n => n == registered);
        using var paper = await FileAsync(board, $"docx?snapshot={set.Id}");
        using var report = WordprocessingDocument.Open(paper, false);
        Assert.Matches(stamp, report.MainDocumentPart!.Document!.InnerText + string.Concat(report.MainDocumentPart.FooterParts.Select(f => f.Footer!.InnerText)));
        using var sheet = await FileAsync(board, $"csv?snapshot={set.Id}");
        Assert.Contains("bản 1", await new StreamReader(sheet).ReadToEndAsync(Ct), StringComparison.Ordinal);

        // A set has its own filters; the same ones may be named, others not.
        Assert.Equal(HttpStatusCode.OK, (await board.GetAsync($"/api/v1/exports/csv?snapshot={set.Id}&{Filters}")).Status);
        Assert.Equal("snapshot.other-filters", (await board.GetAsync($"/api/v1/exports/csv?snapshot={set.Id}&period=2025")).Code);
        Assert.Equal("snapshot.not-found", (await board.GetAsync("/api/v1/exports/csv?snapshot=C0")).Code);
    }

    [Fact]
    public async Task Freeze_BySomebodyElseOrWithoutAName_IsRefusedAndKeepsNothing()
    {
        var board = await api.AsAsync("bandanvan");
        var before = (await board.JsonAsync("/api/v1/snapshots?campaign=" + Demo.Campaign)).GetArrayLength();

        Assert.Equal("snapshot.not-allowed", (await (await api.AsAsync("thuongtruc")).PostAsync("/api/v1/snapshots", Freeze("Thử"))).Code);
        Assert.Equal("snapshot.not-allowed", (await (await api.AsAsync("xa-binhlu")).PostAsync("/api/v1/snapshots", Freeze("Thử"))).Code);
        Assert.Equal("snapshot.name-empty", (await board.PostAsync("/api/v1/snapshots", Freeze("  "))).Code);
        Assert.Equal("snapshot.name-too-long", (await board.PostAsync("/api/v1/snapshots", Freeze(new string('a', 121)))).Code);
        Assert.Equal("summary.period-unknown", (await board.PostAsync("/api/v1/snapshots", new { campaign = Demo.Campaign, period = "2026-13", name = "Thử" })).Code);
        Assert.Equal(before, (await board.JsonAsync("/api/v1/snapshots?campaign=" + Demo.Campaign)).GetArrayLength());
    }

    [Fact]
    public async Task Set_AskedByAReporter_IsNotThere()
    {
        var (board, reporter) = (await api.AsAsync("bandanvan"), await api.AsAsync("xa-binhlu"));
        var set = await FreezeAsync(board, "Của tỉnh (thử)");

        Assert.Equal("snapshot.not-found", (await reporter.GetAsync($"/api/v1/snapshots/{set.Id}")).Code);
        Assert.Equal("snapshot.not-found", (await reporter.GetAsync($"/api/v1/exports/pptx?snapshot={set.Id}")).Code);
        Assert.Equal(0, (await reporter.JsonAsync("/api/v1/snapshots?campaign=" + Demo.Campaign)).GetArrayLength());
    }

    [Fact]
    public async Task Set_InTheStore_IsWhatItsHashAndTheLogSay()
    {
        var board = await api.AsAsync("bandanvan");
        var set = await FreezeAsync(board, "Có mã băm (thử)");
        await using var db = api.Host.Get<Store>().Read();
        var row = db.Snapshots.First(s => s.Id == set.Id);

        Assert.Equal(FrozenFigures.HashOf(row.Figures), row.Hash);
        Assert.Contains(row.Hash, db.Audit.First(a => a.Action == "figures.frozen" && a.Subject == set.Id).Detail, StringComparison.Ordinal);
        Assert.Contains(db.Events.ToList(), e => e.Kind == "figures.frozen" && e.Sequence == row.Sequence);
        Assert.Null(await api.Host.Get<DanVanDashboard.Projection.Verifier>().FirstFindingAsync(Ct));

        // Somebody changes what was frozen, past the program.
        var packed = row.Figures;
        await ReplaceAsync(set.Id, [.. packed[..^1], (byte)(packed[^1] ^ 1)]);
        Assert.Contains(set.Id, await api.Host.Get<DanVanDashboard.Projection.Verifier>().FirstFindingAsync(Ct), StringComparison.Ordinal);
        await ReplaceAsync(set.Id, packed);
    }

    [Fact]
    public async Task Confirmation_AnsweredThenFiguresChange_CountsOnlyWhatIsStillTrue()
    {
        var (board, mine, other) = (await api.AsAsync("bandanvan"), await api.AsAsync("xa-binhlu"), await api.AsAsync("xa-khunha"));
        var asked = await board.PostAsync("/api/v1/confirmations", new { campaign = Demo.Campaign, period = "2026", boundaries = "current", name = "Trước sơ kết (thử)", hours = 48 });
        Assert.True(asked.Status == HttpStatusCode.Created, asked.Text);
        Assert.Equal(38, asked.Json.GetProperty("asked").GetInt32());

        var shown = await mine.JsonAsync($"/api/v1/confirmations/{asked.Id}");
        var summary = await mine.JsonAsync($"/api/v1/summary?{Filters}&unit={Demo.BinhLu}");
        Assert.Equal(summary.GetProperty("totals").GetProperty("registered").GetDecimal(), shown.GetProperty("totals").GetProperty("registered").GetDecimal());
        Assert.Equal("confirmation.objection-empty", (await other.PostAsync(Answers(asked.Id), new { confirmed = false, text = " " })).Code);
        Assert.Equal("confirmation.not-yours", (await other.PostAsync(Answers(asked.Id), new { unitId = Demo.BinhLu, confirmed = true })).Code);
        Assert.Equal(HttpStatusCode.Created, (await other.PostAsync(Answers(asked.Id), new { confirmed = false, text = "Thiếu mô hình thắp sáng đường bản" })).Status);

        // What has changed since it was looked at cannot be confirmed; what changes afterwards is not counted as confirmed.
        await board.RegisterAsync(Demo.BinhLu, ("name", "Đăng ký trong lúc xác nhận (thử)"));
        var late = await mine.PostAsync(Answers(asked.Id), new { confirmed = true, seal = shown.GetProperty("seal").GetString() });
        Assert.Equal((HttpStatusCode.Conflict, "confirmation.changed-meanwhile"), (late.Status, late.Code));
        var seal = (await mine.JsonAsync($"/api/v1/confirmations/{asked.Id}")).GetProperty("seal").GetString();
        Assert.Equal(HttpStatusCode.Created, (await mine.PostAsync(Answers(asked.Id), new { confirmed = true, seal })).Status);
        Assert.Equal((1, 1), await CountsAsync(board, asked.Id, "Xác nhận còn đúng (thử)"));
        await board.RegisterAsync(Demo.BinhLu, ("name", "Đăng ký sau xác nhận (thử)"));
        Assert.Equal((0, 1), await CountsAsync(board, asked.Id, "Xác nhận đã cũ (thử)"));
        Assert.Equal("changed", (await mine.JsonAsync($"/api/v1/confirmations/{asked.Id}")).GetProperty("answer").GetProperty("stands").GetString(), ignoreCase: true);
        Assert.Equal("confirmation.closed", (await mine.PostAsync(Answers(asked.Id), new { confirmed = true })).Code);
    }

    [Fact]
    public async Task Confirmation_ThatCannotBe_IsRefused()
    {
        var board = await api.AsAsync("bandanvan");

        Assert.Equal("confirmation.hours-outside", (await board.PostAsync("/api/v1/confirmations", new { campaign = Demo.Campaign, name = "Thử", hours = 0 })).Code);
        Assert.Equal("snapshot.not-allowed", (await (await api.AsAsync("xa-binhlu")).PostAsync("/api/v1/confirmations", new { campaign = Demo.Campaign, name = "Thử", hours = 5 })).Code);
        Assert.Equal("confirmation.nobody", (await board.PostAsync("/api/v1/confirmations", new { campaign = Demo.Campaign, unit = "province-bodies", name = "Thử", hours = 5 })).Code);
        Assert.Equal("confirmation.not-found", (await (await api.AsAsync("xa-binhlu")).GetAsync("/api/v1/confirmations/x0")).Code);
    }

    [Fact]
    public async Task Deck_SavedChangedByTwoAndDeleted_RefusesTheSecondAndIsGone()
    {
        var board = await api.AsAsync("bandanvan");
        var made = await board.PostAsync("/api/v1/decks", Deck("Bài thử", new { kind = "cover" }, new { kind = "totals", notes = "Nói chậm" }));
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);

        var saved = await board.PostAsync("/api/v1/decks/" + made.Id, Deck("Bài thử 2", 1, new { kind = "map", title = "Bản đồ của tôi" }));
        Assert.Equal(2, saved.Json.GetProperty("version").GetInt32());
        Assert.Equal("deck.changed-meanwhile", (await board.PostAsync("/api/v1/decks/" + made.Id, Deck("Bài thử 3", 1, new { kind = "map" }))).Code);
        var page = await board.GetAsync($"/trinh-chieu/chieu?bai={made.Id}&luc=a");
        Assert.Contains("Bản đồ của tôi", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/decks/{made.Id}/delete", new { })).Status);
        Assert.Equal("deck.not-found", (await board.PostAsync("/api/v1/decks/" + made.Id, Deck("Bài thử", 2, new { kind = "map" }))).Code);
    }

    [Theory]
    [InlineData("deck.empty")]
    [InlineData("deck.kind-unknown", "video")]
    [InlineData("deck.slide-unchosen", "commune")]
    [InlineData("deck.slide-unchosen", "model")]
    public async Task Deck_ThatSaysNothing_IsRefused(string code, params string[] kinds) =>
        Assert.Equal(code, (await (await api.AsAsync("bandanvan")).PostAsync("/api/v1/decks", Deck("Thử", [.. kinds.Select(k => new { kind = k })]))).Code);

    [Fact]
    public async Task Model_OnASlideThatIsKeptInternalSince_IsWithheld()
    {
        var board = await api.AsAsync("bandanvan");
        var model = (await board.RegisterAsync(Demo.BinhLu, ("name", "Mô hình được giới thiệu (thử)"))).Id;
        var deck = (await board.PostAsync("/api/v1/decks", Deck("Giới thiệu (thử)", new
        {
            kind = "model", model = new { id = model, name = "Mô hình được giới thiệu (thử)", owner = "Chi hội thử", place = "Xã Bình Lư", field = "economy", result = "Sáng đường bản", picture = (string?)null },
        }))).Id;
        Assert.Contains("Sáng đường bản", (await board.GetAsync($"/trinh-chieu/chieu?bai={deck}&luc=b")).Text, StringComparison.Ordinal);

        await api.Host.Get<Writer>().WriteAsync(
            async (w, ct) =>
            {
                (await w.Db.Models.FindAsync([model], ct))!.Visibility = DanVanDashboard.Domain.Models.Visibility.Internal;
                return true;
            },
            Ct);

        var page = (await board.GetAsync($"/trinh-chieu/chieu?bai={deck}&luc=c")).Text;
        Assert.DoesNotContain("Sáng đường bản", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mô hình được giới thiệu", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadyDecks_Drawn_NameNobodyWhoIsLateAndHoldTheNumbersOfTheSummary()
    {
        var (board, summary) = (await api.AsAsync("bandanvan"), await (await api.AsAsync("bandanvan")).SummaryAsync("&period=2026"));
        foreach (var ready in DanVanDashboard.Domain.Presentation.ReadyDecks.All)
        {
            var page = (await board.GetAsync($"/trinh-chieu/chieu?mau={ready}&phong-trao={Demo.Campaign}&ky=2026&luc=k")).Text;

            Assert.Contains($"data-measure=\"registered\" data-value=\"{summary.GetProperty("totals").GetProperty("registered").GetDecimal().ToString(CultureInfo.InvariantCulture)}\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("data-kind=\"late\"", page, StringComparison.Ordinal);
            Assert.Contains("Dữ liệu mô phỏng", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Deck_TextSlide_WithoutATextIsNoPage()
    {
        var board = await api.AsAsync("bandanvan");
        var deck = (await board.PostAsync("/api/v1/decks", Deck("Có trang trống (thử)", new { kind = "cover" }, new { kind = "text" }, new { kind = "text", title = "Phần hai" }, new { kind = "text", text = "Một việc" }))).Id;

        var page = (await board.GetAsync($"/trinh-chieu/chieu?bai={deck}&luc=c")).Text;

        Assert.Equal(2, page.Split("data-kind=\"text\"").Length - 1);
        Assert.Contains("Phần hai", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_SharedAndRevoked_ShowsItselfToAnybodyWithTheLinkUntilThen()
    {
        var (board, nobody) = (await api.AsAsync("bandanvan"), await api.Host.ClientAsync(null));
        var made = await board.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, period = "2026", name = "Sảnh (thử)", ready = "giao-ban", seconds = 5 });
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);
        var link = made.Json.GetProperty("link").GetString()!;
        await using (var db = api.Host.Get<Store>().Read())
        {
            Assert.DoesNotContain(link.Split('/')[^1], db.Screens.First(s => s.Id == made.Id).Hash, StringComparison.Ordinal);
        }

        var page = await nobody.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("data-rotate=\"5\"", page.Text, StringComparison.Ordinal);

        // The screen is told of a change at once, and of its end.
        var waiting = nobody.GetAsync($"{link}/doi?sau={long.Parse(Regex.Match(page.Text, "data-sequence=\"([0-9]+)\"").Groups[1].Value, CultureInfo.InvariantCulture) + 1}");
        await board.RegisterAsync(Demo.BinhLu, ("name", "Làm màn hình đổi (thử)"));
        await board.RegisterAsync(Demo.BinhLu, ("name", "Làm màn hình đổi lần nữa (thử)"));
        Assert.Equal(HttpStatusCode.OK, (await waiting).Status);
        Assert.Equal(HttpStatusCode.OK, (await board.PostAsync($"/api/v1/screens/{made.Id}/revoke", new { })).Status);
        Assert.Equal(HttpStatusCode.Gone, (await nobody.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await nobody.GetAsync(link + "/doi?sau=0")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await nobody.GetAsync("/man-hinh/khong-co")).Status);
        Assert.Equal("screen.not-allowed", (await (await api.AsAsync("thuongtruc")).PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, name = "Sảnh", ready = "giao-ban" })).Code);
        Assert.Equal("screen.seconds-outside", (await board.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, name = "Sảnh", ready = "giao-ban", seconds = 1 })).Code);
        Assert.Equal("screen.deck-missing", (await board.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, name = "Sảnh" })).Code);
    }

    [Fact]
    public async Task Screen_InAHall_NamesNoIndividualWhomTheConferenceNames()
    {
        var (board, nobody) = (await api.AsAsync("bandanvan"), await api.Host.ClientAsync(null));
        var honour = await (await api.AsAsync("duyet-binhlu")).PostAsync("/api/v1/honours", new
        {
            campaign = Demo.Campaign, kind = "commend", name = "Bà Thử Nêu Tên", subject = "individual", unitId = Demo.BinhLu, field = "economy", on = "2026-10-16", form = "bang_khen", decisionNumber = "HALL-1", giver = "Cơ quan thử", consent = true,
        });
        Assert.True(honour.Status == HttpStatusCode.Created, honour.Text);
        var deck = (await board.PostAsync("/api/v1/decks", Deck("Khen thưởng (thử)", new { kind = "commended" }))).Id;
        var made = await board.PostAsync("/api/v1/screens", new { campaign = Demo.Campaign, period = "2026", name = "Sảnh (thử tên)", deckId = deck, seconds = 5 });
        Assert.True(made.Status == HttpStatusCode.Created, made.Text);

        Assert.Contains("Bà Thử Nêu Tên", WebUtility.HtmlDecode((await board.GetAsync($"/trinh-chieu/chieu?bai={deck}&luc=ten")).Text), StringComparison.Ordinal);
        var hall = WebUtility.HtmlDecode((await nobody.GetAsync(made.Json.GetProperty("link").GetString()!)).Text);
        Assert.DoesNotContain("Bà Thử Nêu Tên", hall, StringComparison.Ordinal);
        Assert.Contains("Cá nhân (không nêu tên)", hall, StringComparison.Ordinal);
    }

    private Task<bool> ReplaceAsync(string id, byte[] figures) => api.Host.Get<Writer>().WriteAsync(
        async (w, ct) =>
        {
            (await w.Db.Snapshots.FindAsync([id], ct))!.Figures = figures;
            return true;
        },
        Ct);

    private static string Answers(string id) => $"/api/v1/confirmations/{id}/answers";

    private static object Freeze(string name) => new { campaign = Demo.Campaign, period = "2026", boundaries = "current", name };

    private static object Deck(string name, params object[] slides) => new { campaign = Demo.Campaign, period = "2026", name, slides };

    private static object Deck(string name, int version, params object[] slides) => new { campaign = Demo.Campaign, period = "2026", name, version, slides };

    private static async Task<Answer> FreezeAsync(ApiClient board, string name)
    {
        var set = await board.PostAsync("/api/v1/snapshots", Freeze(name));
        Assert.True(set.Status == HttpStatusCode.Created, set.Text);
        return set;
    }

    private static async Task<(int Confirmed, int Objected)> CountsAsync(ApiClient board, string confirmation, string name)
    {
        var set = await board.PostAsync("/api/v1/snapshots", new { campaign = Demo.Campaign, period = "2026", boundaries = "current", name, confirmationId = confirmation });
        Assert.True(set.Status == HttpStatusCode.Created, set.Text);
        Assert.Equal(38, set.Json.GetProperty("asked").GetInt32());
        return (set.Json.GetProperty("confirmed").GetInt32(), set.Json.GetProperty("objected").GetInt32());
    }

    private static async Task<MemoryStream> FileAsync(ApiClient client, string path)
    {
        using var answer = await client.Http.GetAsync("/api/v1/exports/" + path, Ct);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
        return new(bytes);
    }

    private static IEnumerable<(string Category, decimal Value)> Points(ChartPart chart) => chart.ChartSpace.Descendants<C.BarChartSeries>().SelectMany(series =>
    {
        var names = series.GetFirstChild<C.CategoryAxisData>()!.Descendants<C.StringPoint>().ToDictionary(p => p.Index!.Value, p => p.NumericValue!.Text);
        return series.GetFirstChild<C.Values>()!.Descendants<C.NumericPoint>().Select(p => (names[p.Index!.Value], decimal.Parse(p.NumericValue!.Text, CultureInfo.InvariantCulture)));
    });

    private static IEnumerable<string> Texts(SpreadsheetDocument book) =>
        book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()).Select(c => c.InnerText).Concat(book.WorkbookPart.SharedStringTablePart?.SharedStringTable?.Select(s => s.InnerText) ?? []);

    private static IEnumerable<decimal> Numbers(SpreadsheetDocument book) =>
        book.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()).Where(c => c.CellValue is not null && c.DataType?.Value != DocumentFormat.OpenXml.Spreadsheet.CellValues.SharedString)
            .Select(c => decimal.TryParse(c.CellValue!.Text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : -1);
}
