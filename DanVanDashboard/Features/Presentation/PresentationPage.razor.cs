using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Trình chiếu: which figures, and which deck.</summary>
public sealed partial class PresentationPage
{
    private string? _removing;
    private bool _busy;

    [Inject]
    private PresentationDesk Desk { get; set; } = default!;

    [Inject]
    private SaveDeck Decks { get; set; } = default!;

    [Inject]
    private CurrentActor Actor { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "chot")]
    private string? SetQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loi")]
    private string? ErrorQuery { get; set; }

    /// <inheritdoc />
    protected override DeskAsk Asked => new(Query, SetQuery);

    /// <inheritdoc />
    protected override Interest? InterestOf(Actor actor, ViewState query) => Desk.InterestOf(actor, query);

    /// <inheritdoc />
    protected override Task<Result<DeskView>> AnswerAsync(Actor actor, DeskAsk asked) => Desk.GetAsync(actor, asked);

    private static string Href(DeskView v, string set) => v.State.OnlyFilters().Href("/trinh-chieu", ("chot", set.Length == 0 ? "khong" : set));

    // A deck opens with the chosen set; a kept one with its own, unless another is chosen here.
    private string Show(DeskView v, (string Name, string Value) deck) =>
        v.State.OnlyFilters().Href("/trinh-chieu/chieu", deck, ("chot", deck.Name == "bai" && SetQuery is null ? null : v.Set?.Id));

    private static string Edit(DeskView v, string? ready) => v.State.OnlyFilters().Href("/trinh-chieu/bai/moi", ("mau", ready), ("chot", v.Set?.Id));

    private Task GoAsync(ViewState state)
    {
        Nav.NavigateTo(state.OnlyFilters().Href("/trinh-chieu"));
        return Task.CompletedTask;
    }

    private Task AgainAsync() => OnParametersSetAsync();

    private async Task RemoveAsync(string id)
    {
        if (_busy || await Actor.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            await Decks.DeleteAsync(actor, id, null, CancellationToken.None);
            _removing = null;
            await OnParametersSetAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
