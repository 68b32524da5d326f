using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Criteria;

/// <summary>Bộ tiêu chí: the board makes and changes them, the administrator sees them.</summary>
public sealed partial class CriteriaPage
{
    private List<Campaign> _campaigns = [];
    private Campaign? _campaign;
    private List<CriteriaSetView> _sets = [];
    private SetForm? _form;
    private IReadOnlyList<Refusal> _refusals = [];
    private string? _said;
    private bool _mayKeep;
    private bool _busy;
    private bool _asked;

    [Inject]
    private CriteriaQueries Queries { get; set; } = default!;

    [Inject]
    private KeepCriteria Verb { get; set; } = default!;

    [Inject]
    private ReferenceData Reference { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is { } actor)
        {
            var current = Reference.Current;
            _mayKeep = actor.May(Domain.Access.Verb.RunCampaign);
            _campaigns = [.. current.Campaigns.Where(c => c.HasRegister && CampaignScope.Reads(actor, c, current))];
            _campaign = _campaigns.Find(c => c.Id == CampaignQuery) ?? _campaigns.FirstOrDefault();
            _sets = _campaign is null ? [] : (await Queries.OfAsync(actor, _campaign.Id, CancellationToken.None)).Value;
        }

        _asked = true;
    }

    private void Go(string? campaign)
    {
        (_form, _refusals, _said) = (null, [], null);
        Nav.NavigateTo("/quan-tri/tieu-chi?phong-trao=" + Uri.EscapeDataString(campaign ?? ""));
    }

    private void Edit(CriteriaSetView? set, bool copy)
    {
        _form = set is null
            ? new() { From = _campaign?.From is { } from ? TypedText.Day(from) : "", Rows = { new() } }
            : new()
            {
                Id = copy ? null : set.Id, Uses = copy ? 0 : set.Uses, Name = copy ? T["copy.name", set.Name] : set.Name, Level = set.Level, Subject = set.Subject ?? "",
                From = TypedText.Day(set.ValidFrom), To = set.ValidTo is { } to ? TypedText.Day(to) : "", Months = set.MonthsRequired.ToString(CultureInfo.InvariantCulture), Mark = Typed(set.PassMark),
            };
        foreach (var criterion in set?.Criteria ?? [])
        {
            _form.Rows.Add(new() { Key = copy ? null : criterion.Key, Title = criterion.Title, Guidance = criterion.Guidance ?? "", Points = Typed(criterion.MaxPoints) });
        }

        (_refusals, _said) = ([], null);
    }

    private void Leave() => (_form, _refusals) = (null, []);

    private void Move(int index, int by)
    {
        var rows = _form!.Rows;
        (rows[index], rows[index + by]) = (rows[index + by], rows[index]);
    }

    private Task SampleAsync() => DoAsync((actor, ct) => Verb.AddSampleAsync(actor, new() { Campaign = _campaign!.Id }, null, ct));

    private Task SaveAsync()
    {
        var form = _form!;
        var request = new CriteriaRequest
        {
            Campaign = _campaign!.Id, Level = form.Level, Subject = form.Subject, Name = form.Name, PassMark = TypedText.Number(form.Mark),
            MonthsRequired = int.TryParse(form.Months.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? months : null, ValidFrom = Iso(form.From), ValidTo = Iso(form.To),
            Criteria = form.Rows.ConvertAll(r => new CriterionRequest { Key = r.Key, Title = r.Title, Guidance = r.Guidance, MaxPoints = TypedText.Number(r.Points) }),
        };
        return DoAsync((actor, ct) => form.Id is { } id ? Verb.ChangeAsync(actor, id, request, null, ct) : Verb.CreateAsync(actor, request, null, ct));
    }

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                (_form, _said) = (null, T["saved"]);
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
        string[] shown = ["name", "level", "validFrom", "validTo", "monthsRequired", "passMark", "criteria"];
        var found = _refusals.Where(r => field is null ? r.Field is null || (!shown.Contains(r.Field) && !r.Field.StartsWith("criteria.", StringComparison.Ordinal)) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _form is not null && _refusals.Count > 0 ? T["form.mended"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string Validity(CriteriaSetView set) => set.ValidTo is { } to ? T["valid.between", TypedText.Day(set.ValidFrom), TypedText.Day(to)] : T["valid.from", TypedText.Day(set.ValidFrom)];

    private static string Points(decimal points) => points.ToString("0.##", CultureInfo.CurrentCulture);

    // As it is typed here, whatever the language of the page: decimals after a comma.
    private static string Typed(decimal points) => points.ToString("0.##", CultureInfo.GetCultureInfo("vi-VN"));

    private static string Iso(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;

    private sealed class SetForm
    {
        public string? Id { get; init; }

        public int Uses { get; init; }

        public string Name { get; set; } = "";

        public string Level { get; set; } = "commune";

        public string Subject { get; set; } = "";

        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public string Months { get; set; } = "";

        public string Mark { get; set; } = "";

        public List<RowForm> Rows { get; } = [];

        public decimal Total => Rows.Sum(r => TypedText.Number(r.Points) ?? 0);
    }

    private sealed class RowForm
    {
        public string? Key { get; init; }

        public string Title { get; set; } = "";

        public string Guidance { get; set; } = "";

        public string Points { get; set; } = "";
    }
}
