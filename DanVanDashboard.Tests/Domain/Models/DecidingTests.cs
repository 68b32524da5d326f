using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Tests.Domain.Models;

/// <summary>Who decides on what: one table of model × person × step.</summary>
public sealed class DecidingTests
{
    private const string Unit = "xa-a";
    private const string Committee = "xa-a.dang-uy";
    private const string Farmers = "hoi-nong-dan-tinh";
    private static readonly DateOnly s_day = new(2026, 10, 10);

    // Per model: what the board alone may do · what it may enter with the deciding body named · an approver of the commune · of another commune ·
    // of the non-local body. "+" may, otherwise why not.
    private const string Table = """
        commune   accept             event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        commune   return             event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        commune   appraise           event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        commune   review             event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        commune   recognise-commune  event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        commune   recognise-province event.aims-lower       event.aims-lower  event.level-not-yours   event.level-not-yours event.level-not-yours
        commune   exemplar-commune   event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        commune   exemplar           +                      +                 +                       event.not-your-unit  event.not-your-unit
        commune   stop               +                      +                 +                       event.not-your-unit  event.not-your-unit
        commune   propose            +                      +                 +                       event.not-your-unit  event.not-your-unit
        unstated  accept             event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        unstated  recognise-commune  event.commune-decides  +                 +                       event.not-your-unit  event.not-your-unit
        unstated  recognise-province +                      +                 event.level-not-yours   event.level-not-yours event.level-not-yours
        province  accept             +                      +                 +                       event.not-your-unit  event.not-your-unit
        province  appraise           +                      +                 +                       event.not-your-unit  event.not-your-unit
        province  recognise-commune  +                      +                 +                       event.not-your-unit  event.not-your-unit
        province  recognise-province +                      +                 event.level-not-yours   event.level-not-yours event.level-not-yours
        nonlocal  accept             +                      +                 event.not-your-unit     event.not-your-unit  +
        nonlocal  appraise           +                      +                 event.not-your-unit     event.not-your-unit  +
        nonlocal  recognise-commune  +                      +                 event.not-your-unit     event.not-your-unit  +
        nonlocal  recognise-province +                      +                 event.level-not-yours   event.level-not-yours event.level-not-yours
        """;

    private static readonly string[] s_people = ["board", "board-on-behalf", "approver", "other-approver", "body-approver"];

