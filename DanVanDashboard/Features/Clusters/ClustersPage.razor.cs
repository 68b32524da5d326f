using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Clusters;

/// <summary>Cụm thi đua of a campaign: made, edited by date, ended.</summary>
public sealed partial class ClustersPage
{
    private IReadOnlyList<Campaign> _campaigns = [];
    private Campaign? _campaign;
    private IReadOnlyList<Cluster> _clusters = [];
    private IReadOnlyList<(string Id, string Name, string? Cluster)> _units = [];
    private IReadOnlyList<(string Id, string Name, string? Cluster)> _bodies = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private ClusterForm? _form;
    private string? _said;
    private string? _ending;
    private string? _reason;
    private bool _mayRun;
    private bool _busy;

    [Inject]
    private ClusterQueries Queries { get; set; } = default!;

    [Inject]
    private ClusterVerbs Verbs { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

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

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private DateOnly Today => LocalDay.Of(Clock.GetUtcNow());

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        var current = Reference.Current;
        _mayRun = actor.May(Verb.RunCampaign);
        _campaigns = [.. current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current))];
        _campaign = _campaigns.FirstOrDefault(c => c.Id == CampaignQuery) ?? _campaigns.FirstOrDefault();
        if (_campaign is not { } campaign)
        {
            return;
        }

        var today = Today;
        _clusters = await Queries.OfAsync(campaign.Id, today, CancellationToken.None);
        var root = current.Places[campaign.RootUnitId].ValidOn(today) ? campaign.RootUnitId : current.Places.SuccessorAt(campaign.RootUnitId, today)?.Id ?? campaign.RootUnitId;
        var province = current.Places.ProvinceOf(root).Id;
        _units = [.. current.Places.Under(root, today, UnitLevel.Commune).Select(u => (u.Id, u.FullNameAtStart, _clusters.FirstOrDefault(c => c.Units.Contains(u.Id))?.Id))];
        _bodies = [.. current.Bodies.All.Where(b => b.NonLocal && b.ProvinceId == province && b.ValidOn(today)).Select(b => (b.Id, b.NameOn(today), _clusters.FirstOrDefault(c => c.Bodies.Contains(b.Id))?.Id))];
    }

    private void Go(string? campaign) => Nav.NavigateTo(Nav.GetUriWithQueryParameters("/quan-tri/cum-thi-dua", new Dictionary<string, object?> { ["phong-trao"] = campaign }));

    private void Begin() => (_form, _ending, _refusals, _said) = (new() { On = TypedText.Day(Today) }, null, [], null);

    private void Edit(Cluster cluster) => (_form, _ending, _refusals, _said) = (
        new() { Id = cluster.Id, Version = cluster.Version, Name = cluster.Name, On = TypedText.Day(Today), Units = [.. cluster.Units], Bodies = [.. cluster.Bodies] }, null, [], null);

    private void StartEnding(string id) => (_ending, _form, _reason, _refusals, _said) = (id, null, "", [], null);

    private static void Take(HashSet<string> set, string id, bool taken)
    {
        if (taken)
        {
            set.Add(id);
        }
        else
        {
            set.Remove(id);
        }
    }

    private Task SaveAsync()
    {
        var form = _form!;
        var request = new ClusterRequest { Campaign = _campaign!.Id, Name = form.Name, On = Iso(form.On), UnitIds = [.. form.Units], BodyIds = [.. form.Bodies], Version = form.Version };
        return DoAsync((actor, ct) => form.Id is null ? Verbs.MakeAsync(actor, request, null, ct) : Verbs.EditAsync(actor, form.Id, request, null, ct), T["said.saved", form.Name]);
    }

    private Task EndAsync(Cluster cluster) => DoAsync((actor, ct) => Verbs.EndAsync(actor, cluster.Id, new() { Reason = _reason, Version = cluster.Version }, null, ct), T["said.ended", cluster.Name]);

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, string said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? said : null);
            if (answer.Ok)
            {
                (_form, _ending) = (null, null);
                await LoadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string Members(Cluster cluster)
    {
        var (current, today) = (Reference.Current, Today);
        return string.Join(", ", cluster.Units.Select(u => current.Places.ById(u)?.FullNameAtStart ?? u).Concat(cluster.Bodies.Select(b => current.Bodies.Find(b)?.NameOn(today) ?? b)));
    }

    private string? Refused(string? field)
    {
        string[] shown = ["name", "on", "unitIds", "bodyIds", "reason"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 ? T["form.mended"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    // What is no day is passed on, so that the verb refuses it by its field.
    private static string Iso(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class ClusterForm
    {
        public string? Id { get; init; }

        public long? Version { get; init; }

        public string Name { get; set; } = "";

        public string On { get; set; } = "";

        public HashSet<string> Units { get; init; } = [];

        public HashSet<string> Bodies { get; init; } = [];
    }
}
