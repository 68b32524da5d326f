using System.Security.Cryptography;
using DanVanDashboard.Data;
using DanVanDashboard.Files;
using Microsoft.Data.Sqlite;

namespace DanVanDashboard.Hosting;

/// <summary>
/// Copies of a SQLite store and, in the folder <c>FILE.uploads</c> beside the copy, of the evidence it speaks of. A PostgreSQL store is copied with its own tools.
/// </summary>
/// <remarks>
/// A file is on the disk before the row that promises it, and never changes afterwards: so the store is copied first, and whatever the copy names is there.
/// A second backup into the same place copies only what has come since.
/// </remarks>
internal static class StoreFiles
{
    /// <summary>Where the evidence of a copy lies.</summary>
    public static string UploadsOf(string file) => file + ".uploads";

    /// <summary>Writes a consistent copy, also while an instance writes. The copy bears its name only once it and its evidence are complete; evidence that the store itself lacks is named, with exit code 1.</summary>
    public static async Task<int> BackupAsync(Store store, FileStore files, string file, TextWriter output, TextWriter error, CancellationToken ct)
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

        var (copied, kept, lacking) = (0, 0, 0);
        foreach (var (id, sha256) in await EvidenceAsync(partial, ct))
        {
            var to = Path.Combine(UploadsOf(file), FileStore.NameOf(id));
            if (File.Exists(to))
            {
                kept++;
                continue;
            }

            if (await CopyAsync(files.PathOf(id), to, sha256, ct) is { } reason)
            {
                lacking++;
                await error.WriteLineAsync($"evidence {id}: {reason}");
                continue;
            }

            copied++;
            if (File.Exists(files.ThumbnailOf(id)))
            {
                File.Copy(files.ThumbnailOf(id), FileStore.ThumbnailBeside(to), overwrite: true);
            }
        }

        DurableFiles.Move(partial, file);
        await output.WriteLineAsync($"backed up {new FileInfo(file).Length} bytes to {file}, evidence files: {copied} copied, {kept} there already, {lacking} lacking");
        return lacking > 0 ? 1 : 0;
    }

    /// <summary>Puts a copy in the place of the store; refused while an instance runs, and for a file that is no sound store.</summary>
    public static async Task<int> RestoreAsync(Store store, FileStore files, AuditHeadLog heads, bool alone, string file, TextWriter output, TextWriter error, CancellationToken ct)
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

        // Evidence first, as when it was sent: a row never promises a file that is not there. What lies there already stays.
        var (back, lacking) = (0, 0);
        foreach (var (id, sha256) in await EvidenceAsync(file, ct))
        {
            if (File.Exists(files.PathOf(id)))
            {
                continue;
            }

            var from = Path.Combine(UploadsOf(file), FileStore.NameOf(id));
            if (await CopyAsync(from, files.PathOf(id), sha256, ct) is { } missing)
            {
                lacking++;
                await error.WriteLineAsync($"evidence {id}: {missing}");
                continue;
            }

            back++;
            if (File.Exists(FileStore.ThumbnailBeside(from)))
            {
                File.Copy(FileStore.ThumbnailBeside(from), files.ThumbnailOf(id), overwrite: true);
            }
        }

        // The old store is kept beside the new one until the new one is in place.
        var coming = store.SqliteFile + ".coming";
        File.Copy(file, coming, overwrite: true);
        foreach (var end in new[] { "-wal", "-shm" })
        {
            File.Delete(store.SqliteFile + end);
        }

        var last = heads.Read().Last;
        DurableFiles.Move(coming, store.SqliteFile);
        var head = await HeadOfAsync(store.SqliteFile, ct) ?? new AuditHead(0, AuditChain.Genesis, DateTime.UtcNow);
        heads.NoteRestore(head with { At = DateTime.UtcNow });
        if (last is not null && last.Number > head.Number)
        {
            await output.WriteLineAsync($"audit rows {head.Number + 1} to {last.Number}, written after this copy was made, are no longer in the store; noted in {heads.File}");
        }

        await output.WriteLineAsync($"restored {file}, evidence files: {back} put back, {lacking} lacking");
        return lacking > 0 ? 1 : 0;
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

    /// <summary>The files that a copy of the store speaks of, withdrawn ones included, each with the hash of its bytes.</summary>
    private static async Task<List<(string Id, string Sha256)>> EvidenceAsync(string file, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'attachments'";
        var found = new List<(string, string)>();
        if (await command.ExecuteScalarAsync(ct) is not 1L)
        {
            // A copy of a version that knew no files yet.
            return found;
        }

        command.CommandText = "SELECT id, sha256 FROM attachments ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found;
    }

    /// <summary>Copies one file as a whole or not at all; why not, where it is not there or not what the store says.</summary>
    private static async Task<string?> CopyAsync(string from, string to, string sha256, CancellationToken ct)
    {
        if (!File.Exists(from))
        {
            return $"{from} is not there";
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var partial = to + ".partial";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var source = File.OpenRead(from))
        await using (var target = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await source.ReadAsync(buffer, ct)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            target.Flush(flushToDisk: true);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
        {
            File.Delete(partial);
            return $"{from} is not what was sent: its hash is another";
        }

        DurableFiles.Move(partial, to);
        return null;
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
