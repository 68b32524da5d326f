using System.Globalization;
using System.Security.Cryptography;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>
/// Proves that the store is sound, the audit chain whole, the sequence gapless, and the cube equal to what SQL counts. The SQL side
/// shares no code with the cube: it groups rows of events, where the cube folds lives.
/// </summary>
public sealed class Verifier(Store store, AuditHeadLog heads)
{
    // Registrations, carry-overs and decisions that count: not revoked by a revocation that itself stands. Revocations of revocations
    // are followed two deep, which is as deep as the rules let anyone go.
    private const string Valid = """
        WITH mine AS (SELECT * FROM model_events WHERE campaign_id = @campaign),
        standing AS (SELECT r.revokes_event_id AS id FROM mine r WHERE r.kind = 'revoke' AND r.id NOT IN (SELECT rr.revokes_event_id FROM mine rr WHERE rr.kind = 'revoke')),
        alive AS (SELECT * FROM mine WHERE kind <> 'revoke' AND id NOT IN (SELECT id FROM standing)),
        valid AS (SELECT * FROM alive WHERE model_id IN (SELECT model_id FROM alive WHERE kind = 'register'))
        """;

    /// <summary>The first thing that is wrong, in one line, or <see langword="null"/>.</summary>
    public async Task<string?> FirstFindingAsync(CancellationToken ct)
    {
        if (store.Provider == StoreProvider.Sqlite && !File.Exists(store.SqliteFile))
        {
            return $"there is no store at {store.SqliteFile}";
        }

        // Before the store: what is committed in between is then in the store and not yet here, never the other way round.
        var logged = heads.Read();
        await using var db = store.ReadAfresh();
        // One transaction: everything is read from the same state, also while an instance writes.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        return await IntegrityAsync(db, ct) ?? await SequenceAsync(db, ct) ?? await AuditChain.FirstBreakAsync(db, logged, ct) ?? await FrozenAsync(db, ct) ?? await CubesAsync(db, ct);
    }

    private static async Task<string?> IntegrityAsync(DanVanDbContext db, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
        {
            return null;
        }

        var integrity = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync(ct);
        if (integrity != "ok")
        {
            return $"integrity: {integrity}";
        }

        var orphan = await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").FirstOrDefaultAsync(ct);
        return orphan is null ? null : $"foreign key: a row of {orphan} has no parent";
    }

    /// <summary>The first frozen set that is not what was frozen: its figures must have the hash that stands beside them and in the audit chain.</summary>
    private static async Task<string?> FrozenAsync(DanVanDbContext db, CancellationToken ct)
    {
        var logged = (await db.Audit.Where(a => a.Action == "figures.frozen").Select(a => new { a.Subject, a.Detail }).ToListAsync(ct)).ToDictionary(a => a.Subject, a => a.Detail);
        await foreach (var set in db.Snapshots.OrderBy(s => s.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(set.Figures));
            if (hash != set.Hash || logged.GetValueOrDefault(set.Id)?.Contains(hash, StringComparison.Ordinal) != true)
            {
                return $"frozen set {set.Id}: its figures are not those that were frozen";
            }
        }

        return null;
    }

    private static async Task<string?> SequenceAsync(DanVanDbContext db, CancellationToken ct)
    {
        var counted = await db.Counters.Where(c => c.Name == "sequence").Select(c => c.Value).FirstOrDefaultAsync(ct);
        var last = await db.Events.MaxAsync(e => (long?)e.Sequence, ct) ?? 0;
        var rows = await db.Events.LongCountAsync(ct);
        return counted == last && rows == last ? null : $"sequence: the counter says {counted}, the last event is {last}, and there are {rows} events";
    }

