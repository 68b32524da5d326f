using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Charts;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Kết nghĩa, giúp đỡ: who helps which village with what, as lines on the map, as a list, and a form. No replication, and never counted as models.</summary>
public sealed partial class HelpPage
{
    private readonly HelpForm _form = new();
    private IReadOnlyList<HelpView> _links = [];
    private IReadOnlyList<MapArc> _arcs = [];
    private IReadOnlyList<MapArcKind> _kinds = [];
    private IReadOnlyList<MapUnit> _units = [];
    private IReadOnlyList<(string Id, string Name)> _helpers = [];
    private IReadOnlyList<(string Id, string Name)> _helped = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private MapDrawing? _drawing;
    private string? _said;
    private string? _withdrawing;
    private string? _reason;
    private bool _busy;

    [Inject]
    private RecordHelp Verb { get; set; } = default!;

    [Inject]
    private RelationQueries Relations { get; set; } = default!;

    [Inject]
    private MapDrawings Drawings { get; set; } = default!;

    /// <inheritdoc />
    protected override bool OffersDocuments => true;

    private List<HelpView> Standing => _links.Where(l => !l.Withdrawn).ToList();

    private bool MayRecord => Actor is { } actor && Campaign is { } campaign && HelpRules.MayRecordIn(actor, campaign);

    /// <inheritdoc />
    protected override async Task LoadAsync(Actor actor, Campaign campaign, CancellationToken ct)
    {
        var current = Reference.Current;
        var found = await Verb.ListAsync(actor, campaign.Id, ct);
        _links = found.Ok ? found.Value : [];
        var day = ViewTime.UnitDay(null, campaign, Today);
        var (root, at) = ViewTime.RootOn(current.Places, campaign.RootUnitId, day, restated: campaign.OpenForEntries);
        _drawing = Drawings.Of(root, at);
        var arcs = Relations.Arcs(
            _links.Where(l => !l.Withdrawn && l.FromUnitId is not null && current.Bodies.Find(l.FromBodyId) is not { NonLocal: true }).Select(l => (l.FromUnitId!, l.ToUnitId)), "help", at,
            (from, to, count) => T["assist.arc", current.Places[from].FullNameAtStart, current.Places[to].FullNameAtStart, count]);
        _arcs = arcs.SequenceEqual(_arcs) ? _arcs : arcs;
        _kinds = [new("help", T["assist.line"], Dashed: true)];
        var coming = _links.Where(l => !l.Withdrawn).GroupBy(l => l.ToUnitId).ToDictionary(g => g.Key, g => g.Sum(l => l.ToCount));
        _units = _drawing is null ? [] : [.. _drawing.Shapes.Select(s =>
        {
            var (name, count) = (current.Places[s.Id].FullNameAtStart, coming.GetValueOrDefault(s.Id));
            return new MapUnit(s.Id, count == 0 ? null : count, T["assist.unit", name, count], $"{name}\n{T["assist.unit", name, count]}");
        })];
        var communes = current.Places.Under(root, at, UnitLevel.Commune);
        var province = current.Places.ProvinceOf(root).Id;
        var whole = current.Places[root];
        _helped = [.. communes.Append(whole).Select(u => (u.Id, u.FullNameAtStart))];
        var bodies = current.Bodies.All.Where(b => b.ProvinceId == province && b.ValidOn(at) && (b.NonLocal || communes.Any(u => u.Id == b.UnitId)));
        _helpers = actor.MayEverywhere(Domain.Access.Verb.RecordHelp) ? [.. communes.Append(whole).Select(u => (u.Id, u.FullNameAtStart)), .. bodies.Where(b => b.NonLocal).Select(Named)]
            // What is one's own: the locality and its bodies, or one's body; and, for what comes to one's villages, everybody.
            : [.. communes.Where(u => actor.Scope.Units.Contains(u.Id)).Select(u => (u.Id, u.FullNameAtStart)), .. bodies.Where(b => actor.BodyId == b.Id || (b.UnitId is { } unit && actor.Scope.Units.Contains(unit))).Select(Named),
               .. actor.UnitId is null ? [] : communes.Where(u => !actor.Scope.Units.Contains(u.Id)).Select(u => (u.Id, u.FullNameAtStart))];

        (string, string) Named(Body body) => ("body:" + body.Id, body.NameOn(at));
    }

