using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Domain.Recognition;

namespace DanVanDashboard.Tests.Domain.Recognition;

public sealed class DecisionRulesTests
{
    private static readonly DateOnly Today = new(2026, 10, 20);
    private static readonly Campaign Campaign = new("c", "C", "C", false, new(2021, 1, 1), new(2030, 12, 31), "u", "registry", new([]), 0);
    private static readonly Actor Board = new("b", "b", Role.Board, null, null, ReadScope.Everything);

    [Theory]
    [InlineData("2025-06-30", null, "decision.commune-first")]
    [InlineData("2025-06-30", RecognitionLevel.Commune, "decision.district-first")]
    [InlineData("2025-06-30", RecognitionLevel.District, null)]
    [InlineData("2025-07-01", RecognitionLevel.Commune, null)]
    public void Recognise_AtTheProvince_ClimbsWhatLevelsThereAre(string on, RecognitionLevel? reached, string? refused)
    {
        var found = DecisionRules.OfModel(Board, Model(reached, UnitLevel.Commune), Wish(on, RecognitionLevel.Province), UnitLevel.Commune, Today);

        Assert.Equal(refused is null ? [] : [refused], found.Select(r => r.Code));
    }

    [Fact]
    public void Recognise_TheModelOfAProvincialBody_PassesNoDistrict() =>
        Assert.Empty(DecisionRules.OfModel(Board, Model(RecognitionLevel.Commune, UnitLevel.Province, nonLocal: true), Wish("2025-06-30", RecognitionLevel.Province), UnitLevel.Province, Today));

    [Theory]
    [InlineData("2025-06-30", null)]
    [InlineData("2025-07-01", "event.no-district-level")]
    public void Recognise_AtTheDistrict_EndsWithTheDistricts(string on, string? refused) =>
        Assert.Equal(refused is null ? [] : [refused], DecisionRules.Refusals(Board, Campaign, Wish(on, RecognitionLevel.District), Today).Select(r => r.Code));

    [Fact]
    public void Wish_ForARecipientWithoutAModel_IsNoRecognition() =>
        Assert.Equal(["decision.model-needed"], DecisionRules.Refusals(Board, Campaign, Wish("2026-01-01", RecognitionLevel.Commune) with { ModelIds = [], Recipients = [new() { Name = "x", UnitId = "u" }] }, Today).Select(r => r.Code));

    [Fact]
    public void Wish_OfMoreThanTheLimit_IsRefused() =>
        Assert.Equal(["decision.too-many"], DecisionRules.Refusals(Board, Campaign, Wish("2026-01-01", RecognitionLevel.Commune) with { ModelIds = [.. Enumerable.Range(0, DecisionRules.Limit + 1).Select(i => $"m{i}")] }, Today).Select(r => r.Code));

    [Theory]
    [InlineData(DecisionKind.Commend, null, Verb.CommendInCommune)]
    [InlineData(DecisionKind.Commend, RecognitionLevel.Province, Verb.CommendAbove)]
    [InlineData(DecisionKind.Exemplar, RecognitionLevel.Province, Verb.RecogniseAbove)]
    [InlineData(DecisionKind.Recognise, RecognitionLevel.Commune, Verb.RecogniseInCommune)]
    [InlineData(DecisionKind.Propose, RecognitionLevel.Province, Verb.ProposeAward)]
    public void VerbOf_KindAndLevel_IsTheRightThatItNeeds(DecisionKind kind, RecognitionLevel? level, Verb verb) => Assert.Equal(verb, DecisionRules.VerbOf(kind, level));

    private static DecisionWish Wish(string on, RecognitionLevel level) =>
        new() { Kind = DecisionKind.Recognise, Number = "01", On = DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture), Body = "Tỉnh ủy", Level = level, ModelIds = ["m"] };

    private static ModelState Model(RecognitionLevel? reached, UnitLevel unit, bool nonLocal = false)
    {
        var events = new List<ModelEvent>
        {
            Event(1, ModelEventKind.Register, new(2025, 1, 1)), Event(2, ModelEventKind.Accept, new(2025, 1, 2)), Event(3, ModelEventKind.Verify, new(2025, 1, 3)),
        };
        for (var level = RecognitionLevel.Commune; level <= reached; level++)
        {
            events.Add(Event(3 + (int)level, ModelEventKind.Recognise, new(2025, 2, (int)level), level));
        }

        return new(new("m", unit.ToString(), "x", nonLocal, null, Subject.Collective, null, []), "somebody", new(2025, 1, 1), events) { TargetLevel = RecognitionLevel.Province };
    }

    private static ModelEvent Event(long sequence, ModelEventKind kind, DateOnly on, RecognitionLevel? level = null) => new() { Sequence = sequence, Id = $"E{sequence}", Kind = kind, On = on, Level = level };
}
