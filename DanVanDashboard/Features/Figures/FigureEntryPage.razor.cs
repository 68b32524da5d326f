using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Figures;

/// <summary>Nhập số liệu từ văn bản: one number after another from the same document, whatever it counts by.</summary>
public sealed partial class FigureEntryPage
{
    private readonly FigureForm _form = new();
    private FigureEntryView? _view;
    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<Unit> _found = [];
    private string? _said;
    private string? _withdrawing;
    private string? _reason;
    private bool _busy;

    [Inject]
    private FigureEntryQueries Queries { get; set; } = default!;

    [Inject]
    private EnterFigure Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    /// <summary>The campaign from which the page was opened.</summary>
    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    private Campaign? Campaign => _view?.Campaigns.FirstOrDefault(c => c.Id == _form.Campaign);

    private IEnumerable<(string Key, string Name)> Levels => Enum.GetValues<RecognitionLevel>().Select(l => (Wire.Name(l), Words[$"level.{Wire.Name(l)}"].Value));

    private string ChosenUnit => Queries.Unit(_form.UnitId) is { } unit ? T["entry.unit-chosen", UnitLine(unit)] : T["entry.unit-none"];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_view is { Campaigns: [var first, ..] })
        {
            var chosen = _view.Campaigns.FirstOrDefault(c => c.Id == CampaignQuery) ?? _view.Campaigns.FirstOrDefault(c => !c.Simulated) ?? first;
            (_form.Campaign, _form.UnitId, _form.UnitText) = (chosen.Id, chosen.RootUnitId, Queries.Unit(chosen.RootUnitId)?.FullNameAtStart ?? string.Empty);
        }
    }

    private async Task LoadAsync() =>
        _view = await Who.GetAsync() is { } actor ? await Queries.GetAsync(actor, _form.Source.Length > 0 ? _form.Source : null, CancellationToken.None) : null;

    private async Task ChooseSourceAsync(ChangeEventArgs e)
    {
        _form.Source = e.Value as string ?? string.Empty;
        await LoadAsync();
    }

    private void SearchUnit(ChangeEventArgs e)
    {
        _form.UnitText = e.Value as string ?? string.Empty;
        _found = Queries.Units(_form.UnitText, Campaign);
        // What is typed in full and means one unit only is chosen without a further press.
        _form.UnitId = _found is [var only] ? only.Id : string.Empty;
    }

    private void ChooseUnit(Unit unit) => (_form.UnitId, _form.UnitText, _found) = (unit.Id, unit.FullNameAtStart, []);

    private string UnitLine(Unit unit)
    {
        var above = Queries.Above(unit);
        var line = above.Length > 0 ? $"{unit.FullNameAtStart}, {above}" : unit.FullNameAtStart;
        return unit.ValidTo is { } end ? T["entry.unit-until", line, TypedText.Day(end.AddDays(-1))] : line;
    }

    private void Toggle(string field, bool chosen)
    {
        _form.Fields.Remove(field);
        if (chosen)
        {
            _form.Fields.Add(field);
        }
    }

    private Task SaveAsync() => DoAsync(
        (actor, ct) => Verb.HandleAsync(actor, Request(), null, ct),
        async answer =>
        {
            var entered = System.Text.Json.JsonSerializer.Deserialize<EnteredFigure>(answer.Json, ApiAnswer.Options)!;
            _said = T["entry.saved"];
            // Document, campaign, place, time and metric are most often the next number's too; the number and where it stands are not.
            (_form.Source, _form.Metric, _form.Value, _form.Denominator, _form.Locator, _form.Exactness) = (entered.Source, entered.Metric, string.Empty, string.Empty, string.Empty, Wire.Name(Exactness.Exact));
            await LoadAsync();
        });

    private Task WithdrawAsync(string id) => DoAsync(
        (actor, ct) => Verb.WithdrawAsync(actor, id, new() { Reason = _reason }, null, ct),
        async _ =>
        {
            (_withdrawing, _said) = (null, T["entry.withdraw-done"]);
            await LoadAsync();
        });

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Func<ApiAnswer, Task> done)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, null);
            if (answer.Ok)
            {
                await done(answer.Value);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private FigureRequest Request() => new()
    {
        Campaign = _form.Campaign, Source = _form.Source,
        NewSource = _form.Source.Length > 0 ? null : new()
        {
            Kind = _form.SourceKind, Title = _form.Title, Place = _form.Place, Issuer = _form.Issuer, Date = TypedDate(_form.SourceDate), Note = _form.Note, Reference = _form.Reference,
        },
        Metric = _form.Metric,
        NewMetric = _form.Metric.Length > 0 ? null : new() { NameVi = _form.MetricName, NameEn = _form.MetricNameEn, Kind = _form.MetricKind, Measure = _form.Measure },
        UnitId = _form.UnitId, From = TypedDate(_form.From), To = TypedDate(_form.To), TimeMeaning = _form.Time, Subject = _form.Subject,
        // In the order of the taxonomy, so that one group is always the same group.
        Field = string.Join('+', Campaign?.Fields.Fields.Select(f => f.Key).Where(_form.Fields.Contains) ?? []),
        RecognisedAt = _form.RecognisedAt, TargetLevel = _form.TargetLevel, Value = Signed(_form.Value), Denominator = Signed(_form.Denominator),
        Exactness = _form.Exactness, Measure = _form.Measure, Theme = _form.Theme, Block = _form.Block, Giver = _form.Giver, Form = _form.Form, Scope = _form.Scope,
        BodyNamed = _form.BodyNamed, Locator = _form.Locator,
    };

    /// <summary>31/12/2023, 6/2022 and 2024 as the store writes them; anything else as typed, to be refused by its field.</summary>
    private static string TypedDate(string typed)
    {
        var text = typed.Trim();
        return TypedText.Day(text) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateOnly.TryParseExact(text, ["M/yyyy", "MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>A change may be a decrease: typed with a minus before it.</summary>
    private static decimal? Signed(string typed) =>
        typed.TrimStart() is ['-' or '−' or '–', .. var rest] ? -TypedText.Number(rest) : TypedText.Number(typed);

    private string? Refused(string? field)
    {
        string[] shown =
        [
            "source", "newSource.kind", "newSource.title", "newSource.issuer", "newSource.place", "newSource.date", "newSource.reference", "newSource.note", "campaign", "unitId", "metric",
            "newMetric.nameVi", "newMetric.nameEn", "newMetric.kind", "value", "exactness", "denominator", "measure", "timeMeaning", "from", "to", "locator", "subject", "field", "recognisedAt",
            "targetLevel", "theme", "block", "form", "giver", "bodyNamed", "scope", "reason", "id",
        ];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 && _withdrawing is null ? T["entry.mend"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private sealed class FigureForm
    {
        public string Source { get; set; } = "";

        public string SourceKind { get; set; } = Wire.Name(Domain.Reporting.SourceKind.Report);

        public string Title { get; set; } = "";

        public string Issuer { get; set; } = "";

        public string Place { get; set; } = "";

        public string SourceDate { get; set; } = "";

        public string Reference { get; set; } = "";

        public string Note { get; set; } = "";

        public string Campaign { get; set; } = "";

        public string UnitId { get; set; } = "";

        public string UnitText { get; set; } = "";

        public string Metric { get; set; } = "models";

        public string MetricName { get; set; } = "";

        public string MetricNameEn { get; set; } = "";

        public string MetricKind { get; set; } = Wire.Name(Domain.Reporting.MetricKind.Count);

        public string Value { get; set; } = "";

        public string Exactness { get; set; } = Wire.Name(Domain.Reporting.Exactness.Exact);

        public string Denominator { get; set; } = "";

        public string Measure { get; set; } = "";

        public string Time { get; set; } = Wire.Name(TimeMeaning.Unstated);

        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public string Locator { get; set; } = "";

        public string Subject { get; set; } = "";

        public HashSet<string> Fields { get; } = [];

        public string RecognisedAt { get; set; } = "";

        public string TargetLevel { get; set; } = "";

        public string Theme { get; set; } = "";

        public string Block { get; set; } = "";

        public string Form { get; set; } = "";

        public string Giver { get; set; } = "";

        public string BodyNamed { get; set; } = "";

        public string Scope { get; set; } = "";
    }
}
