using System.Globalization;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;

namespace DanVanDashboard.Seeding;

/// <summary>Writes the reported facts: sources, campaigns, figures, and the models that the documents name.</summary>
internal static class FactRows
{
    public static async Task AddAsync(WriteSession w, CancellationToken ct)
    {
        var facts = ReportedFacts.Load();
        w.Db.Sources.AddRange(facts.Sources.Select((s, i) => new SourceRow
        {
            Id = s.Id, Title = s.Title, Kind = Wire.Name(s.Kind), Place = s.Place ?? string.Empty, Issuer = s.Issuer ?? string.Empty,
            DateAsStated = s.DateAsStated.ToString(), Note = s.Note is { } note ? $"{note.Vi}\n{note.En}" : string.Empty, Order = i, Reference = s.Reference,
        }));
        for (var i = 0; i < facts.Campaigns.Count; i++)
        {
            var c = facts.Campaigns[i];
            var provenance = c.Provenance == Provenance.Paper ? "conference_paper" : "press";
            CampaignRows.Add(
                w, new(c.Id, c.Name.Vi, c.Name.En, Simulated: false, c.From, c.To, c.RootUnitId, provenance, SimulatedCampaigns.Standard, ReviewMonth: 0), 100 + i, null, null);
        }

        w.Db.Observations.AddRange(facts.Figures.Select(f => new ObservationRow
        {
            Id = f.Id, CampaignId = f.CampaignId, SourceId = f.SourceId, Metric = f.Metric, UnitId = f.UnitId, From = f.From.ToString(), To = f.To.ToString(),
            Dated = Wire.Name(f.Dated), TimeMeaning = Wire.Name(f.Time), Subject = f.Subject, Field = f.Field, RecognisedAt = f.RecognisedAt, TargetLevel = f.TargetLevel,
            Value = f.Value, Denominator = f.Denominator, Exactness = Wire.Name(f.Exactness), Measure = f.Measure, Theme = f.Theme, Block = f.Block, Giver = f.Giver,
            Form = f.Form, Scope = f.Scope, BodyNamed = f.BodyNamed, Locator = f.Locator,
        }));
        foreach (var m in facts.Models)
        {
            await AddAsync(w, m, ct);
        }

        await w.AuditAsync(
            Actor.System, "seed.facts", "sources",
            string.Create(CultureInfo.InvariantCulture, $"{{\"sources\":{facts.Sources.Count},\"figures\":{facts.Figures.Count},\"models\":{facts.Models.Count}}}"), ct);
    }

    /// <summary>A model that a document names: listed, on no stated day, and without any step of its life that the document does not tell.</summary>
    private static async Task AddAsync(WriteSession w, ModelFact m, CancellationToken ct)
    {
        IReadOnlyList<string> themes = m.Theme is null ? [] : [m.Theme];
        var sequence = await w.NextSequenceAsync(ct);
        var row = new ModelRow
        {
            Id = m.Id, CampaignId = m.CampaignId, UnitId = m.UnitId, Name = m.Name, NameFolded = TextFold.Fold(m.Name), NameSort = TextFold.SortKey(m.Name), Field = m.Field,
            Subject = m.Subject, Block = m.Block, Owner = m.Owner ?? string.Empty, OwnerKind = m.OwnerKind, Address = m.Address ?? string.Empty, Village = m.Village,
            Visibility = Visibility.Public, SourceId = m.SourceId, KnownSince = m.KnownSince.ToString(), EnteredBy = Actor.System.UserId, CreatedAt = w.Now, Version = sequence,
            ResultFigures = m.ResultFigureIds.Count == 0 ? null : string.Join(' ', m.ResultFigureIds),
        };
        w.Db.Models.Add(row);
        w.Db.ModelThemes.AddRange(themes.Select(t => new ModelThemeRow { ModelId = row.Id, Theme = t }));
        if (m.Village is { } village)
        {
            // Known by the document, whose last year is what it is known since.
            await VillageList.AddAsync(w, m.UnitId, village, m.KnownSince.First ?? Domain.Localities.Unit.UnknownStart, simulated: false, ct);
        }

        var listed = new ModelEventRow
        {
            Sequence = sequence, Id = ModelAppender.EventId(sequence), ModelId = row.Id, CampaignId = row.CampaignId,
            Kind = ModelEventKind.Register, On = ModelEvent.Undated, ByUser = Actor.System.UserId,
        };
        ModelAppender.Append(w, row, listed, w.Now, ModelAppender.FactsOf(row, themes));
    }
}
