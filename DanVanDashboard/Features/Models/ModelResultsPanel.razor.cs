using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>Results of a model, added and withdrawn by those who may.</summary>
public sealed partial class ModelResultsPanel
{
    private string _kind = Wire.Name(ResultKind.Money);
    private string _exactness = "exact";
    private string? _quantity;
    private string? _measure;
    private string? _on;
    private string? _note;
    private string? _withdrawing;
    private string? _reason;

    [Inject]
    private ModelResults Results { get; set; } = default!;

    private string Measure => EntryTexts.MeasureOf(Wire.Parse<ResultKind>(_kind) ?? ResultKind.Other);

    private Task AddAsync() => DoAsync(
        (actor, ct) => Results.AddAsync(
            actor, Model.Id,
            new()
            {
                Kind = _kind, Quantity = TypedText.Number(_quantity), Measure = _measure, Exactness = _exactness, Note = _note,
                On = string.IsNullOrEmpty(_on) ? null : TypedText.Day(_on)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? _on,
            },
            null, ct),
        () => (_quantity, _measure, _on, _note) = (null, null, null, null));

    private Task WithdrawAsync(string id) => DoAsync((actor, ct) => Results.WithdrawAsync(actor, Model.Id, id, new(_reason), null, ct), () => _withdrawing = null);

    private string Quantity(ResultView result) =>
        $"{(result.Exactness == "exact" ? "" : W[$"exactness.{result.Exactness}"] + " ")}{result.Quantity.ToString("#,0.####", CultureInfo.CurrentCulture)} {result.Measure}";
}
