using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>The audit log's chain: each row's hash covers its content and the hash of the row before it.</summary>
public static class AuditChain
{
    /// <summary>What the first row follows.</summary>
    public static readonly string Genesis = new('0', 64);

    /// <summary>SHA-256 over length-prefixed members, so that no two different rows read the same.</summary>
    public static string HashOf(AuditRow row)
    {
        var text = new StringBuilder();
        // Both databases keep microseconds; anything finer would not survive the way there and back.
        string[] members =
        [
            row.Number.ToString(CultureInfo.InvariantCulture),
            (row.At.Ticks / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
            row.ByUser, row.Action, row.Subject, row.Detail, row.PreviousHash,
        ];
        foreach (var member in members)
        {
            text.Append(member.Length).Append(':').Append(member);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The end of the chain in the store; <see langword="null"/> while it is empty.</summary>
    public static async Task<AuditHead?> HeadAsync(DanVanDbContext db, CancellationToken ct) =>
        await db.Audit.AsNoTracking().OrderByDescending(a => a.Number).FirstOrDefaultAsync(ct) is { } row ? new(row.Number, row.Hash, row.At) : null;

    /// <summary>The first row that breaks the chain, with the reason, or <see langword="null"/>.</summary>
    /// <param name="db">The store.</param>
    /// <param name="logged">What was written outside it, read before the store: a commit between the two is then no finding.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string?> FirstBreakAsync(DanVanDbContext db, LoggedHeads? logged, CancellationToken ct)
    {
        var (number, hash) = (0L, Genesis);
        var witnesses = new Queue<AuditHead>(logged?.Heads ?? []);
        await foreach (var row in db.Audit.AsNoTracking().OrderBy(a => a.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (row.Number != number + 1)
            {
                return $"audit row {number + 1} is missing";
            }

            if (row.PreviousHash != hash)
            {
                return $"audit row {row.Number} does not follow row {number}";
            }

            if (HashOf(row) != row.Hash)
            {
                return $"audit row {row.Number} was changed";
            }

            while (witnesses.TryPeek(out var witness) && witness.Number <= row.Number)
            {
                witnesses.Dequeue();
                if (witness.Number == row.Number && witness.Hash != row.Hash)
                {
                    return $"audit row {row.Number}, or one before it, was written anew: the head logged at {witness.At:yyyy-MM-dd HH:mm:ss} UTC has another hash";
                }
            }

            (number, hash) = (row.Number, row.Hash);
        }

        var counted = await db.Counters.Where(c => c.Name == "audit").Select(c => c.Value).FirstOrDefaultAsync(ct);
        if (counted != number)
        {
            return $"audit ends at row {number}, but {counted} were written";
        }

        return logged?.Last is { } last && last.Number > number ? Cut(number, last) : null;
    }

    /// <summary>In words: the store ends before a head that was logged outside it.</summary>
    internal static string Cut(long number, AuditHead last) =>
        $"audit row {number + 1} is missing: the store ends at row {number}, but row {last.Number} was logged outside it at {last.At:yyyy-MM-dd HH:mm:ss} UTC; if an older copy was put back, do it with the command restore";
}
