namespace DanVanDashboard.Cube;

/// <summary>The cells of one period: a slice of all models, then one per theme. A model counts once in the first and once in each of its themes.</summary>
internal sealed class PlaneBuilder(CubeSpace space)
{
    private readonly List<SliceBuilder?> _slices = [];

    /// <summary>As for <see cref="SliceBuilder.Bulk"/>.</summary>
    public bool Bulk { get; init; }

    /// <summary>Whether something was added since <see cref="Publish"/>.</summary>
    public bool Changed { get; private set; }

    public void Append(int[] themes, int place, int profile, int count)
    {
        Append(0, place, profile, count);
        foreach (var theme in themes)
        {
            Append(theme, place, profile, count);
        }
    }

    public Slice?[] Publish()
    {
        Changed = false;
        var slices = new Slice?[_slices.Count];
        for (var theme = 0; theme < slices.Length; theme++)
        {
            slices[theme] = _slices[theme]?.Publish();
        }

        return slices;
    }

    /// <summary>As for <see cref="SliceBuilder.Fork"/>.</summary>
    public PlaneBuilder Fork()
    {
        var fork = new PlaneBuilder(space) { Changed = true };
        fork._slices.AddRange(_slices.Select(slice => slice?.Fork()));
        return fork;
    }

    /// <summary>As for <see cref="SliceBuilder.Seal"/>.</summary>
    public PlaneBuilder Seal(PlaneBuilder? earlier = null)
    {
        var plane = new PlaneBuilder(space) { Changed = true };
        for (var theme = 0; theme < Math.Max(_slices.Count, earlier?._slices.Count ?? 0); theme++)
        {
            var before = earlier?._slices.ElementAtOrDefault(theme);
            plane._slices.Add(_slices.ElementAtOrDefault(theme) is { } slice ? slice.Seal(before) : before?.Fork());
        }

        return plane;
    }

    private void Append(int theme, int place, int profile, int count)
    {
        while (_slices.Count <= theme)
        {
            _slices.Add(null);
        }

        (_slices[theme] ??= new(space) { Bulk = Bulk }).Append(place, profile, count);
        Changed = true;
    }
}
