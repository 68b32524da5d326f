using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Localities;

/// <summary>Nhập, xác nhận, rút dân số, số hộ, số chi bộ. Only the board does; what was there before stays.</summary>
public sealed class PopulationVerbs(Writer writer, ReferenceData reference, PopulationQueries queries, DanVanOptions options, TimeProvider clock)
{
    /// <summary>Enters a population with its year and source. Who enters it vouches for it: it is confirmed with that.</summary>
    public async Task<Result<ApiAnswer>> EnterAsync(Actor actor, PopulationRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var places = reference.Current.Places;
        var unit = places.ById(request.UnitId) is { } known && places.ScopeOf(options.RootUnit).Contains(known.Id) ? known : null;
        var source = TextFold.Clean(request.Source ?? string.Empty);
        DenominatorKind? kind = string.IsNullOrEmpty(request.Kind) ? DenominatorKind.People : Wire.Parse<DenominatorKind>(request.Kind);
        var refusals = PopulationRules.ToEnter(actor, unit, request.UnitId, request.Year, request.Value, source, LocalDay.Of(clock.GetUtcNow()));
        if (kind is null)
        {
            refusals.Add(new("request.value-unknown", "kind") { Arguments = [request.Kind!] });
        }

        if (refusals.Count > 0)
        {
            return refusals;
        }

        return await DoAsync<PopulationView>(
            key, StatusCodes.Status201Created,
            async (w, cancel) =>
            {
                var (year, value) = (request.Year!.Value, (int)request.Value!.Value);
                var earlier = await w.Db.Populations.Where(p => p.UnitId == unit!.Id && p.Kind == kind && p.Year == year).ToListAsync(cancel);
                if (PopulationQueries.Holding(earlier).SingleOrDefault() is { ConfirmedAt: not null } same && same.Value == value && same.Source == source)
                {
                    return new Refusal("population.unchanged", "value");
                }

                var row = new PopulationRow
                {
                    Id = "p" + Guid.CreateVersion7().ToString("n"), UnitId = unit!.Id, Kind = kind!.Value, Year = year, Version = earlier.Select(p => p.Version).DefaultIfEmpty().Max() + 1, Value = value, Source = source,
                    EnteredBy = actor.UserId, EnteredAt = w.Now, ConfirmedBy = actor.UserId, ConfirmedAt = w.Now,
                };
                w.Db.Populations.Add(row);
                await TellAsync(w, actor, "population.entered", row.Id, unit.Id, new { unitId = unit.Id, kind = Wire.Name(kind.Value), year, before = PopulationQueries.Holding(earlier).SingleOrDefault() is { } held ? new { held.Value, held.Source } : null, after = new { value, source } }, cancel);
                return PopulationView.Of(row);
            },
            ct);
    }

    /// <summary>Confirms one that is stated.</summary>
    public Task<Result<ApiAnswer>> ConfirmAsync(Actor actor, string id, IdempotencyKey? key, CancellationToken ct) =>
        ConfirmAsync(actor, [id], key, rows => PopulationView.Of(rows[0]), ct);

    /// <summary>Confirms many at once: all of them or, if one cannot be, none.</summary>
    public Task<Result<ApiAnswer>> ConfirmAsync(Actor actor, PopulationConfirmation request, IdempotencyKey? key, CancellationToken ct) =>
        ConfirmAsync(actor, request.Ids?.Distinct().ToList() ?? [], key, rows => rows.Select(PopulationView.Of).ToList(), ct);

