using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DanVanDashboard.Access;

/// <summary>A token as it can be shown: never itself.</summary>
/// <param name="Id">Names it for revoking.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; <see langword="null"/> for never.</param>
/// <param name="LastUsedAt">When it was last used, to the hour.</param>
public sealed record TokenView(string Id, string UserId, string? Name, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt);

/// <summary>API tokens: shown once, kept as a hash.</summary>
public sealed class Tokens(Store store, Writer writer, TimeProvider clock)
{
    /// <summary>Longest name.</summary>
    public const int NameLimit = 80;

    private const int IdLength = 16;
    private static readonly TimeSpan s_step = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTime> _used = new();

    /// <summary>A new token of the account named <paramref name="userName"/>, without an end.</summary>
    public async Task<Result<string>> CreateAsync(string userName, CancellationToken ct)
    {
        var normalized = userName.ToUpperInvariant();
        await using var db = store.Read();
        return await db.Accounts.Where(a => a.NormalizedUserName == normalized).Select(a => a.Id).FirstOrDefaultAsync(ct) is { } id
            ? await CreateAsync(Actor.System, id, null, null, ct)
            : new Refusal("account.unknown", "user") { Arguments = [userName] };
    }

    /// <summary>A new token of an account; the answer is the only place where it ever stands.</summary>
    public async Task<string> CreateAsync(Actor by, string userId, string? name, DateTime? expiresAt, CancellationToken ct)
    {
        var token = "dv_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await writer.WriteAsync(
            async (w, cancel) =>
            {
                var row = new TokenRow { Hash = HashOf(token), UserId = userId, Name = name, CreatedAt = w.Now, ExpiresAt = expiresAt };
                w.Db.Tokens.Add(row);
                await w.AuditAsync(by, "token.create", userId, JsonSerializer.Serialize(new { token = row.Hash[..IdLength], expiresAt }), cancel);
                return true;
            },
            ct);
        return token;
    }

    /// <summary>Every token that works, of one account or of all, the newest first.</summary>
    public async Task<List<TokenView>> ListAsync(string? userId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = store.Read();
        return (await db.Tokens.Where(t => (userId == null || t.UserId == userId) && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now))
                .OrderByDescending(t => t.CreatedAt).ToListAsync(ct))
            .ConvertAll(t => new TokenView(t.Hash[..IdLength], t.UserId, t.Name, t.CreatedAt, t.ExpiresAt, t.LastUsedAt));
    }

    /// <summary>Ends a token: one's own, or anybody's for who looks after all accounts.</summary>
    public Task<Result<TokenView>> RevokeAsync(Actor by, string id, CancellationToken ct) => writer.WriteAsync<Result<TokenView>>(
        async (w, cancel) =>
        {
            if (id.Length != IdLength || await w.Db.Tokens.AsTracking().FirstOrDefaultAsync(t => t.Hash.StartsWith(id) && t.RevokedAt == null, cancel) is not { } row
                || (row.UserId != by.UserId && !by.May(Verb.ManageAllAccounts)))
            {
                return new Refusal("token.not-found", "id");
            }

            row.RevokedAt = w.Now;
            await w.AuditAsync(by, "token.revoke", row.UserId, JsonSerializer.Serialize(new { token = id }), cancel);
            return new TokenView(id, row.UserId, row.Name, row.CreatedAt, row.ExpiresAt, row.LastUsedAt);
        },
        ct);

    /// <summary>The account of a valid token, or <see langword="null"/>.</summary>
    public async Task<AccountRow?> AccountOfAsync(string token, CancellationToken ct)
    {
        var (hash, now) = (HashOf(token), clock.GetUtcNow().UtcDateTime);
        AccountRow? account;
        await using (var db = store.Read())
        {
            account = await db.Tokens.Where(t => t.Hash == hash && t.RevokedAt == null && (t.ExpiresAt == null || t.ExpiresAt > now))
                .Join(db.Accounts.Where(a => !a.Disabled), t => t.UserId, a => a.Id, (_, a) => a).FirstOrDefaultAsync(ct);
        }

        if (account is not null)
        {
            await UsedAsync(hash, now);
        }

        return account;
    }

    // Noted at most once an hour, so that reading does not become writing.
    private async Task UsedAsync(string hash, DateTime now)
    {
        if (_used.TryGetValue(hash, out var last) && now - last < s_step)
        {
            return;
        }

        _used[hash] = now;
        await writer.WriteAsync((w, cancel) => w.Db.Tokens.Where(t => t.Hash == hash).ExecuteUpdateAsync(s => s.SetProperty(t => t.LastUsedAt, now), cancel), CancellationToken.None);
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Authenticates <c>Authorization: Bearer TOKEN</c>; browsers' WebSockets may carry it as <c>access_token</c> to the hub.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Scheme_ = "Bearer";

    /// <summary>The token of a request, or <see langword="null"/>.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return header[7..].Trim();
        }

        return request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && request.Query["access_token"].ToString() is { Length: > 0 } query ? query : null;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        Context.RequestServices.GetRequiredService<Api.Problems>().Of("request.not-signed-in").ExecuteAsync(Context);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.AccountOfAsync(token, Context.RequestAborted) is not { } account)
        {
            return AuthenticateResult.Fail("The token is unknown or revoked.");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.Id), new(ClaimTypes.Name, account.UserName)], Scheme.Name);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
    }
}
