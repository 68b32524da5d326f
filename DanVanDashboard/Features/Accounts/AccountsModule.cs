using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Accounts;

/// <summary>Tài khoản và mã truy cập.</summary>
public static class AccountsModule
{
    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<InviteAccount>().AddSingleton<LinkMail>().AddSingleton<ChangeAccount>().AddSingleton<SwitchAccount>().AddSingleton<HandOverAccount>().AddSingleton<AccountTokens>()
        .AddSingleton<AccountQueries>().AddSingleton<UseLink>().AddScoped<OwnAccount>()
        .AddSingleton(new HandedOver("reports", HandOver.ReportsAsync))
        .AddSingleton(new HandedOver("modelDrafts", static (w, _, from, to, ct) => w.Db.ModelDrafts.Where(d => d.UserId == from).ExecuteUpdateAsync(s => s.SetProperty(d => d.UserId, to), ct)));

    /// <summary>Maps the endpoints.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/accounts").WithTags("accounts");
        api.MapGet(string.Empty, static (string? q, string? role, string? state, HttpContext context, ApiRequests requests, AccountQueries queries) => requests.GetAsync(context, async (actor, ct) =>
        {
            var list = await queries.ListAsync(actor, new(q, Wire.Parse<Role>(role), state), ct);
            return list.Ok ? list.Value.ConvertAll(s => s.Account) : (Result<List<AccountView>>)list.Refusals.ToList();
        })).Produces<List<AccountView>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, InviteAccount verb) =>
            requests.PostAsync<AccountRequest>(context, verb.HandleAsync)).Accepts<AccountRequest>("application/json").Produces<AccountView>(StatusCodes.Status201Created);
        api.MapPost("/{id}", static (string id, HttpContext context, ApiRequests requests, ChangeAccount verb) =>
            requests.PostAsync<AccountRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct))).Accepts<AccountRequest>("application/json").Produces<AccountView>();
        api.MapPost("/{id}/hand-over", static (string id, HttpContext context, ApiRequests requests, HandOverAccount verb) =>
            requests.PostAsync<HandOverRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct))).Accepts<HandOverRequest>("application/json").Produces<AccountView>();
        Plain<InviteAccount>(api, "reset", static (v, actor, id, key, ct) => v.ResetAsync(actor, id, key, ct));
        Plain<SwitchAccount>(api, "disable", static (v, actor, id, key, ct) => v.DisableAsync(actor, id, key, ct));
        Plain<SwitchAccount>(api, "enable", static (v, actor, id, key, ct) => v.EnableAsync(actor, id, key, ct));
        Plain<SwitchAccount>(api, "unlock", static (v, actor, id, key, ct) => v.UnlockAsync(actor, id, key, ct));
        Plain<SwitchAccount>(api, "sign-out", static (v, actor, id, key, ct) => v.SignOutAsync(actor, id, key, ct));
        Plain<SwitchAccount>(api, "second-step/reset", static (v, actor, id, key, ct) => v.ResetSecondStepAsync(actor, id, key, ct));

        var tokens = routes.MapGroup("/api/v1/tokens").WithTags("tokens");
        tokens.MapGet(string.Empty, static (bool? all, HttpContext context, ApiRequests requests, AccountTokens verb) =>
            requests.GetAsync(context, (actor, ct) => verb.ListAsync(actor, all == true, ct))).Produces<List<TokenAnswer>>();
        tokens.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, AccountTokens verb) => requests.PostAsync<TokenRequest>(context, async (actor, body, _, ct) =>
        {
            // A token that got about must not make others that outlive it; and no key, as the answer could not be kept for a repeat.
            if (context.User.Identity?.AuthenticationType == BearerHandler.Scheme_)
            {
                return new Refusal("token.not-allowed");
            }

            var made = await verb.CreateAsync(actor, body, ct);
            return made.Ok ? ApiAnswer.Of(StatusCodes.Status201Created, made.Value) : made.Refusals.ToList();
        })).Accepts<TokenRequest>("application/json").Produces<TokenAnswer>(StatusCodes.Status201Created);
        tokens.MapPost("/{id}/revoke", static (string id, HttpContext context, ApiRequests requests, AccountTokens verb) =>
            requests.PostAsync<AccountNothing>(context, (actor, _, _, ct) => verb.RevokeAsync(actor, id, ct)));
    }

    private static void Plain<TVerb>(IEndpointRouteBuilder api, string name, Func<TVerb, Actor, string, IdempotencyKey?, CancellationToken, Task<Result<ApiAnswer>>> run)
        where TVerb : class =>
        api.MapPost("/{id}/" + name, (string id, HttpContext context, ApiRequests requests, TVerb verb) =>
            requests.PostAsync<AccountNothing>(context, (actor, _, key, ct) => run(verb, actor, id, key, ct))).Produces<AccountView>();
}
