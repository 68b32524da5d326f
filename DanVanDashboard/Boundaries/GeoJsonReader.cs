using System.Globalization;
using System.Text.Json;

namespace DanVanDashboard.Boundaries;

/// <summary>Reads GeoJSON (RFC 7946, and the older form that names its coordinate system) and TopoJSON in one pass over the bytes.</summary>
internal sealed class GeoJsonReader
{
    private readonly CoordinateReader _coordinates = new();
    private readonly List<RawFeature> _features = [];
    private readonly TopoJsonReader _topology = new();
    private string? _crs;
    private string? _type;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="UnreadableBoundaries">It is no such file, or more than <see cref="BoundaryLimits"/> allow.</exception>
    public static RawFile Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            bytes = bytes[3..];
        }

        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = BoundaryLimits.Depth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            return new GeoJsonReader().Root(ref json);
        }
        catch (JsonException e)
        {
            throw json.CurrentDepth >= BoundaryLimits.Depth - 1
                ? new UnreadableBoundaries("boundaries.too-deep")
                : new UnreadableBoundaries("boundaries.not-json", ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture));
        }
        catch (InvalidOperationException)
        {
            // A text that is no UTF-8, or a value of another kind than its place asks for.
            throw new UnreadableBoundaries("boundaries.not-json", "1");
        }
    }

    private RawFile Root(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new UnreadableBoundaries("boundaries.not-geojson");
        }

        var single = new FeatureParts();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            switch (name)
            {
                case "type":
                    _type = Text(ref json);
                    break;
                case "crs":
                    _crs = CrsName(ref json);
                    break;
                case "features" when json.TokenType == JsonTokenType.StartArray:
                    while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                    {
                        Add(Feature(ref json));
                    }

                    break;
                case "objects" when json.TokenType == JsonTokenType.StartObject:
                    _topology.ReadObjects(ref json);
                    break;
                case "arcs" when json.TokenType == JsonTokenType.StartArray:
                    _topology.ReadArcs(ref json);
                    break;
                case "transform" when json.TokenType == JsonTokenType.StartObject:
                    _topology.ReadTransform(ref json);
                    break;
                default:
                    Part(ref json, name, single);
                    break;
            }
        }

        while (json.Read())
        {
            // What follows the object would be a second one; the reader complains by itself.
        }

        switch (_type)
        {
            case "Topology":
                _topology.Resolve().ForEach(Add);
                break;
            case "Feature":
                Add(single);
                break;
            case "FeatureCollection":
                break;
            default:
                throw new UnreadableBoundaries("boundaries.not-geojson");
        }

        return _features.Count > 0 ? new(_features, _crs) : throw new UnreadableBoundaries("boundaries.empty");
    }

    private void Add(FeatureParts parts)
    {
        if (_features.Count == BoundaryLimits.Features)
        {
            throw new UnreadableBoundaries("boundaries.too-many-features", BoundaryLimits.Features.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")));
        }

        _features.Add(new(_features.Count + 1, parts.Properties, parts.Polygons, parts.Heights, parts.Kind));
    }

    private FeatureParts Feature(ref Utf8JsonReader json)
    {
        var parts = new FeatureParts();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            Part(ref json, name, parts);
        }

        return parts;
    }

    private void Part(ref Utf8JsonReader json, string? name, FeatureParts parts)
    {
        switch (name)
        {
            case "properties" when json.TokenType == JsonTokenType.StartObject:
                parts.ReadProperties(ref json);
                break;
            case "geometry" when json.TokenType == JsonTokenType.StartObject:
                Geometry(ref json, parts);
                break;
            case "id" when json.TokenType is JsonTokenType.String or JsonTokenType.Number:
                parts.Properties.TryAdd("id", Scalar(ref json)!);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private void Geometry(ref Utf8JsonReader json, FeatureParts parts)
    {
        string? kind = null;
        List<List<double[]>> polygons = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString();
            json.Read();
            if (name == "type")
            {
                kind = Text(ref json);
            }
            else if (name == "coordinates")
            {
                polygons = _coordinates.Read(ref json);
                parts.Heights |= _coordinates.Heights;
            }
            else if (name == "geometries" && json.TokenType == JsonTokenType.StartArray)
            {
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                {
                    Geometry(ref json, parts);
                }
            }
            else
            {
                json.Skip();
            }
        }

        parts.Kind ??= kind;
        if (kind is "Polygon" or "MultiPolygon")
        {
            parts.Kind = kind;
            parts.Polygons.AddRange(polygons);
        }
    }

    private static string? CrsName(ref Utf8JsonReader json)
    {
        string? found = null;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return null;
        }

        var depth = json.CurrentDepth;
        while (json.Read() && !(json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == depth))
        {
            if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("name"u8) && json.Read() && json.TokenType == JsonTokenType.String)
            {
                found = json.GetString();
            }
        }

        return found;
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            return json.GetString();
        }

        json.Skip();
        return null;
    }

    /// <summary>A value as text, without what surrounds it; <see langword="null"/> for an object, an array or nothing.</summary>
    internal static string? Scalar(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return json.GetString();
            case JsonTokenType.Number:
                return System.Text.Encoding.UTF8.GetString(json.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                json.Skip();
                return null;
        }
    }
}

/// <summary>A feature while it is read.</summary>
internal sealed class FeatureParts
{
    public Dictionary<string, string> Properties { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<List<double[]>> Polygons { get; } = [];

    public bool Heights { get; set; }

    public string? Kind { get; set; }

    public void ReadProperties(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (GeoJsonReader.Scalar(ref json) is { } value)
            {
                Properties[name] = value;
            }
        }
    }
}
