namespace DanVanDashboard.Boundaries;

/// <summary>What the numbers of a file are.</summary>
internal enum CoordinateKind
{
    /// <summary>Degrees, longitude first: WGS 84.</summary>
    LonLat,

    /// <summary>Degrees, latitude first.</summary>
    LatLon,

    /// <summary>Metres of the web's maps (EPSG:3857).</summary>
    WebMercator,

    /// <summary>Metres of VN-2000, which mean a place only together with a central meridian.</summary>
    Vn2000,

    /// <summary>None of these.</summary>
    Unknown,
}

/// <summary>Tells coordinate systems apart by their numbers, and turns each into degrees of WGS 84.</summary>
internal static class CoordinateSystems
{
    private const double MercatorRadius = 6378137;

    // The ellipsoid of WGS 84, which VN-2000 uses too.
    private const double A = 6378137;
    private const double F = 1 / 298.257223563;

    /// <summary>The kind by the range of all points and by what the file names; Việt Nam lies between 102° and 118° east and 6° and 24° north.</summary>
    public static CoordinateKind Guess(double minX, double minY, double maxX, double maxY, string? crs)
    {
        if (crs?.Contains("3857", StringComparison.Ordinal) == true || crs?.Contains("900913", StringComparison.Ordinal) == true)
        {
            return Math.Max(Math.Abs(minX), Math.Abs(maxX)) <= 20037508.4 && Math.Max(Math.Abs(minX), Math.Abs(maxX)) > 180 ? CoordinateKind.WebMercator : CoordinateKind.Unknown;
        }

        if (minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90)
        {
            return CoordinateKind.LonLat;
        }

        // Longitudes of Việt Nam are no latitudes, so that here the order is certain.
        if (minX >= 5 && maxX <= 25 && minY >= 100 && maxY <= 120)
        {
            return CoordinateKind.LatLon;
        }

        if (minX >= 11_300_000 && maxX <= 13_200_000 && minY >= 600_000 && maxY <= 2_750_000)
        {
            return CoordinateKind.WebMercator;
        }

        return minX >= 100_000 && maxX <= 900_000 && minY >= 600_000 && maxY <= 2_700_000 ? CoordinateKind.Vn2000 : CoordinateKind.Unknown;
    }

    /// <summary>Degrees of a point of the web's maps.</summary>
    public static (double Lon, double Lat) FromWebMercator(double x, double y) =>
        (x / MercatorRadius * 180 / Math.PI, Math.Atan(Math.Sinh(y / MercatorRadius)) * 180 / Math.PI);

    /// <summary>Degrees of WGS 84 of a point of VN-2000: the transverse Mercator projection back, then the shift between the two datums.</summary>
    /// <param name="x">Easting, metres, 500.000 at the meridian.</param>
    /// <param name="y">Northing, metres.</param>
    /// <param name="meridian">Central meridian, degrees east.</param>
    /// <param name="sixDegrees">A zone of 6° (scale 0.9996) instead of 3° (0.9999).</param>
    public static (double Lon, double Lat) FromVn2000(double x, double y, double meridian, bool sixDegrees)
    {
        var (lon, lat) = InverseTransverseMercator(x - 500_000, y, meridian * Math.PI / 180, sixDegrees ? 0.9996 : 0.9999);
        return ToWgs84(lon, lat);
    }

    // Series in the third flattening (Krüger), good to less than a millimetre within such zones.
    private static (double Lon, double Lat) InverseTransverseMercator(double east, double north, double meridian, double scale)
    {
        const double N = F / (2 - F);
        var radius = A / (1 + N) * (1 + (N * N / 4) + (N * N * N * N / 64));
        var (xi, eta) = (north / (scale * radius), east / (scale * radius));
        double[] beta = [(N / 2) - (2 * N * N / 3) + (37 * N * N * N / 96), (N * N / 48) + (N * N * N / 15), 17 * N * N * N / 480];
        double[] delta = [(2 * N) - (2 * N * N / 3) - (2 * N * N * N), (7 * N * N / 3) - (8 * N * N * N / 5), 56 * N * N * N / 15];
        var (xi0, eta0) = (xi, eta);
        for (var j = 1; j <= 3; j++)
        {
            xi0 -= beta[j - 1] * Math.Sin(2 * j * xi) * Math.Cosh(2 * j * eta);
            eta0 -= beta[j - 1] * Math.Cos(2 * j * xi) * Math.Sinh(2 * j * eta);
        }

        var chi = Math.Asin(Math.Sin(xi0) / Math.Cosh(eta0));
        var lat = chi + Enumerable.Range(1, 3).Sum(j => delta[j - 1] * Math.Sin(2 * j * chi));
        return (meridian + Math.Atan2(Math.Sinh(eta0), Math.Cos(xi0)), lat);
    }

    // Seven parameters of the Ministry's decision 05/2007/QĐ-BTNMT, as position vectors.
    private static (double Lon, double Lat) ToWgs84(double lon, double lat)
    {
        const double Dx = -191.90441429, Dy = -39.30318279, Dz = -111.45032835;
        const double Second = Math.PI / 180 / 3600;
        const double Rx = -0.00928836 * Second, Ry = 0.01975479 * Second, Rz = -0.00427372 * Second;
        const double Scale = 1 + 0.252906278e-6;
        const double E2 = F * (2 - F);
        var n = A / Math.Sqrt(1 - (E2 * Math.Sin(lat) * Math.Sin(lat)));
        var (x, y, z) = (n * Math.Cos(lat) * Math.Cos(lon), n * Math.Cos(lat) * Math.Sin(lon), n * (1 - E2) * Math.Sin(lat));
        var (X, Y, Z) = (Dx + (Scale * (x - (Rz * y) + (Ry * z))), Dy + (Scale * ((Rz * x) + y - (Rx * z))), Dz + (Scale * ((-Ry * x) + (Rx * y) + z)));
        var p = Math.Sqrt((X * X) + (Y * Y));
        var phi = Math.Atan2(Z, p * (1 - E2));
        for (var i = 0; i < 5; i++)
        {
            n = A / Math.Sqrt(1 - (E2 * Math.Sin(phi) * Math.Sin(phi)));
            phi = Math.Atan2(Z + (E2 * n * Math.Sin(phi)), p);
        }

        return (Math.Atan2(Y, X) * 180 / Math.PI, phi * 180 / Math.PI);
    }
}
