using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Boundaries;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Features.Boundaries;

/// <summary>Nhập ranh giới: a file goes in as a whole or not at all, as a new set beside the earlier ones.</summary>
public sealed class ImportBoundaries(Store store, Writer writer, ReferenceData reference, ReferenceChanges changes, BoundaryAtlas atlas, DanVanOptions options)
{
    /// <summary>Points of all borders, each counted once, for the map of a province.</summary>
    internal const int OverviewPoints = 5_000;

    /// <summary>The same for a large screen.</summary>
    internal const int FinePoints = 16_000;

    /// <summary>Longest name, source or licence, in characters.</summary>
    internal const int TextLimit = 500;

    private static readonly DateOnly s_earliest = new(1900, 1, 1);

    /// <summary>Reads the file, finds the units and, unless <paramref name="dryRun"/> or something is wrong, writes the set.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="bytes">The file as it came.</param>
    /// <param name="request">What the file does not say.</param>
    /// <param name="dryRun">Only look.</param>
    /// <param name="tell">Told when another step begins: <c>read</c>, <c>match</c>, <c>thin</c>, <c>write</c>.</param>
    /// <param name="ct">Cancels before the transaction.</param>
    public async Task<Result<BoundaryOutcome>> RunAsync(Actor actor, byte[] bytes, BoundaryRequest request, bool dryRun, Action<string>? tell, CancellationToken ct)
    {
        if (!actor.May(Verb.ManageLocalities))
        {
            return new Refusal("boundaries.not-allowed");
        }

        var refusals = new List<Refusal>();
        var from = TypedDay(request.ValidFrom);
        if (from is null || from < s_earliest)
        {
            refusals.Add(new("boundaries.day-missing", "validFrom"));
        }

        var meridian = Meridian(request.Meridian);
        if (meridian is null && !string.IsNullOrWhiteSpace(request.Meridian))
        {
            refusals.Add(new("boundaries.meridian-unreadable", "meridian"));
        }

        foreach (var (field, text) in new[] { ("name", request.Name), ("source", request.Source), ("licence", request.Licence) })
        {
            if (text?.Length > TextLimit)
            {
                refusals.Add(new("boundaries.text-too-long", field) { Arguments = [TextLimit.ToString(CultureInfo.InvariantCulture)] });
            }
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        tell?.Invoke("read");
        if (BoundaryFile.Read(bytes, new(meridian, request.SixDegrees), out var refusal) is not { } file)
        {
            return refusal!;
        }

        tell?.Invoke("match");
        var outcome = Look(file, from!.Value, request);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await using (var db = store.Read())
        {
            if (await db.BoundarySets.FirstOrDefaultAsync(s => s.FileHash == hash && s.ValidFrom == from && s.WithdrawnAt == null, ct) is { } same)
            {
                outcome = outcome with { Refusals = [.. outcome.Refusals, new("boundaries.already-there", "file") { Arguments = [same.Name] }] };
            }
        }

        if (outcome.Refusals.Count > 0)
        {
            return outcome;
        }

        tell?.Invoke("thin");
        var found = outcome.Matches.Where(m => m.UnitId is not null).ToList();
        var whole = found.ConvertAll(m => m.Feature.Shape);
        var borders = new SharedBorders(whole);
        var fine = borders.Thin(whole.Count, FinePoints, BoundaryFile.Factory);
        // Neighbours that share a border share it thinned too, so what lies on each other there does so in the file; on all its points it would take longer than all the rest.
        outcome = outcome with { Notes = [.. outcome.Notes, .. Overlaps.Of([.. found.Zip(fine, (m, shape) => (m.Feature.Label, shape))])] };
        if (dryRun)
        {
            return outcome;
        }

        var set = new BoundarySetRow
        {
            Id = "b" + Guid.CreateVersion7().ToString("n"), Name = Text(request.Name) ?? Path.GetFileNameWithoutExtension(request.FileName ?? ""), ValidFrom = from.Value, Source = Text(request.Source) ?? "",
            Licence = Text(request.Licence) ?? "", FileName = Path.GetFileName(request.FileName ?? ""), FileHash = hash, RootUnitId = outcome.RootUnitId!, Units = outcome.Matched,
            Points = outcome.Points, ImportedBy = actor.UserId,
        };
        var shapes = Rows(set.Id, found, borders.Thin(whole.Count, OverviewPoints, BoundaryFile.Factory), fine);
        tell?.Invoke("write");
        await writer.WriteAsync(
            async (w, cancel) =>
            {
                set.Number = (await w.Db.BoundarySets.MaxAsync(s => (long?)s.Number, cancel) ?? 0) + 1;
                set.ImportedAt = w.Now;
                w.Db.BoundarySets.Add(set);
                w.Db.BoundaryShapes.AddRange(shapes);
                await w.AuditAsync(actor, "boundaries.imported", set.Id, JsonSerializer.Serialize(
                    new { before = (object?)null, after = new { set.Name, set.ValidFrom, set.Source, set.Licence, set.FileName, set.FileHash, set.Units, set.Points, byHand = request.ByHand.Count } }, ApiAnswer.Options), cancel);
                return true;
            },
            ct);
        await AppliedAsync();
        return outcome with { SetId = set.Id };
    }

    /// <summary>Takes a set back: what was drawn before it is drawn again.</summary>
    public async Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, BoundaryWithdrawal request, IdempotencyKey? key, CancellationToken ct)
    {
        var answer = await writer.OnceAsync(
            key,
            async (w, cancel) =>
            {
                if (!actor.May(Verb.ManageLocalities))
                {
                    return new Refusal("boundaries.not-allowed");
                }

                if (await w.Db.BoundarySets.AsTracking().FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } set)
                {
                    return new Refusal("boundaries.not-found", "id") { Arguments = [id] };
                }

                if (set.WithdrawnAt is not null)
                {
                    return new Refusal("boundaries.already-withdrawn", "id");
                }

                if (Text(request.Reason) is not { } reason)
                {
                    return new Refusal("boundaries.reason-missing", "reason");
                }

                (set.WithdrawnBy, set.WithdrawnAt, set.WithdrawnReason) = (actor.UserId, w.Now, reason);
                await w.AuditAsync(actor, "boundaries.withdrawn", set.Id, JsonSerializer.Serialize(new { reason, before = new { set.Name, set.ValidFrom, set.Units }, after = (object?)null }, ApiAnswer.Options), cancel);
                return (Result<BoundarySetView>)BoundarySetView.Of(set);
            },
            view => ApiAnswer.Of(StatusCodes.Status200OK, view),
            ct);
        if (answer.Ok)
        {
            await AppliedAsync();
        }

