using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace DanVanDashboard.Charts;

/// <summary>
/// An analytic chart, drawn by plotly.js, whose script is loaded with the first chart that is really shown. The same
/// numbers and links stand in a table; where the script does not load, the table is what is shown. A live source may
/// change the specification as often as it likes: at most four drawings a second are made, always of the latest.
/// </summary>
public partial class PlotlyChart : ComponentBase
{
    internal static readonly TimeSpan AtMostEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private ElementReference _frame;
    private ElementReference _plot;
    private IJSObjectReference? _module;
    private IJSObjectReference? _chart;
    private ChartSpec? _seen;
    private ChartSpec? _drawn;
    private long? _drawnAt;
    private string? _language;
    private State _state;
    private bool _changed = true;
    private bool _drawing;
    private int _tries;

    /// <summary>What is drawn.</summary>
    [Parameter, EditorRequired]
    public ChartSpec Spec { get; set; } = default!;

    /// <summary>The id of the figure, unique on the page: the target of an export button ("#…").</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Name for tests in a browser.</summary>
    [Parameter]
    public string? TestId { get; set; }

    private bool Keyed => Spec.HasValues && Spec.Series.Count > 1 && Spec.Kind is not (ChartKind.Heatmap or ChartKind.Funnel) && _state != State.Failed;

    private bool Summed => Spec.Series.Count > 1 && Spec.Kind is ChartKind.StackedColumns or ChartKind.Bars;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var language = CultureInfo.CurrentUICulture.Name;
        _changed = _changed || _language != language || !Spec.Equals(_seen);
        (_seen, _language) = (Spec, language);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => _changed;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _changed = false;
        if (_drawing || _state == State.Failed)
        {
            return;
        }

        _drawing = true;
        try
        {
            await DrawAsync();
        }
        catch (JSDisconnectedException)
        {
            // The reader has left.
        }
        catch (Exception e) when (e is JSException or OperationCanceledException)
        {
            // An error that leaves this method would end the whole page's circuit.
            if (!_gone.IsCancellationRequested)
            {
                Log.LogWarning(e, "A chart could not be drawn; its table is shown.");
                Show(State.Failed);
            }
        }
        finally
        {
            _drawing = false;
        }
    }

    /// <summary>Draws until what is drawn is what is wanted.</summary>
    private async Task DrawAsync()
    {
        while (!_gone.IsCancellationRequested && Spec.HasValues && !Spec.Equals(_drawn))
        {
            if (_drawnAt is { } last && AtMostEvery - Clock.GetElapsedTime(last) is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, Clock, _gone.Token);
            }

            if (_chart is null)
            {
                // Browsers remember a script that did not load by its address, so each try has one of its own.
                var address = "./" + Assets["build/plotly.js"] + (_tries == 0 ? "" : $"?{_tries}");
                _module ??= await Js.InvokeAsync<IJSObjectReference>("import", _gone.Token, address);
                _chart = await _module.InvokeAsync<IJSObjectReference>("create", _gone.Token, _plot, _frame);
            }

            var spec = Spec;
            _drawnAt = Clock.GetTimestamp();
            await _chart.InvokeVoidAsync("draw", _gone.Token, Wire(spec));
            _drawn = spec;
            if (_state == State.Loading)
            {
                Show(State.Drawn);
            }
        }
    }

    private async Task RetryAsync()
    {
        await ForgetAsync();
        _tries++;
        Show(State.Loading);
    }

    private void Show(State state)
    {
        _state = state;
        _changed = true;
        StateHasChanged();
    }

    private async Task ForgetAsync()
    {
        var (chart, module) = (_chart, _module);
        (_chart, _module, _drawn) = (null, null, null);
        try
        {
            if (chart is not null)
            {
                await chart.InvokeVoidAsync("dispose");
                await chart.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // With the page gone there is nothing left to clear up.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _gone.CancelAsync();
        await ForgetAsync();
        _gone.Dispose();
    }

    /// <summary>What the script reads (plotly.js, figure.js).</summary>
    private object Wire(ChartSpec spec) => new
    {
        Kind = JsonNamingPolicy.CamelCase.ConvertName(spec.Kind.ToString()),
        spec.Title, spec.Categories, spec.Series, spec.CategoryTitle, spec.ValueTitle, spec.Decimals, spec.Marks, spec.Target, spec.Footer,
        Words = new { Total = T["chart.total"].Value, Badge = spec.Simulated ? T["chart.simulated"].Value : null },
    };

    private decimal? Sum(int at) => Spec.Series.Select(s => s.Values.ElementAtOrDefault(at)).Aggregate((decimal?)null, (sum, v) => v is null ? sum : (sum ?? 0) + v);

    private string Number(decimal? value) =>
        value is { } number ? number.ToString("#,0." + new string('#', Spec.Decimals), CultureInfo.CurrentCulture) : T["chart.none"];

    private enum State
    {
        Loading,
        Drawn,
        Failed,
    }
}
