using DanVanDashboard.Api;
using DanVanDashboard.Features.Models.Import;
using DanVanDashboard.Features.Models.Kept;
using DanVanDashboard.Features.Models.Sheets;

namespace DanVanDashboard.Features.Models;

/// <summary>The register as a list and as a sheet: kept lists, export, import.</summary>
internal static class RegisterModule
{
    /// <summary>Registers what serves it.</summary>
    public static IServiceCollection AddRegister(this IServiceCollection services) => services
        .AddSingleton<SavedLists>().AddSingleton<ModelWords>().AddSingleton<ModelExport>()
        .AddSingleton<ImportFiles>().AddSingleton<ImportCheck>().AddSingleton<ImportRegister>().AddSingleton<ImportTemplate>().AddSingleton<ImportCommand>();

    /// <summary>Maps its endpoints.</summary>
    public static void MapRegister(this IEndpointRouteBuilder routes)
    {
        // The address of the list with the format before its query: what is shown is what is saved.
        routes.MapGet(ModelListState.Path + "/xuat/{format}", static (string format, HttpContext context, ModelExport export) => export.AnswerAsync(context, format)).WithTags("models");
        routes.MapImports();
        var lists = routes.MapGroup("/api/v1/lists").WithTags("lists");
        lists.MapGet(string.Empty, static (HttpContext context, ApiRequests requests, SavedLists saved) =>
            requests.GetAsync(context, async (actor, ct) => (Domain.Result<List<SavedListView>>)(await saved.OfAsync(actor, ct)).ToList())).Produces<List<SavedListView>>();
        lists.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, SavedLists saved) =>
            requests.PostAsync<SavedListRequest>(context, saved.SaveAsync)).Accepts<SavedListRequest>("application/json").Produces<SavedListView>(StatusCodes.Status201Created);
        lists.MapPost("/{id}", static (string id, HttpContext context, ApiRequests requests, SavedLists saved) =>
            requests.PostAsync<SavedListRequest>(context, (actor, body, key, ct) => saved.ChangeAsync(actor, id, body, key, ct))).Accepts<SavedListRequest>("application/json").Produces<SavedListView>();
        lists.MapPost("/{id}/delete", static (string id, HttpContext context, ApiRequests requests, SavedLists saved) =>
            requests.PostAsync<SavedListRequest>(context, (actor, _, key, ct) => saved.DeleteAsync(actor, id, key, ct))).Produces<SavedListView>();
    }
}
