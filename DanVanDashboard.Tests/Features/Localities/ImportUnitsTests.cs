using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Features.Localities;

public sealed class ImportUnitsTests
{
    private const string Header = "unit_id,code,name,kind,level,parent_unit_id,valid_from,valid_to\n";
    private const string LineageHeader = "from_unit_id,to_unit_id,part,decision,effective_date,share\n";
    private const string Ends = "12-2025/03390,03390,Bình Lư,xã,commune,12-1997/12,2025-07-01,2027-01-01\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_AMergerToCome_EndsTheOldAddsTheNewAndHoldsAtOnce()
    {
        await using var store = await TestStore.CopyAsync(demo: true);
        var units = Header + Ends + "12-2027/03390,03390,Bình Lư Mới,phường,commune,12-1997/12,2027-01-01,\n";
        var lineage = LineageHeader + "12-2025/03390,12-2027/03390,full,1/NQ,2027-01-01,\n";

        var trial = await RunAsync(store, units, lineage, dryRun: true);
        Assert.Empty(trial.Faults);
        Assert.Null(store.Reference.Places.ById("12-2027/03390"));

        var done = await RunAsync(store, units, lineage);
        Assert.Equal("matched 3 of 3, unmatched 0, duplicate 0", done.Line);
        var places = store.Reference.Places;
        Assert.Equal(new DateOnly(2027, 1, 1), places[Demo.BinhLu].ValidTo);
        Assert.Equal("12-2027/03390", places.SuccessorAt(Demo.BinhLu, new(2027, 6, 1))!.Id);
        // The numbers of the commune and of all that went into it stand at the new one.
        Assert.Contains(Demo.BinhLu, places.ScopeOf("12-2027/03390"));

        // Again: everything is there.
        Assert.Equal("matched 3 of 3, unmatched 0, duplicate 3", (await RunAsync(store, units, lineage)).Line);
        await using var db = store.Store.Read();
        Assert.Equal(1, await db.Audit.CountAsync(a => a.Action == "units.imported", Ct));
        Assert.Null(await store.Get<Verifier>().FirstFindingAsync(Ct));
    }

