namespace DanVanDashboard.Features.Audit;

/// <summary>Words of the audit log.</summary>
public sealed class AuditText;
