using System.Globalization;
using System.Text.Json;

namespace DanVanDashboard.Boundaries;

/// <summary>The parts of a TopoJSON file: borders that neighbours share are stored once, and features say which of them they consist of.</summary>
internal sealed class TopoJsonReader
{
    private readonly List<double[]> _arcs = [];
    private readonly List<(FeatureParts Parts, List<List<int[]>> Polygons)> _objects = [];
    private (double X, double Y)? _scale;
    private (double X, double Y) _translate;
    private int _points;

    public void ReadTransform(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "scale")
            {
                _scale = Pair(ref json);
            }
            else if (name == "translate")
            {
                _translate = Pair(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    public void ReadArcs(ref Utf8JsonReader json)
    {
        List<double> arc = [];
        while (json.Read() && json.TokenType == JsonTokenType.StartArray)
        {
            arc.Clear();
            while (json.Read() && json.TokenType == JsonTokenType.StartArray)
            {
                var (x, y) = Pair(ref json);
                arc.Add(x);
                arc.Add(y);
                if (arc.Count / 2 > BoundaryLimits.RingPoints)
                {
                    throw new UnreadableBoundaries("boundaries.ring-too-long", Number(BoundaryLimits.RingPoints));
                }
            }

            _arcs.Add([.. arc]);
            Count(arc.Count / 2);
        }
    }

    public void ReadObjects(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject)
            {
                Geometry(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>The features, once the borders are known: they come last in the file.</summary>
    public List<FeatureParts> Resolve()
    {
        if (_scale is { } scale)
        {
            foreach (var arc in _arcs)
            {
                double x = 0, y = 0;
                for (var i = 0; i + 1 < arc.Length; i += 2)
                {
                    (x, y) = (x + arc[i], y + arc[i + 1]);
                    (arc[i], arc[i + 1]) = ((x * scale.X) + _translate.X, (y * scale.Y) + _translate.Y);
                }
            }
        }

        foreach (var (parts, polygons) in _objects)
        {
            parts.Polygons.AddRange(polygons.Select(rings => rings.ConvertAll(Ring)));
        }

        return _objects.ConvertAll(o => o.Parts);
    }

    private double[] Ring(int[] arcs)
    {
        List<double> ring = [];
        foreach (var number in arcs)
        {
            var index = number < 0 ? ~number : number;
            if (index >= _arcs.Count)
            {
                throw new UnreadableBoundaries("boundaries.arc-missing", number.ToString(CultureInfo.InvariantCulture));
            }

            var arc = _arcs[index];
            // The last point of one border is the first of the next.
            for (var i = ring.Count > 0 ? 2 : 0; i + 1 < arc.Length; i += 2)
            {
                var at = number < 0 ? arc.Length - 2 - i : i;
                ring.Add(arc[at]);
                ring.Add(arc[at + 1]);
            }

            if (ring.Count / 2 > BoundaryLimits.RingPoints)
            {
                throw new UnreadableBoundaries("boundaries.ring-too-long", Number(BoundaryLimits.RingPoints));
            }
        }

        // A file that names one border a million times is small, what it unfolds to is not.
        Count(ring.Count / 2);
        return [.. ring];
    }

    private void Geometry(ref Utf8JsonReader json)
    {
        var parts = new FeatureParts();
        List<List<int[]>> polygons = [];
        var collection = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "type" && json.TokenType == JsonTokenType.String)
            {
                parts.Kind = json.GetString();
            }
            else if (name == "id" && json.TokenType is JsonTokenType.String or JsonTokenType.Number)
            {
                parts.Properties.TryAdd("id", GeoJsonReader.Scalar(ref json)!);
            }
            else if (name == "properties" && json.TokenType == JsonTokenType.StartObject)
            {
                parts.ReadProperties(ref json);
            }
            else if (name == "arcs" && json.TokenType == JsonTokenType.StartArray)
            {
                Indices(ref json, polygons);
            }
            else if (name == "geometries" && json.TokenType == JsonTokenType.StartArray)
            {
                collection = true;
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                {
                    Geometry(ref json);
                }
            }
            else
            {
                json.Skip();
            }
        }

        if (collection || parts.Kind == "GeometryCollection")
        {
            return;
        }

        if (_objects.Count == BoundaryLimits.Features)
        {
            throw new UnreadableBoundaries("boundaries.too-many-features", Number(BoundaryLimits.Features));
        }

        _objects.Add((parts, parts.Kind is "Polygon" or "MultiPolygon" ? polygons : []));
    }

    // Of a polygon an array of rings, of several an array of those: [[0, 1], [2]] or [[[0, 1], [2]]].
    private static void Indices(ref Utf8JsonReader json, List<List<int[]>> polygons)
    {
        var start = json.CurrentDepth;
        List<int[]> rings = [];
        List<int> ring = [];
        var deepest = 0;
        while (json.Read() && !(json.TokenType == JsonTokenType.EndArray && json.CurrentDepth == start))
        {
            var depth = json.CurrentDepth - start;
            switch (json.TokenType)
            {
                case JsonTokenType.Number when json.TryGetInt32(out var index):
                    deepest = Math.Max(deepest, depth);
                    ring.Add(index);
                    break;
                case JsonTokenType.EndArray when ring.Count > 0:
                    rings.Add([.. ring]);
                    ring.Clear();
                    break;
                case JsonTokenType.EndArray when deepest == 3 && rings.Count > 0:
                    polygons.Add(rings);
                    rings = [];
                    break;
            }
        }

        if (rings.Count > 0)
        {
            polygons.Add(rings);
        }
    }

    private static (double X, double Y) Pair(ref Utf8JsonReader json)
    {
        double x = 0, y = 0;
        var numbers = 0;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new UnreadableBoundaries("boundaries.not-geojson");
        }

        while (json.Read() && json.TokenType == JsonTokenType.Number)
        {
            var number = json.GetDouble();
            (x, y) = numbers switch { 0 => (number, y), 1 => (x, number), _ => (x, y) };
            numbers++;
        }

        return numbers >= 2 && json.TokenType == JsonTokenType.EndArray ? (x, y) : throw new UnreadableBoundaries("boundaries.not-geojson");
    }

    private void Count(int points)
    {
        _points += points;
        if (_points > 2 * BoundaryLimits.AllPoints)
        {
            throw new UnreadableBoundaries("boundaries.too-many-points", Number(BoundaryLimits.AllPoints));
        }
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN"));
}
