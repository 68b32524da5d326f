namespace DanVanDashboard.Domain.Models;

/// <summary>The fields of a registration that a point of the conversation can be about, by the keys under which the page shows them.</summary>
public static class RegistrationFields
{
    /// <summary>The fields, in the order of the form.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "name", "owner", "subject", "field", "themes", "body", "unit", "village", "address", "person", "registered", "started", "target", "situation", "goals", "content",
        "beneficiaries", "lead", "partners", "participants", "resources", "schedule", "evaluation", "outputs", "sustainability", "results", "evidence",
    ];

    private static readonly Dictionary<string, int> s_positions = All.Select((key, position) => (key, position)).ToDictionary(x => x.key, x => x.position);

    /// <summary>Whether <paramref name="key"/> is one of them.</summary>
    public static bool IsKnown(string key) => s_positions.ContainsKey(key);

    /// <summary>Where it stands in the form; before all others without one.</summary>
    public static int PositionOf(string? key) => key is not null && s_positions.TryGetValue(key, out var position) ? position : -1;
}
