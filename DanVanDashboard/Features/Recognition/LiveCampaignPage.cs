using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Recognition;

/// <summary>A page about one campaign that follows changes by itself: it asks afresh when something in the viewer's scope was committed, and keeps what was typed.</summary>
public abstract class LiveCampaignPage : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(500);

    private readonly Questions _questions = new();
    private readonly CancellationTokenSource _leaving = new();
    private string? _listensTo;
    private LiveSubscription? _subscription;

    [Inject]
    internal CurrentActor Who { get; set; } = default!;

    [Inject]
    internal LiveFeed Live { get; set; } = default!;

    [Inject]
    internal ReferenceData Reference { get; set; } = default!;

    [Inject]
    internal CampaignCubes Cubes { get; set; } = default!;

    [Inject]
    internal Data.DanVanOptions Options { get; set; } = default!;

    [Inject]
    internal TimeProvider Clock { get; set; } = default!;

    [Inject]
    internal ProblemWords Problems { get; set; } = default!;

    [Inject]
    internal NavigationManager Nav { get; set; } = default!;

    /// <summary>The campaign that the address names.</summary>
    [SupplyParameterFromQuery(Name = "phong-trao")]
    public string? CampaignQuery { get; set; }

    /// <summary>Who looks; <see langword="null"/> before the first question.</summary>
    protected Actor? Actor { get; private set; }

    /// <summary>What is looked at; <see langword="null"/> where there is none to see.</summary>
    protected Campaign? Campaign { get; private set; }

    /// <summary>What can be looked at.</summary>
    protected IReadOnlyList<Campaign> Campaigns { get; private set; } = [];

    /// <summary>Whether the page has been asked for once.</summary>
    protected bool Asked { get; private set; }

    /// <summary>As of when it is shown.</summary>
    protected DateTimeOffset AsOf { get; private set; }

    /// <summary>The day in the province.</summary>
    protected DateOnly Today => LocalDay.Of(Clock.GetUtcNow());

    /// <summary>Whether the screen is read in English.</summary>
    protected static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>Whether the page offers campaigns that take no entries too.</summary>
    protected virtual bool OffersDocuments => false;

    /// <summary>The line under the brand.</summary>
    protected string BrandLine => Campaign is { } c ? $"{Reference.Current.Places[c.RootUnitId].FullNameAtStart} · {NameOf(c)}" : string.Empty;

    /// <summary>The name of a campaign in the language of the screen.</summary>
    protected static string NameOf(Campaign campaign) => English ? campaign.NameEn : campaign.NameVi;

    /// <summary>A day as it is written.</summary>
    protected static string Day(DateOnly day) => Ui.TypedText.Day(day);

    /// <summary>A count as it is written.</summary>
    protected static string Number(decimal value) => value.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN"));

    /// <summary>Reads what the page shows, in the scope of <see cref="Actor"/>.</summary>
    protected abstract Task LoadAsync(Actor actor, Campaign campaign, CancellationToken ct);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!await AskAsync() || !RendererInfo.IsInteractive || Campaign is not { } campaign || _listensTo == campaign.Id)
        {
            return;
        }

        var old = _subscription;
        (_listensTo, _subscription) = (campaign.Id, Live.Subscribe(InterestOf(Actor!, campaign.Id), s_atMostEvery, _ => InvokeAsync(RefreshAsync)));
        if (old is not null)
        {
            await old.DisposeAsync();
        }

        // What was committed between the question and the subscription.
        await AskAsync();
    }

    /// <summary>Asks again, as after something was done here.</summary>
    protected Task ReloadAsync() => AskAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _leaving.CancelAsync();
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }

        _leaving.Dispose();
    }

    private static Interest InterestOf(Actor actor, string campaign) =>
        actor.Scope.All ? Interest.All(campaign) : new(campaign, actor.Scope.Units, actor.Scope.Bodies, NonLocal: false);

    private Task<bool> AskAsync() => _questions.AskAsync(ReadAsync);

    private async Task<bool> ReadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            Nav.NavigateTo("/dang-nhap?loi=het-phien", forceLoad: true);
            return false;
        }

        var (current, asOf) = (Reference.Current, Cubes.UpdatedAt);
        var campaigns = current.Campaigns.Where(c => (c.HasRegister || OffersDocuments) && CampaignScope.Reads(actor, c, current)).ToList();
        var own = campaigns.Where(c => c.RootUnitId == Options.RootUnit && c.HasRegister && c.From is not null && c.Covers(Today)).OrderByDescending(c => c.From).FirstOrDefault();
        var campaign = campaigns.Find(c => c.Id == CampaignQuery) ?? own ?? campaigns.FirstOrDefault();
        try
        {
            if (campaign is not null)
            {
                await LoadAsync(actor, campaign, _leaving.Token);
            }
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return false;
        }

        (Actor, Campaigns, Campaign, Asked, AsOf) = (actor, campaigns, campaign, true, asOf);
        return true;
    }

    private async Task RefreshAsync()
    {
        if (!_leaving.IsCancellationRequested && await AskAsync())
        {
            StateHasChanged();
        }
    }
}
