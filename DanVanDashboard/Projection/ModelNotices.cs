using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Projection;

/// <summary>Who hears of what happens to a model: those who run it, and those who decide on it.</summary>
public static class ModelNotices
{
    private static readonly Role[] s_approver = [Role.Approver];
    private static readonly Role[] s_reporter = [Role.Reporter];

    /// <summary>Those who run the model: who entered it, and the reporters of its body.</summary>
    public static Task TellRunnersAsync(WriteSession w, Actor by, ModelRow row, string kind, CancellationToken ct, params string[] more) =>
        TellAsync(w, by, row, Runners(row), kind, null, more, ct);

    /// <summary>Those who decide: the approvers of its commune or body, and the board where the model aims at the province or belongs to a non-local body.</summary>
    public static Task TellDecidersAsync(WriteSession w, Actor by, ModelRow row, Reference current, string kind, CancellationToken ct, params string[] more) =>
        TellAsync(w, by, row, Deciders(row, current, w.Now), kind, null, more, ct);

    /// <summary>Both sides, except who does it.</summary>
    /// <param name="w">The transaction.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="row">The model.</param>
    /// <param name="current">The reference data.</param>
    /// <param name="kind">What is told.</param>
    /// <param name="anchor">Part of the page, without <c>#</c>.</param>
    /// <param name="others">Further people by their id.</param>
    /// <param name="ct">Cancels.</param>
    public static Task TellAllAsync(WriteSession w, Actor by, ModelRow row, Reference current, string kind, string anchor, IEnumerable<string> others, CancellationToken ct) =>
        TellAsync(w, by, row, [.. Runners(row), .. Deciders(row, current, w.Now), .. others.Select(o => new Recipients(UserId: o))], kind, anchor, [], ct);

    private static Task TellAsync(WriteSession w, Actor by, ModelRow row, IReadOnlyList<Recipients> to, string kind, string? anchor, string[] more, CancellationToken ct)
    {
        if (by.IsSystem)
        {
            // The simulator is nobody's colleague; what the clock does is shown where it counts.
            return Task.CompletedTask;
        }

        // What is kept internal is named on its own page only: a notice may leave the house by mail.
        var name = row.Visibility == Visibility.Internal ? string.Empty : row.Name;
        var link = $"/mo-hinh/{Uri.EscapeDataString(row.Id)}" + (anchor is null ? string.Empty : "#" + anchor);
        return w.TellAsync(by, to, new Notice(kind, link, row.CampaignId, [name, .. more]), ct);
    }

    private static List<Recipients> Runners(ModelRow row)
    {
        var to = new List<Recipients> { new(UserId: row.EnteredBy) };
        if (row.BodyId is { } body)
        {
            to.Add(new(BodyId: body, Roles: s_reporter));
        }

        return to;
    }

    private static List<Recipients> Deciders(ModelRow row, Reference current, DateTime now)
    {
        var to = new List<Recipients>();
        if (row.BodyId is { } body)
        {
            to.Add(new(BodyId: body, Roles: s_approver));
        }

        if (!row.NonLocal)
        {
            to.Add(new(UnitId: (current.Places.SuccessorAt(row.UnitId, LocalDay.Of(now)) ?? current.Places[row.UnitId]).Id, Roles: s_approver));
        }

        if (row.NonLocal || row.TargetLevel == RecognitionLevel.Province)
        {
            to.Add(Recipients.Board);
        }

        return to;
    }
}
