using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Files;
using DanVanDashboard.Live;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Presentation;

/// <summary>The pages of a running show: one document each, without a circuit, for a hall, for the speaker, and for screens that run by themselves.</summary>
internal sealed class ShowEndpoints(
    Shows shows, Store store, Actors actors, Problems problems, ProblemWords words, CampaignCubes cubes, LiveFeed feed, DeskFeed desk, FileStore files, IHostApplicationLifetime life)
{
    /// <summary>How long a question for changes waits: shorter than what proxies allow, and than it may take until a screen knows that it is not wanted any more.</summary>
    private static readonly TimeSpan s_wait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_atMostEvery = TimeSpan.FromMilliseconds(400);
    private static readonly string s_build = Guid.NewGuid().ToString("n")[..12];

    /// <summary>The hall's window.</summary>
    public async Task<IResult> HallAsync(HttpContext context, ShowAsk ask, bool speaker)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return Results.LocalRedirect("/dang-nhap?returnUrl=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
        }

        if (!actor.May(Verb.MakeDeck))
        {
            return Results.LocalRedirect("/trinh-chieu");
        }

        var show = await shows.OfAsync(actor, ask, context.RequestAborted);
        if (!show.Ok)
        {
            return Results.LocalRedirect("/trinh-chieu?loi=" + Uri.EscapeDataString(show.Refusals[0].Code));
        }

        var s = show.Value;
        if (s.Still is { } still && ask.Luc != still)
        {
            return Results.LocalRedirect(With(context, "luc", still));
        }

        var fragment = context.Request.Query["phan"] == "trang";
        var campaign = s.Figures.CampaignId;
        return Page(new()
        {
            [nameof(ShowPage.Show)] = s, [nameof(ShowPage.Fragment)] = fragment, [nameof(ShowPage.Speaker)] = speaker, [nameof(ShowPage.Build)] = s_build,
            [nameof(ShowPage.Changes)] = "/trinh-chieu/doi?phong-trao=" + Uri.EscapeDataString(campaign), [nameof(ShowPage.Since)] = With(context, null, null, "/trinh-chieu/khac"),
            [nameof(ShowPage.Back)] = string.IsNullOrEmpty(ask.Bai) ? "/trinh-chieu?phong-trao=" + Uri.EscapeDataString(campaign) : "/trinh-chieu/bai/" + Uri.EscapeDataString(ask.Bai),
            [nameof(ShowPage.SpeakerHref)] = With(context, null, null, "/trinh-chieu/dien-gia"), [nameof(ShowPage.SwitchHref)] = With(context, "nguon", s.Live ? null : ShowAsk.FromNow),
            // Both windows of one speaker show the same deck, whichever source it has just been switched to.
            [nameof(ShowPage.Channel)] = $"{actor.UserId}:{ask.Bai ?? ask.Mau}:{campaign}", [nameof(ShowPage.Picture)] = (Func<string, string>)(id => $"/api/v1/files/{id}?xem"),
        });
    }

    /// <summary>Answers once something has changed in a campaign, or after a while that nothing has.</summary>
    public async Task<IResult> ChangesAsync(HttpContext context, string? campaign, long? after, string? build)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        return actor.May(Verb.MakeDeck) && campaign is not null ? await WaitAsync(campaign, after ?? 0, build, context.RequestAborted) : problems.Of("deck.not-allowed");
    }

    /// <summary>What has changed since the figures of a show.</summary>
    public async Task<IResult> SinceAsync(HttpContext context, ShowAsk ask)
    {
        if (await actors.OfAsync(context.User, context.RequestAborted) is not { } actor)
        {
            return problems.Of("request.not-signed-in");
        }

        var since = await shows.SinceAsync(actor, ask, context.RequestAborted);
        return since.Ok ? new RazorComponentResult<SincePart>(new { Changes = since.Value }) { PreventStreamingRendering = true } : problems.Of(since.Refusals);
    }

    /// <summary>A screen that runs by itself; whoever has the link sees it.</summary>
    public async Task<IResult> ScreenAsync(HttpContext context, string secret)
    {
        var show = await OfScreenAsync(secret, context.RequestAborted);
        if (show is not { } found)
        {
            return Gone();
        }

        if (!found.Show.Ok)
        {
            return Results.Text(words.Words(found.Show.Refusals[0]), "text/plain", statusCode: StatusCodes.Status404NotFound);
        }

        context.Response.Headers.CacheControl = "no-store";
        return Page(new()
        {
            [nameof(ShowPage.Show)] = found.Show.Value, [nameof(ShowPage.Fragment)] = context.Request.Query["phan"] == "trang", [nameof(ShowPage.Build)] = s_build,
            [nameof(ShowPage.Changes)] = $"/man-hinh/{secret}/doi", [nameof(ShowPage.Rotate)] = found.Row.Seconds, [nameof(ShowPage.Picture)] = (Func<string, string>)(id => $"/man-hinh/{secret}/anh/{id}"),
        });
    }

    /// <summary>The changes of a screen.</summary>
    public async Task<IResult> ScreenChangesAsync(HttpContext context, string secret, long? after, string? build) =>
        await RowAsync(secret, context.RequestAborted) is { } row ? await WaitAsync(row.CampaignId, after ?? 0, build, context.RequestAborted) : Gone();

    /// <summary>A picture of a screen: one of its own deck, if it may still be shown.</summary>
    public async Task<IResult> ScreenPictureAsync(HttpContext context, string secret, string id)
    {
        if (await OfScreenAsync(secret, context.RequestAborted) is not { Show: { Ok: true } show } || !show.Value.Pictures.Contains(id))
        {
            return Gone();
        }

        await using var db = store.Read();
        var type = await db.Set<AttachmentRow>().Where(a => a.Id == id).Select(a => a.MediaType).FirstOrDefaultAsync(context.RequestAborted);
        return type?.StartsWith("image/", StringComparison.Ordinal) == true && File.Exists(files.PathOf(id)) ? Results.File(files.PathOf(id), type) : Gone();
    }

    private async Task<(ScreenRow Row, Result<Show> Show)?> OfScreenAsync(string secret, CancellationToken ct)
    {
        if (await RowAsync(secret, ct) is not { } row)
        {
            return null;
        }

        var q = JsonSerializer.Deserialize<PackRequest>(row.Query, FrozenFigures.Json)!;
        string? set = null;
        if (row.DeckId is not null)
        {
            await using var db = store.Read();
            set = await db.Decks.Where(d => d.Id == row.DeckId).Select(d => d.SnapshotId).FirstOrDefaultAsync(ct);
        }

        // A deck with frozen figures shows these; any other follows what happens, as a screen has nobody to switch it.
        var ask = new ShowAsk(row.DeckId, row.Ready, null, set is null ? ShowAsk.FromNow : null, null, q.Campaign, q.Unit, q.Body, q.Period, q.Field, q.Theme, q.Block, q.Subject, q.Boundaries, null);
        return (row, await shows.OfAsync(Actor.System, ask, ct, hall: true));
    }

    private async Task<ScreenRow?> RowAsync(string secret, CancellationToken ct)
    {
        var hash = ShareScreen.HashOf(secret);
        await using var db = store.Read();
        return await db.Screens.FirstOrDefaultAsync(s => s.Hash == hash && s.RevokedAt == null, ct);
    }

    private async Task<IResult> WaitAsync(string campaign, long after, string? build, CancellationToken aborted)
    {
        // A program that stops does not wait for the screens.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Listen first, ask second.
        await using var subscription = feed.Subscribe(Interest.All(campaign), s_atMostEvery, _ =>
        {
            changed.TrySetResult();
            return Task.CompletedTask;
        });
        // A window of another run of the program is told at once, so that it loads what belongs to this one.
        // A screen that is revoked learns it at once too: it asks again, and is told.
        await using var ended = desk.Subscribe(["screen.", "deck.", "figures."], s_atMostEvery, _ =>
        {
            changed.TrySetResult();
            return Task.CompletedTask;
        });
        if (Sequence() <= after && (build is null || build == s_build))
        {
            stop.CancelAfter(s_wait);
            await changed.Task.WaitAsync(stop.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return Results.Json(new { sequence = Math.Max(after, Sequence()), build = s_build });

        long Sequence() => Math.Max(cubes.Snapshot(campaign).Sequence, cubes.LastOther(campaign));
    }

    private IResult Gone() => Results.Text(words.Words(new Refusal("screen.ended")), "text/plain; charset=utf-8", statusCode: StatusCodes.Status410Gone);

    private static RazorComponentResult<ShowPage> Page(Dictionary<string, object?> parameters) => new(parameters) { PreventStreamingRendering = true };

    /// <summary>The same address with another value, on this page or on another one.</summary>
    private static string With(HttpContext context, string? name, string? value, string? path = null)
    {
        var parts = context.Request.Query.Where(q => q.Key != name && q.Key is not ("phan" or "lang")).Select(q => (q.Key, Value: q.Value.ToString()));
        if (name is not null && value is not null)
        {
            parts = parts.Append((name, value));
        }

        // Figures that stood still belong to the show that was opened with them.
        if (name == "nguon" && value is null)
        {
            parts = parts.Where(p => p.Key != "luc");
        }

        return (path ?? context.Request.Path) + "?" + string.Join('&', parts.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
    }
}
