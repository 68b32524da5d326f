using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using FsCheck;
using FsCheck.Fluent;

namespace DanVanDashboard.Tests.Cube;

/// <summary>A model as a test knows it: what it was first registered with, what that was corrected to, and all its events.</summary>
internal sealed record ModelCase(ModelFacts First, ModelFacts Facts, IReadOnlyList<ModelEvent> Events);

/// <summary>A small campaign with everything that can happen, in no order.</summary>
internal sealed record CubeWorld(IReadOnlyList<ModelCase> Models, IReadOnlyList<Honour> Honours, IReadOnlyList<string> RevokedHonours, int Seed)
{
    public static readonly DateOnly From = new(2024, 11, 5);
    public static readonly DateOnly To = new(2026, 12, 20);

    /// <summary>A phase of the campaign that leaves some of it out.</summary>
    public static readonly PeriodKey Phase = new(PeriodKind.Phase, 2025, 2026);

    /// <summary>All periods in which something can happen, some in which nothing can, and the whole campaign.</summary>
    public static readonly IReadOnlyList<PeriodKey?> Periods =
    [
        .. Enumerable.Range(0, 30).Select(From.AddMonths)
            .SelectMany(day => PeriodKey.CalendarKinds.Select(kind => PeriodKey.Of(kind, day)))
            .Where(p => p is not null).Distinct(),
        null,
        Phase,
        new PeriodKey(PeriodKind.Phase, 2024, 2027),
        new PeriodKey(PeriodKind.Month, 2023, 1),
        new PeriodKey(PeriodKind.Year, 2030, 0),
    ];

    private static readonly ModelEventKind[] Kinds = [.. Enum.GetValues<ModelEventKind>().Where(k => k != ModelEventKind.Register)];

