namespace DanVanDashboard.Domain.Reporting;

/// <summary>Loại nguồn. A paper or the press is never shown as an official report.</summary>
public enum SourceKind
{
    /// <summary>Tham luận.</summary>
    ConferencePaper,

    /// <summary>Báo chí.</summary>
    Press,

    /// <summary>Chỉ thị.</summary>
    Directive,

    /// <summary>Kế hoạch.</summary>
    Plan,

    /// <summary>Hướng dẫn.</summary>
    Guidance,

    /// <summary>Quyết định.</summary>
    Decision,

    /// <summary>Báo cáo.</summary>
    Report,

    /// <summary>Nguồn khác.</summary>
    Other,
}

/// <summary>A word or sentence of data in the two languages of the interface.</summary>
/// <param name="Vi">Tiếng Việt.</param>
/// <param name="En">English.</param>
public sealed record Bilingual(string Vi, string En)
{
    /// <summary>In English for the language code <c>en</c>, otherwise in Vietnamese.</summary>
    public string In(string language) => string.Equals(language, "en", StringComparison.OrdinalIgnoreCase) && En.Length > 0 ? En : Vi;
}

/// <summary>Nguồn số liệu, văn bản.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">What sort of text it is.</param>
/// <param name="Title">Its title as it stands.</param>
/// <param name="Place">The place it speaks of, in its words; <see langword="null"/> where it names none.</param>
/// <param name="Issuer">Who issued or published it, where it says so.</param>
/// <param name="DateAsStated">Its date as far as it is stated.</param>
/// <param name="Note">What a reader of its figures must know.</param>
public sealed record Source(string Id, SourceKind Kind, string Title, string? Place, string? Issuer, PartialDate DateAsStated, Bilingual? Note)
{
    /// <summary>Documents that are one text in several parts (a report and its annexes) share a family; their figures are compared as one source's.</summary>
    public string Family { get; init; } = Id;

    /// <summary>What tables of figures call it: a file name, a number of a document; <see langword="null"/> where none is known.</summary>
    public string? Reference { get; init; }
}
