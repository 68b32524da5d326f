namespace DanVanDashboard.Charts;

/// <summary>
/// Numbers that are painted ahead of the page they stand on: whoever knows new ones shows them here, and only the elements whose
/// number differs are rendered, all in one batch. The page follows and finds them as it would have made them.
/// </summary>
public sealed class LiveNumbers
{
    private readonly Dictionary<string, ILiveNumber> _known = [];
    private readonly List<ILiveNumber> _rest = [];

    /// <summary>Shows the numbers by their keys; those that are not on the page or the same already cost nothing. To be called where components are rendered.</summary>
    public bool Show(IEnumerable<KeyValuePair<string, decimal>> numbers)
    {
        _rest.Clear();
        foreach (var (key, value) in numbers)
        {
            if (_known.TryGetValue(key, out var number) && number.Take(value))
            {
                _rest.Add(number);
            }
        }

        if (_rest.Count == 0)
        {
            return false;
        }

        var first = _rest[^1];
        _rest.RemoveAt(_rest.Count - 1);
        first.Paint();
        return true;
    }

    internal void Join(string key, ILiveNumber number) => _known[key] = number;

    internal void Leave(string key, ILiveNumber number)
    {
        if (_known.GetValueOrDefault(key) == number)
        {
            _known.Remove(key);
        }
    }

    /// <summary>Called while the first is rendered: what asks to be rendered meanwhile goes into the same batch.</summary>
    internal void PaintRest()
    {
        foreach (var number in _rest)
        {
            number.Paint();
        }

        _rest.Clear();
    }
}

/// <summary>An element that shows one of <see cref="LiveNumbers"/>.</summary>
internal interface ILiveNumber
{
    /// <summary>Keeps a new number; whether it has to be painted.</summary>
    bool Take(decimal value);

    /// <summary>Renders the element alone.</summary>
    void Paint();
}
