using DanVanDashboard.Charts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace DanVanDashboard.Ui;

/// <summary>The number of a tile, an element of its own so that a change of it renders nothing else.</summary>
public sealed class LiveNumber : ComponentBase, ILiveNumber, IDisposable
{
    private LiveNumbers? _joined;
    private string? _key;
    private decimal _shown;
    private (decimal Value, string? Text, string? TestId)? _painted;

    /// <summary>The number that the page knows.</summary>
    [Parameter, EditorRequired]
    public decimal Value { get; set; }

    /// <summary>How it is to be read, where it is not just the number; such a number waits for its page.</summary>
    [Parameter]
    public string? Text { get; set; }

    /// <summary>Name for tests in a browser.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>Its name among <see cref="Ahead"/>.</summary>
    [Parameter]
    public string? Key { get; set; }

    /// <summary>What may show a newer number before the page does.</summary>
    [Parameter]
    public LiveNumbers? Ahead { get; set; }

    bool ILiveNumber.Take(decimal value)
    {
        if (value == _shown || Text is not null)
        {
            return false;
        }

        _shown = value;
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
        _shown = Value;
        if (_joined != Ahead || _key != Key)
        {
            Dispose();
            (_joined, _key) = (Ahead, Key);
            if (_key is not null)
            {
                _joined?.Join(_key, this);
            }
        }
    }

    /// <inheritdoc />
    protected override bool ShouldRender() => _painted != (_shown, Text, TestId);

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _painted = (_shown, Text, TestId);
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", "kpi-value");
        builder.AddAttribute(2, "data-testid", TestId);
        builder.AddAttribute(3, "data-value", ChartNumber.Plain(_shown));
        builder.AddAttribute(4, "data-count", Text is null);
        builder.AddContent(5, Text ?? ChartNumber.Text(_shown));
        builder.CloseElement();
        Ahead?.PaintRest();
    }
}
