using System.Text.Json;
using DanVanDashboard.Api;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Presentation;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Pack;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Features.Presentation;

/// <summary>Xác nhận số liệu: the board asks before it freezes; every commune sees what will be shown of it, and agrees or objects.</summary>
internal sealed class ConfirmFigures(Store store, Writer writer, ReferenceData reference, PackQueries figures, TimeProvider clock)
{
    /// <summary>Opens a confirmation for some hours and tells every commune.</summary>
    public async Task<Result<ApiAnswer>> OpenAsync(Actor actor, AskRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var name = TextFold.Clean(request.Name ?? string.Empty);
        var refusals = FreezeRules.ToAsk(actor, name, request.Hours);
        if (refusals.Count > 0)
        {
            return refusals;
        }

        var made = await figures.GetAsync(actor, request.Query, ct);
        if (!made.Ok)
        {
            return made.Refusals.ToList();
        }

        var units = made.Value.Units.Where(u => u.Key != CubeKeys.ProvinceBodies).Select(u => new AskedUnit(u.Key, u.Name)).ToList();
        if (units.Count == 0)
        {
            return new Refusal("confirmation.nobody", "unit");
        }

        return await writer.OnceAsync<ConfirmationView>(
            key,
            async (w, cancel) =>
            {
                var row = new ConfirmationRow
                {
                    Id = "x" + Guid.CreateVersion7().ToString("n"), CampaignId = made.Value.CampaignId, Name = name, Query = JsonSerializer.Serialize(request.Query, FrozenFigures.Json), OpenedAt = w.Now,
                    ClosesAt = w.Now.AddHours((double)request.Hours!.Value), OpenedBy = actor.UserId, Units = JsonSerializer.Serialize(units, FrozenFigures.Json),
                };
                w.Db.Confirmations.Add(row);
                foreach (var unit in units)
                {
                    await w.TellAsync(actor, new Recipients(UnitId: unit.Id, Roles: [Role.Reporter, Role.Approver]), new("figures.confirm", "/xac-nhan-so-lieu?dot=" + row.Id, row.CampaignId, name), cancel);
                }

                await w.AuditAsync(actor, "confirmation.open", row.Id, JsonSerializer.Serialize(new { campaign = row.CampaignId, row.Name, row.ClosesAt, units = units.Count }, ApiAnswer.Options), cancel);
                return new ConfirmationView(row.Id, row.CampaignId, row.Name, row.OpenedAt, row.ClosesAt, Open: true, units.Count, 0, 0);
            },
            view => ApiAnswer.Of(StatusCodes.Status201Created, view),
            ct);
    }

    /// <summary>Ends a confirmation before its time.</summary>
    public Task<Result<ApiAnswer>> CloseAsync(Actor actor, string id, NothingRequest request, IdempotencyKey? key, CancellationToken ct) => writer.OnceAsync<bool>(
        key,
        async (w, cancel) =>
        {
            if (!actor.May(Verb.FreezeFigures))
            {
                return new Refusal("snapshot.not-allowed");
            }

            if (await w.Db.Confirmations.AsTracking().FirstOrDefaultAsync(c => c.Id == id, cancel) is not { } row)
            {
                return new Refusal("confirmation.not-found", "id") { Arguments = [id] };
            }

            if (row.ClosedAt is null && row.ClosesAt > w.Now)
            {
                row.ClosedAt = w.Now;
                await w.AuditAsync(actor, "confirmation.close", id, JsonSerializer.Serialize(new { row.Name }, ApiAnswer.Options), cancel);
            }

            return true;
        },
        _ => ApiAnswer.Of(StatusCodes.Status200OK, new { id }),
        ct);

