using System.Globalization;
using DanVanDashboard.Charts;

namespace DanVanDashboard.Tests.Charts;

/// <summary>Real reference points: Lai Châu's 38 communes always, other provinces where the facts lie beside the repository.</summary>
internal static class SamplePoints
{
    private const string LaiChau = """
        Đoàn Kết 22.441 103.397;Bình Lư 22.353 103.678;Sin Suối Hồ 22.521 103.492;Tả Lèng 22.401 103.558;Tân Phong 22.353 103.485;
        Bản Bo 22.285 103.697;Khun Há 22.258 103.583;Bum Tở 22.341 102.791;Nậm Hàng 22.145 103.019;Thu Lũm 22.647 102.448;
        Pa Ủ 22.625 102.649;Mường Tè 22.482 102.630;Mù Cả 22.484 102.459;Hua Bum 22.357 102.980;Tà Tổng 22.323 102.604;
        Bum Nưa 22.492 102.850;Mường Mô 22.150 102.868;Sìn Hồ 22.326 103.226;Lê Lợi 22.170 103.154;Pa Tần 22.415 103.123;
        Hồng Thu 22.420 103.322;Nậm Tăm 22.293 103.382;Tủa Sín Chải 22.201 103.273;Pu Sam Cáp 22.226 103.493;Nậm Mạ 22.152 103.425;
        Nậm Cuổi 22.073 103.503;Phong Thổ 22.530 103.269;Sì Lở Lầu 22.755 103.360;Dào San 22.664 103.361;Khổng Lào 22.593 103.372;
        Than Uyên 21.957 103.884;Tân Uyên 22.143 103.751;Mường Khoa 22.177 103.654;Nậm Sỏ 22.085 103.596;Pắc Ta 22.099 103.859;
        Mường Than 22.020 103.861;Mường Kim 21.881 103.798;Khoen On 21.769 103.854
        """;

    public static IReadOnlyList<ReferencePoint> Communes { get; } =
    [
        .. LaiChau.Split(';', StringSplitOptions.TrimEntries).Select(line => line.Split(' '))
            .Select(words => new ReferencePoint(string.Join(' ', words[..^2]), Number(words[^2]), Number(words[^1]))),
    ];

    /// <summary>Today's communes of a province out of the facts, named by their names where those are unique.</summary>
    public static IReadOnlyList<(ReferencePoint Point, string Name)>? OfProvince(string code)
    {
        if (Facts("units.csv") is not { } file) { return null; }
        return [.. File.ReadLines(file).Skip(1).Select(line => line.Split(','))
            .Where(row => row[0].StartsWith(code + "-", StringComparison.Ordinal) && row[4] == "commune" && row[7].Length == 0)
            .Select(row => (new ReferencePoint(row[0], Number(row[8]), Number(row[9])), row[2]))];
    }

    private static string? Facts(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "DanVanDashboard.sln"))) { continue; }
            var file = Path.Combine(folder.FullName, "..", "shared", "facts", name);
            return File.Exists(file) ? file : null;
        }
        return null;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
