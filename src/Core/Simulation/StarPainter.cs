using HstNotebooks.Images;

namespace HstNotebooks.Simulation;

/// <summary>Adds stars to an image: each one the point spread function integrated over pixels, times its electrons.</summary>
internal static class StarPainter
{
    /// <summary>Rows that one task paints. Bands do not depend on the number of cores, so neither do the sums.</summary>
    private const int BandRows = 64;

    /// <summary>Adds the stars in their order.</summary>
    public static void Paint(Image<float> image, IReadOnlyList<StarImage> stars, PointSpreadFunction psf, CancellationToken cancel)
    {
        int bandCount = (image.Height + BandRows - 1) / BandRows;
        var bands = new List<int>[bandCount];
        for (int b = 0; b < bandCount; b++) bands[b] = [];
        for (int i = 0; i < stars.Count; i++)
        {
            double reach = psf.Reach(stars[i].Electrons) + 1;
            if (stars[i].X + reach < 0 || stars[i].X - reach > image.Width - 1) continue;
            int first = (int)Math.Max(0, Math.Floor((stars[i].Y - reach) / BandRows));
            int last = (int)Math.Min(bandCount - 1, Math.Floor((stars[i].Y + reach) / BandRows));
            for (int b = first; b <= last; b++) bands[b].Add(i);
        }
        Parallel.For(0, bandCount, new ParallelOptions { CancellationToken = cancel }, b =>
        {
            int top = Math.Min(image.Height, (b + 1) * BandRows) - 1;
            foreach (int i in bands[b])
                foreach (var component in psf.Components) Add(image, stars[i], component, b * BandRows, top);
        });
    }

    private static void Add(Image<float> image, StarImage star, PointSpreadFunction.Component component, int bottom, int top)
    {
        double reach = PointSpreadFunction.Reach(component, star.Electrons);
        int x0 = Math.Max(0, (int)Math.Ceiling(star.X - reach)), x1 = Math.Min(image.Width - 1, (int)Math.Floor(star.X + reach));
        int y0 = Math.Max(bottom, (int)Math.Ceiling(star.Y - reach)), y1 = Math.Min(top, (int)Math.Floor(star.Y + reach));
        if (x0 > x1 || y0 > y1) return;
        int count = x1 - x0 + 1 + (y1 - y0 + 1);
        Span<double> parts = count <= 512 ? stackalloc double[512] : new double[count];
        var alongX = parts[..(x1 - x0 + 1)];
        var alongY = parts.Slice(alongX.Length, y1 - y0 + 1);
        PointSpreadFunction.IntegrateOverPixels(star.X, component.Sigma, x0, alongX);
        PointSpreadFunction.IntegrateOverPixels(star.Y, component.Sigma, y0, alongY);
        for (int y = y0; y <= y1; y++)
        {
            double height = star.Electrons * component.Fraction * alongY[y - y0];
            var row = image.Row(y).Slice(x0, alongX.Length);
            for (int x = 0; x < row.Length; x++) row[x] += (float)(height * alongX[x]);
        }
    }
}
