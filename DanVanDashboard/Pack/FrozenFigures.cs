using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace DanVanDashboard.Pack;

/// <summary>A frozen set without its figures: what a list shows of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Bản.</param>
/// <param name="FrozenAt">When, UTC.</param>
/// <param name="FrozenBy">User name of whoever froze it.</param>
/// <param name="Sequence">The last change that its figures know.</param>
/// <param name="Query">Its filters.</param>
/// <param name="Note">A remark.</param>
/// <param name="Asked">How many communes were asked to confirm.</param>
/// <param name="Confirmed">How many confirmed what is shown of them.</param>
/// <param name="Objected">How many objected.</param>
/// <param name="Hash">SHA-256 of what is stored.</param>
public sealed record FrozenSet(
    string Id, string Campaign, string Name, int Version, DateTime FrozenAt, string FrozenBy, long Sequence, PackRequest Query, string? Note, int Asked, int Confirmed, int Objected, string Hash);

/// <summary>Reads what was frozen. It is unpacked as it lies in the store and never counted anew.</summary>
internal sealed class FrozenFigures(Store store, ReferenceData reference) : IDisposable
{
    /// <summary>How frozen figures, and the filters of a set, are written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    // A hall with its screens asks for the same set again and again; a set does not change, so what is kept is never old.
    private readonly MemoryCache _unpacked = new(new MemoryCacheOptions { SizeLimit = 8 });

    /// <summary>The figures in the languages they were frozen in, packed, with their hash.</summary>
    public static (byte[] Packed, string Hash) Packed(IReadOnlyDictionary<string, PackFigures> figures)
    {
        using var memory = new MemoryStream();
        using (var zip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, figures, Json);
        }

        var packed = memory.ToArray();
        return (packed, HashOf(packed));
    }

    /// <summary>SHA-256, hexadecimal.</summary>
    public static string HashOf(byte[] packed) => Convert.ToHexStringLower(SHA256.HashData(packed));

    /// <summary>The sets of a campaign, the newest first, as far as <paramref name="actor"/> may see all of it.</summary>
    public async Task<IReadOnlyList<FrozenSet>> ListAsync(Actor actor, string campaignId, CancellationToken ct)
    {
        if (!Sees(actor, campaignId))
        {
            return [];
        }

        await using var db = store.Read();
        return (await Heads(db).Where(s => s.CampaignId == campaignId).OrderByDescending(s => s.Sequence).ToListAsync(ct)).ConvertAll(Of);
    }

    /// <summary>One set without its figures; <see langword="null"/> where there is none for <paramref name="actor"/>.</summary>
    public async Task<FrozenSet?> FindAsync(Actor actor, string? id, CancellationToken ct)
    {
        await using var db = store.Read();
        return id is not null && await Heads(db).FirstOrDefaultAsync(s => s.Id == id, ct) is { } row && Sees(actor, row.CampaignId) ? Of(row) : null;
    }

    /// <summary>The figures of a set in the language of the screen, for a document; refused where there is no such set for <paramref name="actor"/>.</summary>
    public async Task<Result<PackFigures>> GetAsync(Actor actor, string? id, PackDocument document, CancellationToken ct) =>
        await FindAsync(actor, id, ct) is { } set ? (await UnpackAsync(set, ct)).For(document) : new Refusal("snapshot.not-found", "snapshot") { Arguments = [id ?? string.Empty] };

    /// <summary>What a request wants: the frozen set that it names, or the figures of now. A set has its own filters; a request that names others is refused, so that nothing is labelled with what it is not.</summary>
    public async Task<Result<PackFigures>> AskedAsync(PackQueries queries, Actor actor, PackRequest request, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(request.Snapshot))
        {
            return await queries.GetAsync(actor, request, ct);
        }

        var document = string.IsNullOrEmpty(request.Document) ? PackDocument.Review : Wire.Parse<PackDocument>(request.Document);
        if (document is null)
        {
            return new Refusal("pack.document-unknown", "document") { Arguments = [request.Document!] };
        }

        if (await FindAsync(actor, request.Snapshot, ct) is { } set && !request.AgreesWith(set.Query))
        {
            return new Refusal("snapshot.other-filters", "snapshot") { Arguments = [set.Name] };
        }

        return await GetAsync(actor, request.Snapshot, document.Value, ct);
    }

    /// <inheritdoc />
    public void Dispose() => _unpacked.Dispose();

    private async Task<PackFigures> UnpackAsync(FrozenSet set, CancellationToken ct)
    {
        var all = await _unpacked.GetOrCreateAsync(set.Id, async entry =>
        {
            entry.Size = 1;
            entry.SlidingExpiration = TimeSpan.FromHours(1);
            await using var db = store.Read();
            var packed = await db.Snapshots.Where(s => s.Id == set.Id).Select(s => s.Figures).FirstAsync(ct);
            using var memory = new MemoryStream(packed);
            await using var zip = new GZipStream(memory, CompressionMode.Decompress);
            return await JsonSerializer.DeserializeAsync<Dictionary<string, PackFigures>>(zip, Json, ct);
        });
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "vi";
        return all![language] with { Frozen = new(set.Id, set.Name, set.Version, LocalDay.At(set.FrozenAt), set.Asked, set.Confirmed, set.Objected) };
    }

    /// <summary>A set shows every locality and names models of all of them, so it is for those who see everything.</summary>
    private bool Sees(Actor actor, string campaignId) => actor.Scope.All && reference.Current.Campaign(campaignId) is { } campaign && CampaignScope.Reads(actor, campaign, reference.Current);

    // The packed figures stay in the store: a list does not need them.
    private static IQueryable<Head> Heads(DanVanDbContext db) => db.Snapshots.Select(s => new Head
    {
        Id = s.Id, CampaignId = s.CampaignId, Name = s.Name, Version = s.Version, FrozenAt = s.FrozenAt, FrozenBy = db.Accounts.Where(a => a.Id == s.FrozenBy).Select(a => a.UserName).FirstOrDefault() ?? s.FrozenBy,
        Sequence = s.FiguresSequence, Query = s.Query, Note = s.Note, Asked = s.Asked, Confirmed = s.Confirmed, Objected = s.Objected, Hash = s.Hash,
    });

    private static FrozenSet Of(Head h) =>
        new(h.Id, h.CampaignId, h.Name, h.Version, h.FrozenAt, h.FrozenBy, h.Sequence, JsonSerializer.Deserialize<PackRequest>(h.Query, Json)!, h.Note, h.Asked, h.Confirmed, h.Objected, h.Hash);

    private sealed class Head
    {
        public required string Id { get; init; }
        public required string CampaignId { get; init; }
        public required string Name { get; init; }
        public int Version { get; init; }
        public DateTime FrozenAt { get; init; }
        public required string FrozenBy { get; init; }
        public long Sequence { get; init; }
        public required string Query { get; init; }
        public string? Note { get; init; }
        public int Asked { get; init; }
        public int Confirmed { get; init; }
        public int Objected { get; init; }
        public required string Hash { get; init; }
    }
}
