namespace DanVanDashboard.Charts;

/// <summary>
/// Circles whose area stands for a count, so that a large and empty commune does not look like a busy one. The largest circle
/// stands for a round number: one more model does not make every circle another size.
/// </summary>
/// <param name="Most">The number that the largest circle stands for.</param>
/// <param name="Largest">Its radius, in drawing units.</param>
public sealed record CircleScale(decimal Most, double Largest)
{
    // Of the usual distance of two neighbours: the largest circle fills its area and just reaches over its borders.
    private const double Reach = 0.5;

    private static readonly decimal[] s_round = [1m, 1.2m, 1.5m, 2m, 2.5m, 3m, 4m, 5m, 6m, 8m, 10m];

    /// <summary>The scale for values on a drawing; <see langword="null"/> where there is nothing above zero to be drawn.</summary>
    public static CircleScale? Of(MapDrawing drawing, IEnumerable<decimal> values)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        var most = values.DefaultIfEmpty(0).Max();
        return most <= 0 ? null : new(RoundUp(most), Math.Round(Math.Clamp(drawing.Spacing * Reach, 12, 60), 1));
    }

    /// <summary>One scale for several maps, as wide as the closest of them allows.</summary>
    public static CircleScale? Of(IReadOnlyList<MapDrawing> drawings, IReadOnlyCollection<decimal> values) =>
        drawings.Select(d => Of(d, values)).OfType<CircleScale>().MinBy(s => s.Largest);

    /// <summary>The radius of a value in drawing units: four times the value is twice the radius. Nothing for zero.</summary>
    public double RadiusOf(decimal value) => value <= 0 ? 0 : Math.Round(Largest * Math.Sqrt((double)(value / Most)), 2);

    /// <summary>Numbers that the legend draws, the largest first: round ones, each well apart from the next.</summary>
    public IReadOnlyList<decimal> Marks
    {
        get
        {
            var marks = new List<decimal> { Most };
            foreach (var share in new[] { 0.3m, 0.07m })
            {
                var mark = RoundUp(Most * share);
                if (mark >= 1 && mark * 2 <= marks[^1]) { marks.Add(mark); }
            }
            return marks;
        }
    }

    private static decimal RoundUp(decimal value)
    {
        var power = 1m;
        while (power * 10 <= value) { power *= 10; }
        while (power > value) { power /= 10; }
        var round = s_round.First(step => step * power >= value) * power;
        // Models are whole: 1,5 of them is no mark.
        return round < 10 ? Math.Ceiling(round) : round;
    }
}
