using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Administration;

/// <summary>Quản trị: campaigns, their fields and themes, and the page that says what there is.</summary>
internal static class AdministrationModule
{
    public static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<ReferenceChanges>().AddSingleton<MakeCampaign>().AddSingleton<EditCampaign>().AddSingleton<EditTaxonomy>().AddSingleton<AdministrationQueries>().AddSingleton<FirstSteps>()
        .AddSingleton(new CampaignCopy("fields", 0, TaxonomyRows.CopyFieldsAsync)).AddSingleton(new CampaignCopy("themes", 1, TaxonomyRows.CopyThemesAsync))
        .AddSingleton(new CampaignCopy("asked", 2, CampaignCopies.AskedAsync)).AddSingleton(new CampaignCopy("rules", 3, CampaignCopies.RulesAsync))
        .AddSingleton(new CampaignCopy("criteria", 4, CampaignCopies.CriteriaAsync)).AddSingleton(new CampaignCopy("clusters", 5, CampaignCopies.ClustersAsync));

    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/campaigns").WithTags("campaigns");
        api.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, Store store, ReferenceData reference) =>
            requests.GetAsync(context, (actor, ct) => DetailAsync(actor, store, reference.Current, id, ct))).Produces<CampaignDetail>();
        api.MapGet("/{id}/themes", static (string id, HttpContext context, ApiRequests requests, ReferenceData reference) =>
            requests.GetAsync(context, (actor, _) => Task.FromResult(Themes(actor, reference.Current, id)))).Produces<List<ThemeDetail>>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, MakeCampaign verb) =>
            requests.PostAsync<CampaignRequest>(context, verb.HandleAsync)).Accepts<CampaignRequest>("application/json").Produces<CampaignDetail>(StatusCodes.Status201Created);
        api.MapPost("/order", static (HttpContext context, ApiRequests requests, EditCampaign verb) =>
            requests.PostAsync<CampaignOrder>(context, verb.OrderAsync)).Accepts<CampaignOrder>("application/json").Produces<CampaignOrder>();
        api.MapPost("/{id}/edit", static (string id, HttpContext context, ApiRequests requests, EditCampaign verb) =>
            requests.PostAsync<CampaignRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct))).Accepts<CampaignRequest>("application/json").Produces<CampaignDetail>();
        api.MapPost("/{id}/close", static (string id, HttpContext context, ApiRequests requests, EditCampaign verb) =>
            requests.PostAsync<CampaignClosing>(context, (actor, body, key, ct) => verb.CloseAsync(actor, id, body, closed: true, key, ct))).Accepts<CampaignClosing>("application/json").Produces<CampaignDetail>();
        api.MapPost("/{id}/reopen", static (string id, HttpContext context, ApiRequests requests, EditCampaign verb) =>
            requests.PostAsync<CampaignClosing>(context, (actor, body, key, ct) => verb.CloseAsync(actor, id, body, closed: false, key, ct))).Accepts<CampaignClosing>("application/json").Produces<CampaignDetail>();
        api.MapPost("/{id}/fields", static (string id, HttpContext context, ApiRequests requests, EditTaxonomy verb) =>
            requests.PostAsync<TaxonomyRequest>(context, (actor, body, key, ct) => verb.FieldsAsync(actor, id, body, key, ct))).Accepts<TaxonomyRequest>("application/json").Produces<CampaignDetail>();
        api.MapPost("/{id}/themes", static (string id, HttpContext context, ApiRequests requests, EditTaxonomy verb) =>
            requests.PostAsync<TaxonomyRequest>(context, (actor, body, key, ct) => verb.ThemesAsync(actor, id, body, key, ct))).Accepts<TaxonomyRequest>("application/json").Produces<CampaignDetail>();
        api.MapPost("/{id}/themes/{theme}/merge", static (string id, string theme, HttpContext context, ApiRequests requests, EditTaxonomy verb) =>
            requests.PostAsync<ThemeMerge>(context, (actor, body, key, ct) => verb.MergeAsync(actor, id, theme, body, key, ct))).Accepts<ThemeMerge>("application/json").Produces<CampaignDetail>();
    }

    private static async Task<Result<CampaignDetail>> DetailAsync(Actor actor, Store store, Reference reference, string id, CancellationToken ct)
    {
        if (reference.Campaign(id) is not { } campaign || !CampaignScope.Reads(actor, campaign, reference))
        {
            return new Refusal("campaign.not-found", "id") { Arguments = [id] };
        }

        await using var db = store.Read();
        var row = await db.Campaigns.FirstAsync(c => c.Id == id, ct);
        return CampaignDetail.Of(campaign, row.Version, row.Order);
    }

    private static Result<List<ThemeDetail>> Themes(Actor actor, Reference reference, string id) =>
        reference.Campaign(id) is { } campaign && CampaignScope.Reads(actor, campaign, reference)
            ? campaign.Themes.Where(t => t.Offered).Select(t => new ThemeDetail(t.Key, t.NameVi, t.NameEn, t.Retired, t.MergedInto)).ToList()
            : new Refusal("campaign.not-found", "id") { Arguments = [id] };
}