    private bool MayWithdraw(HelpView link) =>
        Actor is { } actor && HelpRules.May(actor, link.FromUnitId ?? link.ToUnitId, link.FromBodyId, Reference.Current.Bodies.Find(link.FromBodyId) is { NonLocal: true }, link.ToUnitId);

    private void Start(string id) => (_withdrawing, _reason, _refusals, _said) = (id, "", [], null);

    private Task RecordAsync() => DoAsync(
        actor =>
        {
            var body = _form.From.StartsWith("body:", StringComparison.Ordinal) ? _form.From["body:".Length..] : null;
            return Verb.HandleAsync(
                actor,
                new()
                {
                    Campaign = Campaign!.Id, FromUnitId = body is null ? _form.From : null, FromBodyId = body, FromCount = Whole(_form.FromCount), ToUnitId = _form.To, ToVillage = _form.Village,
                    ToCount = Whole(_form.ToCount), Works = _form.Works, WorksCount = string.IsNullOrWhiteSpace(_form.WorksCount) ? null : Whole(_form.WorksCount), Value = Money(), ValueUnit = _form.ValueUnit,
                    Exactness = _form.Exactness, Document = _form.Document, Since = IsoOrAsTyped(_form.Since), Until = IsoOrAsTyped(_form.Until),
                },
                null, CancellationToken.None);
        },
        () =>
        {
            _said = T["assist.recorded"];
            _form.Clear();
        });

    private Task WithdrawAsync(string id) => DoAsync(
        actor => Verb.WithdrawAsync(actor, id, new() { Reason = _reason }, null, CancellationToken.None),
        () => (_said, _withdrawing) = (T["withdraw.done", "01"], null));

    private async Task DoAsync(Func<Actor, Task<Result<ApiAnswer>>> verb, Action done)
    {
        if (_busy || Campaign is null || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _said) = (true, null);
        try
        {
            var answer = await verb(actor);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                done();
                await ReloadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>What is no whole number is refused as no count rather than taken for another.</summary>
    private static int Whole(string typed) => TypedText.Number(typed) is { } number && number == decimal.Floor(number) && number is >= 0 and < 1_000_000 ? (int)number : -1;

    private decimal? Money() => string.IsNullOrWhiteSpace(_form.Value) ? null : TypedText.Number(_form.Value) ?? -1;

    /// <summary>A day, a month as 6/2022, or a year.</summary>
    private static string IsoOrAsTyped(string typed)
    {
        var clean = typed.Trim();
        return TypedText.Day(clean)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ?? (DateOnly.TryParseExact(clean, ["M/yyyy", "MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture) : clean);
    }

    private string ValueOf(HelpView link) => link.Value is not { } value || Wire.Parse<Exactness>(link.Exactness) is not { } exactness ? "–"
        : Amounts[$"exactness.{Wire.Name(Amount.Of(value, exactness).Qualifier)}", AmountWords.Money(Amount.Of(value, exactness), Amounts)];

    private string TimeOf(HelpView link) => link.Until is { } until ? T["assist.from-to", Words(link.Since), Words(until)] : T["assist.from-on", Words(link.Since)];

    private static string Words(string stated) => PartialDate.Parse(stated) is var date ? date.Precision switch
    {
        DatePrecision.Year => date.Year.ToString(CultureInfo.InvariantCulture),
        DatePrecision.Month => string.Create(CultureInfo.InvariantCulture, $"{date.Month:00}/{date.Year:0000}"),
        _ => date.First is { } day ? Day(day) : string.Empty,
    } : string.Empty;

    private string? Refused(string? field)
    {
        string[] shown = ["fromUnitId", "fromBodyId", "fromCount", "toUnitId", "toVillage", "toCount", "works", "worksCount", "value", "since", "until", "document", "reason"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private sealed class HelpForm
    {
        public string From { get; set; } = "";

        public string FromCount { get; set; } = "1";

        public string To { get; set; } = "";

        public string Village { get; set; } = "";

        public string ToCount { get; set; } = "1";

        public string Works { get; set; } = "";

        public string WorksCount { get; set; } = "";

        public string Value { get; set; } = "";

        public string ValueUnit { get; set; } = "million";

        public string Exactness { get; set; } = Wire.Name(Domain.Reporting.Exactness.Exact);

        public string Document { get; set; } = "";

        public string Since { get; set; } = "";

        public string Until { get; set; } = "";

        /// <summary>Ready for the next; who helps stays.</summary>
        public void Clear() => (FromCount, To, Village, ToCount, Works, WorksCount, Value, Until) = ("1", "", "", "1", "", "", "", "");
    }
}
