using System.Collections.Concurrent;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Who has a report open to fill it in. Only as long as the page is open; nothing of it is stored.</summary>
public sealed class ReportPresence(ReportSignals signals)
{
    private readonly ReportSignals _signals = signals;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<object, (string UserId, string Name)>> _open = new();

    /// <summary>Says that somebody has opened a report; disposing what is given says that the page is closed.</summary>
    public IDisposable Enter(string reportId, string userId, string name)
    {
        var here = _open.GetOrAdd(reportId, static _ => new());
        var visit = new Visit(this, reportId);
        here[visit] = (userId, name);
        _signals.Changed(reportId);
        return visit;
    }

    /// <summary>The others who have it open, each once.</summary>
    public IReadOnlyList<string> Others(string reportId, string userId) =>
        _open.TryGetValue(reportId, out var here) ? [.. here.Values.Where(v => v.UserId != userId).Select(v => v.Name).Distinct().Order(StringComparer.Ordinal)] : [];

    private sealed class Visit(ReportPresence presence, string reportId) : IDisposable
    {
        public void Dispose()
        {
            if (presence._open.TryGetValue(reportId, out var here) && here.TryRemove(this, out _))
            {
                presence._signals.Changed(reportId);
            }
        }
    }
}
