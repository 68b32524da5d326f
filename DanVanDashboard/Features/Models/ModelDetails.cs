using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Text;
using DanVanDashboard.Filters;
using DanVanDashboard.Live;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Models;

/// <summary>One line of facts.</summary>
internal sealed record ModelFact(string Key, string Label, string Value, string? Note = null, string? Href = null);

/// <summary>One event of a model, in words.</summary>
/// <param name="Id">Of the event.</param>
/// <param name="Sequence">In the order of recording.</param>
/// <param name="Kind">What happened.</param>
/// <param name="On">When; <see langword="null"/> if undated.</param>
/// <param name="What">Its name.</param>
/// <param name="Details">Level, number, body and so on.</param>
/// <param name="Recorded">By whom and when it was recorded.</param>
/// <param name="Corrected">Whether it was taken back.</param>
public sealed record ModelHappening(
    string Id, long Sequence, ModelEventKind Kind, DateOnly? On, string What, IReadOnlyList<string> Details, string? Recorded, bool Corrected);

/// <summary>All that the page of a model shows.</summary>
internal sealed record ModelDetailView
{
    public required ModelView Model { get; init; }

    public required Campaign Campaign { get; init; }

    public required string BrandLine { get; init; }

    public required IReadOnlyList<Crumb> Crumbs { get; init; }

    public required string BackHref { get; init; }

    public required string Status { get; init; }

    public required string StatusKey { get; init; }

    public required string? FieldName { get; init; }

    public required string Place { get; init; }

    public required string? PlaceNow { get; init; }

    public required IReadOnlyList<ModelFact> Facts { get; init; }

