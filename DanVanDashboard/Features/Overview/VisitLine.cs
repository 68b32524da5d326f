using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Features.Overview;

/// <summary>One line that says what has changed since a person's last visit, in that person's scope.</summary>
internal sealed class VisitLine(Visits visits, FeedQueries feed, ReferenceData reference, DanVanOptions options, TimeProvider clock, OverviewWords words)
{
    /// <summary>What is told by name, in this order; all else is summed up.</summary>
    private static readonly string[] s_named = ["model.registered", "model.recognised", "model.exemplar", "model.commended", "model.replicated", "model.stopped", "report.submitted"];

    /// <summary>When a page opens: what the visit before had seen.</summary>
    public Task<PreviousVisit?> BeginAsync(Actor actor) => visits.BeginVisitAsync(actor.UserId);

    /// <summary>The line; <see langword="null"/> at a first visit.</summary>
    public async Task<string?> OfAsync(Actor actor, ViewState query, PreviousVisit? before)
    {
        await visits.SeenAsync(actor.UserId);
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        if (before is null || query.OnlyFilters().WithDefaults(actor, current, options.RootUnit, today).ToFilter(actor, current, today) is not { Ok: true } read)
        {
            return null;
        }

        var changes = await feed.SinceAsync(actor, read.Value, before.Sequence, CancellationToken.None);
        var at = before.At.ToLocal();
        var when = words.Text[LocalDay.Of(before.At) == today ? "visit.today" : LocalDay.Of(before.At) == today.AddDays(-1) ? "visit.yesterday" : "visit.day", at.ToString("HH:mm", CultureInfo.InvariantCulture), at.ToString("dd/MM", CultureInfo.InvariantCulture)].Value;
        var parts = s_named.Where(k => changes.GetValueOrDefault(k) > 0).Select(k => words.Text[$"visit.{k}", OverviewWords.Number(changes[k])].Value).ToList();
        var others = changes.Where(c => !s_named.Contains(c.Key)).Sum(c => c.Value);
        if (others > 0)
        {
            parts.Add(words.Text[parts.Count > 0 ? "visit.others" : "visit.changes", OverviewWords.Number(others)]);
        }

        return parts.Count == 0 ? words.Text["visit.nothing", when] : words.Text["visit.since", when, string.Join(", ", parts)];
    }
}
