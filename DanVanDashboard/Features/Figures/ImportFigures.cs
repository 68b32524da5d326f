using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Figures;

/// <summary>A row that cannot go in, and why.</summary>
internal sealed record FigureFileFault(int Row, string? Column, Refusal Refusal);

/// <summary>What an import found, and did unless it was a trial or a row was wrong.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Matched">Rows whose campaign, document, metric and unit were found or can be added, and that are right in themselves.</param>
/// <param name="Duplicate">Of these, how many the store has already, word for word.</param>
/// <param name="Faults">Why the others are not.</param>
/// <param name="Written">How many were written.</param>
internal sealed record FigureImport(int Rows, int Matched, int Duplicate, IReadOnlyList<FigureFileFault> Faults, int Written)
{
    /// <summary>The closing line, in English in every culture.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"matched {Matched} of {Rows}, unmatched {Rows - Matched}, duplicate {Duplicate}");
}

/// <summary>Nhập số liệu từ tệp: all rows or none. A row that the store has already is passed over; another number of the same question goes in beside it.</summary>
internal sealed class ImportFigures(Store store, Writer writer, ReferenceData reference, MetricBook book)
{
    /// <summary>Reads the rows and, unless <paramref name="dryRun"/> or a row is wrong, writes them in one transaction.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="rows">The rows of the file.</param>
    /// <param name="campaignId">The campaign of rows that name none; <see langword="null"/>: it follows from their document or unit.</param>
    /// <param name="dryRun">Only look.</param>
    /// <param name="ct">Cancels before the transaction.</param>
    public async Task<Result<FigureImport>> RunAsync(Actor actor, IReadOnlyList<FigureFileRow> rows, string? campaignId, bool dryRun, CancellationToken ct)
    {
        if (!actor.May(Verb.EnterFigure))
        {
            return new Refusal("figure.not-allowed");
        }

        var current = reference.Current;
        if (campaignId is not null && current.Campaign(campaignId) is null)
        {
            return new Refusal("model.campaign-unknown", "campaign") { Arguments = [campaignId] };
        }

        await using var db = store.Read();
        var sources = await db.Sources.ToListAsync(ct);
        var standing = (await db.StandingObservations.ToListAsync(ct)).ConvertAll(ReportedRows.ToObservation);
        var reading = new Reading(actor, current, book.Current, sources, standing, campaignId);
        foreach (var row in rows)
        {
            reading.Take(row);
        }

        var found = new FigureImport(rows.Count, reading.Matched, reading.Duplicates, reading.Faults, 0);
        if (dryRun || reading.Faults.Count > 0 || reading.Figures.Count == 0)
        {
            return found;
        }

        await writer.WriteAsync(
            async (w, cancel) =>
            {
                foreach (var source in reading.NewSources)
                {
                    await FigureAppender.AddSourceAsync(w, actor, source, cancel);
                }

                foreach (var metric in reading.NewMetrics)
                {
                    await FigureAppender.AddMetricAsync(w, actor, metric, cancel);
                }

                foreach (var figure in reading.Figures)
                {
                    await FigureAppender.StoreAsync(w, actor, figure, cancel);
                }

                foreach (var place in reading.Figures.GroupBy(f => (f.CampaignId, f.UnitId)))
                {
                    await FigureAppender.AnnounceAsync(w, "figures.entered", place.First(), cancel);
                }

                return true;
            },
            ct);
        await book.ReloadAsync(CancellationToken.None);
        return found with { Written = reading.Figures.Count };
    }

    /// <summary>One pass over a file: what it needs to know of earlier rows, and what it found.</summary>
    private sealed class Reading(Actor actor, Reference current, MetricCatalogue metrics, IReadOnlyList<SourceRow> sources, List<Observation> standing, string? campaignId)
    {
        private readonly Dictionary<string, Source> _newSources = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Metric> _newMetrics = new(StringComparer.Ordinal);
        private readonly ILookup<string, Observation> _standing = standing.ToLookup(o => o.SourceId);
        private readonly List<FigureFileFault> _faults = [];

        public List<Observation> Figures { get; } = [];

        public IReadOnlyCollection<Source> NewSources => _newSources.Values;

        public IReadOnlyCollection<Metric> NewMetrics => _newMetrics.Values;

