using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Domain;
using DanVanDashboard.Filters;
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
/// <param name="Href">What lies behind it: the one model, or the models or reports of that place.</param>
public sealed record FeedItem(long Sequence, DateTime At, string Who, string What, string? Field, string? FieldName, string? UnitId, bool Corrected, string Href);

/// <summary>The latest changes of a campaign in the scope of whoever looks, in words that name no individual and no internal model.</summary>
public sealed class FeedQueries(Store store, ReferenceData reference, IStringLocalizer<OverviewText> text, IStringLocalizer<FiltersText> periods, IStringLocalizer<VocabularyText> words)
{
    private const int Read = 160;

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<FeedItem>> LatestAsync(Actor actor, CampaignFilter filter, int count, CancellationToken ct)
    {
        await using var db = store.Read();
        var events = Scoped(db, actor, filter).Where(e => e.On != ModelEvent.Undated);
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

    /// <summary>How many changes of each kind were recorded after <paramref name="sequence"/>.</summary>
    public async Task<IReadOnlyDictionary<string, int>> SinceAsync(Actor actor, CampaignFilter filter, long sequence, CancellationToken ct)
    {
        await using var db = store.Read();
        return await Scoped(db, actor, filter).Where(e => e.Sequence > sequence).GroupBy(e => e.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>The changes of a campaign that whoever asks may see, narrowed down as the page is.</summary>
    private IQueryable<EventRow> Scoped(DanVanDbContext db, Actor actor, CampaignFilter filter)
    {
        var events = db.Events.Where(e => e.CampaignId == filter.Campaign.Id);
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

        return events;
    }

    // Steps inside a body's own work are no news to the province.
    // Targets and populations are none of a body's work.
    private static bool Told(string kind) => (kind.StartsWith("model.", StringComparison.Ordinal) || kind.StartsWith("report.", StringComparison.Ordinal) || IsHonour(kind)) && kind is not ("model.verified" or "model.self-scored" or "model.proposed" or "model.appraised" or "model.resubmitted");

    // Of a person or a collective without a model: how many, never who.
    private static bool IsHonour(string kind) => kind.StartsWith("honour.", StringComparison.Ordinal);

    // What the day brings comes to all bodies at once, and would drive everything else off the screen.
    private static bool IsOfTheClock(string kind) => kind is "report.due" or "report.overdue";

    /// <summary>What is told in one line: what the day brings to many bodies, or the same thing done by the same body within the same minute.</summary>
    private static (string Kind, string? Body, string Unit, string? Field, long Minute, string? Period) Key(EventRow row, ModelEventRow? detail) =>
        IsOfTheClock(row.Kind) ? (row.Kind, null, string.Empty, null, row.At.Ticks / TimeSpan.TicksPerMinute, row.Period)
        : (row.Kind, detail?.Body ?? row.BodyId, row.UnitId, row.Field, row.At.Ticks / TimeSpan.TicksPerMinute, row.Period);

    private FeedItem Item(List<EventRow> rows, Dictionary<long, ModelEventRow> details, HashSet<string> revoked, Dictionary<string, string> names, Campaign campaign)
    {
        var first = rows[0];
        var detail = details.GetValueOrDefault(first.Sequence);
        var count = rows.Count.ToString("00", CultureInfo.InvariantCulture);
        var what = first.Kind == "model.registered" && rows.Count == 1 && first.ModelId is { } id && names.TryGetValue(id, out var name)
            ? text["feed.registered-named", name]
            : first.Kind.StartsWith("report.", StringComparison.Ordinal)
                ? text[$"feed.{first.Kind}", PeriodWords.Of(first.Period, periods)]
                : text[$"feed.{first.Kind}", count];
        return new(
            first.Sequence, first.At, IsOfTheClock(first.Kind) && rows.Count > 1 ? text["feed.bodies", count] : Who(first, detail), what, first.Field, first.Field is { } field ? CampaignWords.FieldName(words, campaign, field) : null,
            first.NonLocal || (rows.Count > 1 && IsOfTheClock(first.Kind)) ? null : first.UnitId, rows.TrueForAll(r => details.TryGetValue(r.Sequence, out var d) && revoked.Contains(d.Id)), Href(rows));
    }

    /// <summary>A single model of a collective is opened itself; what may not be named leads to the list of its place, as do several.</summary>
    private static string Href(List<EventRow> rows)
    {
        var first = rows[0];
        if (first.Kind.StartsWith("report.", StringComparison.Ordinal))
        {
            return ModelsBehind.Reports(first.CampaignId, first.Period);
        }

        if (IsHonour(first.Kind))
        {
            return new ViewState { Campaign = first.CampaignId }.Href(first.Kind == "honour.exemplar" ? "/khen-thuong/dien-hinh" : "/khen-thuong/danh-sach");
        }

        return rows is [{ ModelId: { } id, Internal: false, Subject: not Subject.Individual }]
            ? $"/mo-hinh/{Uri.EscapeDataString(id)}"
            : ModelsBehind.Models(
                new ViewState { Campaign = first.CampaignId, Unit = first.NonLocal ? Cube.CubeKeys.ProvinceBodies : first.UnitId, Field = first.Field, Period = ViewState.WholeCampaign },
                first.Kind switch
                {
                    "model.recognised" => ModelsBehind.Recognised, "model.exemplar" => ModelsBehind.Exemplar, "model.commended" => ModelsBehind.Commended,
                    "model.replicated" => ModelsBehind.Replicated, _ => ModelsBehind.Registered,
                });
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
