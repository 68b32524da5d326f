using DanVanDashboard.Data;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>How many listed models stand in one unit, or with one non-local body.</summary>
/// <param name="UnitId">The unit as it was; <see langword="null"/> for a non-local body.</param>
/// <param name="BodyId">The non-local body, or <see langword="null"/> where none is named.</param>
/// <param name="Models">Distinct models.</param>
/// <param name="Times">How often they count: replications one by one.</param>
/// <param name="Weight">The part that counts; less than 1 is an estimate.</param>
public sealed record ModelGroup(string? UnitId, string? BodyId, int Models, int Times, decimal Weight)
{
    /// <summary>In a restated list, of a divided unit: where the villages of these models went; <see langword="null"/> for those of which that is not known.</summary>
    public string? WentTo { get; init; }
}

/// <summary>A way that villages of a divided unit went.</summary>
/// <param name="UnitId">The unit as it was.</param>
/// <param name="WentTo">Its successors, as <see cref="Places.WayOf"/> says them.</param>
/// <param name="Counts">Whether the models of this way count in the question.</param>
public sealed record ModelWay(string UnitId, string WentTo, bool Counts);

/// <summary>The whole of a list, counted in the store.</summary>
/// <param name="Groups">In the order of <see cref="ModelOrder.Locality"/>; none is empty.</param>
public sealed record ModelCount(IReadOnlyList<ModelGroup> Groups)
{
    /// <summary>Distinct models on the list.</summary>
    public int Models { get; } = Groups.Sum(g => g.Models);

    /// <summary>The number that the cube has for the same question, as far as models bear it.</summary>
    public decimal Number { get; } = Groups.Sum(g => g.Times * g.Weight) / 1.0000000000000000000000000000m;

    /// <summary>Models of which only a stated share counts.</summary>
    public int Partly { get; } = Groups.Where(g => g.Weight < 1).Sum(g => g.Models);
}

/// <summary>Part of a list.</summary>
/// <param name="Rows">In the order asked for.</param>
/// <param name="Next">What comes after them; <see langword="null"/> at the end.</param>
/// <param name="Points">In the order of points: those of the rows that have some, in hundredths.</param>
internal sealed record ModelSlice(IReadOnlyList<ModelRow> Rows, string? Next, IReadOnlyDictionary<string, int> Points);

/// <summary>Sổ đăng ký: the models behind a number, counted and read in pages straight from the store.</summary>
/// <param name="store">The store.</param>
/// <param name="reference">Units, bodies, campaigns.</param>
/// <param name="denseFrom">From how many models on a page is read by asking each model; below, sets of events are small or the list is a small part of them.</param>
public sealed class ModelRegister(Store store, ReferenceData reference, int denseFrom = 2000)
{
    private static readonly Dictionary<string, int> s_none = [];

    /// <summary>Counts a list.</summary>
    public async Task<ModelCount> CountAsync(ModelSelection selection, CancellationToken ct)
    {
        await using var db = store.Read();
        var sql = SqlOf(selection, db, await WaysAsync(selection, db, ct));
        var way = selection.Restated ? "CASE WHEN NOT m.non_local THEN m.went_to END" : "NULL";
        var text = $"""
            {sql.With}
            SELECT CASE WHEN m.non_local THEN NULL ELSE m.unit_id END AS "UnitId", CASE WHEN m.non_local THEN m.body_id END AS "BodyId", CAST({way} AS TEXT) AS "WentTo",
              CAST(COUNT(*) AS INTEGER) AS "Models", CAST(SUM({sql.Times}) AS INTEGER) AS "Times"
            FROM models m WHERE {sql.Where}
            GROUP BY 1, 2, 3
            """;
        var rows = await db.Database.SqlQueryRaw<Counted>(text, sql.Values).ToListAsync(ct);
        var order = new GroupOrder(reference.Current, selection);
        return new([.. rows.Select(r => new ModelGroup(r.UnitId, r.BodyId, r.Models, r.Times, r.UnitId is null ? 1 : selection.WeightOf(r.UnitId, r.WentTo)) { WentTo = r.WentTo }).Order(order)]);
    }

