using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>Covers a circle on the sky with smaller ones.</summary>
internal static class SkyTiles
{
    /// <summary>
    /// Centres of circles of radius <paramref name="tile"/> that together cover the circle of radius <paramref name="radius"/>. They stand on a
    /// hexagonal lattice in the tangent plane (spacing tile x sqrt 3), where neighbours are never farther apart than on the sky.
    /// </summary>
    /// <param name="centre">Centre of the large circle.</param>
    /// <param name="radius">Its radius in degrees.</param>
    /// <param name="tile">Radius of the small circles in degrees.</param>
    public static List<SkyPosition> Cover(SkyPosition centre, double radius, double tile)
    {
        if (radius <= tile) return [centre];
        double column = tile * Math.Sqrt(3), row = tile * 1.5;
        // On the plane the large circle has radius tan(radius); the lattice reaches one tile beyond.
        double reach = double.RadiansToDegrees(Math.Tan(double.DegreesToRadians(radius))) + tile;
        int rows = (int)Math.Ceiling(reach / row), columns = (int)Math.Ceiling(reach / column) + 1;
        var centres = new List<SkyPosition>();
        for (int j = -rows; j <= rows; j++)
        {
            for (int i = -columns; i <= columns; i++)
            {
                double x = (i + (j & 1) / 2.0) * column, y = j * row;
                if (double.Hypot(x, y) <= reach) centres.Add(FromPlane(centre, x, y));
            }
        }
        return centres;
    }

    /// <summary>The position at standard coordinates in degrees (gnomonic projection).</summary>
    private static SkyPosition FromPlane(SkyPosition centre, double x, double y)
    {
        double xi = double.DegreesToRadians(x), eta = double.DegreesToRadians(y);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(centre.Dec));
        double down = cos - eta * sin;
        double ra = centre.Ra + double.RadiansToDegrees(Math.Atan2(xi, down));
        double dec = double.RadiansToDegrees(Math.Atan2(sin + eta * cos, double.Hypot(xi, down)));
        return new SkyPosition(ra < 0 ? ra + 360 : ra >= 360 ? ra - 360 : ra, dec);
    }
}
