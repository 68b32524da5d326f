using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Seeding;

/// <summary>Obligations and reports of the simulated campaign: 38 communes and 24 non-local bodies owe each quarter; a few are late.</summary>
internal static class SimulatedReports
{
    private const int DaysAfterEnd = 10;

    public static async Task AddAsync(WriteSession w, Campaign campaign, Reference reference, int seed, DateOnly anchor, CancellationToken ct)
    {
        var random = new Random(seed + 7);
        var bodies = reference.Places.Under(campaign.RootUnitId, anchor, UnitLevel.Commune).Select(u => reference.Bodies.PartyCommitteeOf(u.Id)!)
            .Concat(BodyFacts.NonLocalKeys.Select(k => reference.Bodies.Find(BodyFacts.ProvincialId(campaign.RootUnitId, k))!)).ToList();
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var period = new PeriodKey(PeriodKind.Quarter, campaign.From!.Value.Year, quarter);
            var due = Obligation.Due(period, DaysAfterEnd);
            var missing = bodies.Select((_, i) => i).OrderBy(_ => random.Next()).Take(5).ToList();
            for (var i = 0; i < bodies.Count; i++)
            {
                w.Db.Obligations.Add(new() { CampaignId = campaign.Id, BodyId = bodies[i].Id, Period = period.ToString(), DueOn = due, OpenedSequence = period.From <= anchor ? -1 : 0 });
                var on = period.To.AddDays(-3 + random.Next(DaysAfterEnd + 4));
                var place = missing.IndexOf(i);
                if (period.To >= anchor || on > anchor || (place is 0 or 1 or 2 && due.AddDays(120) > anchor))
                {
                    continue;
                }

                // Those who were late have sent meanwhile, some days after the last one.
                on = place is 0 or 1 or 2 ? due.AddDays(2 + (3 * place)) : on;
                await AddReportAsync(w, campaign, bodies[i], period, on, returned: place is 3 or 4 && due.AddDays(90) > anchor, ct);
            }
        }
    }

    private static async Task AddReportAsync(WriteSession w, Campaign campaign, Domain.Bodies.Body body, PeriodKey period, DateOnly on, bool returned, CancellationToken ct)
    {
        var at = LocalDay.StartUtc(on).AddHours(9);
        at = at < w.Now ? at : w.Now;
        var row = new ReportRow
        {
            Id = $"{campaign.Id}-{period}-{body.Id}", CampaignId = campaign.Id, UnitId = body.UnitId ?? body.ProvinceId, BodyId = body.Id, NonLocal = body.NonLocal,
            Period = period.ToString(), Status = Wire.Name(returned ? ReportStatus.Returned : ReportStatus.Approved), EnteredBy = "simulator", CreatedAt = at, SubmittedAt = at, FirstSubmittedAt = at,
        };
        w.Db.Reports.Add(row);
        await EventAsync("report.submitted");
        await EventAsync(returned ? "report.returned" : "report.approved");

        async Task EventAsync(string kind)
        {
            row.Version = await w.NextSequenceAsync(ct);
            w.Append(new()
            {
                Sequence = row.Version, At = at, On = on, Kind = kind, CampaignId = campaign.Id, UnitId = row.UnitId, BodyId = body.Id, NonLocal = body.NonLocal,
                ReportId = row.Id, Period = row.Period,
            });
        }
    }
}
