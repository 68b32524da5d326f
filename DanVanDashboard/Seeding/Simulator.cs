using DanVanDashboard.Access;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Features.Models;
using DanVanDashboard.Features.Reporting;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Seeding;

/// <summary>Registers, reports and recognises in the simulated campaign at the rate of the settings, through the same verbs as people.</summary>
internal sealed class Simulator(
    DanVanOptions options, CampaignCubes cubes, ReferenceData reference, Store store, RegisterModel register, RecordModelEvent record, CreateReport create, MoveReport move,
    TimeProvider clock, ILogger<Simulator> log) : BackgroundService
{
    private static readonly ModelEventKind[] s_steps =
        [ModelEventKind.Accept, ModelEventKind.Start, ModelEventKind.Verify, ModelEventKind.Recognise, ModelEventKind.Exemplar, ModelEventKind.Propose, ModelEventKind.Commend];

    private readonly Random _random = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.SimulatorEventsPerMinute == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1) / options.SimulatorEventsPerMinute, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (cubes.Ready)
                {
                    await StepAsync(stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "A simulated step failed");
            }
        }
    }

    private async Task StepAsync(CancellationToken ct)
    {
        var today = LocalDay.Of(clock.GetUtcNow());
        var campaign = reference.Current.Campaigns.FirstOrDefault(c => c.Simulated && c.Covers(today));
        if (campaign is null)
        {
            return;
        }

        var result = _random.Next(10) switch
        {
            < 4 => await RegisterAsync(campaign, today, ct),
            < 9 => await NextStepAsync(campaign, ct),
            _ => await ReportAsync(campaign, ct),
        };
        if (result is { Ok: false })
        {
            log.LogDebug("A simulated step was refused: {Code}", result.Refusals[0].Code);
        }
    }

    private async Task<Result<Api.ApiAnswer>?> RegisterAsync(Campaign campaign, DateOnly today, CancellationToken ct)
    {
        var communes = reference.Current.Places.Under(campaign.RootUnitId, today, UnitLevel.Commune);
        var (unit, field, number) = (communes[_random.Next(communes.Count)], StandardFields.All[_random.Next(4)], 5000 + _random.Next(5000));
        return await register.HandleAsync(
            Actor.System,
            new()
            {
                Campaign = campaign.Id, UnitId = unit.Id, Name = SimulatedNames.Of(field, number, number), Field = field,
                Subject = Wire.Name(_random.Next(10) == 0 ? Subject.Individual : Subject.Collective), Owner = "Chủ thể mô phỏng", Address = unit.FullName,
            },
            null,
            ct);
    }

    private async Task<Result<Api.ApiAnswer>?> NextStepAsync(Campaign campaign, CancellationToken ct)
    {
        await using var db = store.Read();
        var count = await db.Models.CountAsync(m => m.CampaignId == campaign.Id, ct);
        var model = await db.Models.Where(m => m.CampaignId == campaign.Id).OrderBy(m => m.Id).Skip(_random.Next(Math.Max(1, count))).FirstOrDefaultAsync(ct);
        if (model is null)
        {
            return null;
        }

        var done = await db.ModelEvents.Where(e => e.ModelId == model.Id).Select(e => e.Kind).ToListAsync(ct);
        var step = s_steps.FirstOrDefault(k => !done.Contains(k), ModelEventKind.NotEffective);
        return await record.HandleAsync(
            Actor.System,
            model.Id,
            new()
            {
                Kind = ModelEventView.KindName(step), By = "Người xác minh mô phỏng", Level = "commune", DecisionNumber = $"MÔ PHỎNG-CN-{_random.Next(900) + 1}", Form = "giay_khen",
                Giver = step == ModelEventKind.Commend ? "Ủy ban nhân dân (mô phỏng)" : null,
            },
            null,
            ct);
    }

    private async Task<Result<Api.ApiAnswer>?> ReportAsync(Campaign campaign, CancellationToken ct)
    {
        await using var db = store.Read();
        var today = LocalDay.Of(clock.GetUtcNow());
        var missing = await db.Obligations.Where(o => o.CampaignId == campaign.Id && o.DueOn < today
            && !db.Reports.Any(r => r.CampaignId == o.CampaignId && r.BodyId == o.BodyId && r.Period == o.Period)).FirstOrDefaultAsync(ct);
        if (missing is null || reference.Current.Bodies.Find(missing.BodyId) is not { } body)
        {
            return null;
        }

        var id = string.Empty;
        var created = await create.HandleAsync(
            Actor.System, new() { Campaign = campaign.Id, UnitId = body.UnitId ?? body.ProvinceId, BodyId = body.Id, Period = missing.Period, Prefill = true }, null, ct);
        if (created.Ok)
        {
            id = System.Text.Json.JsonDocument.Parse(created.Value.Json).RootElement.GetProperty("id").GetString()!;
        }

        return created.Ok ? await move.HandleAsync(Actor.System, id, ReportVerb.Submit, new(), null, ct) : created;
    }
}
