using System.Numerics;
using System.Runtime.InteropServices;
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
        var blobs = new List<PointSpreadFunction.Blob>();
        foreach (var star in stars) psf.Expand(star, blobs);
        int bandCount = (image.Height + BandRows - 1) / BandRows;
        var bands = new List<PointSpreadFunction.Blob>[bandCount];
        for (int b = 0; b < bandCount; b++) bands[b] = [];
        foreach (var blob in blobs)
        {
            double reach = blob.Reach;
            if (blob.X + reach < 0 || blob.X - reach > image.Width - 1) continue;
            int first = (int)Math.Max(0, Math.Floor((blob.Y - reach) / BandRows));
            int last = (int)Math.Min(bandCount - 1, Math.Floor((blob.Y + reach) / BandRows));
            for (int b = first; b <= last; b++) bands[b].Add(blob);
        }
        Parallel.For(0, bandCount, new ParallelOptions { CancellationToken = cancel }, () => new float[2 * image.Width + BandRows], (b, _, parts) =>
        {
            int top = Math.Min(image.Height, (b + 1) * BandRows) - 1;
            foreach (var blob in bands[b]) Add(image, blob, b * BandRows, top, parts);
            return parts;
        }, _ => { });
    }

    private static void Add(Image<float> image, PointSpreadFunction.Blob blob, int bottom, int top, float[] parts)
    {
        double reach = blob.Reach;
        int x0 = Math.Max(0, (int)Math.Ceiling(blob.X - reach)), x1 = Math.Min(image.Width - 1, (int)Math.Floor(blob.X + reach));
        int y0 = Math.Max(bottom, (int)Math.Ceiling(blob.Y - reach)), y1 = Math.Min(top, (int)Math.Floor(blob.Y + reach));
        if (x0 > x1 || y0 > y1) return;
        var alongX = parts.AsSpan(0, x1 - x0 + 1);
        var alongY = parts.AsSpan(image.Width, y1 - y0 + 1);
        PointSpreadFunction.IntegrateOverPixels(blob.X, blob.Sigma, x0, alongX);
        PointSpreadFunction.IntegrateOverPixels(blob.Y, blob.Sigma, y0, alongY);
        for (int y = y0; y <= y1; y++)
            AddScaled(image.Row(y).Slice(x0, alongX.Length), alongX, (float)(blob.Electrons * alongY[y - y0]));
    }

    /// <summary>row += factor * profile, eight or more pixels at a time; each pixel is rounded as in a scalar loop.</summary>
    internal static void AddScaled(Span<float> row, ReadOnlySpan<float> profile, float factor)
    {
        var rows = MemoryMarshal.Cast<float, Vector<float>>(row);
        var profiles = MemoryMarshal.Cast<float, Vector<float>>(profile);
        for (int i = 0; i < rows.Length; i++) rows[i] += profiles[i] * factor;
        for (int i = rows.Length * Vector<float>.Count; i < row.Length; i++) row[i] += profile[i] * factor;
    }
}
