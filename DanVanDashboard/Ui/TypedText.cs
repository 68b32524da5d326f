using System.Globalization;

namespace DanVanDashboard.Ui;

/// <summary>Numbers and days as people here type them into a field.</summary>
internal static class TypedText
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly string[] s_days = ["d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    /// <summary>How a day stands in a field: dd/MM/yyyy.</summary>
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day typed as 05/01/2026, 5/1/2026 or 2026-01-05; <see langword="null"/> if it is none of them.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A number typed as 1.300, 1 300 or 1300, decimals after a comma; <see langword="null"/> if it is none.</summary>
    public static decimal? Number(string? text)
    {
        var plain = string.Concat((text ?? string.Empty).Where(c => c != '.' && !char.IsWhiteSpace(c)));
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, s_vietnamese, out var value) ? value : null;
    }
}
