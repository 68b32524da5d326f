using System.Text.Json;
using DanVanDashboard.Access;
using DanVanDashboard.Api;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Reporting;
using DanVanDashboard.Filters;
using DanVanDashboard.Projection;
using DanVanDashboard.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace DanVanDashboard.Features.Periods;

/// <summary>What the panels of the page have in common: a verb is run once at a time, its refusals stand at their fields, what was typed stays.</summary>
public abstract class PeriodsPanel : ComponentBase
{
    private IReadOnlyList<Refusal> _refusals = [];

    /// <summary>The campaign that is shown.</summary>
    [Parameter, EditorRequired]
    public Campaign Campaign { get; set; } = default!;

    /// <summary>Whether who looks may change anything.</summary>
    [Parameter]
    public bool MaySet { get; set; }

    [Inject]
    private protected CurrentActor Who { get; set; } = default!;

    [Inject]
    private protected ProblemWords Problems { get; set; } = default!;

    [Inject]
    private protected ReferenceData Reference { get; set; } = default!;

    [Inject]
    private protected IStringLocalizer<PeriodsText> T { get; set; } = default!;

    [Inject]
    private protected IStringLocalizer<FiltersText> Periods { get; set; } = default!;

    [Inject]
    private protected IStringLocalizer<VocabularyText> Words { get; set; } = default!;

    private protected static bool English => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>What was done, in words.</summary>
    private protected string? Said { get; set; }

    private protected bool Busy { get; private set; }

    /// <summary>Which of the forms of the panel was sent last; only its refusals are shown.</summary>
    private protected string? Form { get; private set; }

    private protected void Clear() => (_refusals, Said, Form) = ([], null, null);

    private protected async Task<TView?> DoAsync<TView>(string form, Func<Actor, CancellationToken, Task<Result<ApiAnswer>>> verb)
        where TView : class
    {
        if (Busy || await Who.GetAsync() is not { } actor)
        {
            return null;
        }

        (Busy, Form) = (true, form);
        try
        {
            var answer = await verb(actor, CancellationToken.None);
            (_refusals, Said) = (answer.Refusals, null);
            return answer.Ok ? JsonSerializer.Deserialize<TView>(answer.Value.Json, ApiAnswer.Options) : null;
        }
        finally
        {
            Busy = false;
        }
    }

    /// <summary>Why a field of a form was refused.</summary>
    private protected string? Refused(string form, string field)
    {
        var found = Form == form ? _refusals.Where(r => r.Field == field).Select(Problems.Words).ToList() : [];
        return found.Count > 0 ? string.Join(' ', found) : null;
    }

    /// <summary>What no field of a form is to blame for, or that something is to be mended below.</summary>
    private protected string? Whole(string form, params string[] shown)
    {
        if (Form != form || _refusals.Count == 0)
        {
            return null;
        }

        var rest = _refusals.Where(r => r.Field is null || !shown.Contains(r.Field)).Select(Problems.Words).ToList();
        return rest.Count > 0 ? string.Join(' ', rest) : T["form.mended"];
    }

    private protected string? Bad(string form, string field) => Refused(form, field) is null ? null : "true";

    private protected string PeriodName(PeriodKey key) => Domain.Text.TextFold.UpperFirst(PeriodWords.Of(key, Periods));

    private protected string PeriodName(string key) => Domain.Text.TextFold.UpperFirst(PeriodWords.Of(key, Periods));

    private protected string KindNames(IEnumerable<PeriodKind> kinds) =>
        PeriodKey.CalendarKinds.All(kinds.Contains) ? T["kind.all"] : string.Join(", ", kinds.Select(k => T[$"kind.{Wire.Name(k)}"].Value));

    private protected string BodyName(string id) => Reference.Current.Bodies.Find(id)?.NameOn(DateOnly.MaxValue) ?? id;

    /// <summary>By whom, in words: "Đơn vị ở xã, phường: Cấp ủy"; "và 3 đơn vị khác".</summary>
    private protected string Bodies(BodyChoice by)
    {
        var sorts = by.Kinds.Select(k => T[$"body-kind.{Wire.Name(k)}"].Value).Concat(by.Blocks.Select(b => T["bodies.block", Words[$"block.{Wire.Name(b)}"]].Value)).ToList();
        var parts = new List<string>();
        if (sorts.Count > 0 || by.Bodies.Count == 0)
        {
            var place = T[$"place.{Wire.Name(by.Place)}"].Value;
            parts.Add(sorts.Count == 0 ? place : $"{place}: {string.Join(", ", sorts)}");
        }

        if (by.Bodies.Count > 0)
        {
            parts.Add(by.Bodies.Count > 2 ? T["bodies.named", by.Bodies.Count] : string.Join(", ", by.Bodies.Select(BodyName)));
        }

        return string.Join("; ", parts);
    }

    private protected static void Toggle(ISet<string> set, string value, object? on)
    {
        _ = on is true ? set.Add(value) : set.Remove(value);
    }

    // What is no day is passed on, so that the verb refuses it by its field.
    private protected static string IsoOrAsTyped(string typed) => TypedText.Day(typed)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? typed;

    private protected static int? Whole(string typed) => TypedText.Number(typed) is { } n && n == decimal.Truncate(n) && Math.Abs(n) < 100_000 ? (int)n : null;
}
