using System.Globalization;
using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Domain.Campaigns;

/// <summary>Mốc thời gian: a day of a campaign that explains what is seen on the axis of time, such as a directive or a launch.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="On">The day.</param>
/// <param name="Text">What happened, in a few words.</param>
public sealed record CampaignMark(string Id, DateOnly On, string Text);

/// <summary>The rules of marks.</summary>
public static class TimeMarkRules
{
    /// <summary>Longest text: it stands beside a line on the chart.</summary>
    public const int TextLimit = 60;

    /// <summary>Longest reason of a withdrawal.</summary>
    public const int ReasonLimit = 500;

    /// <summary>How long before a campaign its directive may be dated.</summary>
    private const int YearsBefore = 2;

    /// <summary>Whether <paramref name="by"/> may set and withdraw marks.</summary>
    public static bool MayDecide(Actor by) => by.May(Verb.RunCampaign);

    /// <summary>Every reason why a mark may not be set.</summary>
    /// <param name="by">Who sets it.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="on">The day; <see langword="null"/> where none is given.</param>
    /// <param name="text">Cleaned text.</param>
    /// <param name="standing">Marks of the campaign that stand.</param>
    public static List<Refusal> ToSet(Actor by, Campaign campaign, DateOnly? on, string text, IEnumerable<CampaignMark> standing)
    {
        if (!MayDecide(by))
        {
            return [new("mark.not-allowed")];
        }

        ArgumentNullException.ThrowIfNull(campaign);
        var refusals = new List<Refusal>();
        if (on is not { } day)
        {
            refusals.Add(new("mark.day-missing", "on"));
        }
        else if ((campaign.From is { } from && day < from.AddYears(-YearsBefore)) || (campaign.To is { } to && day > to))
        {
            refusals.Add(new("mark.day-outside", "on") { Arguments = [day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)] });
        }

        if (text.Length == 0)
        {
            refusals.Add(new("mark.text-missing", "text"));
        }
        else if (text.Length > TextLimit)
        {
            refusals.Add(new("mark.text-too-long", "text") { Arguments = [TextLimit.ToString(CultureInfo.InvariantCulture)] });
        }
        else if (standing.Any(m => m.On == on && m.Text == text))
        {
            refusals.Add(new("mark.already-set", "text"));
        }

        return refusals;
    }
}
