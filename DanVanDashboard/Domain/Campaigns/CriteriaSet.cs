using System.Globalization;
using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Domain.Campaigns;

/// <summary>Tiêu chí: what is scored, and by how many points at most.</summary>
/// <param name="Key">Stable through versions of its set.</param>
/// <param name="Title">In the words of the board.</param>
/// <param name="Guidance">How to score it.</param>
/// <param name="MaxPoints">Điểm tối đa.</param>
public sealed record Criterion(string Key, string Title, string? Guidance, decimal MaxPoints);

/// <summary>Bộ tiêu chí: one version of what models of a campaign are scored against, by level and subject.</summary>
/// <param name="Id">Of this version.</param>
/// <param name="Name">As the board named it; that of a sample says so.</param>
/// <param name="Level">Cấp công nhận that it is for.</param>
/// <param name="Subject">Tập thể or cá nhân; <see langword="null"/> for both.</param>
/// <param name="PassMark">Điểm đạt, out of the sum of all maximum points.</param>
/// <param name="MonthsRequired">Full months that a model must have been in operation.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">Last day, or <see langword="null"/>.</param>
/// <param name="Criteria">In their order.</param>
public sealed record CriteriaSet(
    string Id, string Name, RecognitionLevel Level, Subject? Subject, decimal PassMark, int MonthsRequired, DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>Sum of the maximum points.</summary>
    public decimal MaxTotal => Criteria.Sum(c => c.MaxPoints);

    /// <summary>Whether it is in force on <paramref name="day"/>.</summary>
    public bool ValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    /// <summary>The set in force for a model: of its level, of its subject before one for all, else of the lowest level; <see langword="null"/> where there is none.</summary>
    /// <param name="sets">The current versions of the sets of a campaign.</param>
    /// <param name="level">The level that the model aims at.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="day">The day.</param>
    public static CriteriaSet? For(IEnumerable<CriteriaSet> sets, RecognitionLevel level, Subject? subject, DateOnly day) => sets
        .Where(s => s.ValidOn(day) && (s.Level == level || s.Level == RecognitionLevel.Commune) && (s.Subject is null || s.Subject == subject))
        .OrderByDescending(s => s.Level == level).ThenByDescending(s => s.Subject is not null).ThenByDescending(s => s.ValidFrom).ThenBy(s => s.Id, StringComparer.Ordinal).FirstOrDefault();
}

/// <summary>A criterion as somebody wants it, before the rules are asked.</summary>
public sealed record CriterionWish(string? Key, string Title, string? Guidance, decimal? MaxPoints);

/// <summary>A criteria set as somebody wants it, before the rules are asked.</summary>
public sealed record CriteriaWish(
    RecognitionLevel? Level, Subject? Subject, string Name, decimal? PassMark, int? MonthsRequired, DateOnly? ValidFrom, DateOnly? ValidTo, IReadOnlyList<CriterionWish> Criteria);

/// <summary>The rules of criteria sets.</summary>
public static class CriteriaRules
{
    /// <summary>Most criteria of a set.</summary>
    public const int Limit = 30;

    /// <summary>Longest name, title and guidance, in characters.</summary>
    public const int TextLimit = 500;

    /// <summary>Most months in operation that may be asked for.</summary>
    public const int MonthsLimit = 60;

    private const decimal PointsLimit = 1000;

    /// <summary>Every reason why <paramref name="by"/> may not keep this set; empty when it may.</summary>
    /// <param name="by">Who sets it.</param>
    /// <param name="wish">What is wanted.</param>
    /// <param name="others">The current versions of the other sets of the campaign.</param>
    public static List<Refusal> Refusals(Actor by, CriteriaWish wish, IEnumerable<CriteriaSet> others)
    {
        if (!by.May(Verb.RunCampaign))
        {
            return [new("criteria.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (wish.Level is null)
        {
            refusals.Add(new("criteria.level-missing", "level"));
        }

        Text(wish.Name, "name", "criteria.name-missing", refusals);
        Criteria(wish, refusals);
        var most = wish.Criteria.Sum(c => c.MaxPoints ?? 0);
        if (wish.PassMark is not { } mark || mark <= 0 || mark > most)
        {
            refusals.Add(new("criteria.pass-mark-outside", "passMark") { Arguments = [most.ToString("0.##", CultureInfo.InvariantCulture)] });
        }

        if (wish.MonthsRequired is not (>= 0 and <= MonthsLimit))
        {
            refusals.Add(new("criteria.months-outside", "monthsRequired") { Arguments = [MonthsLimit.ToString(CultureInfo.InvariantCulture)] });
        }

        if (wish.ValidFrom is not { } from)
        {
            refusals.Add(new("criteria.valid-from-missing", "validFrom"));
        }
        else if (wish.ValidTo < from)
        {
            refusals.Add(new("criteria.ends-before-start", "validTo"));
        }
        else if (others.FirstOrDefault(o => o.Level == wish.Level && o.Subject == wish.Subject && (wish.ValidTo is null || o.ValidFrom <= wish.ValidTo) && (o.ValidTo is null || from <= o.ValidTo)) is { } other)
        {
            refusals.Add(new("criteria.overlaps", "validFrom") { Arguments = [other.Name] });
        }

        return refusals;
    }

    private static void Criteria(CriteriaWish wish, List<Refusal> refusals)
    {
        if (wish.Criteria.Count is 0 or > Limit)
        {
            refusals.Add(new("criteria.count-outside", "criteria") { Arguments = [Limit.ToString(CultureInfo.InvariantCulture)] });
        }

        for (var i = 0; i < wish.Criteria.Count; i++)
        {
            var (criterion, at) = (wish.Criteria[i], string.Create(CultureInfo.InvariantCulture, $"criteria.{i}"));
            Text(criterion.Title, at + ".title", "criteria.title-missing", refusals);
            if (criterion.Guidance?.Length > TextLimit)
            {
                refusals.Add(TooLong(at + ".guidance"));
            }

            if (criterion.MaxPoints is not (> 0 and <= PointsLimit))
            {
                refusals.Add(new("criteria.points-outside", at + ".maxPoints") { Arguments = [PointsLimit.ToString(CultureInfo.InvariantCulture)] });
            }
        }
    }

    private static void Text(string text, string field, string missing, List<Refusal> refusals)
    {
        if (text.Length == 0)
        {
            refusals.Add(new(missing, field));
        }
        else if (text.Length > TextLimit)
        {
            refusals.Add(TooLong(field));
        }
    }

    private static Refusal TooLong(string field) => new("model.text-too-long", field) { Arguments = [TextLimit.ToString(CultureInfo.InvariantCulture)] };
}
