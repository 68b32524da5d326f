using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Pack;

namespace DanVanDashboard.Features.Presentation;

/// <summary>What slides ask of a set of figures.</summary>
internal static class PresentationFigures
{
    /// <summary>The colour of a field: its own for the four that are the same everywhere, one for all others.</summary>
    public static string Tone(string field) => StandardFields.All.Contains(field) ? field : "other";

    /// <summary>"08:00", by the clocks there.</summary>
    public static string Clock(DateTime utc) => LocalDay.At(utc).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"15/10/2026", by the calendars there.</summary>
    public static string Day(DateTime utc) => LocalDay.At(utc).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>The colours of the fields.</summary>
    public static Dictionary<string, string> FieldTones(this PackFigures f) => f.Fields.ToDictionary(r => r.Key, r => Tone(r.Key));
}
