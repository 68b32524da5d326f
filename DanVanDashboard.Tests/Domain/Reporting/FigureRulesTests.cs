using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Domain.Reporting;

public class FigureRulesTests
{
    private static readonly ReportedFacts Facts = ReportedFacts.Load();
    private static readonly FigureContext Context = new(Facts.Metrics, StandardFields.All);

    [Fact]
    public void Check_LaiChau_ShowsTheSumAndTheWiderNotionBesideTheExemplars()
    {
        var conflicts = Of("lai-chau-tham-luan").Conflicts;
        Assert.Equal([FigureRule.SubjectParts, FigureRule.Includes], conflicts.Select(c => c.Rule));
        Assert.Equal([141m, 603m], conflicts[0].Left.Terms.Select(t => t.Value));
        Assert.Equal((744m, 704m, 40m), (conflicts[0].Left.Value, conflicts[0].Right.Value, conflicts[0].Difference));
        Assert.Equal(["F002", "F003", "F004"], conflicts[0].FigureIds);
        Assert.Equal((1178m, 704m), (conflicts[1].Left.Value, conflicts[1].Right.Value));
        Assert.Equal(["F001", "F002"], conflicts[1].FigureIds);
    }

    [Fact]
    public void Check_LangSon_AddsUpAndInfersTheStart()
    {
        var findings = Of("tp-lang-son-2017-2020");
        Assert.Empty(findings.Conflicts);
        Assert.Equal(
            ["adds-up 83+46=44+23+42+20=129", "adds-up 27+19=46", "derived-base 129-64=65", "within 46=129"],
            findings.Agreements.Select(Written));
        Assert.Equal("2017", findings.Agreements[2].At.ToString());
        Assert.Null(findings.Agreements[2].Total.FigureId);
    }

    [Fact]
    public void Check_LongAn_AddsUpTwice()
    {
        var findings = Of("long-an-2021-2025");
        Assert.Empty(findings.Conflicts);
        Assert.Equal(["adds-up 949+41=139+599+84+168=990"], findings.Agreements.Select(Written));
    }

    [Fact]
    public void Check_BoTrach_FindsOneNameUnderTwoFieldsOnly()
    {
        var findings = Of("bo-trach-2021-2023");
        var conflict = Assert.Single(findings.Conflicts);
        Assert.Equal(FigureRule.OneNameTwoFields, conflict.Rule);
        Assert.Equal(["M047", "M056"], conflict.ModelIds);
        Assert.Equal((StandardFields.CultureSociety, StandardFields.DefenceSecurity), (conflict.Left.Field, conflict.Right.Field));
        Assert.Null(conflict.Difference);
        Assert.Equal(["adds-up 5+59=64"], findings.Agreements.Select(Written));
    }

    [Fact]
    public void Check_SameNameAtTwoAddresses_IsNoFinding()
    {
        NamedModel[] models =
        [
            new("1", "s", "Tổ an ninh tự quản", "u1", "economy", "xã A"), new("2", "s", "Tổ an ninh, tự quản", "u2", "defence_security", "xã B"),
            new("3", "s", "Tổ hoà giải", "u1", "economy", null), new("4", "s", "Tổ hòa giải", "u1", "economy", null),
            new("5", "s", "Khác", "u1", null, null), new("6", "s", "khác", "u1", "economy", null),
        ];
        Assert.Empty(FigureRules.Check([], models, Context).Conflicts);
    }

    [Theory]
    [InlineData("communes_with_ocop", 29, 28, "2023", "2023", FigureRule.OverDenominator)]
    [InlineData("poverty_rate", 101, null, "", "2023", FigureRule.RateOver100)]
    [InlineData("models", -1, null, "", "2023", FigureRule.Negative)]
    [InlineData("models", 1, null, "2024-01", "2023", FigureRule.PeriodReversed)]
    [InlineData("communes_with_ocop", 28, 28, "2023-02-01", "2023", null)]
    [InlineData("poverty_rate", 100, null, "", "", null)]
    public void Check_OneFigure_IsFoundByItself(string metric, int value, int? denominator, string from, string to, string? rule)
    {
        var figure = Facts.Figures[0] with { Metric = metric, Value = value, Denominator = denominator, From = PartialDate.Parse(from), To = PartialDate.Parse(to) };
        Assert.Equal(rule is null ? [] : [rule], FigureRules.Check([figure], [], Context).Conflicts.Select(c => c.Rule));
    }

