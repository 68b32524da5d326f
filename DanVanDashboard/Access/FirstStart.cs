using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>The way into a store that has no administrator: a link that works once, for a day, and stands in the log alone. A new start makes a new one.</summary>
public sealed class FirstStart(Store store, Writer writer, ILogger<FirstStart> log)
{
    /// <summary>Whether somebody must still be made administrator.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        await using var db = store.Read();
        return !await db.Accounts.AnyAsync(a => a.Role == Role.Administrator && !a.Disabled, ct);
    }

    /// <summary>Makes the link and prints it; <see langword="null"/> where there is an administrator.</summary>
    /// <param name="site">Address of this site, for the log.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string?> OfferAsync(string site, CancellationToken ct)
    {
        if (!await IsNeededAsync(ct))
        {
            return null;
        }

        var (code, until) = await writer.WriteAsync((w, cancel) => AccountLinks.MakeAsync(w, Actor.System, AccountLinks.SetUp, null, cancel), ct);
        var path = AccountLinks.Path(AccountLinks.SetUp, code);
        log.LogWarning("There is no administrator yet. Open {Address} once, before {Until:u}, to make the first account. A new start prints a new link.", site.TrimEnd('/') + path, until);
        return path;
    }
}
