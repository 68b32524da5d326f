using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Shell;

/// <summary>
/// A page of one campaign's figures under the usual filters: reads them from the address, asks, shows the answer or why there is none, and asks anew
/// at most once a second while the campaign changes.
/// </summary>
/// <typeparam name="TAsk">All that the address asks for; equal when it asks for the same.</typeparam>
/// <typeparam name="TView">What the page shows.</typeparam>
public abstract class CampaignPage<TAsk, TView> : FilteredPage, IAsyncDisposable
    where TAsk : class
    where TView : class
{
    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromSeconds(1);
    private readonly Questions _questions = new();
    private LiveSubscription? _subscription;
    private bool _left;

    /// <summary>The answer; <see langword="null"/> until there is one, or where it is refused.</summary>
    protected TView? View { get; private set; }

    /// <summary>Why it is refused, in words.</summary>
    protected string? Refused { get; private set; }

#pragma warning disable CS1591 // The names of the query string.
    [SupplyParameterFromQuery(Name = "chi-so")]
    protected string? MeasureQuery { get; set; }

    [SupplyParameterFromQuery(Name = "buoc")]
    protected string? StepQuery { get; set; }

    [SupplyParameterFromQuery(Name = "thu-tu")]
    protected string? OrderQuery { get; set; }
#pragma warning restore CS1591

    /// <summary>The filters as they stand in the address.</summary>
    protected ViewState Query => Narrowed with { Measure = MeasureQuery, Step = StepQuery, Order = OrderQuery };

    /// <summary>All that the address asks for.</summary>
    protected abstract TAsk Asked { get; }

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    /// <summary>What wakes the page; <see langword="null"/> where it shows nothing.</summary>
    protected abstract Interest? InterestOf(Actor actor, ViewState query);

    /// <summary>Answers.</summary>
    protected abstract Task<Result<TView>> AnswerAsync(Actor actor, TAsk asked);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        // Listen first, ask second: what is committed in between wakes the page again.
        if (RendererInfo.IsInteractive && await Who.GetAsync() is { } actor && InterestOf(actor, Query) is { } interest && _subscription?.Interest.CampaignId != interest.CampaignId)
        {
            var old = _subscription;
            _subscription = Live.Subscribe(interest, s_atMostEvery, _ => InvokeAsync(RefreshAsync));
            if (old is not null)
            {
                await old.DisposeAsync();
            }
        }

        await LoadAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _left = true;
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }
    }

    private async Task RefreshAsync()
    {
        if (!_left)
        {
            await LoadAsync();
            StateHasChanged();
        }
    }

    private Task LoadAsync() => _questions.AskAsync(ReadAsync);

    private async Task ReadAsync()
    {
        if (await Who.RecentAsync() is not { } actor)
        {
            return;
        }

        var asked = Asked;
        var made = await AnswerAsync(actor, asked);
        // The filters may have changed meanwhile; then the later question answers.
        if (!_left && asked.Equals(Asked))
        {
            View = made.Ok ? made.Value : null;
            Refused = made.Ok ? null : string.Join(' ', made.Refusals.Select(Problems.Words));
        }
    }
}
