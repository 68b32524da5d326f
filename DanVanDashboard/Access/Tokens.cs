using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DanVanDashboard.Access;

/// <summary>API tokens: shown once, kept as a hash.</summary>
public sealed class Tokens(Store store, Writer writer)
{
    /// <summary>A new token of the account named <paramref name="userName"/>.</summary>
    public async Task<Result<string>> CreateAsync(string userName, CancellationToken ct)
    {
        var token = "dv_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var normalized = userName.ToUpperInvariant();
        return await writer.WriteAsync<Result<string>>(
            async (w, cancel) =>
            {
                if (await w.Db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == normalized, cancel) is not { } account)
                {
                    return new Refusal("account.unknown", "user") { Arguments = [userName] };
                }

                w.Db.Tokens.Add(new() { Hash = HashOf(token), UserId = account.Id, CreatedAt = w.Now });
                await w.AuditAsync(Actor.System, "token.create", account.Id, "{}", cancel);
                return token;
            },
            ct);
    }

    /// <summary>The account of a valid token, or <see langword="null"/>.</summary>
    public async Task<AccountRow?> AccountOfAsync(string token, CancellationToken ct)
    {
        var hash = HashOf(token);
        await using var db = store.Read();
        return await db.Tokens.Where(t => t.Hash == hash && t.RevokedAt == null)
            .Join(db.Accounts.Where(a => !a.Disabled), t => t.UserId, a => a.Id, (_, a) => a).FirstOrDefaultAsync(ct);
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
