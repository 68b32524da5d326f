using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>Rows of fields and themes: those that a campaign begins with, and those it takes over from another.</summary>
internal static class TaxonomyRows
{
    private static readonly (string Key, string Vi, string En)[] s_fields =
    [
        (Domain.Campaigns.StandardFields.Economy, "Kinh tế", "Economy"),
        (Domain.Campaigns.StandardFields.CultureSociety, "Văn hóa - xã hội", "Culture and society"),
        (Domain.Campaigns.StandardFields.DefenceSecurity, "Quốc phòng - an ninh", "Defence and security"),
        (Domain.Campaigns.StandardFields.PoliticalSystem, "Xây dựng hệ thống chính trị", "Building the political system"),
    ];

    public static IEnumerable<CampaignFieldRow> StandardFields(string campaign) => s_fields.Select((f, i) => new CampaignFieldRow
    {
        CampaignId = campaign, Key = f.Key, NameVi = f.Vi, NameEn = f.En, Standard = f.Key, Order = i,
    });

    public static IEnumerable<CampaignThemeRow> StandardThemes(string campaign) => Domain.Campaigns.StandardThemes.All.Select((t, i) => new CampaignThemeRow
    {
        CampaignId = campaign, Key = t.Key, NameVi = t.NameVi, NameEn = t.NameEn, Order = i,
    });

    /// <summary>The fields that are on offer; retired ones stay behind.</summary>
    public static async Task<int> CopyFieldsAsync(WriteSession w, Actor by, CampaignRow from, CampaignRow to, CancellationToken ct)
    {
        var rows = await w.Db.CampaignFields.AsNoTracking().Where(f => f.CampaignId == from.Id && !f.Retired).OrderBy(f => f.Order).ToListAsync(ct);
        w.Db.CampaignFields.AddRange(rows.Select((f, i) => new CampaignFieldRow { CampaignId = to.Id, Key = f.Key, NameVi = f.NameVi, NameEn = f.NameEn, Standard = f.Standard, Order = i }));
        return rows.Count;
    }

    /// <summary>The themes that are on offer.</summary>
    public static async Task<int> CopyThemesAsync(WriteSession w, Actor by, CampaignRow from, CampaignRow to, CancellationToken ct)
    {
        var rows = await w.Db.CampaignThemes.AsNoTracking().Where(t => t.CampaignId == from.Id && !t.Retired && t.MergedInto == null).OrderBy(t => t.Order).ToListAsync(ct);
        w.Db.CampaignThemes.AddRange(rows.Select((t, i) => new CampaignThemeRow { CampaignId = to.Id, Key = t.Key, NameVi = t.NameVi, NameEn = t.NameEn, Order = i }));
        return rows.Count;
    }

    public static CampaignDetail Detail(CampaignRow c, IEnumerable<CampaignFieldRow> fields, IEnumerable<CampaignThemeRow> themes) => new(
        c.Id, c.NameVi, c.NameEn, c.From, c.To, c.RootUnitId, c.Provenance, c.Simulated, c.ReviewMonth, c.RegistrationMonth, c.SignReports, c.AppraisalFirst, c.Closed, c.Order, c.Version,
        [.. fields.OrderBy(f => f.Order).Select(f => new FieldDetail(f.Key, f.NameVi, f.NameEn, f.Standard, f.Retired))],
        [.. themes.OrderBy(t => t.Order).Select(t => new ThemeDetail(t.Key, t.NameVi, t.NameEn, t.Retired, t.MergedInto))], null);

    public static async Task<CampaignDetail> DetailAsync(DanVanDbContext db, CampaignRow c, CancellationToken ct) => Detail(
        c, await db.CampaignFields.Where(f => f.CampaignId == c.Id).ToListAsync(ct), await db.CampaignThemes.Where(t => t.CampaignId == c.Id).ToListAsync(ct));
}