    /// <summary>The next rows of a list.</summary>
    /// <param name="selection">The list.</param>
    /// <param name="count">Its count, which says where to look.</param>
    /// <param name="order">Its order.</param>
    /// <param name="after">Where the last page ended; one that cannot be read begins anew.</param>
    /// <param name="most">How many.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<ModelSlice> SliceAsync(ModelSelection selection, ModelCount count, ModelOrder order, string? after, int most, CancellationToken ct)
    {
        await using var db = store.Read();
        var rows = new List<ModelRow>();
        var dense = count.Models > denseFrom;
        var ways = await WaysAsync(selection, db, ct);
        foreach (var part in order == ModelOrder.Locality && dense ? GroupsOf(selection, count, after) : PartsOf(order, after))
        {
            var sql = SqlOf(selection, db, ways, dense);
            var (where, by) = order switch
            {
                _ when part is not null => part.Narrow(sql),
                ModelOrder.Locality => ByLocality(selection, sql, count, after, most),
                _ => ByColumn(selection, sql, order, after),
            };
            if (where is null)
            {
                break;
            }

            var (with, from) = part is PointsPart { With: var pointed } ? (sql.WithPoints, pointed ? "scored p CROSS JOIN models m" : "models m") : (sql.With, "models m");
            var text = $"{with} SELECT m.* FROM {from} WHERE {sql.Where} AND {where} ORDER BY {by} LIMIT {sql.Value(most + 1 - rows.Count)}";
            rows.AddRange(await db.Models.FromSqlRaw(text, sql.Values).ToListAsync(ct));
            if (rows.Count > most)
            {
                break;
            }
        }

        var page = rows.Take(most).ToList();
        var points = order == ModelOrder.Score ? await PointsAsync(db, selection, ways, page, ct) : s_none;
        return new(page, rows.Count > most ? CursorOf(selection, page[^1], order, points) : null, points);
    }

    /// <summary>Where a page begins that follows a row.</summary>
    internal static string CursorOf(ModelSelection selection, ModelRow last, ModelOrder order, IReadOnlyDictionary<string, int> points) => order switch
    {
        ModelOrder.Score => $"{(points.TryGetValue(last.Id, out var of) ? of.ToString(System.Globalization.CultureInfo.InvariantCulture) : string.Empty)}~{last.Id}~{last.NameSort}",
        ModelOrder.Locality => $"{(last.NonLocal ? "b:" + last.BodyId : selection.Restated && last.WentTo is { } way ? $"{last.UnitId} {way}" : last.UnitId)}~{last.Id}~{last.NameSort}",
        ModelOrder.Stage => $"{(last.Stage is { } stage ? Domain.Wire.Name(stage) : string.Empty)}~{last.Id}~{last.NameSort}",
        ModelOrder.Name => $"{last.Id}~{last.NameSort}",
        ModelOrder.Changed => last.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{last.Id}~{last.RegisteredOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}",
    };

    private ModelSql SqlOf(ModelSelection selection, DanVanDbContext db, IReadOnlyCollection<ModelWay> ways, bool dense = false) => new(
        selection, db.Database.IsSqlite(),
        selection.SomeUnits ? [.. reference.Current.Places.All.Select(u => u.Id).Where(id => selection.WeightOf(id) > 0)] : [], ways, dense);

    /// <summary>The ways of the campaign, few and indexed; none where units count as they were.</summary>
    private static async Task<IReadOnlyList<ModelWay>> WaysAsync(ModelSelection selection, DanVanDbContext db, CancellationToken ct) => !selection.Restated ? []
        : [.. (await db.Models.Where(m => m.CampaignId == selection.Campaign.Id && m.WentTo != null).Select(m => new { m.UnitId, WentTo = m.WentTo! }).Distinct().ToListAsync(ct))
            .OrderBy(w => w.UnitId, StringComparer.Ordinal).ThenBy(w => w.WentTo, StringComparer.Ordinal).Select(w => new ModelWay(w.UnitId, w.WentTo, selection.WeightOf(w.UnitId, w.WentTo) > 0))];

    private async Task<IReadOnlyDictionary<string, int>> PointsAsync(DanVanDbContext db, ModelSelection selection, IReadOnlyCollection<ModelWay> ways, List<ModelRow> page, CancellationToken ct)
    {
        var sql = SqlOf(selection, db, ways);
        var text = $"""{sql.WithPoints} SELECT p.model_id AS "ModelId", p.points AS "Points" FROM scored p WHERE p.model_id IN ({(page.Count > 0 ? sql.List(page.Select(r => r.Id)) : "NULL")})""";
        return (await db.Database.SqlQueryRaw<Pointed>(text, sql.Values).ToListAsync(ct)).ToDictionary(p => p.ModelId, p => p.Points, StringComparer.Ordinal);
    }

