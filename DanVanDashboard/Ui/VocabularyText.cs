namespace DanVanDashboard.Ui;

/// <summary>The words for the vocabulary of the campaign, by its names in files and the API: <c>field.economy</c>, <c>stage.pending</c> …</summary>
public sealed class VocabularyText;
