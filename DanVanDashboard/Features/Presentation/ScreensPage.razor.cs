using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Màn hình tự chạy: links for halls and corridors.</summary>
public sealed partial class ScreensPage
{
    private IReadOnlyList<Refusal> _refusals = [];
    private string? _link;
    private string _name = "";
    private string _deck = ReadyDecks.Weekly;
    private int? _seconds = 20;
    private bool _busy;

    [Inject]
    private PresentationDesk Desk { get; set; } = default!;

    [Inject]
    private ShareScreen Screens { get; set; } = default!;

    [Inject]
    private CurrentActor Actor { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    /// <inheritdoc />
    protected override DeskAsk Asked => new(Query, null);

    /// <inheritdoc />
    protected override Interest? InterestOf(Actor actor, ViewState query) => Desk.InterestOf(actor, query);

    /// <inheritdoc />
    protected override Task<Result<DeskView>> AnswerAsync(Actor actor, DeskAsk asked) => Desk.GetAsync(actor, asked);

    private Task AgainAsync() => OnParametersSetAsync();

    private Task GoAsync(ViewState state)
    {
        Nav.NavigateTo(state.OnlyFilters().Href("/trinh-chieu/man-hinh"));
        return Task.CompletedTask;
    }

    private Task MakeAsync() => DoAsync(
        actor => Screens.HandleAsync(
            actor,
            PresentationDesk.Filters(View!.State, _deck.StartsWith("bai:", StringComparison.Ordinal)
                ? new ScreenRequest { Name = _name, DeckId = _deck[4..], Seconds = _seconds } : new ScreenRequest { Name = _name, Ready = _deck, Seconds = _seconds }),
            null, CancellationToken.None),
        answer =>
        {
            _name = "";
            _link = JsonSerializer.Deserialize<ScreenView>(answer.Json, ApiAnswer.Options)!.Link;
        });

    private Task RevokeAsync(string id) => DoAsync(actor => Screens.RevokeAsync(actor, id, null, CancellationToken.None), _ => _link = null);

    private async Task DoAsync(Func<Actor, Task<Result<ApiAnswer>>> verb, Action<ApiAnswer> done)
    {
        if (_busy || View is null || await Actor.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                done(answer.Value);
                await OnParametersSetAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Of(string field) => _refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Problems.Words(refusal) : null;
}
