using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Projection;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Periods;

/// <summary>Chỉ tiêu báo cáo: the lines that a campaign asks for, in their newest version, and the form that adds or changes one.</summary>
public sealed partial class AskedPanel
{
    private static readonly TimeMeaning[] s_times = [TimeMeaning.Period, TimeMeaning.Stock, TimeMeaning.Cumulative];
    private static readonly string[] s_shown = ["metric", "name", "measure", "time", "split", "from", "periodKinds", "by"];

    private readonly AskedForm _form = new();
    private List<AskedFigure> _lines = [];
    private IReadOnlyList<PeriodKey> _choices = [];
    private IReadOnlyList<(string Id, string Name)> _bodies = [];
    private List<Metric> _metrics = [];
    private ElementReference _first;
    private string? _editing;
    private string? _retiring;
    private string? _retireFrom;
    private string? _retireReason;

    [Inject]
    private AskFigures Verb { get; set; } = default!;

    [Inject]
    private AskedFigureQueries Queries { get; set; } = default!;

    [Inject]
    private MetricCatalogue Catalogue { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var today = LocalDay.Of(Clock.GetUtcNow());
        _choices = PeriodChoices.Of(Campaign, today);
        _bodies = BodyNames.Of(Reference.Current, Campaign, today);
        _metrics = Catalogue.All.ToList();
        Reset(today);
        await LoadAsync();
    }

    private void Reset(DateOnly today)
    {
        (_form.Metric, _form.Name, _form.Level, _form.Field, _form.Subject, _form.Split) = ("registered", "", "", "", "", Wire.Name(AskedSplit.None));
        (_form.Measure, _form.Time, _form.Prefill) = ("", Wire.Name(TimeMeaning.Period), Wire.Name(Prefill.None));
        _form.From = (PeriodKey.Of(PeriodKind.Quarter, today) is { } now && _choices.Contains(now) ? now : _choices.Count > 0 ? _choices[0] : default).ToString();
        _form.Kinds.Clear();
        _form.Kinds.UnionWith(PeriodKey.CalendarKinds.Select(Wire.Name));
        _form.Bodies.Take(BodyChoice.All);
        ChooseMetric(_form.Metric);
    }

    private async Task LoadAsync() => _lines = (await Queries.OfAsync(Campaign.Id, CancellationToken.None)).Versions
        .GroupBy(v => v.Line).Select(g => g.MaxBy(v => v.Version)!).Where(v => !v.Retired).OrderBy(v => v.Order).ThenBy(v => v.Line, StringComparer.Ordinal).ToList();

    private string Name(AskedFigure line)
    {
        var name = line.Name ?? Catalogue.Get(line.Metric).Name;
        var parts = new[]
        {
            English ? name.En : name.Vi, line.Field is { } f ? Filters.CampaignWords.FieldName(Words, Campaign, f) : null,
            line.Subject is { } s ? Words[$"subject.{Wire.Name(s)}"].Value : null, line.Level is { } l ? T[$"level.{Wire.Name(l)}"].Value : null,
        };
        return string.Join(" · ", parts.OfType<string>());
    }

    private void ChooseMetric(string? key)
    {
        _form.Metric = key ?? "";
        var measure = Catalogue.Get(_form.Metric).Measure;
        _form.Measure = measure?.Vi ?? (_form.Metric.Length > 0 && Catalogue.Get(_form.Metric).Kind == MetricKind.Count ? T["measure.models"].Value : _form.Measure);
    }

    private async Task EditAsync(AskedFigure line)
    {
        Clear();
        var known = Catalogue.Has(line.Metric);
        (_form.Metric, _form.OwnMetric, _form.Name) = (known ? line.Metric : "", known ? "" : line.Metric, line.Name?.Vi ?? "");
        (_form.Level, _form.Field, _form.Subject) = (line.Level is { } l ? Wire.Name(l) : "", line.Field ?? "", line.Subject is { } s ? Wire.Name(s) : "");
        (_form.Split, _form.Measure, _form.Time, _form.Prefill) = (Wire.Name(line.Split), line.Measure.Vi, Wire.Name(line.Time), Wire.Name(line.Prefill));
        _form.Kinds.Clear();
        _form.Kinds.UnionWith(line.Kinds.Select(Wire.Name));
        _form.Bodies.Take(line.By);
        _editing = Name(line);
        await _first.FocusAsync();
    }

