using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Filters;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Pack.Sheets;

/// <summary>Tờ một trang về một địa bàn, for a working visit: numbers beside those of the year before, fields, report, what was recognised and commended.</summary>
internal sealed class CommuneSheets(PackQueries queries, ReferenceData reference, DanVanOptions options, PackWords words, TimeProvider clock)
{
    private const int Named = 8;

    /// <summary>The sheet of a locality, of the current year unless another period is asked for.</summary>
    public async Task<Result<ShortSheet>> SheetAsync(Actor actor, string? unit, string? campaign, string? period, CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        if (string.IsNullOrEmpty(unit) || current.Places.ById(unit) is not { } place)
        {
            return new Refusal("model.unit-unknown", "unitId") { Arguments = [unit ?? string.Empty] };
        }

        var state = new ViewState { Campaign = string.IsNullOrEmpty(campaign) ? null : campaign, Period = string.IsNullOrEmpty(period) ? null : period, Unit = unit }.WithDefaults(actor, current, options.RootUnit, today);
        var made = await queries.GetAsync(
            actor, new(state.Campaign, unit, null, state.Period == ViewState.WholeCampaign ? null : state.Period, null, null, null, null, place.ValidOn(today) ? "current" : null, "pack"), ct);
        if (!made.Ok)
        {
            return made.Refusals.ToList();
        }

        var f = made.Value;
        var report = f.Units.Select(u => words.Report(u.Report)).FirstOrDefault(r => r.Length > 0);
        return new ShortSheet(
            $"{f.Place}: kết quả “Dân vận khéo” {f.Period}", f.Campaign, f.Simulated ? words.Text["simulated"].Value : null, words.Stamp(f), f.AsOf,
            [
                new("Số liệu chung", [.. report is null ? Array.Empty<string>() : [$"Báo cáo kỳ gần nhất: {report}."]])
                {
                    Columns = [("Chỉ số", 3, false), (Domain.Text.TextFold.UpperFirst(f.Period), 1.3, true), .. f.Plan.Count == 0 ? Array.Empty<(string, double, bool)>() : [("Chỉ tiêu năm", 1.3, true), ("Tỷ lệ đạt", 1.3, true)], .. f.YearBefore is null ? Array.Empty<(string, double, bool)>() : [(Domain.Text.TextFold.UpperFirst(f.YearBeforeName), 1.3, true)]],
                    Rows = [.. f.Measures.Select(m => (IReadOnlyList<string>)[
                        words.Measure(m, f), PackWords.Number(PackFigures.Of(f.Totals, m)), .. Plan(f, m), .. f.YearBefore is { } before ? new[] { PackWords.Number(PackFigures.Of(before, m)) } : []])],
                },
                new("Theo lĩnh vực", [])
                {
                    Columns = [("Lĩnh vực", 3, false), .. f.Measures.Take(3).Select(m => (words.Measure(m, f), 1.3, true))],
                    Rows = [.. f.Fields.Select(r => (IReadOnlyList<string>)[r.Name, .. f.Measures.Take(3).Select(m => PackWords.Number(PackFigures.Of(r.Totals, m)))])],
                },
                Models("Mô hình được công nhận", f, f.Recognised), Models("Mô hình, tập thể, cá nhân được khen thưởng", f, f.Commended),
                new("Nội dung cần trao đổi", ["……"]),
            ]);
    }

    // What the plan asks of its Party committee; a dash where it asks for nothing.
    private static string[] Plan(PackFigures f, PackMeasure measure) => f.Plan.Count == 0 ? []
        : f.Plan.FirstOrDefault(p => p.Measure == measure) is { } asked ? [PackWords.Number(asked.Target), PackWords.Percent(asked.Reached, asked.Target)] : ["–", "–"];

    private SheetPart Models(string heading, PackFigures f, PackList list)
    {
        List<string> lines = [.. list.Models.Take(Named).Select(m => $"- {ShortSheet.Short(m.Name, 90)} ({m.Owner}; {Domain.Text.TextFold.LowerFirst(m.What)}).")];
        if (list.Models.Count > Named)
        {
            lines.Add($"và {PackWords.Count(list.Models.Count - Named)} mô hình nữa.");
        }

        lines.AddRange(words.Notes(f, list with { More = 0 }));
        return new(heading, lines.Count == 0 ? ["Không phát sinh."] : lines);
    }
}
