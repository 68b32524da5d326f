using DanVanDashboard.Export.Documents;
using DanVanDashboard.Export.Pdf;

namespace DanVanDashboard.Features.Pack.Sheets;

/// <summary>A part of a short sheet.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Lines">Its paragraphs.</param>
internal sealed record SheetPart(string Heading, IReadOnlyList<string> Lines)
{
    /// <summary>Heads of a table below the paragraphs, each with its share of the width; empty for none.</summary>
    public IReadOnlyList<(string Title, double Share, bool Number)> Columns { get; init; } = [];

    /// <summary>Its rows.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];
}

/// <summary>A sheet of a page, for Word or to be printed. Vietnamese, as papers of this kind are.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Under">Under the title.</param>
/// <param name="Mark">A mark on every page that must not be missed.</param>
/// <param name="Stamp">Of which moment it is.</param>
/// <param name="Made">When.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record ShortSheet(string Title, string Under, string? Mark, string Stamp, DateTimeOffset Made, IReadOnlyList<SheetPart> Parts)
{
    /// <summary>Writes it for Word.</summary>
    public void WriteWord(Stream stream)
    {
        using var paper = new Paper(stream, Title);
        paper.Text(Title, PaperLook.CentreBold with { Size = 16, After = 2 });
        paper.Text(Under, PaperLook.Centre with { Size = 12, Italic = true, After = 6 });
        foreach (var part in Parts)
        {
            paper.Text(part.Heading, new() { Bold = true, Indent = false, Size = 13, After = 2, KeepNext = true, Align = "left" });
            foreach (var line in part.Lines)
            {
                paper.Text(line, new() { Size = 12, Indent = false, After = 3 });
            }

            if (part.Rows.Count > 0)
            {
                paper.Table(null, string.Empty, [.. part.Columns.Select(c => new PaperColumn(c.Title, c.Share, c.Number ? "right" : "left"))], part.Rows);
            }
        }

        paper.Complete(Made, Mark, Stamp);
    }

    /// <summary>Writes it to be printed.</summary>
    public void WritePdf(Stream stream)
    {
        using var pdf = new PdfPaper(Title, Stamp, Mark, upright: true);
        pdf.Heading(Title, 17);
        pdf.Text(Under, 10, colour: "5A6B78");
        foreach (var part in Parts)
        {
            pdf.Heading(part.Heading, 11.5, room: 50);
            foreach (var line in part.Lines)
            {
                pdf.Text(line, 10);
            }

            if (part.Rows.Count > 0)
            {
                pdf.Table([.. part.Columns.Select(c => new PdfColumn(c.Title, c.Share, c.Number))], part.Rows, size: 8.5);
            }
        }

        pdf.Save(stream, static (number, count) => $"Trang {number}/{count}");
    }

    /// <summary>The beginning of a long text, up to the end of a sentence where there is one.</summary>
    public static string Short(string text, int most)
    {
        var plain = text.ReplaceLineEndings(" ").Trim();
        if (plain.Length <= most)
        {
            return plain;
        }

        var end = plain.LastIndexOf(". ", most - 1, most / 2, StringComparison.Ordinal);
        return end > 0 ? plain[..(end + 1)] : string.Concat(plain.AsSpan(0, plain.LastIndexOf(' ', most - 2) is > 0 and var space ? space : most - 1), "…");
    }
}
