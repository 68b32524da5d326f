using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Accounts;

/// <summary>Quản trị tài khoản: the list, invitations, and what is done to one account.</summary>
public sealed partial class AccountsPage
{
    private static readonly string[] s_states = ["active", "invited", "locked", "disabled"];
    private static readonly string[] s_fields = ["userName", "displayName", "email", "role", "unitId", "bodyId", "toId"];

    private List<ShownAccount> _accounts = [];
    private List<ShownAccount> _all = [];
    private AccountChoices _choices = new([], [], []);
    private AccountFields _new = new();
    private AccountFields _edit = new();
    private IReadOnlyList<Refusal> _refusals = [];
    private (string Name, string Address, string Until, bool Invite, bool Mailed)? _link;
    private string? _said;
    private string? _open;
    private string? _sure;
    private string? _invited;
    private string _receiver = "";
    private bool _keep;
    private bool _inviting;
    private bool _busy;

    [Inject]
    private AccountQueries Queries { get; set; } = default!;

    [Inject]
    private InviteAccount Inviting { get; set; } = default!;

    [Inject]
    private ChangeAccount Changing { get; set; } = default!;

    [Inject]
    private SwitchAccount Switching { get; set; } = default!;

    [Inject]
    private HandOverAccount HandingOver { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    [Inject]
    private NavigationManager Nav { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "tim")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "vai-tro")]
    private string? RoleQuery { get; set; }

    [SupplyParameterFromQuery(Name = "trang-thai")]
    private string? StateQuery { get; set; }

    /// <summary>A role for which the page opens with an invitation begun.</summary>
    [SupplyParameterFromQuery(Name = "moi")]
    private string? InviteQuery { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        // Not before the page is live: what is typed into a form drawn earlier would be lost when it becomes live.
        if (RendererInfo.IsInteractive && InviteQuery != _invited)
        {
            _invited = InviteQuery;
            if (Wire.Parse<Role>(InviteQuery) is { } role && _choices.Roles.Contains(role))
            {
                StartInviting();
                _new.Role = Wire.Name(role);
            }
        }
    }

    private async Task LoadAsync()
    {
        if (await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _choices = Queries.Choices(actor);
        var all = await Queries.ListAsync(actor, new());
        var some = await Queries.ListAsync(actor, new(Search, Wire.Parse<Role>(RoleQuery), s_states.Contains(StateQuery) ? StateQuery : null));
        (_all, _accounts) = (all.Ok ? all.Value : [], some.Ok ? some.Value : []);
    }

    private void Go(string? search, string? role, string? state) => Nav.NavigateTo(Nav.GetUriWithQueryParameters("/quan-tri/tai-khoan", new Dictionary<string, object?>
    {
        ["tim"] = string.IsNullOrWhiteSpace(search) ? null : search, ["vai-tro"] = string.IsNullOrEmpty(role) ? null : role, ["trang-thai"] = string.IsNullOrEmpty(state) ? null : state,
    }));

    private void StartInviting() => (_inviting, _new, _refusals, _said, _open, _link) = (true, new(), [], null, null, null);

    private void Open(ShownAccount shown)
    {
        _open = _open == shown.Account.Id ? null : shown.Account.Id;
        (_edit, _refusals, _said, _sure, _inviting, _receiver, _keep) = (AccountFields.Of(shown.Account), [], null, null, false, "", false);
    }

    private Task InviteAsync() => DoAsync((actor, ct) => Inviting.HandleAsync(actor, _new.ToRequest(), null, ct), view =>
    {
        _inviting = false;
        Show(view, invite: true);
        return null;
    });

    private Task SaveAsync(ShownAccount shown) => DoAsync(
        (actor, ct) => Changing.HandleAsync(
            actor, shown.Account.Id, shown.Own ? new() { DisplayName = _edit.DisplayName, Email = _edit.Email } : _edit.ToRequest(), null, ct),
        view => T["form.saved", view.DisplayName]);

    /// <summary>What can be done to an account, and whether it asks twice.</summary>
    private static IEnumerable<(string Act, bool Sure)> Acts(ShownAccount shown)
    {
        var account = shown.Account;
        if (account.State == "disabled")
        {
            yield return ("enable", false);
            yield break;
        }

        if (account.State == "locked")
        {
            yield return ("unlock", false);
        }

        yield return (account.State == "invited" ? "invite-again" : "reset", false);
        if (account.State != "invited")
        {
            yield return ("sign-out", false);
        }

        if (account.SecondStep)
        {
            yield return ("second-step", true);
        }

        if (!shown.Own)
        {
            yield return ("disable", true);
        }
    }

    private Task ActAsync(ShownAccount shown, string act, bool sure)
    {
        if (sure && _sure != act)
        {
            _sure = act;
            return Task.CompletedTask;
        }

        _sure = null;
        var (id, name) = (shown.Account.Id, shown.Account.DisplayName);
        return act switch
        {
            "reset" or "invite-again" => DoAsync((actor, ct) => Inviting.ResetAsync(actor, id, null, ct), view =>
            {
                Show(view, act == "invite-again");
                return null;
            }),
            "enable" => DoAsync((actor, ct) => Switching.EnableAsync(actor, id, null, ct), _ => T["act.done.enable", name]),
            "unlock" => DoAsync((actor, ct) => Switching.UnlockAsync(actor, id, null, ct), _ => T["act.done.unlock", name]),
            "sign-out" => DoAsync((actor, ct) => Switching.SignOutAsync(actor, id, null, ct), _ => T["act.done.sign-out", name]),
            "second-step" => DoAsync((actor, ct) => Switching.ResetSecondStepAsync(actor, id, null, ct), _ => T["act.done.second-step", name]),
            _ => DoAsync((actor, ct) => Switching.DisableAsync(actor, id, null, ct), _ => T["act.done.disable", name]),
        };
    }

    private List<ShownAccount> Receivers(ShownAccount from) => _all.FindAll(s => s.Account.Id != from.Account.Id && s.Account.State != "disabled"
        && ((from.Account.BodyId is { } body && s.Account.BodyId == body) || (from.Account.UnitId is { } unit && s.Account.UnitId == unit)));

    private Task HandOverAsync(ShownAccount shown) => DoAsync(
        (actor, ct) => HandingOver.HandleAsync(actor, shown.Account.Id, new() { ToId = _receiver, Keep = _keep }, null, ct),
        view => T["hand-over.done", view.HandedOver!.Values.Sum(), view.DisplayName]);

    private void Show(AccountView view, bool invite)
    {
        var until = LocalDay.At(view.LinkExpiresAt!.Value);
        _link = (view.DisplayName, Nav.BaseUri.TrimEnd('/') + view.Link, $"{until:HH:mm} {TypedText.Day(DateOnly.FromDateTime(until.DateTime))}", invite, view.Mailed);
    }

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, Func<AccountView, string?> said)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, _said) = (answer.Refusals, null);
            if (answer.Ok)
            {
                _link = null;
                _said = said(JsonSerializer.Deserialize<AccountView>(answer.Value.Json, ApiAnswer.Options)!);
                await LoadAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string? Refused(string? field)
    {
        var found = _refusals.Where(r => field is null ? r.Field is null || !s_fields.Contains(r.Field) : r.Field == field).Select(Problems.Words).ToList();
        return found.Count > 0 ? string.Join(" ", found) : field is null && _refusals.Count > 0 ? T["form.mended"].Value : null;
    }

    private string RoleName(string role) => T[$"role.{role}"];

    private string Scope(ShownAccount shown) => string.Join(" · ", new[] { shown.Body, shown.Unit }.OfType<string>().Distinct()) is { Length: > 0 } scope ? scope : T["accounts.whole"].Value;

    private static string Day(DateTime at) => TypedText.Day(LocalDay.Of(at));
}
