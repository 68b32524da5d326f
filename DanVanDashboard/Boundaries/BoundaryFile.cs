using System.Globalization;
using System.IO.Compression;
using NetTopologySuite.Geometries;

namespace DanVanDashboard.Boundaries;

/// <summary>How the person who imports a file answers what the file does not say.</summary>
/// <param name="Meridian">Central meridian of VN-2000 in degrees east, such as 103 for Lai Châu; <see langword="null"/> where none was named.</param>
/// <param name="SixDegrees">A zone of 6° instead of 3°.</param>
public sealed record BoundaryReading(double? Meridian = null, bool SixDegrees = false);

/// <summary>An area of a file, in degrees of WGS 84, mended and wound as RFC 7946 asks.</summary>
/// <param name="Number">Its place in the file, from 1.</param>
/// <param name="Label">How messages name it.</param>
/// <param name="Code">The code that the file gives it.</param>
/// <param name="Name">The name that the file gives it.</param>
/// <param name="Kind">The kind word that the file gives it.</param>
/// <param name="Shape">The area.</param>
public sealed record BoundaryFeature(int Number, string Label, string? Code, string? Name, string? Kind, MultiPolygon Shape);

/// <summary>A file of boundaries, read and mended.</summary>
/// <param name="Features">What can be used.</param>
/// <param name="Notes">What was mended.</param>
/// <param name="Faults">What cannot be used, by feature; while there are any, nothing is imported.</param>
public sealed record BoundaryFile(IReadOnlyList<BoundaryFeature> Features, IReadOnlyList<BoundaryNote> Notes, IReadOnlyList<BoundaryNote> Faults)
{
    /// <summary>Shapes of boundaries: no grid, WGS 84.</summary>
    internal static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    /// <summary>Reads GeoJSON or TopoJSON, plain or zipped.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="reading">What the file does not say.</param>
    /// <param name="refusal">Why the file as a whole is refused.</param>
    /// <returns><see langword="null"/> with a <paramref name="refusal"/>.</returns>
    public static BoundaryFile? Read(byte[] bytes, BoundaryReading reading, out Domain.Refusal? refusal)
    {
        try
        {
            refusal = null;
            var raw = GeoJsonReader.Read(Unzip(bytes));
            List<BoundaryNote> notes = [], faults = [];
            Place(raw, reading, notes);
            var mender = new ShapeMender(Factory, notes);
            List<BoundaryFeature> features = [];
            foreach (var feature in raw.Features)
            {
                if (mender.Mend(feature, out var why) is { } shape)
                {
                    features.Add(new(feature.Number, feature.Label, FeatureNames.CodeOf(feature.Properties), FeatureNames.NameOf(feature.Properties), FeatureNames.KindOf(feature.Properties), shape));
                }
                else
                {
                    faults.Add(new(why!, feature.Label));
                }
            }

            return new(features, notes, faults);
        }
        catch (UnreadableBoundaries e)
        {
            refusal = e.Refusal;
            return null;
        }
    }

    private static byte[] Unzip(byte[] bytes)
    {
        if (bytes.LongLength > BoundaryLimits.FileBytes)
        {
            throw new UnreadableBoundaries("boundaries.too-large", Megabytes(BoundaryLimits.FileBytes));
        }

        if (bytes is [0x1F, 0x8B, ..])
        {
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            return Unfold(packed);
        }

        if (bytes is not [(byte)'P', (byte)'K', ..])
        {
            return bytes;
        }

        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > BoundaryLimits.ZipEntries)
            {
                throw new UnreadableBoundaries("boundaries.zip-entries", BoundaryLimits.ZipEntries.ToString(CultureInfo.InvariantCulture));
            }

            var found = zip.Entries.Where(e => Path.GetExtension(e.Name).ToUpperInvariant() is ".GEOJSON" or ".JSON" or ".TOPOJSON" && !e.Name.StartsWith('.')).ToList();
            if (found.Count != 1)
            {
                throw new UnreadableBoundaries(found.Count == 0 ? "boundaries.zip-without" : "boundaries.zip-several", found.Count.ToString(CultureInfo.InvariantCulture));
            }

            using var entry = found[0].Open();
            return Unfold(entry);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableBoundaries("boundaries.zip-broken");
        }
    }

    // What the archive says of its size is not believed: only what comes out counts.
    private static byte[] Unfold(Stream packed)
    {
        try
        {
            var whole = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = packed.Read(buffer)) > 0;)
            {
                if (whole.Length + read > BoundaryLimits.UnzippedBytes)
                {
                    throw new UnreadableBoundaries("boundaries.too-large", Megabytes(BoundaryLimits.UnzippedBytes));
                }

                whole.Write(buffer, 0, read);
            }

            return whole.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new UnreadableBoundaries("boundaries.zip-broken");
        }
    }

    private static string Megabytes(long bytes) => (bytes / 1024 / 1024).ToString(CultureInfo.InvariantCulture);

    /// <summary>Turns all points into degrees, in place.</summary>
    private static void Place(RawFile raw, BoundaryReading reading, List<BoundaryNote> notes)
    {
        double minX = double.MaxValue, minY = double.MaxValue, maxX = double.MinValue, maxY = double.MinValue;
        var rings = raw.Features.SelectMany(f => f.Polygons).SelectMany(p => p).ToList();
        foreach (var ring in rings)
        {
            for (var i = 0; i + 1 < ring.Length; i += 2)
            {
                (minX, maxX) = (Math.Min(minX, ring[i]), Math.Max(maxX, ring[i]));
                (minY, maxY) = (Math.Min(minY, ring[i + 1]), Math.Max(maxY, ring[i + 1]));
            }
        }

        if (maxX < minX)
        {
            throw new UnreadableBoundaries("boundaries.no-areas");
        }

        switch (CoordinateSystems.Guess(minX, minY, maxX, maxY, raw.Crs))
        {
            case CoordinateKind.LonLat:
                return;
            case CoordinateKind.LatLon:
                notes.Add(new("note.swapped", null));
                Each(static (x, y) => (y, x));
                return;
            case CoordinateKind.WebMercator:
                notes.Add(new("note.mercator", null));
                Each(CoordinateSystems.FromWebMercator);
                return;
            case CoordinateKind.Vn2000 when reading.Meridian is { } meridian:
                notes.Add(new("note.vn2000", null, meridian.ToString("0.##", CultureInfo.GetCultureInfo("vi-VN")), reading.SixDegrees ? "6" : "3"));
                Each((x, y) => CoordinateSystems.FromVn2000(x, y, meridian, reading.SixDegrees));
                return;
            case CoordinateKind.Vn2000:
                throw new UnreadableBoundaries("boundaries.meridian-missing");
            default:
                throw new UnreadableBoundaries("boundaries.coordinates-unknown", Short(minX), Short(minY), Short(maxX), Short(maxY));
        }

        void Each(Func<double, double, (double X, double Y)> place)
        {
            foreach (var ring in rings)
            {
                for (var i = 0; i + 1 < ring.Length; i += 2)
                {
                    (ring[i], ring[i + 1]) = place(ring[i], ring[i + 1]);
                }
            }
        }

        static string Short(double value) => value.ToString("0.##", CultureInfo.GetCultureInfo("vi-VN"));
    }
}
