using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>Đăng ký mô hình. What is typed is kept as a draft by the script (drafts.js) through plain requests; the page itself says how complete it is and what may be the same.</summary>
public sealed partial class RegisterPage
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(350);
    private static readonly string[] s_asIts = ["unitId", "bodyId", "name", "owner", "field", "completeBy", "startedOn", "registeredOn", "address", "personResponsible"];

    private RegistrationForm _form = new();
    private EntryOptions? _options;
    private IReadOnlyList<Refusal> _refusals = [];
    private IReadOnlyList<SimilarModel> _similar = [];
    private IReadOnlyList<DraftView> _drafts = [];
    private ModelView? _done;
    private string? _draftId;
    private int? _draftVersion;
    private DateTime? _draftSaved;
    private string? _tab;
    private string? _discarding;
    private bool _full;
    private bool _busy;
    private bool _asked;
    private CancellationTokenSource? _looking;

    [Inject]
    private RegistrationChoices Choices { get; set; } = default!;

    [Inject]
    private ModelDrafts Drafts { get; set; } = default!;

    [Inject]
    private SimilarModels Similar { get; set; } = default!;

    [Inject]
    private RegisterModel Verb { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "nhap")]
    private string? DraftQuery { get; set; }

    [SupplyParameterFromQuery(Name = "phong-trao")]
    private string? CampaignQuery { get; set; }

    private static bool English => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    private Completeness Complete => _form.Completeness;

    private string PlainHref => _draftId is null ? "/mo-hinh/dang-ky/don-gian" : $"/mo-hinh/dang-ky/don-gian?nhap={_draftId}";

    /// <inheritdoc />
    public void Dispose()
    {
        _looking?.Cancel();
        _looking?.Dispose();
        _looking = null;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        if (DraftQuery is { } id && await Drafts.FindAsync(actor, id) is { Ok: true, Value: { } draft })
        {
            (_draftId, _draftVersion, _draftSaved, _form) = (draft.Id, draft.Version, draft.SavedAt, RegistrationForm.Of(draft.Content));
            _form["campaign"] = _form["campaign"] is { Length: > 0 } chosen ? chosen : draft.Campaign;
            _full = Enum.GetValues<ModelText>().Any(t => _form[Wire.Name(t)].Length > 0);
        }
        else
        {
            _form["completeBy"] = TypedText.Day(LocalDay.Of(Clock.GetUtcNow()).AddDays(14));
        }

        _options = await Choices.ForAsync(actor, _form["campaign"] is { Length: > 0 } c ? c : CampaignQuery, _form["unitId"], _form["bodyId"]);
        _drafts = _options is null ? [] : await Drafts.OfAsync(actor);
        _asked = true;
        if (_form["name"].Length > 0)
        {
            await LookAsync();
        }
    }

    private void Told(ChangeEventArgs e)
    {
        if ((e.Value as string)?.Split('|') is [{ Length: > 0 } id, var version, var tab])
        {
            (_draftId, _draftVersion, _tab) = (id, int.Parse(version, CultureInfo.InvariantCulture), tab);
        }
    }

    private async Task TypeAsync(string name, ChangeEventArgs e)
    {
        _form[name] = e.Value as string ?? string.Empty;
        if (name is "name" or "owner" or "village")
        {
            await LookSoonAsync();
        }
    }

    private async Task ChangeAsync(string name, ChangeEventArgs e)
    {
        _form[name] = e.Value as string ?? string.Empty;
        if (name is "campaign" or "unitId" or "bodyId" && await Who.GetAsync() is { } actor)
        {
            _options = await Choices.ForAsync(actor, _form["campaign"], _form["unitId"], _form["bodyId"]) ?? _options;
            await LookSoonAsync();
        }
    }

    private void ChooseAsync(string name, string value, ChangeEventArgs e) => _form.Choose(name, value, e.Value is true);

    private async Task LookSoonAsync()
    {
        if (_looking is { } before)
        {
            await before.CancelAsync();
            before.Dispose();
        }

        var looking = _looking = new();
        try
        {
            await Task.Delay(s_pause, looking.Token);
            await LookAsync();
        }
        catch (OperationCanceledException)
        {
            // Somebody types on.
        }
    }

    private async Task LookAsync()
    {
        if (_options is { } o && await Who.GetAsync() is { } actor)
        {
            var found = await Similar.FindAsync(actor, o.Campaign.Id, _form["name"], _form["owner"], _form["village"], CancellationToken.None);
            _similar = found.Ok ? found.Value : [];
        }
    }

    private async Task RegisterAsync()
    {
        if (_busy || _options is not { } o || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await Verb.HandleAsync(actor, _form.ToRequest(o) with { DraftId = _draftId, DraftVersion = _draftVersion, DraftTab = _tab }, null, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                _done = JsonSerializer.Deserialize<ModelView>(answer.Value.Json, ApiAnswer.Options);
            }
            else if (_refusals.Any(r => r.Field is { } f && !s_asIts.Take(6).Contains(f)))
            {
                // What is wrong must be in sight.
                _full = true;
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task DiscardAsync(string id)
    {
        if (_discarding != id)
        {
            _discarding = id;
            return;
        }

        if (await Who.GetAsync() is { } actor)
        {
            await Drafts.DiscardAsync(actor, id, null, CancellationToken.None);
            _drafts = await Drafts.OfAsync(actor);
            if (_draftId == id)
            {
                (_draftId, _draftVersion) = (null, null);
            }
        }

        _discarding = null;
    }

    /// <summary>Why a field was refused; with <see langword="null"/> what no field on the screen is to blame for.</summary>
    private string? Refused(string? field)
    {
        var found = _refusals.Where(r => field is null ? r.Field is null || !(s_asIts.Contains(r.Field) || Wire.Parse<ModelText>(r.Field) is not null) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 ? T["mended"].Value : null;
    }

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string ItemName(string item) => item switch
    {
        "owner" => M["fact.owner"], "field" => M["fact.field"], "village" => M["fact.village"], "personResponsible" => M["fact.person"], _ => T[$"text.{item}"],
    };

    private static string Moment(DateTime utc) => LocalDay.At(utc).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
