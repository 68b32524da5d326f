using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Plan;

/// <summary>Chỉ tiêu năm, which the board sets and the administrator sees.</summary>
public sealed partial class PlanPage
{
    private readonly TargetForm _form = new();
    private PlanView? _view;
    private IReadOnlyList<Refusal> _refusals = [];
    private ElementReference _value;
    private string? _said;
    private string? _withdrawing;
    private string? _reason;
    private bool _busy;
    private bool _asked;

    [Inject]
    private PlanQueries Queries { get; set; } = default!;

    [Inject]
    private SetTarget Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "nam")]
    private string? YearQuery { get; set; }

    [SupplyParameterFromQuery(Name = "don-vi")]
    private string? BodyQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private IEnumerable<string?> Columns => _view!.Campaign.Fields.Fields.Select(f => (string?)f.Key).Prepend(null);

    /// <summary>The bodies that hold or held a target of their own, in protocol order.</summary>
    private IReadOnlyList<(string Id, string Name)> Holders => [.. _view!.Bodies.Where(b => _view.Versions.Any(v => v.Target.BodyId == b.Id))];

    /// <summary>What any of them is asked for over all fields; a target in one field stands in the body's own list.</summary>
    private IReadOnlyList<TargetMeasure> HeldMeasures => [.. Enum.GetValues<TargetMeasure>().Where(m => _view!.Versions.Any(v => v.Target is { BodyId: not null, Field: null } && v.Target.Measure == Wire.Name(m)))];

    /// <summary>Whose versions are listed: those of the whole, or of one body.</summary>
    private string? Of => Holders.Any(h => h.Id == BodyQuery) ? BodyQuery : null;

    // A body that has ended has no row of its own above; what was set for it stands with the whole.
    private IReadOnlyList<ShownVersion> Shown => [.. _view!.Versions.Where(v => v.Target.BodyId == Of || (Of is null && Holders.All(h => h.Id != v.Target.BodyId)))];

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        int? year = int.TryParse(YearQuery, NumberStyles.None, CultureInfo.InvariantCulture, out var y) ? y : null;
        _view = await Who.GetAsync() is { } actor ? await Queries.GetAsync(actor, CampaignQuery, year) : null;
        _asked = true;
    }

    private void Go(string? campaign, string? year) =>
        Nav.NavigateTo(Nav.GetUriWithQueryParameters("/quan-tri/chi-tieu", new Dictionary<string, object?> { ["phong-trao"] = campaign, ["nam"] = year }));

    private string HistoryHref(string? body) =>
        Nav.GetUriWithQueryParameters("/quan-tri/chi-tieu", new Dictionary<string, object?> { ["phong-trao"] = _view!.Campaign.Id, ["nam"] = _view.Year, ["don-vi"] = body }) + "#lich-su";

    private async Task Choose(TargetMeasure measure, string? field, string? body)
    {
        (_form.Measure, _form.Field, _form.Body, _refusals, _said) = (Wire.Name(measure), field ?? "", body ?? "", [], null);
        var held = _view!.Holding(measure, field, body);
        // The document of a neighbouring target is most often the same; it is offered, and can be changed.
        var like = held ?? _view.Versions.Select(v => v.Target).FirstOrDefault(t => t is { Current: true, Value: not null });
        _form.Value = held?.Value?.ToString("#,0", CultureInfo.CurrentCulture) ?? "";
        (_form.DocumentNumber, _form.DocumentDate, _form.Document) = (like?.DocumentNumber ?? "", like?.DocumentDate is { } date ? TypedText.Day(date) : "", like?.Document ?? "");
        await _value.FocusAsync();
    }

    private Task SaveAsync() => DoAsync(
        (actor, ct) => Verb.HandleAsync(
            actor,
            new()
            {
                Campaign = _view!.Campaign.Id, Year = _view.Year, Measure = _form.Measure, Field = _form.Field, BodyId = _form.Body, Value = TypedText.Number(_form.Value),
                DocumentNumber = _form.DocumentNumber, DocumentDate = IsoOrAsTyped(_form.DocumentDate), Document = _form.Document,
            },
            null, ct),
        view => T["form.saved", Words[$"target.{view.Measure}"], Place(view.Field, view.BodyId), Number(view.Value)]);

    private void StartWithdrawing(string id) => (_withdrawing, _reason, _refusals, _said) = (id, "", [], null);

    private Task WithdrawAsync(string id) => DoAsync((actor, ct) => Verb.WithdrawAsync(actor, id, new() { Reason = _reason }, null, ct), _ => T["withdraw.done"]);

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Func<TargetView, string> said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                _withdrawing = null;
                var done = JsonSerializer.Deserialize<TargetView>(answer.Value.Json, ApiAnswer.Options)!;
                await LoadAsync();
                _said = said(done);
                BodyQuery = done.BodyId;
            }
            else
            {
                _said = null;
            }
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>Why a field was refused; with <see langword="null"/> what no field on the screen is to blame for.</summary>
    private string? Refused(string? field)
    {
        string[] shown = ["measure", "field", "bodyId", "value", "documentNumber", "documentDate", "document", "reason", "id"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 && _withdrawing is null ? T["form.mended"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string MeasureName(TargetMeasure measure) => Words[$"target.{Wire.Name(measure)}"];

    private string FieldName(string key) => CampaignWords.FieldName(Words, _view!.Campaign, key);

    private string Place(string? field, string? body) => (field, body) switch
    {
        (null, null) => T["plan.whole"],
        ({ } f, null) => FieldName(f),
        (null, { } b) => BodyName(b),
        ({ } f, { } b) => $"{BodyName(b)}, {FieldName(f)}",
    };

    private string BodyName(string id) => _view!.Bodies.FirstOrDefault(b => b.Id == id).Name ?? id;

    private string CellLabel(TargetMeasure measure, string? field, TargetView? target, string? body) => target is null
        ? T["plan.cell-set", MeasureName(measure), Place(field, body)]
        : T["plan.cell-change", Number(target.Value), MeasureName(measure), Place(field, body)];

    private string Document(TargetView target)
    {
        var name = string.Join(" · ", new[] { target.DocumentNumber, target.Document }.Where(t => !string.IsNullOrEmpty(t)));
        return target.DocumentDate is { } date ? T["history.document-of", name, TypedText.Day(date)] : name;
    }

    private string Number(int? value) => value?.ToString("#,0", CultureInfo.CurrentCulture) ?? T["plan.none"].Value;

    private static string Day(DateTime at) => TypedText.Day(LocalDay.Of(at));

    // What is no day is passed on, so that the verb refuses it by its field.
    private static string IsoOrAsTyped(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class TargetForm
    {
        public string Measure { get; set; } = Wire.Name(TargetMeasure.Registered);

        public string Field { get; set; } = "";

        public string Body { get; set; } = "";

        public string Value { get; set; } = "";

        public string DocumentNumber { get; set; } = "";

        public string DocumentDate { get; set; } = "";

        public string Document { get; set; } = "";
    }
}
