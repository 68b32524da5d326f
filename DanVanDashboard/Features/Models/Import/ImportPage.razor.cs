using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>Nhập danh sách từ tệp: the file is taken in over HTTP, then its columns are matched, it is checked, and imported as a whole. A staged file has an address of its own, so a lost line loses nothing.</summary>
public sealed partial class ImportPage
{
    private const int Shown = 100;
    private static readonly TimeSpan s_repaintEvery = TimeSpan.FromMilliseconds(150);

    private IReadOnlyList<Campaign> _campaigns = [];
    private IReadOnlyList<ImportView> _imports = [];
    private Dictionary<ModelColumn, int> _mapping = [];
    private Campaign? _campaign;
    private ImportRow? _row;
    private ImportLayout? _layout;
    private ImportOutcome? _outcome;
    private ImportProgress? _progress;
    private ImportView? _done;
    private string? _refused;
    private bool _other;
    private string? _before;
    private string? _said;
    private string? _undoing;
    private string? _reason;
    private string? _undoRefused;
    private string? _loaded;
    private int _headerRow = 1;
    private long _painted;
    private bool _busy;
    private bool _asked;

    [Inject]
    private ImportRegister Register { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private DanVanOptions Options { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    [SupplyParameterFromQuery(Name = "tep")]
    private string? FileQuery { get; set; }

    [SupplyParameterFromQuery(Name = "loi")]
    private string? ErrorQuery { get; set; }

    /// <summary>Whether nothing can be pressed: before the live line stands, and while something runs.</summary>
    private bool Idle => _busy || !RendererInfo.IsInteractive;

    /// <summary>Heads of the file that no column of ours takes.</summary>
    private List<string> Unread => [.. _layout!.Columns.Where(c => c.Head.Length > 0 && !_mapping.ContainsValue(c.Index)).Select(c => $"{c.Letter} · {c.Head}")];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = $"{CampaignQuery}|{FileQuery}|{ErrorQuery}";
        if (asked == _loaded || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _loaded = asked;
        var (current, today) = (Reference.Current, LocalDay.Of(Clock.GetUtcNow()));
        _campaigns = [.. current.Campaigns.Where(c => c.OpenForEntries && CampaignScope.Reads(actor, c, current))];
        _campaign = _campaigns.FirstOrDefault(c => c.Id == CampaignQuery) ?? _campaigns.Where(c => c.RootUnitId == Options.RootUnit && c.Covers(today)).MaxBy(c => c.From) ?? _campaigns.FirstOrDefault();
        _other = !string.IsNullOrEmpty(CampaignQuery) && _campaign?.Id != CampaignQuery;
        (_refused, _row, _layout, _outcome, _before) = (RefusalOf(ErrorQuery), null, null, null, null);
        if (!string.IsNullOrEmpty(FileQuery))
        {
            var found = await Register.LayoutAsync(actor, FileQuery, CancellationToken.None);
            _refused = found.Ok ? null : Words(found.Refusals);
            if (found.Ok)
            {
                Take(found.Value.Row, found.Value.Layout);
                _campaign = _campaigns.FirstOrDefault(c => c.Id == found.Value.Row.CampaignId) ?? _campaign;
                _before = await Register.DoneBeforeAsync(found.Value.Row, CancellationToken.None) is { } before ? Problems.Words(before) : null;
            }
        }

        await ListAsync(actor);
        _asked = true;
    }

    private void Take(ImportRow row, ImportLayout layout) => (_row, _layout, _headerRow, _mapping, _outcome) = (row, layout, layout.HeaderRow, layout.Mapping.ToDictionary(), null);

    private async Task ListAsync(Actor actor)
    {
        var list = await Register.ListAsync(actor, _campaign?.Id, CancellationToken.None);
        _imports = list.Ok ? list.Value : [];
    }

    private void Go(string? campaign) => Nav.NavigateTo($"{ImportEndpoints.Page}?phong-trao={Uri.EscapeDataString(campaign ?? string.Empty)}");

    private void Map(ModelColumn column, string? index)
    {
        _outcome = null;
        if (int.TryParse(index, CultureInfo.InvariantCulture, out var at) && at >= 0)
        {
            _mapping[column] = at;
        }
        else
        {
            _mapping.Remove(column);
        }
    }

    private Task GuessAsync(string? sheet, int headerRow) => DoAsync(async actor =>
    {
        var layout = await Register.MapAsync(actor, _row!.Id, sheet ?? _layout!.Sheet, headerRow, null, CancellationToken.None);
        _refused = layout.Ok ? null : Words(layout.Refusals);
        if (layout.Ok)
        {
            Take(_row, layout.Value);
        }
    });

    private Task CheckAsync() => DoAsync(async actor =>
    {
        var layout = await Register.MapAsync(actor, _row!.Id, _layout!.Sheet, _headerRow, _mapping, CancellationToken.None);
        if (!layout.Ok)
        {
            _refused = Words(layout.Refusals);
            return;
        }

        _layout = layout.Value;
        // Thousands of rows are read beside the circuit, which meanwhile paints.
        var outcome = await Task.Run(() => Register.CheckAsync(actor, _row.Id, Tell, CancellationToken.None));
        _outcome = outcome.Ok ? outcome.Value : null;
        _refused = outcome.Ok ? null : Words(outcome.Refusals);
    });

    private Task ImportAsync() => DoAsync(async actor =>
    {
        var done = await Task.Run(() => Register.ImportAsync(actor, _row!.Id, Tell, CancellationToken.None));
        if (!done.Ok)
        {
            _refused = Words(done.Refusals);
            return;
        }

        (_done, _said, _row, _layout, _outcome, _before) = (done.Value.View, T["intake.said", Number(done.Value.View.Models), Number(done.Value.View.Events)].Value, null, null, null, null);
        await ListAsync(actor);
    });

    private Task UndoAsync(ImportView import) => DoAsync(async actor =>
    {
        var undone = await Task.Run(() => Register.UndoAsync(actor, import.Id, new() { Reason = _reason }, null, Tell, CancellationToken.None));
        _undoRefused = undone.Ok ? null : Words(undone.Refusals);
        if (undone.Ok)
        {
            var view = JsonSerializer.Deserialize<ImportView>(undone.Value.Json, ApiAnswer.Options)!;
            (_undoing, _done, _said) = (null, null, T["intake.undo-said", Number(view.Models), view.FileName].Value);
            await ListAsync(actor);
        }
    });

    private async Task DoAsync(Func<Actor, Task> work)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        (_busy, _said, _refused) = (true, null, null);
        try
        {
            await work(actor);
        }
        finally
        {
            (_busy, _progress) = (false, null);
        }
    }

    private void Tell(ImportProgress progress)
    {
        var now = Environment.TickCount64;
        if (now - Interlocked.Read(ref _painted) < s_repaintEvery.TotalMilliseconds && progress.Done < progress.Total)
        {
            return;
        }

        Interlocked.Exchange(ref _painted, now);
        _ = InvokeAsync(() =>
        {
            if (_busy)
            {
                _progress = progress;
                StateHasChanged();
            }
        });
    }

    /// <summary>Why an upload was not taken: only codes of that step are words of this page.</summary>
    private string? RefusalOf(string? code) =>
        code is not null && (code.StartsWith("sheet.", StringComparison.Ordinal) || code.StartsWith("import.", StringComparison.Ordinal) || code is "model.campaign-unknown" or "model.campaign-closed")
            ? Problems.Words(code == "sheet.too-large" ? ImportFiles.TooLarge : new Refusal(code) { Arguments = [CampaignQuery ?? string.Empty, string.Empty, string.Empty] }) : null;

    private string Words(IReadOnlyList<Refusal> refusals) => string.Join(' ', refusals.Select(Problems.Words));

    private string NameOf(Campaign campaign) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? campaign.NameEn : campaign.NameVi;

    private static string ListOf(ImportView import) => $"{ModelListState.Path}?phong-trao={Uri.EscapeDataString(import.Campaign)}&ky=tat-ca&dot-nhap={import.Id}";

    private static string Number(int number) => number.ToString("#,0", CultureInfo.CurrentCulture);

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
