using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Api;

/// <summary>An answer of the API as it is sent, and as it is kept for a repeat of the same request.</summary>
public sealed record ApiAnswer(int Status, string Json)
{
    /// <summary>How the API writes JSON: camel case, Vietnamese letters as they are, enumerations by their outside names.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Serialises <paramref name="value"/>.</summary>
    public static ApiAnswer Of<T>(int status, T value) => new(status, JsonSerializer.Serialize(value, Options));

    /// <summary>As a result of an endpoint.</summary>
    public IResult ToResult() => Results.Text(Json, "application/json", Encoding.UTF8, Status);
}

/// <summary>A request that can be repeated safely.</summary>
/// <param name="UserId">The key belongs to the user.</param>
/// <param name="Key">As the client chose it.</param>
/// <param name="RequestHash">Hash of path and body.</param>
public sealed record IdempotencyKey(string UserId, string Key, string RequestHash)
{
    /// <summary>Longest key, in characters.</summary>
    public const int Limit = 200;

    /// <summary>The key of a request, or <see langword="null"/> if it bears none.</summary>
    public static IdempotencyKey? Of(HttpContext context, string userId, string body)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            return null;
        }

        // A longer key is kept as its hash, so that none is refused.
        var kept = key.Length <= Limit ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{context.Request.Method} {context.Request.Path}\n{body}"));
        return new(userId, kept, Convert.ToHexStringLower(hash));
    }
}

/// <summary>Runs a verb at most once per idempotency key: the answer commits together with what it tells of.</summary>
public static class OnceWriter
{
    /// <summary>
    /// Runs <paramref name="work"/> in one transaction; a repeat of <paramref name="key"/> gives the kept answer, also in parallel and
    /// after a restart, and the same key with another request is refused with <c>idempotency.other-request</c>.
    /// </summary>
    public static Task<Result<ApiAnswer>> OnceAsync<T>(
        this Writer writer, IdempotencyKey? key, Func<WriteSession, CancellationToken, Task<Result<T>>> work, Func<T, ApiAnswer> answer, CancellationToken ct) =>
        writer.WriteAsync<Result<ApiAnswer>>(
            async (w, cancel) =>
            {
                if (key is not null && await w.Db.Idempotency.AsNoTracking().FirstOrDefaultAsync(i => i.UserId == key.UserId && i.Key == key.Key, cancel) is { } kept)
                {
                    return kept.RequestHash == key.RequestHash
                        ? new ApiAnswer(kept.Status, kept.Response)
                        : new Refusal("idempotency.other-request", "Idempotency-Key");
                }

                var result = await work(w, cancel);
                if (!result.Ok)
                {
                    return result.Refusals.ToList();
                }

                var said = answer(result.Value);
                if (key is not null)
                {
                    w.Db.Idempotency.Add(new()
                    {
                        UserId = key.UserId, Key = key.Key, RequestHash = key.RequestHash, Status = said.Status, Response = said.Json, At = w.Now,
                    });
                }

                return said;
            },
            ct);
}
