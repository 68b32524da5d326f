using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Projection;

/// <summary>A row of a file with the line on which it ends, from 1.</summary>
internal sealed record FileRow<T>(int Line, T Value);

/// <summary>Reads units and lineage from CSV. Columns are found by their name, in any order: those of the built-in facts or the longer ones (unit_id, parent_unit_id, valid_from …). Refusals name line, column and value.</summary>
internal static class PlaceFiles
{
    /// <summary>Reads a file of units; whether they fit together is for <see cref="Places.Create"/> to say.</summary>
    public static Result<FileRow<Unit>[]> ReadUnits(TextReader file) => Read(
        file,
        [["id", "unit_id"], ["code"], ["name"], ["kind"], ["level"], ["parent", "parent_unit_id"], ["from", "valid_from"]],
        row => new Unit
        {
            Id = row.Text("id", "unit_id"),
            ParentId = row.Optional("parent", "parent_unit_id"),
            Level = row.Value(Wire.Parse<UnitLevel>, "level") ?? UnitLevel.Commune,
            Kind = row.Text("kind"),
            Name = row.Text("name"),
            Code = row.Text("code"),
            ValidFrom = row.Value(Day, "from", "valid_from") ?? default,
            ValidTo = row.OptionalValue(Day, "to", "valid_to"),
            Lat = row.OptionalValue(Degrees, "lat"),
            Lon = row.OptionalValue(Degrees, "lon"),
            AreaKm2 = row.OptionalValue(Number, "km2", "area_km2"),
            Population = row.OptionalValue(Count, "people", "population"),
            Decision = row.Optional("decision"),
        });

    /// <summary>Reads a file of lineage.</summary>
    public static Result<FileRow<LineagePart>[]> ReadLineage(TextReader file) => Read(
        file,
        [["from", "from_unit_id"], ["to", "to_unit_id"], ["part"], ["on", "effective_date"]],
        row => new LineagePart(
            row.Text("from", "from_unit_id"),
            row.Text("to", "to_unit_id"),
            row.Value(Wire.Parse<LineageExtent>, "part") ?? LineageExtent.Partial,
            row.OptionalValue(Number, "share"),
            row.Optional("decision"),
            row.Value(Day, "on", "effective_date") ?? default));

    private static Result<FileRow<T>[]> Read<T>(TextReader file, string[][] needed, Func<Row, T> map)
    {
        using var csv = new CsvReader(file, new CsvConfiguration(CultureInfo.InvariantCulture) { MissingFieldFound = null, BadDataFound = null }, leaveOpen: true);
        var header = csv.Read() && csv.ReadHeader() ? csv.HeaderRecord! : [];
        List<Refusal> refusals = [.. needed.Where(names => !names.Any(header.Contains)).Select(names => new Refusal("units.file-column-missing", names[0]) { Arguments = [names[0]] })];
        if (refusals.Count > 0)
        {
            return refusals;
        }

        List<FileRow<T>> rows = [];
        while (csv.Read())
        {
            rows.Add(new(csv.Parser.RawRow, map(new(csv, header, refusals))));
        }

        return refusals.Count > 0 ? refusals : rows.ToArray();
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static double? Degrees(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private sealed class Row(CsvReader csv, string[] header, List<Refusal> refusals)
    {
        public string? Optional(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (header.Contains(name))
                {
                    var text = TextFold.Clean(csv.GetField(name) ?? string.Empty);
                    return text.Length > 0 ? text : null;
                }
            }

            return null;
        }

        public string Text(params ReadOnlySpan<string> names)
        {
            var text = Optional(names);
            if (text is null)
            {
                Refuse(names[0], string.Empty);
            }

            return text ?? string.Empty;
        }

        public T? OptionalValue<T>(Func<string, T?> parse, params ReadOnlySpan<string> names)
            where T : struct => Optional(names) is { } text ? Parsed(parse, names[0], text) : null;

        public T? Value<T>(Func<string, T?> parse, params ReadOnlySpan<string> names)
            where T : struct => Parsed(parse, names[0], Optional(names) ?? string.Empty);

        private T? Parsed<T>(Func<string, T?> parse, string name, string text)
            where T : struct
        {
            var value = parse(text);
            if (value is null)
            {
                Refuse(name, text);
            }

            return value;
        }

        private void Refuse(string column, string value) =>
            refusals.Add(new("units.file-value", column) { Arguments = [csv.Parser.RawRow.ToString(CultureInfo.InvariantCulture), column, value] });
    }
}
