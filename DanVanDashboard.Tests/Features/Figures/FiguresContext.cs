using System.Globalization;
using Bunit;
using DanVanDashboard.Features.Documents;
using DanVanDashboard.Features.Figures;
using Microsoft.Extensions.DependencyInjection;

namespace DanVanDashboard.Tests.Features.Figures;

/// <summary>A renderer with the words and the built-in figures, in one language.</summary>
internal sealed class FiguresContext : BunitContext
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public FiguresContext(string language = "vi")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddFigures();
        Services.AddDocuments();
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    protected override void Dispose(bool disposing)
    {
        CultureInfo.CurrentUICulture = _before;
        base.Dispose(disposing);
    }
}
