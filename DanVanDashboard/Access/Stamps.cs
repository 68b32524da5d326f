using System.Collections.Concurrent;
using System.Security.Claims;
using DanVanDashboard.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>
/// Whether a sign-in still holds: its stamp is that of the account, and the account is in use. A new password, another role, and signing out
/// everywhere change the stamp. What it knows is at most ten seconds old, and of this process at once.
/// </summary>
public sealed class Stamps(Store store, TimeProvider clock)
{
    /// <summary>Claim that carries the stamp.</summary>
    public static readonly string Claim = new ClaimsIdentityOptions().SecurityStampClaimType;

    private static readonly TimeSpan s_recent = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (string? Stamp, DateTimeOffset At)> _known = new();

    /// <summary>A stamp that was never used.</summary>
    public static string New() => Guid.NewGuid().ToString("n");

    /// <summary>Whether the sign-in holds.</summary>
    public async ValueTask<bool> HoldsAsync(ClaimsPrincipal? principal, CancellationToken ct = default)
    {
        if (principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id || principal.FindFirstValue(Claim) is not { } stamp)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (!_known.TryGetValue(id, out var known) || (now - known.At).Duration() >= s_recent || known.Stamp != stamp)
        {
            await using var db = store.Read();
            known = (await db.Accounts.Where(a => a.Id == id && !a.Disabled).Select(a => a.SecurityStamp).FirstOrDefaultAsync(ct), now);
            _known[id] = known;
        }

        return known.Stamp == stamp;
    }

    /// <summary>Has the next question about an account asked of the store: after its stamp changed.</summary>
    public void Forget(string userId) => _known.TryRemove(userId, out _);
}
