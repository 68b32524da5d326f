using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Tests.Domain.Campaigns;

public sealed class TargetRulesTests
{
    private static readonly DateOnly Today = new(2026, 10, 20);
    private static readonly Campaign Open = new("c", "C", "C", false, new(2026, 1, 1), new(2030, 12, 31), "u", "registry", new([new("economy", "Kinh tế", "Economy", "economy")]), 3);
    private static readonly TargetWish Good = new(2026, TargetMeasure.Registered, null, "economy", 120, new("12-KH/TU", new(2026, 1, 5), null));

    [Fact]
    public void ToSet_ByTheBoard_IsAllowed() => Assert.Empty(TargetRules.ToSet(By(Role.Board), Open, Good, Today));

    [Theory]
    [InlineData(Role.StandingCommittee)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Council)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Reporter)]
    public void ToSet_ByAnybodyElse_IsRefused(Role role)
    {
        Assert.Equal(["target.not-allowed"], TargetRules.ToSet(By(role), Open, Good, Today).Select(r => r.Code));
        Assert.Equal(["target.not-allowed"], TargetRules.ToWithdraw(By(role), "vì").Select(r => r.Code));
    }

    [Fact]
    public void ToSet_EverythingWrong_IsAllNamedAtOnce()
    {
        var wish = new TargetWish(2031, null, null, "sports", 0.5m, new(new('x', 101), Today.AddDays(1), new('x', 501)));

        Assert.Equal(
            ["target.campaign-closed", "target.year-outside", "target.measure-unknown", "model.field-unknown", "target.value-not-positive", "target.document-too-long", "target.document-too-long", "target.document-in-future"],
            TargetRules.ToSet(By(Role.Board), Open with { Provenance = "press" }, wish, Today).Select(r => r.Code));
        Assert.Equal(["target.document-missing"], TargetRules.ToSet(By(Role.Board), Open, Good with { Document = new(null, Today, null) }, Today).Select(r => r.Code));
        Assert.Equal(["target.reason-missing"], TargetRules.ToWithdraw(By(Role.Board), string.Empty).Select(r => r.Code));
    }

    [Fact]
    public void ShareOf_WhatIsReached_IsInPercentToOneDecimal()
    {
        var target = new Target("t", "c", 2026, TargetMeasure.Registered, null, null, 1300, new("1", null, null), 1);

        Assert.Equal(90.8m, target.ShareOf(1180));
        Assert.Equal(100m, target.ShareOf(1300));
        Assert.Equal(115.4m, target.ShareOf(1500));
    }

    private static Actor By(Role role) => new("u", "u", role, null, null, ReadScope.Everything);
}
