using System.Data.Common;
using System.Threading.Channels;
using DanVanDashboard.Domain;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Data;

/// <summary>Told, in order and one at a time, about every committed transaction before its caller gets its answer. Must be quick and not throw.</summary>
public interface ICommitListener
{
    /// <summary>Takes the changes of one commit.</summary>
    void Committed(IReadOnlyList<CommittedChange> changes);

    /// <summary>Takes the people for whom the commit holds notices.</summary>
    void Told(IReadOnlyCollection<string> userIds)
    {
    }

    /// <summary>Takes the actions that the commit wrote to the audit log.</summary>
    void Acted(IReadOnlyCollection<string> actions)
    {
    }

    /// <summary>Takes the end of the audit chain, where the commit wrote to it.</summary>
    void Audited(AuditHead head)
    {
    }
}

/// <summary>
/// The single writer: one connection, one transaction at a time, for everything that changes the store, accounts and tokens
/// included. SQLite 3.50 can lose data when two connections write or checkpoint at once, so there is no other way in.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    private readonly Channel<Func<Task>> _queue = Channel.CreateBounded<Func<Task>>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly Store _store;
    private readonly TimeProvider _clock;
    private readonly ICommitListener[] _listeners;
    private readonly ILogger<Writer> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private DbConnection? _connection;

    /// <summary>Starts the loop; the connection opens with the first transaction.</summary>
    public Writer(Store store, TimeProvider clock, IEnumerable<ICommitListener> listeners, ILogger<Writer> log)
    {
        (_store, _clock, _log) = (store, clock, log);
        _listeners = listeners.ToArray();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction of its own and commits it durably; an exception, or an outcome that is not
    /// <see cref="IOutcome.Ok"/>, keeps nothing. The listeners have been told when the task ends.
    /// </summary>
    /// <exception cref="DbUpdateException">A unique index or a concurrency token decided against this transaction.</exception>
    public async Task<T> WriteAsync<T>(Func<WriteSession, CancellationToken, Task<T>> work, CancellationToken ct = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _queue.Writer.WriteAsync(
            async () =>
            {
                if (ct.IsCancellationRequested)
                {
                    done.TrySetCanceled(ct);
                    return;
                }

                try
                {
                    done.TrySetResult(await TransactAsync(work));
                }
                catch (Exception e)
                {
                    done.TrySetException(e);
                }
            },
            ct);
        return await done.Task;
    }

    /// <summary>Runs the migrations on the writer's connection, before anything reads.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        var connection = await ConnectionAsync(ct);
        await using var db = _store.WriteOn(connection);
        if (_store.Provider == StoreProvider.Sqlite)
        {
            // Left behind by a kill during a migration, it would block for ever; the instance lock says that we are alone.
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(ct);
        }

        await db.Database.MigrateAsync(ct);
    }

    /// <summary>Runs <paramref name="work"/> on the writer's connection between transactions, e.g. a backup or a checkpoint.</summary>
    public Task<T> WithConnectionAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken ct = default)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        return EnqueueAsync();

        async Task<T> EnqueueAsync()
        {
            await _queue.Writer.WriteAsync(
                async () =>
                {
                    try
                    {
                        done.TrySetResult(await work(await ConnectionAsync(CancellationToken.None)));
                    }
                    catch (Exception e)
                    {
                        done.TrySetException(e);
                    }
                },
                ct);
            return await done.Task;
        }
    }

    /// <summary>Lets queued transactions finish, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop;
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        await foreach (var job in _queue.Reader.ReadAllAsync())
        {
            await job();
        }
    }

    private async Task<T> TransactAsync<T>(Func<WriteSession, CancellationToken, Task<T>> work)
    {
        var connection = await ConnectionAsync(_stop.Token);
        await using var db = _store.WriteOn(connection);
        await using var transaction = await db.Database.BeginTransactionAsync(_stop.Token);
        if (_store.Provider == StoreProvider.Postgres)
        {
            // Other processes may write here too: what a transaction decides by what it reads must hold until it commits, as with one writer.
            await db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(1)", _stop.Token);
        }

        var session = new WriteSession(db, Truncate(_clock.GetUtcNow().UtcDateTime));
        var result = await work(session, _stop.Token);
        if (result is IOutcome { Ok: false })
        {
            return result;
        }

        await db.SaveChangesAsync(_stop.Token);
        await transaction.CommitAsync(CancellationToken.None);
        Tell(session);
        return result;
    }

    private void Tell(WriteSession session)
    {
        foreach (var listener in _listeners)
        {
            try
            {
                if (session.Changes.Count > 0)
                {
                    listener.Committed(session.Changes);
                }

                if (session.Told.Count > 0)
                {
                    listener.Told((IReadOnlyCollection<string>)session.Told);
                }

                if (session.Actions.Count > 0)
                {
                    listener.Acted((IReadOnlyCollection<string>)session.Actions);
                }

                if (session.Head is { } head)
                {
                    listener.Audited(head);
                }
            }
            catch (Exception e)
            {
                // The commit stands, whatever a listener makes of it; the read side heals from the store.
                _log.LogError(e, "A listener failed on sequence {Sequence}", session.Changes.Count > 0 ? session.Changes[^1].Event.Sequence : 0);
            }
        }
    }

    private async ValueTask<DbConnection> ConnectionAsync(CancellationToken ct)
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return _connection;
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        return _connection = await _store.OpenWriterAsync(ct);
    }

    private static DateTime Truncate(DateTime moment) => new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
