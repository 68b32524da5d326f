using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Projection;

/// <summary>
/// A <see cref="ModelSelection"/> as SQL for both stores. Where the cube folds lives, this asks sets of events, so that a list is read
/// without reading the models that are not on it. It rests on what the rules of events grant: one registration, before everything else,
/// and nothing but a review after a lapse. Values are parameters; the text is made of constants.
/// </summary>
internal sealed class ModelSql
{
    private const string NotEnd = "(e.class IS NULL OR e.class <> 'end')";
    private readonly ModelSelection _selection;
    private readonly bool _sqlite;
    private readonly bool _dense;
    private readonly List<object> _values = [];
    private readonly string _campaign;
    private readonly string _within;
    private readonly string? _to;

    /// <param name="selection">The list.</param>
    /// <param name="sqlite">Which store.</param>
    /// <param name="units">The units of the question.</param>
    /// <param name="ways">Of a restated question: the ways of villages that models of divided units went, with whether those count in it; they do not go by their unit alone.</param>
    /// <param name="dense">Whether a page of a long list is read: then each model is asked whether it belongs there, until the page is full; otherwise sets are made first.</param>
    public ModelSql(ModelSelection selection, bool sqlite, IReadOnlyCollection<string> units, IReadOnlyCollection<ModelWay> ways, bool dense = false)
    {
        (_selection, _sqlite, _dense) = (selection, sqlite, dense);
        _campaign = Value(selection.Campaign.Id);
        var period = selection.Query.Period;
        _to = period is { } p ? Value(p.To) : null;
        _within = period switch
        {
            null => "1 = 1",
            // What bears no date belongs to the phase, not to a calendar period.
            { Kind: PeriodKind.Phase } phase => $"""(e."on" BETWEEN {Value(phase.From)} AND {Value(phase.To)} OR e."on" = {Value(ModelEvent.Undated)})""",
            { } calendar => $"""e."on" BETWEEN {Value(calendar.From)} AND {Value(calendar.To)}""",
        };
        Where = string.Join("\n  AND ", Conditions(units, ways));
    }

    /// <summary>Which models <c>m</c> are on the list.</summary>
    public string Where { get; }

    /// <summary>The values of the text so far, in the order of their places.</summary>
    public object[] Values => [.. _values];

    /// <summary>Events taken back by a revocation that itself stands; two deep, which is deeper than the rules let anyone go.</summary>
    public string With => $"""
        WITH standing AS MATERIALIZED (
          SELECT r.revokes_event_id AS id FROM model_events r WHERE r.campaign_id = {_campaign} AND r.kind = 'revoke' AND r.revokes_event_id IS NOT NULL AND r.id NOT IN (
            SELECT rr.revokes_event_id FROM model_events rr WHERE rr.campaign_id = {_campaign} AND rr.kind = 'revoke' AND rr.revokes_event_id IS NOT NULL))
        """;

    /// <summary>
    /// <see cref="With"/>, and the points of the models that have some, in hundredths: the mean of the appraisers of the last round whose conclusion stands. Sheets
    /// without a criteria set say something only where there are no others.
    /// </summary>
    public string WithPoints => $"""
        {With}, concluded AS (
          SELECT e.id, e.model_id, ROW_NUMBER() OVER (PARTITION BY e.model_id ORDER BY e.sequence) AS round FROM model_events e WHERE e.campaign_id = {_campaign} AND e.kind = 'appraise'
            AND e.model_id IN (SELECT s.model_id FROM scores s WHERE NOT s.self)),
        rounds AS (
          SELECT s.model_id, ROW_NUMBER() OVER (PARTITION BY s.model_id ORDER BY s.round DESC) AS back,
            CAST(ROUND(100 * COALESCE(AVG(CASE WHEN s.set_id IS NOT NULL THEN s.total END), AVG(s.total))) AS INTEGER) AS points
          FROM scores s JOIN concluded c ON c.model_id = s.model_id AND c.round = s.round
          WHERE NOT s.self AND {Standing("c")}
          GROUP BY s.model_id, s.round),
        scored AS MATERIALIZED (SELECT model_id, points FROM rounds WHERE back = 1)
        """;

