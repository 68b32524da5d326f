using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Bodies;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Periods;

/// <summary>Kỳ và hạn gửi: every period that is owed with its deadline, the rules by which periods are made, and their making.</summary>
public sealed partial class DeadlinePanel
{
    private readonly HashSet<string> _kinds = [Wire.Name(PeriodKind.Quarter)];
    private readonly ChosenBodies _of = new();
    private IReadOnlyList<PeriodLine> _periods = [];
    private IReadOnlyList<ObligationRuleView> _rules = [];
    private IReadOnlyList<(string Id, string Name)> _bodies = [];
    private ObligationsMade? _preview;
    private PeriodKey? _editing;
    private string _due = "";
    private string _grace = "";
    private string _lock = "";
    private string _days = "10";
    private string _ruleGrace = "0";
    private string _ruleLock = "";

    [Inject]
    private ObligationVerbs Verbs { get; set; } = default!;

    [Inject]
    private PeriodQueries Queries { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _bodies = BodyNames.Of(Reference.Current, Campaign, LocalDay.Of(Clock.GetUtcNow()));
        await LoadAsync();
    }

    private async Task LoadAsync() =>
        (_periods, _rules) = (await Queries.PeriodsAsync(Campaign.Id, CancellationToken.None), await Queries.RulesAsync(Campaign.Id, CancellationToken.None));

    private static BodyChoice Choice(ObligationRuleView rule) => new(
        Wire.Parse<BodyPlace>(rule.Place)!.Value, [.. rule.BodyKinds.Select(Wire.Parse<BodyKind>).OfType<BodyKind>()], [.. rule.Blocks.Select(Wire.Parse<OrganisationBlock>).OfType<OrganisationBlock>()], rule.Bodies);

    private string Progress(PeriodLine line) => Filters.ModelsBehind.Reports(Campaign.Id, line.Period.ToString());

    private void Edit(PeriodLine line)
    {
        Clear();
        (_editing, _due, _grace) = (line.Period, TypedText.Day(line.DueOn), line.GraceDays.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _lock = line.LocksOn is { } day ? TypedText.Day(day) : "";
    }

    private async Task SaveAsync(PeriodLine line)
    {
        var view = await DoAsync<DeadlineView>("deadline", (actor, ct) => Verbs.SetDeadlineAsync(
            actor, new() { Campaign = Campaign.Id, Period = line.Period.ToString(), DueOn = IsoOrAsTyped(_due), GraceDays = Whole(_grace.Length == 0 ? "0" : _grace) ?? -1, LocksOn = IsoOrAsTyped(_lock) }, null, ct));
        if (view is not null)
        {
            _editing = null;
            await LoadAsync();
            Said = T["period.saved", PeriodName(line.Period), TypedText.Day(view.DueOn), view.Bodies];
        }
    }

    private async Task AddRuleAsync()
    {
        var view = await DoAsync<ObligationRuleView>("rule", (actor, ct) => Verbs.SetRuleAsync(
            actor,
            new()
            {
                Campaign = Campaign.Id, PeriodKinds = [.. _kinds], DaysAfterEnd = Whole(_days), GraceDays = _ruleGrace.Length == 0 ? 0 : Whole(_ruleGrace) ?? -1,
                LockDays = _ruleLock.Length == 0 ? null : Whole(_ruleLock) ?? -1, Place = _of.Place, BodyKinds = [.. _of.Kinds], Blocks = [.. _of.Blocks], Bodies = [.. _of.Bodies],
            },
            null, ct));
        if (view is not null)
        {
            _preview = null;
            await LoadAsync();
            Said = T["rule.added"];
        }
    }

    private async Task EndAsync(ObligationRuleView rule)
    {
        if (await DoAsync<ObligationRuleView>("make", (actor, ct) => Verbs.EndRuleAsync(actor, rule.Id, null, ct)) is not null)
        {
            _preview = null;
            await LoadAsync();
            Said = T["rule.ended"];
        }
    }

    private async Task MakeAsync(bool dryRun)
    {
        var made = await DoAsync<ObligationsMade>("make", (actor, ct) => Verbs.MakeAsync(actor, new() { Campaign = Campaign.Id, DryRun = dryRun }, null, ct));
        if (made is not null)
        {
            _preview = dryRun ? made : null;
            if (!dryRun)
            {
                await LoadAsync();
                Said = T["make.done", made.Made];
            }
        }
    }
}
