using System.Globalization;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Domain.Recognition;

/// <summary>Points for one criterion.</summary>
public sealed record ScorePoint(string Criterion, decimal Points, string? Remark);

/// <summary>What the totals of several appraisers say together.</summary>
/// <param name="Count">How many appraisers.</param>
/// <param name="Mean">Điểm trung bình.</param>
/// <param name="Deviation">Độ lệch chuẩn, of these appraisers as a whole; 0 for one.</param>
/// <param name="Low">The lowest total.</param>
/// <param name="High">The highest total.</param>
public sealed record ScoreSummary(int Count, decimal Mean, decimal Deviation, decimal Low, decimal High)
{
    /// <summary>The summary of totals; <see langword="null"/> of none.</summary>
    public static ScoreSummary? Of(IReadOnlyCollection<decimal> totals)
    {
        if (totals.Count == 0)
        {
            return null;
        }

        var mean = totals.Sum() / totals.Count;
        var variance = totals.Sum(t => (t - mean) * (t - mean)) / totals.Count;
        return new(totals.Count, Math.Round(mean, 2), Math.Round((decimal)Math.Sqrt((double)variance), 2), totals.Min(), totals.Max());
    }
}

/// <summary>Whether a model reaches what its criteria set asks for.</summary>
/// <param name="PointsReached">The mean reaches the pass mark.</param>
/// <param name="MonthsReached">It was in operation long enough.</param>
/// <param name="Months">Full months in operation.</param>
public sealed record AppraisalCheck(bool PointsReached, bool MonthsReached, int Months)
{
    /// <summary>Đạt.</summary>
    public bool Passed => PointsReached && MonthsReached;
}

/// <summary>The rules of scoring and of its conclusion.</summary>
public static class AppraisalRules
{
    /// <summary>Checks the mean of the appraisers and the months in operation against a set.</summary>
    public static AppraisalCheck Check(CriteriaSet set, decimal mean, DateOnly since, DateOnly on)
    {
        var months = Months(since, on);
        return new(mean >= set.PassMark, months >= set.MonthsRequired, months);
    }

    /// <summary>Full months from a day to another; 0 where it lies before.</summary>
    public static int Months(DateOnly since, DateOnly on)
    {
        var months = ((on.Year - since.Year) * 12) + on.Month - since.Month;
        // A month that began on the 31st is full at the end of a shorter one.
        return Math.Max(0, since.AddMonths(months) > on ? months - 1 : months);
    }

    /// <summary>Every reason why these points do not fit the set; each criterion wants its points.</summary>
    public static List<Refusal> Refusals(CriteriaSet set, IReadOnlyList<ScorePoint> points)
    {
        var refusals = new List<Refusal>();
        foreach (var point in points.Where(p => set.Criteria.All(c => c.Key != p.Criterion)))
        {
            refusals.Add(new("score.criterion-unknown", "scores") { Arguments = [point.Criterion] });
        }

        foreach (var criterion in set.Criteria)
        {
            var given = points.Where(p => p.Criterion == criterion.Key).ToList();
            if (given.Count != 1)
            {
                refusals.Add(new("score.criterion-missing", "scores." + criterion.Key) { Arguments = [criterion.Title] });
            }
            else if (given[0].Points < 0 || given[0].Points > criterion.MaxPoints)
            {
                refusals.Add(new("score.points-outside", "scores." + criterion.Key) { Arguments = [criterion.Title, criterion.MaxPoints.ToString("0.##", CultureInfo.InvariantCulture)] });
            }
            else if (given[0].Remark?.Length > CriteriaRules.TextLimit)
            {
                refusals.Add(new("model.text-too-long", "scores." + criterion.Key) { Arguments = [CriteriaRules.TextLimit.ToString(CultureInfo.InvariantCulture)] });
            }
        }

        return refusals;
    }

    /// <summary>Why a conclusion does not stand: "đạt" against the check, or "không đạt" against it without a reason.</summary>
    public static IEnumerable<Refusal> ConclusionRefusals(CriteriaSet set, decimal mean, AppraisalCheck check, bool passed, string? reason)
    {
        if (passed && !check.PointsReached)
        {
            yield return new("event.below-pass-mark", "passed") { Arguments = [mean.ToString("0.##", CultureInfo.InvariantCulture), set.PassMark.ToString("0.##", CultureInfo.InvariantCulture)] };
        }

        if (passed && !check.MonthsReached)
        {
            yield return new("event.too-few-months", "passed") { Arguments = [check.Months.ToString(CultureInfo.InvariantCulture), set.MonthsRequired.ToString(CultureInfo.InvariantCulture)] };
        }

        if (!passed && check.Passed && string.IsNullOrEmpty(reason))
        {
            yield return new("event.reason-missing", "reason");
        }
    }
}
