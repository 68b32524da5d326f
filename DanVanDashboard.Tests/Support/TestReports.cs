using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Reporting;

namespace DanVanDashboard.Tests.Support;

/// <summary>What people do with reports, in the terms of the tests.</summary>
internal sealed class TestReports(CreateReport create, MoveReport move)
{
    public Task<Result<ApiAnswer>> CreateAsync(Actor by, ReportRequest request, IdempotencyKey? key, CancellationToken ct) => create.HandleAsync(by, request, key, ct);

    public Task<Result<ApiAnswer>> ApplyAsync(Actor by, string id, ReportVerb verb, string? reason, IdempotencyKey? key, CancellationToken ct) =>
        move.HandleAsync(by, id, verb, new() { Reason = reason }, key, ct);
}
