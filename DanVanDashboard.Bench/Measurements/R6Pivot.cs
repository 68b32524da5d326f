using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using DanVanDashboard.Bench.Harness;
using DanVanDashboard.Bench.Site;
using DanVanDashboard.Cube;
using Microsoft.Data.Sqlite;

namespace DanVanDashboard.Bench.Measurements;

/// <summary>R6: one pivot (localities × fields, nine measures) asked of the cube, and of SQL over the same models.</summary>
internal static class R6Pivot
{
    private const double Target = 1000;
    private static readonly string s_sql = $"SELECT place, field, {string.Join(", ", MillionModels.Measures.Select(m => $"SUM({m})"))} FROM models GROUP BY place, field";
    private static readonly CubeQuery s_query = new() { By = CubeAxis.Unit, Then = CubeAxis.Field };

    public static async Task<IReadOnlyList<Ratio>> RunAsync(Bench bench)
    {
        var million = await bench.MillionAsync();
        var results = new List<Ratio>();
        await using (var sqlite = new SqliteConnection($"Data Source={million.File};Mode=ReadOnly;Pooling=False"))
        {
            await sqlite.OpenAsync();
            // All of it in memory: the disk is not what is measured.
            MillionModels.Run(sqlite, "PRAGMA cache_size=-524288; PRAGMA mmap_size=1073741824;");
            results.Add(await CompareAsync(bench, million, sqlite, "SQLite", Target));
        }

        if (Postgres.Find() is null)
        {
            results.Add(Ratio.Missing("R6", Name(million, "PostgreSQL"), Target, "PostgreSQL is not installed: no initdb", atLeast: true));
            return results;
        }

        await using var server = await Postgres.StartAsync(bench.Scratch.Folder("pg"));
        await using var postgres = await server.ConnectAsync();
        await FillAsync(postgres, million);
        results.Add(await CompareAsync(bench, million, postgres, "PostgreSQL", Target));
        return results;
    }

    private static string Name(MillionModels million, string store) =>
        $"{store} GROUP BY over {million.Models.ToString("#,0", CultureInfo.InvariantCulture)} models / the cube, localities × fields";

    private static async Task<Ratio> CompareAsync(Bench bench, MillionModels million, DbConnection connection, string store, double target)
    {
        Bench.Say($"R6 against {store}");
        var name = Name(million, store);
        if (Difference(million, connection) is { } difference)
        {
            return Ratio.Missing("R6", name, target, $"the two disagree: {difference}", atLeast: true);
        }

        var snapshot = million.Cube.Current;
        for (var i = 0; i < 5; i++)
        {
            // Until the compiler has done its best with it, as in a server that has run for a minute.
            Times(1000, () => snapshot.Query(s_query));
            await Task.Delay(200);
        }

        var blocks = await Blocks.RunAsync(bench.Size(5, 2), () => Times(bench.Size(5, 3), () => Ask(connection)), () => Times(bench.Size(400, 100), () => snapshot.Query(s_query)));
        return new("R6", name, blocks.Ratio(Statistic.Median), target, AtLeast: true)
        {
            Aa = blocks.Spread(Statistic.Median),
            Note = string.Create(CultureInfo.InvariantCulture, $"SQL {Blocks.Of(blocks.A, Statistic.Median):0.0} ms, cube {Blocks.Of(blocks.B, Statistic.Median) * 1000:0.0} µs; the same {snapshot.Query(s_query).Rows.Count} rows, every number compared"),
        };
    }

    private static double[] Times(int count, Action action)
    {
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            action();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return times;
    }

    private static List<long[]> Ask(DbConnection connection)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Made of constants of this project.
        command.CommandText = s_sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<long[]>();
        while (reader.Read())
        {
            var row = new long[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.GetInt64(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The first number in which the two differ.</summary>
    private static string? Difference(MillionModels million, DbConnection connection)
    {
        var cube = million.Cube.Current.Query(s_query);
        var rows = Ask(connection).ToDictionary(r => (million.Places[(int)r[0]], million.Fields[(int)r[1]]), r => r[2..]);
        foreach (var key in cube.Rows.Select(r => (r.Key, r.ThenKey!)).Concat(rows.Keys).Distinct())
        {
            var t = cube.Row(key.Item1, key.Item2);
            decimal[] ours = [t.Registered, t.InProgress, t.Recognised.Commune, t.Recognised.District, t.Recognised.Province, t.Exemplar, t.Commended, t.Replicated, t.Stopped];
            var theirs = rows.GetValueOrDefault(key) ?? new long[ours.Length];
            for (var i = 0; i < ours.Length; i++)
            {
                if (ours[i] != theirs[i])
                {
                    return $"{key}: {MillionModels.Measures[i]} is {ours[i].ToString(CultureInfo.InvariantCulture)} in the cube and {theirs[i].ToString(CultureInfo.InvariantCulture)} in SQL";
                }
            }
        }

        return null;
    }

    private static async Task FillAsync(Npgsql.NpgsqlConnection postgres, MillionModels million)
    {
        Bench.Say("copying the rows to PostgreSQL");
        var columns = string.Join(", ", MillionModels.Measures.Prepend("field").Prepend("place"));
        MillionModels.Run(postgres, $"CREATE TABLE models (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, {columns.Replace(",", " integer NOT NULL,", StringComparison.Ordinal)} integer NOT NULL)");
        await using (var sqlite = new SqliteConnection($"Data Source={million.File};Mode=ReadOnly;Pooling=False"))
        {
            await sqlite.OpenAsync();
            await using var command = sqlite.CreateCommand();
            command.CommandText = $"SELECT {columns} FROM models ORDER BY id";
            await using var reader = await command.ExecuteReaderAsync();
            await using var import = await postgres.BeginBinaryImportAsync($"COPY models ({columns}) FROM STDIN (FORMAT BINARY)");
            while (await reader.ReadAsync())
            {
                await import.StartRowAsync();
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    await import.WriteAsync(reader.GetInt32(i), NpgsqlTypes.NpgsqlDbType.Integer);
                }
            }

            await import.CompleteAsync();
        }

        MillionModels.Run(postgres, $"CREATE INDEX models_by_place_field ON models (place, field) INCLUDE ({string.Join(", ", MillionModels.Measures)})");
        MillionModels.Run(postgres, "VACUUM ANALYZE models");
    }
}
