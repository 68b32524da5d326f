using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Tests.Support;

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

        Task AddAsync(ModelRow row, ModelEventRow e) => ModelAppender.AddEventAsync(w, Actor.System, row, e, ct);
    }
}
