using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Periodic reports.</summary>
public static class ReportingModule
{
    /// <summary>Registers the verbs and what the pages are made by.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSingleton<CreateReport>().AddSingleton<SaveEntries>().AddSingleton<MoveReport>().AddSingleton<DelegateSection>().AddSingleton<SetReportDocument>()
        .AddSingleton<ExplainDifference>().AddSingleton<ReportSignals>().AddSingleton<ReportQueries>()
        .AddSingleton<ReportWords>().AddSingleton<VietnameseWords>().AddSingleton<ReportPresence>().AddSingleton<ReportListQueries>().AddSingleton<NarrativeQueries>()
        .AddSingleton<PlainReports>().AddSingleton<ReportFiles>().AddSingleton<ReportFileApi>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapReporting(this IEndpointRouteBuilder routes)
    {
        MapPlain(routes);
        var api = routes.MapGroup("/api/v1/reports").WithTags("reports");
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, CreateReport verb) =>
            requests.PostAsync<ReportRequest>(context, verb.HandleAsync)).Accepts<ReportRequest>("application/json").Produces<ReportView>(StatusCodes.Status201Created);
        api.MapGet("/{id}", static (string id, HttpContext context, ApiRequests requests, ReportQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.DetailAsync(actor, id, ct))).Produces<ReportDetail>();
        api.MapGet("/{id}/history", static (string id, string? cell, HttpContext context, ApiRequests requests, ReportQueries queries) =>
            requests.GetAsync(context, (actor, ct) => queries.HistoryAsync(actor, id, cell, ct))).Produces<IReadOnlyList<EntryView>>();
        foreach (var step in Enum.GetValues<ReportVerb>())
        {
            api.MapPost("/{id}/" + Wire.Name(step).Replace('_', '-'), (string id, HttpContext context, ApiRequests requests, MoveReport verb) =>
                requests.PostAsync<ReportVerbRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, step, body, key, ct)))
                .Accepts<ReportVerbRequest>("application/json").Produces<ReportView>();
        }

        api.MapPost("/{id}/entries", static (string id, HttpContext context, ApiRequests requests, SaveEntries verb) =>
            requests.PostAsync<EntriesRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct)))
            .Accepts<EntriesRequest>("application/json").Produces<EntriesView>();
        api.MapPost("/{id}/delegate", static (string id, HttpContext context, ApiRequests requests, DelegateSection verb) =>
            requests.PostAsync<DelegationRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct)))
            .Accepts<DelegationRequest>("application/json").Produces<ReportDelegations>();
        api.MapPost("/{id}/document", static (string id, HttpContext context, ApiRequests requests, SetReportDocument verb) =>
            requests.PostAsync<DocumentRequest>(context, (actor, body, key, ct) => verb.HandleAsync(actor, id, body, key, ct)))
            .Accepts<DocumentRequest>("application/json").Produces<DocumentView>();
        api.MapPost("/{id}/explain", static (string id, HttpContext context, ApiRequests requests, ExplainDifference verb) =>
            requests.PostAsync<DifferenceRequest>(context, (actor, body, key, ct) => verb.ExplainAsync(actor, id, body, key, ct)))
            .Accepts<DifferenceRequest>("application/json").Produces<DifferenceView>();
        api.MapPost("/{id}/settle", static (string id, HttpContext context, ApiRequests requests, ExplainDifference verb) =>
            requests.PostAsync<DifferenceRequest>(context, (actor, body, key, ct) => verb.SettleAsync(actor, id, body, key, ct)))
            .Accepts<DifferenceRequest>("application/json").Produces<DifferenceView>();
    }

    /// <summary>The plain pages, and reports as Excel files.</summary>
    private static void MapPlain(IEndpointRouteBuilder routes)
    {
        // These say by themselves that one has to sign in, so that what was typed is not lost on the way there.
        routes.MapGet(PlainReports.Path, static (HttpContext context, PlainReports plain) => plain.ListAsync(context)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(PlainReports.Path + "/{campaign}/{body}/{period}", static (HttpContext context, string campaign, string body, string period, string? da, PlainReports plain) => plain.ShowAsync(context, campaign, body, period, da))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(PlainReports.Path + "/{campaign}/{body}/{period}", static (HttpContext context, string campaign, string body, string period, PlainReports plain) => plain.PostAsync(context, campaign, body, period))
            .AllowAnonymous().ExcludeFromDescription();
        var files = routes.MapGroup("/api/v1/report-files/{campaign}/{body}/{period}").WithTags("reports");
        files.MapGet(string.Empty, static (HttpContext context, string campaign, string body, string period, ReportFileApi api) => api.GetAsync(context, campaign, body, period));
        files.MapPost(string.Empty, static (HttpContext context, string campaign, string body, string period, bool? dryRun, ReportFileApi api) => api.PostAsync(context, campaign, body, period, dryRun == true));
    }
}
