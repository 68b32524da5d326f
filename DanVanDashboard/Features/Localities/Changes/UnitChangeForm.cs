using System.Globalization;
using DanVanDashboard.Domain;
using DanVanDashboard.Domain.Localities;

namespace DanVanDashboard.Features.Localities.Changes;

/// <summary>What is typed on the page, as it is typed.</summary>
internal sealed class UnitChangeForm
{
    public UnitChangeKind Kind { get; set; } = UnitChangeKind.Merge;

    public string Number { get; set; } = "";

    public string Issuer { get; set; } = "";

    public string On { get; set; } = "";

    public string Title { get; set; } = "";

    public string Locator { get; set; } = "";

    /// <summary>Units that are merged, or the one that is divided or changed.</summary>
    public List<Unit> Origins { get; } = [];

    /// <summary>Units that begin; one, or the parts of a division.</summary>
    public List<NewUnitForm> Targets { get; } = [new(), new()];

    /// <summary>The units of a level that is abolished.</summary>
    public HashSet<string> Abolished { get; } = [];

    /// <summary>As the API takes it. What does not belong to the kind is left out.</summary>
    public UnitChangeRequest ToRequest() => new()
    {
        Kind = Wire.Name(Kind), DecisionNumber = Number, IssuedBy = Issuer, Title = Title, Locator = Locator, On = On, Abolished = Kind == UnitChangeKind.AbolishLevel ? [.. Abolished] : [],
        Targets = Kind switch
        {
            UnitChangeKind.AbolishLevel => [],
            UnitChangeKind.Split => [.. Targets.Select(t => Named(t) with { ParentId = t.ParentId, Whole = [.. t.Joined.Select(u => u.Id)], Parts = [new(Origins.FirstOrDefault()?.Id, t.SharePart)] })],
            UnitChangeKind.Create => [Named(Targets[0]) with { Level = Targets[0].Level, ParentId = Targets[0].ParentId }],
            UnitChangeKind.Merge => [Named(Targets[0]) with { ParentId = Targets[0].ParentId, Whole = Whole }],
            UnitChangeKind.Rename => [new() { Name = Targets[0].Name, Code = Targets[0].Code, Whole = Whole }],
            UnitChangeKind.ChangeKind => [new() { Kind = Targets[0].KindWord, Name = Targets[0].Name, Code = Targets[0].Code, Whole = Whole }],
            _ => [new() { ParentId = Targets[0].ParentId, Whole = Whole }],
        },
    };

    private List<string> Whole => [.. Origins.Select(u => u.Id)];

    private static NewUnitRequest Named(NewUnitForm t) => new() { Code = t.Code, Name = t.Name, Kind = t.KindWord };
}

/// <summary>A unit that begins, as it is typed.</summary>
internal sealed class NewUnitForm
{
    public string Name { get; set; } = "";

    public string KindWord { get; set; } = "";

    public string Code { get; set; } = "";

    public string Level { get; set; } = Wire.Name(UnitLevel.Commune);

    public string ParentId { get; set; } = "";

    /// <summary>In per cent.</summary>
    public string Share { get; set; } = "";

    /// <summary>Units that join it wholly.</summary>
    public List<Unit> Joined { get; } = [];

    /// <summary>The share as a part of one. What is no number is passed on as one that the rule refuses, so that it is not taken for "not stated".</summary>
    public decimal? SharePart => Share.Trim().TrimEnd('%').Trim() is not { Length: > 0 } typed ? null
        : decimal.TryParse(typed.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) ? percent / 100 : -1;
}
