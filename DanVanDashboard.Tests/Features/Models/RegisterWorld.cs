using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Tests.Features.Models;

/// <summary>The simulated store with what a simulation does not make: corrections, withdrawals, a lapse that was revived, several replications.</summary>
public sealed class RegisterWorld : IAsyncLifetime
{
    internal TestStore Store { get; private set; } = null!;

    internal Actor Board { get; private set; } = null!;

    internal ModelRegister Register => Store.Get<ModelRegister>();

    internal static DateOnly Today { get; } = new(2026, 10, 20);

    public async ValueTask InitializeAsync()
    {
        Store = await TestStore.CopyAsync();
        await Store.Writer.WriteAsync(async (w, ct) =>
        {
            foreach (var campaign in new[] { Demo.Campaign, Demo.OldCampaign })
            {
                await ChangeAsync(w, campaign, ct);
            }

            // Who is honoured without a model stands on no list of models; HonourTests hold the two together.
            await w.Db.Honours.ExecuteDeleteAsync(ct);
            return true;
        });
        await Store.Cubes.BuildAsync(CancellationToken.None);
        Board = await Store.ActorAsync("bandanvan");
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();

    /// <summary>The list of a question as it stands in a query string.</summary>
    internal ModelSelection Select(ViewState state, ModelMeasure measure, RecognitionLevel? level = null, Stage? stage = null, Actor? actor = null)
    {
        var filter = state.ToFilter(actor ?? Board, Store.Reference, Today).Value;
        return new()
        {
            Campaign = filter.Campaign, Query = filter.ToQuery(Store.Reference), Measure = measure, Level = level, Stage = stage, Today = Today,
            Scope = (actor ?? Board).Scope,
        };
    }

    /// <summary>What the simulation leaves out: complete registrations, files (some withdrawn), lines of their own, points of appraisers.</summary>
    private static void AddFacts(WriteSession w, List<ModelRow> rows, ILookup<string, ModelEventRow> events)
    {
        var (set, appraisers) = (w.Db.CriteriaSets.Select(s => s.Id).First(), w.Db.Accounts.OrderBy(a => a.Id).Select(a => a.Id).Take(3).ToList());
        foreach (var (row, i) in rows.Select((r, i) => (r, i)))
        {
            if (i % 19 == 0)
            {
                row.Village = "Bản thử";
                w.Db.ModelPeople.Where(p => p.ModelId == row.Id && p.Part == "responsible").ExecuteDelete();
                w.Db.ModelPeople.Add(new() { ModelId = row.Id, Part = "responsible", Name = "Người thử" });
                w.Db.ModelTexts.Where(t => t.ModelId == row.Id).ExecuteDelete();
                // Every second one lacks one of the texts.
                w.Db.ModelTexts.AddRange(Enum.GetValues<ModelText>().Where(t => i % 38 == 0 || t != ModelText.Outputs).Select(t => new ModelTextRow { ModelId = row.Id, Part = t, Text = "Nội dung thử" }));
            }

            if (i % 17 == 0)
            {
                w.Db.Attachments.Add(new()
                {
                    Id = "f-" + row.Id, OwnerKind = "model", OwnerId = row.Id, Name = "anh.jpg", MediaType = "image/jpeg", Sha256 = "0", ByUser = "u", At = w.Now, WithdrawnAt = i % 34 == 0 ? w.Now : null,
                });
            }

            if (i % 23 == 0 && row.BodyId is { } body)
            {
                w.Db.ModelLines.Add(new() { ModelId = row.Id, BodyId = body });
            }

            foreach (var (_, round) in events[row.Id].Where(e => e.Kind == ModelEventKind.Appraise && i % 3 == 0).Select((e, n) => (e, n + 1)))
            {
                w.Db.Scores.AddRange(new[] { (Set: (string?)set, Total: 60m + (i % 40)), (Set: set, Total: 61.5m + (i % 40)), (Set: null, Total: 7m) }.Select((s, n) => new ScoreRow
                {
                    Id = $"p-{row.Id}-{round}-{n}", ModelId = row.Id, Round = round, SetId = i % 9 == 0 ? null : s.Set, Total = s.Total, ByUser = appraisers[n], At = w.Now,
                }));
            }
        }
    }

    private static async Task ChangeAsync(WriteSession w, string campaign, CancellationToken ct)
    {
        var rows = w.Db.Models.Where(m => m.CampaignId == campaign).OrderBy(m => m.Id).ToList();
        var events = w.Db.ModelEvents.Where(e => e.CampaignId == campaign).ToList().ToLookup(e => e.ModelId);
        var last = campaign == Demo.Campaign ? new DateOnly(2026, 10, 15) : new DateOnly(2025, 12, 30);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, of) = (rows[i], events[rows[i].Id].OrderBy(e => e.Sequence).ToList());
            var life = ModelLife.Of(of.Select(e => e.ToDomain()).ToList());
            if (i % 11 == 0 && of.Count > 1)
            {
                // The last thing that happened did not: a decision, a stop, a lapse, a review.
                await AddAsync(row, new() { Kind = ModelEventKind.Revoke, On = last, RevokesEventId = of[^1].Id, Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
                if (i % 22 == 0)
                {
                    var revocation = w.Db.ModelEvents.Local.Last(e => e.ModelId == row.Id);
                    await AddAsync(row, new() { Kind = ModelEventKind.Revoke, On = last, RevokesEventId = revocation.Id, Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
                }
            }
            else if (i % 37 == 0)
            {
                await AddAsync(row, new() { Kind = ModelEventKind.Revoke, On = last, RevokesEventId = of[0].Id, Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
            }
            else if (i % 13 == 0 && ModelLife.IsRunning(life.StageAt(last)))
            {
                await AddAsync(row, new() { Kind = ModelEventKind.Replicate, On = last, UnitId = Demo.KhunHa, Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
                await AddAsync(row, new() { Kind = ModelEventKind.Replicate, On = last.AddMonths(-5) > of[0].On ? last.AddMonths(-5) : last, UnitId = Demo.BinhLu, Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
            }
            else if (i % 7 == 0 && ModelLife.IsRunning(life.StageAt(last)))
            {
                // Lapsed and revived within a month, for some with a new decision after it.
                await AddAsync(row, new() { Kind = ModelEventKind.Lapse, On = last.AddDays(-9), Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
                await AddAsync(row, new() { Kind = ModelEventKind.Review, Class = ReviewClass.Strengthen, On = i % 2 == 0 ? last.AddDays(-9) : last.AddDays(-3), Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
                if (i % 3 == 0)
                {
                    await AddAsync(row, new() { Kind = ModelEventKind.Recognise, Level = i % 5 == 0 ? null : RecognitionLevel.Commune, On = last, Id = "", ModelId = row.Id, CampaignId = campaign, ByUser = "u" });
                }
            }
        }

        AddFacts(w, rows, events);

        Task AddAsync(ModelRow row, ModelEventRow e) => ModelAppender.AddEventAsync(w, Actor.System, row, e, ct);
    }
}
