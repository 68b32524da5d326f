using DanVanDashboard.Data;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>What changes seldom and is needed everywhere: localities, bodies, campaigns. Immutable; replaced as a whole.</summary>
/// <param name="Places">Units and lineage.</param>
/// <param name="Bodies">Reporting bodies.</param>
/// <param name="Campaigns">Campaigns in the order in which they are offered.</param>
public sealed record Reference(Places Places, BodyTree Bodies, IReadOnlyList<Campaign> Campaigns)
{
    private readonly Dictionary<string, Campaign> _campaigns = Campaigns.ToDictionary(c => c.Id);

    /// <summary>The campaign, or <see langword="null"/>.</summary>
    public Campaign? Campaign(string? id) => id is not null && _campaigns.TryGetValue(id, out var campaign) ? campaign : null;

    /// <summary>Reads everything from the store.</summary>
    public static async Task<Reference> LoadAsync(Store store, CancellationToken ct)
    {
        await using var db = store.Read();
        var units = (await db.Units.ToListAsync(ct)).Select(PlaceRows.ToUnit);
        var lineage = (await db.Lineage.ToListAsync(ct)).Select(PlaceRows.ToLineage);
        var names = (await db.BodyNames.ToListAsync(ct)).ToLookup(n => n.BodyId);
        var lines = (await db.BodyLines.ToListAsync(ct)).ToLookup(l => l.BodyId);
        var bodies = (await db.Bodies.ToListAsync(ct)).Select(b => new Body(
            b.Id, b.UnitId, b.ProvinceId, b.Kind, b.Block, b.Order,
            names[b.Id].OrderBy(n => n.From).Select(n => new BodyName(n.Name, n.From, n.To)).ToList(),
            b.ValidFrom, b.ValidTo, lines[b.Id].Select(l => l.ParentId).Order(StringComparer.Ordinal).ToList()));
        var fields = (await db.CampaignFields.ToListAsync(ct)).ToLookup(f => f.CampaignId);
        var themes = (await db.CampaignThemes.ToListAsync(ct)).ToLookup(t => t.CampaignId);
        var campaigns = (await db.Campaigns.ToListAsync(ct)).OrderBy(c => c.Order).ThenBy(c => c.Id, StringComparer.Ordinal).Select(c => new Campaign(
            c.Id, c.NameVi, c.NameEn, c.Simulated, c.From, c.To, c.RootUnitId, c.Provenance,
            new(fields[c.Id].OrderBy(f => f.Order).Select(f => new CampaignField(f.Key, f.NameVi, f.NameEn, f.Standard) { Retired = f.Retired }).ToList()), c.ReviewMonth)
        {
            RegistrationMonth = c.RegistrationMonth, SignReports = c.SignReports, AppraisalFirst = c.AppraisalFirst, Closed = c.Closed,
            Themes = themes[c.Id].OrderBy(t => t.Order).Select(t => new CampaignTheme(t.Key, t.NameVi, t.NameEn, t.Retired, t.MergedInto)).ToList(),
        }).ToList();
        return new(Places.Create(units, lineage).Value, new(bodies), campaigns);
    }
}

/// <summary>Holds the current <see cref="Reference"/>; read once per operation, so that one answer rests on one state.</summary>
public sealed class ReferenceData(Store store)
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Reference? _current;

    /// <summary>The current state; there is none before the start has loaded it.</summary>
    public Reference Current => _current ?? throw new InvalidOperationException("The reference data are not loaded yet.");

    /// <summary>Whether it is loaded.</summary>
    public bool Ready => _current is not null;

    /// <summary>Reads it anew, after a change of units, bodies or campaigns.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        // One after the other: a slower, older reading must not replace a newer one.
        await _one.WaitAsync(ct);
        try
        {
            _current = await Reference.LoadAsync(store, ct);
        }
        finally
        {
            _one.Release();
        }
    }
}
