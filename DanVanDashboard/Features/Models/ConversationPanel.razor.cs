using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>The conversation on a model; what is half typed stays while the other side writes.</summary>
public sealed partial class ConversationPanel
{
    private string _text = "";
    private string _field = "";
    private string _reply = "";
    private string? _replying;
    private IReadOnlyList<Refusal> _refusals = [];
    private bool _ofReply;
    private bool _busy;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    /// <summary>What was said so far.</summary>
    [Parameter, EditorRequired]
    public ConversationView Talk { get; set; } = new(0, false, []);

    /// <summary>Whether who looks settles points of others.</summary>
    [Parameter]
    public bool MaySettle { get; set; }

    /// <summary>Called when something was said or settled.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private Conversation Conversation { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    private string? TextError => _ofReply ? null : Errors;

    private string? ReplyError => _ofReply ? Errors : null;

    private string? Errors => _refusals.Count > 0 ? string.Join(" ", _refusals.Select(Problems.Words)) : null;

    private void Reply(string point) => (_replying, _reply, _refusals) = (point, "", []);

    private Task SendAsync(string? point) => DoAsync(
        point is not null,
        (actor, ct) => Conversation.PostAsync(actor, ModelId, new() { Text = point is null ? _text : _reply, Field = point is null ? _field : null, PointId = point }, null, ct),
        () =>
        {
            if (point is null)
            {
                (_text, _field) = ("", "");
            }
            else
            {
                (_reply, _replying) = ("", null);
            }
        });

    private Task SettleAsync(string point) => DoAsync(false, (actor, ct) => Conversation.ResolveAsync(actor, ModelId, point, null, ct), static () => { });

    private async Task DoAsync(bool reply, Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Action done)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _ofReply) = (answer.Refusals, reply);
            if (answer.Ok)
            {
                done();
                await Changed.InvokeAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
