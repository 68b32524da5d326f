namespace DanVanDashboard.Domain.Localities;

/// <summary>Thôn, bản, tổ dân phố: a line in the list of a commune. Villages change more often than communes: they merge, are renamed, and go over to a new commune; the line of before ends and names the one after it.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="UnitId">The commune.</param>
/// <param name="Name">With its kind word, as the commune writes it.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; <see langword="null"/> while it does.</param>
public sealed record Village(string Id, string UnitId, string Name, DateOnly ValidFrom, DateOnly? ValidTo)
{
    /// <summary>The village that it became or was merged into on <see cref="ValidTo"/>; <see langword="null"/> where it holds or was dissolved.</summary>
    public string? SuccessorId { get; init; }

    /// <summary>The decision by which it came to be, as typed.</summary>
    public string? Decision { get; init; }

    /// <summary>Degrees north, WGS 84.</summary>
    public double? Lat { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Lon { get; init; }

    /// <summary>Whether it is made up for the simulated campaigns; such a village stands on no real list.</summary>
    public bool Simulated { get; init; }

    /// <summary>Whether the village is on the list on <paramref name="day"/>.</summary>
    public bool ValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day < ValidTo);
}
