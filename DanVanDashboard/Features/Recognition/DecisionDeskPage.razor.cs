using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Công nhận and khen thưởng: the models that wait, a batch of them under one decision, what it would change, and its record.</summary>
public sealed partial class DecisionDeskPage
{
    private readonly HashSet<string> _chosen = [];
    private readonly DecisionForm _form = new();
    private DeskView? _view;
    private DecisionPreview? _preview;
    private IReadOnlyList<RefusalView> _refusals = [];
    private IReadOnlyList<string> _bodies = [];
    private IReadOnlyList<(string Id, string Name)> _nonLocal = [];
    private (string Words, string Href)? _said;
    private string? _shownFor;
    private bool _busy;

    [Inject]
    private DeskQueries Desk { get; set; } = default!;

    [Inject]
    private TakeDecision Verb { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "viec")]
    private string? KindQuery { get; set; }

    [SupplyParameterFromQuery(Name = "cap")]
    private string? LevelQuery { get; set; }

    [SupplyParameterFromQuery(Name = "dia-ban")]
    private string? UnitQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tim")]
    private string? SearchQuery { get; set; }

    private bool Award => new Uri(Nav.Uri).AbsolutePath.StartsWith("/khen-thuong", StringComparison.OrdinalIgnoreCase);

    private string Path => Award ? "/khen-thuong" : "/cong-nhan";

    private bool MayDecide => Actor is { } actor && _view is { } view && actor.May(DecisionRules.VerbOf(view.Kind, view.Level));

    /// <inheritdoc />
    protected override async Task LoadAsync(Actor actor, Campaign campaign, CancellationToken ct)
    {
        var (kind, level) = DeskQueries.Asked(actor, campaign, Award, KindQuery, LevelQuery);
        _view = await Desk.GetAsync(actor, campaign, kind, level, UnitQuery, SearchQuery, ct);
        var current = Reference.Current;
        var province = current.Places.ProvinceOf(campaign.RootUnitId).Id;
        _nonLocal = actor.Scope.All ? [.. current.Bodies.All.Where(b => b.NonLocal && b.ProvinceId == province && b.ValidOn(Today)).Select(b => (b.Id, b.NameOn(Today)))] : [];
        _bodies = actor.BodyId is { } own && current.Bodies.Find(own) is { } body ? [body.NameOn(Today)]
            : [.. _nonLocal.Select(b => b.Name), .. _view.Units.Select(u => current.Bodies.PartyCommitteeOf(u.Id)?.NameOn(Today)).OfType<string>()];
        var shown = $"{Path} {campaign.Id} {kind} {level}";
        if (shown != _shownFor)
        {
            // Another work: what was chosen for the one before is not meant for it; what was typed about a paper stays.
            _chosen.Clear();
            (_shownFor, _preview, _refusals, _said) = (shown, null, [], _shownFor is null ? _said : null);
            _form.Body = kind == DecisionKind.Commend && level != RecognitionLevel.Commune ? "" : current.Bodies.Find(actor.BodyId)?.NameOn(Today) ?? "";
            _form.Recipients.Clear();
        }

        _form.On = _form.On.Length > 0 ? _form.On : Day(Today);
    }

    private bool All(DeskView view) => view.Models.Count > 0 && view.Models.All(m => _chosen.Contains(m.Id));

    private void Choose(string id, bool chosen)
    {
        if (chosen)
        {
            _chosen.Add(id);
        }
        else
        {
            _chosen.Remove(id);
        }
    }

    private void ChooseAll(DeskView view, bool chosen)
    {
        foreach (var model in view.Models)
        {
            Choose(model.Id, chosen);
        }
    }

    private void Go(string? campaign = null, string? kind = null, string? level = null, string? unit = null) => Nav.NavigateTo(new ViewState
    {
        Campaign = campaign ?? Campaign?.Id, Unit = campaign is null ? unit ?? UnitQuery : null,
    }.Href(Path, ("viec", kind ?? KindQuery), ("cap", level ?? (kind is null ? LevelQuery : null)), ("tim", SearchQuery)));

    private DecisionRequest Request => new()
    {
        Campaign = Campaign!.Id, Kind = Wire.Name(_view!.Kind), Number = _form.Number, On = IsoOrAsTyped(_form.On), Body = _form.Body, Form = _form.Form, SignedBy = _form.SignedBy, Note = _form.Note,
        Level = _view.Kind == DecisionKind.Propose ? null : Wire.Name(_view.Level), SameNumber = _form.SameNumber, Models = [.. _chosen], Recipients = _form.Recipients,
    };

    private Task PreviewAsync() => DoAsync(async actor =>
    {
        var preview = await Verb.PreviewAsync(actor, Request, CancellationToken.None);
        // What is wrong with the decision is said at its fields; what is wrong with a model, in the preview.
        _refusals = preview.Ok ? preview.Value.Refusals : Shown(preview.Refusals);
        _preview = preview.Ok && _refusals.Count == 0 ? preview.Value : null;
    });

    private Task DropAsync()
    {
        _chosen.ExceptWith(_preview!.Models.Where(m => !m.Changes).Select(m => m.Id));
        return PreviewAsync();
    }

    private Task RecordAsync() => DoAsync(async actor =>
    {
        var answer = await Verb.HandleAsync(actor, Request, null, CancellationToken.None);
        if (!answer.Ok)
        {
            // Something changed since the preview was made: it is made anew, and says what.
            var again = await Verb.PreviewAsync(actor, Request, CancellationToken.None);
            (_preview, _refusals) = (again.Ok ? again.Value : null, again.Ok ? [] : Shown(answer.Refusals));
            return;
        }

        var decision = JsonSerializer.Deserialize<DecisionView>(answer.Value.Json, ApiAnswer.Options)!;
        _said = (T["form.recorded", decision.Number ?? T["no-number"].Value, Number(decision.Models + decision.Recipients)], $"/cong-nhan/quyet-dinh/{decision.Id}");
        _chosen.Clear();
        _form.Clear();
        (_preview, _refusals) = (null, []);
        await ReloadAsync();
    });

    private async Task DoAsync(Func<Actor, Task> work)
    {
        if (_busy || _view is null || Campaign is null || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _said) = (true, null);
        try
        {
            await work(actor);
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>Why a field was refused; with <see langword="null"/> what no field on the screen is to blame for.</summary>
    private string? Refused(string? field)
    {
        string[] shown = ["number", "on", "body", "form", "models"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(r => r.Message).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private List<RefusalView> Shown(IEnumerable<Refusal> refusals) => refusals.Select(r => new RefusalView(r.Code, r.Field, Problems.Words(r))).ToList();

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    // What is no day is passed on, so that the verb refuses it by its field.
    private static string IsoOrAsTyped(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class DecisionForm
    {
        public string Number { get; set; } = "";

        public string On { get; set; } = "";

        public string Body { get; set; } = "";

        public string Form { get; set; } = "";

        public string SignedBy { get; set; } = "";

        public string Note { get; set; } = "";

        public bool SameNumber { get; set; }

        public List<RecipientRequest> Recipients { get; } = [];

        /// <summary>Ready for the next paper; whose it is stays.</summary>
        public void Clear()
        {
            (Number, Form, SignedBy, Note, SameNumber) = ("", "", "", "", false);
            Recipients.Clear();
        }
    }
}
