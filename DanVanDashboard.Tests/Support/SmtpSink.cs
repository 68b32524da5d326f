using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DanVanDashboard.Tests.Support;

/// <summary>A mail that the sink took.</summary>
internal sealed record SunkMail(string From, string To, string Subject, string Body);

/// <summary>A mail server that keeps what it gets; it speaks just enough SMTP, and refuses for now as long as it is told to.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SunkMail> _mails = new();
    private readonly Task _loop;

    public SmtpSink()
    {
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool Refuses { get; set; }

    public IReadOnlyList<SunkMail> Mails => [.. _mails];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        var (from, to) = (string.Empty, string.Empty);
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "MAIL":
                    from = Address(line);
                    await writer.WriteLineAsync(Refuses ? "451 later" : "250 ok");
                    break;
                case "RCPT":
                    to = Address(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var data = new List<string>();
                    while (await reader.ReadLineAsync(_stop.Token) is { } text && text != ".")
                    {
                        data.Add(text.StartsWith('.') ? text[1..] : text);
                    }

                    _mails.Enqueue(Read(from, to, data));
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 sink");
                    break;
            }
        }
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private static SunkMail Read(string from, string to, List<string> data)
    {
        var end = data.IndexOf(string.Empty);
        var headers = string.Join('\n', data.Take(end)).Replace("\n ", " ", StringComparison.Ordinal).Split('\n');
        var subject = headers.First(h => h.StartsWith("Subject:", StringComparison.OrdinalIgnoreCase))["Subject:".Length..].Trim();
        var body = string.Join('\n', data.Skip(end + 1));
        if (headers.Any(h => h.Equals("Content-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase)))
        {
            body = Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\n", string.Empty, StringComparison.Ordinal)));
        }

        return new(from, to, Words(subject), body);
    }

    /// <summary>An encoded word of a header: =?utf-8?B?…?=.</summary>
    private static string Words(string header) => string.Concat(header.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(w => w.StartsWith("=?utf-8?B?", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(Convert.FromBase64String(w[10..^2])) : w + " ")).Trim();
}
