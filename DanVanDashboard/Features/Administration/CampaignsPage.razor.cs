using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Administration;

/// <summary>Phong trào, giai đoạn: made, edited, closed, put in order. None is deleted.</summary>
public sealed partial class CampaignsPage
{
    private IReadOnlyList<ShownCampaign> _campaigns = [];
    private IReadOnlyList<(string Id, string Name)> _roots = [];
    private IReadOnlyList<string> _copies = [];
    private IReadOnlyList<Refusal> _refusals = [];
    private CampaignForm? _form;
    private string? _said;
    private string? _closing;
    private string? _reason;
    private bool _mayRun;
    private bool _busy;

    [Inject]
    private AdministrationQueries Queries { get; set; } = default!;

    [Inject]
    private MakeCampaign Make { get; set; } = default!;

    [Inject]
    private EditCampaign Editing { get; set; } = default!;

    [Inject]
    private IEnumerable<CampaignCopy> Copies { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _roots = Queries.Roots();
        _copies = [.. Copies.OrderBy(c => c.Order).Select(c => c.Key)];
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is { } actor)
        {
            _mayRun = actor.May(Verb.RunCampaign);
            _campaigns = await Queries.CampaignsAsync(actor, CancellationToken.None);
        }
    }

    private void Begin() => (_form, _refusals, _said, _closing) = (
        new() { Root = _roots[0].Id, CopyFrom = _campaigns.FirstOrDefault(c => !c.Campaign.Simulated)?.Campaign.Id ?? _campaigns.FirstOrDefault()?.Campaign.Id ?? "" }, [], null, null);

    private void Edit(ShownCampaign shown)
    {
        var c = shown.Campaign;
        (_refusals, _said, _closing) = ([], null, null);
        _form = new()
        {
            Id = c.Id, Version = shown.Version, NameVi = c.NameVi, NameEn = c.NameEn, From = c.From is { } f ? TypedText.Day(f) : "", To = c.To is { } t ? TypedText.Day(t) : "", Root = c.RootUnitId,
            Review = c.ReviewMonth, Registration = c.RegistrationMonth, Sign = c.SignReports, AppraisalFirst = c.AppraisalFirst,
        };
    }

    private void Take(string key, bool taken)
    {
        if (taken)
        {
            _form!.Without.Remove(key);
        }
        else
        {
            _form!.Without.Add(key);
        }
    }

    private void StartClosing(string id) => (_closing, _reason, _refusals, _said, _form) = (id, "", [], null, null);

    private Task SaveAsync()
    {
        var form = _form!;
        var request = new CampaignRequest
        {
            NameVi = form.NameVi, NameEn = form.NameEn, From = IsoOrAsTyped(form.From), To = IsoOrAsTyped(form.To), RootUnitId = form.Root, ReviewMonth = form.Review, RegistrationMonth = form.Registration,
            SignReports = form.Sign, AppraisalFirst = form.AppraisalFirst,
            CopyFrom = form.CopyFrom, Copy = [.. _copies.Where(c => !form.Without.Contains(c))], Version = form.Version,
        };
        return DoAsync(
            (actor, ct) => form.Id is null ? Make.HandleAsync(actor, request, null, ct) : Editing.HandleAsync(actor, form.Id, request, null, ct),
            answer =>
            {
                var detail = JsonSerializer.Deserialize<CampaignDetail>(answer.Json, ApiAnswer.Options)!;
                _form = null;
                return form.Id is null ? T["said.made", English ? detail.NameEn : detail.NameVi] : T["said.saved", English ? detail.NameEn : detail.NameVi];
            });
    }

    private Task CloseAsync(ShownCampaign shown) => DoAsync(
        (actor, ct) => Editing.CloseAsync(actor, shown.Campaign.Id, new() { Reason = _reason, Version = shown.Version }, !shown.Campaign.Closed, null, ct),
        _ =>
        {
            _closing = null;
            return shown.Campaign.Closed ? T["said.reopened", Name(shown.Campaign)] : T["said.closed", Name(shown.Campaign)];
        });

    private Task UpAsync(int at)
    {
        var ids = _campaigns.Select(c => c.Campaign.Id).ToList();
        (ids[at - 1], ids[at]) = (ids[at], ids[at - 1]);
        return DoAsync((actor, ct) => Editing.OrderAsync(actor, new() { Ids = ids }, null, ct), _ => T["said.ordered"]);
    }

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Func<ApiAnswer, string> said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, answer.Ok ? said(answer.Value) : null);
            if (answer.Ok)
            {
                await LoadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    /// <summary>Why a field was refused; with <see langword="null"/> what no field on the screen is to blame for.</summary>
    private string? Refused(string? field)
    {
        string[] shown = ["nameVi", "nameEn", "from", "to", "rootUnitId", "reviewMonth", "registrationMonth", "copyFrom"];
        var found = _refusals.Where(r => field is null ? r.Field is null || !shown.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 ? T["form.mended"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private static string Name(Campaign c) => English ? c.NameEn : c.NameVi;

    private string Month(int month) => month == 0 ? T["month.none"] : T["month", month];

    // What is no day is passed on, so that the verb refuses it by its field.
    private static string IsoOrAsTyped(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class CampaignForm
    {
        public string? Id { get; init; }

        public long? Version { get; init; }

        public string NameVi { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public string Root { get; set; } = "";

        public int Review { get; set; } = 3;

        public int Registration { get; set; } = 3;

        public bool Sign { get; set; }

        public bool AppraisalFirst { get; set; }

        public string CopyFrom { get; set; } = "";

        public HashSet<string> Without { get; } = [];
    }
}
