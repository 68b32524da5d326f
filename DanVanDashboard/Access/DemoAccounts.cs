namespace DanVanDashboard.Access;

/// <summary>One account to try the software with.</summary>
/// <param name="UserName">Its user name; its role and body are in AccessText as <c>demo.USERNAME.role</c> and <c>.body</c>.</param>
internal sealed record DemoAccount(string UserName);

/// <summary>The accounts of a demonstration, in protocol order.</summary>
internal static class DemoAccounts
{
    public const string Password = "DanVan@2026";

    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("thuongtruc"),
        new("bandanvan"),
        new("hoidong"),
        new("hoinongdan"),
        new("xa-binhlu"),
        new("duyet-binhlu"),
        new("xa-khunha"),
        new("quantri"),
    ];
}

/// <summary>Whether the sign-in page offers the demonstration accounts.</summary>
internal sealed record DemoSignIn(bool Enabled)
{
    /// <summary>By <c>DanVan:Demo:Enabled</c>; on by default in Development only.</summary>
    public static DemoSignIn From(IConfiguration configuration, IHostEnvironment environment) =>
        new(configuration.GetValue("DanVan:Demo:Enabled", environment.IsDevelopment()));
}
