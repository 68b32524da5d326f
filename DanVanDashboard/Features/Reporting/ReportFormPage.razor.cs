using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Báo cáo of a body and period: to fill in, to sign, to send, to decide on; the same page for all who may read it.</summary>
/// <remarks>Cells are saved by the page's script, one by one; everything else goes over the live line. Both wake the page of everybody who has it open.</remarks>
public sealed partial class ReportFormPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _leaving = new();
    private readonly Dictionary<string, string> _remarks = new(StringComparer.Ordinal);
    private readonly List<LiveSubscription> _subscriptions = [];
    private IReadOnlyList<(string Id, string Name)> _bodies = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<string> _others = [];
    private IDisposable? _visit;
    private ReportFile? _file;
    private Actor? _actor;
    private DateOnly _today;
    private DateTimeOffset _asOf;
    private string? _listensTo;
    private string? _listensToReport;
    private string? _said;
    private ReportStatus? _saidAt;
    private bool _asked;
    private bool _busy;

    /// <summary>The campaign's id.</summary>
    [Parameter]
    public string Campaign { get; set; } = "";

    /// <summary>The body's id.</summary>
    [Parameter]
    public string Body { get; set; } = "";

    /// <summary>The period, as in the query string.</summary>
    [Parameter]
    public string Period { get; set; } = "";

    [Inject]
    private ReportQueries Queries { get; set; } = default!;

    [Inject]
    private CreateReport Create { get; set; } = default!;

    [Inject]
    private SaveEntries Entries { get; set; } = default!;

    [Inject]
    private MoveReport Move { get; set; } = default!;

    [Inject]
    private DelegateSection Delegation { get; set; } = default!;

    [Inject]
    private SetReportDocument Documents { get; set; } = default!;

    [Inject]
    private ExplainDifference Differences { get; set; } = default!;

    [Inject]
    private ReportPresence Presence { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    private bool Open => _file is { Hand: not Hand.None, Status: { } status } && ReportRules.IsOpen(status);

    // What was said of one's own step does not stand beside somebody else's.
    private string? Said => _file?.Status == _saidAt ? _said : null;

    private bool MayReturn => _file is { Status: { } status, Row: { } row } file
        && (status is ReportStatus.Submitted or ReportStatus.Approved ? _actor!.May(Verb.DecideOnReport) : ReportRules.IsOpen(status) && ReportSteps.MaySendBack(_actor!, row, file.Ledger));

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!await AskAsync() || !RendererInfo.IsInteractive || _file is null)
        {
            return;
        }

        await ListenAsync();
        await AskAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _visit?.Dispose();
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }

        _leaving.Dispose();
    }

    /// <summary>Listens to the place of the report in the campaign, and to the report itself as soon as there is one.</summary>
    /// <remarks>Called from inside a subscription too, which must not be left from there: then the place is the same, and only the report is new.</remarks>
    private async Task ListenAsync()
    {
        var file = _file!;
        var place = $"{Campaign}/{Body}/{Period}";
        if (_listensTo != place)
        {
            var old = _subscriptions.ToList();
            _subscriptions.Clear();
            _visit?.Dispose();
            (_listensTo, _listensToReport, _visit) = (place, null, null);
            var units = file.Body.UnitId is { } unit ? Reference.Current.Places.ScopeOf(unit) : new HashSet<string>();
            _subscriptions.Add(Live.Subscribe(new(Campaign, units, new HashSet<string> { Body }, NonLocal: false), s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
            foreach (var subscription in old)
            {
                await subscription.DisposeAsync();
            }
        }

        if (file.Row is not { } row || _listensToReport == row.Id)
        {
            return;
        }

        _listensToReport = row.Id;
        _subscriptions.Add(Live.Subscribe(ReportSignals.Of(row.Id), s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
        if (file.Hand != Hand.None)
        {
            _visit = Presence.Enter(row.Id, _actor!.UserId, file.NameOf(_actor.UserId) ?? _actor.UserName);
        }

        // What was saved before it was listened to.
        await AskAsync();
    }

    private async Task<bool> AskAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            Nav.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return false;
        }

        var asked = (Campaign, Body, Period);
        try
        {
            var file = await Queries.FindAsync(actor, Campaign, Body, Period, _leaving.Token);
            if (asked != (Campaign, Body, Period))
            {
                return false;
            }

            (_file, _actor, _asked, _asOf) = (file, actor, true, Clock.GetUtcNow());
            _today = LocalDay.Of(_asOf);
            _others = file?.Row is { } row ? Presence.Others(row.Id, actor.UserId) : [];
            _bodies = file is { Hand: Hand.Whole } ? Takers(file) : [];
            return true;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RefreshAsync()
    {
        if (!_leaving.IsCancellationRequested && await AskAsync())
        {
            if (_file is not null)
            {
                await ListenAsync();
            }

            StateHasChanged();
        }
    }

    /// <summary>The lines of the form; neighbours of one cell each stand in one table.</summary>
    private static List<List<AskedCell>> Sections(ReportFile file)
    {
        var sections = new List<List<AskedCell>>();
        var singles = false;
        foreach (var line in file.Cells.GroupBy(c => c.Line.Line).Select(g => g.ToList()))
        {
            if (line.Count == 1 && singles)
            {
                sections[^1].AddRange(line);
            }
            else
            {
                sections.Add(line);
            }

            singles = line.Count == 1;
        }

        return sections;
    }

    private List<(string Id, string Name)> Takers(ReportFile file) =>
        [.. Reference.Current.Bodies.All.Where(b => b.Id != file.Body.Id && DelegateSection.MayTake(b, file.Body, file.Period.To)).Select(b => (b.Id, b.NameOn(file.Period.To)))];

    private Task CreateAsync() => DoAsync((actor, ct) => Create.HandleAsync(
        actor, new() { Campaign = Campaign, BodyId = Body, UnitId = _file!.Body.UnitId ?? _file.Body.ProvinceId, Period = Period, Prefill = true }, null, ct), T["said.created"]);

    private Task SaveAsync(EntryRequest entry) => DoAsync((actor, ct) => Entries.HandleAsync(actor, _file!.Row!.Id, new() { Entries = [entry] }, null, ct), null);

    private Task NothingAsync() => DoAsync((actor, ct) => Entries.HandleAsync(actor, _file!.Row!.Id, new() { NothingForTheRest = true }, null, ct), T["said.nothing"]);

    private Task DelegateAsync(DelegationRequest request) => DoAsync((actor, ct) => Delegation.HandleAsync(actor, _file!.Row!.Id, request, null, ct), T["said.delegated"]);

    private Task ExplainAsync(DifferenceRequest request) => DoAsync((actor, ct) => Differences.ExplainAsync(actor, _file!.Row!.Id, request, null, ct), T["said.explained"]);

    private Task SettleAsync(DifferenceRequest request) => DoAsync((actor, ct) => Differences.SettleAsync(actor, _file!.Row!.Id, request, null, ct), T["said.settled"]);

    private Task SetDocumentAsync(DocumentRequest request) => DoAsync((actor, ct) => Documents.HandleAsync(actor, _file!.Row!.Id, request, null, ct), T["said.document"]);

    private async Task MoveAsync((ReportVerb Verb, string? Reason) step)
    {
        var comments = ReportRules.AsksForMore(step.Verb)
            ? _remarks.Where(r => !string.IsNullOrWhiteSpace(r.Value)).Select(r => new CellRemarkRequest { Cell = r.Key, Text = r.Value }).ToList() : null;
        await DoAsync((actor, ct) => Move.HandleAsync(actor, _file!.Row!.Id, step.Verb, new() { Reason = step.Reason, Comments = comments }, null, ct), T[$"said.{Wire.Name(step.Verb)}"]);
        if (ReportRules.AsksForMore(step.Verb) && _refusals.Count == 0)
        {
            _remarks.Clear();
        }
    }

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, string? said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? said : null);
            await AskAsync();
            _saidAt = _file?.Status;
            if (_file is not null)
            {
                await ListenAsync();
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
        string[] shown = ["reason", "number", "day", "place", "superior", "recipients", "capacity", "signerTitle", "signerName"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field, StringComparer.Ordinal) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(' ', found) : null;
    }
}
