using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Presentation;

/// <summary>
/// Chốt số liệu: keeps every figure of a campaign as it stands, under a name. The same name again is the next version; nothing frozen is ever changed
/// or deleted.
/// </summary>
internal sealed class FreezeFigures(Writer writer, ReferenceData reference, CampaignCubes cubes, PackQueries figures)
{
    private static readonly CultureInfo[] s_languages = [CultureInfo.GetCultureInfo("vi"), CultureInfo.GetCultureInfo("en")];

    /// <summary>Freezes.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, FreezeRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var (name, note) = (TextFold.Clean(request.Name ?? string.Empty), request.Note is { } n ? TextFold.Clean(n, multiline: true) : null);
        var refusals = FreezeRules.ToFreeze(actor, name, note);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await writer.OnceAsync<SnapshotView>(
            key,
            async (w, cancel) =>
            {
                // Nothing else is committed while this transaction is open, so cube and lists are read from one state: the last commit.
                var sequence = await w.NextSequenceAsync(cancel);
                while (cubes.Applied < sequence - 1)
                {
                    await cubes.CatchUpAsync(cancel);
                }

                var gathered = await figures.GatherAsync(actor, request.Query, s_languages, cancel);
                if (!gathered.Ok)
                {
                    return gathered.Refusals.ToList();
                }

                var f = gathered.Value[0];
                ConfirmationRow? asked = null;
                if (!string.IsNullOrEmpty(request.ConfirmationId))
                {
                    asked = await w.Db.Confirmations.AsTracking().FirstOrDefaultAsync(c => c.Id == request.ConfirmationId && c.CampaignId == f.CampaignId, cancel);
                    if (asked is null)
                    {
                        return new Refusal("confirmation.not-found", "confirmationId") { Arguments = [request.ConfirmationId] };
                    }

                    asked.ClosedAt ??= w.Now;
                }

                var standing = asked is null ? null : await Standing.OfAsync(w.Db, asked, f, cancel);
                var (packed, hash) = FrozenFigures.Packed(s_languages.Zip(gathered.Value).ToDictionary(p => p.First.Name, p => p.Second));
                var nameKey = FreezeRules.KeyOf(name);
                var row = new SnapshotRow
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"C{sequence:000000}"), CampaignId = f.CampaignId, Name = name, NameKey = nameKey,
                    Version = (await w.Db.Snapshots.Where(s => s.CampaignId == f.CampaignId && s.NameKey == nameKey).MaxAsync(s => (int?)s.Version, cancel) ?? 0) + 1,
                    Query = JsonSerializer.Serialize(request.Query, FrozenFigures.Json), Sequence = sequence, FiguresSequence = f.Sequence, FrozenAt = w.Now, FrozenBy = actor.UserId,
                    Note = string.IsNullOrEmpty(note) ? null : note, ConfirmationId = asked?.Id, Asked = standing?.Asked ?? 0, Confirmed = standing?.Confirmed ?? 0, Objected = standing?.Objected ?? 0,
                    Figures = packed, Hash = hash,
                };
                w.Db.Snapshots.Add(row);
                var campaign = reference.Current.Campaign(f.CampaignId)!;
                w.Append(new() { Sequence = sequence, At = w.Now, On = LocalDay.Of(w.Now), Kind = "figures.frozen", CampaignId = campaign.Id, UnitId = campaign.RootUnitId, Period = request.Period });
                await w.AuditAsync(actor, "figures.frozen", row.Id, JsonSerializer.Serialize(new { campaign = campaign.Id, row.Name, row.Version, figures = row.FiguresSequence, row.Hash, row.Asked, row.Confirmed, row.Objected }, ApiAnswer.Options), cancel);
                return new SnapshotView(
                    row.Id, row.CampaignId, row.Name, row.Version, row.FrozenAt, actor.UserName, row.FiguresSequence, request.Period, request.Boundaries, row.Note, row.Asked, row.Confirmed, row.Objected, hash);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }
}
