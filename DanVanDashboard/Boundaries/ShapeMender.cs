using System.Globalization;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace DanVanDashboard.Boundaries;

/// <summary>Something that was mended, or looks wrong, in a file.</summary>
/// <param name="Code">Key of its text.</param>
/// <param name="Feature">The feature by number and name; <see langword="null"/> for the whole file.</param>
/// <param name="Arguments">Values of the text.</param>
public sealed record BoundaryNote(string Code, string? Feature, params string[] Arguments);

/// <summary>Makes a proper area of the rings of a feature, or says why it cannot.</summary>
/// <remarks>Mended where nobody can mean anything else: an open ring, a point said twice, the other winding, a ring that touches or crosses itself by a hair. All is told.</remarks>
internal sealed class ShapeMender(GeometryFactory factory, List<BoundaryNote> notes)
{
    private const double MetresPerDegree = 111_195;

    /// <summary>Square metres of a geometry in degrees, near enough for a share or a threshold.</summary>
    public static double SquareMetres(Geometry geometry)
    {
        var shrink = Math.Cos(geometry.EnvelopeInternal.Centre.Y * Math.PI / 180);
        return geometry.Area * MetresPerDegree * MetresPerDegree * shrink;
    }

    /// <summary>The area; <see langword="null"/> where the file's feature has none that can be trusted, with the reason in <paramref name="refusal"/>.</summary>
    public MultiPolygon? Mend(RawFeature feature, out string? refusal)
    {
        refusal = null;
        if (feature.Polygons.Count == 0)
        {
            refusal = feature.Kind is null or "Polygon" or "MultiPolygon" ? "boundaries.no-shape" : "boundaries.not-an-area";
            return null;
        }

        var polygons = new List<Polygon>();
        var (opened, turned, mended) = (0, 0, 0);
        foreach (var rings in feature.Polygons)
        {
            var shell = Ring(rings[0], ref opened);
            if (shell is null)
            {
                mended++;
                continue;
            }

            turned += Orientation.IsCCW(shell.CoordinateSequence) ? 0 : 1;
            polygons.Add(factory.CreatePolygon(shell, [.. rings.Skip(1).Select(r => Ring(r, ref opened)).OfType<LinearRing>()]));
        }

        if (polygons.Count == 0)
        {
            refusal = "boundaries.no-shape";
            return null;
        }

        Geometry shape = polygons.Count == 1 ? polygons[0] : factory.CreateMultiPolygon([.. polygons]);
        if (!shape.IsValid)
        {
            // The size that the rings claim is what mending must not change much: a figure of eight loses half of it.
            var claimed = polygons.Sum(p => Math.Abs(Area.OfRing(p.Shell.CoordinateSequence)) - p.Holes.Sum(h => Math.Abs(Area.OfRing(h.CoordinateSequence))));
            var hull = polygons.Sum(p => Swept(p.Shell));
            var whole = GeometryFixer.Fix(shape);
            if (whole.IsEmpty || Math.Abs(whole.Area - claimed) > Math.Max(claimed, 1e-12) * BoundaryLimits.MendedShare || hull - claimed > whole.Area * BoundaryLimits.MendedShare * 2)
            {
                refusal = "boundaries.crosses-itself";
                return null;
            }

            notes.Add(new("note.mended", feature.Label, (Math.Abs(whole.Area - claimed) / claimed).ToString("0.####%", CultureInfo.GetCultureInfo("vi-VN"))));
            shape = whole;
        }

        var parts = PolygonExtracter.GetPolygons(shape).Cast<Polygon>().ToList();
        var kept = parts.Count == 1 ? parts : parts.FindAll(p => SquareMetres(p) >= BoundaryLimits.SmallestPart);
        if (kept.Count == 0)
        {
            refusal = "boundaries.no-shape";
            return null;
        }

        Note(parts.Count - kept.Count + mended, "note.crumbs", feature);
        Note(opened, "note.closed", feature);
        Note(feature.Heights ? 1 : 0, "note.heights", feature);
        Note(turned, "note.turned", feature);
        return factory.CreateMultiPolygon([.. kept.Select(p => (Polygon)p.Normalized())]);
    }

    private void Note(int count, string code, RawFeature feature)
    {
        if (count > 0)
        {
            notes.Add(new(code, feature.Label, count.ToString(CultureInfo.InvariantCulture)));
        }
    }

    // The area that a line sweeps when each loop counts by itself; equal to the claimed one for a ring that does not cross itself.
    private static double Swept(LinearRing ring)
    {
        if (ring.IsValid)
        {
            return Math.Abs(Area.OfRing(ring.CoordinateSequence));
        }

        return PolygonExtracter.GetPolygons(GeometryFixer.Fix(ring.Factory.CreatePolygon(ring))).Sum(p => p.Area);
    }

    private LinearRing? Ring(double[] flat, ref int opened)
    {
        var points = new CoordinateList();
        for (var i = 0; i + 1 < flat.Length; i += 2)
        {
            points.Add(new Coordinate(flat[i], flat[i + 1]), allowRepeated: false);
        }

        if (points.Count < 3)
        {
            return null;
        }

        if (!points[0].Equals2D(points[^1]))
        {
            opened++;
            points.CloseRing();
        }

        return points.Count < 4 ? null : factory.CreateLinearRing(points.ToCoordinateArray());
    }
}
