namespace DanVanDashboard.Features.Recognition;

/// <summary>Words of recognition, commendation, replication and help.</summary>
public sealed class RecognitionText;
