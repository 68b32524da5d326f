using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace DanVanDashboard.Tests.Support;

/// <summary>A client of the hub that speaks its JSON protocol; the .NET client of SignalR is not in every package feed.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket _socket;
    private readonly Channel<JsonElement> _changes = Channel.CreateUnbounded<JsonElement>();
    private readonly Channel<JsonElement> _answers = Channel.CreateUnbounded<JsonElement>();
    private Task _reading = Task.CompletedTask;
    private int _invocations;

    private HubClient(ClientWebSocket socket) => _socket = socket;

    /// <exception cref="WebSocketException">The server refuses.</exception>
    public static async Task<HubClient> ConnectAsync(Uri address, string? token, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var client = new HubClient(socket);
        try
        {
            await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/hubs/campaign" }.Uri, TestContext.Current.CancellationToken);
            await client.SendAsync("""{"protocol":"json","version":1}""");
            client._reading = client.ReadAsync();
            Assert.Equal("{}", (await client._answers.Reader.ReadAsync(TestContext.Current.CancellationToken)).GetRawText());
            return client;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Watches a unit; its cursor, or the error that the hub says.</summary>
    public async Task<(string? Cursor, string? Error)> WatchAsync(string unit)
    {
        await SendAsync(JsonSerializer.Serialize(new { type = 1, invocationId = (++_invocations).ToString(System.Globalization.CultureInfo.InvariantCulture), target = "Watch", arguments = new[] { unit } }));
        var answer = await WithinAsync(_answers);
        return answer.TryGetProperty("error", out var error) ? (null, error.GetString()) : (answer.GetProperty("result").GetString(), null);
    }

    /// <summary>The next change that arrives.</summary>
    public Task<JsonElement> NextAsync() => WithinAsync(_changes);

    /// <summary>Whether something waits to be read.</summary>
    public bool HasMore => _changes.Reader.Count > 0;

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private static async Task<JsonElement> WithinAsync(Channel<JsonElement> channel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        return await channel.Reader.ReadAsync(limit.Token);
    }

    private Task SendAsync(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private async Task ReadAsync()
    {
        var (buffer, text) = (new byte[16 * 1024], new List<byte>());
        try
        {
            while (await _socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                text.AddRange(buffer.AsSpan(0, part.Count));
                if (!part.EndOfMessage)
                {
                    continue;
                }

                foreach (var message in Encoding.UTF8.GetString([.. text]).Split(End, StringSplitOptions.RemoveEmptyEntries))
                {
                    Take(JsonDocument.Parse(message).RootElement);
                }

                text.Clear();
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private void Take(JsonElement message)
    {
        switch (message.TryGetProperty("type", out var type) ? type.GetInt32() : 0)
        {
            case 0 or 3:
                _answers.Writer.TryWrite(message);
                break;
            case 1 when message.GetProperty("target").GetString() == "changed":
                _changes.Writer.TryWrite(message.GetProperty("arguments")[0]);
                break;
        }
    }
}
