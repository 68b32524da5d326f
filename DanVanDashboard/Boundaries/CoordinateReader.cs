using System.Globalization;
using System.Text.Json;

namespace DanVanDashboard.Boundaries;

/// <summary>Reads nested arrays of numbers from the inside out: an array of numbers is a position, one of positions a ring, one of rings a polygon.</summary>
internal sealed class CoordinateReader
{
    private const int Position = 0;
    private const int Ring = 1;
    private const int Polygon = 2;

    private readonly List<double> _ring = [];
    private List<double[]> _polygon = [];
    private int _points;

    /// <summary>Points read so far, over all calls.</summary>
    public int Points => _points;

    /// <summary>Whether the last geometry had third numbers.</summary>
    public bool Heights { get; private set; }

    /// <summary>Reads the value that the reader stands on; an array of polygons or one polygon.</summary>
    public List<List<double[]>> Read(ref Utf8JsonReader json)
    {
        List<List<double[]>> polygons = [];
        (_polygon, Heights) = ([], false);
        _ring.Clear();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return polygons;
        }

        var top = Array(ref json, polygons);
        if (top == Polygon && _polygon.Count > 0)
        {
            polygons.Add(_polygon);
        }

        return top is Polygon or Polygon + 1 || polygons.Count == 0 ? polygons : [];
    }

    /// <summary>Reads the array; what kind it was, or -1 for an empty one.</summary>
    private int Array(ref Utf8JsonReader json, List<List<double[]>> polygons)
    {
        var (kind, numbers) = (-1, 0);
        double x = 0, y = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.Number)
            {
                var number = json.GetDouble();
                if (!double.IsFinite(number) || kind > Position)
                {
                    throw Wrong(json);
                }

                (x, y) = numbers switch { 0 => (number, y), 1 => (x, number), _ => (x, y) };
                numbers++;
                kind = Position;
                continue;
            }

            if (json.TokenType != JsonTokenType.StartArray || numbers > 0)
            {
                throw Wrong(json);
            }

            var inner = Array(ref json, polygons);
            if (inner < 0)
            {
                continue;
            }

            if (kind >= 0 && kind != inner + 1)
            {
                throw Wrong(json);
            }

            kind = inner + 1;
            Close(inner, polygons);
        }

        if (numbers == 1)
        {
            throw Wrong(json);
        }

        if (numbers > 1)
        {
            Heights |= numbers > 2;
            _ring.Add(x);
            _ring.Add(y);
            if (_ring.Count / 2 > BoundaryLimits.RingPoints)
            {
                throw new UnreadableBoundaries("boundaries.ring-too-long", BoundaryLimits.RingPoints.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")));
            }

            if (++_points > BoundaryLimits.AllPoints)
            {
                throw new UnreadableBoundaries("boundaries.too-many-points", BoundaryLimits.AllPoints.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")));
            }
        }

        return kind;
    }

    private void Close(int inner, List<List<double[]>> polygons)
    {
        if (inner == Ring)
        {
            _polygon.Add([.. _ring]);
            _ring.Clear();
        }
        else if (inner == Polygon)
        {
            polygons.Add(_polygon);
            _polygon = [];
        }
    }

    private static UnreadableBoundaries Wrong(in Utf8JsonReader json) =>
        new("boundaries.coordinates-malformed", json.TokenStartIndex.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")));
}