    private void Leave()
    {
        Clear();
        _editing = null;
        Reset(LocalDay.Of(Clock.GetUtcNow()));
    }

    private async Task SaveAsync()
    {
        var view = await DoAsync<AskedView>("ask", (actor, ct) => Verb.HandleAsync(
            actor,
            new()
            {
                Campaign = Campaign.Id, Metric = _form.Metric.Length > 0 ? _form.Metric : _form.OwnMetric, Name = _form.Name, Field = _form.Field, Subject = _form.Subject, Level = _form.Level,
                Split = _form.Split, Measure = _form.Measure, MeasureEn = EnglishMeasure(), Time = _form.Time, Place = _form.Bodies.Place, BodyKinds = [.. _form.Bodies.Kinds],
                Blocks = [.. _form.Bodies.Blocks], Bodies = [.. _form.Bodies.Bodies], PeriodKinds = [.. _form.Kinds], Prefill = _form.Prefill, From = _form.From,
            },
            null, ct));
        if (view is not null)
        {
            await LoadAsync();
            Said = T["said.asked", _lines.Find(l => l.Line == view.Line) is { } line ? Name(line) : view.Metric, PeriodName(view.From)];
            _editing = null;
        }
    }

    // The catalogue knows the English word of its own measures only.
    private string? EnglishMeasure() => Catalogue.Get(_form.Metric).Measure is { } known && known.Vi == _form.Measure ? known.En : _form.Measure == "mô hình" ? "models" : null;

    private void StartRetiring(AskedFigure line)
    {
        Clear();
        (_retiring, _retireReason, _retireFrom) = (line.Id, "", _form.From);
    }

    private async Task RetireAsync(AskedFigure line)
    {
        if (await DoAsync<AskedView>("retire", (actor, ct) => Verb.RetireAsync(actor, line.Id, new() { From = _retireFrom, Reason = _retireReason }, null, ct)) is { } view)
        {
            _retiring = null;
            await LoadAsync();
            Said = T["asked.retired", Name(line), PeriodName(view.From)];
        }
    }

    private async Task SampleAsync()
    {
        if (await DoAsync<AskedOrderView>("order", (actor, ct) => Verb.AddSampleAsync(actor, new() { Campaign = Campaign.Id }, null, ct)) is { } view)
        {
            await LoadAsync();
            Said = T["said.sample", view.Lines.Count];
        }
    }

    private async Task MoveAsync(AskedFigure line, int by)
    {
        var lines = _lines.ConvertAll(l => l.Line);
        var at = lines.IndexOf(line.Line);
        if (at + by < 0 || at + by >= lines.Count)
        {
            return;
        }

        (lines[at], lines[at + by]) = (lines[at + by], lines[at]);
        if (await DoAsync<AskedOrderView>("order", (actor, ct) => Verb.OrderAsync(actor, new() { Campaign = Campaign.Id, Lines = lines }, null, ct)) is not null)
        {
            await LoadAsync();
        }
    }

    private sealed class AskedForm
    {
        public string Metric { get; set; } = "";

        public string OwnMetric { get; set; } = "";

        public string Name { get; set; } = "";

        public string Measure { get; set; } = "";

        public string Time { get; set; } = "";

        public string Level { get; set; } = "";

        public string Field { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Split { get; set; } = "";

        public string Prefill { get; set; } = "";

        public string From { get; set; } = "";

        public HashSet<string> Kinds { get; } = [];

        public ChosenBodies Bodies { get; } = new();
    }
}
