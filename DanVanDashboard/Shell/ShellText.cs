namespace DanVanDashboard.Shell;

/// <summary>Names the resource with the words of the frame, the error pages and the connection strip.</summary>
internal sealed class ShellText;
