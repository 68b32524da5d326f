namespace DanVanDashboard.Charts;

/// <summary>How a category is drawn. Each has a pattern and a lightness of its own, so that they can be told apart in black and white too.</summary>
public enum MapLook
{
    /// <summary>As it should be: the full colour.</summary>
    Done,

    /// <summary>Done, but late: dotted.</summary>
    Late,

    /// <summary>Given back to be completed: upright lines.</summary>
    Returned,

    /// <summary>Due and not there: bold slanting stripes.</summary>
    Missing,

    /// <summary>Not due yet: plain and light.</summary>
    Waiting,
}

/// <summary>One of several states in which a unit can be, where a map shows no number.</summary>
/// <param name="Key">What <see cref="MapUnit.Category"/> names.</param>
/// <param name="Text">Its name in the legend.</param>
/// <param name="Look">How its units are drawn.</param>
public sealed record MapCategory(string Key, string Text, MapLook Look);
