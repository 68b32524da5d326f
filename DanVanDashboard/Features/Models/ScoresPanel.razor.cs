using System.Globalization;
using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;

namespace DanVanDashboard.Features.Models;

/// <summary>Tự chấm, thẩm định: what was scored, and the forms to score and to conclude.</summary>
public sealed partial class ScoresPanel
{
    private readonly Dictionary<string, string> _points = [];
    private readonly Dictionary<string, string> _remarks = [];
    private string? _open;
    private string? _said;
    private string _wholeRemark = "";
    private string _on = "";
    private string _body = "";
    private string _reason = "";
    private bool _passed = true;
    private IReadOnlyList<Refusal> _refusals = [];
    private bool _busy;

    /// <summary>The model.</summary>
    [Parameter, EditorRequired]
    public string ModelId { get; set; } = "";

    /// <summary>The scores as whoever looks may see them.</summary>
    [Parameter, EditorRequired]
    public ScoresView Scores { get; set; } = new(null, [], [], false);

    /// <summary>Whether who looks may score for the model's own people.</summary>
    [Parameter]
    public bool MaySelfScore { get; set; }

    /// <summary>Whether who looks may appraise.</summary>
    [Parameter]
    public bool MayAppraise { get; set; }

    /// <summary>Whether an appraisal would be entered for the body that decides.</summary>
    [Parameter]
    public bool OnBehalf { get; set; }

    /// <summary>The body that decides in the commune.</summary>
    [Parameter]
    public string DecidingBody { get; set; } = "";

    /// <summary>The day.</summary>
    [Parameter, EditorRequired]
    public DateOnly Today { get; set; }

    /// <summary>Called when something was recorded.</summary>
    [Parameter]
    public EventCallback Recorded { get; set; }

    [Inject]
    private RecordModelEvent Events { get; set; } = default!;

    [Inject]
    private GiveScores Give { get; set; } = default!;

    [Inject]
    private CurrentActor Who { get; set; } = default!;

    [Inject]
    private ProblemWords Problems { get; set; } = default!;

    private void Open(string what)
    {
        if (_open == what)
        {
            return;
        }

        if (_on.Length == 0)
        {
            _on = TypedText.Day(Today);
        }

        if (_body.Length == 0)
        {
            _body = DecidingBody;
        }

        if (what == "conclude" && Scores.Rounds is [{ Passed: null } round, ..])
        {
            _passed = round is not ({ PointsReached: false } or { MonthsReached: false });
        }

        (_open, _refusals, _said) = (what, [], null);
    }

    private void Close() => (_open, _refusals) = (null, []);

    private Task SendScoresAsync()
    {
        // What is no number is sent as none, and refused at its criterion.
        var scores = JsonSerializer.SerializeToElement(Scores.Set!.Criteria.Where(c => TypedText.Number(Value(c.Key)) is not null)
            .ToDictionary(c => c.Key, c => new { points = TypedText.Number(Value(c.Key)), remark = Remark(c.Key) }));
        return _open == "self"
            ? DoAsync((actor, ct) => Events.HandleAsync(actor, ModelId, new() { Kind = "self-score", On = Iso(_on), Scores = scores }, null, ct), "self-score")
            : DoAsync((actor, ct) => Give.HandleAsync(actor, ModelId, new() { Scores = scores, Remark = _wholeRemark, On = Iso(_on), OnBehalf = OnBehalf, Body = OnBehalf ? _body : null }, null, ct), "score");
    }

    private Task ConcludeAsync() => DoAsync(
        (actor, ct) => Events.HandleAsync(
            actor, ModelId, new() { Kind = "appraise", On = Iso(_on), Passed = _passed, Reason = _reason, OnBehalf = OnBehalf, Body = OnBehalf ? _body : null }, null, ct),
        "conclude");

    private async Task DoAsync(Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb, string what)
    {
        if (_busy || await Who.GetAsync() is not { } actor)
        {
            return;
        }

        _busy = true;
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            _refusals = answer.Refusals;
            if (answer.Ok)
            {
                _points.Clear();
                _remarks.Clear();
                (_open, _said, _wholeRemark, _reason, _on) = (null, T["do.done", T[$"do.{what}"]], "", "", "");
                await Recorded.InvokeAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private string Value(string key) => _points.GetValueOrDefault(key, "");

    private string Remark(string key) => _remarks.GetValueOrDefault(key, "");

    private string? Refused(string? field)
    {
        // Points without a number of their own are all missing at once; they are said at the criteria.
        var found = _refusals.Where(r => field is null ? r.Field is null || !Shown(r.Field) : r.Field == field).Select(Problems.Words).Distinct().ToList();
        return found.Count > 0 ? string.Join(" ", found) : null;
    }

    private bool Shown(string field) => field is "on" || (_open == "conclude" && field is ("passed" or "reason")) || (field == "body" && OnBehalf)
        || (_open is ("self" or "sheet") && field.StartsWith("scores.", StringComparison.Ordinal));

    private string? Bad(string field) => Refused(field) is null ? null : "true";

    private string By(SheetView sheet) => $"{(sheet is { OnBehalf: true, Body: { } body } ? body : sheet.ByName)} · {TypedText.Day(sheet.On)}";

    private static string Total(SheetView sheet) => Points(sheet.Total) + (sheet.MaxTotal is { } most ? " / " + Points(most) : "");

    private static string Points(decimal points) => points.ToString("0.##", CultureInfo.CurrentCulture);

    private static string Iso(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? typed;
}
