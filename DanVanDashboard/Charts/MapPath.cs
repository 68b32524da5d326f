using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace DanVanDashboard.Charts;

/// <summary>The path of one unit of a map, an element of its own so that it takes another colour without anything else being rendered.</summary>
public sealed class MapPath : ComponentBase, ILiveNumber, IDisposable
{
    private LiveNumbers? _joined;
    private string? _key;
    private decimal? _value;
    private string _look = "";
    private (string Look, decimal? Value, string Tip, MapShape? Shape)? _painted;

    /// <summary>The shape.</summary>
    [Parameter, EditorRequired]
    public MapShape Shape { get; set; } = default!;

    /// <summary>The number that the page knows.</summary>
    [Parameter]
    public decimal? Value { get; set; }

    /// <summary>The class of its colour.</summary>
    [Parameter, EditorRequired]
    public string Look { get; set; } = "";

    /// <summary>The lines of its tooltip.</summary>
    [Parameter]
    public string Tip { get; set; } = "";

    /// <summary>What may show a newer number before the page does.</summary>
    [Parameter]
    public LiveNumbers? Ahead { get; set; }

    /// <summary>The class of another number; <see langword="null"/> where only the page can say how the unit looks.</summary>
    [Parameter]
    public Func<decimal, string>? LookOf { get; set; }

    /// <summary>The name of a unit's number among <see cref="Ahead"/>.</summary>
    public static string KeyOf(string unit) => "map/" + unit;

    bool ILiveNumber.Take(decimal value)
    {
        if (_value is null || _value == value || LookOf is null)
        {
            return false;
        }

        (_value, _look) = (value, LookOf(value));
        return true;
    }

    void ILiveNumber.Paint() => StateHasChanged();

    /// <inheritdoc />
    public void Dispose()
    {
        if (_key is not null)
        {
            _joined?.Leave(_key, this);
        }
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        (_value, _look) = (Value, Look);
        if (_joined != Ahead || _key is null)
        {
            Dispose();
            // The unit of a path never changes: the map keys its shapes.
            (_joined, _key) = (Ahead, KeyOf(Shape.Id));
            _joined?.Join(_key, this);
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender() => _painted != (_look, _value, Tip, Shape);

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _painted = (_look, _value, Tip, Shape);
        builder.OpenElement(0, "path");
        builder.AddAttribute(1, "class", _look);
        builder.AddAttribute(2, "d", Shape.PathData);
        builder.AddAttribute(3, "data-unit", Shape.Id);
        builder.AddAttribute(4, "data-value", _value?.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(5, "data-tip", Tip);
        builder.CloseElement();
        Ahead?.PaintRest();
    }
}
