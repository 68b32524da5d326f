using DanVanDashboard.Data;
using Microsoft.Data.Sqlite;

namespace DanVanDashboard.Hosting;

/// <summary>Copies of a SQLite store. A PostgreSQL store is copied with its own tools.</summary>
internal static class StoreFiles
{
    /// <summary>Writes a consistent copy, also while an instance writes. It is complete or not there.</summary>
    public static async Task<int> BackupAsync(Store store, string file, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (store.Provider != StoreProvider.Sqlite)
        {
            await error.WriteLineAsync("backup copies SQLite stores; use pg_dump for PostgreSQL.");
            return 2;
        }

        if (!File.Exists(store.SqliteFile))
        {
            await error.WriteLineAsync($"There is no store at {store.SqliteFile}.");
            return 1;
        }

        var partial = file + ".partial";
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Delete(partial);
        await using (var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store.SqliteFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString()))
        await using (var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString()))
        {
            await from.OpenAsync(ct);
            await to.OpenAsync(ct);
            from.BackupDatabase(to);
        }

        File.Move(partial, file, overwrite: true);
        await output.WriteLineAsync($"backed up {new FileInfo(file).Length} bytes to {file}");
        return 0;
    }

    /// <summary>Puts a copy in the place of the store; refused while an instance runs, and for a file that is no sound store.</summary>
    public static async Task<int> RestoreAsync(Store store, AuditHeadLog heads, bool alone, string file, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (store.Provider != StoreProvider.Sqlite)
        {
            await error.WriteLineAsync("restore puts SQLite stores back; use pg_restore for PostgreSQL.");
            return 2;
        }

        if (!alone)
        {
            await error.WriteLineAsync("An instance is running on this store. Stop it, then restore.");
            return 1;
        }

        if (await UnsoundAsync(file, ct) is { } reason)
        {
            await error.WriteLineAsync($"{file} cannot be restored: {reason}");
            return 1;
        }

        // The old store is kept beside the new one until the new one is in place.
        var coming = store.SqliteFile + ".coming";
        File.Copy(file, coming, overwrite: true);
        foreach (var end in new[] { "-wal", "-shm" })
        {
            File.Delete(store.SqliteFile + end);
        }

        var last = heads.Read().Last;
        File.Move(coming, store.SqliteFile, overwrite: true);
        var head = await HeadOfAsync(store.SqliteFile, ct) ?? new AuditHead(0, AuditChain.Genesis, DateTime.UtcNow);
        heads.NoteRestore(head with { At = DateTime.UtcNow });
        if (last is not null && last.Number > head.Number)
        {
            await output.WriteLineAsync($"audit rows {head.Number + 1} to {last.Number}, written after this copy was made, are no longer in the store; noted in {heads.File}");
        }

        await output.WriteLineAsync($"restored {file}");
        return 0;
    }

    private static async Task<AuditHead?> HeadOfAsync(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetInt64(0), reader.GetString(1), default) : null;
    }

    private static async Task<string?> UnsoundAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            return "there is no such file.";
        }

        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            if (await command.ExecuteScalarAsync(ct) is not "ok")
            {
                return "its integrity check fails.";
            }

            command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('models', 'model_events', 'events', 'audit')";
            return await command.ExecuteScalarAsync(ct) is 4L ? null : "it is no store of this program.";
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }
}
