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

    /// <summary>Models that are now counted elsewhere in restated views, as they are counted from here on.</summary>
    public IReadOnlyList<ModelFacts> Placed { get; init; } = [];
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

    /// <summary>The end of the audit chain after this transaction; <see langword="null"/> where it wrote no row there.</summary>
    public AuditHead? Head { get; private set; }

    /// <summary>People for whom a notice was written; their open pages learn of it after the commit.</summary>
    public ISet<string> Told { get; } = new HashSet<string>();

    /// <summary>The actions written to the audit log.</summary>
    public ISet<string> Actions { get; } = new HashSet<string>();

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

    /// <summary>Adds the outbox event of models that are counted elsewhere from here on; its sequence is already set.</summary>
    public void Append(EventRow row, IReadOnlyList<ModelFacts> placed)
    {
        Db.Events.Add(row);
        _changes.Add(new(row, null, null) { Placed = placed });
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
        Head = new(row.Number, row.Hash, Now);
        Db.Audit.Add(row);
        Actions.Add(action);
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
