using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Domain.Reporting;

public sealed class AmountTests
{
    private static readonly Arbitrary<(Amount A, Amount B, Amount C)> Three = Arb.From(
        from a in One() from b in One() from c in One() select (a, b, c));

    [Theory]
    [InlineData(Qualifier.Exact, Qualifier.Exact, Qualifier.Exact)]
    [InlineData(Qualifier.Over, Qualifier.Over, Qualifier.Over)]
    [InlineData(Qualifier.Over, Qualifier.Exact, Qualifier.Over)]
    [InlineData(Qualifier.Nearly, Qualifier.Exact, Qualifier.Nearly)]
    [InlineData(Qualifier.Nearly, Qualifier.Nearly, Qualifier.Nearly)]
    [InlineData(Qualifier.Over, Qualifier.Nearly, Qualifier.About)]
    [InlineData(Qualifier.About, Qualifier.Over, Qualifier.About)]
    public void Add_Qualifiers_Survive(Qualifier a, Qualifier b, Qualifier sum) => Assert.Equal(new Amount(5, sum), new Amount(2, a) + new Amount(3, b));

    [Fact]
    public void Add_AnyThree_IsCommutativeAndAssociativeWithZeroAsNothing() => Prop.ForAll(Three, t =>
        t.A + t.B == t.B + t.A && (t.A + t.B) + t.C == t.A + (t.B + t.C) && t.A + Amount.Zero == t.A && Amount.Sum([t.C, t.A, t.B]) == t.A + t.B + t.C).QuickCheckThrowOnFailure();

    [Fact]
    public void Rounded_AnyAmount_SaysNothingThatIsNotTrue() => Prop.ForAll(Three, t =>
    {
        var rounded = t.A.RoundedTo(10);
        return t.A.Qualifier switch
        {
            Qualifier.Over => rounded <= t.A.Value && t.A.Value - rounded < 10,
            Qualifier.Nearly => rounded >= t.A.Value && rounded - t.A.Value < 10,
            _ => Math.Abs(rounded - t.A.Value) <= 5,
        };
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_AWholeAndItsParts_IsTheWholeAlone()
    {
        ReportedPart[] parts = [Part(10), Part(4, "economy"), Part(6, "culture_society")];

        Assert.Equal(10, InPeriodSums.Of(parts, null, null)?.Value);
        Assert.Equal(4, InPeriodSums.Of(parts, "economy", null)?.Value);
        Assert.Null(InPeriodSums.Of(parts, "defence_security", null));
        Assert.Null(InPeriodSums.Of(parts, "economy", Subject.Collective));
        Assert.Null(InPeriodSums.Of([], null, null));
    }

    [Fact]
    public void Of_PartsOnly_AddsOneDivisionAndNeverTwo()
    {
        Assert.Equal(10, InPeriodSums.Of([Part(4, "economy"), Part(6, "culture_society")], null, null)?.Value);
        Assert.Equal(new Amount(10, Qualifier.Over), InPeriodSums.Of([Part(7, null, Subject.Collective), Part(3, null, Subject.Individual, Exactness.Over), Part(4, "economy"), Part(6, "culture_society")], null, null));
        Assert.Equal(5, InPeriodSums.Of([Part(4, "economy", Subject.Collective), Part(1, "economy", Subject.Individual)], "economy", null)?.Value);
        Assert.Equal(9, InPeriodSums.Of([Part(4, "economy", Subject.Collective), Part(5, "culture_society", Subject.Individual)], null, null)?.Value);
        Assert.Equal(4, InPeriodSums.Of([Part(4), Part(9)], null, null)?.Value);
    }

    [Fact]
    public void Disjoint_OverlappingPeriods_CoversNoDayTwice()
    {
        Assert.Equal(["2026-H1", "2026-Q3"], Disjoint("2026-Q1", "2026-Q2", "2026-H1", "2026-Q3", "2026-02"));
        Assert.Equal(["2026-9M", "2026-Q4"], Disjoint("2026-Q3", "2026-9M", "2026-Q4"));
        Assert.True(InPeriodSums.Within(Period("2026-Q1"), Period("2026-H1")));
        Assert.False(InPeriodSums.Within(Period("2026"), Period("2026-H1")));
        Assert.True(InPeriodSums.Within(Period("2026"), null));
    }

    private static string[] Disjoint(params string[] periods) => [.. InPeriodSums.Disjoint(periods.Select(Period)).Select(p => p.ToString())];

    private static PeriodKey Period(string text) => PeriodKey.TryParse(text, out var key) ? key : throw new ArgumentException(text, nameof(text));

    private static ReportedPart Part(decimal value, string? field = null, Subject? subject = null, Exactness exactness = Exactness.Exact) => new(field, subject, Amount.Of(value, exactness));

    private static Gen<Amount> One() => from value in Gen.Choose(0, 1_000_000) from qualifier in Gen.Elements(Enum.GetValues<Qualifier>()) select new Amount(value / 10m, qualifier);
}
