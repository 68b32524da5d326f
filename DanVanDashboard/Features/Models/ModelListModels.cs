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

/// <summary>Makes the list of models behind a number, for someone and in words.</summary>
internal sealed class ModelListModels(
    ModelRegister register, StaleModels stale, CampaignCubes cubes, Store store, ReferenceData reference, DanVanOptions options, TimeProvider clock,
    IStringLocalizer<ModelsText> text, IStringLocalizer<RegisterText> registerWords, IStringLocalizer<FiltersText> periods, IStringLocalizer<VocabularyText> words)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 50;

    private readonly Kept<string, ModelCount> _kept = new(200);

    /// <summary>What wakes a page that shows <paramref name="asked"/>; <see langword="null"/> where it shows nothing.</summary>
    public Interest? InterestOf(Actor actor, ModelListState asked)
    {
        var (current, today) = (reference.Current, Today);
        var filter = asked.View.WithDefaults(actor, current, options.RootUnit, today).ToFilter(actor, current, today);
        if (!filter.Ok)
        {
            return null;
        }

        var selection = SelectionOf(actor, filter.Value, asked, current, today);
        return selection.SomeUnits
            ? new(filter.Value.Campaign.Id, current.Places.All.Select(u => u.Id).Where(id => selection.WeightOf(id) > 0).ToHashSet(), null, selection.NonLocal)
            : Interest.All(filter.Value.Campaign.Id);
    }

    /// <summary>The list as the register is asked for it, for what needs no page: an export.</summary>
    public Result<(ModelSelection Selection, ModelListState State)> Select(Actor actor, ModelListState asked)
    {
        var (current, today) = (reference.Current, Today);
        var state = asked with { View = asked.View.WithDefaults(actor, current, options.RootUnit, today), After = null };
        var read = state.View.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        state = Told(state, read.Value.Campaign);
        return read.Value.Period is { } wanted && !cubes.Snapshot(read.Value.Campaign.Id).Answers(wanted)
            ? new Refusal("summary.period-not-comparable", "period") { Arguments = [wanted.ToString()] }
            : (SelectionOf(actor, read.Value, state, current, today), state);
    }

    /// <summary>What became of models that a document names, it does not say, and zero would say too much.</summary>
    private static ModelListState Told(ModelListState state, Campaign campaign) =>
        campaign.HasRegister ? state : state with { Measure = ModelMeasure.Registered, Level = null, Stage = null, Stages = null };

    /// <summary>The list, or why it cannot be shown.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="most">How many rows.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ModelListView>> GetAsync(Actor actor, ModelListState asked, int most, CancellationToken ct)
    {
        var (current, today) = (reference.Current, Today);
        var state = asked with { View = asked.View.WithDefaults(actor, current, options.RootUnit, today) };
        var read = state.View.ToFilter(actor, current, today);
        if (!read.Ok)
        {
            return read.Refusals.ToList();
        }

        var filter = read.Value;
        state = Told(state, filter.Campaign);
        var snapshot = cubes.Snapshot(filter.Campaign.Id);
        if (filter.Period is { } wanted && !snapshot.Answers(wanted))
        {
            return new Refusal("summary.period-not-comparable", "period") { Arguments = [wanted.ToString()] };
        }

        var (asOf, selection) = (cubes.UpdatedAt, SelectionOf(actor, filter, state, current, today));
        if (state.Measure == ModelMeasure.Stale)
        {
            selection = selection with { Stale = await stale.RuleAsync(filter.Campaign, ct) };
        }

        var count = await CountAsync(actor, state, selection, today);
        var slice = await register.SliceAsync(selection, count, state.Order, state.After, most, ct);
        // With words to search for, the list itself is what is counted; the cube knows no names.
        var total = state.Plain ? selection.NumberIn(snapshot) ?? count.Number : count.Models;
        var filters = FilterOptions.Of(actor, current, filter.Campaign, state.View, today, periods, words).Select(o => WithChosen(o, current)).ToList();
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var name = english ? filter.Campaign.NameEn : filter.Campaign.NameVi;
        return new ModelListView
        {
            State = state, Campaign = filter.Campaign, BrandLine = $"{current.Places[filter.Campaign.RootUnitId].FullNameAtStart} · {name}", Options = filters,
            Crumbs = CrumbsOf(state, filter, current, here: true), Total = total, TotalWords = filter.Campaign.HasRegister ? text[$"total.{Wire.Name(state.Measure)}"] : text["total.named"], Scope = ScopeWords(state, filter, filters),
            Counting = CountingWords.Of(filter.Boundaries, periods),
            Listed = count.Models, Notes = state.Plain ? Notes(actor, state, selection, count, total) : [], Measures = Measures(state, selection, snapshot),
            Levels = Levels(state, selection, snapshot, filter), Items = await ItemsAsync(slice, selection, state, current, today, ct), Next = slice.Next,
            MayImport = filter.Campaign.OpenForEntries && actor.May(Verb.ImportModels), Bodies = actor.Scope.All ? BodiesOf(filter, current, today) : [],
            Lines = LinesOf(actor, filter, state.Narrow.Line, current, today),
            Widen = count.Models == 0 ? Widen(state, filters) : [], AsOf = asOf, Sequence = snapshot.Sequence,
        };
    }

    /// <summary>A further page of a list that is shown already.</summary>
    public async Task<Result<ModelPart>> PartAsync(Actor actor, ModelListState asked, int most, CancellationToken ct)
    {
        var chosen = Select(actor, asked);
        if (!chosen.Ok)
        {
            return chosen.Refusals.ToList();
        }

        var (selection, state) = chosen.Value;
        if (state.Measure == ModelMeasure.Stale)
        {
            selection = selection with { Stale = await stale.RuleAsync(selection.Campaign, ct) };
        }

        var slice = await register.SliceAsync(selection, await CountAsync(actor, state, selection, Today), state.Order, asked.After, most, ct);
        return new ModelPart(await ItemsAsync(slice, selection, state, reference.Current, Today, ct), slice.Next);
    }

    /// <summary>The way from the overview to a list, and on to one of its models.</summary>
    public IReadOnlyList<Crumb> CrumbsOf(ModelListState state, CampaignFilter filter, Reference current, bool here)
    {
        var view = state.View with { Unit = null };
        var crumbs = new List<Crumb> { new(text["crumb.overview"], (filter.Unit is null ? state.View : view).Href()) };
        if (filter.Unit is { } unit)
        {
            crumbs.Add(new(unit == CubeKeys.ProvinceBodies ? words["unit.province_bodies"] : current.Places[unit].FullNameAtStart, state.View.Href()));
        }

        var of = filter.Campaign.HasRegister ? text[$"measure.{Wire.Name(state.Measure)}"].Value : text["measure.named"].Value;
        var list = $"{of}{(state.Level is { } level ? " " + TextFold.LowerFirst(words[$"level.{Wire.Name(level)}"]) : "")}, {PeriodName(filter)}";
        crumbs.Add(new(list, here ? null : (state with { After = null }).Href()));
        return crumbs;
    }

    private DateOnly Today => LocalDay.Of(clock.GetUtcNow());

    private static ModelSelection SelectionOf(Actor actor, CampaignFilter filter, ModelListState state, Reference current, DateOnly today) => new()
    {
        Campaign = filter.Campaign, Query = filter.ToQuery(current), Measure = state.Measure, Level = state.Level, Stage = state.Stage, Stages = state.Stages, Search = state.Search, Narrow = state.Narrow, Scope = actor.Scope,
        Today = today,
    };

    /// <summary>Counted once per change for all who look at the same list, and for all its pages.</summary>
    private Task<ModelCount> CountAsync(Actor actor, ModelListState state, ModelSelection selection, DateOnly today)
    {
        var key = $"{state with { After = null, Order = default, View = state.View with { Measure = null } }}|{(actor.Scope.All ? "all" : $"{actor.UnitId}+{actor.BodyId}")}";
        return _kept.GetAsync(key, (cubes.Applied, today, reference.Current), () => register.CountAsync(selection, CancellationToken.None));
    }

    private string PeriodName(CampaignFilter filter) => filter.Period is { } p ? PeriodWords.Of(p, periods) : TextFold.LowerFirst(periods["period.all"]);

    /// <summary>"năm 2026 · xã Bình Lư · lĩnh vực Kinh tế": what is chosen, without what leaves everything in.</summary>
    private string ScopeWords(ModelListState state, CampaignFilter filter, IReadOnlyList<FilterOption> filters)
    {
        var parts = new List<string> { PeriodName(filter) };
        parts.AddRange(filters.Where(Narrows).Select(o => ChosenText(o)));
        if (state.Stage is { } stage)
        {
            parts.Add(TextFold.LowerFirst(words[$"stage.{Wire.Name(stage)}"]));
        }

        if (state.Stages is { } group)
        {
            parts.Add(TextFold.LowerFirst(words[$"stages.{Wire.Name(group)}"]));
        }

        parts.AddRange(ModelNarrowQuery.Words(state.Narrow, registerWords, words, id => reference.Current.Bodies.Find(id)?.NameOn(Today)));
        return string.Join(" · ", parts);
    }

    /// <summary>A unit of another day or level (a district, a commune that has ended) is shown as chosen, though the list of units of the day has it not.</summary>
    private static FilterOption WithChosen(FilterOption option, Reference current) =>
        option.TestId == "unit" && current.Places.ById(option.Value) is { } unit && !option.Choices.Any(c => c.Value == unit.Id)
            ? option with { Choices = [.. option.Choices, new(unit.Id, unit.FullNameAtStart)] } : option;

    private static bool Narrows(FilterOption o) =>
        o.TestId is "unit" or "field" or "theme" or "subject" or "block" or "body" && o.Value.Length > 0 && o.Choices.FirstOrDefault()?.Value != o.Value
        && (o.TestId != "body" || o.Value != ViewState.AllBodies);

    /// <summary>The bodies of the chosen locality, or those of the province beside the map.</summary>
    private static List<FilterChoice> BodiesOf(CampaignFilter filter, Reference current, DateOnly today)
    {
        var province = current.Places.ProvinceOf(filter.Campaign.RootUnitId, today).Id;
        var bodies = filter.Unit is { } unit && unit != CubeKeys.ProvinceBodies ? current.Bodies.Of(unit) : current.Bodies.All.Where(b => b.NonLocal && b.ProvinceId == province);
        var choices = bodies.Where(b => b.ValidOn(today) || b.Id == filter.Body).Select(b => new FilterChoice(b.Id, b.NameOn(today))).ToList();
        return filter.Body is null || choices.Exists(c => c.Value == filter.Body) || current.Bodies.Find(filter.Body) is not { } chosen ? choices : [new(chosen.Id, chosen.NameOn(today)), .. choices];
    }

    /// <summary>The bodies to which those report whose models may be on the list; a line that was chosen stays among them.</summary>
    private static List<FilterChoice> LinesOf(Actor actor, CampaignFilter filter, string? chosen, Reference current, DateOnly today)
    {
        var province = current.Places.ProvinceOf(filter.Campaign.RootUnitId, today).Id;
        var owners = current.Bodies.All.Where(b => b.ProvinceId == province && b.ValidOn(today) && actor.Scope.Covers(b.UnitId ?? province, b.Id, b.NonLocal)
            && (filter.Unit is not { } unit || unit == filter.Campaign.RootUnitId || (unit == CubeKeys.ProvinceBodies ? b.NonLocal : b.UnitId == unit)));
        return owners.SelectMany(b => b.ParentIds).Append(chosen).Distinct().Select(current.Bodies.Find).OfType<Domain.Bodies.Body>().Where(b => b.ValidOn(today) || b.Id == chosen)
            .OrderBy(b => b.Order).ThenBy(b => b.Id, StringComparer.Ordinal).Select(b => new FilterChoice(b.Id, b.NameOn(today))).ToList();
    }

    private static string ChosenText(FilterOption o) => o.Choices.FirstOrDefault(c => c.Value == o.Value)?.Text ?? o.Value;

    private List<string> Notes(Actor actor, ModelListState state, ModelSelection selection, ModelCount count, decimal total)
    {
        var notes = new List<string>();
        if (state.Measure == ModelMeasure.Replicated && count.Number != count.Models)
        {
            notes.Add(text["note.replicated", Number(count.Number), Number(count.Models)]);
        }

        if (count.Partly > 0)
        {
            notes.Add(text["note.partly", Number(count.Partly)]);
        }

        if (!actor.Scope.All && total != count.Number)
        {
            notes.Add(text["note.scope", Number(count.Models)]);
        }
        else if (state.Measure is ModelMeasure.Exemplar or ModelMeasure.Commended && total > count.Number)
        {
            notes.Add(text["note.without-model", Number(total - count.Number)]);
        }

        if (!selection.Campaign.HasRegister)
        {
            notes.Add(text["note.named"]);
        }

        if (state.Measure == ModelMeasure.Stale)
        {
            notes.Add(text["note.stale", selection.Stale!.Value.From]);
        }

        return notes;
    }

    private List<ModelChoice> Measures(ModelListState state, ModelSelection selection, CubeSnapshot snapshot)
    {
        if (!selection.Campaign.HasRegister)
        {
            return [];
        }

        var start = state with { After = null, Level = null };
        return Enum.GetValues<ModelMeasure>().Select(m => new ModelChoice(
            Wire.Name(m), text[$"measure.{Wire.Name(m)}"], state.Plain ? (selection with { Measure = m, Level = null }).NumberIn(snapshot) : null, (start with { Measure = m }).Href(), m == state.Measure)).ToList();
    }

    private List<ModelChoice> Levels(ModelListState state, ModelSelection selection, CubeSnapshot snapshot, CampaignFilter filter)
    {
        if (state.Measure != ModelMeasure.Recognised)
        {
            return [];
        }

        var start = state with { After = null, Level = null };
        // The level of districts ended with them; without a number it is not offered.
        var levels = Enum.GetValues<RecognitionLevel>().Select(l => (Level: (RecognitionLevel?)l, Number: (selection with { Level = l }).NumberIn(snapshot)))
            .Where(l => l.Level != RecognitionLevel.District || l.Number > 0 || state.Level == l.Level);
        return levels.Select(l => new ModelChoice(
                Wire.Name(l.Level!.Value), words[$"level.{Wire.Name(l.Level.Value)}"], state.Plain ? l.Number : null, (start with { Level = l.Level }).Href(), l.Level == state.Level))
            .Prepend(new("all", text["level.all"], null, start.Href(), state.Level is null)).ToList();
    }

    private List<ModelChoice> Widen(ModelListState state, IReadOnlyList<FilterOption> filters)
    {
        var start = state with { After = null };
        var ways = new List<ModelChoice>();
        if (state.Search is { } search)
        {
            ways.Add(Way("q", text["widen.search", search], start with { Search = null }));
        }

        if (state.Narrow.Any)
        {
            ways.Add(Way("more", registerWords["widen.more"], start with { Narrow = ModelNarrow.Nothing }));
        }

        if (state.Stages is { } group)
        {
            ways.Add(Way("stage", text["widen.filter", text["filter.stage"], words[$"stages.{Wire.Name(group)}"]], start with { Stages = null }));
        }

        if (state.Stage is { } stage)
        {
            ways.Add(Way("stage", text["widen.filter", text["filter.stage"], words[$"stage.{Wire.Name(stage)}"]], start with { Stage = null }));
        }

        if (state.Level is { } level)
        {
            ways.Add(Way("level", text["widen.filter", text["filter.level"], words[$"level.{Wire.Name(level)}"]], start with { Level = null }));
        }

        ways.AddRange(filters.Where(Narrows).Select(o => Way(
            o.TestId, text["widen.filter", o.Label, ChosenText(o)], start with { View = o.With(state.View, o.TestId == "body" ? ViewState.AllBodies : o.Choices[0].Value) })));
        if (filters.FirstOrDefault(o => o.TestId == "period") is { } period && period.Value != ViewState.WholeCampaign)
        {
            ways.Add(Way("period", text["widen.filter", period.Label, ChosenText(period)], start with { View = period.With(state.View, ViewState.WholeCampaign) }));
        }

        return ways;

        static ModelChoice Way(string key, string words, ModelListState to) => new(key, words, null, to.Href(), false);
    }

    private async Task<IReadOnlyList<ModelItem>> ItemsAsync(
        ModelSlice slice, ModelSelection selection, ModelListState state, Reference current, DateOnly today, CancellationToken ct)
    {
        var rows = slice.Rows;
        var ids = rows.Select(r => r.Id).ToList();
        await using var db = store.Read();
        var events = (await db.ModelEvents.Where(e => ids.Contains(e.ModelId)).ToListAsync(ct)).ToLookup(e => e.ModelId, e => e.ToDomain());
        var end = selection.Query.Period?.To ?? DateOnly.MaxValue;
        return rows.Select(r => Item(r, ModelLife.Of(events[r.Id].ToList()), end, selection, state, slice.Points, current, today)).ToList();
    }

    private ModelItem Item(
        ModelRow r, ModelLife life, DateOnly end, ModelSelection selection, ModelListState state, IReadOnlyDictionary<string, int> points, Reference current, DateOnly today)
    {
        var unit = current.Places[r.UnitId];
        var (stage, level, last) = (life.StageAt(end), life.LevelAt(end), life.Valid.Count > 0 ? life.Valid[^1] : null);
        var told = selection.Campaign.HasRegister;
        var body = r.NonLocal ? current.Bodies.Find(r.BodyId)?.NameOn(r.RegisteredOn ?? today) : null;
        return new(
            r.Id, state.HrefOf(r.Id), r.Name, r.Owner, r.Field, r.Field is { } f ? CampaignWords.FieldName(words, selection.Campaign, f) : null,
            words[r.Subject is { } s ? $"subject.{Wire.Name(s)}" : "subject.unstated"],
            r.NonLocal ? body ?? words["unit.province_bodies"] : PlaceWords.Then(unit, today, text),
            r.NonLocal ? body is null ? null : words["unit.province_bodies"].Value : PlaceWords.Now(unit, current.Places, today, text),
            !told ? text["stage.untold"] : stage is { } at ? words[$"stage.{Wire.Name(at)}"] : words["unstated"], told && stage is { } key ? Wire.Name(key) : "none",
            // A stopped model keeps what it was recognised for.
            level is { } l && stage is not (>= Stage.RecognisedCommune and <= Stage.RecognisedProvince) ? words[$"level.{Wire.Name(l)}"].Value : null,
            r.RegisteredOn, told ? last?.On : null, last is null || !told ? null : words[$"event.{Wire.Name(last.Kind)}"].Value, r.Visibility == Visibility.Internal, r.ReplicaOf is not null,
            !r.NonLocal && selection.WeightOf(r.UnitId, r.WentTo) < 1, state.Order != ModelOrder.Score ? null : points.TryGetValue(r.Id, out var of) ? text["points", Number(of / 100m)] : text["points.none"].Value, ModelRegister.CursorOf(selection, r, state.Order, points));
    }

    private static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.GetCultureInfo("vi-VN"));
}
