using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Live;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Files;

/// <summary>Tệp minh chứng of a thing: shown to all who see it; added and withdrawn by those who may.</summary>
public sealed partial class FileList
{
    private readonly CancellationTokenSource _leaving = new();
    private FilesOf? _view;
    private string? _listensTo;
    private LiveSubscription? _subscription;
    private string? _withdrawing;
    private string? _reason;
    private string? _refused;
    private bool _busy;

    /// <summary>Kind of the thing: <c>model</c>, <c>report</c>, <c>message</c>, <c>decision</c>.</summary>
    [Parameter, EditorRequired]
    public string OwnerKind { get; set; } = "";

    /// <summary>Id of the thing.</summary>
    [Parameter, EditorRequired]
    public string OwnerId { get; set; } = "";

    /// <summary>Hides the form that adds files, whoever looks.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Whether the thing is lưu hành nội bộ: a new file is then proposed as such.</summary>
    [Parameter]
    public bool Internal { get; set; }

    [Inject]
    private FileQueries Queries { get; set; } = default!;

    [Inject]
    private FileVerbs Verbs { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private LiveFeed Live { get; set; } = default!;

    private List<FileView> Shown => _view!.Files.Where(f => f.WithdrawnAt is null).ToList();

    private List<FileView> Withdrawn => _view!.Files.Where(f => f.WithdrawnAt is not null).ToList();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        if (_subscription is { } subscription)
        {
            await subscription.DisposeAsync();
        }

        _leaving.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await AskAsync();
        if (RendererInfo.IsInteractive && _view is { } view && _listensTo != OwnerId)
        {
            var old = _subscription;
            (_listensTo, _subscription) = (OwnerId, Live.Subscribe(view.Interest, TimeSpan.FromMilliseconds(500), _ => InvokeAsync(RefreshAsync)));
            if (old is not null)
            {
                await old.DisposeAsync();
            }

            await AskAsync();
        }
    }

    private async Task AskAsync()
    {
        try
        {
            _view = await Who.GetAsync(_leaving.Token) is { } actor ? await Queries.OfAsync(actor, OwnerKind, OwnerId, _leaving.Token) : null;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private async Task RefreshAsync()
    {
        var before = _view?.Files;
        await AskAsync();
        if (before is null || _view is null || !before.SequenceEqual(_view.Files))
        {
            StateHasChanged();
        }
    }

    private async Task WithdrawAsync(string id)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var done = await Verbs.WithdrawAsync(actor, id, new(_reason), null, CancellationToken.None);
            _refused = done.Ok ? null : string.Join(' ', done.Refusals.Select(Problems.Words));
            if (done.Ok)
            {
                _withdrawing = null;
                await AskAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Kind(FileView file) => Path.GetExtension(file.Name).TrimStart('.').ToUpperInvariant();

    private static string LocalTime(DateTime utc) => LocalDay.At(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Size(long bytes) => bytes >= 1 << 20
        ? (bytes / (double)(1 << 20)).ToString("0.0", CultureInfo.CurrentCulture) + " MB"
        : Math.Max(1, bytes >> 10).ToString(CultureInfo.CurrentCulture) + " KB";
}
