using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Api;

/// <summary>The way of every request of the API: who asks, what is wanted, and how a refusal is said.</summary>
internal sealed class ApiRequests(Actors actors, Problems problems, Store store, ILogger<ApiRequests> log)
{
    private const int BodyLimit = 1_000_000;

    /// <summary>Answers a question in the caller's scope.</summary>
    public async Task<IResult> GetAsync<T>(HttpContext context, Func<Actor, CancellationToken, Task<Result<T>>> ask)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        var result = await ask(actor, context.RequestAborted);
        return result.Ok ? ApiAnswer.Of(StatusCodes.Status200OK, result.Value).ToResult() : problems.Of(result.Refusals);
    }

    /// <summary>Reads a body and runs a verb with it, under the request's idempotency key.</summary>
    public async Task<IResult> PostAsync<TBody>(HttpContext context, Func<Actor, TBody, IdempotencyKey?, CancellationToken, Task<Result<ApiAnswer>>> run)
        where TBody : class
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        if (!context.Request.HasJsonContentType() && context.Request.ContentLength is not (null or 0))
        {
            return problems.Of("request.body-not-json");
        }

        var (text, tooLong) = await ReadAsync(context);
        if (tooLong)
        {
            return problems.Of("request.body-too-large");
        }

        TBody? body;
        try
        {
            body = JsonSerializer.Deserialize<TBody>(text.Length == 0 ? "{}" : text, ApiAnswer.Options);
        }
        catch (JsonException e)
        {
            return problems.Of("request.body-unreadable", e.Path is { Length: > 2 } path ? path[2..] : null);
        }

        if (body is null)
        {
            return problems.Of("request.body-unreadable");
        }

        var key = IdempotencyKey.Of(context, actor.UserId, text);
        if (key is not null && await KeptAsync(key, context.RequestAborted) is { } kept)
        {
            // Before anything else is looked at: a repeat is answered the same even if it would be refused by now.
            return kept.RequestHash == key.RequestHash ? new ApiAnswer(kept.Status, kept.Response).ToResult() : problems.Of("idempotency.other-request", "Idempotency-Key");
        }

        try
        {
            var result = await run(actor, body, key, context.RequestAborted);
            return result.Ok ? result.Value.ToResult() : problems.Of(result.Refusals);
        }
        catch (DbUpdateException e)
        {
            // A unique index or a concurrency token decided for somebody else; nothing of this request was kept.
            log.LogInformation(e, "A request lost a race on {Path}", context.Request.Path);
            return problems.Of("request.conflict");
        }
    }

    private async Task<IdempotencyRow?> KeptAsync(IdempotencyKey key, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Idempotency.FirstOrDefaultAsync(i => i.UserId == key.UserId && i.Key == key.Key, ct);
    }

    private static async Task<(string Text, bool TooLong)> ReadAsync(HttpContext context)
    {
        var buffer = new char[8192];
        var text = new System.Text.StringBuilder();
        using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
        int read;
        while ((read = await reader.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            text.Append(buffer, 0, read);
            if (text.Length > BodyLimit)
            {
                return (string.Empty, true);
            }
        }

        return (text.ToString(), false);
    }
}
