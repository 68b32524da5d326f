using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Export;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Progress;

/// <summary>What the page of reporting progress shows, as a table.</summary>
internal sealed class ProgressTable(ProgressModels models, IStringLocalizer<ProgressText> text)
{
    /// <summary>Where it is.</summary>
    public const string Href = "/api/v1/tables/progress";

    /// <summary>The table of an address.</summary>
    public async Task<Result<TableFile>> GetAsync(HttpContext context, Actor actor, CancellationToken ct)
    {
        var answer = await models.GetAsync(
            actor, TableFiles.Asked(context, "phong-trao"), TableFiles.Asked(context, "ky"), TableFiles.Asked(context, "tinh-trang"), Wire.Parse<OrganisationBlock>(TableFiles.Asked(context, "khoi")),
            TableFiles.Asked(context, "cum"), ct);
        if (!answer.Ok)
        {
            return answer.Refusals.ToList();
        }

        var v = answer.Value;
        var english = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return new TableFile(
            text["title"], v.Campaign.Simulated,
            [
                (text["table.campaign"], english ? v.Campaign.NameEn : v.Campaign.NameVi), (text["table.period"], v.PeriodText), (text["table.coverage"], v.Coverage),
                .. v.Choices.Where(c => c.Current).Select(c => (text["table.shown"].Value, c.Text)), .. v.Clusters.Where(c => c.Chosen && c.Value.Length > 0).Select(c => (text["table.cluster"].Value, c.Text)),
            ],
            [
                new(text["title"],
                    [
                        new(text["column.body"], 44), new(text["column.place"], 28), new(text["column.due"], 14, CellFormat.Day), new(text["table.extended"], 14, CellFormat.Day), new(text["column.state"], 22), new(text["table.note"], 28),
                        new(text["column.sent"], 18, CellFormat.Moment), new(text["column.follow"], 44),
                    ],
                    [.. v.Rows.Select(r => (IReadOnlyList<Cell>)[
                        Cell.Text(r.Body), Cell.Text(r.Place), Cell.Day(r.DueOn), r.ExtendedTo is { } until ? Cell.Day(until) : Cell.Empty, Cell.Text(r.StateText), Cell.Text(r.StateNote),
                        r.SentAt is { } at ? Cell.Moment(at.DateTime) : Cell.Empty, Cell.Text(string.Join(": ", new[] { r.Returned, r.Reason }.Where(t => !string.IsNullOrEmpty(t))))])]),
            ]);
    }
}
