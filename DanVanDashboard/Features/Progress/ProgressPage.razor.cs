using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Progress;

/// <summary>Tiến độ báo cáo: who has sent the report of a period, who has not, and what was returned.</summary>
/// <remarks>Live in place: the order of the bodies is fixed and the list is short, so that a change touches one line and moves nothing else.</remarks>
public sealed partial class ProgressPage
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private ProgressView? _view;
    private string? _refused;
    private string? _listensTo;
    private LiveSubscription? _subscription;

    [Inject]
    private ProgressModels Models { get; set; } = default!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private DanVanDashboard.Api.ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "ky")]
    private string? PeriodQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tinh-trang")]
    private string? FilterQuery { get; set; }

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
    private async Task<bool> AskAsync()
    {
        if (await CurrentActor.GetAsync() is not { } actor)
        {
            Navigation.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return false;
        }

        var asked = (CampaignQuery, PeriodQuery, FilterQuery);
        try
        {
            var made = await Models.GetAsync(actor, asked.CampaignQuery, asked.PeriodQuery, asked.FilterQuery, _leaving.Token);
            if (asked != (CampaignQuery, PeriodQuery, FilterQuery))
            {
                return false;
            }

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
        var before = _view;
        if (!_leaving.IsCancellationRequested && await AskAsync() && !(before is not null && _view?.SameAs(before) == true))
        {
            StateHasChanged();
        }
    }

    // Another campaign has other periods; the filter goes with what is chosen.
    private void Go(string? campaign, string? period) =>
        Navigation.NavigateTo(new ViewState { Campaign = campaign, Period = period }.Href(ProgressModels.Path, ("tinh-trang", FilterQuery)));
}
