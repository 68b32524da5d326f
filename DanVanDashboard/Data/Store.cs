using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace DanVanDashboard.Data;

/// <summary>Opens contexts: any number that only read, and one connection that writes (see <see cref="Writer"/>).</summary>
public sealed class Store
{
    private readonly DanVanOptions _options;
    private readonly DbContextOptions<DanVanDbContext> _read;
    private readonly DbContextOptions<DanVanDbContext> _alone;

    /// <summary>Prepares the connections; nothing is opened yet.</summary>
    public Store(DanVanOptions options)
    {
        _options = options;
        SqliteFile = Path.Combine(options.DataDirectory, "danvan.db");
        _read = Reading(SqliteConnectionString(readOnly: true, pooled: true));
        _alone = Reading(SqliteConnectionString(readOnly: true, pooled: false));
    }

    /// <summary>The database.</summary>
    public StoreProvider Provider => _options.Provider;

    /// <summary>The file of a SQLite store.</summary>
    public string SqliteFile { get; }

    /// <summary>A context that only reads; one per operation, disposed by the caller. On SQLite its connection cannot write or checkpoint.</summary>
    public DanVanDbContext Read() => new(_read);

    /// <summary>
    /// As <see cref="Read"/>, on a connection that nobody had before. The check of a full-text index trusts what its connection
    /// remembers of the index from an earlier question, and calls a sound index malformed once another connection has written since.
    /// </summary>
    public DanVanDbContext ReadAfresh() => new(_alone);

    /// <summary>Opens the connection of the one writer.</summary>
    internal async Task<System.Data.Common.DbConnection> OpenWriterAsync(CancellationToken ct)
    {
        if (Provider == StoreProvider.Postgres)
        {
            var server = new Npgsql.NpgsqlConnection(_options.PostgresConnection);
            await server.OpenAsync(ct);
            return server;
        }

        var connection = new SqliteConnection(SqliteConnectionString(readOnly: false, pooled: false));
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        // FULL: a commit that was acknowledged survives a power cut. Only this connection ever checkpoints.
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA wal_autocheckpoint=1000;";
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }

    /// <summary>A context on the writer's connection, which it does not own.</summary>
    internal DanVanDbContext WriteOn(System.Data.Common.DbConnection connection) => new(Configure(null, connection).Options);

    private DbContextOptions<DanVanDbContext> Reading(string sqlite) =>
        Configure(Provider == StoreProvider.Sqlite ? sqlite : _options.PostgresConnection!, null).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options;

    private DbContextOptionsBuilder<DanVanDbContext> Configure(string? connectionString, System.Data.Common.DbConnection? connection)
    {
        var builder = new DbContextOptionsBuilder<DanVanDbContext>();
        // The migrations are hand-written and have no snapshot; a test compares them with the model instead.
        builder.ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning));
        _ = Provider == StoreProvider.Sqlite
            ? connection is null ? builder.UseSqlite(connectionString) : builder.UseSqlite(connection)
            : connection is null ? builder.UseNpgsql(connectionString) : builder.UseNpgsql(connection);
        return builder;
    }

    private string SqliteConnectionString(bool readOnly, bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = SqliteFile,
        Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        Pooling = pooled,
        DefaultTimeout = 30,
    }.ToString();
}
