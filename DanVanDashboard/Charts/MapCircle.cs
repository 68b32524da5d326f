using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace DanVanDashboard.Charts;

/// <summary>The circle of one unit, an element of its own so that it takes another size without anything else being rendered.</summary>
public sealed class MapCircle : ComponentBase, ILiveNumber, IDisposable
{
    private LiveNumbers? _joined;
    private string? _key;
    private decimal _value;
    private (decimal Value, MapShape? Shape, CircleScale? Scale)? _painted;

    /// <summary>The shape in which it stands.</summary>
    [Parameter, EditorRequired]
    public MapShape Shape { get; set; } = default!;

    /// <summary>The number that the page knows.</summary>
    [Parameter]
    public decimal Value { get; set; }

    /// <summary>How large it is.</summary>
    [Parameter, EditorRequired]
    public CircleScale Scale { get; set; } = default!;

    /// <summary>What may show a newer number before the page does.</summary>
    [Parameter]
    public LiveNumbers? Ahead { get; set; }

    /// <summary>The name of a unit's circle among <see cref="Ahead"/>.</summary>
    public static string KeyOf(string unit) => "circle/" + unit;

    bool ILiveNumber.Take(decimal value)
    {
        // A number beyond the scale waits for the page, which makes another one.
        if (_value == value || value > Scale.Most)
        {
            return false;
        }

        _value = value;
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
        _value = Value;
        if (_joined != Ahead || _key is null)
        {
            Dispose();
            (_joined, _key) = (Ahead, KeyOf(Shape.Id));
            _joined?.Join(_key, this);
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender() => _painted != (_value, Shape, Scale);

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _painted = (_value, Shape, Scale);
        builder.OpenElement(0, "circle");
        builder.AddAttribute(1, "class", "map-circle");
        builder.AddAttribute(2, "cx", Shape.LabelX.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(3, "cy", Shape.LabelY.ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(4, "r", Scale.RadiusOf(_value).ToString(CultureInfo.InvariantCulture));
        builder.AddAttribute(5, "data-of", Shape.Id);
        builder.CloseElement();
        Ahead?.PaintRest();
    }
}
