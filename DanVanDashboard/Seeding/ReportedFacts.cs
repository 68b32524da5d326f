using System.Globalization;
using CsvHelper;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Seeding;

/// <summary>How a campaign that stands in the store only through its sources is introduced.</summary>
public enum Provenance
{
    /// <summary>Theo tham luận; văn bản không ghi ngày.</summary>
    Paper,

    /// <summary>Theo báo chí.</summary>
    Press,
}

/// <summary>A real campaign as its sources show it.</summary>
/// <param name="Id">Stable id, as in query strings.</param>
/// <param name="Name">Name on screen.</param>
/// <param name="Place">Where, as it was and is.</param>
/// <param name="From">First day, or nothing.</param>
/// <param name="To">Last day, or nothing.</param>
/// <param name="RootUnitId">The unit that it is the campaign of, as it was.</param>
/// <param name="Provenance">By what it is known.</param>
public sealed record CampaignFact(string Id, Bilingual Name, Bilingual Place, DateOnly? From, DateOnly? To, string RootUnitId, Provenance Provenance);

/// <summary>A model as a source names it. What the source does not state is <see langword="null"/> and stays so.</summary>
public sealed record ModelFact
{
    /// <summary>Stable id.</summary>
    public required string Id { get; init; }

    /// <summary>The campaign.</summary>
    public required string CampaignId { get; init; }

    /// <summary>Where it is named.</summary>
    public required string SourceId { get; init; }

    /// <summary>As the source writes it.</summary>
    public required string Name { get; init; }

    /// <summary>Chủ thể.</summary>
    public string? Owner { get; init; }

    /// <summary>Kind of owner in the facts' own words.</summary>
    public string? OwnerKind { get; init; }

    /// <summary>Khối, from the kind of owner.</summary>
    public OrganisationBlock? Block { get; init; }

    /// <summary>Address as stated.</summary>
    public string? Address { get; init; }

    /// <summary>Thôn, bản named in the address.</summary>
    public string? Village { get; init; }

    /// <summary>The commune of the address as it was then; otherwise the district or province that the source speaks of.</summary>
    public required string UnitId { get; init; }

    /// <summary>District as stated.</summary>
    public string? District { get; init; }

    /// <summary>Province as stated.</summary>
    public required string Province { get; init; }

    /// <summary>Lĩnh vực.</summary>
    public string? Field { get; init; }

    /// <summary>Chủ đề.</summary>
    public string? Theme { get; init; }

    /// <summary>Tập thể, cá nhân.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The latest time that the source covers.</summary>
    public required PartialDate KnownSince { get; init; }

    /// <summary>Figures that state its results.</summary>
    public required IReadOnlyList<string> ResultFigureIds { get; init; }

    /// <summary>What the rules compare.</summary>
    public NamedModel Named => new(Id, SourceId, Name, UnitId, Field, Address);
}

/// <summary>Whether a line of a document belongs to the year or to a body.</summary>
public enum DocumentLineKind
{
    /// <summary>Lịch của phong trào.</summary>
    Calendar,

    /// <summary>Trách nhiệm.</summary>
    Duty,
}

/// <summary>One rule of a document, summed up in our own words.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Order">Place in its list.</param>
/// <param name="Kind">Calendar or duty.</param>
/// <param name="Who">Key of those who are to act.</param>
/// <param name="From">First day of the year, as MM-dd; <see langword="null"/> for a duty.</param>
/// <param name="To">Last day of the year, as MM-dd.</param>
/// <param name="Locator">Section, as in §4.</param>
/// <param name="Text">The summary.</param>
public sealed record DocumentLine(
    string DocumentId, int Order, DocumentLineKind Kind, string Who, MonthDay? From, MonthDay? To, string Locator, Bilingual Text);

/// <summary>A day of every year.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>Place in a year of 365 days, from 0 to 364.</summary>
    public int Ordinal => new DateOnly(2023, Month, Day).DayOfYear - 1;
}

