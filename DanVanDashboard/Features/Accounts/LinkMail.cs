using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Accounts;

/// <summary>Sends a link that works once, where mail is on and the person has an address. It is not kept for a second try: the link stands on the screen of who made it.</summary>
public sealed class LinkMail(DanVanOptions options, IStringLocalizer<AccountsText> text, ILogger<LinkMail> log)
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Whether the server took it.</summary>
    public async Task<bool> SendAsync(AccountView account, string kind, CancellationToken ct)
    {
        if (options.Mail is not { Site: { } site } mail || account.Email is not { } to || account.Link is not { } link)
        {
            return false;
        }

        try
        {
            using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.UseTls };
            if (mail.UserName is not null)
            {
                client.Credentials = new NetworkCredential(mail.UserName, mail.Password);
            }

            using var message = Message(mail, account, kind, to, site + link);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            await client.SendMailAsync(message, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SmtpException or FormatException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            log.LogWarning("A link for {User} could not be mailed: {Reason}", account.Id, e.Message);
            return false;
        }
    }

    private MailMessage Message(MailOptions mail, AccountView account, string kind, string to, string address)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = s_vietnamese;
        try
        {
            var until = LocalDay.At(account.LinkExpiresAt!.Value);
            return new(mail.From, to)
            {
                Subject = text[kind == AccountLinks.Invite ? "mail.invite-subject" : "mail.reset-subject"], SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8,
                Body = text[kind == AccountLinks.Invite ? "mail.invite" : "mail.reset", account.DisplayName, account.UserName, address,
                    $"{until:HH:mm} {TypedText.Day(DateOnly.FromDateTime(until.DateTime))}"],
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
