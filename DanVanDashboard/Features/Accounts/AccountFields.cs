namespace DanVanDashboard.Features.Accounts;

/// <summary>What is typed and chosen in the form of an account.</summary>
public sealed class AccountFields
{
#pragma warning disable CS1591 // One member per field.
    public string UserName { get; set; } = "";

    public string DisplayName { get; set; } = "";

    public string Email { get; set; } = "";

    public string Role { get; set; } = "";

    public string UnitId { get; set; } = "";

    public string BodyId { get; set; } = "";
#pragma warning restore CS1591

    /// <summary>The fields of an account as it is.</summary>
    public static AccountFields Of(AccountView account) => new()
    {
        UserName = account.UserName, DisplayName = account.DisplayName, Email = account.Email ?? "", Role = account.Role, UnitId = account.UnitId ?? "", BodyId = account.BodyId ?? "",
    };

    /// <summary>As the verbs take it.</summary>
    public AccountRequest ToRequest() => new() { UserName = UserName, DisplayName = DisplayName, Email = Email, Role = Role, UnitId = UnitId, BodyId = BodyId };
}
