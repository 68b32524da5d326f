using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>
/// Mời người dùng, and the link by which a password is set anew. The link is said in the first answer only: what is kept for a repeat of the
/// request is without it, as the store never holds it.
/// </summary>
public sealed class InviteAccount(Writer writer, ReferenceData reference, DanVanOptions options, Stamps stamps, LinkMail mail)
{
    /// <summary>Makes an account without a password, and the link with which its owner chooses one.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, AccountRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        if (!AccountDesk.MayLook(actor))
        {
            return new Refusal("account.not-allowed");
        }

        var unknown = new List<Refusal>();
        var wish = AccountDesk.Wish(request, null, reference.Current, options.RootUnit, unknown);
        if (wish is { Role: Role.Approver, UnitId: { } unit, BodyId: null })
        {
            // A commune's decisions are its Party committee's unless another body is named; without one every decision would ask for it. A reporter without a body is the clerk of the whole commune.
            wish = wish with { BodyId = reference.Current.Bodies.PartyCommitteeOf(unit)?.Id };
        }

        var refusals = AccountRules.Refusals(actor, wish);
        if (refusals is [{ Code: "account.role-not-yours" }])
        {
            return refusals;
        }

        var name = AccountDesk.Empty(request.UserName)?.ToLowerInvariant();
        if (!AccountRules.IsUserName(name))
        {
            refusals.Insert(0, new("account.user-name-unreadable", "userName"));
        }

        refusals.AddRange(unknown);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await WithLinkAsync(actor, key, AccountLinks.Invite, StatusCodes.Status201Created, async (w, cancel) =>
        {
            var normalized = name!.ToUpperInvariant();
            if (await w.Db.Accounts.AnyAsync(a => a.NormalizedUserName == normalized, cancel))
            {
                return new Refusal("account.name-taken", "userName") { Arguments = [name] };
            }

            var row = new AccountRow
            {
                Id = "u-" + Guid.CreateVersion7().ToString("n"), UserName = name, NormalizedUserName = normalized, DisplayName = wish.DisplayName!, Email = wish.Email,
                SecurityStamp = Stamps.New(), Role = wish.Role!.Value, UnitId = wish.UnitId, BodyId = wish.BodyId,
            };
            w.Db.Accounts.Add(row);
            await w.Db.SaveChangesAsync(cancel);
            await w.AuditAsync(actor, "account.invite", row.Id, new { after = AccountDesk.Facts(row) }, cancel);
            return row;
        }, ct);
    }

    /// <summary>Makes a link with which the owner of an account chooses a password anew. The old password works until then; sign-ins end.</summary>
    public Task<Result<ApiAnswer>> ResetAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) =>
        WithLinkAsync(actor, key, AccountLinks.Reset, StatusCodes.Status200OK, async (w, cancel) =>
        {
            var found = await AccountDesk.FindAsync(w, actor, id, cancel);
            if (!found.Ok)
            {
                return found;
            }

            if (found.Value.Disabled)
            {
                return new Refusal("account.disabled", "id");
            }

            found.Value.SecurityStamp = Stamps.New();
            await w.AuditAsync(actor, "account.reset-link", id, new { }, cancel);
            return found;
        }, ct);

    private async Task<Result<ApiAnswer>> WithLinkAsync(
        Actor actor, IdempotencyKey? key, string kind, int status, Func<WriteSession, CancellationToken, Task<Result<AccountRow>>> work, CancellationToken ct)
    {
        AccountView? made = null;
        var answer = await writer.OnceAsync<AccountView>(
            key,
            async (w, cancel) =>
            {
                var row = await work(w, cancel);
                if (!row.Ok)
                {
                    return row.Refusals.ToList();
                }

                var (code, until) = await AccountLinks.MakeAsync(w, actor, row.Value.PasswordHash is null ? AccountLinks.Invite : kind, row.Value.Id, cancel);
                var view = AccountView.Of(row.Value, w.Now) with { LinkExpiresAt = until };
                made = view with { Link = AccountLinks.Path(kind, code) };
                return view;
            },
            view => ApiAnswer.Of(status, view),
            ct);
        if (!answer.Ok || made is null)
        {
            return answer;
        }

        stamps.Forget(made.Id);
        return ApiAnswer.Of(status, made with { Mailed = await mail.SendAsync(made, kind, ct) });
    }
}
