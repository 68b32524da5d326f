using System.Net;
using System.Net.Sockets;

namespace DanVanDashboard.Tests.Support;

/// <summary>
/// A bad line to a server: so many bits a second in both directions together, and of every ten connections one that breaks: it stalls and
/// is reset, before the request, in the middle of the answer, or after the server has done its work. Which one, and how, follows from the seed.
/// </summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _connections = [];
    private readonly int _target;
    private readonly int _bytesPerSecond;
    private readonly int _seed;
    private readonly Task _accepting;
    private readonly Lock _gate = new();
    private DateTime _free = DateTime.UtcNow;
    private int _broken;

    /// <param name="target">Port of the server.</param>
    /// <param name="bitsPerSecond">The rate.</param>
    /// <param name="seed">What happens on which connection.</param>
    public SlowLine(int target, int bitsPerSecond, int seed)
    {
        (_target, _bytesPerSecond, _seed) = (target, bitsPerSecond / 8, seed);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the server is to be reached through this line.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections broke.</summary>
    public int Broken => _broken;

    /// <summary>How many bytes came back.</summary>
    public long Received { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var place = 0;
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                // Of the first ten connections the one that the last digit of the seed names; the digit before says how. Then by what follows from it.
                var digits = Enumerable.Range(0, place / 10).Aggregate(_seed, (n, _) => (n * 31) + 7) % 1000;
                var fault = place % 10 == digits % 10 ? (Fault)(1 + (digits / 10 % 3)) : Fault.None;
                place++;
                _connections.Add(CarryAsync(client, fault));
            }
        }
        catch (OperationCanceledException)
        {
            // The line is taken down.
        }
    }

    private async Task CarryAsync(TcpClient client, Fault fault)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                if (fault != Fault.None)
                {
                    Interlocked.Increment(ref _broken);
                }

                if (fault == Fault.BeforeRequest)
                {
                    await BreakAsync(client);
                    return;
                }

                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                var up = PassAsync(client.GetStream(), server.GetStream(), null);
                // The middle of the answer, or not one byte of it: the work is done and nobody hears of it.
                var down = PassAsync(server.GetStream(), client.GetStream(), fault switch { Fault.InAnswer => 700, Fault.BeforeAnswer => 0, _ => null });
                if (await Task.WhenAny(up, down) == down && fault != Fault.None)
                {
                    await BreakAsync(client);
                }
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two is gone, and with it the connection.
            }
        }
    }

    /// <summary>Stalls for a moment, then resets.</summary>
    private async Task BreakAsync(TcpClient client)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(150), _end.Token);
        client.LingerState = new(enable: true, seconds: 0);
        client.Close();
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, int? most)
    {
        var buffer = new byte[1024];
        var passed = 0;
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, _end.Token)) > 0)
            {
                if (most is { } limit && passed + read > limit)
                {
                    return;
                }

                await WaitAsync(read);
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
                passed += read;
                Received += most is null ? 0 : read;
            }
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone.
        }
    }

    /// <summary>Until the line is free for so many bytes.</summary>
    private Task WaitAsync(int bytes)
    {
        DateTime until;
        lock (_gate)
        {
            var now = DateTime.UtcNow;
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds((double)bytes / _bytesPerSecond);
            until = _free;
        }

        var wait = until - DateTime.UtcNow;
        return wait > TimeSpan.Zero ? Task.Delay(wait, _end.Token) : Task.CompletedTask;
    }

    private enum Fault
    {
        None,
        BeforeRequest,
        InAnswer,
        BeforeAnswer,
    }
}
