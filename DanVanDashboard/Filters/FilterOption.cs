namespace DanVanDashboard.Filters;

/// <summary>One choice of a filter.</summary>
public sealed record FilterChoice(string Value, string Text, string? Group = null);

/// <summary>One filter of the row.</summary>
/// <param name="Name">Its name in the query string.</param>
/// <param name="TestId">Its name for tests.</param>
/// <param name="Label">The word before the choice.</param>
/// <param name="Value">What is chosen.</param>
/// <param name="Choices">What can be chosen.</param>
/// <param name="With">The state after another choice.</param>
public sealed record FilterOption(
    string Name, string TestId, string Label, string Value, IReadOnlyList<FilterChoice> Choices, Func<ViewState, string?, ViewState> With);
