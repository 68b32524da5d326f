using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using DanVanDashboard.Filters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Audit;

/// <summary>Which rows are asked for; what is <see langword="null"/> does not narrow.</summary>
/// <param name="From">First day in the province.</param>
/// <param name="To">Last day.</param>
/// <param name="User">Id of who did it.</param>
/// <param name="Action">An action, or its first part: <c>model</c> is every action of models.</param>
/// <param name="Subject">Part of the id of what it was done to.</param>
/// <param name="Campaign">Id of the campaign to which it belongs.</param>
public sealed record AuditFilter(DateOnly? From, DateOnly? To, string? User, string? Action, string? Subject, string? Campaign);

/// <summary>A row as it is shown.</summary>
/// <param name="Number">Its place in the chain.</param>
/// <param name="At">When, UTC.</param>
/// <param name="UserId">Who.</param>
/// <param name="UserName">Name of who; <see langword="null"/> for the software itself and for accounts that are gone.</param>
/// <param name="Action">Stable verb.</param>
/// <param name="Subject">Id of what it was done to.</param>
/// <param name="SubjectName">Its name, where it has one.</param>
/// <param name="Facts">What changed.</param>
/// <param name="Withheld">Whether the detail is for the administrator alone.</param>
/// <param name="Hash">The link of the chain.</param>
public sealed record AuditView(
    long Number, DateTime At, string UserId, string? UserName, string Action, string Subject, string? SubjectName, IReadOnlyList<AuditFact> Facts, bool Withheld, string Hash);

/// <summary>A page of the log, the newest first.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">Rows before this number follow; <see langword="null"/> on the last page.</param>
public sealed record AuditSlice(IReadOnlyList<AuditView> Rows, long? Next);

/// <summary>Reads the audit log. The board sees everything but the detail of accounts and tokens.</summary>
public sealed class AuditQueries(Store store, ReferenceData reference, IStringLocalizer<FiltersText> periods)
{
    /// <summary>Most rows of a page.</summary>
    public const int Limit = 500;

    private static readonly string[] s_accounts = ["account.", "token.", "invitation.", "session.", "totp."];

    /// <summary>The rows before <paramref name="before"/>, or the newest.</summary>
    public async Task<Result<AuditSlice>> PageAsync(Actor actor, AuditFilter filter, long? before, int count, CancellationToken ct)
    {
        if (!actor.May(Verb.ReadAudit))
        {
            return new Refusal("audit.not-allowed");
        }

        var take = Math.Clamp(count, 1, Limit);
        await using var db = store.Read();
        var rows = await Narrow(db, filter, before).OrderByDescending(a => a.Number).Take(take + 1).ToListAsync(ct);
        var more = rows.Count > take;
        var shown = await ViewsAsync(db, actor, more ? rows[..take] : rows, ct);
        return new AuditSlice(shown, more ? shown[^1].Number : null);
    }

    /// <summary>Everything that the filter leaves, the newest first, read in slices.</summary>
    public async IAsyncEnumerable<AuditView> AllAsync(Actor actor, AuditFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long? before = null;
        do
        {
            var slice = await PageAsync(actor, filter, before, Limit, ct);
            foreach (var row in slice.Value.Rows)
            {
                yield return row;
            }

            before = slice.Value.Next;
        }
        while (before is not null);
    }

