using System.Globalization;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Export;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Localities;

/// <summary>What the page of localities shows, as a table.</summary>
internal sealed class LocalityTable(LocalityQueries queries, IStringLocalizer<LocalitiesText> text)
{
    /// <summary>Where it is.</summary>
    public const string Href = "/api/v1/tables/localities";

    /// <summary>The table of an address.</summary>
    public async Task<Result<TableFile>> GetAsync(HttpContext context, Actor actor, CancellationToken ct)
    {
        var v = await queries.GetAsync(actor, TableFiles.Asked(context, "ngay"), TableFiles.Asked(context, "tim"), TableFiles.Asked(context, "tinh"), Wire.Parse<DenominatorKind>(TableFiles.Asked(context, "mau-so")) ?? DenominatorKind.People, ct);
        return new TableFile(
            text["localities.title"], Simulated: false,
            [
                (text["flow.province"], v.Root.FullNameAtStart), (text["localities.day"], v.Day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)),
                .. TableFiles.Asked(context, "tim") is { } search ? new[] { (text["localities.search"].Value, search) } : [],
            ],
            [
                new(text["localities.title"],
                    [
                        new(text["column.code"], 10), new(text["column.name"], 30), new(text["column.kind"], 14), new(text["table.above"], 26), new(text["column.area"], 14), new(text["column.people"], 14), new(text["column.year"], 10),
                        new(text["column.source"], 40), new(text["column.state"], 18),
                    ],
                    [.. v.Branches.SelectMany(b => b).Select(r => (IReadOnlyList<Cell>)[
                        Cell.Text(r.Unit.Code), Cell.Text(UnitWords.Name(r.Unit)), Cell.Text(TextFold.UpperFirst(r.Unit.Kind)), Cell.Text(r.Above?.FullNameAtStart), Cell.Number(r.Unit.AreaKm2), Cell.Number(r.Holding?.Value),
                        Cell.Text(r.Holding?.Year.ToString(CultureInfo.InvariantCulture)), Cell.Text(r.Holding?.Source), Cell.Text(text[r.Holding is null ? "state.none" : r.Holding.ConfirmedAt is null ? "state.stated" : "state.confirmed"])])]),
            ]);
    }
}
