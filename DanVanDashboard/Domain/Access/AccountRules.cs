namespace DanVanDashboard.Domain.Access;

/// <summary>An account as it is asked for: by an invitation or a change, cleaned and understood.</summary>
/// <param name="DisplayName">Tên hiển thị.</param>
/// <param name="Email">Địa chỉ thư.</param>
/// <param name="Role">Vai trò; <see langword="null"/> where it was not understood.</param>
/// <param name="UnitId">Địa bàn.</param>
/// <param name="BodyId">Đơn vị.</param>
public sealed record AccountWish(string? DisplayName, string? Email, Role? Role, string? UnitId, string? BodyId);

/// <summary>Who may make which account, and what an account needs.</summary>
public static class AccountRules
{
    /// <summary>Longest name to show, and longest address.</summary>
    public const int TextLimit = 120;

    /// <summary>Whether <paramref name="by"/> looks after accounts of a role: the board after reporters and approvers, the administrator after all.</summary>
    public static bool MayManage(this Actor by, Role role) =>
        by.May(Verb.ManageAllAccounts) || (IsLocal(role) && by.May(Verb.ManageLocalAccounts));

    /// <summary>Whether a role works for one locality or body and means nothing without it.</summary>
    public static bool IsLocal(Role role) => role is Role.Reporter or Role.Approver;

    /// <summary>Whether a user name can be typed anywhere: 3 to 40 of a–z, 0–9, dot, hyphen, underscore, beginning with a letter.</summary>
    public static bool IsUserName(string? name) =>
        name is { Length: >= 3 and <= 40 } && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    /// <summary>Every reason why <paramref name="by"/> may not make an account like this; empty when it may.</summary>
    public static List<Refusal> Refusals(Actor by, AccountWish wish)
    {
        if (wish.Role is { } role && !by.MayManage(role))
        {
            return [new("account.role-not-yours", "role")];
        }

        var refusals = new List<Refusal>();
        if (wish.Role is null)
        {
            refusals.Add(new("account.role-unknown", "role"));
        }

        if (wish.DisplayName is not { Length: > 0 and <= TextLimit })
        {
            refusals.Add(new("account.display-name-missing", "displayName"));
        }

        refusals.AddRange(OfEmail(wish.Email));
        if (wish.Role is { } local && IsLocal(local) && wish.UnitId is null && wish.BodyId is null)
        {
            refusals.Add(new("account.scope-missing", "unitId"));
        }

        return refusals;
    }

    /// <summary>Why an address cannot be one; empty where it can, or where none is given.</summary>
    public static IEnumerable<Refusal> OfEmail(string? email)
    {
        if (email is not null && (email.Length > TextLimit || email.Any(char.IsWhiteSpace) || email.Split('@') is not [{ Length: > 0 }, { Length: > 2 } host] || !host.Contains('.', StringComparison.Ordinal)
            || host.StartsWith('.') || host.EndsWith('.')))
        {
            yield return new("account.email-unreadable", "email");
        }
    }
}
