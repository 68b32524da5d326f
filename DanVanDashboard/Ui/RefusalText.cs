namespace DanVanDashboard.Ui;

/// <summary>Words for every refusal and problem, by its code.</summary>
public sealed class RefusalText;
