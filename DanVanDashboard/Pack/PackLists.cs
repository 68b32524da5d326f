using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using Microsoft.EntityFrameworkCore;

namespace DanVanDashboard.Pack;

/// <summary>Reads the models that a pack names.</summary>
internal sealed class PackLists(Store store, ModelRegister register, PackHonours honours, PackWords words)
{
    /// <summary>What a file on paper can bear; the whole register is exported on its own page.</summary>
    public const int Most = 5000;

    private const int Batch = 1000;

    /// <summary>The lists that a document has, and the newest change of a model in them.</summary>
    public async Task<(PackList Recognised, PackList Commended, PackList Registered, long Newest)> GetAsync(
        Actor actor, CampaignFilter filter, Reference current, DateOnly today, PackDocument document, long upTo, CancellationToken ct)
    {
        var newest = 0L;
        var decided = document is PackDocument.Review or PackDocument.Pack && filter.Campaign.HasRegister;
        var recognised = decided ? await ReadAsync(ModelMeasure.Recognised) : PackList.None;
        var commended = decided ? await ReadAsync(ModelMeasure.Commended) : PackList.None;
        var registered = document is PackDocument.Models or PackDocument.Pack ? await ReadAsync(ModelMeasure.Registered) : PackList.None;
        return (recognised, commended, registered, newest);

        async Task<PackList> ReadAsync(ModelMeasure measure)
        {
            var selection = new ModelSelection { Campaign = filter.Campaign, Query = filter.ToQuery(current), Measure = measure, Scope = actor.Scope, Today = today };
            var count = await register.CountAsync(selection, ct);
            var (models, unnamed, read, after) = (new List<PackModel>(), 0, 0, (string?)null);
            do
            {
                var slice = await register.SliceAsync(selection, count, ModelOrder.Locality, after, Math.Min(Batch, Most - read), ct);
                var lives = await LivesAsync([.. slice.Rows.Where(r => r.Visibility == Visibility.Public).Select(r => r.Id)], upTo, ct);
                foreach (var row in slice.Rows)
                {
                    newest = Math.Max(newest, row.Version);
                    if (row.Visibility == Visibility.Public)
                    {
                        models.Add(Of(row, measure, lives.GetValueOrDefault(row.Id) ?? [], filter, current, today));
                    }
                    else
                    {
                        unnamed++;
                    }
                }

                (read, after) = (read + slice.Rows.Count, slice.Next);
            }
            while (after is not null && read < Most);
            if (measure == ModelMeasure.Commended)
            {
                models.AddRange(await honours.GetAsync(selection, current, upTo, ct));
            }

            return new(models, unnamed, count.Models - read);
        }
    }

    private async Task<Dictionary<string, List<ModelEventRow>>> LivesAsync(List<string> ids, long upTo, CancellationToken ct)
    {
        await using var db = store.Read();
        return (await db.ModelEvents.Where(e => ids.Contains(e.ModelId) && e.Sequence <= upTo).ToListAsync(ct)).GroupBy(e => e.ModelId).ToDictionary(g => g.Key, g => g.ToList());
    }

    private PackModel Of(ModelRow row, ModelMeasure measure, List<ModelEventRow> events, CampaignFilter filter, Reference current, DateOnly today)
    {
        var life = ModelLife.Of(events.ConvertAll(e => e.ToDomain()));
        var end = filter.Period is { } period && period.To < today ? period.To : DateOnly.MaxValue;
        var place = row.NonLocal ? current.Bodies.Find(row.BodyId)?.NameOn(row.RegisteredOn ?? today) ?? words.Vocabulary["unstated"] : current.Places[row.UnitId].FullNameAtStart;
        // Whether a person may be named is asked of that person; a collective is named.
        var owner = row.Subject == Subject.Individual && row.Consent != true ? words.Text["owner.withheld"].Value : row.Owner;
        var model = new PackModel(row.Name, words.Field(filter.Campaign, row.Field), owner, words.Subject(row.Subject), place, row.RegisteredOn, words.Stage(life.StageAt(end)), null, null)
        {
            Id = row.Id, Individual = row.Subject == Subject.Individual, Unit = row.NonLocal ? CubeKeys.ProvinceBodies : row.UnitId,
        };
        var kind = measure == ModelMeasure.Recognised ? ModelEventKind.Recognise : ModelEventKind.Commend;
        if (measure == ModelMeasure.Registered || life.Valid.LastOrDefault(e => e.Kind == kind && PackHonours.Within(filter.Period, e.On)) is not { } last)
        {
            return model;
        }

        var decision = events.Find(e => e.Id == last.Id)!;
        return model with
        {
            Rank = kind == ModelEventKind.Recognise ? (int)(life.LevelAt(end) ?? RecognitionLevel.Commune) : AwardForm.Khac - (last.Form ?? AwardForm.Khac) + 1,
            On = last.On == ModelEvent.Undated ? null : last.On, Number = decision.DecisionNumber,
            What = kind == ModelEventKind.Recognise ? words.Level(life.LevelAt(end) ?? RecognitionLevel.Commune) : words.Form(last.Form), By = kind == ModelEventKind.Recognise ? decision.Body : decision.Giver,
        };
    }
}
