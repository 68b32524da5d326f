using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Boundaries;
using DanVanDashboard.Charts;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Boundaries;

/// <summary>Nhập ranh giới: the file is taken in over HTTP, checked, matched, looked at on a map, and imported as a whole. A kept file has an address of its own, so a lost line loses nothing.</summary>
public sealed partial class BoundariesPage
{
    private static readonly CultureInfo s_vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    private readonly Dictionary<int, string> _byHand = [];
    private IReadOnlyList<BoundarySetView> _sets = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private (string Name, byte[] Bytes)? _file;
    private BoundaryOutcome? _outcome;
    private MapDrawing? _drawing;
    private IReadOnlyList<MapUnit> _units = [];
    private string? _validFrom;
    private string? _name;
    private string? _source;
    private string? _licence;
    private string? _meridian;
    private string _zone = "3";
    private string? _loaded;
    private string? _said;
    private string? _step;
    private string? _withdrawing;
    private string? _reason;
    private string? _withdrawRefused;
    private bool _busy;

    [Inject]
    private ImportBoundaries Verbs { get; set; } = default!;

    [Inject]
    private BoundaryUploads Uploads { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private Store Store { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "tep")]
    private string? FileQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loi")]
    private string? ErrorQuery { get; set; }

    private bool Idle => _busy || !RendererInfo.IsInteractive;

    private Places Places => Reference.Current.Places;

    private IEnumerable<BoundaryMatch> Open => _outcome?.Matches.Where(m => m.UnitId is null || m.By == MatchedBy.Person) ?? [];

    private IReadOnlyList<MapCategory> Categories =>
    [
        new("code", T["by.code"], MapLook.Done), new("name", T["by.name"], MapLook.Waiting), new("person", T["by.person"], MapLook.Returned), new("none", T["by.none"], MapLook.Missing),
    ];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = $"{FileQuery}|{ErrorQuery}";
        if (asked == _loaded)
        {
            return;
        }

        _loaded = asked;
        _refusals = string.IsNullOrEmpty(ErrorQuery) ? [] : [new(ErrorQuery) { Arguments = [(BoundaryLimits.FileBytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture)] }];
        _file = await Uploads.FindAsync(FileQuery, CancellationToken.None);
        if (_file is null && !string.IsNullOrEmpty(FileQuery))
        {
            _refusals = [new("boundaries.file-gone", "file")];
        }

