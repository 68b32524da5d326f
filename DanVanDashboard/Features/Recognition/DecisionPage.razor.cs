using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Recognition;

/// <summary>Một quyết định: what stands in it, on the screen and on paper, and its withdrawal in whole or in part.</summary>
public sealed partial class DecisionPage
{
    private readonly HashSet<string> _taken = [];
    private DecisionView? _decision;
    private DecisionPreview? _preview;
    private WithdrawalForm? _form;
    private IReadOnlyList<RefusalView> _refusals = [];
    private string? _said;
    private bool _busy;

    /// <summary>The decision.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private DecisionQueries Queries { get; set; } = default!;

    [Inject]
    private WithdrawDecision Verb { get; set; } = default!;

    [Inject]
    private RecordHonour Honours { get; set; } = default!;

    private bool MayWithdraw => _decision is { Standing: > 0 } d && Wire.Parse<DecisionKind>(d.Kind) is { } kind and not DecisionKind.Withdraw
        && Actor?.May(DecisionRules.VerbOf(kind, Wire.Parse<RecognitionLevel>(d.Level))) == true;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_decision?.Id != Id)
        {
            (_decision, _form, _preview, _said) = (null, null, null, null);
            var first = await Who.GetAsync() is { } actor ? await Queries.FindAsync(actor, Id, CancellationToken.None) : null;
            // The campaign is that of the decision, whatever the address says.
            CampaignQuery = first is { Ok: true } ? first.Value.Campaign : CampaignQuery;
        }

        await base.OnParametersSetAsync();
    }

    /// <inheritdoc />
    protected override async Task LoadAsync(Actor actor, Campaign campaign, CancellationToken ct)
    {
        var found = await Queries.FindAsync(actor, Id, ct);
        _decision = found.Ok ? found.Value : null;
    }

    private void Start()
    {
        _form = new() { On = Day(Today), Body = _decision!.Body };
        _taken.Clear();
        _taken.UnionWith(_decision.Lines!.Where(l => l.Valid).Select(l => l.EventId));
        (_refusals, _said) = ([], null);
    }

    private void Take(string id, bool taken)
    {
        if (taken)
        {
            _taken.Add(id);
        }
        else
        {
            _taken.Remove(id);
        }
    }

    private WithdrawalRequest Request => new()
    {
        Number = _form!.Number, On = TypedText.Day(_form.On)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _form.On, Body = _form.Body, Reason = _form.Reason,
        Models = [.. _decision!.Lines!.Where(l => l.ModelId is not null && _taken.Contains(l.EventId)).Select(l => l.ModelId!)],
        Honours = [.. _decision.Lines!.Where(l => l.ModelId is null && _taken.Contains(l.EventId)).Select(l => l.EventId)],
    };

    private Task PreviewAsync() => _form is null ? Task.CompletedTask : DoAsync(async actor =>
    {
        var preview = await Verb.PreviewAsync(actor, Id, Request, CancellationToken.None);
        _refusals = preview.Ok ? preview.Value.Refusals : Shown(preview.Refusals);
        _preview = preview.Ok && _refusals.Count == 0 ? preview.Value : null;
    });

    private Task WithdrawAsync() => _form is null ? Task.CompletedTask : DoAsync(async actor =>
    {
        var answer = await Verb.HandleAsync(actor, Id, Request, null, CancellationToken.None);
        if (!answer.Ok)
        {
            var again = await Verb.PreviewAsync(actor, Id, Request, CancellationToken.None);
            (_preview, _refusals) = (again.Ok ? again.Value : null, again.Ok ? [] : Shown(answer.Refusals));
            return;
        }

        var done = JsonSerializer.Deserialize<DecisionView>(answer.Value.Json, ApiAnswer.Options)!;
        (_preview, _form, _said) = (null, null, T["withdraw.done", Number(done.Models + done.Recipients)]);
        await ReloadAsync();
    });

    private bool MayConsent(DecisionLine line) => Wire.Parse<DecisionKind>(_decision!.Kind) is { } kind
        && Actor?.May(DecisionRules.VerbOf(kind, Wire.Parse<RecognitionLevel>(_decision.Level)), line.UnitId, null, line.NonLocal) == true;

    private Task ConsentAsync(string honourId, bool consent) => DoAsync(async actor =>
    {
        var answer = await Honours.ConsentAsync(actor, honourId, new() { Consent = consent }, null, CancellationToken.None);
        _said = answer.Ok ? T["consent.said"] : string.Join(" ", answer.Refusals.Select(Problems.Words));
        await ReloadAsync();
    });

    private async Task DoAsync(Func<Actor, Task> work)
    {
        if (_busy || _decision is null || await Who.GetAsync() is not { } actor)
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

    private List<RefusalView> Shown(IEnumerable<Refusal> refusals) => refusals.Select(r => new RefusalView(r.Code, r.Field, Problems.Words(r))).ToList();

    private string? Refused(string? field)
    {
        string[] shown = ["number", "on", "body", "reason", "models"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(r => r.Message).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private sealed class WithdrawalForm
    {
        public string Number { get; set; } = "";

        public string On { get; set; } = "";

        public string Body { get; set; } = "";

        public string Reason { get; set; } = "";
    }
}
