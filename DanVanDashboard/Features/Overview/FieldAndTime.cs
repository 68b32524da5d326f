using DanVanDashboard.Charts;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;

namespace DanVanDashboard.Features.Overview;

/// <summary>Registrations by field, and over time.</summary>
internal static class FieldAndTime
{
    private const string Columns = "cot";
    private const string Lines = "duong";

    /// <summary>The tone of a field, everywhere the same.</summary>
    public static string Tone(string? field) => field is null or CubeKeys.Unstated ? "tone-unstated" : StandardFields.All.Contains(field) ? "tone-" + field : "tone-other";

    public static List<ShareRow> Fields(Scene scene)
    {
        var (n, text, words, campaign) = (scene.Numbers, scene.Words.Text, scene.Words.Vocabulary, scene.Campaign);
        var (collective, individual) = (Wire.Name(Subject.Collective), Wire.Name(Subject.Individual));
        return campaign.Fields.Fields.Select(f => f.Key).Append(CubeKeys.Unstated).Select(key =>
        {
            decimal Part(string subject) => n.Fields.Row(key, subject).Registered;
            return new ShareRow(
                key, scene.Words.Field(campaign, key), Tone(key), Part(collective), Part(individual), Part(CubeKeys.Unstated),
                (scene.State with { Field = scene.State.Field == key ? null : key }).Href(),
                Note: scene.Reported.Find(TileKind.Registered, key, Wire.Parse<Subject>(scene.Filter.Subject)) is { } total ? text["fields.reported", scene.Words.Reported(total)].Value : null,
                Tip: scene.Words.Tip(campaign,
                [
                    scene.Words.Field(campaign, key), $"{words["subject.collective"].Value}: {OverviewWords.Number(Part(collective))}",
                    $"{words["subject.individual"].Value}: {OverviewWords.Number(Part(individual))}",
                ]),
                // Where another field is chosen the number is the 0 of that choice, and nothing lies behind it.
                TotalHref: scene.Filter.Field is null || scene.Filter.Field == key ? scene.Behind(ModelsBehind.Registered, scene.State with { Field = key }) : null);
        }).Where(r => r.Key != CubeKeys.Unstated || r.Total > 0 || r.Note is not null).ToList();
    }

    /// <summary>The grain of time that the address asks for.</summary>
    public static PeriodKind? StepOf(ViewState state) => Wire.Parse<PeriodKind>(state.Step);

    public static TimePanel? Time(Scene scene)
    {
        if (!scene.Told)
        {
            return null;
        }

        var (n, words, campaign, state) = (scene.Numbers, scene.Words, scene.Campaign, scene.State);
        var text = words.Text;
        var kind = n.Steps.Count > 0 ? n.Steps[0].Kind : PeriodKind.Month;
        var fields = campaign.Fields.Fields;
        return new(
            text[$"time.title.{Wire.Name(kind)}", words.Period(scene.Filter)],
            state.Drawn == Lines ? TimeKind.Line : TimeKind.Columns,
            fields.Select(f => new ChartSeries(f.Key, words.Field(campaign, f.Key), Tone(f.Key))).ToList(),
            n.Steps.Select(p => Step(p)).ToList(),
            Marks(scene, n.Steps),
            StepChoices(scene, kind),
            [
                new(text["time.columns"], (state with { Drawn = null }).Href(), state.Drawn != Lines),
                new(text["time.lines"], (state with { Drawn = Lines }).Href(), state.Drawn == Lines),
            ]);

        TimeStep Step(PeriodKey p)
        {
            var values = fields.Select(f => n.StepFields.Row(p.ToString(), f.Key).Registered).ToList();
            return new(
                PeriodWords.Short(p, words.Periods), values.Select(v => (decimal?)v).ToList(),
                words.Tip(campaign, fields.Select((f, i) => $"{words.Field(campaign, f.Key)}: {OverviewWords.Number(values[i])}")
                    .Prepend(text["tip.period", Domain.Text.TextFold.UpperFirst(words.Period(p)), OverviewWords.Number(values.Sum())])),
                Href: (state with { Period = p.ToString(), Step = null }).Href());
        }
    }

    private static List<ViewChoice> StepChoices(Scene scene, PeriodKind shown)
    {
        var choices = new List<ViewChoice>();
        foreach (var kind in new[] { PeriodKind.Month, PeriodKind.Quarter, PeriodKind.Year })
        {
            // What would give fewer than two steps is not offered.
            if (kind == shown || ViewTime.Steps(scene.Filter.Period, scene.Campaign, scene.Today, kind) is { Count: > 1 } steps && steps[0].Kind == kind)
            {
                choices.Add(new(scene.Words.Text[$"step.{Wire.Name(kind)}"], (scene.State with { Step = Wire.Name(kind) }).Href(), kind == shown));
            }
        }

        return choices.Count > 1 ? choices : [];
    }

    /// <summary>The campaign's dates: its launch, the day on which reviews and honours gather (15 October: seed 003, §6), and the day on which districts ended.</summary>
    private static List<TimeMark> Marks(Scene scene, IReadOnlyList<PeriodKey> steps)
    {
        var text = scene.Words.Text;
        var marks = new List<TimeMark>();
        Add(Domain.Models.ModelRules.LastDistrictDay.AddDays(1), text["mark.merger"]);
        if (steps.Count <= 24)
        {
            foreach (var year in steps.Select(s => s.Year).Distinct())
            {
                Add(new(year, 10, 15), text["mark.review"]);
            }
        }

        return marks;

        void Add(DateOnly day, string words)
        {
            for (var i = 0; i < steps.Count; i++)
            {
                if (steps[i].Kind != PeriodKind.Year && steps[i].Contains(day))
                {
                    marks.Add(new(i + ((double)(day.DayNumber - steps[i].From.DayNumber) / (steps[i].To.DayNumber - steps[i].From.DayNumber + 1)), words));
                }
            }
        }
    }
}
