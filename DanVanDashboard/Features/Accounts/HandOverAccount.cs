using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>
/// Bàn giao: what a person has begun and not sent goes to another person of the same body or locality, and the account goes out of use unless it
/// is to stay. What was sent keeps the name of who sent it. What is handed over is what registers a <see cref="HandedOver"/>.
/// </summary>
public sealed class HandOverAccount(Writer writer, IEnumerable<HandedOver> kinds, Stamps stamps)
{
    /// <summary>Hands over.</summary>
    public async Task<Result<ApiAnswer>> HandleAsync(Actor actor, string id, HandOverRequest request, IdempotencyKey? key, CancellationToken ct)
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

                var from = found.Value;
                var stop = request.Keep != true && !from.Disabled;
                if (await w.Db.Accounts.FirstOrDefaultAsync(a => a.Id == request.ToId, cancel) is not { Disabled: false } to || to.Id == id || !actor.MayManage(to.Role))
                {
                    return new Refusal("account.receiver-unknown", "toId");
                }

                if (!((from.BodyId is not null && from.BodyId == to.BodyId) || (from.UnitId is not null && from.UnitId == to.UnitId)))
                {
                    return new Refusal("account.receiver-elsewhere", "toId");
                }

                if (stop && (id == actor.UserId || (from.Role == Role.Administrator && !await AccountDesk.OtherAdministratorAsync(w, id, cancel))))
                {
                    return new Refusal(id == actor.UserId ? "account.own-account" : "account.last-administrator", "id");
                }

                var before = AccountDesk.Facts(from);
                var moved = new SortedDictionary<string, int>(StringComparer.Ordinal);
                foreach (var kind in kinds)
                {
                    moved[kind.Kind] = await kind.MoveAsync(w, actor, id, to.Id, cancel);
                }

                if (stop)
                {
                    (from.Disabled, from.SecurityStamp) = (true, Stamps.New());
                    await AccountLinks.EndAsync(w, id, cancel);
                }

                await w.AuditAsync(actor, "account.hand-over", id, new { to = to.Id, moved, before, after = AccountDesk.Facts(from) }, cancel);
                return AccountView.Of(from, w.Now) with { HandedOver = moved };
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        stamps.Forget(id);
        return answer;
    }
}
