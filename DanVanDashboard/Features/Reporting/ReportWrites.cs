using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Features.Reporting;

/// <summary>What every change of one report has in common: written once, and those who have it open see it.</summary>
internal static class ReportWrites
{
    /// <summary>Writes once per key; wakes the open forms of the report if it was done.</summary>
    public static async Task<Result<ApiAnswer>> OnceAsync<T>(
        this Writer writer, ReportSignals signals, string reportId, IdempotencyKey? key, Func<WriteSession, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
        where T : class
    {
        var answer = await writer.OnceAsync(key, work, view => ApiAnswer.Of(StatusCodes.Status200OK, view), ct);
        if (answer.Ok)
        {
            signals.Changed(reportId);
        }

        return answer;
    }

    /// <summary>A reason, comment or part as it is kept; <see langword="null"/> where nothing was typed.</summary>
    public static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : TextFold.Clean(text, multiline: true);
}
