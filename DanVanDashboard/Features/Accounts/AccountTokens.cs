using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>A token with whose it is; the token itself stands in the answer that made it and nowhere else.</summary>
public sealed record TokenAnswer(string Id, string UserName, string? Name, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt, string? Token);

/// <summary>Mã truy cập API: each person's own, and all of them for who looks after all accounts.</summary>
public sealed class AccountTokens(Tokens tokens, Store store, TimeProvider clock)
{
    /// <summary>Longest life of a token made on the screen or by the API.</summary>
    public const int MaximumDays = 366;

    /// <summary>Tokens that work: one's own, or all.</summary>
    public async Task<Result<List<TokenAnswer>>> ListAsync(Actor actor, bool all, CancellationToken ct)
    {
        if (all && !actor.May(Verb.ManageAllAccounts))
        {
            return new Refusal("token.not-allowed");
        }

        var views = await tokens.ListAsync(all ? null : actor.UserId, ct);
        var users = views.Select(v => v.UserId).Distinct().ToList();
        await using var db = store.Read();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.UserName, ct);
        return views.ConvertAll(v => new TokenAnswer(v.Id, names.GetValueOrDefault(v.UserId, v.UserId), v.Name, v.CreatedAt, v.ExpiresAt, v.LastUsedAt, null));
    }

    /// <summary>Makes a token of one's own.</summary>
    public async Task<Result<TokenAnswer>> CreateAsync(Actor actor, TokenRequest request, CancellationToken ct)
    {
        var refusals = new List<Refusal>();
        var name = AccountDesk.Clean(request.Name);
        if (name is not { Length: > 0 and <= Tokens.NameLimit })
        {
            refusals.Add(new("token.name-missing", "name"));
        }

        var today = LocalDay.Of(clock.GetUtcNow());
        if (!DateOnly.TryParseExact(request.ExpiresOn?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) || last < today || last > today.AddDays(MaximumDays))
        {
            refusals.Add(new("token.day-outside", "expiresOn"));
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        var expires = LocalDay.StartUtc(last.AddDays(1));
        var token = await tokens.CreateAsync(actor, actor.UserId, name, expires, ct);
        return (await tokens.ListAsync(actor.UserId, ct)) is [{ } made, ..] ? new TokenAnswer(made.Id, actor.UserName, name, made.CreatedAt, expires, null, token) : throw new InvalidOperationException("A token just made is not there.");
    }

    /// <summary>Ends a token.</summary>
    public async Task<Result<ApiAnswer>> RevokeAsync(Actor actor, string id, CancellationToken ct)
    {
        var revoked = await tokens.RevokeAsync(actor, id, ct);
        return revoked.Ok ? ApiAnswer.Of(StatusCodes.Status200OK, new { id }) : revoked.Refusals.ToList();
    }
}
