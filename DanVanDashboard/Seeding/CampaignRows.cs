using DanVanDashboard.Data;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;

namespace DanVanDashboard.Seeding;

/// <summary>Rows of campaigns and bodies.</summary>
internal static class CampaignRows
{
    public static void Add(WriteSession w, Campaign c, int order, int? seed, DateOnly? anchor)
    {
        w.Db.Campaigns.Add(new()
        {
            Id = c.Id, NameVi = c.NameVi, NameEn = c.NameEn, Simulated = c.Simulated, From = c.From, To = c.To, RootUnitId = c.RootUnitId, Provenance = c.Provenance,
            ReviewMonth = c.ReviewMonth, RegistrationMonth = c.RegistrationMonth, Order = order, Seed = seed, AnchorDate = anchor,
        });
        w.Db.CampaignFields.AddRange(c.Fields.Fields.Select((f, i) => new CampaignFieldRow
        {
            CampaignId = c.Id, Key = f.Key, NameVi = f.NameVi, NameEn = f.NameEn, Standard = f.Standard, Order = i,
        }));
    }

    public static void Add(WriteSession w, Body b)
    {
        w.Db.Bodies.Add(new()
        {
            Id = b.Id, UnitId = b.UnitId, ProvinceId = b.ProvinceId, Kind = b.Kind, Block = b.Block, Order = b.Order, ValidFrom = b.ValidFrom, ValidTo = b.ValidTo,
        });
        w.Db.BodyNames.AddRange(b.Names.Select(n => new BodyNameRow { BodyId = b.Id, From = n.From, To = n.To, Name = n.Name }));
        w.Db.BodyLines.AddRange(b.ParentIds.Select(p => new BodyLineRow { BodyId = b.Id, ParentId = p }));
    }
}