        return answer;
    }

    /// <summary>Runs the command; the exit code.</summary>
    public async Task<int> RunCommandAsync(string file, BoundaryRequest request, bool dryRun, Func<Refusal, string> words, TextWriter output, TextWriter error, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            await error.WriteLineAsync($"There is no file {file}.");
            return 1;
        }

        if (new FileInfo(file).Length > BoundaryLimits.FileBytes)
        {
            await error.WriteLineAsync(words(new("boundaries.too-large", "file") { Arguments = [(BoundaryLimits.FileBytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture)] }));
            return 1;
        }

        var done = await RunAsync(Actor.System, await File.ReadAllBytesAsync(file, ct), request with { FileName = Path.GetFileName(file) }, dryRun, step => output.WriteLine($"{step} …"), ct);
        if (!done.Ok)
        {
            foreach (var refusal in done.Refusals)
            {
                await error.WriteLineAsync(words(refusal));
            }

            return 1;
        }

        var outcome = done.Value;
        foreach (var note in outcome.Notes)
        {
            await output.WriteLineAsync($"{note.Feature ?? "file"}: {note.Code} {string.Join(' ', note.Arguments)}".TrimEnd());
        }

        foreach (var refusal in outcome.Refusals)
        {
            await error.WriteLineAsync(words(refusal));
        }

        var wrong = outcome.Refusals.Count > 0;
        await output.WriteLineAsync(wrong ? "nothing was written: see above" : dryRun ? "nothing was written: dry run" : $"written as {outcome.SetId}");
        await output.WriteLineAsync(outcome.Line);
        return wrong ? 1 : 0;
    }

    private BoundaryOutcome Look(BoundaryFile file, DateOnly from, BoundaryRequest request)
    {
        var places = reference.Current.Places;
        var matches = UnitMatching.Match(file.Features, places, from, request.ByHand);
        var refusals = file.Faults.Select(f => new Refusal(f.Code, "file") { Arguments = [f.Feature!] }).ToList();
        var leftOut = matches.Where(m => m.UnitId is null && request.ByHand.TryGetValue(m.Feature.Number, out var said) && said.Length == 0).ToList();
        var unmatched = matches.Where(m => m.UnitId is null).Except(leftOut).ToList();
        if (unmatched.Count > 0)
        {
            refusals.Add(new("boundaries.unmatched", "byHand") { Arguments = [unmatched.Count.ToString(CultureInfo.InvariantCulture), Some(unmatched.Select(m => m.Feature.Label))] });
        }

        foreach (var several in UnitMatching.Duplicates(matches))
        {
            refusals.Add(new("boundaries.claimed-twice", "byHand") { Arguments = [places[several.Key].FullNameAtStart, Some(several.Select(m => m.Feature.Label))] });
        }

        // A person may name a unit that did not exist yet, or no longer.
        foreach (var match in matches.Where(m => m.UnitId is not null && !places[m.UnitId].ValidOn(from)))
        {
            refusals.Add(new("boundaries.unit-not-then", "byHand") { Arguments = [places[match.UnitId!].FullNameAtStart, from.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)] });
        }

        var found = matches.Where(m => m.UnitId is not null).ToList();
        if (found.Count == 0 && refusals.Count == 0)
        {
            refusals.Add(new("boundaries.nothing-left", "byHand"));
        }

        var root = found.GroupBy(m => places.ProvinceOf(m.UnitId!).Id).MaxBy(g => g.Count())?.Key;
        return new(matches, file.Notes, file.Faults, refusals, found.Sum(m => m.Feature.Shape.NumPoints), root ?? options.RootUnit, null) { LeftOut = leftOut.Count };
    }

    private static List<BoundaryShapeRow> Rows(string set, IReadOnlyList<BoundaryMatch> matches, MultiPolygon[] overview, MultiPolygon[] fine) => [.. matches.Select((m, i) => new BoundaryShapeRow
    {
        SetId = set, UnitId = m.UnitId!, Overview = BoundaryAtlas.Pack(Or(overview[i], m.Feature.Shape)), Fine = BoundaryAtlas.Pack(Or(fine[i], m.Feature.Shape)), Whole = BoundaryAtlas.Pack(m.Feature.Shape),
        MatchedBy = Wire.Name(m.By!.Value), Feature = m.Feature.Label,
    })];

    // An islet can be smaller than a metre of the grid; it is drawn as it came.
    private static MultiPolygon Or(MultiPolygon thinned, MultiPolygon whole) => thinned.IsEmpty ? whole : thinned;

    private async Task AppliedAsync()
    {
        await atlas.ReloadAsync(CancellationToken.None);
        await changes.AppliedAsync(null, CancellationToken.None);
    }

    private static string Some(IEnumerable<string> labels)
    {
        var all = labels.ToList();
        return string.Join(", ", all.Take(8)) + (all.Count > 8 ? " …" : "");
    }

    private static string? Text(string? typed) => TextFold.Clean(typed ?? "") is { Length: > 0 } text ? text : null;

    private static DateOnly? TypedDay(string? typed) => DateOnly.TryParseExact((typed ?? "").Trim(), ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // 103 or 104,75 or 104.75; Việt Nam's meridians lie between 102° and 110°.
    private static double? Meridian(string? typed) =>
        double.TryParse((typed ?? "").Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && degrees is >= 100 and <= 120 ? degrees : null;
}
