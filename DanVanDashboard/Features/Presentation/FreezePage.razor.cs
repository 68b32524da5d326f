using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Pack;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Chốt số liệu, and the confirmation before it.</summary>
public sealed partial class FreezePage
{
    private IReadOnlyList<ConfirmationStand> _stands = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private string? _refusedForm;
    private string? _said;
    private string _name = "";
    private string _note = "";
    private string _confirmation = "";
    private string _askName = "";
    private int? _askHours = 24;
    private bool _busy;

    [Inject]
    private PresentationDesk Desk { get; set; } = default!;

    [Inject]
    private PresentationQueries Queries { get; set; } = default!;

    [Inject]
    private FreezeFigures Freeze { get; set; } = default!;

    [Inject]
    private ConfirmFigures Confirm { get; set; } = default!;

    [Inject]
    private PackWords Words { get; set; } = default!;

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
    protected override async Task<Result<DeskView>> AnswerAsync(Actor actor, DeskAsk asked)
    {
        var view = await Desk.GetAsync(actor, asked);
        if (view.Ok)
        {
            _stands = await Queries.ConfirmationsAsync(actor, view.Value.Campaign.Id, CancellationToken.None);
        }

        return view;
    }

    private Task AgainAsync() => OnParametersSetAsync();

    private Task GoAsync(ViewState state)
    {
        Nav.NavigateTo(state.OnlyFilters().Href("/trinh-chieu/chot"));
        return Task.CompletedTask;
    }

    private Task FreezeAsync() => DoAsync(
        "freeze", actor => Freeze.HandleAsync(actor, PresentationDesk.Filters(View!.State, new FreezeRequest { Name = _name, Note = _note, ConfirmationId = _confirmation }), null, CancellationToken.None),
        () => (_name, _note, _confirmation, _said) = ("", "", "", T["freeze.said", _name.Trim()]));

    private Task AskAsync() => DoAsync(
        "ask", actor => Confirm.OpenAsync(actor, PresentationDesk.Filters(View!.State, new AskRequest { Name = _askName, Hours = _askHours }), null, CancellationToken.None), () => (_askName, _said) = ("", T["ask.said"]));

    private Task CloseAsync(string id) => DoAsync("close", actor => Confirm.CloseAsync(actor, id, new(), null, CancellationToken.None), () => _said = T["stand.said"]);

    private async Task DoAsync(string form, Func<Actor, Task<Result<ApiAnswer>>> verb, Action done)
    {
        if (_busy || View is null || await Actor.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor);
            (_refusals, _refusedForm, _said) = (answer.Refusals, form, null);
            if (answer.Ok)
            {
                done();
                await OnParametersSetAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Of(string form, string field) => form == _refusedForm && _refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Problems.Words(refusal) : null;

    private RenderFragment Whole(string form) => builder =>
    {
        if (form == _refusedForm && _refusals.Count > 0)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", "notice notice-alert");
            builder.AddAttribute(2, "role", "alert");
            builder.AddContent(3, string.Join(" ", _refusals.Where(r => r.Field is not ("name" or "hours" or "note")).Select(Problems.Words).DefaultIfEmpty(T["form.mended"].Value)));
            builder.CloseElement();
        }
    };
}
