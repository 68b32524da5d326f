using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Accounts;

/// <summary>Sửa tài khoản: name, address, role, locality and body. Another role or scope ends the sign-ins of the account.</summary>
public sealed class ChangeAccount(Writer writer, ReferenceData reference, DanVanOptions options, Stamps stamps)
{
    /// <summary>Changes what the request names; the rest stays.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, AccountRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var answer = await writer.OnceAsync<AccountView>(
            key,
            async (w, cancel) =>
            {
                var found = await AccountDesk.FindAsync(w, actor, id, cancel);
                if (!found.Ok)
                {
                    return found.Refusals.ToList();
                }

                var (row, unknown) = (found.Value, new List<Refusal>());
                var wish = AccountDesk.Wish(request, row, reference.Current, options.RootUnit, unknown);
                var refusals = AccountRules.Refusals(actor, wish);
                if (refusals is not [{ Code: "account.role-not-yours" }])
                {
                    refusals.AddRange(unknown);
                }

                var reach = refusals.Count == 0 && (wish.Role != row.Role || wish.UnitId != row.UnitId || wish.BodyId != row.BodyId);
                if (reach && id == actor.UserId)
                {
                    refusals.Add(new("account.own-role", "role"));
                }
                else if (reach && row.Role == Role.Administrator && wish.Role != Role.Administrator && !await AccountDesk.OtherAdministratorAsync(w, id, cancel))
                {
                    refusals.Add(new("account.last-administrator", "role"));
                }

                if (refusals.Count > 0)
                {
                    return refusals;
                }

                var before = AccountDesk.Facts(row);
                var (named, mailed) = (row.DisplayName != wish.DisplayName, row.Email != wish.Email);
                (row.DisplayName, row.Email, row.Role, row.UnitId, row.BodyId) = (wish.DisplayName!, wish.Email, wish.Role!.Value, wish.UnitId, wish.BodyId);
                if (reach)
                {
                    row.SecurityStamp = Stamps.New();
                }

                await w.AuditAsync(actor, "account.change", id, new { before, after = AccountDesk.Facts(row), displayNameChanged = named, emailChanged = mailed }, cancel);
                return AccountView.Of(row, w.Now);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        stamps.Forget(id);
        return answer;
    }
}
