using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;
using DanVanDashboard.Export;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Recognition;

/// <summary>What the pages of decisions and of those who are honoured show, as tables with all rows.</summary>
internal sealed class RecognitionTables(
    DecisionQueries decisions, HonouredQueries honoured, ReferenceData reference, DanVanOptions options, TimeProvider clock, IStringLocalizer<RecognitionText> text, IStringLocalizer<VocabularyText> words)
{
    /// <summary>Where the decisions are.</summary>
    public const string Decisions = "/api/v1/tables/decisions";

    /// <summary>Where those who were commended are.</summary>
    public const string Commended = "/api/v1/tables/commended";

    /// <summary>Where the exemplars are.</summary>
    public const string Exemplars = "/api/v1/tables/exemplars";

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The decisions of an address.</summary>
    public async Task<Result<TableFile>> DecisionsAsync(HttpContext context, Actor actor, CancellationToken ct)
    {
        var chosen = Chosen(context, actor);
        if (!chosen.Ok)
        {
            return chosen.Refusals.ToList();
        }

        var (campaign, year) = chosen.Value;
        var (kind, level) = (Wire.Parse<DecisionKind>(TableFiles.Asked(context, "viec")), Wire.Parse<RecognitionLevel>(TableFiles.Asked(context, "cap")));
        var found = await decisions.ListAsync(
            actor, new(campaign.Id, kind is { } k ? Wire.Name(k) : null, level is { } l ? Wire.Name(l) : null, year.ToString(CultureInfo.InvariantCulture), TableFiles.Asked(context, "co-quan"), null), ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        return new TableFile(
            text["decisions.title"], campaign.Simulated,
            [
                .. About(campaign, year), .. kind is { } what ? new[] { (text["filter.what"].Value, words[$"decision.{Wire.Name(what)}"].Value) } : [], .. level is { } at ? new[] { (text["filter.level"].Value, words[$"level.{Wire.Name(at)}"].Value) } : [],
                .. TableFiles.Asked(context, "co-quan") is { } by ? new[] { (text["filter.body"].Value, by) } : [],
            ],
            [
                new(text["decisions.title"],
                    [new(text["column.number"], 22), new(text["column.day"], 14, CellFormat.Day), new(text["column.body"], 40), new(text["column.kind"], 34), new(text["column.holds"], 28), new(text["column.state"], 22)],
                    [.. found.Value.Select(d => (IReadOnlyList<Cell>)[
                        Cell.Text(d.Number), Cell.Day(d.On), Cell.Text(d.Body), Cell.Text(DecisionWords.Kind(d, words)), Cell.Text(DecisionWords.Holds(d, text)), Cell.Text(DecisionWords.State(d, text))])]),
            ]);
    }

    /// <summary>Everyone honoured of an address; one line per honour.</summary>
    public async Task<Result<TableFile>> HonouredAsync(HttpContext context, Actor actor, bool commended, CancellationToken ct)
    {
        var chosen = Chosen(context, actor);
        if (!chosen.Ok)
        {
            return chosen.Refusals.ToList();
        }

        var (campaign, year) = chosen.Value;
        var view = await honoured.GetAsync(actor, campaign, commended ? ModelEventKind.Commend : ModelEventKind.Exemplar, year, ct);
        var title = text[commended ? "honoured.commended" : "honoured.exemplars"].Value;
        return new TableFile(
            title, campaign.Simulated,
            [.. About(campaign, year), (text["table.split"], text["honoured.split", view.Collective.ToString(CultureInfo.InvariantCulture), view.Individual.ToString(CultureInfo.InvariantCulture)].Value)],
            [
                new(title,
                    [
                        new(text["column.stt"], 6), new(text["column.recipient"], 36), new(text["column.name"], 50), new(text["column.place"], 30), new(text["column.subject"], 14), new(text["table.field"], 26), new(text["table.form"], 18),
                        new(text["column.body"], 36), new(text["column.number"], 22), new(text["column.day"], 14, CellFormat.Day), new(text["table.note"], 18),
                    ],
                    [.. view.Recipients.SelectMany((r, i) => r.Honours.Select(h => (IReadOnlyList<Cell>)[
                        Cell.Integer(i + 1), Cell.Text(r.ModelId is null ? r.Name : r.Owner), Cell.Text(r.ModelId is null ? null : r.Name), Cell.Text(r.Place), Cell.Text(words[r.Subject is { } s ? $"subject.{Wire.Name(s)}" : "subject.unstated"]),
                        Cell.Text(r.Field is { } field ? CampaignWords.FieldName(words, campaign, field) : null), Cell.Text(h.Form is { } form ? words[$"form.{Wire.Name(form)}"].Value : null), Cell.Text(h.Body), Cell.Text(h.Number),
                        Cell.Day(h.On), Cell.Text(r.Internal ? text["internal"].Value : null)]))]),
            ]);
    }

    private IEnumerable<(string, string)> About(Campaign campaign, int year) => [(text["filter.campaign"], English ? campaign.NameEn : campaign.NameVi), (text["filter.year"], year.ToString(CultureInfo.InvariantCulture))];

    private Result<(Campaign Campaign, int Year)> Chosen(HttpContext context, Actor actor)
    {
        var (current, today, asked) = (reference.Current, LocalDay.Of(clock.GetUtcNow()), TableFiles.Asked(context, "phong-trao"));
        var state = new ViewState { Campaign = asked }.WithDefaults(actor, current, options.RootUnit, today);
        if (current.Campaign(state.Campaign) is not { } campaign || !CampaignScope.Reads(actor, campaign, current))
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [asked ?? string.Empty] };
        }

        var (first, last) = (campaign.From?.Year ?? today.Year, Math.Min(campaign.To?.Year ?? today.Year, today.Year));
        return (campaign, int.TryParse(TableFiles.Asked(context, "nam"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= first && year <= last ? year : Math.Max(first, last));
    }
}
