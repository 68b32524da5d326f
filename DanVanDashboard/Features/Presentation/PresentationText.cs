namespace DanVanDashboard.Features.Presentation;

/// <summary>Words of frozen figures, decks and screens.</summary>
public sealed class PresentationText;
