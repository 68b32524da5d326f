namespace DanVanDashboard.Ui;

/// <summary>Words of notices: <c>notice.KIND</c>.</summary>
public sealed class NoticeText;
