using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Campaigns;

public sealed class ObligationTests
{
    private static readonly DateOnly s_due = new(2026, 10, 10);
    private static readonly Campaign s_campaign = new("c", "c", "c", true, new(2026, 1, 1), new(2030, 12, 31), "12-1997/12", "simulated", new([]), 0);

    [Fact]
    public void LastDay_WhateverIsGranted_NeverComesBeforeTheDeadlineAndOnlyGrows() => Prop.ForAll(Cases(), c =>
    {
        var last = Obligation.LastDayOf(s_due, c.Grace, c.Extension);
        return last >= s_due
            && Obligation.LastDayOf(s_due, c.Grace + 1, c.Extension) >= last
            && Obligation.LastDayOf(s_due, c.Grace, (c.Extension ?? s_due).AddDays(1)) >= last
            && (c.Extension is not { } day || last >= day)
            && last == new[] { s_due.AddDays(Math.Max(0, c.Grace)), c.Extension ?? s_due }.Max();
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void State_OfWhatIsSentOrNot_TurnsOnTheDayAfterTheLastDayAndNeverBefore() => Prop.ForAll(Cases(), c =>
    {
        var owed = new Obligation("c", "b", new(PeriodKind.Quarter, 2026, 3), s_due) { GraceDays = c.Grace, ExtendedTo = c.Extension };
        var (last, day) = (owed.LastDay, s_due.AddDays(c.Day));
        var sentAt = LocalDay.StartUtc(day).AddHours(20);
        var unsent = ReportingStates.Of(last, null, null, day);
        var sent = ReportingStates.Of(last, ReportStatus.Submitted, sentAt, s_due.AddDays(400));
        return owed.OverdueOn(day) == (day > last) && (unsent == ReportingState.Overdue) == owed.OverdueOn(day) && (sent == ReportingState.Late) == owed.OverdueOn(day)
            // An extension that reaches the day takes an overdue back.
            && ReportingStates.Of((owed with { ExtendedTo = day }).LastDay, null, null, day) == ReportingState.NotDue;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(PeriodKind.Month, 14)]
    [InlineData(PeriodKind.Quarter, 5)]
    [InlineData(PeriodKind.Half, 3)]
    [InlineData(PeriodKind.NineMonths, 1)]
    [InlineData(PeriodKind.Year, 2)]
    public void Periods_OfARule_EndBetweenTheDaysAndLieInTheCampaign(PeriodKind kind, int expected)
    {
        var periods = Rule([kind]).Periods(s_campaign, new(2026, 11, 25), new(2027, 12, 31));

        Assert.Equal(expected, periods.Count);
        Assert.All(periods, p => Assert.True(p.To >= new DateOnly(2026, 11, 25) && p.To <= new DateOnly(2027, 12, 31) && s_campaign.Covers(p.From)));
        Assert.Empty(Rule([kind]).Periods(s_campaign, new(2031, 1, 1), new(2031, 12, 31)));
        Assert.Empty(Rule([kind]).Periods(s_campaign, new(2025, 1, 1), new(2025, 12, 31)));
    }

    [Fact]
    public void Make_OfARule_IsForChosenBodiesThatExistAtTheEndOfThePeriod()
    {
        Body[] bodies = [Body("xa", unit: "u"), Body("so"), Body("cu", unit: "u", to: new(2026, 12, 1)), Body("hoi", unit: "u", kind: BodyKind.FarmersAssociation)];
        var rule = Rule([PeriodKind.Quarter]) with { DaysAfterEnd = 10, GraceDays = 3, LockDays = 20, Of = new(BodyPlace.Local, [BodyKind.PartyCommittee], [], ["so"]) };

        var made = rule.Make(s_campaign, bodies, new(2026, 11, 25), new(2026, 12, 31)).ToList();

        Assert.Equal(["xa", "so"], made.Select(o => o.BodyId));
        Assert.All(made, o => Assert.Equal((new DateOnly(2027, 1, 10), new DateOnly(2027, 1, 13), new DateOnly(2027, 1, 30)), (o.DueOn, o.LastDay, o.LocksOn!.Value)));
    }

    private static ObligationRule Rule(IReadOnlyList<PeriodKind> kinds) => new("q", "c", kinds, 10, 0, null, BodyChoice.All);

    private static Body Body(string id, string? unit = null, DateOnly? to = null, BodyKind kind = BodyKind.PartyCommittee) =>
        new(id, unit, "12-1997/12", kind, OrganisationBlock.PartyCommittee, 0, [new(id, new(2020, 1, 1), null)], new(2020, 1, 1), to, []);

    private static Arbitrary<(int Grace, DateOnly? Extension, int Day)> Cases() => Arb.From(
        from grace in Gen.Choose(0, 60)
        from extended in Gen.Choose(-20, 90)
        from none in Gen.Choose(0, 2)
        from day in Gen.Choose(-30, 120)
        select (grace, none == 0 ? (DateOnly?)null : s_due.AddDays(extended), day));
}
