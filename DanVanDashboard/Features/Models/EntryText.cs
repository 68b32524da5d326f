namespace DanVanDashboard.Features.Models;

/// <summary>Words of registering a model, of its drafts, texts and results.</summary>
public sealed class EntryText;