    /// <summary>Takes one back; what stood before it in that year holds again.</summary>
    public Task<Result<ApiAnswer>> WithdrawAsync(Actor actor, string id, PopulationWithdrawal request, IdempotencyKey? key, CancellationToken ct) => DoAsync<PopulationView>(
        key, StatusCodes.Status200OK,
        async (w, cancel) =>
        {
            if (!PopulationRules.MayDecide(actor))
            {
                return new Refusal("population.not-allowed");
            }

            if (TextFold.Clean(request.Reason ?? string.Empty) is not { Length: > 0 } reason)
            {
                return new Refusal("population.reason-missing", "reason");
            }

            if (await FindAsync(w, id, cancel) is not { } row)
            {
                return new Refusal("population.not-found", "id") { Arguments = [id] };
            }

            if (row.WithdrawnAt is not null)
            {
                return new Refusal("population.not-current", "id");
            }

            (row.WithdrawnBy, row.WithdrawnAt) = (actor.UserId, w.Now);
            await TellAsync(w, actor, "population.withdrawn", row.Id, row.UnitId, new { row.UnitId, kind = Wire.Name(row.Kind), row.Year, reason, before = new { row.Value, row.Source }, after = (object?)null }, cancel);
            return PopulationView.Of(row);
        },
        ct);

    private Task<Result<ApiAnswer>> ConfirmAsync<T>(Actor actor, IReadOnlyList<string> ids, IdempotencyKey? key, Func<List<PopulationRow>, T> view, CancellationToken ct) => DoAsync<T>(
        key, StatusCodes.Status200OK,
        async (w, cancel) =>
        {
            if (!PopulationRules.MayDecide(actor))
            {
                return new Refusal("population.not-allowed");
            }

            if (ids.Count == 0)
            {
                return new Refusal("population.none-named", "ids");
            }

            var rows = new List<PopulationRow>();
            foreach (var id in ids)
            {
                if (await FindAsync(w, id, cancel) is not { } row)
                {
                    return new Refusal("population.not-found", "id") { Arguments = [id] };
                }

                if (row.WithdrawnAt is not null || await w.Db.Populations.AnyAsync(p => p.UnitId == row.UnitId && p.Kind == row.Kind && p.Year == row.Year && p.Version > row.Version && p.WithdrawnAt == null, cancel))
                {
                    return new Refusal("population.not-current", "id");
                }

                if (row.ConfirmedAt is not null)
                {
                    return new Refusal("population.already-confirmed", "id");
                }

                (row.ConfirmedBy, row.ConfirmedAt) = (actor.UserId, w.Now);
                rows.Add(row);
            }

            await TellAsync(w, actor, "population.confirmed", rows.Count == 1 ? rows[0].Id : "populations", rows.Count == 1 ? rows[0].UnitId : options.RootUnit, new { ids }, cancel);
            return view(rows);
        },
        ct);

    private async Task<PopulationRow?> FindAsync(WriteSession w, string id, CancellationToken ct) =>
        await w.Db.Populations.AsTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is { } row && reference.Current.Places.ScopeOf(options.RootUnit).Contains(row.UnitId) ? row : null;

    private async Task<Result<ApiAnswer>> DoAsync<T>(IdempotencyKey? key, int status, Func<WriteSession, CancellationToken, Task<Result<T>>> work, CancellationToken ct)
    {
        var answer = await writer.OnceAsync(key, work, view => ApiAnswer.Of(status, view), ct);
        if (answer.Ok)
        {
            queries.Forget();
        }

        return answer;
    }

    /// <summary>One audit row, and in every campaign of the province an event, so that its open pages follow.</summary>
    private async Task TellAsync(WriteSession w, Actor actor, string action, string subject, string unitId, object detail, CancellationToken ct)
    {
        var current = reference.Current;
        foreach (var campaign in current.Campaigns.Where(c => current.Places.ScopeOf(options.RootUnit).Contains(c.RootUnitId)))
        {
            w.Append(new()
            {
                Sequence = await w.NextSequenceAsync(ct), At = w.Now, On = LocalDay.Of(w.Now), Kind = "population.changed", CampaignId = campaign.Id, UnitId = unitId,
            });
        }

        await w.AuditAsync(actor, action, subject, JsonSerializer.Serialize(detail, ApiAnswer.Options), ct);
    }
}
