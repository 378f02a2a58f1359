using HstNotebooks.Wcs;

namespace HstNotebooks.Pictures;

/// <summary>Outlines of images on the sky.</summary>
public static class Footprints
{
    private const int PointsPerSide = 16;

    /// <summary>The border of an image on the sky as a closed line of right ascensions and declinations in degrees.</summary>
    public static (double[] Ra, double[] Dec) Outline(ImageWcs wcs)
    {
        double w = wcs.Width + 0.5, h = wcs.Height + 0.5;
        (double X, double Y)[] corners = [(0.5, 0.5), (w, 0.5), (w, h), (0.5, h), (0.5, 0.5)];
        var x = new List<double>();
        var y = new List<double>();
        for (int side = 0; side < 4; side++)
            for (int i = 0; i < PointsPerSide; i++)
            {
                double t = (double)i / PointsPerSide;
                x.Add(corners[side].X + t * (corners[side + 1].X - corners[side].X));
                y.Add(corners[side].Y + t * (corners[side + 1].Y - corners[side].Y));
            }
        x.Add(x[0]);
        y.Add(y[0]);
        double[] ra = new double[x.Count], dec = new double[x.Count];
        wcs.PixelToSky(x.ToArray(), y.ToArray(), ra, dec);
        return (ra, dec);
    }
}
