namespace DanVanDashboard.Features.Figures;

/// <summary>The words of reported figures.</summary>
internal sealed class FiguresText;