    [Fact]
    public async Task Import_TheBuiltInFacts_AreAllPassedOver()
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        var (units, lineage) = (Seeding("units.csv"), Seeding("lineage.csv"));
        var done = await RunAsync(store, units, lineage);
        Assert.Empty(done.Faults);
        Assert.Equal((960 + 651, 0, 0), (done.Duplicate, done.Added.Count, done.Lines.Count));
    }

    [Fact]
    public async Task Import_WhatContradictsTheStore_IsNamedByRowColumnAndReason()
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        (string Units, string Lineage, string Code, int? Line, string? Column)[] cases =
        [
            // The code of a commune that holds.
            ("a,03390,Mới,xã,commune,12-1997/12,2026-01-01,\n", "", "units.code-overlap", 2, "code"),
            ("a,03390,Mới,xã,commune,12-1997/12,2025-07-01,\n", "", "units.code-and-start-twice", 2, "code"),
            // A district that had ended, and one that nobody knows.
            ("a,99999,Mới,xã,commune,12-1997/106,2026-01-01,\n", "", "units.parent-not-valid", 2, "parent_unit_id"),
            ("a,99999,Mới,xã,commune,nobody,2026-01-01,\n", "", "units.parent-unknown", 2, "parent_unit_id"),
            ("a,99999,Mới,xã,commune,12-2025/03390,2026-01-01,\n", "", "units.parent-level", 2, "parent_unit_id"),
            ("a,998,Một,huyện,district,b,2026-01-01,\nb,999,Hai,huyện,district,a,2026-01-01,\n", "", "units.parent-cycle", 2, "parent_unit_id"),
            ("a,99999,Mới,xã,commune,12-1997/12,2026-01-01,2025-01-01\n", "", "units.ends-before-start", 2, "valid_to"),
            ("a,99999,Mới,xã,commune,12-1997/12,2026-01-01,\na,99998,Mới,xã,commune,12-1997/12,2026-01-01,\n", "", "units.id-twice", 3, "unit_id"),
            ("12-2025/03390,03390,Tên khác,xã,commune,12-1997/12,2025-07-01,\n", "", "units.differs", 2, "name"),
            // A last day that is stated cannot be taken back.
            ("12-1997/106,106,Tam Đường,huyện,district,12-1997/12,1997-01-01,\n", "", "units.differs", 2, "valid_to"),
            ("", "12-2025/03390,nobody,full,,2027-01-01,\n", "units.lineage-unknown", 2, null),
            (Ends, "12-2025/03390,12-2025/03430,full,,2026-01-01,\n", "units.lineage-dates", 2, "effective_date"),
            (Ends, "12-2025/03390,12-2025/03430,partial,,2027-01-01,0.4\n", "units.lineage-partial-alone", 2, "part"),
            (Ends, "12-2025/03390,12-2025/03430,full,,2027-01-01,\n12-2025/03390,12-2025/03430,full,,2027-01-01,\n", "units.lineage-twice", 3, null),
            (Ends, "12-2025/03390,12-1997/12,full,,2027-01-01,\n", "units.lineage-level", 2, null),
            ("", "12-1997/03386,12-2025/03388,partial,,2025-07-01,\n", "units.lineage-differs", 2, null),
            (Ends + "12-2025/03430,03430,Khun Há,xã,commune,12-1997/12,2025-07-01,2027-01-01\n", "12-2025/03390,12-2025/03430,full,,2027-01-01,\n12-2025/03430,12-2025/03390,full,,2027-01-01,\n", "units.lineage-cycle", 2, null),
        ];
        foreach (var (units, lineage, code, line, column) in cases)
        {
            var done = await RunAsync(store, Header + units, LineageHeader + lineage);
            var fault = Assert.Single(done.Faults, f => f.Refusal.Code == code && f.Line == line);
            Assert.Equal((column, lineage.Length > 0), (fault.Column, fault.Lineage));
        }

        Assert.Equal(960, store.Reference.Places.All.Count);
        Assert.Null(store.Reference.Places[Demo.BinhLu].ValidTo);
    }

    [Fact]
    public async Task Import_SeveralFaults_AreAllNamedAndNothingIsWritten()
    {
        await using var store = await TestStore.CopyAsync(demo: false);
        var done = await RunAsync(
            store, Header + "ok,99999,Mới,xã,commune,12-1997/12,2026-01-01,\na,03390,Mới,xã,commune,12-1997/12,2026-01-01,\nb,99998,Mới,xã,commune,nobody,2026-01-01,\n",
            LineageHeader + "12-2025/03390,nobody,full,,2027-01-01,\n");

        Assert.Equal([(false, 3), (false, 4), (true, 2)], done.Faults.Select(f => (f.Lineage, f.Line!.Value)));
        Assert.Equal("matched 1 of 4, unmatched 3, duplicate 0", done.Line);
        Assert.Null(store.Reference.Places.ById("ok"));
    }

    [Fact]
    public async Task Import_ByARoleThatMayNot_IsRefused()
    {
        await using var store = await TestStore.CopyAsync(demo: true);
        var answer = await store.Get<ImportUnits>().RunAsync(await store.ActorAsync("xa-binhlu"), [], [], dryRun: false, Ct);
        Assert.Equal("units.not-allowed", Assert.Single(answer.Refusals).Code);
    }

    [Fact]
    public async Task Command_BesideARunningInstance_SpeaksOfRowsAndFilesAndEndsInEnglish()
    {
        using var folder = new TempFolder();
        folder.CopyFrom(await StoreTemplate.FolderAsync(demo: true));
        await using var host = await DanVanHost.StartOnAsync(folder);
        File.WriteAllText(Path.Combine(folder, "don-vi.csv"), Header + "a,03390,Mới,xã,commune,12-1997/12,2026-01-01,\n");
        File.WriteAllText(Path.Combine(folder, "dung.csv"), Header + "moi,99999,Mới,xã,commune,12-1997/12,2026-01-01,\n");

        var wrong = await ProgramProcess.RunAsync(folder, "import", "units", "don-vi.csv");
        var trial = await ProgramProcess.RunAsync(folder, "import", "units", "dung.csv", "--dry-run");
        Assert.Equal((1, "matched 0 of 1, unmatched 1, duplicate 0"), (wrong.Code, wrong.Output[^1]));
        Assert.StartsWith("don-vi.csv, row 2, code: ", Assert.Single(wrong.Error), StringComparison.Ordinal);
        Assert.Equal((0, "matched 1 of 1, unmatched 0, duplicate 0"), (trial.Code, trial.Output[^1]));
        Assert.Null(host.Get<ReferenceData>().Current.Places.ById("moi"));

        Assert.Equal(0, (await ProgramProcess.RunAsync(folder, "import", "units", "dung.csv")).Code);
        Assert.NotNull(host.Get<ReferenceData>().Current.Places.ById("moi"));
    }

    private static async Task<UnitImport> RunAsync(TestStore store, string units, string lineage, bool dryRun = false) =>
        (await store.Get<ImportUnits>().RunAsync(
            Actor.System, PlaceFiles.ReadUnits(new StringReader(units)).Value, PlaceFiles.ReadLineage(new StringReader(lineage)).Value, dryRun, Ct)).Value;

    private static string Seeding(string name)
    {
        using var file = new StreamReader(typeof(Store).Assembly.GetManifestResourceStream($"facts/{name}")!);
        return file.ReadToEnd();
    }
}
