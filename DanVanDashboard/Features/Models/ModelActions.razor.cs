using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>The buttons and forms by which a person records what happens to a model.</summary>
public sealed partial class ModelActions
{
    private ActionForm _form = new();
    private string? _open;
    private string? _said;
    private IReadOnlyList<Refusal> _refusals = [];
    private ElementReference _reason;
    private bool _busy;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    /// <summary>Where it stands, in words.</summary>
    [Parameter, EditorRequired]
    public string Status { get; set; } = "";

    /// <summary>The body that decides on it in its commune.</summary>
    [Parameter, EditorRequired]
    public string DecidingBody { get; set; } = "";

    /// <summary>Called when something was recorded.</summary>
    [Parameter]
    public EventCallback Recorded { get; set; }

    /// <summary>The day.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    /// <summary>What may be recorded now.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelOffer> Offers { get; set; } = [];

    /// <summary>Ids of the events that may be taken back.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Revocable { get; set; } = [];

    /// <summary>The timeline, for the words of what may be taken back.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ModelHappening> Happenings { get; set; } = [];

    [Inject]
    private RecordModelEvent Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    private ModelEventKind? Kind => _form.Kind;

    private bool StillOffered => _open == "revoke" ? Revocable.Contains(_form.EventId) : Offers.Any(o => o.Key == _open);

    private void Open(ModelOffer offer)
    {
        if (_open == offer.Key)
        {
            return;
        }

        _form = new()
        {
            Kind = offer.Kind, Level = offer.Level is { } level ? Wire.Name(level) : null, OnBehalf = offer.OnBehalf, On = TypedText.Day(Today),
            Body = offer.OnBehalf || offer is { Kind: ModelEventKind.Recognise, Level: Domain.Campaigns.RecognitionLevel.Commune } ? DecidingBody
                : offer.Kind == ModelEventKind.Recognise ? T["do.province-body"].Value : "",
        };
        (_open, _refusals, _said) = (offer.Key, [], null);
    }

    private void OpenRevoke()
    {
        if (_open != "revoke")
        {
            // Whether the board says that it is for another body is asked by the verb; it does no harm where it is its own.
            _form = new() { Kind = ModelEventKind.Revoke, On = TypedText.Day(Today), EventId = Revocable[0], Body = DecidingBody, OnBehalf = _actsOnBehalf };
            (_open, _refusals, _said) = ("revoke", [], null);
        }
    }

    private bool _actsOnBehalf;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _actsOnBehalf = await Who.RecentAsync() is { ActsOnBehalf: true };

    private void Close() => (_open, _refusals) = (null, []);

    private void Tick(string field, bool ticked)
    {
        if (ticked)
        {
            _form.Fields.Add(field);
        }
        else
        {
            _form.Fields.Remove(field);
        }
    }

    private async Task SendAsync()
    {
        if (_busy || _form.Kind is not { } kind || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var review = kind == ModelEventKind.Review;
            var answer = await Verb.HandleAsync(
                actor,
                ModelId,
                new()
                {
                    Kind = ModelEventView.KindName(kind), On = IsoOrAsTyped(_form.On), Reason = _form.Reason, By = _form.By, Level = _form.Level, DecisionNumber = _form.DecisionNumber,
                    Body = Empty(_form.Body), OnBehalf = _form.OnBehalf, Class = Empty(_form.Class), StillRunning = review ? _form.StillRunning : null, Evidence = review ? _form.Evidence : null,
                    EventId = kind == ModelEventKind.Revoke ? _form.EventId : null, Fields = kind == ModelEventKind.Return ? [.. _form.Fields] : null,
                },
                null,
                CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                (_said, _open, _form) = (T["do.done", T[$"do.{_open}"]], null, new());
                await Recorded.InvokeAsync();
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
        string[] shown = Shown();
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string[] Shown() =>
    [
        "on", .. Kind is ModelEventKind.Return or ModelEventKind.Stop or ModelEventKind.Revoke ? ["reason"] : Array.Empty<string>(),
        .. Kind is ModelEventKind.Review ? ["class", "evidence", "decisionNumber"] : Array.Empty<string>(), .. Kind is ModelEventKind.Verify ? ["by"] : Array.Empty<string>(),
        .. Kind is ModelEventKind.Recognise ? ["decisionNumber", "body"] : Array.Empty<string>(), .. _form.OnBehalf ? ["body"] : Array.Empty<string>(),
        .. Kind is ModelEventKind.Revoke ? ["eventId"] : Array.Empty<string>(),
    ];

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    // What is no day is passed on, so that the verb refuses it by its field.
    private static string IsoOrAsTyped(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class ActionForm
    {
        public ModelEventKind? Kind { get; init; }

        public string? Level { get; init; }

        public bool OnBehalf { get; init; }

        public string On { get; set; } = "";

        public string Reason { get; set; } = "";

        public string By { get; set; } = "";

        public string DecisionNumber { get; set; } = "";

        public string Body { get; set; } = "";

        public string Class { get; set; } = "";

        public bool StillRunning { get; set; } = true;

        public string Evidence { get; set; } = "";

        public string EventId { get; set; } = "";

        public HashSet<string> Fields { get; } = [];
    }
}
