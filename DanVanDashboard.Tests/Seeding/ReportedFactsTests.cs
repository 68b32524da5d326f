using System.Globalization;
using System.Text;
using CsvHelper;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Seeding;

namespace DanVanDashboard.Tests.Seeding;

/// <summary>The built-in documents, figures and models; against the facts that they were taken from where those lie beside the repository.</summary>
public class ReportedFactsTests
{
    private static readonly ReportedFacts Facts = ReportedFacts.Load();

    [Fact]
    public void Load_BuiltInFiles_FitTogether()
    {
        Assert.Equal((4, 5, 51, 44), (Facts.Campaigns.Count, Facts.Sources.Count, Facts.Figures.Count, Facts.Models.Count));
        Assert.Equal(Facts.Figures.Count, Facts.Figures.Select(f => f.Id).Distinct().Count());
        Assert.All(Facts.Figures, f => Assert.True(Facts.Metrics.Has(f.Metric)));
        Assert.All(Facts.Figures, f => Assert.Contains(Facts.Sources, s => s.Id == f.SourceId));
        Assert.All(Facts.Figures, f => Assert.Equal(Facts.Campaigns.Single(c => c.Id == f.CampaignId).RootUnitId, f.UnitId));
        Assert.All(Facts.Figures.Where(f => f.Field is not null), f => Assert.Contains(f.Field, StandardFields.All));
        Assert.All(Facts.Models.SelectMany(m => m.ResultFigureIds), id => Assert.Contains(Facts.Figures, f => f.Id == id));
        Assert.All(Facts.Figures, f => Assert.True(f.Locator.IsNormalized(NormalizationForm.FormC)));
    }

    [Fact]
    public void Load_Models_StandInUnitsOfTheirTime()
    {
        var places = PlaceFacts.Load().ToPlaces();
        foreach (var model in Facts.Models)
        {
            var unit = places[model.UnitId];
            Assert.True(unit.ValidOn(new(2023, 12, 31)));
            Assert.Equal(model.Address is not null, model.Address?.EndsWith(unit.FullName, StringComparison.Ordinal) ?? false);
            var root = Facts.Campaigns.Single(c => c.Id == model.CampaignId).RootUnitId;
            Assert.True(unit.Id == root || places.Under(root, new(2023, 12, 31)).Any(u => u.Id == unit.Id));
        }

        Assert.Equal(new DateOnly(2024, 12, 1), places[Facts.Models.Single(m => m.Id == "M043").UnitId].ValidTo);
    }

    [Fact]
    public void Load_Directive_IsADocumentOfNoPlace()
    {
        var directive = Facts.Sources.Single(s => s.Kind == SourceKind.Directive);
        Assert.Null(directive.Place);
        Assert.Equal("2014-03", directive.DateAsStated.ToString());
        Assert.DoesNotContain(Facts.Figures, f => f.SourceId == directive.Id);
        Assert.All(Facts.DocumentLines, l => Assert.Equal(directive.Id, l.DocumentId));
        Assert.Contains(Facts.DocumentLines, l => l is { Kind: DocumentLineKind.Calendar, From: { Month: 10, Day: 15 }, Locator: "§6" });
        Assert.All(Facts.DocumentLines, l => Assert.Equal(l.Kind == DocumentLineKind.Calendar, l.From is not null && l.To is not null));
    }

    [Fact]
    public void Load_Figures_AreThoseOfTheFacts()
    {
        var given = Given("figures.csv");
        var sources = Given("sources.csv").ToDictionary(s => s["file"], s => s["id"]);
        Assert.Equal(given.Select(g => g["id"]), Facts.Figures.Select(f => f.Id));
        foreach (var (g, f) in given.Zip(Facts.Figures))
        {
            Assert.Equal(
                (sources[g["source"]], g["metric"], g["period_from"], g["period_to"], g["dated"].Replace(' ', '_'), g["time_meaning"], g["subject"], g["field"], g["recognised_at"]),
                (f.SourceId, f.Metric, f.From.ToString(), f.To.ToString(), Wire.Name(f.Dated), Wire.Name(f.Time), Name(f.Subject), f.Field ?? "", Name(f.RecognisedAt)));
            Assert.Equal(
                (g["value"], g["denominator"], g["exactness"], g["measure"], g["body_named"], g["locator"]),
                (Text(f.Value), Text(f.Denominator), Wire.Name(f.Exactness), f.Measure, f.BodyNamed ?? "", f.Locator));
        }
    }

    [Fact]
    public void Load_SourcesAndModels_AreThoseOfTheFacts()
    {
        var sources = Given("sources.csv");
        Assert.Equal(
            sources.Select(g => (g["id"], g["kind"].Replace(' ', '_'), g["title"], g["place"], g["issuer"], g["date_as_stated"])),
            Facts.Sources.Select(s => (s.Id, Wire.Name(s.Kind), s.Title, s.Place ?? "", s.Issuer ?? "", s.DateAsStated.ToString())));
        var byFile = sources.ToDictionary(s => s["file"], s => s["id"]);
        Assert.Equal(
            Given("models.csv").Select(g => (g["id"], byFile[g["source"]], g["name"], g["owner"], g["owner_kind"], g["address"], g["district"])),
            Facts.Models.Select(m => (m.Id, m.SourceId, m.Name, m.Owner ?? "", m.OwnerKind ?? "", m.Address ?? "", m.District ?? "")));
        Assert.Equal(
            Given("models.csv").Select(g => (g["province"], g["field"], g["theme"], g["subject"], g["known_since"], g["result"])),
            Facts.Models.Select(m => (m.Province, m.Field ?? "", m.Theme ?? "", Name(m.Subject), m.KnownSince.ToString(), string.Join(", ", m.ResultFigureIds))));
    }

    private static string Name<T>(T? value)
        where T : struct, Enum => value is { } v ? Wire.Name(v) : "";

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static List<Dictionary<string, string>> Given(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DanVanDashboard.sln")))
        {
            folder = folder.Parent;
        }

        var path = Path.Combine(folder?.Parent?.FullName ?? "", "shared", "facts", name);
        Assert.SkipUnless(File.Exists(path), "The facts do not lie beside the repository.");
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        return [.. csv.GetRecords<dynamic>().Select(r => ((IDictionary<string, object>)r).ToDictionary(p => p.Key, p => (string)p.Value))];
    }
}