    /// <summary>Decisions of recognition, exemplars and commendations that stand, in order of days.</summary>
    public required IReadOnlyList<ModelHappening> Honours { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ModelHappening> Timeline { get; init; }

    /// <summary>How many models were taken over from it directly.</summary>
    public required int Replicas { get; init; }

    /// <summary>Where whoever looks may take it over for another unit; <see langword="null"/> where they may not, or it is not held up to others.</summary>
    public required string? TakeOverHref { get; init; }

    public required IReadOnlyList<ModelStep> Steps { get; init; }

    /// <summary>What whoever looks may record now.</summary>
    public required IReadOnlyList<ModelOffer> Offers { get; init; }

    /// <summary>Ids of the events that whoever looks may take back.</summary>
    public required IReadOnlyList<string> Revocable { get; init; }

    public required string DecidingBody { get; init; }

    public required bool MaySelfScore { get; init; }

    public required bool MayAppraise { get; init; }

    public required bool AppraisesOnBehalf { get; init; }

    public required bool MaySettle { get; init; }

    public required ConversationView Talk { get; init; }

    public required ScoresView Scores { get; init; }

    public required DateOnly Today { get; init; }

    public required Interest Interest { get; init; }

    /// <summary>Whether anything on the page differs from another reading of it.</summary>
    public bool Differs(ModelDetailView other) => Model.Sequence != other.Model.Sequence || Replicas != other.Replicas || TakeOverHref != other.TakeOverHref || Talk.Open != other.Talk.Open
        || Talk.Messages.Count != other.Talk.Messages.Count || Scores.Set?.Id != other.Scores.Set?.Id || !Scores.Rounds.Select(r => (r.Number, r.Given, r.Mean)).SequenceEqual(other.Scores.Rounds.Select(r => (r.Number, r.Given, r.Mean)))
        || !Offers.SequenceEqual(other.Offers);

    public required DateTimeOffset AsOf { get; init; }
}

/// <summary>Makes the page of a model. What is not there and what is out of scope are refused alike.</summary>
internal sealed class ModelDetails(
    ModelQueries models, ModelListModels lists, Conversation conversation, ScoreQueries scores, Store store, ReferenceData reference, CampaignCubes cubes, TimeProvider clock,
    IStringLocalizer<ModelsText> text, IStringLocalizer<VocabularyText> words)
{
    /// <summary>The page.</summary>
    public async Task<Result<ModelDetailView>> GetAsync(Actor actor, string id, ModelListState from, CancellationToken ct)
    {
        var asOf = cubes.UpdatedAt;
        var found = await models.FindAsync(actor, id, ct);
        if (!found.Ok)
        {
            return found.Refusals.ToList();
        }

        var (current, today, model) = (reference.Current, LocalDay.Of(clock.GetUtcNow()), found.Value);
        await using var db = store.Read();
        var row = await db.Models.SingleAsync(m => m.Id == id, ct);
        var campaign = current.Campaign(row.CampaignId)!;
        var happenings = await HappeningsAsync(db, actor, row, current, from, ct);
        var unit = current.Places[row.UnitId];
        var state = await ModelStates.ReadAsync(db, row, current, today, ct);
        var runs = campaign.HasRegister && row.RegisteredOn is not null;
        // What is closed is read only.
        var takes = runs && !campaign.Closed;
        var (appraises, onBehalf) = takes ? Appraises(actor, state, today) : (false, false);
        // A list of another campaign is no way back from this model.
        var view = from.View.Campaign is null || from.View.Campaign == campaign.Id ? from : new ModelListState { View = new() { Campaign = campaign.Id } };
        var filter = view.View.Campaign is null ? null : view.View.ToFilter(actor, current, today) is { Ok: true } ok ? ok.Value : null;
        var crumbs = filter is null ? [new(text["crumb.overview"], "/"), new(text["crumb.models"], ModelListState.Path)] : lists.CrumbsOf(view, filter, current, here: false);
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return new ModelDetailView
        {
            Model = model, Campaign = campaign, BrandLine = $"{current.Places[campaign.RootUnitId].FullNameAtStart} · {(english ? campaign.NameEn : campaign.NameVi)}",
            Crumbs = [.. crumbs, new(model.Name)], BackHref = filter is null ? ModelListState.Path : view.Href(),
            Status = !campaign.HasRegister ? TextFold.UpperFirst(text["stage.untold"]) : model.Status switch { null => words["unstated"], "withdrawn" => text["status.withdrawn"], var s => words[$"stage.{s}"] }, StatusKey = campaign.HasRegister ? model.Status ?? "none" : "none",
            FieldName = model.Field is { } field ? CampaignWords.FieldName(words, campaign, field) : null,
            Place = row.NonLocal ? current.Bodies.Find(row.BodyId)?.NameOn(row.RegisteredOn ?? today) ?? words["unit.province_bodies"] : PlaceWords.Then(unit, today, text),
            PlaceNow = row.NonLocal ? words["unit.province_bodies"].Value : PlaceWords.Now(unit, current.Places, today, text),
            Facts = await FactsAsync(db, row, model, campaign, unit, current, today, ct),
            Honours = happenings
                .Where(h => !h.Corrected && h.Kind is (ModelEventKind.Recognise or ModelEventKind.Exemplar or ModelEventKind.Propose or ModelEventKind.Commend))
                .OrderBy(h => h.On).ThenBy(h => h.Sequence).ToList(),
            Timeline = happenings,
            Replicas = await db.Models.CountAsync(m => m.ReplicaOf == id, ct),
            TakeOverHref = runs && campaign.OpenForEntries && actor.May(Verb.TakeModelOver) && (actor.Role == Role.Board || actor.UnitId != row.UnitId)
                && ReplicationRules.HeldUp(ModelLife.Of(state.Events), row.Subject, row.Visibility)
                ? $"/cong-nhan/nhan-rong?phong-trao={Uri.EscapeDataString(campaign.Id)}&mo-hinh={Uri.EscapeDataString(id)}#nhan-ve" : null,
            Interest = row.NonLocal
                ? new(campaign.Id, new HashSet<string>(), row.BodyId is { } body ? new HashSet<string> { body } : null, NonLocal: row.BodyId is null)
                : new(campaign.Id, new HashSet<string> { row.UnitId }, null, NonLocal: false),
            AsOf = asOf, Today = today, DecidingBody = state.DecidingBody, Steps = runs ? ModelSteps.Of(ModelLife.Of(state.Events)) : [],
            Offers = takes ? ModelOffers.Of(actor, state, today) : [], Revocable = takes ? ModelOffers.Revocable(actor, state, today) : [],
            MaySelfScore = takes && actor.Role != Role.Board && ModelRules.Offers(actor, state, ModelEventKind.SelfScore, today), MayAppraise = appraises, AppraisesOnBehalf = onBehalf,
            MaySettle = actor.May(Verb.DecideOnModel, row.UnitId, row.BodyId, row.NonLocal),
            Talk = (await conversation.OfAsync(actor, id, ct)).Value, Scores = (await scores.OfAsync(actor, id, ct)).Value,
        };
    }

    private static (bool May, bool OnBehalf) Appraises(Actor actor, ModelState state, DateOnly today) =>
        ModelRules.Offers(actor, state, ModelEventKind.Appraise, today) ? (true, false)
            : (actor.ActsOnBehalf && ModelRules.Offers(actor, state, ModelEventKind.Appraise, today, onBehalf: true), true);

    private async Task<IReadOnlyList<ModelFact>> FactsAsync(
        DanVanDbContext db, ModelRow row, ModelView model, Campaign campaign, Unit unit, Reference current, DateOnly today, CancellationToken ct)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var day = row.RegisteredOn ?? today;
        var source = row.SourceId is { } s ? await db.Sources.Where(x => x.Id == s).Select(x => x.Title).FirstOrDefaultAsync(ct) : null;
        var figures = row.ResultFigures?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var entered = await db.Accounts.Where(a => a.Id == row.EnteredBy).Select(a => a.DisplayName).FirstOrDefaultAsync(ct);
        var facts = new List<ModelFact?>
        {
            Fact("owner", row.Owner, row.OwnerKind is not { } kind ? null : text[$"owner-kind.{kind}"] is { ResourceNotFound: false } known ? known.Value : kind),
            Fact("subject", words[row.Subject is { } subject ? $"subject.{Wire.Name(subject)}" : "subject.unstated"]),
            Fact("field", row.Field is { } field ? CampaignWords.FieldName(words, campaign, field) : words["field.unstated"].Value),
            Fact("themes", string.Join(", ", model.Themes.Select(t => CampaignWords.ThemeName(words, campaign, t)))),
            Fact("block", row.Block is { } block ? words[$"block.{Wire.Name(block)}"].Value : null),
            Fact("body", current.Bodies.Find(row.BodyId) is { } body ? body.NameOn(day) : null, current.Bodies.Find(row.BodyId) is { } now && now.NameOn(day) != now.NameOn(today) ? text["place.now", now.NameOn(today)].Value : null),
            Fact("lines", string.Join(", ", model.ReportingLines.Select(l => current.Bodies.Find(l)?.NameOn(day)).OfType<string>())),
            row.NonLocal ? Fact("unit", words["unit.province_bodies"]) : Fact("unit", PlaceWords.Then(unit, today, text), PlaceWords.Now(unit, current.Places, today, text)),
            Fact("address", row.Address),
            Fact("village", row.Village),
            Fact("person", model.PersonResponsible),
            Fact("registered", row.RegisteredOn is { } registered ? Day(registered) : words["dated.undated"].Value),
            Fact("started", row.StartedOn is { } started ? Day(started) : null),
            Fact("known-since", row.KnownSince),
            Fact("target", row.TargetLevel is { } level ? words[$"level.{Wire.Name(level)}"].Value : null),
            Fact("visibility", text[$"visibility.{Wire.Name(row.Visibility)}"]),
            Fact("consent", row.Consent is { } consent ? text[consent ? "yes" : "no"].Value : null),
            Fact("campaign", english ? campaign.NameEn : campaign.NameVi),
            Fact("source", source),
            figures.Length == 0 ? null : new("results", text["fact.results"], text["results.link", figures.Length], null, $"/so-lieu?phong-trao={Uri.EscapeDataString(campaign.Id)}#{figures[0]}"),
            Fact("entered", campaign.HasRegister ? Who(row.EnteredBy, entered) : null, row.OnBehalf ? text["happening.on-behalf"].Value : null),
        };
        return facts.OfType<ModelFact>().ToList();

        ModelFact? Fact(string key, string? value, string? note = null) => string.IsNullOrEmpty(value) ? null : new(key, text[$"fact.{key}"], value, note);
    }

