using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Overview;

/// <summary>Something that happened, in plain words.</summary>
/// <param name="Sequence">The last of the changes that it sums up.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Who">The deciding or reporting body, in bold.</param>
/// <param name="What">The rest of the sentence.</param>
/// <param name="Field">Key of the field, for its colour.</param>
/// <param name="FieldName">Name of the field.</param>
/// <param name="UnitId">The unit, as it was; <see langword="null"/> for non-local bodies.</param>
/// <param name="Corrected">Whether it was taken back since ("đã đính chính").</param>
public sealed record FeedItem(long Sequence, DateTime At, string Who, string What, string? Field, string? FieldName, string? UnitId, bool Corrected);

/// <summary>The latest changes of a campaign in the scope of whoever looks, in words that name no individual and no internal model.</summary>
public sealed class FeedQueries(Store store, ReferenceData reference, IStringLocalizer<OverviewText> text, IStringLocalizer<VocabularyText> words)
{
    private const int Read = 160;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<FeedItem>> LatestAsync(Actor actor, SummaryFilter filter, int count, CancellationToken ct)
    {
        await using var db = store.Read();
        var events = db.Events.Where(e => e.CampaignId == filter.Campaign.Id && e.On != ModelEvent.Undated);
        if (!actor.Scope.All)
        {
            var (units, bodies) = (actor.Scope.Units.ToList(), actor.Scope.Bodies.ToList());
            events = events.Where(e => (!e.NonLocal && units.Contains(e.UnitId)) || (e.BodyId != null && bodies.Contains(e.BodyId)));
        }

        if (filter.Unit == Cube.CubeKeys.ProvinceBodies)
        {
            events = events.Where(e => e.NonLocal);
        }
        else if (filter.Unit is { } unit)
        {
            var units = reference.Current.Places.ScopeOf(unit).ToList();
            events = events.Where(e => !e.NonLocal && units.Contains(e.UnitId));
        }

        if (filter.Body is { } body)
        {
            events = events.Where(e => e.BodyId == body);
        }

        if (filter.Field is { } field)
        {
            events = events.Where(e => e.Field == field);
        }

        var rows = await events.OrderByDescending(e => e.At).ThenByDescending(e => e.Sequence).Take(Read).ToListAsync(ct);
        var sequences = rows.ConvertAll(r => r.Sequence);
        var details = await db.ModelEvents.Where(e => sequences.Contains(e.Sequence)).ToDictionaryAsync(e => e.Sequence, ct);
        var ids = details.Values.Select(d => d.Id).ToList();
        var revoked = (await db.ModelEvents.Where(e => e.RevokesEventId != null && ids.Contains(e.RevokesEventId)).Select(e => e.RevokesEventId!).ToListAsync(ct)).ToHashSet();
        var named = rows.Where(r => r.Kind == "model.registered" && !r.Internal && r.Subject != Subject.Individual && r.ModelId != null).Select(r => r.ModelId!).ToList();
        var names = await db.Models.Where(m => named.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        return rows.Where(r => Told(r.Kind)).GroupBy(r => Key(r, details.GetValueOrDefault(r.Sequence)))
            .Select(g => Item(g.ToList(), details, revoked, names, filter.Campaign)).Take(count).ToList();
    }

    // Steps inside a body's own work are no news to the province.
    private static bool Told(string kind) => kind is not ("model.verified" or "model.self-scored" or "model.proposed" or "model.appraised" or "model.resubmitted");

    /// <summary>What is told in one line: the same thing done by the same body within the same minute.</summary>
    private static (string Kind, string? Body, string Unit, string? Field, long Minute, string? Period) Key(EventRow row, ModelEventRow? detail) =>
        (row.Kind, detail?.Body ?? row.BodyId, row.UnitId, row.Field, row.At.Ticks / TimeSpan.TicksPerMinute, row.Period);

    private FeedItem Item(List<EventRow> rows, Dictionary<long, ModelEventRow> details, HashSet<string> revoked, Dictionary<string, string> names, Campaign campaign)
    {
        var first = rows[0];
        var detail = details.GetValueOrDefault(first.Sequence);
        var count = rows.Count.ToString("00", CultureInfo.InvariantCulture);
        var what = first.Kind == "model.registered" && rows.Count == 1 && first.ModelId is { } id && names.TryGetValue(id, out var name)
            ? text["feed.registered-named", name]
            : first.Kind.StartsWith("report.", StringComparison.Ordinal)
                ? text[$"feed.{first.Kind}", PeriodWords.Of(first.Period, text)]
                : text[$"feed.{first.Kind}", count];
        return new(
            first.Sequence, first.At, Who(first, detail), what, first.Field, first.Field is { } field ? SummaryQueries.FieldName(words, campaign, field) : null,
            first.NonLocal ? null : first.UnitId, rows.TrueForAll(r => details.TryGetValue(r.Sequence, out var d) && revoked.Contains(d.Id)));
    }

    private string Who(EventRow row, ModelEventRow? detail)
    {
        var current = reference.Current;
        var decider = row.Kind switch { "model.recognised" => detail?.Body, "model.commended" => detail?.Giver, _ => null };
        if (!string.IsNullOrEmpty(decider))
        {
            return TextFold.UpperFirst(decider);
        }

        if (row.Kind.StartsWith("report.", StringComparison.Ordinal) || row.NonLocal)
        {
            return current.Bodies.Find(row.BodyId)?.NameOn(LocalDay.Of(row.At)) ?? text["feed.somebody"];
        }

        return current.Places.ById(row.UnitId)?.FullNameAtStart ?? row.UnitId;
    }
}

/// <summary>Names of periods.</summary>
internal static class PeriodWords
{
    private static readonly string[] s_roman = ["I", "II", "III", "IV"];

    /// <summary>"quý III/2026", "năm 2026", "tháng 09/2026", "6 tháng đầu năm 2026" …; the text itself if it is no period.</summary>
    public static string Of(string? key, IStringLocalizer<OverviewText> text) => PeriodKey.TryParse(key, out var p) ? Of(p, text) : key ?? string.Empty;

    /// <summary>Name of a period, in the middle of a sentence.</summary>
    public static string Of(PeriodKey p, IStringLocalizer<OverviewText> text) => p.Kind switch
    {
        PeriodKind.Month => text["period.month", p.Number.ToString("00", CultureInfo.InvariantCulture), Year(p.Year)],
        PeriodKind.Quarter => text["period.quarter", s_roman[p.Number - 1], Year(p.Year)],
        PeriodKind.Half => text[p.Number == 1 ? "period.half-1" : "period.half-2", Year(p.Year)],
        PeriodKind.NineMonths => text["period.nine-months", Year(p.Year)],
        PeriodKind.Phase => text["period.phase", Year(p.Year), Year(p.Number)],
        _ => text["period.year", Year(p.Year)],
    };

    /// <summary>Short, under an axis: "T9", "2026".</summary>
    public static string Short(PeriodKey p, IStringLocalizer<OverviewText> text) =>
        p.Kind == PeriodKind.Month ? text["period.month-short", p.Number.ToString(CultureInfo.InvariantCulture)] : Year(p.Year);

    // A year bears no thousands mark.
    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
