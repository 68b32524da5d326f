using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;

namespace DanVanDashboard.Cube;

/// <summary>What the cube keeps of an event: 32 bytes, of which a million models need millions.</summary>
internal readonly struct StoredEvent(ModelEvent e)
{
    public readonly long Sequence = e.Sequence;
    public readonly ulong Id = IdHash(e.Id);

    /// <summary>The event that this one takes back; 0 if it is no revocation.</summary>
    public readonly ulong Revokes = e.Kind == ModelEventKind.Revoke && e.RevokesEventId is { } id ? IdHash(id) : 0;
    public readonly int Day = e.On.DayNumber;
    public readonly ushort Code = EventCode.Of(e);

    /// <summary>Order of a life: by day, then by recording.</summary>
    public static int Compare(in StoredEvent left, in StoredEvent right) =>
        left.Day != right.Day ? left.Day.CompareTo(right.Day) : left.Sequence.CompareTo(right.Sequence);

    // Ids are only ever compared within one model, so 64 well-mixed bits are enough.
    private static ulong IdHash(string id)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        hash ^= hash >> 32;
        hash *= 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }
}

/// <summary>What an event does to the flows of its period.</summary>
[Flags]
internal enum Effect : byte
{
    None = 0,
    Registers = 1,
    CarriesOver = 2,
    Stops = 4,
    Recognises = 8,
    MakesExemplar = 16,
    Commends = 32,
    Replicates = 64,
    Revokes = 128,
}

/// <summary>Kind, level and class of an event as one small number, and the domain's rules tabulated over it, so that the cube has no rules of its own.</summary>
internal static class EventCode
{
    /// <summary>Stages as the cube numbers them: 0 is none, then <see cref="Stage"/> from 1.</summary>
    public static readonly int Stages = Enum.GetValues<Stage>().Length + 1;

    private static readonly int Levels = (int)Enum.GetValues<RecognitionLevel>().Max() + 1;
    private static readonly int Classes = Enum.GetValues<ReviewClass>().Length + 1;
    private static readonly int Kinds = Enum.GetValues<ModelEventKind>().Length;
    private static readonly byte[] NextStage = new byte[Kinds * Levels * Classes * Stages];
    private static readonly Effect[] Effects = new Effect[Kinds * Levels * Classes];
    private static readonly bool[] Running = [.. Enumerable.Range(0, Stages).Select(s => ModelLife.IsRunning(StageOf(s)))];

    static EventCode()
    {
        const int year = 2000;
        for (var code = 0; code < Effects.Length; code++)
        {
            var e = new ModelEvent
            {
                Id = "",
                Kind = (ModelEventKind)(code / (Levels * Classes)),
                Level = code / Classes % Levels is > 0 and var level ? (RecognitionLevel)level : null,
                Class = code % Classes is > 0 and var review ? (ReviewClass)(review - 1) : null,
                On = new(year, 1, 1),
            };
            for (var stage = 0; stage < Stages; stage++)
            {
                NextStage[(code * Stages) + stage] = (byte)(ModelLife.Next(StageOf(stage), e) is { } next ? (int)next + 1 : 0);
            }

            Effects[code] = e.Kind switch
            {
                ModelEventKind.Register => Effect.Registers,
                ModelEventKind.Review when ModelLife.IsCarryOver(e, year - 1) => Effect.CarriesOver,
                ModelEventKind.Review when e.Class == ReviewClass.End => Effect.Stops,
                ModelEventKind.Stop => Effect.Stops,
                ModelEventKind.Recognise => Effect.Recognises,
                ModelEventKind.Exemplar => Effect.MakesExemplar,
                ModelEventKind.Commend => Effect.Commends,
                ModelEventKind.Replicate => Effect.Replicates,
                ModelEventKind.Revoke => Effect.Revokes,
                _ => Effect.None,
            };
        }
    }

    public static ushort Of(ModelEvent e) =>
        (ushort)((((int)e.Kind * Levels) + (e.Level is { } level ? (int)level : 0)) * Classes + (e.Class is { } c ? (int)c + 1 : 0));

    public static Effect EffectOf(ushort code) => Effects[code];

    public static int Next(int stage, ushort code) => NextStage[(code * Stages) + stage];

    /// <summary>1 to 3; a decision that names no level is one of the commune, as it is for the stage.</summary>
    public static int LevelOf(ushort code) => Math.Max(1, code / Classes % Levels);

    public static bool IsRunning(int stage) => Running[stage];

    public static Stage? StageOf(int stage) => stage == 0 ? null : (Stage)(stage - 1);
}
