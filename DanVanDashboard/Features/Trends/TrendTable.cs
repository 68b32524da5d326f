using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Trends;

/// <summary>What the page of trends shows, as tables.</summary>
internal sealed class TrendTable(TrendQueries queries, IStringLocalizer<TrendsText> text, IStringLocalizer<FiltersText> periods)
{
    /// <summary>Where they are.</summary>
    public const string Href = "/api/v1/tables/trends";

    /// <summary>The tables of an address.</summary>
    public async Task<Result<TableFile>> GetAsync(HttpContext context, Actor actor)
    {
        var answer = await queries.GetAsync(actor, new(TableFiles.State(context), TableFiles.Asked(context, "cach") == "luy-ke"));
        if (!answer.Ok)
        {
            return answer.Refusals.ToList();
        }

        var v = answer.Value;
        var measure = text[$"measure.{Wire.Name(v.Ask.Measure)}"].Value;
        var before = v.YearBefore.Count > 0;
        return new TableFile(
            text["title"], v.Campaign.Simulated,
            [
                .. TableFiles.Said(v.Options), (text["table.measure"], measure), (periods["counting.label"], CountingWords.Of(v.Boundaries, periods)),
                (text["table.way"], text[v.Ask.Measure == TrendMeasure.InProgress ? "says.stock" : v.Ask.Cumulative ? "says.cumulative" : "says.in-period"].Value),
            ],
            [
                new(measure, [new(text["table.period"], 22), new(measure), .. before ? new[] { new SheetColumn(text["series.before"], 20) } : []],
                    [.. v.Steps.Select((p, i) => (IReadOnlyList<Cell>)[Cell.Text(TextFold.UpperFirst(PeriodWords.Of(p, periods))), Cell.Number(v.Values[i]), .. before ? new[] { Cell.Number(v.YearBefore[i]) } : []])]),
                new(text["cohort.title"],
                    [new(text["cohort.year"]), new(text["measure.registered"]), .. TrendQueries.Steps.SelectMany(s => new[] { new SheetColumn(text[$"step-of.{Wire.Name(s)}"]), new SheetColumn(text["table.days", text[$"step-of.{Wire.Name(s)}"].Value], 22) })],
                    [.. v.Cohorts.Select(c => (IReadOnlyList<Cell>)[
                        Cell.Text(c.Year.ToString(CultureInfo.InvariantCulture)), Cell.Integer(c.Registered), .. c.Reached.SelectMany((r, i) => new[] { Cell.Integer(r), Cell.Number(c.Days[i]) })])]),
            ]);
    }
}
