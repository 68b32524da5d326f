namespace DanVanDashboard.Features.Models;

/// <summary>Words of the pages of models.</summary>
public sealed class ModelsText;