        public IReadOnlyList<FigureFileFault> Faults => _faults;

        public int Matched { get; private set; }

        public int Duplicates { get; private set; }

        public void Take(FigureFileRow row)
        {
            var before = _faults.Count;
            var source = SourceOf(row);
            var metric = MetricOf(row);
            var unit = UnitOf(row);
            var campaign = CampaignOf(row, source, unit);
            if (_faults.Count > before)
            {
                return;
            }

            var request = new FigureRequest
            {
                Campaign = campaign!.Id, UnitId = unit!.Id, From = row["period_from"], To = row["period_to"], Dated = Word(row["dated"]), TimeMeaning = Word(row["time_meaning"]),
                Subject = row["subject"], Field = row["field"], RecognisedAt = row["recognised_at"], TargetLevel = row["target_level"], Value = Number(row, "value"),
                Denominator = Number(row, "denominator"), Exactness = row["exactness"], Measure = row["measure"], Theme = row["theme"], Block = row["block"], Giver = row["giver"],
                Form = row["form"], Scope = row["scope"], BodyNamed = row["body_named"], Locator = row["locator"],
            };
            var read = FigureReader.Read(request, metric!, null, current);
            // A cell that is no number has been named already.
            foreach (var refusal in (read.Ok ? FigureEntryRules.Refusals(actor, read.Value) : read.Refusals).Where(r => !_faults.Exists(f => f.Row == row.Number && f.Column == r.Field)))
            {
                _faults.Add(new(row.Number, ColumnOf(refusal.Field), refusal));
            }

            if (_faults.Count > before)
            {
                return;
            }

            Matched++;
            var figure = read.Value.ToObservation("f" + Guid.CreateVersion7().ToString("n"), source!);
            if (_standing[source!].Concat(Figures).Any(o => FigureEntryRules.SameStatement(o, figure)))
            {
                Duplicates++;
            }
            else
            {
                Figures.Add(figure);
            }
        }

        private string? SourceOf(FigureFileRow row)
        {
            if (row["source"] is not { } name)
            {
                Fault(row, "source", "figure.source-missing");
                return null;
            }

            if (sources.FirstOrDefault(s => s.Id == name || s.Reference == name || s.Title == name) is { } known)
            {
                return known.Id;
            }

            if (_newSources.TryGetValue(name, out var added))
            {
                return added.Id;
            }

            var read = FigureReader.NewSource(new()
            {
                Kind = row["source_kind"], Title = row["source_title"] ?? name, Place = row["source_place"], Issuer = row["source_issuer"], Date = row["source_date"],
                Note = row["source_note"], Reference = name,
            });
            foreach (var refusal in read.Refusals)
            {
                _faults.Add(new(row.Number, refusal.Field?.Replace("newSource.", "source_", StringComparison.Ordinal), refusal));
            }

            return read.Ok ? (_newSources[name] = read.Value).Id : null;
        }

        private string? MetricOf(FigureFileRow row)
        {
            if (row["metric"] is not { } name)
            {
                Fault(row, "metric", "figure.metric-unknown", string.Empty);
                return null;
            }

            if (metrics.Has(name))
            {
                return name;
            }

            if (_newMetrics.TryGetValue(name, out var added))
            {
                return added.Key;
            }

            // A new metric is named in words; a key that nobody knows is more likely a slip of the pen.
            if (row["metric_name"] is not { } words)
            {
                Fault(row, "metric", "figure.metric-unknown", name);
                return null;
            }

            var read = FigureReader.NewMetric(new() { NameVi = words, NameEn = row["metric_name_en"], Kind = row["metric_kind"], Measure = row["measure"] }, metrics);
            if (read.Ok)
            {
                return (_newMetrics[name] = read.Value).Key;
            }

            _faults.AddRange(read.Refusals.Select(r => new FigureFileFault(row.Number, "metric_name", r)));
            return null;
        }

