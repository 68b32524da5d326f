using System.Globalization;
using System.Text.Json;
using CsvHelper;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities;

/// <summary>A row that cannot go in, and why.</summary>
/// <param name="Lineage">Whether it stands in the file of lineage.</param>
/// <param name="Line">Its line; <see langword="null"/> where the fault is of no one row.</param>
/// <param name="Column">The column at fault, where it is one.</param>
/// <param name="Refusal">Why.</param>
internal sealed record UnitFileFault(bool Lineage, int? Line, string? Column, Refusal Refusal);

/// <summary>What an import of units found, and did unless it was a trial or a row was wrong.</summary>
/// <param name="Rows">Rows of both files.</param>
/// <param name="Duplicate">How many the store has already.</param>
/// <param name="Added">Units that are new.</param>
/// <param name="Ended">Units of the store for which the file states their last day.</param>
/// <param name="Lines">Lines of lineage that are new.</param>
/// <param name="Faults">Why it cannot go in; then nothing was written.</param>
internal sealed record UnitImport(int Rows, int Duplicate, IReadOnlyList<Unit> Added, IReadOnlyList<Unit> Ended, IReadOnlyList<LineagePart> Lines, IReadOnlyList<UnitFileFault> Faults)
{
    /// <summary>The closing line, in English in every culture.</summary>
    public string Line
    {
        get
        {
            var wrong = Faults.Select(f => (f.Lineage, f.Line)).Distinct().Count(f => f.Line is not null);
            return string.Create(CultureInfo.InvariantCulture, $"matched {Rows - wrong} of {Rows}, unmatched {wrong}, duplicate {Duplicate}");
        }
    }
}

/// <summary>
/// Nhập đơn vị hành chính: new units and their lineage go in beside what is there, all or none. What is there is not rewritten: a row may only
/// repeat it, or state the last day of a unit that holds until now.
/// </summary>
internal sealed class ImportUnits(Writer writer, ReferenceData reference, ReferenceChanges changes, BoundaryAtlas atlas)
{
    /// <summary>Most bytes of a file.</summary>
    public const long SizeLimit = 20_000_000;

    private static readonly Dictionary<string, string> s_columns = new(StringComparer.Ordinal)
    {
        ["id"] = "unit_id", ["parent"] = "parent_unit_id", ["from"] = "valid_from", ["to"] = "valid_to", ["on"] = "effective_date",
    };

