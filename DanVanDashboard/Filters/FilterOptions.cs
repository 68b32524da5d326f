using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Filters;

/// <summary>The filters of the overview and what can be chosen in each.</summary>
internal static class FilterOptions
{
    private static readonly string[] s_themes =
    [
        "new_rural_area", "government_mobilisation", "learning_from_uncle_ho", "health_insurance", "environment", "digital", "project_06", "ethnic_minorities", "religion",
    ];

    public static IReadOnlyList<FilterOption> Of(
        Actor actor, Reference reference, Campaign campaign, ViewState state, DateOnly today, IStringLocalizer<FiltersText> text, IStringLocalizer<VocabularyText> words)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var all = new FilterChoice(string.Empty, text["filter.all"]);
        // Only someone of a non-local body chooses between it and all; a person of a locality has that locality instead.
        var own = !actor.Scope.All && actor.UnitId is null ? reference.Bodies.Find(actor.BodyId) : null;
        IEnumerable<FilterOption> body = own is null ? [] :
        [
            new("don-vi", "body", text["filter.body"], state.Body ?? ViewState.AllBodies,
                [new(own.Id, own.NameOn(today)), new(ViewState.AllBodies, text["filter.all"])], static (s, v) => s with { Body = v }),
        ];
        return
        [
            new("phong-trao", "campaign", text["filter.campaign"], campaign.Id,
                reference.Campaigns.Where(c => CampaignScope.Reads(actor, c, reference)).Select(c => new FilterChoice(
                    c.Id, english ? c.NameEn : c.NameVi, c.Simulated ? text["simulated"] : c.HasRegister ? text["group.registry"] : text["group.documents"])).ToList(),
                // Another campaign has other periods, units and fields.
                static (s, v) => new() { Campaign = v, Measure = s.Measure }),
            new("ky", "period", text["filter.period"], state.Period ?? string.Empty, Periods(campaign, today, text), static (s, v) => s with { Period = v, Boundaries = null }),
            new("linh-vuc", "field", text["filter.field"], state.Field ?? string.Empty,
                campaign.Fields.Fields.Select(f => new FilterChoice(f.Key, CampaignWords.FieldName(words, campaign, f.Key))).Prepend(all)
                    .Append(new(CubeKeys.Unstated, words["unstated"])).ToList(),
                static (s, v) => s with { Field = v }),
            new("chu-de", "theme", text["filter.theme"], state.Theme ?? string.Empty,
                (campaign.Themes.Count > 0 ? campaign.Themes.Where(t => t.MergedInto is null).Select(t => t.Key) : s_themes).Select(t => new FilterChoice(t, CampaignWords.ThemeName(words, campaign, t))).Prepend(all).ToList(), static (s, v) => s with { Theme = v }),
            new("doi-tuong", "subject", text["filter.subject"], state.Subject ?? string.Empty,
                Enum.GetValues<Subject>().Select(v => new FilterChoice(Wire.Name(v), words[$"subject.{Wire.Name(v)}"])).Prepend(new(string.Empty, text["filter.subject-all"])).ToList(),
                static (s, v) => s with { Subject = v }),
            new("dia-ban", "unit", text["filter.unit"], string.IsNullOrEmpty(state.Unit) && !actor.Scope.All ? campaign.RootUnitId : state.Unit ?? string.Empty, Units(actor, reference, campaign, state, today, text), static (s, v) => s with { Unit = v }),
            new("khoi", "block", text["filter.block"], state.Block ?? string.Empty,
                Enum.GetValues<OrganisationBlock>().Select(v => new FilterChoice(Wire.Name(v), words[$"block.{Wire.Name(v)}"])).Prepend(all).ToList(),
                static (s, v) => s with { Block = v }),
            new("dia-gioi", "boundaries", text["filter.boundaries"], state.Boundaries ?? string.Empty,
                [new("hien-nay", text["boundaries.current"]), new("thoi-diem", text["boundaries.as-was"]), new("huyen-cu", text["boundaries.old-district"])],
                static (s, v) => s with { Boundaries = v }),
            .. body,
        ];
    }

    private static List<FilterChoice> Periods(Campaign campaign, DateOnly today, IStringLocalizer<FiltersText> text)
    {
        var choices = new List<FilterChoice> { new(ViewState.WholeCampaign, text["period.all"]) };
        if (campaign.From is not { } from)
        {
            return choices;
        }

        var last = campaign.To is { } to && to < today ? to : today;
        for (var year = last.Year; year >= from.Year; year--)
        {
            var group = year.ToString(CultureInfo.InvariantCulture);
            var periods = new List<PeriodKey> { new(PeriodKind.Year, year, 0), new(PeriodKind.NineMonths, year, 0) };
            periods.AddRange(Enumerable.Range(1, 2).Select(h => new PeriodKey(PeriodKind.Half, year, h)));
            periods.AddRange(Enumerable.Range(1, 4).Select(q => new PeriodKey(PeriodKind.Quarter, year, q)));
            periods.AddRange(Enumerable.Range(1, 12).Select(m => new PeriodKey(PeriodKind.Month, year, m)));
            choices.AddRange(periods.Where(p => p.From <= last && p.To >= from).Select(p => new FilterChoice(p.ToString(), Domain.Text.TextFold.UpperFirst(PeriodWords.Of(p, text)), group)));
        }

        return choices;
    }

    private static List<FilterChoice> Units(Actor actor, Reference reference, Campaign campaign, ViewState state, DateOnly today, IStringLocalizer<FiltersText> text)
    {
        var places = reference.Places;
        var view = BoundaryView.Parse(state.Boundaries, today) ?? BoundaryView.AsWas;
        PeriodKey? period = PeriodKey.TryParse(state.Period, out var key) ? key : null;
        var restated = view.Kind == BoundaryViewKind.At;
        var (root, day) = ViewTime.RootOn(places, campaign.RootUnitId, restated ? view.Date!.Value : ViewTime.UnitDay(period, campaign, today), restated);
        var whole = places[campaign.RootUnitId].Level == UnitLevel.Province ? text["filter.unit-all"] : text["filter.all"];
        var units = new List<FilterChoice> { new(actor.Scope.All ? string.Empty : campaign.RootUnitId, whole) };
        if (actor.Scope.All)
        {
            units.Add(new(CubeKeys.ProvinceBodies, text["province-bodies"]));
        }

        units.AddRange(places.Under(root, day, UnitLevel.Commune).Where(u => actor.Scope.All || actor.Scope.Units.Contains(u.Id))
            .Select(u => new FilterChoice(u.Id, u.FullNameAtStart, u.ParentId == root ? null : places.ById(u.ParentId)?.FullNameAtStart)));
        return units;
    }
}