    public static TheoryData<string, string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string, string>();
            foreach (var line in Table.Split('\n'))
            {
                var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                for (var i = 0; i < s_people.Length; i++)
                {
                    cells.Add(parts[0], parts[1], s_people[i], parts[i + 2]);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Step_OfAPerson_IsAllowedAsTheTableSays(string model, string step, string person, string expected)
    {
        var request = Request(step, person == "board-on-behalf");

        var refusal = Deciding.Forbidden(Person(person), Model(model), request, null);

        Assert.Equal(expected, refusal?.Code ?? "+");
        if (refusal?.Code is "event.commune-decides" or "event.aims-lower")
        {
            Assert.Equal(["Đảng ủy xã A"], refusal.Arguments);
        }
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("appraise")]
    [InlineData("recognise-commune")]
    public void Step_OnOnesOwnEntry_IsLeftToAnother(string step) =>
        Assert.Equal("event.own-entry", Deciding.Forbidden(Person("approver"), Model("commune") with { EnteredBy = "approver" }, Request(step, false), null)?.Code);

    [Theory]
    [InlineData(Role.StandingCommittee)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Council)]
    [InlineData(Role.Reporter)]
    public void Acceptance_ByARoleThatDoesNotDecide_IsRefused(Role role) =>
        Assert.Equal("event.not-allowed", Deciding.Forbidden(new("x", "x", role, Committee, Unit, Scope(Unit, Committee)), Model("commune"), Request("accept", true), null)?.Code);

    [Fact]
    public void Software_Decides_Everywhere() => Assert.Null(Deciding.Forbidden(Actor.System, Model("commune"), Request("accept", false), null));

    [Fact]
    public void Revocation_ByTheBoard_IsItsOwnOnlyOfWhatItEntered()
    {
        var revoke = new EventRequest { Kind = ModelEventKind.Revoke, On = s_day, EventId = "E1", Reason = "nhầm" };
        var theirs = new ModelEvent { Id = "E1", Kind = ModelEventKind.Recognise, On = s_day, Level = RecognitionLevel.Commune };

        Assert.Equal("event.commune-decides", Deciding.Forbidden(Person("board"), Model("commune"), revoke, theirs)?.Code);
        Assert.Null(Deciding.Forbidden(Person("board"), Model("commune"), revoke, theirs with { OnBehalf = true }));
        Assert.Null(Deciding.Forbidden(Person("board"), Model("commune"), revoke with { OnBehalf = true, Body = "Đảng ủy xã A" }, theirs));
        Assert.Null(Deciding.Forbidden(Person("approver"), Model("commune"), revoke, theirs));
    }

    [Theory]
    [InlineData("province", "accept", false, false)]
    [InlineData("province", "accept", true, true)]
    [InlineData("province", "recognise-province", false, false)]
    [InlineData("commune", "accept", true, true)]
    [InlineData("commune", "recognise-commune", true, true)]
    [InlineData("commune", "stop", false, true)]
    public void Mark_OnBehalf_IsOnWhatOthersDecideOrDo(string model, string step, bool said, bool marked)
    {
        Assert.Equal(marked, Deciding.IsOnBehalf(Person("board"), Model(model), Request(step, said)));
        Assert.False(Deciding.IsOnBehalf(Person("approver"), Model(model), Request(step, said)));
    }

    [Fact]
    public void Offers_APendingModel_AreTheDecisionsOfItsApprover()
    {
        var (approver, model) = (Person("approver"), Model("commune") with { Events = [new() { Id = "E0", Kind = ModelEventKind.Register, On = s_day, Sequence = 1 }] });

        Assert.True(ModelRules.Offers(approver, model, ModelEventKind.Accept, s_day));
        Assert.False(ModelRules.Offers(approver, model, ModelEventKind.Resubmit, s_day));
        Assert.False(ModelRules.Offers(Person("board"), model, ModelEventKind.Accept, s_day));
        Assert.True(ModelRules.Offers(Person("board"), model, ModelEventKind.Accept, s_day, onBehalf: true));
    }

    [Theory]
    [InlineData(true, ReviewClass.Strengthen, null)]
    [InlineData(false, ReviewClass.End, null)]
    [InlineData(false, ReviewClass.Replicate, "event.review-not-running")]
    [InlineData(null, null, "event.class-missing")]
    public void Review_OfAModelThatNoLongerRuns_EndsIt(bool? running, ReviewClass? found, string? code)
    {
        ModelEvent Happened(ModelEventKind kind, long sequence) => new() { Id = "E" + sequence, Kind = kind, On = new DateOnly(2025, 10, 1), Sequence = sequence };
        var model = Model("commune") with { RegisteredOn = new(2025, 10, 1), Events = [Happened(ModelEventKind.Register, 1), Happened(ModelEventKind.Accept, 2)] };

        var refusals = ModelRules.Refusals(Person("approver"), model, new() { Kind = ModelEventKind.Review, On = s_day, Class = found, StillRunning = running }, s_day);

        Assert.Equal(code, refusals.FirstOrDefault()?.Code);
    }

    private static ModelState Model(string kind) =>
        new(new("m", Unit, kind == "nonlocal" ? Farmers : Committee, kind == "nonlocal", "economy", Subject.Collective, null, []), "reporter", s_day, [])
        {
            TargetLevel = kind switch { "commune" => RecognitionLevel.Commune, "province" => RecognitionLevel.Province, _ => null }, DecidingBody = "Đảng ủy xã A",
        };

    private static EventRequest Request(string step, bool onBehalf) => new()
    {
        Kind = Wire.Parse<ModelEventKind>(step.Split('-')[0])!.Value, On = s_day, Level = step.Contains('-', StringComparison.Ordinal) ? Wire.Parse<RecognitionLevel>(step.Split('-')[1]) : null,
        DecisionNumber = "01-QĐ", Body = onBehalf ? "Đảng ủy xã A" : null, OnBehalf = onBehalf,
    };

    private static Actor Person(string name) => name switch
    {
        "approver" => new(name, name, Role.Approver, Committee, Unit, Scope(Unit, Committee)),
        "other-approver" => new(name, name, Role.Approver, "xa-b.dang-uy", "xa-b", Scope("xa-b", "xa-b.dang-uy")),
        "body-approver" => new(name, name, Role.Approver, Farmers, null, ReadScope.Of(new HashSet<string>(), new HashSet<string> { Farmers })),
        _ => new(name, name, Role.Board, null, null, ReadScope.Everything),
    };

    private static ReadScope Scope(string unit, string body) => ReadScope.Of(new HashSet<string> { unit }, new HashSet<string> { body });
}
