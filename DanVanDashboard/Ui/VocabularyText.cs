namespace DanVanDashboard.Ui;

/// <summary>Words of the field.</summary>
public sealed class VocabularyText;
