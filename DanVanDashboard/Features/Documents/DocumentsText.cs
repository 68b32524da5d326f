namespace DanVanDashboard.Features.Documents;

/// <summary>The words of the documents page.</summary>
internal sealed class DocumentsText;