    private async Task<IReadOnlyList<ModelHappening>> HappeningsAsync(DanVanDbContext db, Actor actor, ModelRow row, Reference current, ModelListState from, CancellationToken ct)
    {
        var events = await db.ModelEvents.Where(e => e.ModelId == row.Id).ToListAsync(ct);
        var valid = ModelLife.Of(events.Select(e => e.ToDomain()).ToList()).Valid.Select(e => e.Id).ToHashSet();
        var sequences = events.ConvertAll(e => e.Sequence);
        var moments = await db.Events.Where(e => sequences.Contains(e.Sequence)).Select(e => new { e.Sequence, e.At }).ToDictionaryAsync(e => e.Sequence, e => e.At, ct);
        var users = events.Select(e => e.ByUser).Distinct().ToList();
        var names = await db.Accounts.Where(a => users.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, ct);
        var verifiers = await db.ModelPeople.Where(p => p.ModelId == row.Id && p.Part.StartsWith("verified_by:")).ToDictionaryAsync(p => p.Part["verified_by:".Length..], p => p.Name, ct);
        var revoked = events.Where(e => e.RevokesEventId is not null).ToLookup(e => e.RevokesEventId!);
        return events.OrderByDescending(e => e.On).ThenByDescending(e => e.Sequence).Select(e => Happening(e)).ToList();

        ModelHappening Happening(ModelEventRow e)
        {
            var details = new List<string?>
            {
                e.Level is { } level ? words[$"level.{Wire.Name(level)}"].Value : null,
                e.Form is { } form ? words[$"form.{Wire.Name(form)}"].Value : null,
                e.Class is { } review ? words[$"review.{Wire.Name(review)}"].Value : null,
                e.StillRunning is { } running ? text[running ? "do.running-yes" : "do.running-no"].Value : null,
                e.Evidence is { } evidence ? text["happening.evidence", evidence].Value : null,
                e.Passed is { } passed ? text[passed ? "happening.passed" : "happening.not-passed"].Value : null,
                e.DecisionNumber is { } number ? text["happening.decision", number].Value : null,
                e.Giver is { } giver ? TextFold.UpperFirst(giver) : e.Body is { } body ? TextFold.UpperFirst(body) : null,
                verifiers.TryGetValue(e.Id, out var by) ? text["happening.verified-by", by].Value : null,
                e.UnitId is { } unit && current.Places.ById(unit) is { } taker ? text["happening.to", taker.FullNameAtStart].Value : null,
                e.Reason is { } reason ? text["happening.reason", reason].Value : null,
                e.RevokesEventId is { } target && events.Find(x => x.Id == target) is { } taken ? text["happening.revokes", words[$"event.{Wire.Name(taken.Kind)}"], Day(taken.On)].Value : null,
            };
            var at = moments.TryGetValue(e.Sequence, out var moment) ? LocalDay.At(moment).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture) : null;
            var recorded = text["happening.by-user", Who(e.ByUser, names.GetValueOrDefault(e.ByUser)), at ?? string.Empty] + (e.OnBehalf ? " · " + text["happening.on-behalf"] : "");
            // A document names a model; nobody registered it here.
            var named = e.Kind == ModelEventKind.Register && !current.Campaign(row.CampaignId)!.HasRegister;
            // A correction stands unless it was itself taken back.
            var corrected = e.Kind == ModelEventKind.Revoke ? revoked[e.Id].Any() : !valid.Contains(e.Id);
            return new(e.Id, e.Sequence, e.Kind, e.On == ModelEvent.Undated ? null : e.On, named ? text["happening.named"] : words[$"event.{Wire.Name(e.Kind)}"], details.OfType<string>().ToList(), named ? null : recorded, corrected);
        }
    }

    private string Who(string user, string? name) => name ?? (user == "simulator" ? text["simulator"] : text["system"]);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