    [Fact]
    public void Check_OverAndNearly_AreBoundsNotNumbers()
    {
        Observation[] figures =
        [
            Models("1", 5, null), Models("2", 3, Subject.Collective) with { Exactness = Exactness.Over }, Models("3", 1, Subject.Individual),
        ];
        Assert.Empty(FigureRules.Check(figures, [], Context).Conflicts);
        figures[2] = figures[2] with { Value = 2 };
        var conflict = Assert.Single(FigureRules.Check(figures, [], Context).Conflicts);
        Assert.Null(conflict.Difference);
        Assert.Empty(FigureRules.Check(figures, [], Context).Agreements);
    }

    [Fact]
    public void Check_FieldsCountedTogether_CompleteTheTaxonomy()
    {
        Observation[] figures =
        [
            Models("1", 10, null), Models("2", 6, null) with { Field = "culture_society+economy" },
            Models("3", 3, null) with { Field = "defence_security" }, Models("4", 2, null) with { Field = "political_system" },
        ];
        Assert.Equal(1, Assert.Single(FigureRules.Check(figures, [], Context).Conflicts).Difference);
        figures[3] = figures[3] with { Value = 1 };
        Assert.Equal("adds-up 6+3+1=10", Written(Assert.Single(FigureRules.Check(figures, [], Context).Agreements)));
    }

    [Fact]
    public void Check_StatedStartBesideItsIncrease_AgreesOrIsFound()
    {
        var langSon = Facts.Figures.Where(f => f.Id is "F010" or "F013").ToList();
        var start = langSon[0] with { Id = "F099", Value = 65, From = default, To = PartialDate.Parse("2017") };
        Assert.Equal([FigureRule.BaseAgrees], FigureRules.Check([.. langSon, start], [], Context).Agreements.Select(a => a.Rule));
        var conflict = Assert.Single(FigureRules.Check([.. langSon, start with { Value = 60 }], [], Context).Conflicts);
        Assert.Equal((FigureRule.BaseDiffers, 5m), (conflict.Rule, conflict.Difference));
    }

    [Fact]
    public void Check_SelectionLargerThanItsWhole_IsFound()
    {
        var figures = Facts.Figures.Where(f => f.Id is "F010" or "F018").ToList();
        figures[1] = figures[1] with { Value = 130 };
        var conflict = Assert.Single(FigureRules.Check(figures, [], Context).Conflicts);
        Assert.Equal((FigureRule.SelectionOverWhole, 1m), (conflict.Rule, conflict.Difference));
    }

    [Fact]
    public void Check_OneSourceStatesTwice_IsFoundUnlessTwoBodiesDidIt()
    {
        var money = Facts.Figures.Single(f => f.Id == "F021") with { Exactness = Exactness.Exact };
        var again = money with { Id = "F098", Value = 1 };
        Assert.Equal([FigureRule.StatedTwice], FigureRules.Check([money, again], [], Context).Conflicts.Select(c => c.Rule));
        Assert.Empty(FigureRules.Check([money, again with { BodyNamed = "Hội Nông dân" }], [], Context).Conflicts);
    }

    private static Observation Models(string id, decimal value, Subject? subject) =>
        Facts.Figures.Single(f => f.Id == "F030") with { Id = id, Value = value, Subject = subject };

    private static Findings Of(string campaign) => FigureRules.Check(
        Facts.Figures.Where(f => f.CampaignId == campaign), Facts.Models.Where(m => m.CampaignId == campaign).Select(m => m.Named), Context);

    private static string Written(Agreement a) =>
        $"{a.Rule} {string.Join('=', a.Expressions.Select(e => string.Join('+', e.Select(t => t.Value))))}={a.Total.Value}".Replace("+-", "-", StringComparison.Ordinal);
}
