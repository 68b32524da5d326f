using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Reporting;

/// <summary>What the rules must know beside the figures.</summary>
/// <param name="Metrics">What includes what.</param>
/// <param name="Fields">The campaign's taxonomy in order; parts by field are complete only when all of it is there.</param>
public sealed record FigureContext(MetricCatalogue Metrics, IReadOnlyList<string> Fields)
{
    /// <summary>The family of a source (<see cref="Source.Family"/>); a source not named here is its own.</summary>
    public IReadOnlyDictionary<string, string> Families { get; init; } = new Dictionary<string, string>();

    internal string FamilyOf(Observation o) => Families.GetValueOrDefault(o.SourceId, o.SourceId);

    /// <summary>All that must be equal for two numbers to answer one question, but for source, subject and field.</summary>
    internal FigureKey KeyOf(Observation o)
    {
        var metric = Metrics.Get(o.Metric);
        return new(
            o.Metric, o.UnitId, o.From, o.To, o.Time, o.RecognisedAt, o.TargetLevel, o.Theme, o.Block, Folded(o.Giver), o.Form, Folded(o.Scope),
            metric.OfBody ? Folded(o.BodyNamed) : null,
            // "Mô hình" and "điển hình" may count one thing; million and đồng are not one.
            metric.Kind == MetricKind.Count ? null : Folded(o.Measure));
    }

    /// <summary>The order in which parts are read: collective first, fields as in the taxonomy, then by id.</summary>
    internal IEnumerable<Observation> InOrder(IEnumerable<Observation> figures) =>
        figures.OrderBy(o => o.Subject).ThenBy(o => o.FieldKeys.Count == 0 ? -1 : o.FieldKeys.Min(PlaceOf)).ThenBy(o => o.Id, StringComparer.Ordinal);

    internal static string? Folded(string? text)
    {
        var letters = text is null ? "" : string.Concat(TextFold.Fold(text).Where(char.IsLetterOrDigit));
        // A measure can consist of a sign only ("%").
        return letters.Length > 0 ? letters : text?.Trim() is { Length: > 0 } sign ? sign : null;
    }

    private int PlaceOf(string field)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (string.Equals(Fields[i], field, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return Fields.Count;
    }
}

internal sealed record FigureKey(
    string Metric, string UnitId, PartialDate From, PartialDate To, TimeMeaning Time, RecognitionLevel? Level, RecognitionLevel? Target, string? Theme,
    OrganisationBlock? Block, string? Giver, AwardForm? Form, string? Scope, string? Body, string? Measure)
{
    /// <summary>The same but for metric, time and measure, and for the body, which only some metrics belong to.</summary>
    public FigureKey Place => this with { Metric = "", From = default, To = default, Time = default, Body = null, Measure = null };
}