    /// <summary>The pieces in which a page is read: stage by stage, or with points and without, each in the order of an index; otherwise one.</summary>
    private static IEnumerable<IPart?> PartsOf(ModelOrder order, string? after)
    {
        if (order == ModelOrder.Score)
        {
            var begins = after?.Split('~', 3) is [var points, var last, var name2] ? new PointsPart(int.TryParse(points, out var p) ? p : null, last, name2) : null;
            return begins is { Points: null } ? [begins with { With = false }] : [begins ?? new PointsPart(null, null, null), new PointsPart(null, null, null) { With = false }];
        }

        if (order != ModelOrder.Stage)
        {
            return [null];
        }

        var begun = after?.Split('~', 3) is [var name, var id, var sort] && Domain.Wire.Parse<Stage>(name) is { } at ? (Stage: at, Id: id, Sort: sort) : ((Stage Stage, string Id, string Sort)?)null;
        return Enum.GetValues<Stage>().Where(s => begun is null || s >= begun.Value.Stage)
            .Select(s => new StagePart(s, begun?.Stage == s ? begun.Value.Id : null, begun?.Sort));
    }

    private static (string Where, string By) ByColumn(ModelSelection selection, ModelSql sql, ModelOrder order, string? after)
    {
        if (order == ModelOrder.Changed)
        {
            return (long.TryParse(after, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var version) ? $"m.version < {sql.Value(version)}" : "1 = 1",
                "m.version DESC");
        }

        var (id, value) = after?.Split('~', 2) is [var i, var v] ? (i, v) : (null, string.Empty);
        if (order == ModelOrder.Name)
        {
            return (id is null ? "1 = 1" : After("m.name_sort", sql.Value(value), ">"), "m.name_sort, m.id");
        }

        // Without a date it comes last, whichever comes first. Where lower levels register, none is without one, and the index serves.
        var none = order == ModelOrder.Newest ? ModelEvent.Undated : DateOnly.MaxValue;
        var column = selection.Campaign.HasRegister ? "m.registered_on" : $"COALESCE(m.registered_on, {sql.Value(none)})";
        var day = DateOnly.TryParseExact(value, "yyyy-MM-dd", out var parsed) ? parsed : none;
        return (id is null ? "1 = 1" : After(column, sql.Value(day), order == ModelOrder.Newest ? "<" : ">"), $"{column}{(order == ModelOrder.Newest ? " DESC" : "")}, m.id");

        // The first half lets the index begin there; an "or" alone would have it read from the start.
        string After(string sorted, string last, string than) => $"({sorted} {than}= {last} AND ({sorted} {than} {last} OR m.id > {sql.Value(id)}))";
    }

    /// <summary>The groups of a long list from where a page begins, one by one: each is read in the order of an index until the page is full, where groups taken together would be sorted first.</summary>
    private IEnumerable<IPart?> GroupsOf(ModelSelection selection, ModelCount count, string? after)
    {
        var order = new GroupOrder(reference.Current, selection);
        var (begun, id, sort) = BegunAt(after);
        return count.Groups.Select(g => (Group: g, Compared: begun is null ? 1 : order.Compare(g, begun))).Where(g => g.Compared >= 0)
            .Select(g => new GroupPart(g.Group, g.Compared == 0 ? id : null, sort, selection.Restated));
    }

    private static (ModelGroup? Group, string? Id, string? Sort) BegunAt(string? after)
    {
        return after?.Split('~', 3) is [var place, var id, var sort] ? (place.StartsWith("b:", StringComparison.Ordinal) ? Named(null, place[2..]) : Named(place, null), id, sort) : (null, null, null);

        static ModelGroup Named(string? unit, string? body) => unit?.Split(' ', 2) is [var id, var way] ? new(id, null, 0, 0, 1) { WentTo = way } : new(unit, string.IsNullOrEmpty(body) ? null : body, 0, 0, 1);
    }

    /// <summary>Only the groups in which the page can lie are looked at: their sizes are known.</summary>
    private (string? Where, string By) ByLocality(ModelSelection selection, ModelSql sql, ModelCount count, string? after, int most)
    {
        var order = new GroupOrder(reference.Current, selection);
        var (begun, id, sort) = BegunAt(after);
        var (conditions, ranks, sure) = (new List<string>(), new List<string>(), 0);
        foreach (var group in count.Groups)
        {
            var compared = begun is null ? 1 : order.Compare(group, begun);
            if (compared < 0)
            {
                continue;
            }

            var here = Within(group, sql, selection.Restated);
            ranks.Add($"WHEN {here} THEN {ranks.Count}");
            if (compared == 0)
            {
                conditions.Add($"({here} AND {AfterName(sql, id, sort)})");
                continue;
            }

            conditions.Add(here);
            if ((sure += group.Models) > most)
            {
                break;
            }
        }

        return conditions.Count == 0 ? (null, string.Empty) : ($"({string.Join(" OR ", conditions)})", $"CASE {string.Join(' ', ranks)} END, m.name_sort, m.id");
    }

