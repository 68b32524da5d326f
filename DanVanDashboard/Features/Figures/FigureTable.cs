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
            Word("title"), v.Campaign.Campaign.Simulated,
            [(Word("campaign"), v.Campaign.Name.In(FigureText.Language)), (Word("unit"), words.Unit(v.Units.First(u => u.Id == v.UnitId))), .. v.Sources.Select(s => (Word("column-source"), s.Title))],
            [
                new(Word("all"),
                    [
                        new(Word("column-metric"), 36), new(Word("column-value"), 34), new(text["table.number"], 14), new(text["table.measure"], 16), new(Word("column-split"), 34), new(Word("column-time"), 30),
                        new(Word("column-body"), 30), new(Word("column-source"), 44), new(text["table.locator"], 44),
                    ],
                    [.. v.Groups.SelectMany(g => g.Figures.Select(o => (IReadOnlyList<Cell>)[
                        Cell.Text(g.Metric.Name.In(FigureText.Language)), Cell.Text(words.Value(o)), Cell.Number(o.Value), Cell.Text(o.Measure), Cell.Text(words.Split(o) is { Count: > 0 } split ? string.Join(" · ", split) : Word("whole")),
                        Cell.Text(words.When(o)), Cell.Text(o.BodyNamed), Cell.Text(sources.GetValueOrDefault(o.SourceId)), Cell.Text(o.Locator)]))]),
                new(Word("models"),
                    [new(Word("model-name"), 60), new(Word("model-owner"), 36), new(Word("model-address"), 36), new(Word("model-field"), 26)],
                    [.. v.Models.Select(m => (IReadOnlyList<Cell>)[
                        Cell.Text(m.Named.Name), Cell.Text(m.Owner ?? (m.Block is { } block ? vocabulary[$"block.{Wire.Name(block)}"].Value : null)), Cell.Text(m.Named.Address), Cell.Text(m.Named.Field is { } field ? words.Field(field) : null)])]),
                new(text["table.periodic"],
                    [new(Word("column-body"), 40), new(text["table.period"], 18), new(Word("column-metric"), 36), new(Word("model-field"), 24), new(text["table.number"], 14), new(text["table.comment"], 44)],
                    [.. reported.Figures.Select(f => (IReadOnlyList<Cell>)[
                        Cell.Text(f.Body), Cell.Text(PeriodWords.Of(f.Period, periods)), Cell.Text(f.Metric.Name.In(FigureText.Language)), Cell.Text(f.Field is { } field ? CampaignWords.FieldName(vocabulary, v.Campaign.Campaign, field) : null),
                        Cell.Number(f.Value), Cell.Text(f.Comment)])]),
            ]);
    }

    private string Word(string key) => text[$"figures.{key}"];
}
