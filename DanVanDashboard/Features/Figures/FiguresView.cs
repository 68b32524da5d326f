using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Figures;

/// <summary>A campaign or locality to choose.</summary>
public sealed record FiguresChoice(string Id, Bilingual Name);

/// <summary>What the campaign on the screen is and by what it is known.</summary>
/// <param name="From">First day, or nothing.</param>
/// <param name="To">Last day, or nothing.</param>
/// <param name="SourceKinds">Kinds of the sources of its figures and models.</param>
/// <param name="Undated">Whether a source bears no date.</param>
public sealed record FiguresHead(
    string Id, Bilingual Name, Bilingual Place, DateOnly? From, DateOnly? To, IReadOnlyList<SourceKind> SourceKinds, bool Undated);

/// <summary>The figures of one metric, in the order of the source.</summary>
public sealed record FigureGroup(Metric Metric, IReadOnlyList<Observation> Figures);

/// <summary>A model that a source names; what it does not state is <see langword="null"/>.</summary>
public sealed record FigureModel(
    NamedModel Named, string? Owner, OrganisationBlock? Block, string? Theme, Subject? Subject, IReadOnlyList<string> ResultFigureIds);

/// <summary>All that the page of reported figures shows of one campaign and unit.</summary>
/// <param name="ShowFindings">Whether what is to be checked is shown: to the board and the body concerned only.</param>
/// <param name="Findings">Without conflicts where they are not shown.</param>
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
    MetricCatalogue Metrics)
{
    /// <summary>All figures on the screen.</summary>
    public IEnumerable<Observation> Figures => Groups.SelectMany(g => g.Figures);
}
