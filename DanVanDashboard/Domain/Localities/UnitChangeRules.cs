using System.Globalization;

namespace DanVanDashboard.Domain.Localities;

/// <summary>Turns a decision into ended and new units and lines of lineage, or says everything that stands against it, each by its field.</summary>
/// <remarks>A row of a unit is never rewritten but for its last day: whoever changes name, kind, extent or the unit above gets a row, and an id, of its own.</remarks>
public static class UnitChangeRules
{
    /// <summary>Longest number, name, title or other text.</summary>
    public const int TextLimit = 300;

    /// <summary>Every reason why the texts and the day of a decision cannot stand.</summary>
    public static List<Refusal> DecisionRefusals(UnitChange change)
    {
        List<Refusal> refusals = [];
        if (change.DecisionNumber.Length == 0)
        {
            refusals.Add(new("unit-change.number-missing", "decisionNumber"));
        }

        if (change.IssuedBy.Length == 0)
        {
            refusals.Add(new("unit-change.issuer-missing", "issuedBy"));
        }

        if (change.On is null)
        {
            refusals.Add(new("unit-change.day-missing", "on"));
        }

        foreach (var (text, field) in new[] { (change.DecisionNumber, "decisionNumber"), (change.IssuedBy, "issuedBy"), (change.Title ?? "", "title"), (change.Locator ?? "", "locator") })
        {
            if (text.Length > TextLimit)
            {
                refusals.Add(new("unit-change.text-too-long", field) { Arguments = [Number(TextLimit)] });
            }
        }

        return refusals;
    }

    /// <summary>The plan, or every reason against it.</summary>
    public static Result<UnitChangePlan> Plan(Places places, UnitChange change)
    {
        var refusals = DecisionRefusals(change);
        refusals.AddRange(UnitChangeShape.Refusals(change));
        return refusals.Count > 0 ? refusals : new UnitChangePlanner(places, change).Plan();
    }

    internal static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

}

/// <summary>Whether the parts of a change are such as its kind has.</summary>
internal static class UnitChangeShape
{
    public static IEnumerable<Refusal> Refusals(UnitChange change)
    {
        if (change.Kind == UnitChangeKind.AbolishLevel)
        {
            if (change.Abolished.Count == 0)
            {
                yield return new("unit-change.nothing-abolished", "abolished");
            }
        }
        else if (change.Targets.Count == 0 || (change.Kind == UnitChangeKind.Split && change.Targets.Count < 2))
        {
            yield return new(change.Kind == UnitChangeKind.Split ? "unit-change.split-into-one" : "unit-change.no-target", "targets");
        }

        for (var i = 0; i < change.Targets.Count; i++)
        {
            if (OfTarget(change.Kind, change.Targets[i]) is { } refusal)
            {
                yield return refusal with { Field = $"targets/{i}/{refusal.Field}" };
            }
        }
    }

    private static Refusal? OfTarget(UnitChangeKind kind, NewUnit target) => kind switch
    {
        UnitChangeKind.Merge when target.Whole.Count + target.Parts.Count < 2 => new("unit-change.merge-of-one", "whole"),
        UnitChangeKind.Split when target.Parts.Count == 0 => new("unit-change.split-without-part", "parts"),
        UnitChangeKind.Create when target.Whole.Count + target.Parts.Count > 0 => new("unit-change.create-has-origin", "whole"),
        UnitChangeKind.Create when target.Level is null => new("unit-change.level-missing", "level"),
        UnitChangeKind.Rename or UnitChangeKind.ChangeKind or UnitChangeKind.ChangeParent or UnitChangeKind.AbolishLevel when target.Whole.Count != 1 || target.Parts.Count > 0 =>
            new("unit-change.one-unit", "whole"),
        _ => null,
    };
}
