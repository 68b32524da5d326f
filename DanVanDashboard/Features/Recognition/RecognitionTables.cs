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
    DecisionQueries decisions, HonouredQueries honoured, DeskQueries desk, ReferenceData reference, DanVanOptions options, TimeProvider clock, IStringLocalizer<RecognitionText> text, IStringLocalizer<VocabularyText> words)
{
    /// <summary>Where the decisions are.</summary>
    public const string Decisions = "/api/v1/tables/decisions";

    /// <summary>Where those who were commended are.</summary>
    public const string Commended = "/api/v1/tables/commended";

    /// <summary>Where the exemplars are.</summary>
    public const string Exemplars = "/api/v1/tables/exemplars";

    /// <summary>Where the models are that wait to be recognised or named exemplar.</summary>
    public const string AwaitingRecognition = "/api/v1/tables/awaiting-recognition";

    /// <summary>Where the models are that wait to be proposed for an award or commended.</summary>
    public const string AwaitingAward = "/api/v1/tables/awaiting-award";

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

    /// <summary>The models that wait for a decision, as the desk of an address shows them, with all rows.</summary>
    public async Task<Result<TableFile>> AwaitingAsync(HttpContext context, Actor actor, bool award, CancellationToken ct)
    {
        var chosen = Chosen(context, actor);
        if (!chosen.Ok)
        {
            return chosen.Refusals.ToList();
        }

        var ((campaign, _), unit, search) = (chosen.Value, TableFiles.Asked(context, "dia-ban"), TableFiles.Asked(context, "tim"));
        var (kind, level) = DeskQueries.Asked(actor, campaign, award, TableFiles.Asked(context, "viec"), TableFiles.Asked(context, "cap"));
        var view = await desk.GetAsync(actor, campaign, kind, level, unit, search, ct, DeskQueries.Filed);
        var title = text[$"waiting.{Wire.Name(kind)}"].Value;
        return new TableFile(
            title, campaign.Simulated,
            [
                (text["filter.campaign"], English ? campaign.NameEn : campaign.NameVi), (text["filter.what"], words[$"decision.{Wire.Name(kind)}"]),
                .. kind == DecisionKind.Propose ? Array.Empty<(string, string)>() : [(text["filter.level"].Value, words[$"level.{Wire.Name(level)}"].Value)],
                .. unit is null ? Array.Empty<(string, string)>() : [(text["filter.unit"].Value, unit == Cube.CubeKeys.ProvinceBodies ? words["unit.province_bodies"].Value : reference.Current.Places.ById(unit)?.FullNameAtStart ?? unit)],
                .. search is null ? Array.Empty<(string, string)>() : [(text["filter.search"].Value, search)],
                .. view.Total > view.Models.Count ? [(text["table.note"].Value, text["desk.more", view.Models.Count, view.Total].Value)] : Array.Empty<(string, string)>(),
            ],
            [
                new(title,
                    [
                        new(text["column.stt"], 6), new(text["column.model"], 50), new(text["table.owner"], 36), new(text["column.place"], 30), new(text["column.subject"], 14), new(text["table.field"], 26),
                        new(text["column.stage"], 26), new(text["table.verified-on"], 14, CellFormat.Day), new(text["table.appraisal"], 20), new(text["table.appraised-on"], 14, CellFormat.Day),
                        new(text["table.proposed-on"], 14, CellFormat.Day), new(text["table.form"], 18), new(text["table.note"], 30),
                    ],
                    [.. view.Models.Select((m, i) => (IReadOnlyList<Cell>)[
                        Cell.Integer(i + 1), Cell.Text(m.Name), Cell.Text(m.Owner), Cell.Text(m.Place), Cell.Text(words[m.Subject is { } s ? $"subject.{Wire.Name(s)}" : "subject.unstated"]),
                        Cell.Text(m.Field is { } field ? CampaignWords.FieldName(words, campaign, field) : null), Cell.Text(m.Stage is { } stage ? words[$"stage.{Wire.Name(stage)}"].Value : null), Cell.Day(m.VerifiedOn),
                        Cell.Text(m.Passed is { } passed ? text[passed ? "table.passed" : "table.failed"].Value : null), Cell.Day(m.AppraisedOn), Cell.Day(m.ProposedOn),
                        Cell.Text(m.ProposedForm is { } form ? words[$"form.{Wire.Name(form)}"].Value : null), Cell.Text(Notes(m, level))])]),
            ]);
    }

    private string? Notes(DeskModel m, RecognitionLevel level)
    {
        string?[] notes = [m.Aims && level != RecognitionLevel.Commune ? text["desk.aims"].Value : null, m.Internal ? text["internal"].Value : null, m.OwnEntry ? text["desk.own-entry"].Value : null];
        return notes.OfType<string>().ToList() is { Count: > 0 } some ? string.Join("; ", some) : null;
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