    /// <summary>Compares the rows with the store and, unless <paramref name="dryRun"/> or a row is wrong, writes the new ones in one transaction.</summary>
    public async Task<Result<UnitImport>> RunAsync(Actor actor, IReadOnlyList<FileRow<Unit>> units, IReadOnlyList<FileRow<LineagePart>> lineage, bool dryRun, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageLocalities))
        {
            return new Refusal("units.not-allowed");
        }

        var found = Look(reference.Current.Places, units, lineage);
        if (dryRun || found.Faults.Count > 0 || found.Added.Count + found.Ended.Count + found.Lines.Count == 0)
        {
            return found;
        }

        await writer.WriteAsync(
            async (w, cancel) =>
            {
                w.Db.Units.AddRange(found.Added.Select(PlaceRows.ToRow));
                w.Db.Lineage.AddRange(found.Lines.Select(PlaceRows.ToRow));
                foreach (var ended in found.Ended)
                {
                    (await w.Db.Units.AsTracking().SingleAsync(u => u.Id == ended.Id, cancel)).ValidTo = ended.ValidTo;
                }

                await w.Db.SaveChangesAsync(cancel);
                await ModelWays.FollowAsync(w, await PlaceRows.ReadAsync(w.Db, cancel), null, cancel);
                // Every campaign may count by these units; other processes read them anew when they are told of one.
                foreach (var campaign in reference.Current.Campaigns)
                {
                    await ReferenceChanges.AppendAsync(w, campaign.Id, campaign.RootUnitId, cancel);
                }

                await w.AuditAsync(actor, "units.imported", "units", JsonSerializer.Serialize(
                    new
                    {
                        before = (object?)null,
                        after = new { added = found.Added.Select(u => u.Id), ended = found.Ended.Select(u => new { u.Id, u.ValidTo }), lineage = found.Lines.Select(p => new { p.FromId, p.ToId }) },
                    },
                    ApiAnswer.Options), cancel);
                return true;
            },
            ct);
        // What was drawn of the units as they were is old as well. The units come first: a map drawn of the old ones in between would be kept as one of the new.
        await reference.ReloadAsync(CancellationToken.None);
        await atlas.ReloadAsync(CancellationToken.None);
        await changes.AppliedAsync(null, CancellationToken.None);
        return found;
    }

    private static UnitImport Look(Places places, IReadOnlyList<FileRow<Unit>> units, IReadOnlyList<FileRow<LineagePart>> lineage)
    {
        var faults = new List<UnitFileFault>();
        var (added, ended, lines) = (new List<Unit>(), new List<Unit>(), new List<LineagePart>());
        var duplicates = 0;
        var unitLines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (line, unit) in units)
        {
            if (!unitLines.TryAdd(unit.Id, line))
            {
                faults.Add(new(false, line, "unit_id", new("units.id-twice", "unit_id") { Arguments = [unit.Id] }));
            }
            else if (places.ById(unit.Id) is not { } known)
            {
                added.Add(unit);
            }
            else if (Differing(known, unit) is { Count: > 0 } columns)
            {
                if (columns is ["valid_to"] && known.ValidTo is null)
                {
                    ended.Add(known with { ValidTo = unit.ValidTo });
                }
                else
                {
                    faults.Add(new(false, line, columns[0], new("units.differs", columns[0]) { Arguments = [unit.Id, string.Join(", ", columns)] }));
                }
            }
            else
            {
                duplicates++;
            }
        }

        var partLines = new Dictionary<(string, string), int>();
        var standing = places.Lineage.ToDictionary(p => (p.FromId, p.ToId));
        foreach (var (line, part) in lineage)
        {
            if (!partLines.TryAdd((part.FromId, part.ToId), line))
            {
                faults.Add(new(true, line, null, new("units.lineage-twice") { Arguments = [part.FromId, part.ToId] }));
            }
            else if (!standing.TryGetValue((part.FromId, part.ToId), out var known))
            {
                lines.Add(part);
            }
            else if (known.Extent != part.Extent || known.EffectiveDate != part.EffectiveDate || (part.Share is { } share && share != known.Share))
            {
                faults.Add(new(true, line, null, new("units.lineage-differs") { Arguments = [part.FromId, part.ToId] }));
            }
            else
            {
                duplicates++;
            }
        }

        var after = ended.ToDictionary(u => u.Id);
        var whole = Places.Create([.. places.All.Select(u => after.GetValueOrDefault(u.Id, u)), .. added], [.. places.Lineage, .. lines]);
        faults.AddRange(whole.Refusals.Select(r => FaultOf(r, unitLines, partLines)));
        return new(units.Count + lineage.Count, duplicates, added, ended, lines, [.. faults.OrderBy(f => f.Lineage).ThenBy(f => f.Line ?? int.MaxValue)]);
    }

    /// <summary>What a row says otherwise than the store. An optional cell that is empty says nothing.</summary>
    private static List<string> Differing(Unit known, Unit said)
    {
        (string Column, bool Differs)[] all =
        [
            ("code", known.Code != said.Code), ("name", known.Name != said.Name), ("kind", known.Kind != said.Kind), ("level", known.Level != said.Level),
            ("parent_unit_id", known.ParentId != said.ParentId), ("valid_from", known.ValidFrom != said.ValidFrom), ("valid_to", known.ValidTo != said.ValidTo),
            ("lat", said.Lat is not null && known.Lat != said.Lat), ("lon", said.Lon is not null && known.Lon != said.Lon),
            ("area_km2", said.AreaKm2 is not null && known.AreaKm2 != said.AreaKm2), ("population", said.Population is not null && known.Population != said.Population),
            ("decision", said.Decision is not null && known.Decision != said.Decision),
        ];
        return [.. all.Where(c => c.Differs).Select(c => c.Column)];
    }

    /// <summary>The arguments of a refusal begin with the row at fault; where that is a row of the store, with the row of the file that it collides with.</summary>
    private static UnitFileFault FaultOf(Refusal refusal, Dictionary<string, int> unitLines, Dictionary<(string, string), int> partLines)
    {
        var column = refusal.Field is { } field ? s_columns.GetValueOrDefault(field, field) : null;
        var (first, second) = (refusal.Arguments.ElementAtOrDefault(0) ?? string.Empty, refusal.Arguments.ElementAtOrDefault(1) ?? string.Empty);
        if (refusal.Code.Contains("lineage", StringComparison.Ordinal))
        {
            int? line = partLines.TryGetValue((first, second), out var exact) ? exact : partLines.Where(p => p.Key.Item1 == first).Select(p => (int?)p.Value).FirstOrDefault();
            // A unit that ends takes the lines of lineage that the store has with it.
            return line is null && (unitLines.TryGetValue(first, out var unit) || unitLines.TryGetValue(second, out unit)) ? new(false, unit, null, refusal) : new(true, line, column, refusal);
        }

        return new(false, unitLines.TryGetValue(first, out var own) || unitLines.TryGetValue(second, out own) ? own : null, column, refusal);
    }

    /// <summary>Reads and imports files for the command line; the exit code.</summary>
    public async Task<int> RunCommandAsync(string unitsFile, string? lineageFile, bool dryRun, Func<Refusal, string> words, TextWriter output, TextWriter error, CancellationToken ct)
    {
        foreach (var file in new[] { unitsFile, lineageFile }.OfType<string>())
        {
            if (!File.Exists(file))
            {
                await error.WriteLineAsync($"There is no file {file}.");
                return 1;
            }

            if (new FileInfo(file).Length > SizeLimit)
            {
                await error.WriteLineAsync(words(new("units.file-too-large", "file")));
                return 1;
            }
        }

        var units = Read(unitsFile, PlaceFiles.ReadUnits);
        var lineage = lineageFile is null ? (Result<FileRow<LineagePart>[]>)Array.Empty<FileRow<LineagePart>>() : Read(lineageFile, PlaceFiles.ReadLineage);
        var done = units.Ok && lineage.Ok ? await RunAsync(Actor.System, units.Value, lineage.Value, dryRun, ct) : units.Refusals.Concat(lineage.Refusals).ToList();
        if (!done.Ok)
        {
            foreach (var refusal in done.Refusals)
            {
                // Which of the two files; a refusal of the whole is of neither.
                var file = units.Refusals.Contains(refusal) ? unitsFile : lineage.Refusals.Contains(refusal) ? lineageFile : null;
                await error.WriteLineAsync((file is null ? string.Empty : Path.GetFileName(file) + ": ") + words(refusal));
            }

            await output.WriteLineAsync("nothing was written: a row is wrong");
            return 1;
        }

        var found = done.Value;
        foreach (var fault in found.Faults)
        {
            var where = Path.GetFileName(fault.Lineage && lineageFile is not null ? lineageFile : unitsFile)
                + (fault.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $", row {line}") : string.Empty) + (fault.Column is { } column ? $", {column}" : string.Empty);
            await error.WriteLineAsync($"{where}: {words(fault.Refusal)}");
        }

        var wrong = found.Faults.Count > 0;
        await output.WriteLineAsync(wrong ? "nothing was written: a row is wrong"
            : (dryRun ? "nothing was written: dry run; " : string.Empty)
                + string.Create(CultureInfo.InvariantCulture, $"{found.Added.Count} units new, {found.Ended.Count} ended, {found.Lines.Count} lines of lineage new"));
        await output.WriteLineAsync(found.Line);
        return wrong ? 1 : 0;
    }

    private static Result<T[]> Read<T>(string path, Func<TextReader, Result<T[]>> read)
    {
        using var file = new StreamReader(path);
        try
        {
            return read(file);
        }
        catch (CsvHelperException e)
        {
            return new Refusal("units.file-unreadable", "file") { Arguments = [(e.Context?.Parser?.RawRow ?? 0).ToString(CultureInfo.InvariantCulture)] };
        }
    }
}
