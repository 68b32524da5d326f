using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Compare;

/// <summary>What the page of comparison shows, as tables.</summary>
internal sealed class CompareTable(CompareQueries queries, IStringLocalizer<CompareText> text, IStringLocalizer<VocabularyText> vocabulary, IStringLocalizer<FiltersText> periods)
{
    /// <summary>Where they are.</summary>
    public const string Href = "/api/v1/tables/compare";

    /// <summary>The tables of an address.</summary>
    public async Task<Result<TableFile>> GetAsync(HttpContext context, Actor actor)
    {
        var asked = new CompareAsk(
            TableFiles.State(context), Wire.Parse<Denominator>(TableFiles.Asked(context, "mau-so")) ?? Denominator.None, TableFiles.Asked(context, "hang") == "co", TableFiles.Asked(context, "cum"),
            Wire.Parse<CompareMeasure>(TableFiles.Asked(context, "voi")) ?? CompareMeasure.Recognised) { Chosen = TableFiles.Asked(context, "xa") };
        var answer = await queries.GetAsync(actor, asked);
        if (!answer.Ok)
        {
            return answer.Refusals.ToList();
        }

        var v = answer.Value;
        var measure = text[$"measure.{Wire.Name(v.Ask.Measure)}"].Value;
        var (people, plan) = (v.Ask.By != Denominator.None, v.Rows.Any(r => r.Target is not null));
        SheetColumn unit = new(text["column.unit"], 30);
        var rows = v.Rows.Select(r => (IReadOnlyList<Cell>)[
            Cell.Text(r.Estimated ? $"{r.Name} ({text["estimated"].Value})" : r.Name), .. v.Ask.Ranked ? new[] { Cell.Number(r.Rank) } : [], Cell.Number(r.Count),
            .. people ? new[] { Cell.Number(r.Value), Cell.Number(r.People?.Value), Cell.Number(r.People?.Year) } : [], Cell.Number(r.Before), .. plan ? new[] { Cell.Number(r.Target) } : [],
            Cell.Text(r.Report is { } state ? text[$"report.{Wire.Name(state)}"].Value : null)]).ToList();
        if (v.ProvinceBodies is { } bodies)
        {
            rows.Add(Foot(text["province-bodies"], CompareQueries.Of(bodies, v.Ask.Measure)));
        }

        if (v.Unplaced is { } unplaced && CompareQueries.Of(unplaced, v.Ask.Measure) > 0)
        {
            rows.Add(Foot(text["unplaced"], CompareQueries.Of(unplaced, v.Ask.Measure)));
        }

        if (v.Ask.Cluster is null)
        {
            rows.Add(Foot(text["sum"], CompareQueries.Of(v.Totals, v.Ask.Measure)));
        }

        return new TableFile(
            text["title"], v.Campaign.Simulated,
            [
                .. TableFiles.Said(v.Options), (text["choose.measure"], measure), (text["choose.by"], text[$"by.{Wire.Name(v.Ask.By)}"].Value), (periods["counting.label"], CountingWords.Of(v.Boundaries, periods)),
                .. v.ReportPeriod is { } due ? new[] { (text["column.report"].Value, text["says.coverage", v.Coverage.Reported, v.Coverage.Expected, PeriodWords.Of(due, periods)].Value) } : [],
            ],
            [
                new(text["title"],
                    [
                        unit, .. v.Ask.Ranked ? new[] { new SheetColumn(text["column.rank"], 8) } : [], new(measure), .. people ? new[] { new SheetColumn(text[$"by.{Wire.Name(v.Ask.By)}"]), new(text[$"kind.{Wire.Name(v.Ask.Kind)}"]), new(text["table.people-year"], 10) } : [],
                        new(text["table.before"], 18), .. plan ? new[] { new SheetColumn(text["column.plan"]) } : [], new(text["column.report"]),
                    ], rows),
                new(text["table.by-field"], [unit, .. v.FieldKeys.Select(k => new SheetColumn(CampaignWords.FieldName(vocabulary, v.Campaign, k), 20))],
                    [.. v.Rows.Select(r => (IReadOnlyList<Cell>)[Cell.Text(r.Name), .. r.Fields.Select(f => Cell.Number(f))])]),
                new(text["table.by-time"], [unit, .. v.Steps.Select(s => new SheetColumn(PeriodWords.Short(s, periods), 12))],
                    [.. v.Rows.Select(r => (IReadOnlyList<Cell>)[Cell.Text(r.Name), .. r.Course.Select(c => Cell.Number(c))])]),
            ]);

        IReadOnlyList<Cell> Foot(string name, decimal value) => [Cell.Text(name, CellLook.Bold), .. v.Ask.Ranked ? new[] { Cell.Empty } : [], Cell.Number(value, CellLook.Bold)];
    }
}
