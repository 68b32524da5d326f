using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Bodies;

/// <summary>Đơn vị and their names by date. The list itself is <c>GET /api/v1/bodies</c>.</summary>
internal static class BodiesModule
{
    public static IServiceCollection AddBodies(this IServiceCollection services) => services.AddSingleton<BodyVerbs>().AddSingleton<MakeStandardBodies>().AddSingleton<BodiesQueries>();

    public static void MapBodies(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/bodies").WithTags("bodies");
        api.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, Store store, ReferenceData reference) =>
            requests.GetAsync(context, (_, ct) => DetailAsync(store, reference.Current, id, ct))).Produces<BodyDetail>();
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, BodyVerbs verbs) =>
            requests.PostAsync<BodyRequest>(context, verbs.MakeAsync)).Accepts<BodyRequest>("application/json").Produces<BodyDetail>(StatusCodes.Status201Created);
        api.MapPost("/standard", static (HttpContext context, ApiRequests requests, MakeStandardBodies verb) =>
            requests.PostAsync<StandardRequest>(context, verb.HandleAsync)).Accepts<StandardRequest>("application/json").Produces<StandardView>(StatusCodes.Status201Created);
        api.MapPost("/{id}/edit", static (string id, HttpContext context, ApiRequests requests, BodyVerbs verbs) =>
            requests.PostAsync<BodyRequest>(context, (actor, body, key, ct) => verbs.EditAsync(actor, id, body, key, ct))).Accepts<BodyRequest>("application/json").Produces<BodyDetail>();
        api.MapPost("/{id}/rename", static (string id, HttpContext context, ApiRequests requests, BodyVerbs verbs) =>
            requests.PostAsync<BodyRename>(context, (actor, body, key, ct) => verbs.RenameAsync(actor, id, body, key, ct))).Accepts<BodyRename>("application/json").Produces<BodyDetail>();
        api.MapPost("/{id}/end", static (string id, HttpContext context, ApiRequests requests, BodyVerbs verbs) =>
            requests.PostAsync<BodyEnd>(context, (actor, body, key, ct) => verbs.EndAsync(actor, id, body, key, ct))).Accepts<BodyEnd>("application/json").Produces<BodyDetail>();
    }

    // Bodies are public institutions, open to everyone who is signed in.
    private static async Task<Result<BodyDetail>> DetailAsync(Store store, Reference reference, string id, CancellationToken ct)
    {
        if (reference.Bodies.Find(id) is not { } body)
        {
            return new Refusal("body.not-found", "id") { Arguments = [id] };
        }

        await using var db = store.Read();
        return BodyDetail.Of(body, await db.Bodies.Where(b => b.Id == id).Select(b => b.Version).FirstAsync(ct));
    }
}
