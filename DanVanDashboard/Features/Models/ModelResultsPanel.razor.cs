using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>Results of a model, added and withdrawn by those who may.</summary>
public sealed partial class ModelResultsPanel
{
    private FactsView? _facts;
    private IReadOnlyList<Refusal> _refusals = [];
    private (string Id, long Sequence) _read;
    private string _kind = Wire.Name(ResultKind.Money);
    private string _exactness = "exact";
    private string? _quantity;
    private string? _measure;
    private string? _on;
    private string? _note;
    private string? _withdrawing;
    private string? _reason;
    private bool _may;
    private bool _busy;

    /// <summary>The model as the page shows it.</summary>
    [Parameter, EditorRequired]
    public ModelView Model { get; set; } = default!;

    [Inject]
    private FactsQueries Queries { get; set; } = default!;

    [Inject]
    private ModelResults Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    private string Measure => EntryTexts.MeasureOf(Wire.Parse<ResultKind>(_kind) ?? ResultKind.Other);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_read != (Model.Id, Model.Sequence))
        {
            _read = (Model.Id, Model.Sequence);
            await AskAsync();
        }
    }

    private async Task AskAsync()
    {
        if (await Who.GetAsync() is { } actor)
        {
            var found = await Queries.GetAsync(actor, Model.Id, CancellationToken.None);
            _facts = found.Ok ? found.Value : null;
            _may = Model.Source is null && actor.May(Domain.Access.Verb.RegisterModel, Model.UnitId, Model.BodyId, Model.NonLocal);
        }
    }

    private Task AddAsync() => DoAsync(
        (actor, ct) => Verb.AddAsync(
            actor, Model.Id,
            new()
            {
                Kind = _kind, Quantity = TypedText.Number(_quantity), Measure = _measure, Exactness = _exactness, Note = _note,
                On = string.IsNullOrEmpty(_on) ? null : TypedText.Day(_on)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _on,
            },
            null, ct),
        () => (_quantity, _measure, _on, _note) = (null, null, null, null));

    private Task WithdrawAsync(string id) => DoAsync((actor, ct) => Verb.WithdrawAsync(actor, Model.Id, id, new(_reason), null, ct), () => _withdrawing = null);

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Action done)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                done();
                await AskAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string field)
    {
        var found = _refusals.Where(r => r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string Quantity(ResultView result) =>
        $"{(result.Exactness == "exact" ? "" : W[$"exactness.{result.Exactness}"] + " ")}{result.Quantity.ToString("#,0.####", CultureInfo.CurrentCulture)} {result.Measure}";
}
