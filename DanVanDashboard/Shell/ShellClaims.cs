namespace DanVanDashboard.Shell;

/// <summary>Claims that the frame shows of the person who is signed in; both are optional.</summary>
internal static class ShellClaims
{
    /// <summary>Name to show, instead of the user name.</summary>
    public const string DisplayName = "dvk:name";

    /// <summary>Name of the body that the person works for.</summary>
    public const string Body = "dvk:body";
}
