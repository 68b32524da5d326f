using DanVanDashboard.Data;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>The catalogue of what is counted: the built-in metrics and those that the board added. Immutable at any moment; replaced as a whole.</summary>
public sealed class MetricBook
{
    private readonly Store _store;
    private readonly MetricCatalogue _builtIn;
    private volatile MetricCatalogue _current;

    /// <summary>Begins with the built-in metrics.</summary>
    public MetricBook(Store store, MetricCatalogue builtIn) => (_store, _builtIn, _current) = (store, builtIn, builtIn);

    /// <summary>The catalogue as it stands.</summary>
    public MetricCatalogue Current => _current;

    /// <summary>Reads the added metrics anew: at start, and after one was added.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await using var db = _store.Read();
        var added = await db.Metrics.OrderBy(m => m.AddedAt).ThenBy(m => m.Key).ToListAsync(ct);
        _current = new([.. _builtIn.All, .. added.Where(m => !_builtIn.Has(m.Key)).Select(m => new Metric(m.Key, m.Kind, new(m.NameVi, m.NameEn))
        {
            Measure = m.MeasureVi is { } measure ? new(measure, m.MeasureEn ?? measure) : null,
        })]);
    }
}
