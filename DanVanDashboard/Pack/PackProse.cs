using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Pack;

/// <summary>Text blocks of a report, filled with figures and comparisons. Vietnamese, as the document is.</summary>
internal static class PackProse
{
    /// <summary>What was registered, recognised, honoured and taken over.</summary>
    public static IEnumerable<string> Overall(PackFigures f, PackWords words)
    {
        var t = f.Totals;
        if (!f.Told)
        {
            yield return $"{TextFold.UpperFirst(f.Period)}, các văn bản nêu tên {PackWords.Count(t.Registered)} mô hình của {f.Place}.";
            yield break;
        }

        var (collective, individual) = (f.Fields.Sum(r => r.Collective), f.Fields.Sum(r => r.Individual));
        var until = f.Running ? $" (tính đến ngày {PackWords.Day(f.Today)})" : string.Empty;
        yield return $"{TextFold.UpperFirst(f.Period)}{until}, {f.Place} đăng ký {PackWords.Count(t.Registered)} mô hình{Beside(f, words, PackMeasure.Registered)}; trong đó tập thể {PackWords.Count(collective)}, cá nhân {PackWords.Count(individual)}"
            + $"; đăng ký mới {PackWords.Count(t.RegisteredNew)}, duy trì {PackWords.Count(t.CarriedOver)}. Đang thực hiện {PackWords.Count(t.InProgress)} mô hình{Beside(f, words, PackMeasure.InProgress)}.";
        var levels = new[] { (RecognitionLevel.Commune, t.Recognised.Commune), (RecognitionLevel.District, t.Recognised.District), (RecognitionLevel.Province, t.Recognised.Province) }
            .Where(l => l.Item2 > 0).Select(l => $"{TextFold.LowerFirst(words.Level(l.Item1))} {PackWords.Count(l.Item2)}").ToList();
        yield return $"Được công nhận {PackWords.Count(t.Recognised.Total)} mô hình{Beside(f, words, PackMeasure.Recognised)}"
            + (levels.Count > 0 ? $", xếp theo cấp cao nhất đã đạt: {string.Join(", ", levels)}" : string.Empty)
            + $"; tổng số {PackWords.Count(t.Recognitions.Commune + t.Recognitions.District + t.Recognitions.Province)} lượt quyết định công nhận.";
        yield return $"Có {PackWords.Count(t.Exemplar)} điển hình tiên tiến{Beside(f, words, PackMeasure.Exemplar)}; {PackWords.Count(t.Commended)} tập thể, cá nhân được khen thưởng{Beside(f, words, PackMeasure.Commended)}"
            + $" với {PackWords.Count(t.Commendations)} lượt quyết định; nhân rộng {PackWords.Count(t.Replicated)} lượt{Beside(f, words, PackMeasure.Replicated)}.";
    }

    /// <summary>The fields in the campaign's order, each with its part.</summary>
    public static string? Fields(PackFigures f, PackWords words) => f.Totals.Registered == 0 || f.Fields.Count == 0 ? null
        : $"Số mô hình {TextFold.LowerFirst(words.Measure(PackMeasure.Registered, f))} theo lĩnh vực: {string.Join("; ", f.Fields.Select(r => $"{TextFold.LowerFirst(r.Name)} {PackWords.Count(r.Totals.Registered)} ({PackWords.Percent(r.Totals.Registered, f.Totals.Registered)})"))}.";

    private static string Beside(PackFigures f, PackWords words, PackMeasure measure) => words.Compared(f, measure) is { } compared ? $" ({TextFold.LowerFirst(compared)})" : string.Empty;
}
