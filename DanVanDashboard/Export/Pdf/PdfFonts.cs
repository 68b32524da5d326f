using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace DanVanDashboard.Export.Pdf;

/// <summary>The fonts of our PDF files. They are part of the program, so that a file looks the same whatever the machine has, and is read by who lacks them.</summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Family = "Be Vietnam Pro";
    private static readonly PdfFonts s_own = new();
    private static readonly Lock s_gate = new();
    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>A font in a size. Letters are written as Unicode, so that text is found and copied as it is read.</summary>
    public static XFont Of(double size, bool bold = false)
    {
        lock (s_gate)
        {
            // The library knows one resolver for the whole process.
            if (GlobalFontSettings.FontResolver is not PdfFonts)
            {
                GlobalFontSettings.FontResolver = s_own;
            }
        }

        return new(Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "BeVietnamPro-Bold" : "BeVietnamPro-Regular");

    public byte[] GetFont(string faceName)
    {
        lock (_files)
        {
            if (!_files.TryGetValue(faceName, out var file))
            {
                using var from = typeof(PdfFonts).Assembly.GetManifestResourceStream($"fonts/{faceName}.ttf") ?? throw new InvalidOperationException($"The font {faceName} is not in the program.");
                using var to = new MemoryStream();
                from.CopyTo(to);
                _files[faceName] = file = to.ToArray();
            }

            return file;
        }
    }
}
