using System.Text.Json.Serialization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Api;

#pragma warning disable CS1591 // The wire form of docs/api.md.
/// <summary>A change as outside clients get it: through the hub as <c>changed</c>, and from <c>GET /api/v1/events</c>.</summary>
public sealed record WatchedEvent(
    string Sequence, string Previous, DateTime At, DateOnly On, string Kind, string Campaign, string UnitId, string? BodyId, string? Field, string? Subject, bool Simulated)
{
    /// <summary>Left out for models that are kept internal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ModelId { get; init; }
}

/// <summary>A page of changes; <c>Cursor</c> is what to hold on to afterwards.</summary>
public sealed record WatchedEvents(IReadOnlyList<WatchedEvent> Events, string Cursor, bool More);
#pragma warning restore CS1591

/// <summary>Reads the outbox for someone who watches a unit, in that person's scope.</summary>
public sealed class WatchedEventQueries(Store store, ReferenceData reference, Cursors cursors)
{
    private const int PageSize = 500;

    /// <summary>What to hold on to for a watch of <paramref name="unitId"/> from now on.</summary>
    public async Task<string> NowAsync(string unitId, CancellationToken ct)
    {
        await using var db = store.Read();
        return cursors.Of(await db.Events.MaxAsync(e => (long?)e.Sequence, ct) ?? 0, unitId);
    }

    /// <summary>Whether <paramref name="actor"/> may watch a unit: the whole province anyone may ask for, and gets what its scope covers.</summary>
    public Refusal? Forbidden(Actor actor, string? unitId)
    {
        if (reference.Current.Places.ById(unitId) is not { } unit)
        {
            return new("model.unit-unknown", "unitId") { Arguments = [unitId ?? string.Empty] };
        }

        return actor.Scope.All || actor.Scope.Units.Contains(unit.Id) || unit.ParentId is null ? null : new Refusal("summary.not-your-unit", "unitId") { Arguments = [unit.Id] };
    }

    /// <summary>What a watch of <paramref name="unitId"/> wakes on.</summary>
    public Interest InterestOf(Actor actor, string unitId)
    {
        var current = reference.Current;
        var province = current.Places[unitId].ParentId is null;
        var units = current.Places.ScopeOf(unitId);
        return actor.Scope.All
            ? new(null, units, null, NonLocal: province)
            : new(null, units.Where(actor.Scope.Units.Contains).ToHashSet(), province ? actor.Scope.Bodies : null, NonLocal: false);
    }

    /// <summary>The changes after a cursor.</summary>
    public async Task<Result<WatchedEvents>> AfterAsync(Actor actor, string? after, string? unitId, CancellationToken ct)
    {
        long sequence = 0;
        if (!string.IsNullOrEmpty(after))
        {
            if (cursors.Read(after) is not { } read)
            {
                return new Refusal("events.cursor-unknown", "after");
            }

            (sequence, unitId) = read;
        }

        unitId ??= actor.UnitId ?? reference.Current.Places.RootsAt(DateOnly.FromDateTime(DateTime.MaxValue.AddDays(-1))).First().Id;
        if (Forbidden(actor, unitId) is { } forbidden)
        {
            return forbidden;
        }

        var (interest, previous, found) = (InterestOf(actor, unitId), cursors.Of(sequence, unitId), new List<WatchedEvent>());
        await using var db = store.Read();
        while (true)
        {
            var from = sequence;
            var rows = await db.Events.Where(e => e.Sequence > from).OrderBy(e => e.Sequence).Take(PageSize).ToListAsync(ct);
            foreach (var row in rows)
            {
                sequence = row.Sequence;
                if (interest.Covers(new(row.Sequence, row.CampaignId, row.UnitId, row.BodyId, row.NonLocal)))
                {
                    var cursor = cursors.Of(row.Sequence, unitId);
                    found.Add(new(cursor, previous, row.At, row.On, row.Kind, row.CampaignId, row.UnitId, row.BodyId, row.Field, row.Subject is { } s ? Wire.Name(s) : null,
                        reference.Current.Campaign(row.CampaignId)?.Simulated ?? false)
                    {
                        ModelId = row.Internal ? null : row.ModelId,
                    });
                    previous = cursor;
                    if (found.Count >= PageSize)
                    {
                        return new WatchedEvents(found, previous, More: true);
                    }
                }
            }

            if (rows.Count < PageSize)
            {
                return new WatchedEvents(found, previous, More: false);
            }
        }
    }
}
