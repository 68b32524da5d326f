using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>A part of a model's page that shows facts of its registration and lets those change them who may: read again whenever the model's sequence moves on.</summary>
public abstract class ModelPanel : ComponentBase
{
    private (string Id, long Sequence) _read;

    /// <summary>The model as the page shows it.</summary>
    [Parameter, EditorRequired]
    public ModelView Model { get; set; } = default!;

    [Inject]
    private FactsQueries Queries { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    /// <summary>What was read; <see langword="null"/> where nothing may be.</summary>
    protected FactsView? Facts { get; private set; }

    /// <summary>Whether whoever looks may change it.</summary>
    protected bool May { get; private set; }

    /// <summary>Whether something is being recorded.</summary>
    protected bool Busy { get; private set; }

    /// <summary>What was refused last.</summary>
    protected IReadOnlyList<Refusal> Refusals { get; set; } = [];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Model.Id, Model.Sequence))
        {
            _read = (Model.Id, Model.Sequence);
            await AskAsync();
        }
    }

    /// <summary>Does something once, and reads anew when it was done; refusals are kept beside what was typed.</summary>
    /// <param name="verb">What to do.</param>
    /// <param name="done">What to forget then.</param>
    protected async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Action done)
    {
        if (Busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        Busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            Refusals = answer.Refusals;
            if (answer.Ok)
            {
                done();
                await AskAsync();
            }
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Why a field was refused, in words.</summary>
    protected string? Refused(string field) => Refused(r => r.Field == field);

    /// <summary>Refusals of some kind, in words.</summary>
    protected string? Refused(Func<Refusal, bool> which)
    {
        var found = Refusals.Where(which).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private async Task AskAsync()
    {
        if (await Who.GetAsync() is { } actor)
        {
            var found = await Queries.GetAsync(actor, Model.Id, CancellationToken.None);
            Facts = found.Ok ? found.Value : null;
            May = Model.Source is null && actor.May(Verb.RegisterModel, Model.UnitId, Model.BodyId, Model.NonLocal);
        }
    }
}
