namespace DanVanDashboard.Ui;

/// <summary>Words of tables that are taken along.</summary>
public sealed class TableText;
