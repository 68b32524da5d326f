using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Features.Inbox;
using DanVanDashboard.Tests.Support;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace DanVanDashboard.Tests.Features.Inbox;

/// <summary>Notices by mail, against a server of our own.</summary>
public sealed class MailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_WhatIsUnread_GoesOnceToWhoHasAnAddress()
    {
        await using var sink = new SmtpSink();
        await using var store = await TestStore.CopyAsync();
        var sender = Sender(store, sink.Port);
        await TellAsync(store, "u-xa-binhlu", "Thắp sáng bản Nà Đon");
        await TellAsync(store, "u-xa-khunha", "Của người khác");

        Assert.Equal(0, await sender.SendDueAsync(Ct));
        await store.Writer.WriteAsync((w, ct) => w.Db.Accounts.Where(a => a.Id == "u-xa-binhlu").ExecuteUpdateAsync(s => s.SetProperty(a => a.Email, "xa@example.vn"), ct), Ct);
        await TellAsync(store, "u-xa-binhlu", "Mô hình thứ hai");
        Assert.Equal(1, await sender.SendDueAsync(Ct));
        Assert.Equal(0, await sender.SendDueAsync(Ct));

        var mail = Assert.Single(sink.Mails);
        Assert.Equal(("danvan@example.vn", "xa@example.vn", "Dân vận khéo: thông báo mới (02)"), (mail.From, mail.To, mail.Subject));
        Assert.Contains("Mô hình “Thắp sáng bản Nà Đon” đã được duyệt đăng ký.", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://danvan.example.vn/mo-hinh/m1", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Của người khác", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ServerRefuses_IsTriedAgainLaterAndLaterAndThenTaken()
    {
        await using var sink = new SmtpSink { Refuses = true };
        await using var store = await TestStore.CopyAsync();
        var sender = Sender(store, sink.Port);
        await store.Writer.WriteAsync((w, ct) => w.Db.Accounts.Where(a => a.Id == "u-xa-binhlu").ExecuteUpdateAsync(s => s.SetProperty(a => a.Email, "xa@example.vn"), ct), Ct);
        await TellAsync(store, "u-xa-binhlu", "Thử lại");

        Assert.Equal(0, await sender.SendDueAsync(Ct));
        var first = await NoticeAsync(store);
        Assert.Equal((1, first.At + MailSender.Pauses[0]), (first.MailTries, first.MailAfter));
        sink.Refuses = false;
        Assert.Equal(0, await sender.SendDueAsync(Ct));
        store.Clock.Now += MailSender.Pauses[0] + TimeSpan.FromSeconds(1);
        Assert.Equal(1, await sender.SendDueAsync(Ct));
        Assert.NotNull((await NoticeAsync(store)).MailedAt);
    }

    [Fact]
    public async Task Send_NobodyListens_IsPutOffAndWithoutAHostNothingIsTried()
    {
        await using var store = await TestStore.CopyAsync();
        await store.Writer.WriteAsync((w, ct) => w.Db.Accounts.Where(a => a.Id == "u-xa-binhlu").ExecuteUpdateAsync(s => s.SetProperty(a => a.Email, "xa@example.vn"), ct), Ct);
        await TellAsync(store, "u-xa-binhlu", "Không ai nhận");

        Assert.Equal(0, await Sender(store, null).SendDueAsync(Ct));
        Assert.Equal(0, (await NoticeAsync(store)).MailTries);
        int port;
        await using (var gone = new SmtpSink())
        {
            port = gone.Port;
        }

        Assert.Equal(0, await Sender(store, port).SendDueAsync(Ct));
        Assert.Equal(1, (await NoticeAsync(store)).MailTries);
    }

    [Fact]
    public void Settings_EveryWrongOne_IsNamedAndNoPasswordRepeated()
    {
        var errors = new List<string>();

        Assert.Null(Read(errors, ("Host", "smtp"), ("Port", "0"), ("From", "x"), ("Password", "bi-mat"), ("UseTls", "maybe"), ("Site", "danvan")));
        Assert.Equal(["DanVan:Mail:Port", "DanVan:Mail:From", "DanVan:Mail:UserName", "DanVan:Mail:UseTls", "DanVan:Mail:Site"], errors.Select(e => e.Split(' ')[0]));
        Assert.DoesNotContain(errors, e => e.Contains("bi-mat", StringComparison.Ordinal));

        errors.Clear();
        Assert.Null(Read(errors, ("From", "a@b.vn")));
        Assert.StartsWith("DanVan:Mail:From is set", Assert.Single(errors), StringComparison.Ordinal);

        errors.Clear();
        Assert.Null(Read(errors, ("Host", "smtp"), ("From", "a@b.vn"), ("UserName", "u"), ("Password", "p"), ("UseTls", "false")));
        Assert.Contains("open line", Assert.Single(errors), StringComparison.Ordinal);

        errors.Clear();
        Assert.Null(Read(errors));
        Assert.Equal((587, true), Read(errors, ("Host", "smtp"), ("From", "a@b.vn")) is { } mail ? (mail.Port, mail.UseTls) : default);
        Assert.Empty(errors);
    }

    private static MailOptions? Read(List<string> errors, params (string Key, string Value)[] values) =>
        MailOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, string? (v) => v.Value)).Build(), errors);

    private static MailSender Sender(TestStore store, int? port)
    {
        var text = store.Get<IStringLocalizer<NoticeText>>();
        var options = store.Options with { Mail = port is { } p ? new("127.0.0.1", p, "danvan@example.vn", null, null, UseTls: false, "https://danvan.example.vn") : null };
        return new(options, store.Store, store.Writer, new(text, store.Get<IStringLocalizer<DanVanDashboard.Filters.FiltersText>>()), text, store.Clock, NullLogger<MailSender>.Instance);
    }

    private static Task TellAsync(TestStore store, string user, string name) => store.Writer.WriteAsync(
        async (w, ct) =>
        {
            await w.TellAsync(Actor.System, new Recipients(UserId: user), new("model.accepted", "/mo-hinh/m1", Demo.Campaign, name), ct);
            return true;
        },
        Ct);

    private static Task<NoticeRow> NoticeAsync(TestStore store) => store.ReadAsync(db => db.Notices.SingleAsync(Ct));
}
