using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Presentation;

/// <summary>Rules of Chốt số liệu and of the confirmation before it.</summary>
public static class FreezeRules
{
    /// <summary>Longest name of a frozen set, a confirmation, a deck or a screen.</summary>
    public const int NameLimit = 120;

    /// <summary>Longest note or objection.</summary>
    public const int TextLimit = 2000;

    /// <summary>The longest that a confirmation may stay open, in hours: two weeks.</summary>
    public const int MostHours = 336;

    /// <summary>Why these figures may not be frozen under this name; empty where they may.</summary>
    public static List<Refusal> ToFreeze(Actor by, string? name, string? note) => Named(by, name, note);

    /// <summary>Why a confirmation may not be opened; empty where it may.</summary>
    /// <param name="by">Who opens it.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="hours">How long it stays open.</param>
    public static List<Refusal> ToAsk(Actor by, string? name, decimal? hours)
    {
        var refusals = Named(by, name, null);
        if (refusals is not [{ Code: "snapshot.not-allowed" }] && (hours is not { } h || h < 1 || h > MostHours || h != decimal.Truncate(h)))
        {
            refusals.Add(new("confirmation.hours-outside", "hours") { Arguments = [MostHours.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        return refusals;
    }

    /// <summary>Why a body may not answer a confirmation so; empty where it may.</summary>
    /// <param name="closesAt">Its end, UTC.</param>
    /// <param name="closed">Whether somebody closed it before.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="confirmed">Whether the body agrees.</param>
    /// <param name="text">Why it does not.</param>
    public static List<Refusal> ToAnswer(DateTime closesAt, bool closed, DateTime now, bool confirmed, string? text)
    {
        var refusals = new List<Refusal>();
        if (closed || now >= closesAt)
        {
            refusals.Add(new("confirmation.closed"));
        }

        if (!confirmed && string.IsNullOrWhiteSpace(text))
        {
            refusals.Add(new("confirmation.objection-empty", "text"));
        }
        else if (text?.Length > TextLimit)
        {
            refusals.Add(new("confirmation.text-too-long", "text") { Arguments = [TextLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        return refusals;
    }

    /// <summary>The key by which two names are versions of one: "Sơ kết 2026" and "sơ  kết 2026".</summary>
    public static string KeyOf(string name) => TextFold.Clean(name).ToLowerInvariant();

    private static List<Refusal> Named(Actor by, string? name, string? note)
    {
        if (!by.May(Verb.FreezeFigures))
        {
            return [new("snapshot.not-allowed")];
        }

        var refusals = new List<Refusal>();
        if (string.IsNullOrWhiteSpace(name))
        {
            refusals.Add(new("snapshot.name-empty", "name"));
        }
        else if (name.Length > NameLimit)
        {
            refusals.Add(new("snapshot.name-too-long", "name") { Arguments = [NameLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        if (note?.Length > TextLimit)
        {
            refusals.Add(new("confirmation.text-too-long", "note") { Arguments = [TextLimit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
        }

        return refusals;
    }
}
