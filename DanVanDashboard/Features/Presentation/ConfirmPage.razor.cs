using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Xác nhận số liệu: what will be shown of one's commune, and whether it is right.</summary>
public sealed partial class ConfirmPage
{
    private IReadOnlyList<(string Id, string Name, bool Open)> _asked = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<string> _fields = [];
    private ShownView? _shown;
    private PackFigures? _figures;
    private SlidePage? _page;
    private string _place = "";
    private string _campaign = "";
    private string? _said;
    private string _text = "";
    private bool _simulated;
    private bool _busy;

    [Inject]
    private PresentationQueries Queries { get; set; } = default!;

    [Inject]
    private ConfirmFigures Verb { get; set; } = default!;

    [Inject]
    private SlideMaker Maker { get; set; } = default!;

    [Inject]
    private PackWords Words { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "dot")]
    private string? IdQuery { get; set; }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _asked = await Queries.AskedAsync(actor, CancellationToken.None);
        var id = _asked.Any(a => a.Id == IdQuery) ? IdQuery : _asked.Select(a => a.Id).FirstOrDefault();
        if (id is null || await Verb.ShownAsync(actor, id, actor.UnitId!, CancellationToken.None) is not { Ok: true } found)
        {
            (_shown, _page) = (null, null);
            return;
        }

        var campaign = Reference.Current.Campaign(found.Value.Asked.CampaignId)!;
        (_campaign, _simulated, _place) = (campaign.Id, campaign.Simulated, found.Value.Figures.Units.First(u => u.Key == actor.UnitId).Name);
        _fields = [.. campaign.Fields.Fields.Select(f => Words.Field(campaign, f.Key))];
        var shown = await Queries.ShownAsync(actor, id, null, CancellationToken.None);
        _shown = shown.Ok ? shown.Value : null;
        _figures = found.Value.Figures;
        _page = Maker.Make([new(SlideKind.Commune) { UnitId = actor.UnitId }], _figures, null, new HashSet<string>()).FirstOrDefault();
    }

    private async Task AnswerAsync(bool yes)
    {
        if (_busy || _shown is not { } shown || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await Verb.AnswerAsync(actor, shown.Id, new() { Confirmed = yes, Text = _text, Seal = shown.Seal }, null, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? T[yes ? "confirm.said" : "confirm.objected"].Value : null);
            if (answer.Ok)
            {
                _text = "";
            }

            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
