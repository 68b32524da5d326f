using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>A change that was committed, as the read side needs it.</summary>
/// <param name="Event">The row of the outbox.</param>
/// <param name="Model">The facts of a model that is new, otherwise <see langword="null"/>.</param>
/// <param name="ModelEvent">The event of a model, otherwise <see langword="null"/>.</param>
public sealed record CommittedChange(EventRow Event, ModelFacts? Model, ModelEvent? ModelEvent)
{
    /// <summary>An honour without a model that was recorded or taken back, otherwise <see langword="null"/>.</summary>
    public CommittedHonour? Honour { get; init; }
}

/// <summary>One transaction of the <see cref="Writer"/>: rows, their outbox events and audit rows commit together or not at all.</summary>
public sealed class WriteSession(DanVanDbContext db, DateTime now)
{
    private const string SequenceCounter = "sequence";
    private const string AuditCounter = "audit";
    private readonly List<CommittedChange> _changes = [];
    private CounterRow? _sequence;
    private CounterRow? _audit;
    private string? _lastHash;

    /// <summary>The context of the transaction; saved by the writer.</summary>
    public DanVanDbContext Db { get; } = db;

    /// <summary>The moment of the transaction, UTC.</summary>
    public DateTime Now { get; } = now;

    /// <summary>What the read side learns after the commit.</summary>
    public IReadOnlyList<CommittedChange> Changes => _changes;

    /// <summary>People for whom a notice was written; their open pages learn of it after the commit.</summary>
    public ISet<string> Told { get; } = new HashSet<string>();

    /// <summary>The next number of the gapless sequence, taken from the counter row inside this transaction.</summary>
    public async ValueTask<long> NextSequenceAsync(CancellationToken ct) => ++(_sequence ??= await CounterAsync(SequenceCounter, ct)).Value;

    /// <summary>Adds an outbox event; its sequence is already set.</summary>
    public void Append(EventRow row, ModelFacts? model = null, ModelEvent? modelEvent = null)
    {
        Db.Events.Add(row);
        _changes.Add(new(row, model, modelEvent));
    }

    /// <summary>Adds the outbox event of an honour; its sequence is already set.</summary>
    public void Append(EventRow row, CommittedHonour honour)
    {
        Db.Events.Add(row);
        _changes.Add(new(row, null, null) { Honour = honour });
    }

    /// <summary>Adds a row to the hash chain of the audit log.</summary>
    /// <param name="by">Who did it.</param>
    /// <param name="action">Stable verb, e.g. <c>model.register</c>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="detail">The change in JSON; no personal data.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AuditAsync(Actor by, string action, string subject, string detail, CancellationToken ct)
    {
        _audit ??= await CounterAsync(AuditCounter, ct);
        _lastHash ??= await Db.Audit.OrderByDescending(a => a.Number).Select(a => a.Hash).FirstOrDefaultAsync(ct) ?? AuditChain.Genesis;
        var row = new AuditRow
        {
            Number = ++_audit.Value, At = Now, ByUser = by.UserId, Action = action, Subject = subject, Detail = detail, PreviousHash = _lastHash, Hash = string.Empty,
        };
        row.Hash = _lastHash = AuditChain.HashOf(row);
        Db.Audit.Add(row);
    }

    private async Task<CounterRow> CounterAsync(string name, CancellationToken ct)
    {
        var counters = Db.Database.IsNpgsql()
            ? Db.Counters.FromSqlRaw("SELECT * FROM counters WHERE name = {0} FOR UPDATE", name)
            : Db.Counters.Where(c => c.Name == name);
        if (await counters.AsTracking().FirstOrDefaultAsync(ct) is { } row)
        {
            return row;
        }

        row = new() { Name = name, Value = 0 };
        Db.Counters.Add(row);
        return row;
    }
}

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

    /// <summary>The first row that breaks the chain, with the reason, or <see langword="null"/>.</summary>
    public static async Task<string?> FirstBreakAsync(DanVanDbContext db, CancellationToken ct)
    {
        var (number, hash) = (0L, Genesis);
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

            (number, hash) = (row.Number, row.Hash);
        }

        var counted = await db.Counters.Where(c => c.Name == "audit").Select(c => c.Value).FirstOrDefaultAsync(ct);
        return counted == number ? null : $"audit ends at row {number}, but {counted} were written";
    }
}
