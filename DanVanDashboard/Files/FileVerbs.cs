using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Files;

/// <summary>Minh chứng: a file comes in chunks, which go on where they stopped, and is there only when it is whole; it is withdrawn, never deleted.</summary>
public sealed class FileVerbs(Writer writer, Store store, FileStore files, FileOwners owners)
{
    /// <summary>Largest file, in bytes.</summary>
    public const long Limit = 20 * 1024 * 1024;

    /// <summary>Largest thumbnail, in bytes.</summary>
    public const int ThumbnailLimit = 100 * 1024;

    /// <summary>Size of a chunk: a slow line carries it in about fifteen seconds.</summary>
    public const int Chunk = 128 * 1024;

    private static readonly TimeSpan s_forgotten = TimeSpan.FromDays(14);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new();

    /// <summary>Announces a file, or says every reason why it is not taken.</summary>
    public async Task<Result<ApiAnswer>> StartAsync(Actor actor, UploadRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        await using var db = store.Read();
        if (await owners.SeenAsync(db, actor, request.OwnerKind, request.OwnerId, ct) is not { Owner: var owner } seen)
        {
            return new Refusal("attachment.owner-not-found", "ownerId");
        }

        if (seen.Refusal("ownerId") is { } refused)
        {
            return refused;
        }

        var name = Path.GetFileName(TextFold.Clean(request.Name ?? string.Empty).Replace('\\', '/'));
        var refusals = Refusals(request, name);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var row = new UploadRow
        {
            Id = "t" + Guid.CreateVersion7().ToString("n"), OwnerKind = request.OwnerKind!, OwnerId = request.OwnerId!, Name = name, Size = request.Size!.Value,
            Caption = TextFold.Clean(request.Caption ?? string.Empty) is { Length: > 0 } caption ? caption : null, People = request.People, Consent = request.Consent,
            Internal = request.Internal ?? owner.Internal, ByUser = actor.UserId,
        };
        return await writer.OnceAsync<UploadView>(
            key,
            async (w, cancel) =>
            {
                row.At = w.Now;
                var before = w.Now - s_forgotten;
                foreach (var old in await w.Db.Uploads.Where(u => u.ByUser == actor.UserId && u.At < before).ToListAsync(cancel))
                {
                    w.Db.Uploads.Remove(old);
                    files.Drop(old.Id);
                }

                w.Db.Uploads.Add(row);
                return new UploadView(row.Id, 0, row.Size, Chunk);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>How far an upload of the caller has come.</summary>
    public async Task<Result<UploadView>> OffsetAsync(Actor actor, string id, CancellationToken ct) =>
        await OwnAsync(actor, id, ct) is { } row ? new UploadView(row.Id, files.Received(id), row.Size, Chunk) : new Refusal("attachment.upload-not-found", "id");

    /// <summary>Takes a chunk that begins where the last one ended.</summary>
    public async Task<Result<UploadView>> AppendAsync(Actor actor, string id, long offset, Stream content, CancellationToken ct)
    {
        if (await OwnAsync(actor, id, ct) is not { } row)
        {
            return new Refusal("attachment.upload-not-found", "id");
        }

        var gate = _gates.GetOrAdd(id, static _ => new(1, 1));
        await gate.WaitAsync(ct);
        try
        {
            var received = files.Received(id);
            if (offset != received)
            {
                return new Refusal("attachment.offset-wrong", "offset") { Arguments = [received.ToString(CultureInfo.InvariantCulture)] };
            }

            var length = await files.AppendAsync(id, content, row.Size, ct);
            return length > row.Size ? TooLarge(row.Size) : new UploadView(id, length, row.Size, Chunk);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Takes the thumbnail that the browser made; a picture of its own, looked at like any other.</summary>
    public async Task<Result<UploadView>> ThumbnailAsync(Actor actor, string id, Stream content, CancellationToken ct)
    {
        if (await OwnAsync(actor, id, ct) is not { } row)
        {
            return new Refusal("attachment.upload-not-found", "id");
        }

        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await content.ReadAsync(buffer, ct)) > 0)
        {
            read.Write(buffer, 0, count);
            if (read.Length > ThumbnailLimit)
            {
                return TooLarge(ThumbnailLimit);
            }
        }

        var bytes = read.ToArray();
        if (FileKind.Of(bytes) is not { Image: true } kind || PictureMetadata.Strip(kind, bytes) is not { } clean)
        {
            return new Refusal("attachment.damaged", "file") { Arguments = [row.Name] };
        }

        files.Keep(files.ThumbnailOf(id), clean);
        return new UploadView(id, files.Received(id), row.Size, Chunk);
    }

    /// <summary>Makes the file of its parts: looks at its content, takes out what a picture tells about people, and shows it from now on. A repeat gives the same file.</summary>
    public async Task<Result<FileView>> CompleteAsync(Actor actor, string id, CancellationToken ct)
    {
        if (await OwnAsync(actor, id, ct) is not { } row)
        {
            await using var db = store.Read();
            return await db.Attachments.FirstOrDefaultAsync(a => a.Id == id && a.ByUser == actor.UserId, ct) is { } there ? FileView.Of(there) : new Refusal("attachment.upload-not-found", "id");
        }

        if (files.Received(id) != row.Size)
        {
            return new Refusal("attachment.incomplete", "file") { Arguments = [row.Name] };
        }

        var bytes = await files.ReadPartAsync(id, ct);
        var kind = FileKind.Of(bytes);
        var clean = kind is null ? null : PictureMetadata.Strip(kind, bytes);
        var refusal = kind is null ? new Refusal("attachment.type-unknown", "file") { Arguments = [row.Name] }
            : clean is null ? new("attachment.damaged", "file") { Arguments = [row.Name] }
            : kind.Image && row.People is null ? new Refusal("attachment.people-unknown", "people")
            : null;
        if (refusal is null && kind!.Image && !File.Exists(files.ThumbnailOf(id)) && (clean!.Length <= ThumbnailLimit ? clean : PictureMetadata.Small(kind, bytes)) is { Length: <= ThumbnailLimit } small)
        {
            // Sent without a script, nobody has made one smaller; a picture as small as this is its own, and a camera's larger one brings one along.
            files.Keep(files.ThumbnailOf(id), small);
        }

        var kept = refusal is null ? await KeepAsync(actor, row, kind!, clean!, ct) : refusal;
        if (kept.Ok || kept.Refusals[0].Code is "attachment.type-unknown" or "attachment.damaged")
        {
            if (!kept.Ok)
            {
                await ForgetAsync(row, ct);
            }

            files.Drop(id);
            _gates.TryRemove(id, out _);
        }

        return kept;
    }

    /// <summary>Takes a whole file at once, as a plain form sends it.</summary>
    public async Task<Result<FileView>> AddAsync(Actor actor, UploadRequest request, Stream content, CancellationToken ct)
    {
        var started = await StartAsync(actor, request, null, ct);
        if (!started.Ok)
        {
            return started.Refusals.ToList();
        }

        var id = JsonSerializer.Deserialize<UploadView>(started.Value.Json, ApiAnswer.Options)!.Id;
        var sent = await AppendAsync(actor, id, 0, content, ct);
        return sent.Ok ? await CompleteAsync(actor, id, ct) : sent.Refusals.ToList();
    }

    /// <summary>Rút một tệp: it is no longer shown; its row and its bytes stay.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, FileWithdrawal request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<FileView>(
        key,
        async (w, cancel) =>
        {
            if (await w.Db.Attachments.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } row || await owners.SeenAsync(w.Db, actor, row.OwnerKind, row.OwnerId, cancel) is not { Owner: var owner } seen)
            {
                return new Refusal("attachment.not-found", "id");
            }

            var reason = TextFold.Clean(request.Reason ?? string.Empty);
            if (seen.Refusal("id") is { } refused)
            {
                return refused;
            }

            if (row.WithdrawnAt is not null)
            {
                return new Refusal("attachment.already-withdrawn", "id");
            }

            if (reason.Length is 0 or > 500)
            {
                return new Refusal("attachment.reason-missing", "reason");
            }

            (row.WithdrawnAt, row.WithdrawnBy, row.WithdrawnReason) = (w.Now, actor.UserId, reason);
            await TellAsync(w, actor, row, owner, "file.withdrawn", new { row.OwnerKind, row.OwnerId, before = new { withdrawn = false }, after = new { withdrawn = true, reason } }, cancel);
            return FileView.Of(row);
        },
        view => ApiAnswer.Of(StatusCodes.Status200OK, view),
        ct);

    private static List<Refusal> Refusals(UploadRequest request, string name)
    {
        var refusals = new List<Refusal>();
        var kind = FileKind.Named(name);
        if (name.Length is 0 or > 200)
        {
            refusals.Add(new("attachment.name-missing", "name"));
        }
        else if (kind is null)
        {
            refusals.Add(new("attachment.type-unknown", "file") { Arguments = [name] });
        }

        if (request.Size is null or <= 0)
        {
            refusals.Add(new("attachment.empty", "file") { Arguments = [name] });
        }
        else if (request.Size > Limit)
        {
            refusals.Add(TooLarge(Limit));
        }

        if (kind is { Image: true } && request.People is null)
        {
            refusals.Add(new("attachment.people-unknown", "people"));
        }

        if (request is { People: true, Consent: not true })
        {
            refusals.Add(new("attachment.consent-missing", "consent"));
        }

        if (request.Caption is { Length: > 500 })
        {
            refusals.Add(new("model.text-too-long", "caption") { Arguments = ["500"] });
        }

        return refusals;
    }

    private static Refusal TooLarge(long limit) => new("attachment.too-large", "file") { Arguments = [Math.Max(1, limit >> 20).ToString(CultureInfo.InvariantCulture)] };

    private async Task<UploadRow?> OwnAsync(Actor actor, string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Uploads.FirstOrDefaultAsync(u => u.Id == id && u.ByUser == actor.UserId, ct);
    }

    private async Task<Result<FileView>> KeepAsync(Actor actor, UploadRow upload, FileKind kind, byte[] content, CancellationToken ct)
    {
        // The bytes are on the disk before the row that promises them; a row without its file cannot be, a file without its row shows nowhere.
        files.Keep(files.PathOf(upload.Id), content);
        return await writer.WriteAsync<Result<FileView>>(
            async (w, cancel) =>
            {
                if (await owners.SeenAsync(w.Db, actor, upload.OwnerKind, upload.OwnerId, cancel) is not { Owner: var owner } seen)
                {
                    return new Refusal("attachment.owner-not-found", "ownerId");
                }

                if (seen.Refusal("ownerId") is { } refused)
                {
                    return refused;
                }

                if (await w.Db.Attachments.FirstOrDefaultAsync(a => a.Id == upload.Id, cancel) is { } there)
                {
                    return FileView.Of(there);
                }

                var row = new AttachmentRow
                {
                    Id = upload.Id, OwnerKind = upload.OwnerKind, OwnerId = upload.OwnerId, Name = Path.GetFileNameWithoutExtension(upload.Name) + kind.Extension, MediaType = kind.MediaType,
                    Size = content.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), Caption = upload.Caption, People = kind.Image ? upload.People : null,
                    Consent = kind.Image ? upload.Consent : null, Internal = upload.Internal, Thumbnail = kind.Image && File.Exists(files.ThumbnailOf(upload.Id)), ByUser = actor.UserId, At = w.Now,
                };
                w.Db.Attachments.Add(row);
                w.Db.Uploads.RemoveRange(w.Db.Uploads.Where(u => u.Id == upload.Id));
                await TellAsync(w, actor, row, owner, "file.added", new { row.OwnerKind, row.OwnerId, row.MediaType, row.Size, row.Sha256, row.People, row.Consent, @internal = row.Internal }, cancel);
                return FileView.Of(row);
            },
            ct);
    }

    private Task<bool> ForgetAsync(UploadRow row, CancellationToken ct) => writer.WriteAsync(
        (w, _) =>
        {
            w.Db.Uploads.RemoveRange(w.Db.Uploads.Where(u => u.Id == row.Id));
            return Task.FromResult(true);
        },
        ct);

    private static async Task TellAsync(WriteSession w, Actor actor, AttachmentRow row, FileOwner owner, string kind, object detail, CancellationToken ct)
    {
        w.Append(new()
        {
            Sequence = await w.NextSequenceAsync(ct), At = w.Now, On = LocalDay.Of(w.Now), Kind = kind, CampaignId = owner.CampaignId, UnitId = owner.UnitId, BodyId = owner.BodyId,
            NonLocal = owner.NonLocal, ModelId = owner.ModelId, ReportId = owner.ReportId, Internal = owner.Internal || row.Internal,
        });
        await w.AuditAsync(actor, kind, row.Id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }
}
