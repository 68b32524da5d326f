using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Features.Models.Sheets;
using DanVanDashboard.Projection;

namespace DanVanDashboard.Features.Models.Import;

/// <summary>What happened to the model of a row, as far as the register states it; each is asked of the rules in the order of days.</summary>
internal sealed class RowEvents(Actor actor, Reference current, ValueLists lists, DateOnly today)
{
    private static readonly (RecognitionLevel Level, ModelColumn On, ModelColumn Number, ModelColumn Body)[] s_levels =
    [
        (RecognitionLevel.Commune, ModelColumn.CommuneOn, ModelColumn.CommuneNumber, ModelColumn.CommuneBody),
        (RecognitionLevel.District, ModelColumn.DistrictOn, ModelColumn.DistrictNumber, ModelColumn.DistrictBody),
        (RecognitionLevel.Province, ModelColumn.ProvinceOn, ModelColumn.ProvinceNumber, ModelColumn.ProvinceBody),
    ];

    /// <summary>The events; what is wrong is said of the cells.</summary>
    public IReadOnlyList<(ModelEventRow Event, string? By)> Read(RowCells cells, ModelRow model, IReadOnlyList<string> themes)
    {
        if (model.RegisteredOn is not { } registeredOn)
        {
            return [];
        }

        var stated = Stated(cells).OrderBy(s => s.Request.On).ThenBy(s => s.Rank).ToList();
        var accepted = cells.Day(ModelColumn.AcceptedOn);
        if (accepted is not null || stated.Count > 0)
        {
            // What comes after an acceptance says that there was one.
            stated.Insert(0, new(new() { Kind = ModelEventKind.Accept, On = accepted ?? registeredOn }, 0, ModelColumn.AcceptedOn));
        }

        var life = new List<ModelEvent> { new() { Sequence = 1, Id = "1", Kind = ModelEventKind.Register, On = registeredOn } };
        var events = new List<(ModelEventRow, string?)>();
        foreach (var (bare, _, on) in stated)
        {
            // What stands in a register was decided by others, who are named: the board enters it for them.
            var (state, body) = (ModelStates.Of(model, themes, life, current, today), Body(cells, bare, model));
            var request = bare with { Body = body ?? ModelStates.DecidingBody(model, current, bare.On), OnBehalf = actor.ActsOnBehalf };
            var refusals = ModelRules.Refusals(actor, state, request, today);
            foreach (var refusal in refusals)
            {
                cells.SayUnlessSaid(ColumnOf(refusal.Field, on), refusal);
            }

            if (refusals.Count == 0)
            {
                var id = (life.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                life.Add(new() { Sequence = life.Count + 1, Id = id, Kind = request.Kind, On = request.On, Level = request.Level, Form = request.Form, OnBehalf = request.OnBehalf });
                events.Add((RowOf(model, request, body, Deciding.IsOnBehalf(actor, state, request)), request.By));
            }
        }

        return events;
    }

    private IEnumerable<StatedEvent> Stated(RowCells cells)
    {
        var verifiedBy = cells.Line(ModelColumn.VerifiedBy);
        if (On(cells, ModelColumn.VerifiedOn, verifiedBy) is { } verified)
        {
            yield return new(new() { Kind = ModelEventKind.Verify, On = verified, By = verifiedBy }, 1, ModelColumn.VerifiedOn);
        }

        foreach (var (level, on, number, body) in s_levels)
        {
            var (decision, by) = (cells.Line(number), cells.Line(body));
            if (On(cells, on, decision, by) is { } recognised)
            {
                if (decision.Length == 0)
                {
                    // A recognition without its number says nothing of whose it is; the rules would ask for that first.
                    cells.Say(number, new Refusal("event.decision-missing", "decisionNumber"));
                    continue;
                }

                yield return new(new() { Kind = ModelEventKind.Recognise, On = recognised, Level = level, DecisionNumber = decision }, 1 + (int)level, on);
            }
        }

        if (On(cells, ModelColumn.ExemplarOn) is { } exemplar)
        {
            yield return new(new() { Kind = ModelEventKind.Exemplar, On = exemplar }, 5, ModelColumn.ExemplarOn);
        }

        var (form, giver, award) = (cells.Text(ModelColumn.CommendForm), cells.Line(ModelColumn.CommendGiver), cells.Line(ModelColumn.CommendNumber));
        if (On(cells, ModelColumn.CommendedOn, form, giver, award) is { } commended)
        {
            if (form.Length > 0 && lists.Form(form) is null)
            {
                cells.Say(ModelColumn.CommendForm, "import.form-unknown", form);
            }

            yield return new(new() { Kind = ModelEventKind.Commend, On = commended, Form = lists.Form(form), Giver = giver, DecisionNumber = award.Length > 0 ? award : null }, 6, ModelColumn.CommendedOn);
        }

        var reason = cells.Line(ModelColumn.StopReason);
        if (On(cells, ModelColumn.StoppedOn, reason) is { } stopped)
        {
            yield return new(new() { Kind = ModelEventKind.Stop, On = stopped, Reason = reason }, 7, ModelColumn.StoppedOn);
        }
    }

    /// <summary>The day of an event; where only its other columns say something, the day is missing.</summary>
    private static DateOnly? On(RowCells cells, ModelColumn column, params ReadOnlySpan<string> others)
    {
        var day = cells.Day(column);
        if (day is null && cells.Text(column).Length == 0)
        {
            foreach (var other in others)
            {
                if (other.Length > 0)
                {
                    cells.Say(column, "import.day-missing", other);
                    break;
                }
            }
        }

        return day;
    }

    private ModelEventRow RowOf(ModelRow model, EventRequest request, string? body, bool onBehalf) => new()
    {
        Id = string.Empty, ModelId = model.Id, CampaignId = model.CampaignId, Kind = request.Kind, On = request.On, Level = request.Level, DecisionNumber = request.DecisionNumber, Body = body,
        BodyId = BodyId(body, model, request.On), Form = request.Form, Giver = request.Giver, Reason = request.Reason, ByUser = actor.UserId, OnBehalf = onBehalf,
    };

    /// <summary>Who decided: as stated; a commune's decision otherwise its Party committee's, or the owner's beside the map.</summary>
    private string? Body(RowCells cells, EventRequest request, ModelRow model)
    {
        if (request.Kind != ModelEventKind.Recognise)
        {
            return null;
        }

        var stated = cells.Text(Array.Find(s_levels, l => l.Level == request.Level).Body);
        return stated.Length > 0 ? stated
            : request.Level != RecognitionLevel.Commune ? null
            : (model.NonLocal ? current.Bodies.Find(model.BodyId) : current.Bodies.PartyCommitteeOf(model.UnitId))?.NameOn(request.On);
    }

    private string? BodyId(string? name, ModelRow model, DateOnly on)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        var folded = TextFold.Fold(name);
        return current.Bodies.Of(model.UnitId).Concat(current.Bodies.All.Where(b => b.NonLocal)).FirstOrDefault(b => TextFold.Fold(b.NameOn(on)) == folded)?.Id;
    }

    private static ModelColumn ColumnOf(string? field, ModelColumn on) => (field, on) switch
    {
        ("decisionNumber", ModelColumn.CommuneOn) => ModelColumn.CommuneNumber,
        ("decisionNumber", ModelColumn.DistrictOn) => ModelColumn.DistrictNumber,
        ("decisionNumber", ModelColumn.ProvinceOn) => ModelColumn.ProvinceNumber,
        ("by", _) => ModelColumn.VerifiedBy,
        ("form", _) => ModelColumn.CommendForm,
        ("giver", _) => ModelColumn.CommendGiver,
        ("reason", ModelColumn.StoppedOn) => ModelColumn.StopReason,
        _ => on,
    };

    /// <summary>An event that the row states.</summary>
    /// <param name="Request">What.</param>
    /// <param name="Rank">Its place among others of the same day.</param>
    /// <param name="On">The column of its day.</param>
    private sealed record StatedEvent(EventRequest Request, int Rank, ModelColumn On);
}
