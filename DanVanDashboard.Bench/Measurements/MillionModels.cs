using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Cube;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Localities;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using DanVanDashboard.Seeding;
using Microsoft.Data.Sqlite;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>
/// A simulated campaign twice: as the program's cube, and as one flat row per model in a table of SQLite, with what the model
/// counts as already worked out from its life. That is kinder to SQL than the program's own store, where the same numbers
/// would have to be put together from five times as many rows of events.
/// </summary>
internal sealed class MillionModels
{
    /// <summary>The columns that are added up, after place and field.</summary>
    public static readonly string[] Measures =
        ["registered", "in_progress", "recognised_commune", "recognised_district", "recognised_province", "exemplar", "commended", "replicated", "stopped"];

    private MillionModels(CampaignCube cube, int models, long events, string file, IReadOnlyList<string> places, IReadOnlyList<string> fields) =>
        (Cube, Models, Events, File, Places, Fields) = (cube, models, events, file, places, fields);

    public CampaignCube Cube { get; }

    public int Models { get; }

    public long Events { get; }

    /// <summary>The database file.</summary>
    public string File { get; }

    /// <summary>Names by number: the table holds numbers, which group faster than text.</summary>
    public IReadOnlyList<string> Places { get; }

    public IReadOnlyList<string> Fields { get; }

    public static MillionModels Make(Reference reference, int models, string file, Action<string> say)
    {
        say($"making {models.ToString("#,0", CultureInfo.InvariantCulture)} simulated models");
        var watch = Stopwatch.StartNew();
        // On a day late in the year, so that lives have come far, whatever day the bench runs on.
        var anchor = new DateOnly(2026, 11, 30);
        var campaign = SimulatedCampaigns.Filled(StoreRoot(reference), 1, models, anchor);
        var lives = new SimulatedLives(campaign, reference.Places, reference.Bodies, 7, anchor);
        var (places, fields) = (new Names(), new Names());
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, $"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE models (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, field INTEGER NOT NULL, {string.Join(", ", Measures.Select(m => m + " INTEGER NOT NULL"))})");
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = $"INSERT INTO models (place, field, {string.Join(", ", Measures)}) VALUES ({string.Join(", ", Enumerable.Range(0, Measures.Length + 2).Select(i => "@p" + i.ToString(CultureInfo.InvariantCulture)))})";
        var cells = Enumerable.Range(0, Measures.Length + 2).Select(i => insert.Parameters.Add("@p" + i.ToString(CultureInfo.InvariantCulture), SqliteType.Integer)).ToArray();
        insert.Prepare();
        var sequence = 0L;
        var cube = CampaignCube.Rebuild(campaign.Id, campaign.Phase is { } phase ? [phase] : [], lives.Exactly(models).Select(model =>
        {
            var facts = new ModelFacts(model.Row.Id, model.Row.UnitId, model.Row.BodyId, model.Row.NonLocal, model.Row.Field, model.Row.Subject, model.Row.Block, model.Themes);
            foreach (var e in model.Events)
            {
                e.Sequence = ++sequence;
                e.Id = Data.ModelAppender.EventId(sequence);
            }

            var events = model.Events.Select(e => e.ToDomain()).ToList();
            cells[0].Value = places.Number(facts.NonLocal ? CubeKeys.ProvinceBodies : facts.UnitId);
            cells[1].Value = fields.Number(facts.Field ?? CubeKeys.Unstated);
            var counted = Counted(events);
            for (var i = 0; i < counted.Length; i++)
            {
                cells[i + 2].Value = counted[i];
            }

            insert.ExecuteNonQuery();
            return (facts, (IReadOnlyList<ModelEvent>)events);
        }), [], long.MaxValue / 2);
        transaction.Commit();
        say("indexing them");
        Run(connection, $"CREATE INDEX models_by_place_field ON models (place, field, {string.Join(", ", Measures)}); ANALYZE; ");
        say($"made in {watch.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s: {sequence.ToString("#,0", CultureInfo.InvariantCulture)} events");
        return new(cube, models, sequence, file, places.All, fields.All);
    }

    /// <summary>Runs statements that answer nothing.</summary>
    public static void Run(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of constants of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>What a model counts as over the whole campaign, from its life and without the cube.</summary>
    private static int[] Counted(List<ModelEvent> events)
    {
        var life = ModelLife.Of(events);
        bool Has(ModelEventKind kind) => life.Valid.Any(e => e.Kind == kind);
        var reached = Has(ModelEventKind.Recognise) ? life.LevelAt(DateOnly.MaxValue) ?? RecognitionLevel.Commune : (RecognitionLevel?)null;
        return
        [
            life.Withdrawn ? 0 : 1, ModelLife.IsRunning(life.StageAt(DateOnly.MaxValue)) ? 1 : 0,
            reached == RecognitionLevel.Commune ? 1 : 0, reached == RecognitionLevel.District ? 1 : 0, reached == RecognitionLevel.Province ? 1 : 0,
            Has(ModelEventKind.Exemplar) ? 1 : 0, Has(ModelEventKind.Commend) ? 1 : 0, life.Valid.Count(e => e.Kind == ModelEventKind.Replicate),
            Has(ModelEventKind.Stop) || life.Valid.Any(e => e is { Kind: ModelEventKind.Review, Class: ReviewClass.End }) ? 1 : 0,
        ];
    }

    private static string StoreRoot(Reference reference) => reference.Campaign(Site.StoreOnly.Campaign)!.RootUnitId;

    /// <summary>Numbers for names, in the order of their first use.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, int> _numbers = [];

        public IReadOnlyList<string> All => [.. _numbers.OrderBy(n => n.Value).Select(n => n.Key)];

        public int Number(string name) => _numbers.TryGetValue(name, out var known) ? known : _numbers[name] = _numbers.Count;
    }
}
