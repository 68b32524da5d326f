using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Projection;

/// <summary>Danh sách: what the registry counts for a cell of a body's report, by the rules of the cube (decision 0005).</summary>
public sealed class RegistryCounts(CampaignCubes cubes, ReferenceData reference)
{
    /// <summary>The count of each cell that has one, by its key. A Party committee of a locality speaks for all bodies in it, every other body for itself.</summary>
    public IReadOnlyDictionary<string, decimal> Of(Campaign campaign, Body body, PeriodKey period, IReadOnlyCollection<AskedCell> cells)
    {
        if (cells.All(c => c.Line.Prefill == Prefill.None) || cubes.Snapshot(campaign.Id) is not { } snapshot || !snapshot.Answers(period))
        {
            return new Dictionary<string, decimal>();
        }

        var query = body is { Kind: BodyKind.PartyCommittee, UnitId: { } unit }
            ? new CubeQuery { Period = period, Units = reference.Current.Places.ScopeOf(unit) }
            : new CubeQuery { Period = period, Body = body.Id };
        var byField = snapshot.Query(query with { By = CubeAxis.Field, Then = CubeAxis.Subject });
        var fields = snapshot.Query(query with { By = CubeAxis.Field });
        var subjects = snapshot.Query(query with { By = CubeAxis.Subject });
        var counts = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var totals = (cell.Field, cell.Subject) switch
            {
                (null, null) => fields.Totals,
                ({ } f, null) => fields.Row(f),
                (null, { } s) => subjects.Row(Wire.Name(s)),
                ({ } f, { } s) => byField.Row(f, Wire.Name(s)),
            };
            if (Count(cell.Line, totals) is { } count)
            {
                counts[cell.Key] = count;
            }
        }

        return counts;
    }

    private static decimal? Count(AskedFigure line, CubeTotals totals) => line.Prefill switch
    {
        Prefill.Recognised => AtLevel(totals.Recognised, line.Level),
        Prefill.Recognitions => AtLevel(totals.Recognitions, line.Level),
        // The registry counts the others without a level.
        _ when line.Level is not null => null,
        Prefill.Registered => totals.Registered,
        Prefill.RegisteredNew => totals.RegisteredNew,
        Prefill.CarriedOver => totals.CarriedOver,
        Prefill.InProgress => totals.InProgress,
        Prefill.Exemplar => totals.Exemplar,
        Prefill.Commended => totals.Commended,
        Prefill.Replicated => totals.Replicated,
        Prefill.Stopped => totals.Stopped,
        _ => null,
    };

    private static decimal AtLevel(LevelCounts counts, RecognitionLevel? level) => level switch
    {
        RecognitionLevel.Commune => counts.Commune,
        RecognitionLevel.District => counts.District,
        RecognitionLevel.Province => counts.Province,
        _ => counts.Total,
    };
}
