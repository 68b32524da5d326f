using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Projection;

/// <summary>Reads what campaigns ask for. Shared by all until something other than a model changes in the campaign.</summary>
public sealed class AskedFigureQueries(Store store, CampaignCubes cubes)
{
    private readonly Kept<string, AskedFigures> _shared = new();

    /// <summary>Every version of every line of a campaign. The caller has made sure that whoever asks may read the campaign.</summary>
    public Task<AskedFigures> OfAsync(string campaignId, CancellationToken ct) =>
        _shared.GetAsync(campaignId, cubes.LastOther(campaignId), async () =>
        {
            await using var db = store.Read();
            return Of(await db.AskedFigures.Where(a => a.CampaignId == campaignId).ToListAsync(CancellationToken.None));
        }).WaitAsync(ct);

    /// <summary>The same from rows, as a verb reads them in its own transaction.</summary>
    internal static AskedFigures Of(IEnumerable<AskedFigureRow> rows) =>
        new([.. rows.OrderBy(r => r.Order).ThenBy(r => r.Line, StringComparer.Ordinal).ThenByDescending(r => r.Version).Select(PeriodRows.ToAsked)]);
}

/// <summary>Figures asked for and what is owed, from their rows and back.</summary>
internal static class PeriodRows
{
    public static AskedFigure ToAsked(AskedFigureRow r) => new()
    {
        Id = r.Id, Line = r.Line, Version = r.Version, CampaignId = r.CampaignId, Metric = r.Metric, Name = r.NameVi is { } name ? new(name, r.NameEn ?? name) : null, Field = r.Field,
        Subject = r.Subject, Level = r.Level, Split = r.Split, Measure = new(r.MeasureVi, r.MeasureEn), Time = Wire.Parse<TimeMeaning>(r.TimeMeaning)!.Value,
        By = Choice(r.Place, r.BodyKinds, r.Blocks, r.Bodies), Kinds = Values<PeriodKind>(r.PeriodKinds), Prefill = r.Prefill,
        From = PeriodKey.TryParse(r.FromPeriod, out var from) ? from : throw new FormatException($"No period: '{r.FromPeriod}'."), Retired = r.Retired, Order = r.Order,
    };

    public static ObligationRule ToRule(ObligationRuleRow r) =>
        new(r.Id, r.CampaignId, Values<PeriodKind>(r.PeriodKinds), r.DaysAfterEnd, r.GraceDays, r.LockDays, Choice(r.Place, r.BodyKinds, r.Blocks, r.Bodies));

    public static Obligation ToObligation(ObligationRow r) =>
        new(r.CampaignId, r.BodyId, PeriodKey.TryParse(r.Period, out var period) ? period : throw new FormatException($"No period: '{r.Period}'."), r.DueOn)
        {
            GraceDays = r.GraceDays, ExtendedTo = r.ExtendedTo, LocksOn = r.LocksOn,
        };

    public static ObligationRow ToRow(Obligation o) => new()
    {
        CampaignId = o.CampaignId, BodyId = o.BodyId, Period = o.Period.ToString(), DueOn = o.DueOn, GraceDays = o.GraceDays, ExtendedTo = o.ExtendedTo, LocksOn = o.LocksOn,
    };

    public static BodyChoice Choice(BodyPlace place, string kinds, string blocks, string bodies) => new(place, Values<BodyKind>(kinds), Values<OrganisationBlock>(blocks), Words(bodies));

    public static string Text<T>(IEnumerable<T> values)
        where T : struct, Enum => string.Join(' ', values.Select(Wire.Name));

    public static IReadOnlyList<T> Values<T>(string text)
        where T : struct, Enum => [.. Words(text).Select(Wire.Parse<T>).OfType<T>()];

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
