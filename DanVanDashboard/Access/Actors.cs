using System.Security.Claims;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Access;

/// <summary>Builds the <see cref="Actor"/> of a signed-in person, afresh from the account each time: a role that was taken away is gone at once.</summary>
public sealed class Actors(Store store, ReferenceData reference)
{
    /// <summary>The actor, or <see langword="null"/> when nobody is signed in or the account is disabled.</summary>
    public async Task<Actor?> OfAsync(ClaimsPrincipal? principal, CancellationToken ct = default)
    {
        if (principal?.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
        {
            return null;
        }

        await using var db = store.Read();
        return await db.Accounts.FirstOrDefaultAsync(a => a.Id == id && !a.Disabled, ct) is { } account ? Of(account) : null;
    }

    /// <summary>The actor of an account.</summary>
    public Actor Of(AccountRow account)
    {
        var scope = account.Role switch
        {
            Role.Approver or Role.Reporter => Scope(account),
            _ => ReadScope.Everything,
        };
        return new(account.Id, account.UserName, account.Role, account.BodyId, account.UnitId, scope);
    }

    private ReadScope Scope(AccountRow account)
    {
        var current = reference.Current;
        IReadOnlySet<string> units = account.UnitId is { } unit ? current.Places.ScopeOf(unit) : new HashSet<string>();
        var bodies = account.BodyId is { } body ? current.Bodies.WithAllBelow(body).ToHashSet() : [];
        // What a body left behind when its commune went into another is answered for by the one that goes on for it.
        bodies.UnionWith([.. BodyHeirs.Predecessors(current.Bodies, current.Places, bodies)]);
        return ReadScope.Of(units, bodies);
    }
}
