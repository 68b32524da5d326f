using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;

namespace DanVanDashboard.Features.Accounts;

/// <summary>Ngừng, cho dùng lại, mở khóa, đăng xuất khỏi mọi thiết bị, tắt xác thực hai bước.</summary>
public sealed class SwitchAccount(Writer writer, Stamps stamps)
{
    /// <summary>Ngừng sử dụng: no sign-in and no token works any more; what was entered stays.</summary>
    public Task<Result<ApiAnswer>> DisableAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => DoAsync(actor, id, key, "account.disable", async (w, row, cancel) =>
    {
        if (id == actor.UserId)
        {
            return new Refusal("account.own-account", "id");
        }

        if (row.Disabled)
        {
            return new Refusal("account.already-disabled", "id");
        }

        if (row.Role == Role.Administrator && !await AccountDesk.OtherAdministratorAsync(w, id, cancel))
        {
            return new Refusal("account.last-administrator", "id");
        }

        (row.Disabled, row.SecurityStamp) = (true, Stamps.New());
        await AccountLinks.EndAsync(w, id, cancel);
        return null;
    }, ct);

    /// <summary>Cho dùng lại.</summary>
    public Task<Result<ApiAnswer>> EnableAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => DoAsync(actor, id, key, "account.enable", (_, row, _) =>
    {
        var refusal = row.Disabled ? null : new Refusal("account.already-enabled", "id");
        row.Disabled = false;
        return Task.FromResult(refusal);
    }, ct);

    /// <summary>Mở khóa after wrong passwords, before the lock ends by itself.</summary>
    public Task<Result<ApiAnswer>> UnlockAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => DoAsync(actor, id, key, "account.unlock", (_, row, _) =>
    {
        (row.AccessFailedCount, row.LockoutEnd) = (0, null);
        return Task.FromResult<Refusal?>(null);
    }, ct);

    /// <summary>Đăng xuất khỏi mọi thiết bị: open pages end within half a minute.</summary>
    public Task<Result<ApiAnswer>> SignOutAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => DoAsync(actor, id, key, "account.sign-out", (_, row, _) =>
    {
        row.SecurityStamp = Stamps.New();
        return Task.FromResult<Refusal?>(null);
    }, ct);

    /// <summary>Tắt xác thực hai bước of somebody who lost phone and recovery codes.</summary>
    public Task<Result<ApiAnswer>> ResetSecondStepAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) => DoAsync(actor, id, key, "account.second-step-reset", async (w, row, cancel) =>
    {
        if (row.TwoFactorSecret is null)
        {
            return new Refusal("account.second-step-off", "id");
        }

        await SecondFactor.TurnOffAsync(w, row, cancel);
        row.SecurityStamp = Stamps.New();
        return null;
    }, ct);

    private async Task<Result<ApiAnswer>> DoAsync(
        Actor actor, string id, IdempotencyKey? key, string action, Func<WriteSession, AccountRow, CancellationToken, Task<Refusal?>> change, CancellationToken ct)
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

                var before = AccountDesk.Facts(found.Value);
                if (await change(w, found.Value, cancel) is { } refusal)
                {
                    return refusal;
                }

                await w.AuditAsync(actor, action, id, new { before, after = AccountDesk.Facts(found.Value) }, cancel);
                return AccountView.Of(found.Value, w.Now);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        stamps.Forget(id);
        return answer;
    }
}
