using System.Globalization;

namespace DanVanDashboard.Data;

/// <summary>Section <c>DanVan:Mail</c>: the server that takes notices as mail. Without a host none is sent.</summary>
/// <param name="Host">Name or address of the SMTP server.</param>
/// <param name="Port">Its port.</param>
/// <param name="From">The address in whose name mail is sent.</param>
/// <param name="UserName">Where the server asks for it.</param>
/// <param name="Password">Where the server asks for it.</param>
/// <param name="UseTls">Whether the line is encrypted (STARTTLS).</param>
/// <param name="Site">Public address of this site for the links in mails, without a slash at the end.</param>
public sealed record MailOptions(string Host, int Port, string From, string? UserName, string? Password, bool UseTls, string? Site)
{
    /// <summary>Reads the section; <see langword="null"/> without a host. Every error goes to <paramref name="errors"/>, each naming its key, none repeating the password.</summary>
    public static MailOptions? Read(IConfiguration mail, List<string> errors)
    {
        string? Value(string key) => mail[key] is { Length: > 0 } value ? value.Trim() : null;
        var (host, from, user, password, site) = (Value("Host"), Value("From"), Value("UserName"), Value("Password"), Value("Site"));
        if (host is null)
        {
            foreach (var key in new[] { "Port", "From", "UserName", "Password", "UseTls", "Site" }.Where(k => Value(k) is not null))
            {
                errors.Add($"DanVan:Mail:{key} is set, but DanVan:Mail:Host is missing; without it no mail is sent.");
            }

            return null;
        }

        var before = errors.Count;
        var port = 587;
        if (Value("Port") is { } text && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
        {
            errors.Add($"DanVan:Mail:Port is '{text}'; it must be a whole number from 1 to 65535.");
        }

        if (from is null || !System.Net.Mail.MailAddress.TryCreate(from, out _))
        {
            errors.Add(from is null ? "DanVan:Mail:From is missing; it must be the address in whose name mail is sent." : $"DanVan:Mail:From is '{from}'; it must be an e-mail address.");
        }

        if (user is null != password is null)
        {
            errors.Add("DanVan:Mail:UserName and DanVan:Mail:Password must be given together.");
        }

        var tls = true;
        if (Value("UseTls") is { } stated && !bool.TryParse(stated, out tls))
        {
            errors.Add($"DanVan:Mail:UseTls is '{stated}'; it must be true or false.");
        }
        else if (!tls && password is not null)
        {
            errors.Add("DanVan:Mail:UseTls is false, but DanVan:Mail:Password is set; a password never goes over an open line.");
        }

        if (site is not null && !(Uri.TryCreate(site, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            errors.Add($"DanVan:Mail:Site is '{site}'; it must be the address of this site, e.g. https://danvan.example.vn.");
        }

        return errors.Count > before ? null : new(host, port, from!, user, password, tls, site?.TrimEnd('/'));
    }
}
