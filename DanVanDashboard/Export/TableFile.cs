namespace DanVanDashboard.Export;

/// <summary>A table with heads.</summary>
/// <param name="Name">Name of its sheet.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">All its rows.</param>
public sealed record TableSheet(string Name, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>What a page shows, as tables to take along: with all rows, where it is from and how it was narrowed down.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Simulated">Whether its figures are made up.</param>
/// <param name="About">Campaign, filters, source: label and value.</param>
/// <param name="Sheets">Its tables; a file of CSV takes the first.</param>
public sealed record TableFile(string Title, bool Simulated, IReadOnlyList<(string Label, string Value)> About, IReadOnlyList<TableSheet> Sheets);
