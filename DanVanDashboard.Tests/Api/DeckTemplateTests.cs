using System.Globalization;
using System.IO.Compression;
using System.Net;
using DanVanDashboard.Tests.Support;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace DanVanDashboard.Tests.Api;

/// <summary>The province's template under the slides of a pack.</summary>
public sealed class DeckTemplateTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Export = "/api/v1/exports/pptx?campaign=" + Demo.Campaign + "&period=2026&boundaries=current";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Slides_OnATemplate_KeepItsMasterThemeAndLayoutsAndHoldTheSameNumbers(bool wide, bool dark)
    {
        var board = await api.AsAsync("bandanvan");
        var plain = Numbers(await FileAsync(board));
        var template = SlideTemplates.Make(wide, dark);
        var kept = await SendAsync(board, template);
        Assert.True(kept.Status == HttpStatusCode.OK, kept.Text);
        Assert.Equal((3, wide ? 960 : 720), (kept.Json.GetProperty("layouts").GetInt32(), kept.Json.GetProperty("width").GetInt32()));

        var made = await FileAsync(board);
        using (var deck = PresentationDocument.Open(new MemoryStream(made), false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(deck, Ct).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").Take(10));
            var main = deck.PresentationPart!;
            Assert.Equal(wide ? 960 * 12700 : 720 * 12700, main.Presentation.SlideSize!.Cx!.Value);
            Assert.All(main.SlideParts, s => Assert.Contains(s.SlideLayoutPart!.SlideMasterPart!, main.SlideMasterParts));
            Assert.Equal(["title", "titleOnly"], main.SlideParts.Select(s => s.SlideLayoutPart!.SlideLayout.GetAttribute("type", "").Value).Distinct().Order(StringComparer.Ordinal));

            // Whatever is on a slide stays on it.
            var size = main.Presentation.SlideSize;
            foreach (var box in main.SlideParts.SelectMany(s => s.Slide.Descendants<A.Transform2D>().Where(x => !x.Ancestors<DocumentFormat.OpenXml.Presentation.GroupShape>().Any())))
            {
                Assert.InRange(box.Offset!.X!.Value, 0, size.Cx!.Value);
                Assert.InRange(box.Offset.X.Value + box.Extents!.Cx!.Value, 0, size.Cx.Value + 12700);
                Assert.InRange(box.Offset.Y!.Value + box.Extents.Cy!.Value, 0, size.Cy!.Value + 12700);
            }

            var charts = main.SlideParts.SelectMany(s => s.ChartParts).ToList();
            Assert.All(charts, c => Assert.NotNull(c.EmbeddedPackagePart));
            Assert.All(charts, c => Assert.Equal("+mn-lt", c.ChartSpace.GetFirstChild<C.TextProperties>()!.Descendants<A.LatinFont>().First().Typeface));
            Assert.All(main.SlideParts, s => Assert.Contains("Dữ liệu mô phỏng", s.Slide.InnerText, StringComparison.Ordinal));
        }

        Assert.Equal(plain, Numbers(made));
        var (before, after) = (Entries(template), Entries(made));
        var same = before.Keys.Where(k => k.Contains("slideMaster", StringComparison.Ordinal) || k.Contains("slideLayout", StringComparison.Ordinal) || k.Contains("theme", StringComparison.Ordinal) || k.Contains("media", StringComparison.Ordinal)).ToList();
        Assert.True(same.Count >= 9, string.Join(' ', same));
        Assert.All(same, k => Assert.Equal(before[k], after.GetValueOrDefault(k)));
        Assert.Equal(2, after.Keys.Count(k => k is "[Content_Types].xml" or "_rels/.rels"));

        Assert.Equal(HttpStatusCode.OK, (await (await api.AsAsync("quantri")).PostAsync("/api/v1/deck-template/remove", new { })).Status);
        Assert.Equal(plain, Numbers(await FileAsync(board)));
        Assert.DoesNotContain(Entries(await FileAsync(board)).Keys, k => k.Contains("media", StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode.NotFound, "pack.not-found"), await CodeAsync(board, null));
    }

    [Theory]
    [InlineData("pack.template-missing")]
    [InlineData("pack.template-not-a-deck")]
    [InlineData("pack.template-macros")]
    [InlineData("pack.template-no-layouts")]
    [InlineData("pack.template-external")]
    public async Task Template_ThatIsNone_IsRefused(string code)
    {
        var file = code switch
        {
            "pack.template-missing" => [],
            "pack.template-not-a-deck" => Pictures.Office("word/document.xml"),
            "pack.template-macros" => SlideTemplates.Make(change: d => d.PresentationPart!.AddNewPart<VbaProjectPart>("rId77").FeedData(new MemoryStream([1, 2, 3]))),
            "pack.template-no-layouts" => SlideTemplates.Make(layouts: false),
            _ => SlideTemplates.Make(change: d => d.PresentationPart!.SlideMasterParts.First().AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("http://example.invalid/a.png"), "rId78")),
        };

        Assert.Equal((HttpStatusCode.BadRequest, code), await CodeAsync(await api.AsAsync("bandanvan"), file));
    }

    [Fact]
    public async Task Template_TooLargeOrDamaged_IsRefused()
    {
        var board = await api.AsAsync("bandanvan");
        var whole = SlideTemplates.Make();

        Assert.Equal((HttpStatusCode.BadRequest, "pack.template-too-large"), await CodeAsync(board, new byte[(20 * 1024 * 1024) + 1]));
        Assert.Equal((HttpStatusCode.BadRequest, "pack.template-not-a-deck"), await CodeAsync(board, whole[..(whole.Length / 2)]));
        Assert.Equal((HttpStatusCode.Forbidden, "pack.not-allowed"), await CodeAsync(await api.AsAsync("xa-binhlu"), whole));
    }

    private static async Task<byte[]> FileAsync(ApiClient client) => await client.Http.GetByteArrayAsync(Export, Ct);

    private static async Task<Answer> SendAsync(ApiClient client, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        using var answer = await client.Http.PostAsync("/api/v1/deck-template?fileName=mau.pptx", content, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<(HttpStatusCode, string?)> CodeAsync(ApiClient client, byte[]? file)
    {
        var answer = file is null ? await client.GetAsync("/api/v1/deck-template") : await SendAsync(client, file);
        return (answer.Status, answer.Code);
    }

    /// <summary>Every number that the charts of a deck show, in order.</summary>
    private static List<string> Numbers(byte[] file)
    {
        using var deck = PresentationDocument.Open(new MemoryStream(file), false);
        var slides = deck.PresentationPart!.Presentation.SlideIdList!.Elements<DocumentFormat.OpenXml.Presentation.SlideId>().Select(s => (SlidePart)deck.PresentationPart.GetPartById(s.RelationshipId!));
        return slides.SelectMany(s => s.ChartParts).SelectMany(c => c.ChartSpace.Descendants<C.NumericPoint>()).Select(p => p.NumericValue!.Text.ToString(CultureInfo.InvariantCulture)).ToList();
    }

    private static Dictionary<string, byte[]> Entries(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var from = e.Open();
            using var to = new MemoryStream();
            from.CopyTo(to);
            return to.ToArray();
        });
    }
}
