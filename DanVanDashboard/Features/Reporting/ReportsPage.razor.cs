using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Báo cáo kỳ: what one's body owes, by when, and where it stands; for the board what waits for its decision.</summary>
public sealed partial class ReportsPage
{
    private const int Shown = 40;

    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(500);

    private readonly Questions _questions = new();
    private readonly CancellationTokenSource _leaving = new();
    private LiveSubscription? _subscription;
    private ReportList? _list;
    private Actor? _actor;
    private DateOnly _today;
    private DateTimeOffset _asOf;
    private string? _listensTo;
    private bool _asked;
    private bool _more;

    [Inject]
    private ReportListQueries Queries { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private bool All => _actor?.Scope.All == true;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!await AskAsync() || !RendererInfo.IsInteractive || _list is not { } list || _listensTo == list.Campaign.Id)
        {
            return;
        }

        var old = _subscription;
        var interest = All ? Interest.All(list.Campaign.Id) : new(list.Campaign.Id, _actor!.Scope.Units, _actor.Scope.Bodies, NonLocal: false);
        (_listensTo, _subscription) = (list.Campaign.Id, Live.Subscribe(interest, s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
        if (old is not null)
        {
            await old.DisposeAsync();
        }

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

    private static string ReportsHref(string? campaign) => "/bao-cao?phong-trao=" + Uri.EscapeDataString(campaign ?? string.Empty);

    private Task<bool> AskAsync() => _questions.AskAsync(ReadAsync);

    private async Task<bool> ReadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            Nav.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return false;
        }

        try
        {
            (_list, _actor, _asked) = (await Queries.GetAsync(actor, CampaignQuery, _leaving.Token), actor, true);
            _asOf = Clock.GetUtcNow();
            _today = LocalDay.Of(_asOf);
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
            StateHasChanged();
        }
    }
}
