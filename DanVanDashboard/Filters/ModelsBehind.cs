namespace DanVanDashboard.Filters;

/// <summary>Addresses of the lists behind the numbers: every number opens the models or reports that it counts.</summary>
public static class ModelsBehind
{
    /// <summary>Models registered or carried over.</summary>
    public const string Registered = "registered";

    /// <summary>Models in progress at the period's end.</summary>
    public const string InProgress = "in_progress";

    /// <summary>Models recognised in the period.</summary>
    public const string Recognised = "recognised";

    /// <summary>Exemplars of the period.</summary>
    public const string Exemplar = "exemplar";

    /// <summary>Commended in the period.</summary>
    public const string Commended = "commended";

    /// <summary>Replicated in the period.</summary>
    public const string Replicated = "replicated";

    /// <summary>Models in progress without an update for two reporting periods ("chưa cập nhật 02 kỳ").</summary>
    public const string Stale = "stale";

    /// <summary>The models of a number.</summary>
    /// <param name="state">The filters that the number was asked with.</param>
    /// <param name="which">One of the names of this class.</param>
    /// <param name="level">Of the recognised only those whose highest level this is: commune, district, province.</param>
    /// <param name="stages">Only those at this stage, or in this group of stages, at the period's end.</param>
    public static string Models(ViewState state, string which, string? level = null, string? stages = null) =>
        state.OnlyFilters().Href("/mo-hinh", ("loc", which == Registered ? null : which), ("cap", level), ("trang-thai", stages));

    /// <summary>The reports of a period by their state.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="period">The reporting period, as it stands in addresses.</param>
    /// <param name="which">overdue, missing, late, returned, submitted, approved, not_registered; <see langword="null"/> for all.</param>
    public static string Reports(string? campaign, string? period, string? which = null) =>
        new ViewState { Campaign = campaign, Period = period }.Href("/tien-do", ("tinh-trang", which));
}