    /// <summary>The actions that occur, and who has done something, by name.</summary>
    public async Task<(IReadOnlyList<string> Actions, IReadOnlyList<(string Id, string Name)> People)> ChoicesAsync(CancellationToken ct)
    {
        await using var db = store.Read();
        var actions = await db.Audit.Select(a => a.Action).Distinct().ToListAsync(ct);
        var users = await db.Audit.Select(a => a.ByUser).Distinct().ToListAsync(ct);
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).Select(a => new { a.Id, a.DisplayName }).ToListAsync(ct);
        return ([.. actions.Order(StringComparer.Ordinal)], [.. names.OrderBy(n => Domain.Text.TextFold.SortKey(n.DisplayName), StringComparer.Ordinal).Select(n => (n.Id, n.DisplayName))]);
    }

    private static IQueryable<AuditRow> Narrow(DanVanDbContext db, AuditFilter filter, long? before)
    {
        var rows = db.Audit.AsQueryable();
        if (before is { } number)
        {
            rows = rows.Where(a => a.Number < number);
        }

        if (filter.From is { } from)
        {
            var start = LocalDay.StartUtc(from);
            rows = rows.Where(a => a.At >= start);
        }

        if (filter.To is { } to)
        {
            var end = LocalDay.StartUtc(to.AddDays(1));
            rows = rows.Where(a => a.At < end);
        }

        if (!string.IsNullOrEmpty(filter.User))
        {
            rows = rows.Where(a => a.ByUser == filter.User);
        }

        if (!string.IsNullOrEmpty(filter.Action))
        {
            var prefix = filter.Action + ".";
            rows = rows.Where(a => a.Action == filter.Action || a.Action.StartsWith(prefix));
        }

        if (!string.IsNullOrEmpty(filter.Subject))
        {
            rows = rows.Where(a => a.Subject.Contains(filter.Subject));
        }

        if (!string.IsNullOrEmpty(filter.Campaign))
        {
            var told = $"\"campaign\":\"{filter.Campaign}\"";
            rows = rows.Where(a => a.Subject == filter.Campaign || a.Detail.Contains(told)
                || db.Models.Any(m => m.Id == a.Subject && m.CampaignId == filter.Campaign)
                || db.Reports.Any(r => r.Id == a.Subject && r.CampaignId == filter.Campaign)
                || db.Targets.Any(t => t.Id == a.Subject && t.CampaignId == filter.Campaign));
        }

        return rows;
    }

    private async Task<List<AuditView>> ViewsAsync(DanVanDbContext db, Actor actor, List<AuditRow> rows, CancellationToken ct)
    {
        var (subjects, users) = (rows.Select(r => r.Subject).Distinct().ToList(), rows.Select(r => r.ByUser).Distinct().ToList());
        var names = await db.Models.Where(m => subjects.Contains(m.Id)).Select(m => new { m.Id, m.Name }).ToDictionaryAsync(m => m.Id, m => m.Name, ct);
        var people = await db.Accounts.Where(a => users.Contains(a.Id) || subjects.Contains(a.Id)).Select(a => new { a.Id, a.DisplayName }).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var reports = await db.Reports.Where(r => subjects.Contains(r.Id)).Select(r => new { r.Id, r.BodyId, r.Period }).ToDictionaryAsync(r => r.Id, ct);
        var decisions = await db.Decisions.Where(d => subjects.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Body }).ToDictionaryAsync(d => d.Id, ct);
        var current = reference.Current;
        var english = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return rows.ConvertAll(r =>
        {
            var withheld = actor.Role != Role.Administrator && s_accounts.Any(p => r.Action.StartsWith(p, StringComparison.Ordinal));
            var day = LocalDay.Of(r.At);
            var name = names.GetValueOrDefault(r.Subject) ?? people.GetValueOrDefault(r.Subject)
                ?? (current.Campaign(r.Subject) is { } campaign ? english ? campaign.NameEn : campaign.NameVi : null)
                ?? current.Bodies.Find(r.Subject)?.NameOn(day) ?? current.Places.ById(r.Subject)?.FullNameAtStart
                ?? (reports.TryGetValue(r.Subject, out var report) ? $"{current.Bodies.Find(report.BodyId)?.NameOn(day) ?? report.BodyId} · {PeriodWords.Of(report.Period, periods)}" : null)
                ?? (decisions.TryGetValue(r.Subject, out var decision) ? decision.Number is { } number ? $"{number} · {decision.Body}" : decision.Body : null);
            return new AuditView(r.Number, r.At, r.ByUser, people.GetValueOrDefault(r.ByUser), r.Action, r.Subject, name, withheld ? [] : AuditDetail.Read(r.Detail), withheld, r.Hash);
        });
    }
}
