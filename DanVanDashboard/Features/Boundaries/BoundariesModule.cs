using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Boundaries;

/// <summary>Ranh giới: real shapes of localities, by day and source.</summary>
public static class BoundariesModule
{
    /// <summary>Path of the page.</summary>
    internal const string Page = "/dia-ban/ranh-gioi";

    private const string NoFile = "boundaries.file-missing";

    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddBoundaries(this IServiceCollection services) => services.AddSingleton<ImportBoundaries>().AddSingleton<BoundaryUploads>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapBoundaries(this IEndpointRouteBuilder routes)
    {
        // Large files do not go through the live line; the same form works without it.
        routes.MapPost(Page + "/tep", UploadAsync);
        var api = routes.MapGroup("/api/v1/boundaries").WithTags("boundaries");
        api.MapGet(string.Empty, static (HttpContext context, ApiRequests requests, Store store) => requests.GetAsync(context, (actor, ct) => ListAsync(store, ct))).Produces<List<BoundarySetView>>();
        api.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, ImportBoundaries verbs) =>
            requests.PostAsync<BoundaryWithdrawal>(context, (actor, body, key, ct) => verbs.WithdrawAsync(actor, id, body, key, ct))).Accepts<BoundaryWithdrawal>("application/json").Produces<BoundarySetView>();
    }

    /// <summary>All sets, the newest first, withdrawn ones too.</summary>
    internal static async Task<Result<List<BoundarySetView>>> ListAsync(Store store, CancellationToken ct)
    {
        await using var db = store.Read();
        return (await db.BoundarySets.OrderByDescending(s => s.Number).ToListAsync(ct)).ConvertAll(BoundarySetView.Of);
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Actors actors, BoundaryUploads uploads, [FromForm(Name = "tep")] IFormFile? file)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return Results.LocalRedirect("/dang-nhap");
        }

        if (!actor.May(Verb.ManageLocalities))
        {
            return Results.LocalRedirect($"{Page}?loi=boundaries.not-allowed");
        }

        if (file is null || file.Length == 0)
        {
            return Results.LocalRedirect($"{Page}?loi={NoFile}");
        }

        await using var stream = file.OpenReadStream();
        var kept = await uploads.KeepAsync(file.FileName, stream, context.RequestAborted);
        return Results.LocalRedirect(kept.Ok ? $"{Page}?tep={kept.Value}" : $"{Page}?loi={kept.Refusals[0].Code}");
    }
}
