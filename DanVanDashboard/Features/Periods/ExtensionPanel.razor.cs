using DanVanDashboard.Domain;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Periods;

/// <summary>Gia hạn: more time for bodies that have not sent their report, and all that was granted.</summary>
public sealed partial class ExtensionPanel
{
    private readonly HashSet<string> _chosen = [];
    private IReadOnlyList<PeriodLine> _periods = [];
    private List<ObligationView> _owed = [];
    private IReadOnlyList<ExtensionLine> _extensions = [];
    private string? _period;
    private string _until = "";
    private string _reason = "";
    private string _document = "";

    [Inject]
    private ExtendDeadline Verb { get; set; } = default!;

    [Inject]
    private PeriodQueries Queries { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var today = LocalDay.Of(Clock.GetUtcNow());
        _periods = await Queries.PeriodsAsync(Campaign.Id, CancellationToken.None);
        // What is being chased now: the last period that has ended.
        _period = (_periods.FirstOrDefault(p => p.Period.To < today) ?? (_periods.Count > 0 ? _periods[^1] : null))?.Period.ToString();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _extensions = await Queries.ExtensionsAsync(actor, Campaign.Id, null, CancellationToken.None);
        _owed = Reading.Period(_period) is { } key ? (await Queries.OwedAsync(actor, Campaign.Id, key, CancellationToken.None)).Where(o => o.Status is not ("submitted" or "approved")).ToList() : [];
        _chosen.IntersectWith(_owed.Select(o => o.BodyId));
    }

    private async Task ChoosePeriodAsync(string? period)
    {
        Clear();
        _period = period;
        await LoadAsync();
    }

    private async Task SaveAsync()
    {
        var view = await DoAsync<ExtensionsView>("extend", (actor, ct) => Verb.HandleAsync(
            actor, new() { Campaign = Campaign.Id, Period = _period, BodyIds = [.. _chosen], Until = IsoOrAsTyped(_until), Reason = _reason, Document = _document }, null, ct));
        if (view is not null)
        {
            _chosen.Clear();
            (_reason, _document) = ("", "");
            await LoadAsync();
            Said = T["said.extension", view.Extensions.Count, TypedText.Day(view.Extensions[0].Until)];
        }
    }
}
