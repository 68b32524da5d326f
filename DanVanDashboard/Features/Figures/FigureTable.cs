using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Figures;

/// <summary>What the page of reported figures shows, as tables. What is to be checked is left to the page: it is for the board and the body concerned.</summary>
internal sealed class FigureTable(FiguresQueries queries, PeriodicFigureQueries periodic, FigureText words, IStringLocalizer<FiguresText> text, IStringLocalizer<VocabularyText> vocabulary, IStringLocalizer<FiltersText> periods)
{
    /// <summary>Where they are.</summary>
    public const string Href = "/api/v1/tables/figures";

    /// <summary>The tables of an address.</summary>
    public async Task<Result<TableFile>> GetAsync(HttpContext context, Actor actor, CancellationToken ct)
    {
        var answer = await queries.GetAsync(actor, TableFiles.Asked(context, "phong-trao"), TableFiles.Asked(context, "dia-ban"), ct);
        if (!answer.Ok)
        {
            return answer.Refusals.ToList();
        }

        var v = answer.Value;
        var sources = v.Sources.ToDictionary(s => s.Id, s => s.Title);
        // The page shows the first of them; a file has them all.
        var reported = v.Periodic.Figures.Count < v.Periodic.Total ? await periodic.GetAsync(actor, v.Campaign.Campaign, v.UnitId, int.MaxValue, ct) : v.Periodic;
        return new TableFile(
            text["figures.title"], v.Campaign.Campaign.Simulated,
            [(text["figures.campaign"], v.Campaign.Name.In(FigureText.Language)), (text["figures.unit"], words.Unit(v.Units.First(u => u.Id == v.UnitId))), .. v.Sources.Select(s => (text["figures.column-source"].Value, s.Title))],
            [
                new(text["figures.all"],
                    [
                        new(text["figures.column-metric"], 36), new(text["figures.column-value"], 34), new(text["table.number"], 14), new(text["table.measure"], 16), new(text["figures.column-split"], 34), new(text["figures.column-time"], 30),
                        new(text["figures.column-body"], 30), new(text["figures.column-source"], 44), new(text["table.locator"], 44),
                    ],
                    [.. v.Groups.SelectMany(g => g.Figures.Select(o => (IReadOnlyList<Cell>)[
                        Cell.Text(g.Metric.Name.In(FigureText.Language)), Cell.Text(words.Value(o)), Cell.Number(o.Value), Cell.Text(o.Measure), Cell.Text(words.Split(o) is { Count: > 0 } split ? string.Join(" · ", split) : text["figures.whole"].Value),
                        Cell.Text(words.When(o)), Cell.Text(o.BodyNamed), Cell.Text(sources.GetValueOrDefault(o.SourceId)), Cell.Text(o.Locator)]))]),
                new(text["figures.models"],
                    [new(text["figures.model-name"], 60), new(text["figures.model-owner"], 36), new(text["figures.model-address"], 36), new(text["figures.model-field"], 26)],
                    [.. v.Models.Select(m => (IReadOnlyList<Cell>)[
                        Cell.Text(m.Named.Name), Cell.Text(m.Owner ?? (m.Block is { } block ? vocabulary[$"block.{Wire.Name(block)}"].Value : null)), Cell.Text(m.Named.Address), Cell.Text(m.Named.Field is { } field ? words.Field(field) : null)])]),
                new(text["table.periodic"],
                    [new(text["figures.column-body"], 40), new(text["table.period"], 18), new(text["figures.column-metric"], 36), new(text["figures.model-field"], 24), new(text["table.number"], 14), new(text["table.comment"], 44)],
                    [.. reported.Figures.Select(f => (IReadOnlyList<Cell>)[
                        Cell.Text(f.Body), Cell.Text(PeriodWords.Of(f.Period, periods)), Cell.Text(f.Metric.Name.In(FigureText.Language)), Cell.Text(f.Field is { } field ? CampaignWords.FieldName(vocabulary, v.Campaign.Campaign, field) : null),
                        Cell.Number(f.Value), Cell.Text(f.Comment)])]),
            ]);
    }
}