    /// <summary>How often a model counts: replications one by one, everything else once.</summary>
    public string Times => _selection.Measure != ModelMeasure.Replicated ? "1"
        : $"(SELECT COUNT(*) FROM model_events e WHERE e.model_id = m.id AND e.kind = 'replicate' AND {_within} AND {Standing("e")})";

    /// <summary>The place of another value.</summary>
    public string Value(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_values.Count - 1}}}");
    }

    /// <summary>The places of several values, separated by commas.</summary>
    public string List(IEnumerable<string> values) => string.Join(", ", values.Select(Value));

    private IEnumerable<string> Conditions(IReadOnlyCollection<string> units, IReadOnlyCollection<ModelWay> ways)
    {
        var query = _selection.Query;
        yield return $"m.campaign_id = {_campaign}";
        if (_selection.SomeUnits)
        {
            var counted = ways.Where(w => w.Counts).ToList();
            yield return Either(
                _selection.NonLocal ? "m.non_local" : null,
                units.Count > 0 ? $"(NOT m.non_local AND m.unit_id IN ({List(units)}){(ways.Count > 0 ? " AND m.went_to IS NULL" : "")})" : null,
                counted.Count > 0 ? $"(NOT m.non_local AND ({string.Join(" OR ", counted.Select(w => $"(m.unit_id = {Value(w.UnitId)} AND m.went_to = {Value(w.WentTo)})"))}))" : null);
        }

        if (!_selection.Scope.All)
        {
            var (seen, bodies) = (_selection.Scope.Units, _selection.Scope.Bodies);
            yield return Either(
                seen.Count > 0 ? $"(NOT m.non_local AND m.unit_id IN ({List(seen)}))" : null, bodies.Count > 0 ? $"m.body_id IN ({List(bodies)})" : null);
        }

        foreach (var (column, key) in new[] { ("m.body_id", query.Body), ("m.field", query.Field), ("m.subject", query.Subject), ("m.block", query.Block) })
        {
            if (key is not null)
            {
                yield return key == CubeKeys.Unstated ? $"{column} IS NULL" : $"{column} = {Value(key)}";
            }
        }

        if (query.Theme is { Length: > 0 } theme)
        {
            yield return $"EXISTS (SELECT 1 FROM model_themes t WHERE t.model_id = m.id AND t.theme = {Value(theme)})";
        }

        foreach (var condition in Searched(TextFold.Fold(_selection.Search ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Concat(Narrowed(_selection.Narrow)))
        {
            yield return condition;
        }

        // Whose registration was taken back counts nowhere.
        yield return "m.id NOT IN (SELECT e.model_id FROM model_events e WHERE e.id IN (SELECT id FROM standing) AND e.kind = 'register')";
        yield return Measured();
        if (_selection.Stage is { } stage)
        {
            yield return At(stage);
        }

        if (_selection.Stages is { } group)
        {
            yield return At(group);
        }
    }

    /// <summary>Every word must occur. Of a long list each row is looked at anyway; otherwise the index finds the words that are long enough for it, and only its finds are looked at for the others.</summary>
    private IEnumerable<string> Searched(IReadOnlyList<string> words)
    {
        var indexed = _sqlite && !_dense ? words.Where(w => w.Length >= ModelSearch.IndexedFrom).ToList() : [];
        if (indexed.Count > 0)
        {
            var match = string.Join(" AND ", indexed.Select(w => $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            yield return $"m.id IN (SELECT k.model_id FROM model_search_keys k WHERE k.key IN (SELECT s.rowid FROM model_search s WHERE s.folded MATCH {Value(match)}))";
        }

        foreach (var word in words.Except(indexed))
        {
            yield return $"m.search_folded LIKE {Value($"%{Escape(word)}%")} ESCAPE '!'";
        }
    }

    private IEnumerable<string> Narrowed(ModelNarrow narrow)
    {
        if (narrow.Target is { } target)
        {
            yield return $"m.target_level = {Value(Domain.Wire.Name(target))}";
        }

        if (narrow.Visibility is { } visibility)
        {
            yield return $"m.visibility = {Value(Domain.Wire.Name(visibility))}";
        }

        if (narrow.Replica is { } replica)
        {
            yield return $"m.replica_of IS {(replica ? "NOT " : "")}NULL";
        }

        foreach (var condition in ModelFactsSql.Conditions(narrow, Value))
        {
            yield return condition;
        }

        if (narrow.Verified is { } verified)
        {
            yield return (verified ? "" : "NOT ") + Has("e.kind = 'verify'", Until("e"));
        }

        if (narrow.ImportId is { } import)
        {
            yield return $"m.id IN (SELECT i.model_id FROM import_models i WHERE i.import_id = {Value(import)})";
        }
    }

    private string Measured() => _selection.Measure switch
    {
        ModelMeasure.Registered => $"({New} OR {CarriedOver})",
        ModelMeasure.RegisteredNew => New,
        ModelMeasure.CarriedOver => $"({CarriedOver} AND NOT {New})",
        ModelMeasure.InProgress => Running,
        ModelMeasure.Recognised => $"{Has("e.kind = 'recognise'", _within)}{(_selection.Level is { } level ? " AND " + Reached(level) : "")}",
        ModelMeasure.Exemplar => Has("e.kind = 'exemplar'", _within),
        ModelMeasure.Commended => Has("e.kind = 'commend'", _within),
        ModelMeasure.Replicated => Has("e.kind = 'replicate'", _within),
        ModelMeasure.Stopped => Has(Ends, _within),
        // Kept beside each model, and indexed.
        ModelMeasure.Stale when _selection.Stale is { } rule => $"(m.running AND m.last_on < {Value(rule.From)})",
        _ => throw new InvalidOperationException("A measure without a rule."),
    };

    private static string Ends => "(e.kind = 'stop' OR (e.kind = 'review' AND e.class = 'end'))";

    private string New => Has("e.kind = 'register'", _within);

    // The year of registration is the model's own; asked inside, so that the set is made once and not per model.
    private string CarriedOver =>
        $"""m.id IN (SELECT e.model_id FROM model_events e JOIN models x ON x.id = e.model_id WHERE e.campaign_id = {_campaign} AND e.kind = 'review' AND {NotEnd} AND {_within} AND {Year("e.\"on\"")} > COALESCE({Year("x.registered_on")}, 1) AND {Standing("e")})""";

    private string Stopped => Has(Ends, Until("e"));

    private string Lapsed => Has($"e.kind = 'lapse' AND NOT EXISTS ({Later("l.kind = 'review' AND (l.class IS NULL OR l.class <> 'end')")})", Until("e"));

    /// <summary>Accepted (a decision or a lapse says so as well), and neither stopped, ended nor lapsed for good.</summary>
    private string Running => $"({Has("e.kind IN ('accept', 'recognise', 'lapse')", Until("e"))} AND NOT {Stopped} AND NOT {Lapsed})";

    private string Accepted => Has("e.kind IN ('accept', 'start', 'appraise', 'recognise', 'lapse')", Until("e"));

    /// <summary>The highest level decided by the period's end; a lapse does not undo it.</summary>
    private string Reached(RecognitionLevel level) => level switch
    {
        RecognitionLevel.Province => Decided("e.level = 'province'"),
        RecognitionLevel.District => $"{Decided("e.level = 'district'")} AND NOT {Decided("e.level = 'province'")}",
        _ => $"NOT {Decided("e.level IN ('district', 'province')")}",
    };

    private string Decided(string also) => Has($"e.kind = 'recognise' AND {also}", Until("e"));

    private string At(StageGroup group) => group switch
    {
        StageGroup.Running => $"{Accepted} AND NOT {Stopped} AND NOT {Lapsed}",
        StageGroup.Recognised => $"({At(Stage.RecognisedCommune)} OR {At(Stage.RecognisedDistrict)} OR {At(Stage.RecognisedProvince)})",
        _ => $"({Stopped} OR {Lapsed})",
    };

    private string At(Stage stage)
    {
        // A model that lapsed and was revived begins anew: what came before the lapse no longer makes its stage.
        var fresh = $"NOT EXISTS ({Later("l.kind = 'lapse'")})";
        string Fresh(string kind) => Has($"e.kind = '{kind}' AND {fresh}", Until("e"));
        string Level(string levels) => Has($"e.kind = 'recognise' AND e.level IN ({levels}) AND {fresh}", Until("e"));
        var here = $"NOT {Stopped} AND NOT {Lapsed}";
        var recognised = Fresh("recognise");
        return stage switch
        {
            Stage.Stopped => Stopped,
            Stage.Lapsed => $"{Lapsed} AND NOT {Stopped}",
            Stage.RecognisedProvince => $"{here} AND {Level("'province'")}",
            Stage.RecognisedDistrict => $"{here} AND {Level("'district'")} AND NOT {Level("'province'")}",
            Stage.RecognisedCommune => $"{here} AND {recognised} AND NOT {Level("'district', 'province'")}",
            Stage.Appraised => $"{here} AND NOT {recognised} AND {Fresh("appraise")}",
            Stage.InProgress => $"{here} AND NOT {recognised} AND NOT {Fresh("appraise")} AND {Has("e.kind IN ('start', 'lapse')", Until("e"))}",
            Stage.Accepted => $"{here} AND {Has("e.kind = 'accept'", Until("e"))} AND NOT {Has("e.kind IN ('start', 'appraise', 'recognise', 'lapse')", Until("e"))}",
            Stage.Returned => $"{here} AND NOT {Accepted} AND {Returned}",
            _ => $"{here} AND NOT {Accepted} AND NOT {Returned} AND {Has("e.kind = 'register'", Until("e"))}",
        };
    }

    private string Returned => Has($"e.kind = 'return' AND NOT EXISTS ({Later("l.kind = 'resubmit'")})", Until("e"));

    /// <summary>Whether a model has an event that counts.</summary>
    private string Has(string which, string when) => _dense
        ? $"EXISTS (SELECT 1 FROM model_events e WHERE e.model_id = m.id AND {which} AND {when} AND {Standing("e")})"
        : $"m.id IN (SELECT e.model_id FROM model_events e WHERE e.campaign_id = {_campaign} AND {which} AND {when} AND {Standing("e")})";

    /// <summary>Events that count, of the same model, after <c>e</c> and not after the period.</summary>
    private string Later(string which) =>
        $"""SELECT 1 FROM model_events l WHERE l.model_id = e.model_id AND {which} AND (l."on" > e."on" OR (l."on" = e."on" AND l.sequence > e.sequence)) AND {Until("l")} AND {Standing("l")}""";

    private string Until(string alias) => _to is null ? "1 = 1" : $"""{alias}."on" <= {_to}""";

    private static string Standing(string alias) => $"{alias}.id NOT IN (SELECT id FROM standing)";

    private static string Either(params string?[] all) => Array.TrueForAll(all, a => a is null) ? "1 = 0" : $"({string.Join(" OR ", all.OfType<string>())})";

    private static string Escape(string word) => word.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private string Year(string column) => _sqlite ? $"CAST(SUBSTR({column}, 1, 4) AS INTEGER)" : $"EXTRACT(YEAR FROM {column})";
}
