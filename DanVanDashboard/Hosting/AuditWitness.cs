using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Hosting;

/// <summary>At start: the end of the audit chain in the store against the log outside it. The whole chain is proved by <c>verify</c>.</summary>
internal sealed class AuditWitness(Store store, Writer writer, AuditHeadLog heads, ILogger<AuditWitness> log)
{
    /// <summary>Says loudly what does not agree, appends what a kill left out, and writes a restore into the audit log itself.</summary>
    public async Task CompareAsync(CancellationToken ct)
    {
        var logged = heads.Read();
        AuditHead? head;
        string? hash = null;
        await using (var db = store.Read())
        {
            head = await AuditChain.HeadAsync(db, ct);
            if (logged.Last is { } known)
            {
                hash = await db.Audit.Where(a => a.Number == known.Number).Select(a => a.Hash).FirstOrDefaultAsync(ct);
            }
        }

        if (logged.Last is not { } last)
        {
            if (head is not null)
            {
                log.LogWarning("There is no log of audit heads at {File}; it begins now, at row {Number}", heads.File, head.Number);
                heads.Audited(head);
            }

            return;
        }

        if (last.Number > (head?.Number ?? 0))
        {
            log.LogCritical("AUDIT LOG: {Finding}", AuditChain.Cut(head?.Number ?? 0, last));
        }
        else if (last.Number > 0 && hash != last.Hash)
        {
            log.LogCritical("AUDIT LOG: row {Number} is not the one that was logged outside the store at {At:u}; run verify for the first bad row", last.Number, last.At);
        }
        else if (logged.Restored is { } restored)
        {
            var detail = JsonSerializer.Serialize(new { endsAt = restored.Number, restoredAt = restored.At }, ApiAnswer.Options);
            await writer.WriteAsync(async (w, cancel) => { await w.AuditAsync(Actor.System, "store.restored", "store", detail, cancel); return true; }, ct);
        }
        else if (head is not null && head.Number > last.Number)
        {
            heads.Audited(head);
        }
    }
}
