using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>One of the things without which the work cannot begin.</summary>
/// <param name="Key">Key of its words.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Done">Whether the store holds it.</param>
/// <param name="Verb">Who may do it: everybody with this right.</param>
/// <param name="Have">How many there are, where it is counted.</param>
/// <param name="Of">How many there should be.</param>
internal sealed record FirstStep(string Key, string Href, bool Done, Verb Verb, int? Have = null, int? Of = null);

/// <summary>Những bước đầu tiên: what is still missing before communes can register and report, told from the data alone.</summary>
internal sealed class FirstSteps(Store store, ReferenceData reference, DanVanOptions options, TimeProvider clock)
{
    /// <summary>Every step in the order in which they are best taken; empty when nothing is missing.</summary>
    public async Task<IReadOnlyList<FirstStep>> MissingAsync(CancellationToken ct)
    {
        var (current, today) = (reference.Current, LocalDay.Of(clock.GetUtcNow()));
        var communes = current.Places.Under(options.RootUnit, today, UnitLevel.Commune).Select(u => u.Id).ToList();
        var running = current.Campaigns.Where(c => c.OpenForEntries && c.Covers(today)).Select(c => c.Id).ToList();
        await using var db = store.Read();
        var people = await db.Accounts.Where(a => !a.Disabled).Select(a => new { a.Role, a.UnitId, a.BodyId }).ToListAsync(ct);
        var criteria = await db.CriteriaSets.Where(s => s.ReplacedBy == null).Select(s => s.CampaignId).Distinct().ToListAsync(ct);
        var asked = await db.AskedFigures.Where(a => !a.Retired).Select(a => a.CampaignId).Distinct().ToListAsync(ct);
        var rules = await db.ObligationRules.Where(r => r.EndedAt == null).Select(r => r.CampaignId).Distinct().ToListAsync(ct);
        var owed = await db.Obligations.Select(o => o.CampaignId).Distinct().ToListAsync(ct);
        var targets = await db.Targets.Where(t => t.Year == today.Year).Select(t => t.CampaignId).Distinct().ToListAsync(ct);

        var withBodies = communes.Count(u => current.Bodies.Of(u).Any(b => b.ValidOn(today)));
        var staffed = communes.Count(u => Works(u, Role.Reporter) && Works(u, Role.Approver));
        IReadOnlyList<FirstStep> steps =
        [
            new("board", "/quan-tri/tai-khoan?moi=board", people.Any(p => p.Role == Role.Board), Verb.ManageAllAccounts),
            new("leaders", people.Any(p => p.Role == Role.StandingCommittee) ? "/quan-tri/tai-khoan?moi=council" : "/quan-tri/tai-khoan?moi=standing_committee", people.Any(p => p.Role == Role.StandingCommittee) && people.Any(p => p.Role == Role.Council), Verb.ManageAllAccounts),
            new("bodies", "/quan-tri/don-vi", withBodies == communes.Count, Verb.ManageBodies, withBodies, communes.Count),
            new("campaign", "/quan-tri/phong-trao", running.Count > 0, Verb.RunCampaign),
            Of("criteria", "/quan-tri/tieu-chi", criteria),
            Of("asked", "/quan-tri/ky-bao-cao", asked, "chi-tieu"),
            Of("rules", "/quan-tri/ky-bao-cao", rules, "ky"),
            Of("obligations", "/quan-tri/ky-bao-cao", owed, "ky"),
            Of("targets", "/quan-tri/chi-tieu", targets),
            // Inviting all of them takes weeks: the first commune that can work ends the step, the number stays on the card of the accounts.
            new("people", "/quan-tri/tai-khoan?moi=reporter", staffed > 0, Verb.ManageLocalAccounts, staffed, communes.Count),
        ];
        return steps.All(s => s.Done) ? [] : steps;

        bool Works(string unit, Role role) => people.Any(p => p.Role == role && (p.UnitId == unit || (p.BodyId is { } body && current.Bodies.Find(body)?.UnitId == unit)));

        FirstStep Of(string key, string href, List<string> have, string? section = null)
        {
            var without = running.Find(c => !have.Contains(c));
            var query = (without ?? running.FirstOrDefault()) is { } campaign ? $"?phong-trao={Uri.EscapeDataString(campaign)}" + (section is null ? string.Empty : "&muc=" + section) : string.Empty;
            return new(key, href + query, running.Count > 0 && without is null, Verb.RunCampaign);
        }
    }
}
