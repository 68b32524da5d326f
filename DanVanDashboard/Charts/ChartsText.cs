namespace DanVanDashboard.Charts;

/// <summary>The general words of charts and maps (ChartsText.resx, ChartsText.en.resx).</summary>
public sealed class ChartsText;
