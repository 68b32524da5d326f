using DanVanDashboard.Domain.Localities;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Models;

/// <summary>A locality as it was, and what it is today.</summary>
internal static class PlaceWords
{
    /// <summary>"Xã Bản Bo (cũ)"; without the mark where it still stands.</summary>
    public static string Then(Unit unit, DateOnly today, IStringLocalizer<ModelsText> text) =>
        unit.ValidOn(today) ? unit.FullNameAtStart : text["place.then", unit.FullNameAtStart];

    /// <summary>"nay là xã Bản Bo", "nay thuộc xã A, xã B" where it was divided; <see langword="null"/> where it still stands or nothing is known.</summary>
    public static string? Now(Unit unit, Places places, DateOnly today, IStringLocalizer<ModelsText> text)
    {
        if (unit.ValidOn(today))
        {
            return null;
        }

        if (places.SuccessorAt(unit.Id, today) is { } only && only.Level == unit.Level)
        {
            return text["place.now", only.FullName];
        }

        var parts = places.AllSuccessorsOf(unit.Id).Where(u => u.ValidOn(today)).Select(u => u.FullName).ToList();
        return parts.Count > 0 ? text["place.now-divided", string.Join(", ", parts)].Value : null;
    }
}
