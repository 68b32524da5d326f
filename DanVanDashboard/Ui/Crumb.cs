namespace DanVanDashboard.Ui;

/// <summary>One step on the way to a page.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Href">Its address; <see langword="null"/> for the page itself.</param>
public sealed record Crumb(string Text, string? Href = null);
