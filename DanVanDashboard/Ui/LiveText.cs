namespace DanVanDashboard.Ui;

/// <summary>Names the resource with the words of the live status.</summary>
internal sealed class LiveText;
