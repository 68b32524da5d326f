using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Administration;

/// <summary>Lĩnh vực, chủ đề of a campaign.</summary>
public sealed partial class TaxonomyPage
{
    private IReadOnlyList<ShownCampaign> _campaigns = [];
    private ShownCampaign? _shown;
    private IReadOnlyList<EditedList> _lists = [];
    private IReadOnlyList<Borne> _loose = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private EditedList? _refusedList;
    private string? _said;
    private string _from = "";
    private string _into = "";
    private string _read = "";
    private bool _elsewhere;
    private bool _mayRun;
    private bool _busy;

    [Inject]
    private AdministrationQueries Queries { get; set; } = default!;

    [Inject]
    private EditTaxonomy Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private string Whole => string.Join(" ", _refusals.Where(r => r.Field?.Contains('[', StringComparison.Ordinal) != true).Select(Problems.Words).DefaultIfEmpty(T["form.mended"].Value));

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync(() => true);

    /// <summary>Reads the campaign and its lists.</summary>
    /// <param name="may">Asked when all is read, right before what is on the screen is replaced: what was typed during the reading stays.</param>
    private async Task LoadAsync(Func<bool> may)
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        var campaigns = await Queries.CampaignsAsync(actor, CancellationToken.None);
        var found = campaigns.FirstOrDefault(c => c.Campaign.Id == CampaignQuery) ?? campaigns.FirstOrDefault();
        var (fields, themes, loose) = found is null ? default : await Queries.BorneAsync(found.Campaign, CancellationToken.None);
        _mayRun = actor.May(Domain.Access.Verb.RunCampaign);
        if (!may())
        {
            _elsewhere = found?.Version != _shown?.Version;
            return;
        }

        (_campaigns, _shown) = (campaigns, found);
        if (found is not { } shown)
        {
            return;
        }

        _loose = loose;
        IReadOnlyList<EditedList> lists =
        [
            new("fields", Fields: true, [.. shown.Campaign.Fields.Fields.Select(f => new EditedItem
            {
                Key = f.Key, NameVi = f.NameVi, NameEn = f.NameEn, Standard = f.Standard ?? "", Retired = f.Retired, Models = fields.GetValueOrDefault(f.Key),
            })]),
            new("themes", Fields: false, [.. shown.Campaign.Themes.Where(t => t.MergedInto is null).Select(t => new EditedItem
            {
                Key = t.Key, NameVi = t.NameVi, NameEn = t.NameEn, Retired = t.Retired, Models = themes.GetValueOrDefault(t.Key),
            })]),
        ];
        _elsewhere = false;
        if (_lists.Count > 0 && Typed(lists) == Typed(_lists))
        {
            // The same words: the fields on the screen stay the same fields, so that a letter which is on its way to one of them arrives.
            foreach (var (now, item) in lists.SelectMany(l => l.Items).Zip(_lists.SelectMany(l => l.Items)))
            {
                item.Models = now.Models;
            }
        }
        else
        {
            _lists = lists;
        }

        _read = Typed(_lists);
    }

    /// <summary>Somebody else changed the list: it is read anew, unless something is typed here, which stays until it is left.</summary>
    private Task FollowAsync() => LoadAsync(() => _read == Typed(_lists));

    private Task ReadAnewAsync()
    {
        (_refusals, _refusedList, _said) = ([], null, null);
        return LoadAsync(() => true);
    }

    /// <summary>Everything in the lists as one text, by which it is seen whether something was typed.</summary>
    private static string Typed(IReadOnlyList<EditedList> lists) => string.Join('\n', lists.SelectMany(l => l.Items).Select(i => $"{i.Key}|{i.NameVi}|{i.NameEn}|{i.Standard}|{i.Retired}"));

    private void Go(string? campaign) => Nav.NavigateTo(Nav.GetUriWithQueryParameters("/quan-tri/linh-vuc", new Dictionary<string, object?> { ["phong-trao"] = campaign }));

    private Task SaveAsync(EditedList list)
    {
        var request = new TaxonomyRequest
        {
            Version = _shown!.Version,
            Items = [.. list.Items.Select(i => new NamedRequest { Key = i.Key, NameVi = i.NameVi, NameEn = i.NameEn, Standard = i.Standard, Retired = i.Retired })],
        };
        return DoAsync(
            list,
            (actor, ct) => list.Fields ? Verb.FieldsAsync(actor, _shown.Campaign.Id, request, null, ct) : Verb.ThemesAsync(actor, _shown.Campaign.Id, request, null, ct), T["said.list"]);
    }

    private Task MergeAsync() => DoAsync(
        null, (actor, ct) => Verb.MergeAsync(actor, _shown!.Campaign.Id, _from, new() { Into = _into, Version = _shown.Version }, null, ct), T["said.merged"]);

    private async Task DoAsync(EditedList? list, Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, string said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _refusedList, _said) = (answer.Refusals, list, answer.Ok ? said : null);
            if (answer.Ok)
            {
                (_from, _into) = ("", "");
                await LoadAsync(() => true);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(EditedList list, int at, string member)
    {
        var field = string.Create(CultureInfo.InvariantCulture, $"items[{at}].{member}");
        return list == _refusedList && _refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Problems.Words(refusal) : null;
    }

    /// <summary>A list as it is being edited.</summary>
    private sealed record EditedList(string Id, bool Fields, List<EditedItem> Items)
    {
        public void Up(int at) => (Items[at - 1], Items[at]) = (Items[at], Items[at - 1]);
    }

    private sealed class EditedItem
    {
        public string Key { get; init; } = "";

        public string NameVi { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string Standard { get; set; } = "";

        public bool Retired { get; set; }

        public int Models { get; set; }
    }
}
