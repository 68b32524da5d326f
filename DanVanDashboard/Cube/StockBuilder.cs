namespace DanVanDashboard.Cube;

/// <summary>Stocks at the end of each month, from the first month with an event to the last; before there is nothing, afterwards nothing changes. A new month begins with the cells of the month before.</summary>
internal sealed class StockBuilder(CubeSpace space)
{
    private readonly List<PlaneBuilder> _months = [];
    private readonly List<int> _events = [];
    private readonly List<Slice?[]> _published = [];

    /// <summary>While a cube is rebuilt, months hold only their own changes, until <see cref="Seal"/> adds them up.</summary>
    public bool Bulk { get; init; }

    /// <summary>Takes one contribution out and puts another in at the same place.</summary>
    public void Move(int place, int[] themes, List<(int Month, int Profile)> from, List<(int Month, int Profile)> to)
    {
        Cover(to);
        Note(from, -1);
        Note(to, +1);
        if (Bulk)
        {
            Difference(place, themes, from, -1);
            Difference(place, themes, to, +1);
            return;
        }

        int was = -1, now = -1, nextFrom = 0, nextTo = 0;
        for (var month = Math.Min(FirstOf(from), FirstOf(to)); month <= Last; month++)
        {
            was = nextFrom < from.Count && from[nextFrom].Month == month ? from[nextFrom++].Profile : was;
            now = nextTo < to.Count && to[nextTo].Month == month ? to[nextTo++].Profile : now;
            if (was != now)
            {
                Append(month, themes, place, was, -1);
                Append(month, themes, place, now, +1);
            }
        }
    }

    /// <summary>Ends a rebuild: the changes of the months become stocks.</summary>
    public StockBuilder Seal()
    {
        var stock = new StockBuilder(space) { First = First };
        stock._events.AddRange(_events);
        foreach (var month in _months)
        {
            stock._months.Add(month.Seal(stock._months.LastOrDefault()));
        }

        return stock;
    }

    public StockView Publish()
    {
        for (var i = 0; i < _months.Count; i++)
        {
            if (i == _published.Count)
            {
                _published.Add(_months[i].Publish());
            }
            else if (_months[i].Changed)
            {
                _published[i] = _months[i].Publish();
            }
        }

        var first = _events.FindIndex(n => n != 0);
        return first < 0
            ? new(First, [.. _published], int.MaxValue, int.MinValue)
            : new(First, [.. _published], First + first, First + _events.FindLastIndex(n => n != 0));
    }

    private int First { get; set; }

    private int Last => First + _months.Count - 1;

    private static int FirstOf(List<(int Month, int Profile)> stock) => stock.Count > 0 ? stock[0].Month : int.MaxValue;

    private void Cover(List<(int Month, int Profile)> stock)
    {
        if (stock.Count == 0)
        {
            return;
        }

        if (_months.Count == 0)
        {
            First = stock[0].Month;
        }

        while (stock[0].Month < First)
        {
            First--;
            _months.Insert(0, new(space) { Bulk = Bulk });
            _events.Insert(0, 0);
            _published.Clear();
        }

        while (stock[^1].Month > Last)
        {
            _months.Add(Bulk || _months.Count == 0 ? new(space) { Bulk = Bulk } : _months[^1].Fork());
            _events.Add(0);
        }
    }

    private void Note(List<(int Month, int Profile)> stock, int times)
    {
        foreach (var (month, _) in stock)
        {
            _events[month - First] += times;
        }
    }

    private void Difference(int place, int[] themes, List<(int Month, int Profile)> stock, int times)
    {
        var before = -1;
        foreach (var (month, profile) in stock)
        {
            if (profile != before)
            {
                Append(month, themes, place, before, -times);
                Append(month, themes, place, profile, times);
                before = profile;
            }
        }
    }

    private void Append(int month, int[] themes, int place, int profile, int count)
    {
        if (profile >= 0)
        {
            _months[month - First].Append(themes, place, profile, count);
        }
    }
}

/// <summary>What a snapshot sees of the stocks.</summary>
/// <param name="First">The month of the first entry of <paramref name="Months"/>.</param>
/// <param name="Months">Slices at the end of each month.</param>
/// <param name="FirstEvent">The first month with an event that counts.</param>
/// <param name="LastEvent">The last one; it is before <paramref name="FirstEvent"/> if there is none.</param>
internal sealed record StockView(int First, Slice?[][] Months, int FirstEvent, int LastEvent)
{
    /// <summary>The stock at the end of a month.</summary>
    public Slice?[] At(int month) => Months.Length == 0 || month < First ? [] : Months[Math.Min(month - First, Months.Length - 1)];
}