/// <summary>The built-in reported facts: what five real documents say, in the project's own form.</summary>
public sealed record ReportedFacts(
    IReadOnlyList<CampaignFact> Campaigns,
    IReadOnlyList<Source> Sources,
    MetricCatalogue Metrics,
    IReadOnlyList<Observation> Figures,
    IReadOnlyList<ModelFact> Models,
    IReadOnlyList<DocumentLine> DocumentLines)
{
    /// <summary>Reads the built-in files; a fault in them is a fault of the program.</summary>
    public static ReportedFacts Load() => new(
        Read("campaigns.csv", r => new CampaignFact(
            r.Text("id"), r.Both("name"), r.Both("place"), r.Day("from"), r.Day("to"), r.Text("root_unit"), r.Named<Provenance>("provenance"))),
        Read("sources.csv", r => new Source(
            r.Text("id"), r.Named<SourceKind>("kind"), r.Text("title"), r.Maybe("place"), r.Maybe("issuer"), PartialDate.Parse(r.Maybe("dated")), r.Both("note")) { Reference = r.Maybe("reference") }),
        new(Read("metrics.csv", r => new Metric(r.Text("key"), r.Named<MetricKind>("kind"), r.Both("name"))
        {
            Includes = r.List("includes"),
            Contains = r.List("contains"),
            Parts = r.List("parts"),
            PartsComplete = r.Maybe("parts_complete") == "yes",
            OfBody = r.Maybe("of_body") == "yes",
            Tile = r.MaybeNamed<TileKind>("tile"),
            Resource = r.Maybe("resource") == "yes",
            Measure = r.Maybe("measure_vi") is null ? null : r.Both("measure"),
        })),
        Read("figures.csv", r => new Observation
        {
            Id = r.Text("id"),
            CampaignId = r.Text("campaign"),
            SourceId = r.Text("source"),
            Metric = r.Text("metric"),
            UnitId = r.Text("unit"),
            From = PartialDate.Parse(r.Maybe("from")),
            To = PartialDate.Parse(r.Maybe("to")),
            Dated = r.Named<Dated>("dated"),
            Time = r.Named<TimeMeaning>("time"),
            Subject = r.MaybeNamed<Subject>("subject"),
            Field = r.Maybe("field"),
            RecognisedAt = r.MaybeNamed<RecognitionLevel>("level"),
            Value = r.Number("value") ?? throw new FormatException("A figure without a value."),
            Denominator = r.Number("of"),
            Exactness = r.Named<Exactness>("exactness"),
            Measure = r.Text("measure"),
            BodyNamed = r.Maybe("body"),
            Locator = r.Text("locator"),
        }),
        Read("models.csv", r => new ModelFact
        {
            Id = r.Text("id"),
            CampaignId = r.Text("campaign"),
            SourceId = r.Text("source"),
            Name = r.Text("name"),
            Owner = r.Maybe("owner"),
            OwnerKind = r.Maybe("owner_kind"),
            Block = r.MaybeNamed<OrganisationBlock>("block"),
            Address = r.Maybe("address"),
            Village = r.Maybe("village"),
            UnitId = r.Text("unit"),
            District = r.Maybe("district"),
            Province = r.Text("province"),
            Field = r.Maybe("field"),
            Theme = r.Maybe("theme"),
            Subject = r.MaybeNamed<Subject>("subject"),
            KnownSince = PartialDate.Parse(r.Maybe("known")),
            ResultFigureIds = r.List("results"),
        }),
        Read("documents.csv", r => new DocumentLine(
            r.Text("document"), int.Parse(r.Text("order"), CultureInfo.InvariantCulture), r.Named<DocumentLineKind>("kind"), r.Text("who"),
            r.MonthDay("from"), r.MonthDay("to"), r.Text("locator"), r.Both("text"))));

    private static List<T> Read<T>(string name, Func<Row, T> map)
    {
        using var file = new StreamReader(
            typeof(ReportedFacts).Assembly.GetManifestResourceStream($"facts/{name}") ?? throw new InvalidOperationException($"facts/{name} is not built in."));
        using var csv = new CsvReader(file, CultureInfo.InvariantCulture);
        var rows = new List<T>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            rows.Add(map(new Row(csv)));
        }

        return rows;
    }

    private readonly struct Row(CsvReader csv)
    {
        public string? Maybe(string column) => csv.GetField(column) is { Length: > 0 } text ? text : null;

        public string Text(string column) => Maybe(column) ?? throw new FormatException($"Line {csv.Parser.RawRow}: {column} is empty.");

        public Bilingual Both(string column) => new(Text(column + "_vi"), Text(column + "_en"));

        public string[] List(string column) => Maybe(column)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

        public T Named<T>(string column)
            where T : struct, Enum => Wire.Parse<T>(Text(column)) ?? throw new FormatException($"Line {csv.Parser.RawRow}: {column} '{Text(column)}'.");

        public T? MaybeNamed<T>(string column)
            where T : struct, Enum => Maybe(column) is null ? null : Named<T>(column);

        public decimal? Number(string column) => Maybe(column) is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

        public DateOnly? Day(string column) => Maybe(column) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

        public MonthDay? MonthDay(string column) => Maybe(column) is { } text
            ? new(int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(3), CultureInfo.InvariantCulture))
            : null;
    }
}
