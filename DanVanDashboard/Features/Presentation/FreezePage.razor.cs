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
    private string? _said;
    private string _name = "";
    private string _note = "";
    private string _confirmation = "";
    private string _askName = "";
    private int? _askHours = 24;

    [Inject]
    private PresentationQueries Queries { get; set; } = default!;

    [Inject]
    private FreezeFigures Freeze { get; set; } = default!;

    [Inject]
    private ConfirmFigures Confirm { get; set; } = default!;

    [Inject]
    private PackWords Words { get; set; } = default!;

    /// <inheritdoc />
    protected override string Path => "/trinh-chieu/chot";

    /// <inheritdoc />
    protected override async Task<Result<DeskView>> AnswerAsync(Actor actor, DeskAsk asked)
    {
        var view = await base.AnswerAsync(actor, asked);
        if (view.Ok)
        {
            _stands = await Queries.ConfirmationsAsync(actor, view.Value.Campaign.Id, CancellationToken.None);
        }

        return view;
    }

    private Task FreezeAsync() => RecordAsync(
        "freeze", actor => Freeze.HandleAsync(actor, PresentationDesk.Filters(View!.State, new FreezeRequest { Name = _name, Note = _note, ConfirmationId = _confirmation }), null, CancellationToken.None),
        _ => (_name, _note, _confirmation, _said) = ("", "", "", T["freeze.said", _name.Trim()]));

    private Task AskAsync() => RecordAsync(
        "ask", actor => Confirm.OpenAsync(actor, PresentationDesk.Filters(View!.State, new AskRequest { Name = _askName, Hours = _askHours }), null, CancellationToken.None), _ => (_askName, _said) = ("", T["ask.said"]));

    private Task CloseAsync(string id) => RecordAsync(id, actor => Confirm.CloseAsync(actor, id, new(), null, CancellationToken.None), _ => _said = T["stand.said"]);

    private Task RecordAsync(string form, Func<Actor, Task<Result<ApiAnswer>>> verb, Action<ApiAnswer> done)
    {
        _said = null;
        return DoAsync(form, verb, done);
    }
}
