using DanVanDashboard.Domain.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Reporting;

public sealed class ReportLedgerTests
{
    private const string Cell = "registered|||";
    private static readonly DateTime s_at = new(2026, 10, 5, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Place_ByTwoWhoHaveNotSeenEachOther_KeepsBothUntilOneIsChosen()
    {
        var ledger = new ReportLedger([Entry(1, "an", 10)]);

        Assert.Equal(Placing.Current, ledger.Place(Cell, Value(11), seen: 1, "binh"));
        Assert.Equal(Placing.Contested, ledger.Place(Cell, Value(11), seen: 0, "binh"));
        Assert.Equal(Placing.Unchanged, ledger.Place(Cell, Value(10), seen: 0, "binh"));

        var both = new ReportLedger([Entry(1, "an", 10), Entry(2, "binh", 11, contested: true)]);
        Assert.Equal(10, both.Current(Cell)!.Says.Value);
        Assert.Equal(["binh"], both.Contested(Cell).Select(e => e.By));
        Assert.Equal(1, both.OpenConflicts);
        // What was typed before the choice was seen goes on standing beside it; the same again says nothing new.
        Assert.Equal(Placing.Contested, both.Place(Cell, Value(12), seen: 1, "binh"));
        Assert.Equal(Placing.Unchanged, both.Place(Cell, Value(11), seen: 1, "binh"));
        // Keeping the value that stands is a choice too.
        Assert.Equal(Placing.Current, both.Place(Cell, Value(10), seen: 2, "an"));

        var chosen = new ReportLedger([Entry(1, "an", 10), Entry(2, "binh", 11, contested: true), Entry(3, "an", 11)]);
        Assert.Equal((11, 0), ((int)chosen.Current(Cell)!.Says.Value!.Value, chosen.OpenConflicts));
        Assert.Equal([3, 2, 1], chosen.History(Cell).Select(e => e.Number));
    }

    [Fact]
    public void Nothing_IsNeitherZeroNorSilence()
    {
        var ledger = new ReportLedger([Entry(1, "an", new(EntryContent.Nothing))]);

        Assert.Equal(Placing.Unchanged, ledger.Place(Cell, new(EntryContent.Nothing), 1, "an"));
        Assert.Equal(Placing.Current, ledger.Place(Cell, Value(0), 1, "an"));
        Assert.Equal(Placing.Current, ledger.Place(Cell, new(EntryContent.Silent), 1, "an"));
        Assert.False(ledger.Empty);
        Assert.True(new ReportLedger([Entry(1, "an", new(EntryContent.Silent))]).Empty);
        Assert.False(new ReportLedger([Entry(1, "an", 0)]).Empty);
    }

    [Fact]
    public void ChangedSince_ASignature_NamesTheCellBeforeAndAfter()
    {
        var ledger = new ReportLedger([Entry(1, "an", 10), Entry(2, "an", 5, cell: "recognised|||"), Entry(3, "an", 12), Entry(4, "an", 5, cell: "recognised|||", comment: "theo sổ"), Entry(5, "an", 7, contested: true)]);

        Assert.Equal([(Cell, 10m, 12m)], ledger.ChangedSince(2).Where(c => c.Cell == Cell).Select(c => (c.Cell, c.Before!.Says.Value!.Value, c.After!.Says.Value!.Value)));
        Assert.Equal(["recognised|||"], ledger.ChangedSince(3).Select(c => c.Cell));
        Assert.Empty(ledger.ChangedSince(4));
        Assert.Null(ledger.ChangedSince(0).First(c => c.Cell == Cell).Before);
    }

    [Fact]
    public void Authors_AreThoseOfWhatStandsThereNow_NotTheRegistry()
    {
        var ledger = new ReportLedger([Entry(1, "an", 10), Entry(2, "binh", 11), Entry(3, "chi", 4, cell: "recognised|||") with { Origin = EntryOrigin.Registry }]);

        Assert.Equal(["binh"], ledger.Authors);
    }

    [Fact]
    public void History_WhateverIsEnteredByWhomever_LosesNothing() => Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Who, byte Value, byte Behind)[]>(),
        steps =>
        {
            var entries = new List<ReportEntry>();
            foreach (var (who, value, behind) in steps.Take(30))
            {
                var ledger = new ReportLedger(entries);
                var (by, says) = ($"u{who % 3}", Value(value % 4));
                var placing = ledger.Place(Cell, says, Math.Max(0, ledger.LastOf(Cell) - (behind % 2)), by);
                if (placing != Placing.Unchanged)
                {
                    entries.Add(Entry(entries.Count + 1, by, says) with { Contested = placing == Placing.Contested });
                }

                // What was entered stands: as the value, beside it, or it was there already.
                var after = new ReportLedger(entries);
                if (after.Current(Cell)!.Says != says && after.Contested(Cell).All(e => e.Says != says))
                {
                    return false;
                }
            }

            return new ReportLedger(entries).History(Cell).Count() == entries.Count;
        }).QuickCheckThrowOnFailure();

    private static EntryWish Value(decimal value) => new(EntryContent.Value, value);

    private static ReportEntry Entry(int number, string by, decimal value, bool contested = false, string cell = Cell, string? comment = null) =>
        Entry(number, by, new(EntryContent.Value, value, Comment: comment)) with { Cell = cell, Contested = contested };

    private static ReportEntry Entry(int number, string by, EntryWish says) => new() { Number = number, Cell = Cell, Says = says, By = by, At = s_at.AddMinutes(number) };
}
