namespace DanVanDashboard.Domain.Models;

/// <summary>One stage or several of which a model is at one, as in <c>trang-thai=stopped,lapsed</c>. Two of the same stages are equal.</summary>
public readonly record struct StageSet
{
    private readonly int _bits;

    private StageSet(IEnumerable<Stage> stages) => _bits = stages.Aggregate(0, (bits, s) => bits | (1 << (int)s));

    /// <summary>Accepted, and neither stopped nor lapsed.</summary>
    public static StageSet Running { get; } = new(Enum.GetValues<Stage>().Where(s => ModelLife.IsRunning(s)));

    /// <summary>Recognised at any level, and neither stopped nor lapsed.</summary>
    public static StageSet Recognised { get; } = new([Stage.RecognisedCommune, Stage.RecognisedDistrict, Stage.RecognisedProvince]);

    /// <summary>Stopped or lapsed.</summary>
    public static StageSet Left { get; } = new([Stage.Stopped, Stage.Lapsed]);

    /// <summary>The stages, in the order of a model's life.</summary>
    public IEnumerable<Stage> Stages
    {
        get
        {
            var bits = _bits;
            return Enum.GetValues<Stage>().Where(s => (bits & (1 << (int)s)) != 0);
        }
    }

    /// <summary>The stage, where it is one only.</summary>
    public Stage? Single => int.PopCount(_bits) == 1 ? Stages.First() : null;

    /// <summary>One stage.</summary>
    public static StageSet Of(Stage stage) => new([stage]);

    /// <summary>Reads outside names parted by commas; what names nothing is left out, and <see langword="null"/> when nothing is named.</summary>
    public static StageSet? Parse(string? names)
    {
        var set = new StageSet((names ?? string.Empty).Split(',').Select(n => Wire.Parse<Stage>(n.Trim())).OfType<Stage>());
        return set == default ? null : set;
    }

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Join(',', Stages.Select(Wire.Name));
}
