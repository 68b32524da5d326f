using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Projection;

/// <summary>What the facts of a model <c>m</c> say of it, as SQL for both stores; the list, its export and the API ask by the same words.</summary>
internal static class ModelFactsSql
{
    // Items of Completeness that are no long texts.
    private static readonly Dictionary<string, string> s_missing = new(StringComparer.Ordinal)
    {
        ["owner"] = "TRIM(m.owner) = ''",
        ["field"] = "COALESCE(TRIM(m.field), '') = ''",
        ["village"] = "COALESCE(TRIM(m.village), '') = ''",
        ["personResponsible"] = "NOT EXISTS (SELECT 1 FROM model_people p WHERE p.model_id = m.id AND p.part = 'responsible' AND TRIM(p.name) <> '')",
    };

    /// <summary>Whether any item of <see cref="Completeness.Items"/> is missing. The cheap ones are asked first.</summary>
    public static string Incomplete { get; } = MakeIncomplete();

    /// <summary>Whether a file that was not withdrawn belongs to it.</summary>
    public const string Evidence = "EXISTS (SELECT 1 FROM attachments a WHERE a.owner_kind = 'model' AND a.owner_id = m.id AND a.withdrawn_at IS NULL)";

    /// <summary>
    /// Whether it is reported along the line of a body: the lines that its registration names, and where it names none, all lines of its owner.
    /// </summary>
    /// <param name="body">The place of the body's id; named twice.</param>
    public static string Line(string body) =>
        $"(EXISTS (SELECT 1 FROM model_lines l WHERE l.model_id = m.id AND l.body_id = {body}) OR (m.body_id IN (SELECT b.body_id FROM body_lines b WHERE b.parent_id = {body}) AND NOT EXISTS (SELECT 1 FROM model_lines l WHERE l.model_id = m.id)))";

    /// <summary>The conditions of those filters among <paramref name="narrow"/> that facts answer.</summary>
    /// <param name="narrow">The filters.</param>
    /// <param name="value">Gives a value its place in the text.</param>
    public static IEnumerable<string> Conditions(ModelNarrow narrow, Func<object, string> value)
    {
        if (narrow.Incomplete is { } incomplete)
        {
            yield return (incomplete ? "" : "NOT ") + Incomplete;
        }

        if (narrow.Line is { } line)
        {
            yield return Line(value(line));
        }

        if (narrow.Evidence is { } evidence)
        {
            yield return (evidence ? "" : "NOT ") + Evidence;
        }
    }

    private static string MakeIncomplete()
    {
        var texts = Completeness.Items.Where(i => !s_missing.ContainsKey(i)).ToList();
        var written = $"(SELECT COUNT(*) FROM model_texts t WHERE t.model_id = m.id AND t.part IN ({string.Join(", ", texts.Select(t => $"'{t}'"))}) AND TRIM(t.text) <> '')";
        return $"({string.Join(" OR ", Completeness.Items.Where(s_missing.ContainsKey).Select(i => s_missing[i]))} OR {written} < {texts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)})";
    }
}
