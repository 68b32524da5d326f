using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Shell;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>A page of presentation: the same filters, the same view, and forms whose refusals are told where they belong.</summary>
public abstract class PresentationDeskPage : CampaignPage<DeskAsk, DeskView>
{
    private IReadOnlyList<Refusal> _refusals = [];
    private string? _refusedForm;

    /// <summary>Whether something is being recorded.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Path of the page.</summary>
    protected abstract string Path { get; }

    /// <inheritdoc />
    protected override DeskAsk Asked => new(Query, null);

    [Inject]
    private protected PresentationDesk Desk { get; set; } = default!;

    /// <summary>Where one is, and the way on.</summary>
    [Inject]
    protected NavigationManager Nav { get; set; } = default!;

    /// <summary>Words of refusals.</summary>
    [Inject]
    protected ProblemWords Problems { get; set; } = default!;

    [Inject]
    private CurrentActor Actor { get; set; } = default!;

    /// <inheritdoc />
    protected override Interest? InterestOf(Actor actor, ViewState query) => Desk.InterestOf(actor, query);

    /// <inheritdoc />
    protected override Task<Result<DeskView>> AnswerAsync(Actor actor, DeskAsk asked) => Desk.GetAsync(actor, asked);

    /// <summary>Reads the page anew.</summary>
    protected Task AgainAsync() => OnParametersSetAsync();

    /// <summary>Goes on with other filters.</summary>
    protected Task GoAsync(ViewState state)
    {
        Nav.NavigateTo(state.OnlyFilters().Href(Path));
        return Task.CompletedTask;
    }

    /// <summary>Records what a form says, once; what was refused is kept for <see cref="Of"/> and <see cref="Elsewhere"/>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="verb">Records it.</param>
    /// <param name="done">Called when it was recorded, before the page is read anew.</param>
    protected async Task DoAsync(string form, Func<Actor, Task<Result<ApiAnswer>>> verb, Action<ApiAnswer> done)
    {
        if (Busy || View is null || await Actor.GetAsync() is not { } actor)
        {
            return;
        }

        Busy = true;
        try
        {
            var answer = await verb(actor);
            (_refusals, _refusedForm) = (answer.Refusals, form);
            if (answer.Ok)
            {
                done(answer.Value);
                await OnParametersSetAsync();
            }
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Why a field of a form was refused.</summary>
    protected string? Of(string form, string field) => form == _refusedForm && _refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Problems.Words(refusal) : null;

    /// <summary>What was refused of a form beside the fields that tell it themselves; empty where nothing else was, <see langword="null"/> where nothing was at all.</summary>
    protected IReadOnlyList<string>? Elsewhere(string form, params string[] fields) =>
        form != _refusedForm || _refusals.Count == 0 ? null : [.. _refusals.Where(r => !fields.Contains(r.Field)).Select(Problems.Words)];
}
