using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Presentation;

/// <summary>What slides ask of a set of figures.</summary>
internal static class PresentationFigures
{
    /// <summary>The colour of a field: its own for the four that are the same everywhere, one for all others.</summary>
    public static string Tone(string field) => StandardFields.All.Contains(field) ? field : "other";

    /// <summary>The colours of the fields.</summary>
    public static Dictionary<string, string> FieldTones(this PackFigures f) => f.Fields.ToDictionary(r => r.Key, r => Tone(r.Key));
}
