using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>What the list of accounts is narrowed down to.</summary>
/// <param name="Search">In name, user name, address, body and locality, without diacritics.</param>
/// <param name="Role">A role.</param>
/// <param name="State">A state of <see cref="AccountView.State"/>.</param>
public sealed record AccountFilter(string? Search = null, Role? Role = null, string? State = null);

/// <summary>An account in the list.</summary>
/// <param name="Account">The account.</param>
/// <param name="Body">Name of its body today.</param>
/// <param name="Unit">Name of its locality.</param>
/// <param name="Own">Whether it is the one of who looks.</param>
internal sealed record ShownAccount(AccountView Account, string? Body, string? Unit, bool Own);

/// <summary>What an account can be given.</summary>
/// <param name="Roles">Vai trò.</param>
/// <param name="Units">Địa bàn of today, the province first.</param>
/// <param name="Bodies">Đơn vị of today, in protocol order; without a locality the non-local ones.</param>
public sealed record AccountChoices(IReadOnlyList<Role> Roles, IReadOnlyList<(string Id, string Name)> Units, IReadOnlyList<(string Id, string? UnitId, string Name)> Bodies);

/// <summary>Reads accounts for those who look after them.</summary>
internal sealed class AccountQueries(Store store, ReferenceData reference, DanVanOptions options, TimeProvider clock)
{
    /// <summary>The accounts that the actor looks after, by role and name.</summary>
    public async Task<Result<List<ShownAccount>>> ListAsync(Actor actor, AccountFilter filter, CancellationToken ct = default)
    {
        if (!AccountDesk.MayLook(actor))
        {
            return new Refusal("account.not-allowed");
        }

        var (current, now) = (reference.Current, clock.GetUtcNow().UtcDateTime);
        var today = LocalDay.Of(now);
        await using var db = store.Read();
        var rows = await db.Accounts.ToListAsync(ct);
        var wanted = TextFold.Fold(filter.Search ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return rows.Where(r => actor.MayManage(r.Role) && (filter.Role is null || r.Role == filter.Role))
            .Select(r => new ShownAccount(
                AccountView.Of(r, now), current.Bodies.Find(r.BodyId)?.NameOn(today), current.Places.ById(r.UnitId)?.FullNameAtStart, r.Id == actor.UserId))
            .Where(s => filter.State is null || s.Account.State == filter.State)
            .Where(s => wanted.Length == 0 || TextFold.Fold($"{s.Account.DisplayName} {s.Account.UserName} {s.Account.Email} {s.Body} {s.Unit}") is var text && Array.TrueForAll(wanted, w => text.Contains(w, StringComparison.Ordinal)))
            .OrderBy(s => Wire.Parse<Role>(s.Account.Role)).ThenBy(s => VietnameseOrder.Key(s.Account.DisplayName), StringComparer.Ordinal).ThenBy(s => s.Account.UserName, StringComparer.Ordinal).ToList();
    }

    /// <summary>What an account can be given by the actor.</summary>
    public AccountChoices Choices(Actor actor)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var province = current.Places.ProvinceOf(options.RootUnit);
        var units = current.Places.Under(province.Id, today, UnitLevel.Commune).Select(u => (u.Id, u.FullNameAtStart)).Prepend((province.Id, province.FullNameAtStart)).ToList();
        var bodies = current.Bodies.All.Where(b => b.ProvinceId == province.Id && b.ValidOn(today)).Select(b => (b.Id, b.UnitId, b.NameOn(today))).ToList();
        return new([.. Enum.GetValues<Role>().Where(actor.MayManage)], units, bodies);
    }
}
