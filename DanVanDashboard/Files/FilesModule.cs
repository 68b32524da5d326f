using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Shell;
using Microsoft.Net.Http.Headers;

namespace DanVanDashboard.Files;

/// <summary>Tệp minh chứng: uploads in chunks, downloads in the scope of what they belong to.</summary>
public static class FilesModule
{
    /// <summary>Registers verbs, queries and the two kinds of owners that everybody knows; others add a <see cref="FileOwnerKind"/> each.</summary>
    public static IServiceCollection AddFiles(this IServiceCollection services) =>
        services.AddSingleton<FileStore>().AddSingleton<FileOwners>().AddSingleton<FileVerbs>().AddSingleton<FileQueries>()
            .AddSingleton(FileOwnerKind.Model).AddSingleton(FileOwnerKind.Report);

    /// <summary>Maps the endpoints.</summary>
    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/files").WithTags("files");
        api.MapGet(string.Empty, static (string? ownerKind, string? ownerId, HttpContext context, ApiRequests requests, FileQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.ListAsync(actor, ownerKind, ownerId, ct))).Produces<List<FileView>>();
        api.MapPost("/uploads", static (HttpContext context, ApiRequests requests, FileVerbs verbs) =>
            requests.PostAsync<UploadRequest>(context, verbs.StartAsync)).Accepts<UploadRequest>("application/json").Produces<UploadView>(StatusCodes.Status201Created);
        api.MapGet("/uploads/{id}", static (string id, HttpContext context, ApiRequests requests, FileVerbs verbs) =>
            requests.GetAsync(context, (actor, ct) => verbs.OffsetAsync(actor, id, ct))).Produces<UploadView>();
        api.MapPut("/uploads/{id}", static (string id, long? offset, HttpContext context, ApiRequests requests, FileVerbs verbs) =>
            requests.GetAsync(context, (actor, ct) => verbs.AppendAsync(actor, id, offset ?? 0, context.Request.Body, ct))).Produces<UploadView>();
        api.MapPut("/uploads/{id}/thumbnail", static (string id, HttpContext context, ApiRequests requests, FileVerbs verbs) =>
            requests.GetAsync(context, (actor, ct) => verbs.ThumbnailAsync(actor, id, context.Request.Body, ct))).Produces<UploadView>();
        api.MapPost("/uploads/{id}/complete", static (string id, HttpContext context, ApiRequests requests, FileVerbs verbs) =>
            requests.GetAsync(context, (actor, ct) => verbs.CompleteAsync(actor, id, ct))).Produces<FileView>();
        api.MapGet("/{id}", static (string id, string? xem, HttpContext context, Actors actors, FileQueries queries, FileStore files, Problems problems) =>
            SendAsync(id, thumbnail: false, inline: xem is not null, context, actors, queries, files, problems)).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        api.MapGet("/{id}/thumbnail", static (string id, HttpContext context, Actors actors, FileQueries queries, FileStore files, Problems problems) =>
            SendAsync(id, thumbnail: true, inline: true, context, actors, queries, files, problems)).Produces(StatusCodes.Status200OK, contentType: "image/jpeg");
        api.MapPost("/{id}/withdraw", static (string id, HttpContext context, ApiRequests requests, FileVerbs verbs) =>
            requests.PostAsync<FileWithdrawal>(context, (actor, body, key, ct) => verbs.WithdrawAsync(actor, id, body, key, ct))).Accepts<FileWithdrawal>("application/json").Produces<FileView>();

        // The same without a script: a plain form, checked against forgery by its token.
        routes.MapPost("/tep/gui", static async (IFormCollection form, HttpContext context, Actors actors, FileVerbs verbs) =>
        {
            var back = LocalPath.IsSafe(form["ve"]) ? form["ve"].ToString() : "/";
            if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
            {
                return Results.LocalRedirect("/dang-nhap");
            }

            var said = form.Files.Count == 0 ? "attachment.none-chosen" : "xong";
            foreach (var file in form.Files)
            {
                await using var content = file.OpenReadStream();
                var added = await verbs.AddAsync(actor, PlainRequest(form, file), content, context.RequestAborted);
                said = added.Ok ? said : added.Refusals[0].Code;
            }

            return Results.LocalRedirect($"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}tep={said}#minh-chung");
        }).ExcludeFromDescription();
    }

    private static UploadRequest PlainRequest(IFormCollection form, IFormFile file) => new()
    {
        OwnerKind = form["ownerKind"], OwnerId = form["ownerId"], Name = file.FileName, Size = file.Length, Caption = form["caption"],
        People = form["people"].ToString() switch { "yes" => true, "no" => false, _ => null }, Consent = form["consent"] == "yes", Internal = form["internal"] == "yes" ? true : null,
    };

    private static async Task<IResult> SendAsync(
        string id, bool thumbnail, bool inline, HttpContext context, Actors actors, FileQueries queries, FileStore files, Problems problems)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        var file = await queries.FindAsync(actor, id, context.RequestAborted);
        var path = file is null ? null : thumbnail ? files.ThumbnailOf(id) : files.PathOf(id);
        if (file is null || (thumbnail && !file.Thumbnail) || !File.Exists(path))
        {
            return problems.Of("attachment.not-found", "id");
        }

        // Only pictures are shown in the page; whatever could carry a script of its own is saved instead.
        var picture = FileKind.All.First(k => k.MediaType == file.MediaType).Image;
        var disposition = new ContentDispositionHeaderValue(inline && picture ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(path!, thumbnail ? MediaTypeOfThumbnail(path!) : file.MediaType, enableRangeProcessing: true, lastModified: new DateTimeOffset(file.At), entityTag: new($"\"{id}{(thumbnail ? "-nho" : "")}\""));
    }

    private static string MediaTypeOfThumbnail(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[16];
        _ = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return FileKind.Of(head)?.MediaType ?? "application/octet-stream";
    }
}