    private static string Within(ModelGroup group, ModelSql sql, bool restated) =>
        group.UnitId is { } unit ? $"(NOT m.non_local AND m.unit_id = {sql.Value(unit)}{(!restated ? "" : group.WentTo is { } way ? $" AND m.went_to = {sql.Value(way)}" : " AND m.went_to IS NULL")})"
        : group.BodyId is { } body ? $"(m.non_local AND m.body_id = {sql.Value(body)})" : "(m.non_local AND m.body_id IS NULL)";

    /// <summary>Localities by where they stand in the view, then as they were; then non-local bodies in protocol order, the unnamed last.</summary>
    private sealed class GroupOrder(Reference reference, ModelSelection selection) : IComparer<ModelGroup>
    {
        public int Compare(ModelGroup? a, ModelGroup? b)
        {
            if (a!.UnitId is { } left && b!.UnitId is { } right)
            {
                var order = Unit.AdministrativeOrder.Compare(Standing(left, a.WentTo), Standing(right, b.WentTo));
                order = order != 0 ? order : Unit.AdministrativeOrder.Compare(Of(left), Of(right));
                return order != 0 ? order : string.CompareOrdinal(a.WentTo, b.WentTo);
            }

            if (a.UnitId is not null || b!.UnitId is not null)
            {
                return a.UnitId is not null ? -1 : 1;
            }

            var protocol = Order(a.BodyId).CompareTo(Order(b.BodyId));
            return protocol != 0 ? protocol : string.CompareOrdinal(a.BodyId, b.BodyId);
        }

        private Unit Of(string id) => reference.Places.ById(id) ?? reference.Places[selection.Campaign.RootUnitId];

        private Unit Standing(string id, string? wentTo) => reference.Places.ById(id) is not null && selection.Query.Weights?.Invoke(id, wentTo) is [var first, ..] ? Of(first.TargetId) : Of(id);

        private int Order(string? body) => reference.Bodies.Find(body)?.Order ?? int.MaxValue;
    }

    /// <summary>A piece of a list that is read by itself.</summary>
    private interface IPart
    {
        (string Where, string By) Narrow(ModelSql sql);
    }

    private static string AfterName(ModelSql sql, string? id, string? sort) =>
        id is null ? "1 = 1" : $"m.name_sort >= {sql.Value(sort!)} AND (m.name_sort > {sql.Value(sort!)} OR m.id > {sql.Value(id)})";

    /// <summary>What of a page lies in one locality, or with one non-local body.</summary>
    private sealed record GroupPart(ModelGroup Group, string? Id, string? Sort, bool Restated) : IPart
    {
        public (string Where, string By) Narrow(ModelSql sql) => ($"{Within(Group, sql, Restated)} AND {AfterName(sql, Id, Sort)}", "m.name_sort, m.id");
    }

    /// <summary>What of a page lies in one stage.</summary>
    private sealed record StagePart(Stage Stage, string? Id, string? Sort) : IPart
    {
        public (string Where, string By) Narrow(ModelSql sql) => ($"m.stage = {sql.Value(Domain.Wire.Name(Stage))} AND {AfterName(sql, Id, Sort)}", "m.name_sort, m.id");
    }

    /// <summary>What of a page has points, or has none.</summary>
    private sealed record PointsPart(int? Points, string? Id, string? Sort) : IPart
    {
        public bool With { get; init; } = true;

        // Written as a cross join, which SQLite begins on the left: with the few that have points, not with all models.
        public (string Where, string By) Narrow(ModelSql sql) => With
            ? ("m.id = p.model_id AND " + (Points is { } last ? $"(p.points < {sql.Value(last)} OR (p.points = {sql.Value(last)} AND {AfterName(sql, Id, Sort)}))" : "1 = 1"), "p.points DESC, m.name_sort, m.id")
            : ($"m.id NOT IN (SELECT p.model_id FROM scored p) AND {AfterName(sql, Id, Sort)}", "m.name_sort, m.id");
    }

    // A row of the count; filled by column names.
    private sealed record Counted(string? UnitId, string? BodyId, string? WentTo, int Models, int Times);

    // Points of a row of the page, in hundredths.
    private sealed record Pointed(string ModelId, int Points);
}
