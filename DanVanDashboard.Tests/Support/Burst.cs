using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Tests.Support;

/// <summary>Thousands of events at once, as an import commits them.</summary>
internal static class Burst
{
    /// <summary>Commits <paramref name="models"/> models of today, each registered and accepted, in so many transactions that are queued at once.</summary>
    public static async Task CommitAsync(DanVanHost host, string name, int models, int transactions)
    {
        var (writer, reference) = (host.Get<Writer>(), host.Get<ReferenceData>().Current);
        var today = DateOnly.FromDateTime(host.Clock.Now.UtcDateTime);
        var communes = reference.Places.Under(Demo.LaiChau, today, UnitLevel.Commune);
        var all = Enumerable.Range(0, models).Select(i =>
        {
            var unit = communes[i % communes.Count];
            var words = string.Create(CultureInfo.InvariantCulture, $"{name} số {i}");
            var row = new ModelRow
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{name}-{i:00000}"), CampaignId = Demo.Campaign, UnitId = unit.Id, BodyId = reference.Bodies.PartyCommitteeOf(unit.Id)!.Id,
                Name = words, NameFolded = TextFold.Fold(words), NameSort = TextFold.SortKey(words), Field = StandardFields.All[i % StandardFields.All.Count], Subject = Subject.Collective,
                Block = OrganisationBlock.PartyCommittee, Owner = "Chủ thể thử", Address = unit.FullName, RegisteredOn = today, TargetLevel = RecognitionLevel.Commune,
                Visibility = Visibility.Public, EnteredBy = "import", CreatedAt = host.Clock.Now.UtcDateTime,
            };
            return row;
        }).ToList();
        await Task.WhenAll(all.Chunk((models + transactions - 1) / transactions).Select(part => writer.WriteAsync((w, ct) => AddAsync(w, part, today, ct), TestContext.Current.CancellationToken)));
    }

    private static async Task<bool> AddAsync(WriteSession w, ModelRow[] rows, DateOnly today, CancellationToken ct)
    {
        // Looking for changes at every added row would take longer than all the rest; it is done once, at the end.
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        w.Db.Models.AddRange(rows);
        foreach (var row in rows)
        {
            foreach (var kind in new[] { ModelEventKind.Register, ModelEventKind.Accept })
            {
                var sequence = row.Version = await w.NextSequenceAsync(ct);
                var e = new ModelEventRow
                {
                    Id = ModelAppender.EventId(sequence), Sequence = sequence, ModelId = row.Id, CampaignId = row.CampaignId, Kind = kind, On = today, ByUser = "import",
                };
                ModelAppender.Append(w, row, e, w.Now, kind == ModelEventKind.Register ? ModelAppender.FactsOf(row, []) : null);
            }
        }

        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        return true;
    }
}
