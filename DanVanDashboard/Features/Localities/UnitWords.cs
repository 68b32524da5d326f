using System.Globalization;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Localities;

/// <summary>Addresses and words of units that several pages share.</summary>
internal static class UnitWords
{
    /// <summary>The page of a unit. The slash of an id stays a slash: a server may take an escaped one for the name of a folder.</summary>
    public static string Href(string id) => "/dia-ban/" + string.Join('/', id.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The same with a day.</summary>
    public static string Href(string id, DateOnly day) => $"{Href(id)}?ngay={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>The diagram of what became of the communes of a province, or of one of its districts.</summary>
    public static string ChangesHref(Unit unit, Unit province, DateOnly? day = null) =>
        $"/dia-ban/doi-thay?tinh={Uri.EscapeDataString(province.Id)}"
        + (unit.Level == UnitLevel.District ? $"&huyen={Uri.EscapeDataString(unit.Id)}" : string.Empty)
        + (day is { } d ? $"&ngay={d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : string.Empty);

    /// <summary>The name alone; of a number with its kind word, "Phường 1".</summary>
    public static string Name(Unit unit) => char.IsAsciiDigit(unit.Name[0]) ? unit.FullNameAtStart : unit.Name;

    /// <summary>Days on which it holds, as short as can be: "đến 30/06/2025", "từ 01/07/2025", "01/12/2024 – 30/06/2025". A start that nobody has looked up is never shown as a day.</summary>
    public static string Range(IStringLocalizer<LocalitiesText> t, Unit unit) => (unit.StartKnown, unit.ValidTo) switch
    {
        (true, { } end) => t["range.both", TypedText.Day(unit.ValidFrom), TypedText.Day(end.AddDays(-1))],
        (true, null) => t["range.from", TypedText.Day(unit.ValidFrom)],
        (false, { } end) => t["range.to", TypedText.Day(end.AddDays(-1))],
        _ => t["range.always"],
    };

    /// <summary>The extent of a line of lineage: all of it, a part with its share, or a part whose share is not stated.</summary>
    public static string Extent(IStringLocalizer<LocalitiesText> t, LineagePart part) => part switch
    {
        { Extent: LineageExtent.Full } => t["extent.full"],
        { Share: { } share, Basis: { } basis } => t[$"extent.by-{Domain.Wire.Name(basis)}", (share * 100).ToString("0.##", CultureInfo.CurrentCulture), part.ShareSource ?? ""],
        { Share: { } share } => t["extent.share", (share * 100).ToString("0.#", CultureInfo.CurrentCulture)],
        _ => t["extent.part"],
    };
}
