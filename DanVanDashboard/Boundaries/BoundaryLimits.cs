namespace DanVanDashboard.Boundaries;

/// <summary>What a file of boundaries may hold. A province has at most some hundred communes and some hundred thousand points; what is far beyond is refused before it costs time or memory.</summary>
public static class BoundaryLimits
{
    /// <summary>Largest file, in bytes.</summary>
    public const long FileBytes = 32L * 1024 * 1024;

    /// <summary>Most bytes of all that a zipped file unfolds to.</summary>
    public const long UnzippedBytes = 64L * 1024 * 1024;

    /// <summary>Most entries of a zipped file.</summary>
    public const int ZipEntries = 50;

    /// <summary>Most features.</summary>
    public const int Features = 5_000;

    /// <summary>Most points of one ring.</summary>
    public const int RingPoints = 300_000;

    /// <summary>Most points of all rings.</summary>
    public const int AllPoints = 2_000_000;

    /// <summary>Deepest nesting of the JSON.</summary>
    public const int Depth = 24;

    /// <summary>A part of a unit smaller than this, in square metres, is left over from somebody's drawing and is dropped.</summary>
    public const double SmallestPart = 100;

    /// <summary>The most by which mending may change the area of a unit, as a share of it.</summary>
    public const double MendedShare = 0.01;
}
