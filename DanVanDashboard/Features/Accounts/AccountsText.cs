namespace DanVanDashboard.Features.Accounts;

/// <summary>Words of accounts and tokens.</summary>
public sealed class AccountsText;
