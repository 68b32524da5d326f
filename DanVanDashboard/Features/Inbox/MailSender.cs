using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Text;
using DanVanDashboard.Data;
using DanVanDashboard.Live;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Inbox;

/// <summary>
/// Sends notices by mail to people who have an address and have not read them yet: one mail for all that came together, in Vietnamese, with no
/// more in it than the notice says. What fails is tried again, later each time, and given up after a week; nothing that waits for mail holds
/// anybody up.
/// </summary>
internal sealed class MailSender(DanVanOptions options, Store store, Writer writer, NoticeWords words, IStringLocalizer<NoticeText> text, TimeProvider clock, ILogger<MailSender> log)
{
    /// <summary>Pauses after a failure; after the last of them a notice is given up.</summary>
    internal static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromDays(1), TimeSpan.FromDays(3)];

    private const int PeopleAtOnce = 50;
    private static readonly TimeSpan s_stale = TimeSpan.FromDays(7);
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>Sends what is due; the number of mails that the server took.</summary>
    public async Task<int> SendDueAsync(CancellationToken ct)
    {
        if (options.Mail is not { } mail)
        {
            return 0;
        }

        var sent = 0;
        foreach (var (to, notices) in await DueAsync(ct))
        {
            var ids = notices.ConvertAll(n => n.Id);
            try
            {
                using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.UseTls, Timeout = 15_000 };
                if (mail.UserName is not null)
                {
                    client.Credentials = new NetworkCredential(mail.UserName, mail.Password);
                }

                using var message = Message(mail, to, notices);
                // SmtpClient's own limit holds for its synchronous calls only.
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
                limit.CancelAfter(TimeSpan.FromSeconds(15));
                await client.SendMailAsync(message, limit.Token);
                var now = clock.GetUtcNow().UtcDateTime;
                await writer.WriteAsync((w, cancel) => w.Db.Notices.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(s => s.SetProperty(n => n.MailedAt, now), cancel), ct);
                sent++;
            }
            catch (Exception e) when (e is SmtpException or FormatException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // The address is personal data and stays out of the log.
                log.LogWarning("Mail to {User} was not taken by {Host}: {Reason}; it is tried again", notices[0].UserId, mail.Host, e.Message);
                await PutOffAsync(notices, ct);
            }
        }

        return sent;
    }

    private async Task<List<(string To, List<NoticeRow> Notices)>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var oldest = now - s_stale;
        await using var db = store.Read();
        var due = await db.Notices.Where(n => n.MailedAt == null && n.ReadAt == null && n.At >= oldest && (n.MailAfter == null || n.MailAfter <= now))
            .Join(db.Accounts.Where(a => a.Email != null && !a.Disabled), n => n.UserId, a => a.Id, (n, a) => new { Notice = n, a.Email })
            .OrderBy(x => x.Notice.At).Take(2000).ToListAsync(ct);
        return due.GroupBy(x => x.Notice.UserId).Take(PeopleAtOnce).Select(g => (g.First().Email!, g.Select(x => x.Notice).ToList())).ToList();
    }

    private MailMessage Message(MailOptions mail, string to, List<NoticeRow> notices)
    {
        // Nobody's request: the language of the house.
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = s_vietnamese;
        try
        {
            var body = new StringBuilder();
            foreach (var notice in notices)
            {
                body.Append(words.Of(notice)).Append('\n');
                if (mail.Site is not null)
                {
                    body.Append(text["mail.link", mail.Site + notice.Link]).Append('\n');
                }

                body.Append('\n');
            }

            body.Append(text["mail.footer"]).Append('\n');
            return new MailMessage(new MailAddress(mail.From, "Dân vận khéo", Encoding.UTF8), new MailAddress(to))
            {
                Subject = notices.Count == 1 ? text["mail.subject"] : $"{text["mail.subject"]} ({notices.Count:00})", SubjectEncoding = Encoding.UTF8,
                Body = body.ToString(), BodyEncoding = Encoding.UTF8, IsBodyHtml = false,
            };
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private Task PutOffAsync(List<NoticeRow> notices, CancellationToken ct) => writer.WriteAsync(
        async (w, cancel) =>
        {
            var ids = notices.ConvertAll(n => n.Id);
            foreach (var row in await w.Db.Notices.Where(n => ids.Contains(n.Id)).ToListAsync(cancel))
            {
                row.MailAfter = row.MailTries < Pauses.Length ? w.Now + Pauses[row.MailTries] : DateTime.MaxValue;
                row.MailTries++;
            }

            return true;
        },
        ct);
}

/// <summary>Runs <see cref="MailSender"/> when something was left in an inbox, and every half minute for what was put off.</summary>
internal sealed class MailService(DanVanOptions options, MailSender sender, InboxFeed feed, TimeProvider clock, ILogger<MailService> log) : BackgroundService
{
    private readonly SemaphoreSlim _left = new(0, 1);

    /// <inheritdoc />
    public override void Dispose()
    {
        _left.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Mail is null)
        {
            return;
        }

        feed.Published += Signal;
        try
        {
            while (true)
            {
                try
                {
                    await sender.SendDueAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogError(e, "Mail could not be prepared; it is tried again");
                }

                using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(_left.WaitAsync(pause.Token), Task.Delay(TimeSpan.FromSeconds(30), clock, pause.Token));
                await pause.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            feed.Published -= Signal;
        }
    }

    private void Signal()
    {
        try
        {
            _left.Release();
        }
        catch (SemaphoreFullException)
        {
            // It will look anyway.
        }
        catch (ObjectDisposedException)
        {
            // The program ends.
        }
    }
}
