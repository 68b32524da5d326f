using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Cube;
using DanVanDashboard.Data;
using DanVanDashboard.Domain.Access;
using DanVanDashboard.Domain.Campaigns;
using DanVanDashboard.Domain.Models;
using DanVanDashboard.Projection;
using Microsoft.Extensions.Logging.Abstractions;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>R7: what it costs to apply an event to the cube, snapshot included, against its durable commit by the Writer.</summary>
internal static class R7Apply
{
    private const double Target = 0.05;

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var million = await bench.MillionAsync();
        await using var store = await StoreOnly.OpenAsync(bench.Scratch.Copy(await bench.TemplateAsync(), "r7"));
        var campaign = store.Reference.Campaign(StoreOnly.Campaign)!;
        var cube = await store.Get<CampaignCubes>().RebuildAsync(campaign, long.MaxValue / 2, CancellationToken.None);
        // A writer that tells nobody: the commit alone.
        await using var writer = new Writer(store.Get<Store>(), TimeProvider.System, [], NullLogger<Writer>.Instance);
        var events = new Source(store.Reference);
        return
        [
            await CompareAsync(bench, "the demonstration's cube", cube, events, writer),
            await CompareAsync(bench, $"a cube of {million.Models.ToString("#,0", CultureInfo.InvariantCulture)} models", million.Cube, events, writer),
        ];
    }

    private static async Task<Ratio> CompareAsync(Bench bench, string name, CampaignCube cube, Source events, Writer writer)
    {
        Bench.Say($"R7 on {name}");
        var count = bench.Size(200, 50);
        var sequence = long.MaxValue / 2;
        await CommitAsync(writer, events, 100);
        Apply(cube, events, 500, ref sequence);
        var blocks = await Blocks.RunAsync(bench.Size(6, 2), () => Task.FromResult(Apply(cube, events, count, ref sequence)), () => CommitAsync(writer, events, count));
        return new("R7", $"applying an event to {name} / its durable commit (SQLite)", blocks.Ratio(Statistic.Median), Target)
        {
            Aa = blocks.Spread(Statistic.Median),
            Note = string.Create(CultureInfo.InvariantCulture, $"apply {Blocks.Of(blocks.A, Statistic.Median) * 1000:0.0} µs (p99 {Blocks.Of(blocks.A, Statistic.P99) * 1000:0.0} µs), commit {Blocks.Of(blocks.B, Statistic.Median):0.00} ms; registrations and what follows them, one at a time"),
        };
    }

    private static double[] Apply(CampaignCube cube, Source events, int count, ref long sequence)
    {
        var times = new double[count];
        events.NewModel();
        for (var i = 0; i < count; i++)
        {
            var (row, e) = events.Next();
            var number = ++sequence;
            e.Sequence = number;
            e.Id = "a" + number.ToString(CultureInfo.InvariantCulture);
            CubeChange[] changes = e.Kind == ModelEventKind.Register
                ? [new ModelAdded(ModelAppender.FactsOf(row, [])), new ModelEventAdded(row.Id, e.ToDomain())]
                : [new ModelEventAdded(row.Id, e.ToDomain())];
            var started = Stopwatch.GetTimestamp();
            cube.Apply(changes, number);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }

    private static async Task<double[]> CommitAsync(Writer writer, Source events, int count)
    {
        var times = new double[count];
        events.NewModel();
        for (var i = 0; i < count; i++)
        {
            var (row, e) = events.Next();
            var started = Stopwatch.GetTimestamp();
            await writer.WriteAsync(async (w, ct) =>
            {
                if (e.Kind == ModelEventKind.Register)
                {
                    await ModelAppender.AddAsync(w, Actor.System, row, [], [], null, ct);
                }
                else
                {
                    w.Db.Models.Attach(row);
                    await ModelAppender.AddEventAsync(w, Actor.System, row, e, ct);
                }

                return true;
            });
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }

    /// <summary>An endless course of events: a model is registered, accepted, started, verified, recognised; then the next one, in the next commune.</summary>
    private sealed class Source(Reference reference)
    {
        private static readonly ModelEventKind[] s_life = [ModelEventKind.Register, ModelEventKind.Accept, ModelEventKind.Start, ModelEventKind.Verify, ModelEventKind.Recognise];
        private readonly List<string> _units = [.. reference.Places.Under(StoreOnly.RootUnit, new(2026, 11, 1), Domain.Localities.UnitLevel.Commune).Select(u => u.Id)];
        private int _step;
        private int _models;
        private ModelRow? _row;

        /// <summary>Begins a life of its own: the events of one model all go the same way.</summary>
        public void NewModel() => _step = 0;

        public (ModelRow Row, ModelEventRow Event) Next()
        {
            var kind = s_life[_step % s_life.Length];
            if (kind == ModelEventKind.Register || _row is null)
            {
                _step = 0;
                kind = ModelEventKind.Register;
                var unit = _units[_models++ % _units.Count];
                var name = $"Mô hình đo số {_models.ToString(CultureInfo.InvariantCulture)}";
                _row = new()
                {
                    Id = "bench" + _models.ToString(CultureInfo.InvariantCulture), CampaignId = StoreOnly.Campaign, UnitId = unit, BodyId = reference.Bodies.PartyCommitteeOf(unit)?.Id,
                    Name = name, NameFolded = Domain.Text.TextFold.Fold(name), NameSort = Domain.Text.TextFold.SortKey(name),
                    Field = StandardFields.All[_models % 4], Subject = Subject.Collective, Owner = "Đơn vị đo", Address = "Bản đo",
                    RegisteredOn = new(2026, 1 + (_models % 10), 3), EnteredBy = "bench",
                };
            }

            var day = _row.RegisteredOn!.Value.AddDays(_step);
            _step++;
            return (_row, new()
            {
                Id = string.Empty, ModelId = _row.Id, CampaignId = _row.CampaignId, Kind = kind, On = day, ByUser = "bench",
                Level = kind == ModelEventKind.Recognise ? RecognitionLevel.Commune : null, DecisionNumber = kind == ModelEventKind.Recognise ? "01-QĐ/ĐU" : null,
            });
        }
    }
}