        private Unit? UnitOf(FigureFileRow row)
        {
            if (row["unit_id"] is { } id)
            {
                if (current.Places.ById(id) is { } byId)
                {
                    return byId;
                }

                Fault(row, "unit_id", "model.unit-unknown", id);
                return null;
            }

            var name = row["unit"] ?? string.Empty;
            UnitLevel? level = row["unit_level"] is { } wanted ? Wire.Parse<UnitLevel>(wanted) : null;
            var named = current.Places.Named(name).Where(u => level is null || u.Level == level).ToList();
            // A name that was used again means its holder on the last day that the figure speaks of; without a day, the holder at the beginning of the campaign asked for.
            var day = PartialDate.TryParse(row["period_to"], out var to) && to.Last is { } last ? last : current.Campaign(campaignId)?.From;
            var then = day is { } d ? named.Where(u => u.ValidOn(d)).ToList() : named;
            var found = then.Count > 0 ? then : named;
            if (found.Count == 1)
            {
                return found[0];
            }

            if (found.Count == 0)
            {
                Fault(row, "unit", "model.unit-unknown", name);
            }
            else
            {
                Fault(row, "unit", "figure.unit-ambiguous", name, string.Join("; ", found.Take(6).Select(u => $"{u.FullNameAtStart} ({u.Id})")));
            }

            return null;
        }

        private Campaign? CampaignOf(FigureFileRow row, string? source, Unit? unit)
        {
            if (row["campaign"] is { } named)
            {
                if (current.Campaign(named) is { } stated)
                {
                    return stated;
                }

                Fault(row, "campaign", "model.campaign-unknown", named);
                return null;
            }

            if (current.Campaign(campaignId) is { } asked)
            {
                return asked;
            }

            var ofSource = source is null ? [] : _standing[source].Select(o => o.CampaignId).Distinct().ToList();
            if (ofSource is [var only])
            {
                return current.Campaign(only);
            }

            var ofUnit = unit is null ? [] : current.Campaigns.Where(c => !c.Simulated && c.RootUnitId == unit.Id).ToList();
            if (ofUnit is [var one])
            {
                return one;
            }

            if (unit is not null)
            {
                Fault(row, "campaign", "figure.campaign-missing");
            }

            return null;
        }

        private decimal? Number(FigureFileRow row, string column)
        {
            if (row[column] is not { } text)
            {
                return null;
            }

            if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                return value;
            }

            Fault(row, column, "figure.number-unreadable", text);
            return null;
        }

        private void Fault(FigureFileRow row, string column, string code, params string[] arguments) => _faults.Add(new(row.Number, column, new(code, column) { Arguments = arguments }));

        // "year only" and "year_only" are one.
        private static string? Word(string? text) => text?.Replace(' ', '_');

        private static string? ColumnOf(string? field) => field switch
        {
            "from" => "period_from",
            "to" => "period_to",
            "timeMeaning" => "time_meaning",
            "recognisedAt" => "recognised_at",
            "targetLevel" => "target_level",
            "bodyNamed" => "body_named",
            "unitId" => "unit",
            _ => field,
        };
    }

    /// <summary>Reads and imports a file for the command line; the exit code.</summary>
    public async Task<int> RunCommandAsync(string file, string? campaign, bool dryRun, Func<Refusal, string> words, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            await error.WriteLineAsync($"There is no file {file}.");
            return 1;
        }

        if (new FileInfo(file).Length > FigureFile.SizeLimit)
        {
            await error.WriteLineAsync(words(new("figures.file-too-large", "file")));
            return 1;
        }

        using var reader = new StreamReader(file);
        var rows = FigureFile.Read(reader);
        var done = rows.Ok ? await RunAsync(Actor.System, rows.Value, campaign, dryRun, ct) : rows.Refusals.ToList();
        if (!done.Ok)
        {
            foreach (var refusal in done.Refusals)
            {
                await error.WriteLineAsync(words(refusal));
            }

            return 1;
        }

        foreach (var fault in done.Value.Faults)
        {
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"row {fault.Row}{(fault.Column is { } column ? $", {column}" : string.Empty)}: {words(fault.Refusal)}"));
        }

        var wrong = done.Value.Faults.Count > 0;
        await output.WriteLineAsync(wrong ? "nothing was written: a row is wrong" : dryRun ? "nothing was written: dry run" : string.Create(CultureInfo.InvariantCulture, $"{done.Value.Written} written"));
        await output.WriteLineAsync(done.Value.Line);
        return wrong ? 1 : 0;
    }
}
