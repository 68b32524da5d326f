using System.Net;
using System.Text.RegularExpressions;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Api;

/// <summary>The report as a plain page.</summary>
public sealed partial class PlainReportTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Period = "2026-Q4";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Category", "Reliability")]
    public async Task Report_OverASlowLineThatBreaks_IsFilledInAndSentOnce()
    {
        await using var line = new SlowLine(api.Host.Address.Port, bitsPerSecond: 64_000, seed: 25);
        using var person = new PlainPerson(line.Address, await api.Host.TokenAsync("hoinongdan"), keepsAlive: false);
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.FarmersBody}/{Period}";

        var page = await person.GetAsync(path);
        Assert.True(page.Text.Length < 100_000, $"{page.Text.Length} bytes");
        Assert.DoesNotContain("<script", page.Text, StringComparison.Ordinal);
        page = await person.PressAsync(page, "create");
        Assert.InRange(page.Text.Length, 5_000, 100_000);
        page = await person.PressAsync(page, "save", ("v:labour_days|||", "1.250"), ("x:labour_days|||", "over"), ("m:part:results", "Kết quả thử"));
        // Every request needs a connection of its own here; by this seed one of the first ten breaks.
        page = await person.PressAsync(page, "send", ("v:land_donated|||", "300"), ("n:houses_built|||", "on"), ("v:houses_built|||", ""));

        Assert.Equal("submitted", page.Status);
        Assert.True(line.Broken > 0 && person.Repeated > 0, $"{line.Broken} connections broke, {person.Repeated} requests were repeated");
        await using var db = api.Host.Get<Store>().Read();
        var report = await db.Reports.SingleAsync(r => r.BodyId == Demo.FarmersBody && r.Period == Period, Ct);
        var entries = await db.ReportEntries.Where(e => e.ReportId == report.Id && e.Origin == EntryOrigin.Typed).OrderBy(e => e.Number).ToListAsync(Ct);
        Assert.Equal((1250m, Exactness.Over), entries.Where(e => e.Cell == "labour_days|||").Select(e => (e.Value!.Value, e.Exactness)).Single());
        Assert.Equal(entries.Where(e => e.Cell == "land_donated|||").Select(e => e.Value).Distinct().Count(), entries.Count(e => e.Cell == "land_donated|||"));
        Assert.Equal(EntryContent.Nothing, entries.Single(e => e.Cell == "houses_built|||").Content);
        Assert.DoesNotContain(entries, e => e.Contested);
        Assert.Equal(1, await db.Events.CountAsync(e => e.ReportId == report.Id && e.Kind == "report.submitted", Ct));
    }

    [Fact]
    public async Task Save_ByTwoAtOnce_KeepsBothVersionsAndUntouchedCellsAreNobodys()
    {
        using var reporter = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("xa-binhlu"));
        using var board = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("bandanvan"));
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.BinhLuCommittee}/{Period}";
        var first = await reporter.PressAsync(await reporter.GetAsync(path), "create");
        var second = await board.GetAsync(path);

        first = await reporter.PressAsync(first, "save", ("v:works_done|||", "12"), ("v:people_reached|||", "900"));
        second = await board.PressAsync(second, "save", ("v:works_done|||", "15"));

        Assert.Single(ContestedAt().Matches(second.Text));
        Assert.Contains("12", second.CellText("works_done|||"), StringComparison.Ordinal);
        Assert.Contains("15", second.CellText("works_done|||"), StringComparison.Ordinal);
        Assert.Equal("900", second.Field("v:people_reached|||"));
        var decided = await reporter.PressAsync(await reporter.GetAsync(path), "save", ("v:works_done|||", "15"), ("m:works_done|||", "đã thống nhất"));
        Assert.Empty(ContestedAt().Matches(decided.Text));
        Assert.Equal("15", decided.Field("v:works_done|||"));
    }

    [Fact]
    public async Task Save_SomethingUnreadable_KeepsEverythingThatWasTyped()
    {
        using var reporter = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("xa-khunha"));
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.KhunHaCommittee}/{Period}";
        var page = await reporter.PressAsync(await reporter.GetAsync(path), "create");

        page = await reporter.PressAsync(page, "save", ("v:works_done|||", "mười hai"), ("v:labour_days|||", "77"), ("m:part:limits", "Còn khó khăn"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Code);
        Assert.Equal(("mười hai", "77"), (page.Field("v:works_done|||"), page.Field("v:labour_days|||")));
        Assert.Contains("Còn khó khăn", page.Text, StringComparison.Ordinal);
        Assert.Contains("class=\"refused\"", page.CellText("works_done|||"), StringComparison.Ordinal);
        await using var db = api.Host.Get<Store>().Read();
        Assert.False(await db.ReportEntries.AnyAsync(e => e.Cell == "labour_days|||" && e.Value == 77, Ct));
        page = await reporter.PressAsync(page, "save", ("v:works_done|||", "12"));
        Assert.Equal((HttpStatusCode.OK, "77"), (page.Code, page.Field("v:labour_days|||")));
    }

    [Fact]
    public async Task Page_OfAnotherBody_IsNotFoundAndOfNobodyAsksToSignIn()
    {
        using var reporter = new PlainPerson(api.Host.Address, await api.Host.TokenAsync("xa-binhlu"));
        using var nobody = new PlainPerson(api.Host.Address, null);
        var path = $"/bao-cao/don-gian/{Demo.Campaign}/{Demo.KhunHaCommittee}/2026-Q3";

        Assert.Equal(HttpStatusCode.NotFound, (await reporter.GetAsync(path)).Code);
        Assert.Contains("/dang-nhap", (await nobody.GetAsync(path)).Address.ToString(), StringComparison.Ordinal);
        Assert.Contains(Demo.BinhLuCommittee, (await reporter.GetAsync("/bao-cao/don-gian")).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("data-contested", RegexOptions.None, 1000)]
    private static partial Regex ContestedAt();
}