    private static async Task<string?> CubesAsync(DanVanDbContext db, CancellationToken ct)
    {
        var places = await PlaceRows.ReadAsync(db, ct);
        if (await ModelWays.FirstWrongAsync(db, places, ct) is { } elsewhere)
        {
            return $"model {elsewhere} does not stand where its village went";
        }

        foreach (var campaign in await db.Campaigns.OrderBy(c => c.Order).ToListAsync(ct))
        {
            PeriodKey? phase = campaign is { From: { } from, To: { } to } ? new(PeriodKind.Phase, from.Year, to.Year) : null;
            var (cube, stale) = await CubeOfAsync(db, campaign.Id, phase, ct);
            if (stale is not null)
            {
                return stale;
            }

            var days = await db.ModelEvents.Where(e => e.CampaignId == campaign.Id).Select(e => e.On).Distinct().ToListAsync(ct);
            days.AddRange(await db.Honours.Where(h => h.CampaignId == campaign.Id).Select(h => h.On).Distinct().ToListAsync(ct));
            var periods = days.Where(d => d != ModelEvent.Undated).SelectMany(d => PeriodKey.CalendarKinds.Select(k => PeriodKey.Of(k, d))).OfType<PeriodKey>().Distinct()
                .OrderBy(p => p.From).ThenBy(p => p.Kind).ToList();
            foreach (var period in periods.Select(p => (PeriodKey?)p).Append(phase).Append(null).Distinct())
            {
                if (await DifferenceAsync(db, campaign.Id, cube, period, ct) is { } difference)
                {
                    return difference;
                }
            }
        }

        return null;
    }

    /// <summary>The cube of a campaign, and the first model that does not stand as its events say.</summary>
    private static async Task<(CubeSnapshot Cube, string? Finding)> CubeOfAsync(DanVanDbContext db, string campaignId, PeriodKey? phase, CancellationToken ct)
    {
        var themes = (await db.Models.Where(m => m.CampaignId == campaignId).Join(db.ModelThemes, m => m.Id, t => t.ModelId, (_, t) => t).ToListAsync(ct)).ToLookup(t => t.ModelId, t => t.Theme);
        var events = (await db.ModelEvents.Where(e => e.CampaignId == campaignId).ToListAsync(ct)).ToLookup(e => e.ModelId, e => e.ToDomain());
        var rows = await db.Models.Where(m => m.CampaignId == campaignId).ToListAsync(ct);
        var wrong = rows.FirstOrDefault(m => !StandsAs(m, events[m.Id].ToList()));
        var models = rows.Where(m => events.Contains(m.Id))
            .Select(m => (new ModelFacts(m.Id, m.UnitId, m.BodyId, m.NonLocal, m.Field, m.Subject, m.Block, themes[m.Id].ToList()) { WentTo = m.WentTo }, (IReadOnlyList<ModelEvent>)events[m.Id].ToList()));
        return (CampaignCube.Rebuild(campaignId, phase is { } p ? [p] : [], models, await HonourRows.StandingAsync(db, campaignId, long.MaxValue, ct), long.MaxValue).Current, wrong is null ? null : $"model {wrong.Id} does not stand as its events say");
    }

    private static bool StandsAs(ModelRow row, IReadOnlyCollection<ModelEvent> events)
    {
        var kept = (row.Stage, row.Running, row.LastOn);
        ModelAppender.Keep(row, events);
        return kept == (row.Stage, row.Running, row.LastOn);
    }

    private static async Task<string?> DifferenceAsync(DanVanDbContext db, string campaign, CubeSnapshot cube, PeriodKey? period, CancellationToken ct)
    {
        // By the parts of divided units too, of which restated views are made.
        var result = cube.Query(new() { Period = period, By = CubeAxis.Unit, Then = CubeAxis.Field, Weights = (unit, wentTo) => [(wentTo is null ? unit : $"{unit} → {wentTo}", 1m)] });
        var counted = await CountAsync(db, campaign, period, ct);
        foreach (var key in result.Rows.Select(r => (r.Key, r.ThenKey ?? CubeKeys.Unstated)).Concat(counted.Keys).Distinct().Order())
        {
            var t = result.Row(key.Item1, key.Item2);
            long[] ours = [(long)t.Registered, (long)t.Recognised.Total, (long)t.Recognitions.Commune, (long)t.Recognitions.District, (long)t.Recognitions.Province, (long)t.Exemplar, (long)t.Commended, (long)t.Commendations, (long)t.Replicated, (long)t.Stopped];
            var theirs = counted.GetValueOrDefault(key) ?? new long[ours.Length];
            for (var i = 0; i < ours.Length; i++)
            {
                if (ours[i] != theirs[i])
                {
                    return $"cube: {campaign}, {period?.ToString() ?? "all"}, unit {key.Item1}, field {key.Item2}: {s_measures[i]} is {ours[i]} in the cube and {theirs[i]} in the store";
                }
            }
        }

        return null;
    }

    private static readonly string[] s_measures = ["registered", "recognised", "recognitions.commune", "recognitions.district", "recognitions.province", "exemplar", "commended", "commendations", "replicated", "stopped"];

