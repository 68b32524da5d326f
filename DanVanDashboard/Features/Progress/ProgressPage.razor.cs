using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Progress;

/// <summary>Tiến độ báo cáo: who has sent the report of a period, who has not, and what was returned.</summary>
/// <remarks>Live in place: the order of the bodies is fixed and the list is short, so that a change touches one line and moves nothing else.</remarks>
public sealed partial class ProgressPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(500);

    private readonly Questions _questions = new();
    private readonly CancellationTokenSource _leaving = new();
    private ProgressView? _view;
    private ProgressExtra? _extra;
    private string? _said;
    private string? _remindRefused;
    private bool _asking;
    private bool _busy;
    private string? _refused;
    private string? _listensTo;
    private LiveSubscription? _subscription;

    [Inject]
    private ProgressModels Models { get; set; } = default!;

    [Inject]
    private ProgressExtraModels Extras { get; set; } = default!;

    [Inject]
    private RemindBodies Remind { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky")]
    private string? PeriodQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tinh-trang")]
    private string? FilterQuery { get; set; }

    [SupplyParameterFromQuery(Name = "khoi")]
    private string? BlockQuery { get; set; }

    [SupplyParameterFromQuery(Name = "cum")]
    private string? ClusterQuery { get; set; }

    [SupplyParameterFromQuery(Name = "xem")]
    private string? ShowQuery { get; set; }

    private bool Table => ShowQuery == "bang";

    private OrganisationBlock? Block => Wire.Parse<OrganisationBlock>(BlockQuery);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!await AskAsync() || !RendererInfo.IsInteractive || _view is not { } view || _listensTo == view.Campaign.Id || await CurrentActor.GetAsync() is not { } actor)
        {
            return;
        }

        await ListenAsync(actor, view.Campaign.Id);
        // What was committed between the question and the subscription.
        await AskAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }

        _leaving.Dispose();
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Share(ProgressView view) => (100m * view.Sent / Math.Max(1, view.Expected)).ToString("0.##", CultureInfo.InvariantCulture);

    private static string YearOf(ProgressView view) => Period(view)?.To.Year.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Consolidation(ProgressView view) => new ViewState { Campaign = view.Campaign.Id, Period = view.Period }.Href("/bao-cao/tong-hop");

    private bool HasReminder(string body) => _extra is { } extra && (extra.Reminders.ContainsKey(body) || (extra.MayRemind && extra.Remindable.Contains(body)));

    private static PeriodKey? Period(ProgressView view) => PeriodKey.TryParse(view.Period, out var key) ? key : null;

    private async Task ListenAsync(Actor actor, string campaign)
    {
        var old = _subscription;
        (_listensTo, _subscription) = (campaign, Live.Subscribe(ProgressModels.InterestOf(actor, campaign), s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
        if (old is not null)
        {
            await old.DisposeAsync();
        }
    }

    /// <summary>False where nobody is signed in any more, or nobody looks.</summary>
    private Task<bool> AskAsync() => _questions.AskAsync(ReadAsync);

    private async Task<bool> ReadAsync()
    {
        if (await CurrentActor.GetAsync() is not { } actor)
        {
            Navigation.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return false;
        }

        var asked = (CampaignQuery, PeriodQuery, FilterQuery, BlockQuery, ClusterQuery);
        try
        {
            var made = await Models.GetAsync(actor, asked.CampaignQuery, asked.PeriodQuery, asked.FilterQuery, Block, asked.ClusterQuery, _leaving.Token);
            var extra = made.Ok && Period(made.Value) is { } period ? await Extras.GetAsync(actor, made.Value.Campaign, period, Block, asked.ClusterQuery, _leaving.Token) : null;
            if (asked != (CampaignQuery, PeriodQuery, FilterQuery, BlockQuery, ClusterQuery))
            {
                return false;
            }

            _extra = extra;
            _view = made.Ok ? made.Value : null;
            _refused = made.Ok ? null : string.Join(' ', made.Refusals.Select(Problems.Words));
            return true;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RefreshAsync()
    {
        var (before, extra) = (_view, _extra);
        if (!_leaving.IsCancellationRequested && await AskAsync() && !(before is not null && _view?.SameAs(before) == true && extra is not null && _extra?.SameAs(extra) == true))
        {
            StateHasChanged();
        }
    }

    private Task RemindAllAsync() => RemindAsync(null, force: false);

    /// <summary>Reminds one body, or all that are late.</summary>
    private async Task RemindAsync(string? body, bool force)
    {
        if (_busy || _view is not { } view || await CurrentActor.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _said, _remindRefused) = (true, null, null);
        try
        {
            // The filters by block and cluster narrow "all" too: what is not in sight is not reminded.
            var named = body is not null ? [body] : Block is null && view.Cluster is null ? null : view.Rows.Where(r => r.State is ReportingState.Overdue or ReportingState.Returned).Select(r => r.BodyId).ToList();
            var answer = await Remind.HandleAsync(actor, new() { Campaign = view.Campaign.Id, Period = view.Period, BodyIds = named, Force = force }, null, CancellationToken.None);
            if (answer.Ok)
            {
                var done = JsonSerializer.Deserialize<RemindersView>(answer.Value.Json, ApiAnswer.Options)!;
                _said = done.Skipped.Count == 0 ? T["remind.done", done.Reminded.Count, done.Reminded.Sum(r => r.People)] : T["remind.done-some", done.Reminded.Count, done.Reminded.Sum(r => r.People), done.Skipped.Count];
                _asking = false;
                await AskAsync();
            }
            else
            {
                _remindRefused = string.Join(' ', answer.Refusals.Select(Problems.Words));
            }
        }
        finally
        {
            _busy = false;
        }
    }

    // Another campaign has other periods; the filters go with what is chosen.
    private void Go(string? campaign, string? period, string? block, string? cluster) =>
        Navigation.NavigateTo(new ViewState { Campaign = campaign, Period = period }.Href(
            ProgressModels.Path, ("tinh-trang", FilterQuery), ("khoi", string.IsNullOrEmpty(block) ? null : block), ("cum", string.IsNullOrEmpty(cluster) ? null : cluster), ("xem", ShowQuery)));
}
