namespace DanVanDashboard.Access;

/// <summary>Names the resource with the words of the sign-in page.</summary>
internal sealed class AccessText;