    /// <summary>What a commune says. It answers what it saw: if its figures have changed since, it is shown them again first.</summary>
    public async Task<Result<ApiAnswer>> AnswerAsync(Actor actor, string id, ConfirmRequest request, IdempotencyKey? key, CancellationToken ct)
    {
        var unit = request.UnitId ?? actor.UnitId;
        if (unit is null || !actor.May(Verb.ConfirmFigures, unit, null, nonLocal: false))
        {
            return new Refusal("confirmation.not-yours", "unitId");
        }

        var shown = await ShownAsync(actor, id, unit, ct);
        if (!shown.Ok)
        {
            return shown.Refusals.ToList();
        }

        var (figure, row) = shown.Value;
        var text = request.Text is { } t ? TextFold.Clean(t, multiline: true) : null;
        if (request.Confirmed is not { } confirmed)
        {
            return new Refusal("confirmation.answer-missing", "confirmed");
        }

        return await writer.OnceAsync<bool>(
            key,
            async (w, cancel) =>
            {
                var asked = await w.Db.Confirmations.FirstAsync(c => c.Id == id, cancel);
                var refusals = FreezeRules.ToAnswer(asked.ClosesAt, asked.ClosedAt is not null, w.Now, confirmed, text);
                if (refusals.Count > 0)
                {
                    return refusals;
                }

                // Only what was before the eyes can be confirmed.
                var now = ShownOfUnit.Of(figure.Units.First(u => u.Key == unit));
                if (confirmed && !string.IsNullOrEmpty(request.Seal) && request.Seal != now.Seal)
                {
                    return new Refusal("confirmation.changed-meanwhile", "seal");
                }

                w.Db.ConfirmationAnswers.Add(new()
                {
                    Id = "a" + Guid.CreateVersion7().ToString("n"), ConfirmationId = id, UnitId = unit, Confirmed = confirmed, Text = string.IsNullOrEmpty(text) ? null : text,
                    Shown = now.Written, SeenSequence = figure.Sequence, ByUser = actor.UserId, At = w.Now,
                });
                if (!confirmed)
                {
                    await w.TellAsync(actor, Recipients.Board, new("figures.objected", "/trinh-chieu/chot?phong-trao=" + row.CampaignId, row.CampaignId, figure.Units.First(u => u.Key == unit).Name, row.Name), cancel);
                }

                await w.AuditAsync(actor, "confirmation.answer", id, JsonSerializer.Serialize(new { unit, confirmed, text, sequence = figure.Sequence }, ApiAnswer.Options), cancel);
                return true;
            },
            _ => ApiAnswer.Of(StatusCodes.Status201Created, new { id, unitId = unit, confirmed, sequence = figure.Sequence }),
            ct);
    }

    /// <summary>What a confirmation shows of a commune now, to its own people and to those who see everything.</summary>
    public async Task<Result<(PackFigures Figures, ConfirmationRow Asked)>> ShownAsync(Actor actor, string id, string unit, CancellationToken ct)
    {
        var row = await FindAsync(id, ct);
        if (row is null || reference.Current.Campaign(row.CampaignId) is not { } campaign || !CampaignScope.Reads(actor, campaign, reference.Current) || !(actor.Scope.All || actor.Scope.Units.Contains(unit)))
        {
            return new Refusal("confirmation.not-found", "id") { Arguments = [id] };
        }

        var made = await figures.GetAsync(actor, JsonSerializer.Deserialize<PackRequest>(row.Query, FrozenFigures.Json)!, ct);
        if (!made.Ok)
        {
            return made.Refusals.ToList();
        }

        return made.Value.Units.Any(u => u.Key == unit) ? (made.Value, row) : new Refusal("confirmation.not-yours", "unitId");
    }

    /// <summary>Whether a confirmation can still be answered.</summary>
    public bool IsOpen(ConfirmationRow row) => row.ClosedAt is null && row.ClosesAt > clock.GetUtcNow().UtcDateTime;

    private async Task<ConfirmationRow?> FindAsync(string id, CancellationToken ct)
    {
        await using var db = store.Read();
        return await db.Confirmations.FirstOrDefaultAsync(c => c.Id == id, ct);
    }
}
