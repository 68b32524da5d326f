namespace DanVanDashboard.Features.Inbox;

/// <summary>Words of the inbox.</summary>
public sealed class InboxText;
