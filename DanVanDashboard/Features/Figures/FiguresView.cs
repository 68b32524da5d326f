using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Figures;

/// <summary>A campaign or locality to choose.</summary>
public sealed record FiguresChoice(string Id, Bilingual Name);

/// <summary>What the campaign on the screen is and by what it is known.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="NowIn">The province that its place is part of today, where that is another than then.</param>
/// <param name="SourceKinds">Kinds of the sources of its figures and models.</param>
/// <param name="Undated">Whether a source bears no date.</param>
public sealed record FiguresHead(Campaign Campaign, string? NowIn, IReadOnlyList<SourceKind> SourceKinds, bool Undated)
{
    /// <summary>Stable id.</summary>
    public string Id => Campaign.Id;

    /// <summary>Its name.</summary>
    public Bilingual Name => new(Campaign.NameVi, Campaign.NameEn);
}

/// <summary>The figures of one metric, in the order of the source.</summary>
public sealed record FigureGroup(Metric Metric, IReadOnlyList<Observation> Figures);

/// <summary>A model that a source names; what it does not state is <see langword="null"/>.</summary>
public sealed record FigureModel(
    NamedModel Named, string? Owner, OrganisationBlock? Block, string? Theme, Subject? Subject, IReadOnlyList<string> ResultFigureIds);

/// <summary>One figure of a periodic report that was sent or approved.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Position">Its place in the report, from 0.</param>
/// <param name="UnitId">The unit that the report is filed under.</param>
/// <param name="Body">The body, by its name at the end of the period.</param>
/// <param name="Period">The period.</param>
/// <param name="Status">Submitted or approved.</param>
/// <param name="Metric">What is counted; a key that the catalogue does not know stands for itself.</param>
/// <param name="Field">Key of the campaign's field, or <see langword="null"/>.</param>
/// <param name="Subject">Collective or individual, or <see langword="null"/>.</param>
/// <param name="Value">The number.</param>
/// <param name="Exactness">How the body qualifies it.</param>
/// <param name="Comment">What the body says about it.</param>
public sealed record PeriodicFigure(
    string ReportId, int Position, string UnitId, string Body, PeriodKey Period, ReportStatus Status, Metric Metric, string? Field, Subject? Subject, decimal Value,
    Exactness Exactness, string? Comment);

/// <summary>Figures of periodic reports, the newest period first.</summary>
/// <param name="Total">How many there are; <paramref name="Figures"/> may be the first of them only.</param>
/// <param name="Figures">Those shown.</param>
public sealed record PeriodicFigures(int Total, IReadOnlyList<PeriodicFigure> Figures);

/// <summary>All that the page of reported figures shows of one campaign and unit.</summary>
/// <param name="Campaigns">Those that may be chosen.</param>
/// <param name="Campaign">The one shown.</param>
/// <param name="Units">Localities that may be chosen; the campaign's own comes first.</param>
/// <param name="UnitId">The one shown.</param>
/// <param name="Groups">Figures of the sources.</param>
/// <param name="ShowFindings">Whether what is to be checked is shown: to the board and the body concerned only.</param>
/// <param name="Findings">Without conflicts where they are not shown.</param>
/// <param name="Sources">Where the figures and models are written.</param>
/// <param name="Models">Models that the sources name.</param>
/// <param name="Periodic">Figures of periodic reports.</param>
/// <param name="Metrics">What is counted.</param>
public sealed record FiguresView(
    IReadOnlyList<FiguresChoice> Campaigns,
    FiguresHead Campaign,
    IReadOnlyList<FiguresChoice> Units,
    string UnitId,
    IReadOnlyList<FigureGroup> Groups,
    bool ShowFindings,
    Findings Findings,
    IReadOnlyList<Source> Sources,
    IReadOnlyList<FigureModel> Models,
    PeriodicFigures Periodic,
    MetricCatalogue Metrics)
{
    /// <summary>Where reports of the last periods differ from the registry; nothing for those who are not shown it.</summary>
    public IReadOnlyList<OpenDifference> Differences { get; init; } = [];

    /// <summary>All figures of the sources on the screen.</summary>
    public IEnumerable<Observation> Figures => Groups.SelectMany(g => g.Figures);
}
