using DanVanDashboard.Api;
using DanVanDashboard.Domain.Reporting;

namespace DanVanDashboard.Features.Reporting;

/// <summary>Periodic reports.</summary>
public static class ReportingModule
{
    /// <summary>Registers the verbs.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services) => services.AddSingleton<ReportVerbs>();

    /// <summary>Maps the endpoints.</summary>
    public static void MapReporting(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/reports").WithTags("reports");
        api.MapPost(string.Empty, static (HttpContext context, ApiRequests requests, ReportVerbs verbs) =>
            requests.PostAsync<ReportRequest>(context, verbs.CreateAsync)).Accepts<ReportRequest>("application/json").Produces<ReportView>(StatusCodes.Status201Created);
        foreach (var verb in Enum.GetValues<ReportVerb>())
        {
            api.MapPost("/{id}/" + Domain.Wire.Name(verb), (string id, HttpContext context, ApiRequests requests, ReportVerbs verbs) =>
                requests.PostAsync<ReportVerbRequest>(context, (actor, body, key, ct) => verbs.ApplyAsync(actor, id, verb, body.Reason, key, ct)))
                .Accepts<ReportVerbRequest>("application/json").Produces<ReportView>();
        }
    }
}
