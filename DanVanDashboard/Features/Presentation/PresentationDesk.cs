using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Presentation;

/// <summary>What the pages of presentation are asked: the usual filters, and which frozen set.</summary>
/// <param name="State">The filters.</param>
/// <param name="Set">A frozen set; empty for figures of the moment.</param>
public sealed record DeskAsk(ViewState State, string? Set);

/// <summary>All that the pages of presentation show of a campaign.</summary>
public sealed record DeskView
{
    /// <summary>The filters as understood.</summary>
    public required ViewState State { get; init; }

    /// <summary>The campaign.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>What can be chosen.</summary>
    public required IReadOnlyList<FilterOption> Options { get; init; }

    /// <summary>The decks that were kept.</summary>
    public required IReadOnlyList<DeckView> Decks { get; init; }

    /// <summary>The frozen sets.</summary>
    public required IReadOnlyList<FrozenSet> Sets { get; init; }

    /// <summary>The one that decks open with; <see langword="null"/>: figures of the moment.</summary>
    public FrozenSet? Set { get; init; }

    /// <summary>The screens that run.</summary>
    public required IReadOnlyList<ScreenView> Screens { get; init; }

    /// <summary>Whether the caller may freeze and ask.</summary>
    public required bool MayFreeze { get; init; }

    /// <summary>Whether the caller may share screens.</summary>
    public required bool MayShare { get; init; }

    /// <summary>When the figures changed last.</summary>
    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Reads the pages of presentation.</summary>
internal sealed class PresentationDesk(
    ReferenceData reference, FrozenFigures frozen, PresentationQueries queries, CampaignCubes cubes, DanVanOptions options, TimeProvider clock, IStringLocalizer<FiltersText> text, IStringLocalizer<VocabularyText> words)
{
    /// <summary>What wakes the page.</summary>
    public Interest? InterestOf(Actor actor, ViewState query) =>
        query.WithDefaults(actor, reference.Current, options.RootUnit, LocalDay.Of(clock.GetUtcNow())).Campaign is { } campaign ? Interest.All(campaign) : null;

    /// <summary>The page, or why it cannot be shown.</summary>
    public async Task<Result<DeskView>> GetAsync(Actor actor, DeskAsk ask)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var state = ask.State.WithDefaults(actor, current, options.RootUnit, today);
        var read = state.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var campaign = read.Value.Campaign;
        var sets = await frozen.ListAsync(actor, campaign.Id, CancellationToken.None);
        return new DeskView
        {
            State = state, Campaign = campaign, Options = [.. FilterOptions.Of(actor, current, campaign, state, today, text, words).Where(o => o.Name is "phong-trao" or "ky" or "dia-ban" or "dia-gioi")],
            Decks = await queries.DecksAsync(actor, campaign.Id, CancellationToken.None), Sets = sets, Set = ask.Set == "khong" ? null : sets.FirstOrDefault(s => s.Id == ask.Set) ?? (ask.Set is null && sets.Count > 0 ? sets[0] : null),
            Screens = await queries.ScreensAsync(actor, campaign.Id, CancellationToken.None), MayFreeze = actor.May(Verb.FreezeFigures), MayShare = actor.May(Verb.ShareScreen), AsOf = cubes.UpdatedAt,
        };
    }

    /// <summary>The filters of a page as a request of the API names them.</summary>
    public static T Filters<T>(ViewState s, T request)
        where T : FilterRequest => request with
        {
            Campaign = s.Campaign, Unit = s.Unit, Body = s.Body, Period = s.Period == ViewState.WholeCampaign ? null : s.Period, Field = s.Field, Theme = s.Theme, Block = s.Block, Subject = s.Subject, Boundaries = s.Boundaries,
        };
}