    private static async Task<Dictionary<(string Unit, string Field), long[]>> CountAsync(DanVanDbContext db, string campaign, PeriodKey? period, CancellationToken ct)
    {
        var within = period is null ? "1 = 1"
            // What bears no date belongs to the phase, not to a calendar period.
            : period.Value.Kind == PeriodKind.Phase ? "(v.\"on\" BETWEEN @from AND @to OR v.\"on\" = @undated)"
            : "v.\"on\" BETWEEN @from AND @to";
        var sql = $"""
            {Valid}
            SELECT CASE WHEN m.non_local THEN '{CubeKeys.ProvinceBodies}' ELSE m.unit_id || COALESCE(' → ' || m.went_to, '') END, COALESCE(m.field, '{CubeKeys.Unstated}'),
              COUNT(DISTINCT CASE WHEN v.kind = 'register' OR (v.kind = 'review' AND COALESCE(v.class, '') <> 'end' AND {YearOf(db, "v.\"on\"")} > {YearOf(db, "m.registered_on")}) THEN v.model_id END),
              COUNT(DISTINCT CASE WHEN v.kind = 'recognise' THEN v.model_id END),
              COUNT(CASE WHEN v.kind = 'recognise' AND v.level = 'commune' THEN 1 END),
              COUNT(CASE WHEN v.kind = 'recognise' AND v.level = 'district' THEN 1 END),
              COUNT(CASE WHEN v.kind = 'recognise' AND v.level = 'province' THEN 1 END),
              COUNT(DISTINCT CASE WHEN v.kind = 'exemplar' THEN v.model_id END),
              COUNT(DISTINCT CASE WHEN v.kind = 'commend' THEN v.model_id END),
              COUNT(CASE WHEN v.kind = 'commend' THEN 1 END),
              COUNT(CASE WHEN v.kind = 'replicate' THEN 1 END),
              COUNT(DISTINCT CASE WHEN v.kind = 'stop' OR (v.kind = 'review' AND v.class = 'end') THEN v.model_id END)
            FROM valid v JOIN models m ON m.id = v.model_id WHERE {within}
            GROUP BY 1, 2
            """;
        // A recipient without a model stands where the last honour that was recorded of it says.
        var honours = $"""
            SELECT CASE WHEN p.non_local THEN '{CubeKeys.ProvinceBodies}' ELSE p.unit_id END, COALESCE(p.field, '{CubeKeys.Unstated}'),
              COUNT(DISTINCT CASE WHEN v.kind = 'exemplar' THEN v.recipient_id END),
              COUNT(DISTINCT CASE WHEN v.kind = 'commend' THEN v.recipient_id END),
              COUNT(CASE WHEN v.kind = 'commend' THEN 1 END)
            FROM honours v JOIN honours p ON p.sequence = (SELECT MAX(q.sequence) FROM honours q WHERE q.recipient_id = v.recipient_id AND q.revoked_sequence IS NULL)
            WHERE v.campaign_id = @campaign AND v.revoked_sequence IS NULL AND {within}
            GROUP BY 1, 2
            """;
        var counts = await RowsAsync(db, campaign, period, sql, ct);
        foreach (var (key, of) in await RowsAsync(db, campaign, period, honours, ct))
        {
            var sum = counts.TryGetValue(key, out var known) ? known : counts[key] = new long[s_measures.Length];
            for (var i = 0; i < of.Length; i++)
            {
                sum[Array.IndexOf(s_measures, "exemplar") + i] += of[i];
            }
        }

        return counts;
    }

    private static async Task<Dictionary<(string Unit, string Field), long[]>> RowsAsync(DanVanDbContext db, string campaign, PeriodKey? period, string sql, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
#pragma warning disable CA2100 // Assembled from constants of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        Add("@campaign", campaign);
        if (period is { } p)
        {
            Add("@from", p.From);
            Add("@to", p.To);
            if (p.Kind == PeriodKind.Phase)
            {
                Add("@undated", ModelEvent.Undated);
            }
        }

        var counts = new Dictionary<(string, string), long[]>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            counts[(reader.GetString(0), reader.GetString(1))] = Enumerable.Range(2, reader.FieldCount - 2).Select(i => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture)).ToArray();
        }

        return counts;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is DateOnly day && db.Database.IsSqlite() ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value;
            command.Parameters.Add(parameter);
        }
    }

    private static string YearOf(DanVanDbContext db, string column) =>
        db.Database.IsSqlite() ? $"CAST(SUBSTR({column}, 1, 4) AS INTEGER)" : $"EXTRACT(YEAR FROM {column})";
}
