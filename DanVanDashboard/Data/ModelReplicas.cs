using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Data;

/// <summary>Writes what taking a model over brings about: a model of the taking unit's own.</summary>
internal static class ModelReplicas
{
    /// <summary>Every reason why a unit cannot take a model over on a day. Whoever takes a model over says so; the owner cannot enter it for another unit.</summary>
    public static IEnumerable<Refusal> Refusals(Actor by, Unit? unit, string? named, bool inCampaign, DateOnly on)
    {
        if (unit is null || !unit.ValidOn(on) || !inCampaign)
        {
            yield return new("model.unit-unknown", "unitId") { Arguments = [named ?? string.Empty] };
        }
        else if (!by.MayEnterFor(unit.Id, null, nonLocal: false))
        {
            yield return new("model.not-your-unit", "unitId");
        }
    }

    /// <summary>The taking unit's model: one of its own, pending there, with the link to its original.</summary>
    public static async Task<string> AddAsync(WriteSession w, Actor by, ModelRow original, IReadOnlyList<string> themes, Unit unit, Body? body, DateOnly on, CancellationToken ct)
    {
        var row = new ModelRow
        {
            Id = "m" + Guid.CreateVersion7().ToString("n"), CampaignId = original.CampaignId, UnitId = unit.Id, BodyId = body?.Id, NonLocal = false,
            Name = original.Name, NameFolded = original.NameFolded, NameSort = original.NameSort, Field = original.Field, Subject = original.Subject,
            Block = body?.Block ?? original.Block, Owner = body?.NameOn(on) ?? unit.FullNameAtStart, Address = unit.FullName, RegisteredOn = on,
            Visibility = original.Visibility, ReplicaOf = original.Id, EnteredBy = by.UserId, OnBehalf = by.ActsOnBehalf,
        };
        await ModelAppender.AddAsync(w, by, row, themes, [], null, ct);
        return row.Id;
    }
}
