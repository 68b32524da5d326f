using System.Text;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Figures;

/// <summary>Reads what was typed or stands in a file into a <see cref="FigureWish"/>; every fault at once.</summary>
internal static class FigureReader
{
    /// <summary>Longest title of a document.</summary>
    public const int TitleLimit = 500;

    /// <summary>The wish of a request; document and metric are looked at by <see cref="NewSource"/> and <see cref="NewMetric"/>.</summary>
    public static Result<FigureWish> Read(FigureRequest request, string metric, string? measure, Reference current)
    {
        var refusals = new List<Refusal>();
        if (current.Campaign(request.Campaign) is not { } campaign)
        {
            refusals.Add(new("model.campaign-unknown", "campaign") { Arguments = [request.Campaign ?? string.Empty] });
            return refusals;
        }

        if (current.Places.ById(request.UnitId) is null)
        {
            refusals.Add(new("model.unit-unknown", "unitId") { Arguments = [request.UnitId ?? string.Empty] });
        }

        var wish = new FigureWish
        {
            Campaign = campaign, UnitId = request.UnitId ?? string.Empty, Metric = metric, From = Date(request.From, "from"), To = Date(request.To, "to"),
            Dated = Named<Dated>(request.Dated, "dated"), Time = Named<TimeMeaning>(request.TimeMeaning, "timeMeaning") ?? TimeMeaning.Unstated,
            Subject = Named<Subject>(request.Subject, "subject"), Field = Line(request.Field), RecognisedAt = Named<RecognitionLevel>(request.RecognisedAt, "recognisedAt"),
            TargetLevel = Named<RecognitionLevel>(request.TargetLevel, "targetLevel"), Value = request.Value, Denominator = request.Denominator,
            Exactness = Named<Exactness>(request.Exactness, "exactness") ?? Exactness.Exact, Measure = Line(request.Measure) ?? measure ?? string.Empty, Theme = Line(request.Theme),
            Block = Named<OrganisationBlock>(request.Block, "block"), Giver = Line(request.Giver), Form = Named<AwardForm>(request.Form, "form"), Scope = Line(request.Scope),
            BodyNamed = Line(request.BodyNamed), Locator = Line(request.Locator) ?? string.Empty,
        };
        return refusals.Count > 0 ? refusals : wish;

        PartialDate Date(string? text, string field)
        {
            if (!PartialDate.TryParse(text, out var date))
            {
                refusals.Add(new("figure.date-unreadable", field) { Arguments = [text!] });
            }

            return date;
        }

        T? Named<T>(string? text, string field)
            where T : struct, Enum
        {
            if (Line(text) is not { } stated)
            {
                return null;
            }

            if (Wire.Parse<T>(stated) is { } value)
            {
                return value;
            }

            refusals.Add(new("request.value-unknown", field) { Arguments = [stated] });
            return null;
        }
    }

    /// <summary>A document to be added.</summary>
    public static Result<Source> NewSource(SourceRequest request)
    {
        var refusals = new List<Refusal>();
        var title = Line(request.Title);
        if (title is null)
        {
            refusals.Add(new("figure.source-title-missing", "newSource.title"));
        }

        foreach (var (text, field, limit) in new[] { (title, "title", TitleLimit), (Line(request.Place), "place", 300), (Line(request.Issuer), "issuer", 300), (Line(request.Note), "note", 1000) })
        {
            if (text?.Length > limit)
            {
                refusals.Add(new("model.text-too-long", "newSource." + field) { Arguments = [limit.ToString(System.Globalization.CultureInfo.InvariantCulture)] });
            }
        }

        SourceKind? kind = Line(request.Kind) is { } stated ? Wire.Parse<SourceKind>(stated.Replace(' ', '_')) : SourceKind.Other;
        if (kind is null)
        {
            refusals.Add(new("request.value-unknown", "newSource.kind") { Arguments = [request.Kind!] });
        }

        if (!PartialDate.TryParse(request.Date, out var date))
        {
            refusals.Add(new("figure.date-unreadable", "newSource.date") { Arguments = [request.Date!] });
        }

        return refusals.Count > 0
            ? refusals
            : new Source(
                "s" + Guid.CreateVersion7().ToString("n"), kind!.Value, title!, Line(request.Place), Line(request.Issuer), date, Line(request.Note) is { } note ? new(note, string.Empty) : null)
            { Reference = Line(request.Reference) };
    }

    /// <summary>A metric to be added; its key is made of its name.</summary>
    public static Result<Metric> NewMetric(MetricRequest request, MetricCatalogue catalogue)
    {
        if (Line(request.NameVi) is not { Length: <= 200 } name)
        {
            return new Refusal("figure.metric-name-missing", "newMetric.nameVi");
        }

        var kind = Line(request.Kind) is { } stated ? Wire.Parse<MetricKind>(stated) : MetricKind.Count;
        if (kind is null)
        {
            return new Refusal("request.value-unknown", "newMetric.kind") { Arguments = [request.Kind!] };
        }

        var key = Key(name);
        if (key.Length == 0)
        {
            return new Refusal("figure.metric-name-missing", "newMetric.nameVi");
        }

        if (catalogue.Has(key) || catalogue.All.Any(m => TextFold.Fold(m.Name.Vi) == TextFold.Fold(name)))
        {
            return new Refusal("figure.metric-exists", "newMetric.nameVi") { Arguments = [name] };
        }

        return new Metric(key, kind.Value, new(name, Line(request.NameEn) ?? name)) { Measure = Line(request.Measure) is { } measure ? new(measure, measure) : null };
    }

    /// <summary>One clean line, or <see langword="null"/> where nothing is said.</summary>
    public static string? Line(string? text) => text is not null && TextFold.Clean(text) is { Length: > 0 } clean ? clean : null;

    private static string Key(string name)
    {
        var key = new StringBuilder();
        foreach (var c in TextFold.Fold(name))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                key.Append(c);
            }
            else if (key.Length > 0 && key[^1] != '_')
            {
                key.Append('_');
            }
        }

        return key.ToString().TrimEnd('_') is { Length: > 60 } longKey ? longKey[..60] : key.ToString().TrimEnd('_');
    }
}
