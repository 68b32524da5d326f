namespace DanVanDashboard.Files;

/// <summary>Words of lists of files and of the form that adds one.</summary>
public sealed class FilesText;
