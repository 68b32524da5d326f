using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>What every verb on an account begins and ends with: the account that may be touched, what is asked for in the terms of the domain, and the audit row.</summary>
internal static class AccountDesk
{
    /// <summary>Whether <paramref name="by"/> looks after accounts at all.</summary>
    public static bool MayLook(Actor by) => by.May(Verb.ManageLocalAccounts) || by.May(Verb.ManageAllAccounts);

    /// <summary>The account, tracked, if <paramref name="by"/> looks after it. One that somebody else looks after is not there.</summary>
    public static async Task<Result<AccountRow>> FindAsync(WriteSession w, Actor by, string? id, CancellationToken ct)
    {
        if (!MayLook(by))
        {
            return new Refusal("account.not-allowed");
        }

        return await w.Db.Accounts.AsTracking().FirstOrDefaultAsync(a => a.Id == id, ct) is { } row && by.MayManage(row.Role) ? row : new Refusal("account.not-found", "id");
    }

    /// <summary>What a request asks for, with what it leaves out taken from <paramref name="now"/>; adds a refusal for each locality or body that is not there.</summary>
    public static AccountWish Wish(AccountRequest request, AccountRow? now, Reference reference, string rootUnit, List<Refusal> refusals)
    {
        var role = request.Role is null ? now?.Role : Wire.Parse<Role>(request.Role.Replace('-', '_'));
        var (unit, body) = (request.UnitId is null ? now?.UnitId : Empty(request.UnitId), request.BodyId is null ? now?.BodyId : Empty(request.BodyId));
        var province = reference.Places.ProvinceOf(rootUnit).Id;
        if (unit is not null && (reference.Places.ById(unit) is null || reference.Places.ProvinceOf(unit).Id != province))
        {
            refusals.Add(new("account.unit-unknown", "unitId") { Arguments = [unit] });
        }

        if (body is not null && (reference.Bodies.Find(body) is not { } found || found.ProvinceId != province || (unit is not null && found.UnitId is { } its && its != unit)))
        {
            refusals.Add(new("account.body-unknown", "bodyId") { Arguments = [body] });
        }

        return new(
            request.DisplayName is null ? now?.DisplayName : Clean(request.DisplayName), request.Email is null ? now?.Email : Clean(request.Email), role,
            // Who works for the whole province sits in it; a non-local body has no locality.
            unit ?? (role is { } r && !AccountRules.IsLocal(r) && body is null ? rootUnit : null), body);
    }

    /// <summary>Whether another administrator could still sign in without this one.</summary>
    public static Task<bool> OtherAdministratorAsync(WriteSession w, string id, CancellationToken ct) =>
        w.Db.Accounts.AnyAsync(a => a.Id != id && a.Role == Role.Administrator && !a.Disabled && a.PasswordHash != null, ct);

    /// <summary>What the audit log keeps of an account: no name and no address.</summary>
    public static object Facts(AccountRow row) => new { role = Wire.Name(row.Role), row.UnitId, row.BodyId, row.Disabled, secondStep = row.TwoFactorSecret is not null };

    /// <summary>Writes the audit row of a change.</summary>
    public static Task AuditAsync(this WriteSession w, Actor by, string action, string id, object detail, CancellationToken ct) =>
        w.AuditAsync(by, action, id, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);

    public static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public static string? Clean(string? text) => text is null ? null : Empty(TextFold.Clean(text));
}