    public static Arbitrary<CubeWorld> Arbitrary { get; } = Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Random(seed, new Random(seed).Next(1, 9), 9)),
        Smaller);

    public IReadOnlyList<Honour> StandingHonours => [.. Honours.Where(h => !RevokedHonours.Contains(h.Id))];

    public long Sequence => Models.SelectMany(m => m.Events).Select(e => e.Sequence).Concat(Honours.Select(h => h.Sequence)).DefaultIfEmpty().Max();

    public static CubeWorld Random(int seed, int models, int eventsPerModel)
    {
        var random = new Random(seed);
        var cases = Enumerable.Range(0, models).Select(i => RandomModel(random, $"m{i}", eventsPerModel)).ToList();
        var honours = Enumerable.Range(0, random.Next(1 + (models / 2))).Select(i => RandomHonour(random, $"h{i}", models)).ToList();

        // Recorded in another order than it happened.
        var sequences = Enumerable.Range(1, cases.Sum(c => c.Events.Count) + honours.Count).ToArray();
        random.Shuffle(sequences);
        var next = 0;
        cases = [.. cases.Select(c => c with { Events = [.. c.Events.Select(e => e with { Sequence = sequences[next++] })] })];
        honours = [.. honours.Select(h => h with { Sequence = sequences[next++] })];
        return new(cases, honours, [.. honours.Where(_ => random.Next(4) == 0).Select(h => h.Id)], seed);
    }

    public CampaignCube Rebuild() => CampaignCube.Rebuild(
        "c", [Phase], Models.Select(m => (m.Facts, m.Events)), StandingHonours, Sequence);

    /// <summary>All changes in a random order that keeps what was corrected before its correction; some come twice.</summary>
    public IReadOnlyList<CubeChange> Changes()
    {
        var random = new Random(Seed);
        var ordered = new List<(double At, CubeChange Change)>();
        foreach (var model in Models)
        {
            var at = random.NextDouble();
            ordered.Add((at, new ModelAdded(model.First)));
            ordered.Add((at + random.NextDouble(), new ModelCorrected(model.Facts)));
            foreach (var e in model.Events)
            {
                ordered.Add((random.NextDouble() * 2, new ModelEventAdded(model.Facts.ModelId, e)));
                if (random.Next(5) == 0)
                {
                    ordered.Add((random.NextDouble() * 2, new ModelEventAdded(model.Facts.ModelId, e)));
                }
            }
        }

        foreach (var honour in Honours)
        {
            var at = random.NextDouble();
            ordered.Add((at, new HonourAdded(honour)));
            if (RevokedHonours.Contains(honour.Id))
            {
                ordered.Add((at + random.NextDouble(), new HonourRevoked(honour.Id)));
            }
        }

        return [.. ordered.OrderBy(o => o.At).Select(o => o.Change)];
    }

    /// <summary>The changes cut into batches of random length, some of them empty.</summary>
    public IEnumerable<IReadOnlyList<CubeChange>> Batches(int longest)
    {
        var random = new Random(Seed);
        var changes = Changes();
        for (var from = 0; from < changes.Count;)
        {
            var length = Math.Min(random.Next(longest + 1), changes.Count - from);
            yield return [.. changes.Skip(from).Take(length)];
            from += length;
        }
    }

    private static ModelCase RandomModel(Random random, string id, int eventsPerModel)
    {
        var facts = RandomFacts(random, id);
        var events = new List<ModelEvent>();
        if (random.Next(12) > 0)
        {
            events.Add(RandomEvent(random, $"{id}-r", ModelEventKind.Register, events));
        }

        for (var i = random.Next(eventsPerModel + 1); i > 0; i--)
        {
            var kind = random.Next(25) == 0 ? ModelEventKind.Register : Kinds[random.Next(Kinds.Length)];
            kind = kind == ModelEventKind.Revoke && events.Count == 0 ? ModelEventKind.Stop : kind;
            events.Add(RandomEvent(random, $"{id}-{i}", kind, events));
        }

        return new(random.Next(3) == 0 ? RandomFacts(random, id) : facts, facts, events);
    }

    private static ModelEvent RandomEvent(Random random, string id, ModelEventKind kind, List<ModelEvent> others) => new()
    {
        Id = id,
        Kind = kind,
        On = RandomDay(random),
        Level = kind == ModelEventKind.Recognise && random.Next(8) > 0 ? (RecognitionLevel)random.Next(1, 4) : null,
        Class = kind == ModelEventKind.Review && random.Next(4) > 0 ? (ReviewClass)random.Next(3) : null,
        RevokesEventId = kind == ModelEventKind.Revoke ? others[random.Next(others.Count)].Id : null,
    };

    private static DateOnly RandomDay(Random random) => From.AddDays(random.Next(To.DayNumber - From.DayNumber));

    private static T? Maybe<T>(Random random, params T[] values) => random.Next(values.Length + 1) is var i && i < values.Length ? values[i] : default;

    private static ModelFacts RandomFacts(Random random, string id) => new(
        id,
        $"u{random.Next(4)}",
        Maybe(random, "b0", "b1", "b2"),
        random.Next(4) == 0,
        Maybe(random, StandardFields.Economy, StandardFields.PoliticalSystem, "own"),
        Maybe<Subject?>(random, Subject.Collective, Subject.Individual),
        Maybe<OrganisationBlock?>(random, OrganisationBlock.PartyCommittee, OrganisationBlock.School),
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"t{random.Next(3)}")]) { WentTo = Maybe(random, "n0", "n1") };

    private static Honour RandomHonour(Random random, string id, int recipients)
    {
        var facts = RandomFacts(random, "");
        return new()
        {
            Id = id,
            RecipientId = $"r{random.Next(1 + (recipients / 3))}",
            Kind = (HonourKind)random.Next(2),
            On = RandomDay(random),
            UnitId = facts.UnitId,
            BodyId = facts.BodyId,
            NonLocal = facts.NonLocal,
            Field = facts.Field,
            Subject = facts.Subject,
            Block = facts.Block,
            Themes = facts.Themes,
        };
    }

    private static IEnumerable<CubeWorld> Smaller(CubeWorld world)
    {
        foreach (var model in world.Models)
        {
            yield return world with { Models = [.. world.Models.Where(m => m != model)] };
        }

        foreach (var honour in world.Honours)
        {
            yield return world with { Honours = [.. world.Honours.Where(h => h != honour)] };
        }

        foreach (var model in world.Models)
        {
            foreach (var e in model.Events)
            {
                var shorter = model with { Events = [.. model.Events.Where(other => other != e)] };
                yield return world with { Models = [.. world.Models.Select(m => m == model ? shorter : m)] };
            }
        }
    }
}
