using System.Globalization;
using System.Text;

namespace DanVanDashboard.Data;

/// <summary>The end of the audit chain at a moment.</summary>
/// <param name="Number">Number of the last row.</param>
/// <param name="Hash">Its hash, which covers every row before it.</param>
/// <param name="At">When it was written, UTC.</param>
public sealed record AuditHead(long Number, string Hash, DateTime At);

/// <summary>What the log outside the store says.</summary>
/// <param name="Heads">The heads that the store must contain, by number; those that a restore took back are left out.</param>
/// <param name="Restored">The last restore, if nothing was written since.</param>
public sealed record LoggedHeads(IReadOnlyList<AuditHead> Heads, AuditHead? Restored)
{
    /// <summary>The latest head.</summary>
    public AuditHead? Last => Heads.Count > 0 ? Heads[^1] : null;
}

/// <summary>
/// The head of the audit chain, kept outside the store: one line per commit, flushed to the disk after it. Whoever cuts the end off the store, or
/// writes the whole chain anew, would have to change this file too; it may lie on another machine (<c>DanVan:Audit:HeadDirectory</c>).
/// </summary>
/// <remarks>A kill between a commit and its line leaves the file behind the store, which is no finding; the next start appends what is missing.</remarks>
public sealed class AuditHeadLog(DanVanOptions options, ILogger<AuditHeadLog> log) : ICommitListener
{
    private const string Head = "head";
    private const string Restore = "restore";
    private readonly Lock _gate = new();

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(options.AuditHeadDirectory ?? options.DataDirectory, "audit-head.log");

    /// <inheritdoc />
    public void Committed(IReadOnlyList<CommittedChange> changes)
    {
        // Only the audit log matters here.
    }

    /// <inheritdoc />
    public void Audited(AuditHead head)
    {
        try
        {
            Append(Head, head);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The commit stands. A full or unreachable disk is the operator's to mend; until then the chain has no witness.
            log.LogError(e, "The head of the audit log could not be written to {File}", File);
        }
    }

    /// <summary>Notes that a copy of the store was put back, which ends at <paramref name="head"/>: what was logged after it is no longer expected.</summary>
    public void NoteRestore(AuditHead head) => Append(Restore, head);

    /// <summary>Reads the log; empty where there is none. A last line that a kill cut short is left out.</summary>
    public LoggedHeads Read()
    {
        var heads = new List<AuditHead>();
        AuditHead? restored = null;
        if (System.IO.File.Exists(File))
        {
            using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                if (line.Split(' ') is not [var kind, var number, { Length: 64 } hash, var at] || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                    || !DateTime.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment))
                {
                    continue;
                }

                var head = new AuditHead(n, hash, moment);
                restored = kind == Restore ? head : null;
                if (kind == Restore)
                {
                    // Rows that were written after the copy was made are gone; their numbers will be used again.
                    heads.RemoveAll(h => h.Number >= n);
                }

                heads.Add(head);
            }
        }

        return new(heads, restored);
    }

    private void Append(string kind, AuditHead head)
    {
        lock (_gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            using var stream = new FileStream(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            var torn = false;
            if (stream.Length > 0)
            {
                stream.Seek(-1, SeekOrigin.End);
                torn = stream.ReadByte() != '\n';
            }

            stream.Seek(0, SeekOrigin.End);
            var line = string.Create(CultureInfo.InvariantCulture, $"{(torn ? "\n" : string.Empty)}{kind} {head.Number} {head.Hash} {head.At:yyyy-MM-ddTHH:mm:ss.ffffffZ}\n");
            stream.Write(Encoding.ASCII.GetBytes(line));
            stream.Flush(flushToDisk: true);
        }
    }
}
