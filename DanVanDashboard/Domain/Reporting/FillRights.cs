using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>How much of a report somebody may fill in.</summary>
public enum Hand
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The parts that were handed to its body.</summary>
    Part,

    /// <summary>Everything, and may join and send it.</summary>
    Whole,
}

/// <summary>Who fills in what of a report: the people of its body everything, those of another body of the commune the parts handed to them.</summary>
public static class FillRights
{
    /// <summary>How much <paramref name="by"/> may fill in.</summary>
    /// <param name="by">Who.</param>
    /// <param name="unitId">The locality of the report's body.</param>
    /// <param name="bodyId">The report's body.</param>
    /// <param name="nonLocal">Whether that body is no place on the map.</param>
    /// <param name="delegatedTo">The bodies to which a part was handed.</param>
    public static Hand Of(Actor by, string unitId, string bodyId, bool nonLocal, IEnumerable<string> delegatedTo) =>
        by.May(Verb.EnterReport, unitId, bodyId, nonLocal) && AnswersFor(by, bodyId) ? Hand.Whole
        : by.May(Verb.EnterReport) && by.BodyId is { } own && delegatedTo.Contains(own, StringComparer.Ordinal) ? Hand.Part
        : Hand.None;

    /// <summary>Whether <paramref name="by"/> speaks for a body: its own people, those of a body above it, and accounts of no body (the board, a commune's clerk).</summary>
    public static bool AnswersFor(Actor by, string bodyId) => by.BodyId is null || by.BodyId == bodyId || by.Scope.Bodies.Contains(bodyId) || by.ActsOnBehalf;

    /// <summary>Whether <paramref name="by"/> may fill in a section that is handed to <paramref name="delegatedTo"/>, or to nobody.</summary>
    public static bool MayFill(Actor by, Hand hand, string? delegatedTo) => hand == Hand.Whole || (hand == Hand.Part && delegatedTo is not null && delegatedTo == by.BodyId);

    /// <summary>Nhập thay: entered by the board, or for a body that was to fill it in itself.</summary>
    public static bool OnBehalf(Actor by, string? delegatedTo) => by.ActsOnBehalf || (delegatedTo is not null && delegatedTo != by.BodyId);
}
