using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Seeding;

/// <summary>Writes simulated models in few large transactions, their events in the order of their days.</summary>
internal static class SimulatedWriter
{
    /// <summary>Adds <paramref name="models"/> to the session.</summary>
    public static async Task<int> AddAsync(WriteSession w, IReadOnlyList<SimulatedModel> models, CancellationToken ct)
    {
        // Looking for changes at every added row would take longer than all the rest; it is done once, at the end.
        w.Db.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var model in models)
        {
            w.Db.Models.Add(model.Row);
            w.Db.ModelThemes.AddRange(model.Themes.Select(t => new ModelThemeRow { ModelId = model.Row.Id, Theme = t }));
        }

        var events = models.SelectMany(m => m.Events.Select((e, i) => (Model: m, Event: e, Index: i)))
            .OrderBy(x => x.Event.On).ThenBy(x => x.Model.Row.Id, StringComparer.Ordinal).ThenBy(x => x.Index).ToList();
        var perDay = events.GroupBy(x => x.Event.On).ToDictionary(g => g.Key, g => g.Count());
        var (day, ofDay) = (default(DateOnly), 0);
        foreach (var (model, e, index) in events)
        {
            (day, ofDay) = day == e.On ? (day, ofDay + 1) : (e.On, 0);
            var sequence = await w.NextSequenceAsync(ct);
            (e.Sequence, e.Id) = (sequence, ModelAppender.EventId(sequence));
            model.Row.Version = Math.Max(model.Row.Version, sequence);
            ModelAppender.Append(w, model.Row, e, MomentOf(day, ofDay, perDay[day], w.Now), index == 0 ? ModelAppender.FactsOf(model.Row, model.Themes) : null);
        }

        w.Db.ChangeTracker.AutoDetectChangesEnabled = true;
        await w.AuditAsync(Actor.System, "demo.fill", models.Count > 0 ? models[0].Row.CampaignId : "-", $"{{\"models\":{models.Count},\"events\":{events.Count}}}", ct);
        return events.Count;
    }

    /// <summary>Moments of a day in their order, spread over the office hours; never after now.</summary>
    private static DateTime MomentOf(DateOnly on, int index, int count, DateTime now)
    {
        var moment = LocalDay.StartUtc(on).AddHours(7.5).AddSeconds(9.5 * 3600 * (index + 1) / (count + 1));
        return moment < now ? moment : now.AddSeconds(index - count);
    }
}
