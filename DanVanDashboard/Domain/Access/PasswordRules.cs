using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Domain.Access;

/// <summary>Mật khẩu: long enough, not the name of its owner, not one of those that everybody tries first.</summary>
public static class PasswordRules
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 10;

    /// <summary>Most characters; longer ones only cost time to check.</summary>
    public const int Longest = 200;

    // Ten characters and more, without separators and diacritics; what is tried first here and elsewhere.
    private static readonly HashSet<string> s_common =
    [
        "1234567890", "12345678910", "0123456789", "0987654321", "9876543210", "1111111111", "0000000000", "1122334455", "1234512345", "1231231231", "123123123123", "123456789a",
        "a123456789", "1q2w3e4r5t", "q1w2e3r4t5", "1qaz2wsx3edc", "qwertyuiop", "qwerty12345", "qwerty123456", "qwerty1234", "asdfghjkl1", "abcdefghij", "abcd123456", "abc1234567", "abcde12345",
        "password12", "password123", "password1234", "passw0rd123", "p@ssw0rd123", "matkhau123", "matkhau1234", "matkhau12345", "matkhau123456", "matkhaumoi", "iloveyou123",
        "admin12345", "admin123456", "administrator", "admin@1234", "admin@12345", "welcome123", "letmein1234", "changeme123", "vietnam123", "vietnam2025", "vietnam2026", "vietnam@123",
        "laichau123", "laichau2026", "laichau@123", "danvan2025", "danvan1234", "danvan12345", "danvankheo", "danvankheo123", "danvankheo2026", "tinhuy2026", "anhyeuem123", "emyeuanh123",
    ];

    /// <summary>Every reason why a password cannot be taken; empty when it can.</summary>
    /// <param name="userName">Tên đăng nhập.</param>
    /// <param name="password">As typed.</param>
    /// <param name="again">Typed a second time; <see langword="null"/> where it is not asked for.</param>
    public static List<Refusal> Refusals(string userName, string? password, string? again = null)
    {
        var refusals = new List<Refusal>();
        var typed = password ?? string.Empty;
        if (typed.Length < Shortest || typed.Length > Longest)
        {
            refusals.Add(new("account.password-length", "password"));
        }
        else if (Plain(typed) is { } plain && (plain == Plain(userName) || Bare(plain) == Bare(Plain(userName))))
        {
            refusals.Add(new("account.password-is-name", "password"));
        }
        else if (typed.Distinct().Count() < 4 || s_common.Contains(Plain(typed)) || s_common.Contains(typed.ToLowerInvariant()))
        {
            refusals.Add(new("account.password-common", "password"));
        }

        if (again is not null && again != typed)
        {
            refusals.Add(new("account.password-differs", "again"));
        }

        return refusals;
    }

    private static string Plain(string text) => string.Concat(TextFold.Fold(text).Where(c => c is not (' ' or '-' or '.' or '_')));

    /// <summary>Without the digits and signs at its end, by which a name is often made "different".</summary>
    private static string Bare(string text) => text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '@', '!', '#', '*');
}
