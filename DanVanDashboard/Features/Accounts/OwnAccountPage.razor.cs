using System.Globalization;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace DanVanDashboard.Features.Accounts;

/// <summary>Tài khoản của tôi: password, second step, address, tokens, sign-ins. Every form is a plain post.</summary>
public sealed partial class OwnAccountPage
{
    private readonly Dictionary<string, IReadOnlyList<Refusal>> _refusals = [];
    private Actor? _actor;
    private AccountRow? _account;
    private SecondFactorOffer? _offer;
    private List<TokenAnswer> _tokens = [];
    private IReadOnlyList<string>? _codes;
    private int _codesLeft;
    private string? _said;
    private string? _token;
    private string? _tokenName;
    private string? _tokenDay;
    private string? _email;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private OwnAccount Own { get; set; } = default!;

    [Inject]
    private SecondFactor Second { get; set; } = default!;

    [Inject]
    private AccountTokens Tokens { get; set; } = default!;

    [Inject]
    private SignInManager<AccountRow> Manager { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private string DefaultDay => TypedText.Day(LocalDay.Of(Clock.GetUtcNow()).AddDays(90));

    private CancellationToken Ct => HttpContext.RequestAborted;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _actor = await Who.GetAsync(Ct);
        // A form that is posted must stand on the page again before its handler is looked for.
        if (_actor is { } actor && HttpContext.Request.HasFormContentType && HttpContext.Request.Form["sealed"].ToString() is { Length: > 0 } offered)
        {
            _offer = Second.Again(actor.UserId, actor.UserName, offered);
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (_actor is { } actor)
        {
            _account = await Own.FindAsync(actor.UserId, Ct);
            _codesLeft = await Own.CodesLeftAsync(actor.UserId, Ct);
            _tokens = (await Tokens.ListAsync(actor, all: false, Ct)).Value;
        }
    }

    private async Task ChangePasswordAsync()
    {
        var form = HttpContext.Request.Form;
        await DoneAsync("password", await Own.ChangePasswordAsync(_actor!, form["current"], form["new"], form["again"], Ct), T["own.password-changed"]);
    }

    private async Task ChangeEmailAsync()
    {
        var typed = HttpContext.Request.Form["email"].ToString();
        var changed = await Own.ChangeEmailAsync(_actor!, typed, Ct);
        _email = changed.Ok ? null : typed;
        await DoneAsync("email", changed, T["own.email-saved"]);
    }

    private void StartSecondStep() => _offer = Second.Offer(_actor!.UserId, _actor.UserName);

    private async Task ConfirmSecondStepAsync()
    {
        var form = HttpContext.Request.Form;
        var on = await Second.TurnOnAsync(_actor!, form["sealed"], form["code"], Ct);
        if (on.Ok)
        {
            (_codes, _said, _offer) = (on.Value, T["own.second-done"], null);
            await LoadAsync();
        }
        else
        {
            _refusals["second"] = on.Refusals;
            _offer = Second.Again(_actor!.UserId, _actor.UserName, form["sealed"]) ?? Second.Offer(_actor.UserId, _actor.UserName);
        }
    }

    private async Task ChangeSecondStepAsync()
    {
        var form = HttpContext.Request.Form;
        if (form["what"] == "off")
        {
            await DoneAsync("second", await Own.TurnSecondStepOffAsync(_actor!, form["current"], Ct), T["own.second-turned-off"]);
        }
        else if (await Own.CheckAsync(_actor!, form["current"], Ct) is { Count: > 0 } refusals)
        {
            _refusals["second"] = refusals;
        }
        else
        {
            _codes = (await Second.RenewCodesAsync(_actor!, Ct)).Value;
            await LoadAsync();
        }
    }

    private async Task CreateTokenAsync()
    {
        var form = HttpContext.Request.Form;
        var (name, day) = (form["name"].ToString(), form["day"].ToString());
        var made = await Tokens.CreateAsync(_actor!, new() { Name = name, ExpiresOn = TypedText.Day(day)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? day }, Ct);
        if (made.Ok)
        {
            _token = made.Value.Token;
            await LoadAsync();
        }
        else
        {
            (_refusals["token"], _tokenName, _tokenDay) = (made.Refusals, name, day);
        }
    }

    private async Task RevokeAsync(string id)
    {
        var revoked = await Tokens.RevokeAsync(_actor!, id, Ct);
        _said = revoked.Ok ? T["tokens.revoked"].Value : null;
        await LoadAsync();
    }

    private async Task SignOutEverywhereAsync()
    {
        await Own.SignOutEverywhereAsync(_actor!, Ct);
        await Manager.SignOutAsync();
        Nav.NavigateTo("/dang-nhap?loi=da-thoat");
    }

    // Whoever changed it stays signed in, under the new stamp; every other sign-in has ended.
    private async Task DoneAsync(string form, Result<AccountRow> changed, string said)
    {
        if (!changed.Ok)
        {
            _refusals[form] = changed.Refusals;
            return;
        }

        await Manager.SignInAsync(changed.Value, isPersistent: false);
        _said = said;
        await LoadAsync();
    }

    private string? Refused(string form, string field)
    {
        var found = _refusals.GetValueOrDefault(form)?.Where(r => r.Field == field).Select(Problems.Words).ToList();
        return found is { Count: > 0 } ? string.Join(" ", found) : null;
    }

    private string? Bad(string form, string field) => Refused(form, field) is null ? null : "true";

    private static string Day(DateTime at) => TypedText.Day(LocalDay.Of(at));

    private static string Moment(DateTime at) => LocalDay.At(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Picture(string address) =>
        "data:image/png;base64," + Convert.ToBase64String(PngByteQRCodeHelper.GetQRCode(address, QRCodeGenerator.ECCLevel.M, 5));
}
