using System.Collections;
using System.Globalization;
using System.Resources;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Documents;
using DanVanDashboard.Features.Figures;
using DanVanDashboard.Ui;

namespace DanVanDashboard.Tests.Ui;

public class VocabularyTextTests
{
    public static TheoryData<Type> Texts => [typeof(VocabularyText), typeof(FiguresText), typeof(DocumentsText)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_BothLanguages_HaveTheSameKeysAndPlaceholders(Type text)
    {
        var (vietnamese, english) = (Read(text, ""), Read(text, "en"));
        Assert.Equal(vietnamese.Keys.Order(), english.Keys.Order());
        Assert.All(vietnamese, p => Assert.Equal(Placeholders(p.Value), Placeholders(english[p.Key])));
        Assert.All(vietnamese.Values, v => Assert.DoesNotContain("chiến dịch", v, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Vocabulary_EveryWireName_HasWords()
    {
        string[] keys =
        [
            .. Keys<Subject>("subject"), .. Keys<OrganisationBlock>("block"), .. Keys<RecognitionLevel>("level"), .. Keys<AwardForm>("form"), .. Keys<Stage>("stage"),
            .. Keys<ModelEventKind>("event"), .. Keys<ReviewClass>("review"), .. Keys<PeriodKind>("period"), .. Keys<SourceKind>("source"),
            .. Keys<Exactness>("exactness"), .. Keys<TimeMeaning>("time"), .. Keys<Dated>("dated"), .. StandardFields.All.Select(f => "field." + f),
        ];
        Assert.Empty(keys.Except(Read(typeof(VocabularyText), "").Keys));
        Assert.Empty(FigureRule.Findings.Select(r => "rule." + r).Except(Read(typeof(FiguresText), "").Keys));
    }

    private static IEnumerable<string> Keys<T>(string prefix)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => $"{prefix}.{Wire.Name(v)}");

    private static string Placeholders(string text) => string.Join(' ', text.Split('{').Skip(1).Select(p => p[..1]).Order());

    private static Dictionary<string, string> Read(Type text, string language) =>
        new ResourceManager(text.FullName!, text.Assembly).GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!);
}