        // The last change of localities is what new boundaries are of, until somebody says otherwise.
        _validFrom ??= Places.Changes.LastOrDefault(c => c <= LocalDay.Of(Clock.GetUtcNow())).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        _name ??= _file is { } file ? Path.GetFileNameWithoutExtension(file.Name) : null;
        await ListAsync();
    }

    private async Task ListAsync() => _sets = (await BoundariesModule.ListAsync(Store, CancellationToken.None)).Value;

    private Task CheckAsync() => DoAsync(dryRun: true);

    private Task ImportAsync() => DoAsync(dryRun: false);

    private async Task DoAsync(bool dryRun)
    {
        if (_busy || _file is not { } file || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _said, _refusals) = (true, null, []);
        try
        {
            var request = new BoundaryRequest
            {
                ValidFrom = _validFrom, Name = _name, Source = _source, Licence = _licence, FileName = file.Name, Meridian = _meridian, SixDegrees = _zone == "6", ByHand = _byHand.ToDictionary(),
            };
            // Reading and thinning take seconds; the circuit paints meanwhile.
            var (done, drawing, units) = await Task.Run(async () =>
            {
                var result = await Verbs.RunAsync(actor, file.Bytes, request, dryRun, Tell, CancellationToken.None);
                var (map, shapes) = result.Ok && dryRun ? Preview(result.Value) : (null, []);
                return (result, map, shapes);
            });
            if (!done.Ok)
            {
                (_refusals, _outcome, _drawing) = (done.Refusals, null, null);
            }
            else if (done.Value.SetId is not null)
            {
                Uploads.Forget(FileQuery!);
                (_said, _file, _outcome, _drawing) = (T["said", Number(done.Value.Matched), Number(done.Value.Matches.Count), _name ?? file.Name], null, null, null);
                _byHand.Clear();
                await ListAsync();
            }
            else
            {
                (_outcome, _refusals) = (done.Value, done.Value.Refusals);
                if (dryRun)
                {
                    (_drawing, _units) = (drawing, units);
                }
            }
        }
        finally
        {
            (_busy, _step) = (false, null);
        }
    }

    private void Tell(string step) => _ = InvokeAsync(() =>
    {
        _step = step;
        StateHasChanged();
    });

    private (MapDrawing? Drawing, List<MapUnit> Units) Preview(BoundaryOutcome outcome)
    {
        if (outcome.Matches.Count == 0)
        {
            return (null, []);
        }

        var whole = outcome.Matches.Select(m => m.Feature.Shape).ToList();
        var thin = new SharedBorders(whole).Thin(whole.Count, ImportBoundaries.OverviewPoints, BoundaryFile.Factory);
        var areas = outcome.Matches.Select((m, i) => new MapArea(Id(m), NameOf(m), thin[i].IsEmpty ? whole[i] : thin[i])).ToList();
        var units = outcome.Matches.Select(m => new MapUnit(Id(m), null, $"{NameOf(m)}: {By(m)}", $"{NameOf(m)}\n{m.Feature.Label}\n{By(m)}", null, Category: CategoryOf(m))).ToList();
        return (MapDrawing.FromLonLat(areas, ""), units);
    }

    private static string Id(BoundaryMatch match) => match.Feature.Number.ToString(CultureInfo.InvariantCulture);

    private string NameOf(BoundaryMatch match) => match.UnitId is { } unit ? Places[unit].Name : match.Feature.Name ?? match.Feature.Label;

    private static string CategoryOf(BoundaryMatch match) => match.By switch { MatchedBy.Code => "code", MatchedBy.Person => "person", null => "none", _ => "name" };

    private string By(BoundaryMatch match) => T[$"by.{CategoryOf(match)}"];

    /// <summary>What a feature without a unit may be: what looks alike first, then everything that no other feature took.</summary>
    private List<Unit> Choices(BoundaryMatch match)
    {
        var day = DateOnly.TryParseExact(_validFrom, ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : LocalDay.Of(Clock.GetUtcNow());
        var taken = _outcome!.Matches.Where(m => m != match).Select(m => m.UnitId).ToHashSet();
        return [.. match.Suggestions.Select(s => Places[s]).Concat(Places.Under(_outcome.RootUnitId!, day, UnitLevel.Commune)).Where(u => !taken.Contains(u.Id)).DistinctBy(u => u.Id)];
    }

    private void Choose(BoundaryMatch match, string? unit)
    {
        if (unit is null or "?")
        {
            _byHand.Remove(match.Feature.Number);
        }
        else
        {
            _byHand[match.Feature.Number] = unit == "-" ? "" : unit;
        }
    }

    private string Chosen(BoundaryMatch match) => _byHand.TryGetValue(match.Feature.Number, out var said) ? said.Length == 0 ? "-" : said : "?";

    private async Task WithdrawAsync(BoundarySetView set)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var done = await Verbs.WithdrawAsync(actor, set.Id, new(_reason), null, CancellationToken.None);
            _withdrawRefused = done.Ok ? null : string.Join(" ", done.Refusals.Select(Problems.Words));
            if (done.Ok)
            {
                (_withdrawing, _reason, _said) = (null, null, T["withdrawn.said", set.Name]);
                await ListAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string field)
    {
        var found = _refusals.Where(r => r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string NoteText(BoundaryNote note) => T[note.Code, [note.Feature ?? "", .. note.Arguments]];

    private static string Number(int number) => number.ToString("#,0", s_vietnamese);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
