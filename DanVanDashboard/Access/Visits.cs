using System.Collections.Concurrent;
using DanVanDashboard.Data;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>What a person had seen when the visit before the present one ended.</summary>
/// <param name="Sequence">The last change that was on the screen, or could have been.</param>
/// <param name="At">When that was.</param>
internal sealed record PreviousVisit(long Sequence, DateTimeOffset At);

/// <summary>
/// Keeps what each person has seen, for "since your last visit". A visit is a sign-in, or a return after at least half an hour. No event
/// and no audit row comes of it; people who read by a token do not visit.
/// </summary>
internal sealed class Visits(Store store, Writer writer, CampaignCubes cubes, TimeProvider clock)
{
    /// <summary>An absence that ends a visit.</summary>
    public static readonly TimeSpan Absence = TimeSpan.FromMinutes(30);

    /// <summary>How often the mark moves on while a page is open.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _moved = new();

    /// <summary>
    /// Called when a page opens: begins a visit after an absence, or at a sign-in, and otherwise goes on with the present one. Gives the
    /// visit before it, the same for as long as the visit lasts; <see langword="null"/> if there was none.
    /// </summary>
    public async Task<PreviousVisit?> BeginVisitAsync(string userId, bool signIn = false, CancellationToken ct = default)
    {
        var (now, seen) = (clock.GetUtcNow(), cubes.Applied);
        if (!signIn && await ReadAsync(userId, ct) is { VisitBeganAt: not null, LastSeenAt: { } last } present && now.UtcDateTime - last < Absence)
        {
            await SeenAsync(userId, ct);
            return Previous(present);
        }

        _moved[userId] = now;
        var account = await writer.WriteAsync(
            async (w, cancel) =>
            {
                if (await w.Db.Accounts.AsTracking().FirstOrDefaultAsync(a => a.Id == userId, cancel) is not { } row)
                {
                    return null;
                }

                // Two pages that open at once begin one visit.
                if (signIn || row.VisitBeganAt is null || row.LastSeenAt is not { } before || now.UtcDateTime - before >= Absence)
                {
                    (row.PreviousSeenSequence, row.PreviousSeenAt, row.VisitBeganAt) = (row.LastSeenSequence, row.LastSeenAt, now.UtcDateTime);
                    (row.LastSeenSequence, row.LastSeenAt) = (Math.Max(seen, row.LastSeenSequence), now.UtcDateTime);
                }

                return row;
            },
            ct);
        return account is null ? null : Previous(account);
    }

    /// <summary>Called while a page is open, as often as it likes: the mark moves to the changes applied by now, at most once a minute.</summary>
    public async Task SeenAsync(string userId, CancellationToken ct = default)
    {
        var (now, seen) = (clock.GetUtcNow(), cubes.Applied);
        var due = false;
        _moved.AddOrUpdate(userId, _ => { due = true; return now; }, (_, last) => (due = now - last >= Step) ? now : last);
        if (due)
        {
            var at = now.UtcDateTime;
            await writer.WriteAsync(
                (w, cancel) => w.Db.Accounts.Where(a => a.Id == userId && (a.LastSeenAt == null || a.LastSeenAt < at) && a.LastSeenSequence <= seen)
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.LastSeenAt, at).SetProperty(a => a.LastSeenSequence, seen), cancel),
                ct);
        }
    }

    private async Task<AccountRow?> ReadAsync(string userId, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Accounts.FirstOrDefaultAsync(a => a.Id == userId, ct);
    }

    private static PreviousVisit? Previous(AccountRow account) =>
        account.PreviousSeenAt is { } at ? new(account.PreviousSeenSequence, new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc))) : null;
}
