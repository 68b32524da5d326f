using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Tests.Domain.Reporting;

/// <summary>Who may take which step of a report, and from where.</summary>
public sealed class ReportRulesTests
{
    private const string Commune = "xa";
    private const string Committee = "xa.dang-uy";

    private static readonly ReportStatus[] s_all = Enum.GetValues<ReportStatus>();

    public static TheoryData<ReportVerb, string> Steps => new()
    {
        { ReportVerb.Sign, "draft:signed returned:signed signed:signed" },
        { ReportVerb.Submit, "draft:submitted returned:submitted signed:submitted" },
        { ReportVerb.SendBack, "draft:draft signed:draft returned:returned" },
        { ReportVerb.Return, "submitted:returned approved:returned" },
        { ReportVerb.Approve, "submitted:approved" },
        { ReportVerb.Lock, "approved:locked" },
        { ReportVerb.Reopen, "approved:returned locked:returned" },
    };

    public static TheoryData<ReportVerb, string> Rights => new()
    {
        { ReportVerb.Submit, "Board Approver Reporter" },
        { ReportVerb.Sign, "Approver" },
        { ReportVerb.SendBack, "Approver" },
        { ReportVerb.Return, "Board" },
        { ReportVerb.Approve, "Board" },
        { ReportVerb.Lock, "Board" },
        { ReportVerb.Reopen, "Board" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void Next_FromEveryState_FollowsTheTableOrIsRefused(ReportVerb verb, string table)
    {
        var allowed = table.Split(' ').Select(p => p.Split(':')).ToDictionary(p => Wire.Parse<ReportStatus>(p[0])!.Value, p => Wire.Parse<ReportStatus>(p[1])!.Value);
        var by = verb is ReportVerb.Submit or ReportVerb.Sign or ReportVerb.SendBack ? Person(Role.Approver) : Person(Role.Board);
        foreach (var status in s_all)
        {
            var next = ReportRules.Next(by, Standing(status), verb, "lý do");

            Assert.Equal(allowed.TryGetValue(status, out var to) ? Wire.Name(to) : "report.wrong-status", next.Ok ? Wire.Name(next.Value) : next.Refusals.Single().Code);
        }
    }

    [Theory]
    [MemberData(nameof(Rights))]
    public void Next_ByEveryRole_IsForThoseOfTheTableOnly(ReportVerb verb, string roles)
    {
        var from = verb switch { ReportVerb.Submit or ReportVerb.Sign or ReportVerb.SendBack => ReportStatus.Draft, ReportVerb.Reopen => ReportStatus.Locked, ReportVerb.Lock => ReportStatus.Approved, _ => ReportStatus.Submitted };
        foreach (var role in Enum.GetValues<Role>())
        {
            var next = ReportRules.Next(Person(role), Standing(from), verb, "lý do");

            Assert.Equal(roles.Split(' ').Contains(role.ToString()), next.Ok);
            Assert.True(next.Ok || next.Refusals.Single().Code is "report.not-allowed" or "report.not-your-unit");
        }
    }

    [Fact]
    public void Next_ByPeopleOfAnotherPlaceOrOfAnotherBodyOfTheCommune_IsRefused()
    {
        var elsewhere = new Actor("a", "a", Role.Approver, "ban.dang-uy", "ban", ReadScope.Of(new HashSet<string> { "ban" }, new HashSet<string> { "ban.dang-uy" }));
        var farmers = new Actor("b", "b", Role.Approver, "xa.hoi-nong-dan", Commune, ReadScope.Of(new HashSet<string> { Commune }, new HashSet<string> { "xa.hoi-nong-dan" }));
        foreach (var by in new[] { elsewhere, farmers })
        {
            Assert.Equal("report.not-your-unit", ReportRules.Next(by, Standing(ReportStatus.Draft), ReportVerb.Submit, null).Refusals.Single().Code);
            Assert.Equal("report.not-allowed", ReportRules.Next(by, Standing(ReportStatus.Draft), ReportVerb.Sign, null).Refusals.Single().Code);
        }
    }

    [Fact]
    public void Next_Sign_IsNotForWhoEnteredAFigureNorOfNothingNorBesideAConflict()
    {
        var by = Person(Role.Approver);

        Assert.Equal("report.own-entry", ReportRules.Next(by, Standing(ReportStatus.Draft) with { EnteredBy = new HashSet<string> { by.UserId } }, ReportVerb.Sign, null).Refusals.Single().Code);
        Assert.Equal("report.empty", ReportRules.Next(by, Standing(ReportStatus.Draft) with { Empty = true }, ReportVerb.Sign, null).Refusals.Single().Code);
        Assert.Equal("report.conflict-open", ReportRules.Next(by, Standing(ReportStatus.Draft) with { OpenConflicts = 1 }, ReportVerb.Sign, null).Refusals.Single().Code);
        Assert.Equal("report.conflict-open", ReportRules.Next(by, Standing(ReportStatus.Draft) with { OpenConflicts = 1 }, ReportVerb.Submit, null).Refusals.Single().Code);
        Assert.Equal("report.unsigned", ReportRules.Next(by, Standing(ReportStatus.Draft) with { LacksSignature = true }, ReportVerb.Submit, null).Refusals.Single().Code);
        Assert.Equal("report.reason-missing", ReportRules.Next(by, Standing(ReportStatus.Draft), ReportVerb.SendBack, null).Refusals.Single().Code);
        Assert.True(ReportRules.Next(by, Standing(ReportStatus.Draft) with { EnteredBy = new HashSet<string> { by.UserId } }, ReportVerb.SendBack, null, cellRemarks: true).Ok);
    }

    [Theory]
    [InlineData(ReportVerb.Return, ReportStatus.Submitted, false, true)]
    [InlineData(ReportVerb.Return, ReportStatus.Submitted, true, false)]
    [InlineData(ReportVerb.Reopen, ReportStatus.Locked, true, true)]
    [InlineData(ReportVerb.Approve, ReportStatus.Submitted, false, false)]
    public void Next_WithoutAReason_IsRefusedWhereOneIsNeeded(ReportVerb verb, ReportStatus from, bool cellRemarks, bool refused) =>
        Assert.Equal(refused, ReportRules.Next(Person(Role.Board), Standing(from), verb, null, cellRemarks).Refusals.Any(r => r is { Code: "report.reason-missing", Field: "reason" }));

    [Fact]
    public void Next_WithTooLongAReason_SaysBothThatAndTheState() => Assert.Equal(
        ["report.text-too-long", "report.wrong-status"],
        ReportRules.Next(Person(Role.Board), Standing(ReportStatus.Draft), ReportVerb.Return, new string('x', ReportRules.TextLimit + 1)).Refusals.Select(r => r.Code));

    [Theory]
    [InlineData(Role.Board, null, null, Hand.Whole)]
    [InlineData(Role.Reporter, Committee, Commune, Hand.Whole)]
    [InlineData(Role.Reporter, "xa.hoi-nong-dan", Commune, Hand.Part)]
    [InlineData(Role.Reporter, "xa.hoi-phu-nu", Commune, Hand.None)]
    [InlineData(Role.StandingCommittee, null, null, Hand.None)]
    [InlineData(Role.Administrator, null, null, Hand.None)]
    [InlineData(Role.Council, "xa.hoi-nong-dan", null, Hand.None)]
    public void Hand_OfAPerson_IsItsBodysPart(Role role, string? body, string? unit, Hand expected)
    {
        var scope = role == Role.Reporter ? ReadScope.Of(new HashSet<string> { unit! }, new HashSet<string> { body! }) : ReadScope.Everything;
        var by = new Actor("a", "a", role, body, unit, scope);

        var hand = FillRights.Of(by, Commune, Committee, nonLocal: false, ["xa.hoi-nong-dan"]);

        Assert.Equal(expected, hand);
        Assert.Equal(expected != Hand.None, FillRights.MayFill(by, hand, "xa.hoi-nong-dan"));
        Assert.Equal(expected == Hand.Whole, FillRights.MayFill(by, hand, null));
    }

    private static ReportStanding Standing(ReportStatus status) => new(status, Commune, Committee, NonLocal: false);

    private static Actor Person(Role role) => new(
        "u", "u", role, role == Role.Board ? null : Committee, Commune,
        role is Role.Approver or Role.Reporter ? ReadScope.Of(new HashSet<string> { Commune }, new HashSet<string> { Committee }) : ReadScope.Everything);
}
