using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Resamples a drizzled image onto the pixels of a chip ("blot"): the inverse of drizzling, by interpolation.
/// Pixels without I/O; thread safe.
/// </summary>
/// <remarks>
/// A chip pixel that maps to (x, y), 0-based, with 0 &lt;= x &lt;= width and 0 &lt;= y &lt;= height of the source gets the interpolated
/// value, else the missing value (facts: drizzle-kernels 6.8). A NaN of the source spreads to every pixel whose stencil holds it.
/// <see cref="BlotInterpolation.Sinc"/> follows its definition: DrizzlePac's compiled sinc is displaced by a pixel and reads in
/// front of its array.
/// </remarks>
public static class Blotter
{
    private const int BandRows = 32;

    /// <summary>Blots an image.</summary>
    /// <param name="source">The drizzled image.</param>
    /// <param name="map">Maps chip pixels onto the source, 0-based.</param>
    /// <param name="width">Columns of the chip.</param>
    /// <param name="height">Rows of the chip.</param>
    /// <param name="interpolation">How to interpolate.</param>
    /// <param name="factor">Multiplies the values: exposure time over the square of the scale ratio makes counts of a rate.</param>
    /// <param name="offset">Added after that, for example the sky.</param>
    /// <param name="missing">Value (before factor and offset) of chip pixels beside the source.</param>
    /// <param name="sincScale">Scale of the argument of the sinc function.</param>
    /// <param name="parallel">Number of cores and cancellation; null = all cores.</param>
    public static Image<float> Blot(Image<float> source, PixelRowMapping map, int width, int height,
        BlotInterpolation interpolation = BlotInterpolation.Poly5, double factor = 1, double offset = 0, float missing = 0,
        double sincScale = 1, ParallelOptions? parallel = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sincScale);
        var result = new Image<float>(width, height);
        Blot(source, map, result, interpolation, factor, offset, missing, sincScale, parallel);
        return result;
    }

    /// <summary>Blots into an existing image.</summary>
    internal static void Blot(Image<float> source, PixelRowMapping map, Image<float> result, BlotInterpolation interpolation,
        double factor, double offset, float missing, double sincScale, ParallelOptions? parallel)
    {
        var sampler = BlotSampler.Create(new BlotSource(source), interpolation, sincScale);
        float scale = (float)factor, shift = (float)offset;
        int width = result.Width, bands = (result.Height + BandRows - 1) / BandRows;
        Parallel.For(0, bands, parallel ?? new ParallelOptions(), () => new double[2 * width], (band, _, positions) =>
        {
            Span<double> xs = positions.AsSpan(0, width), ys = positions.AsSpan(width, width);
            for (int y = band * BandRows; y < Math.Min((band + 1) * BandRows, result.Height); y++)
            {
                map(y, 0, xs, ys);
                sampler.SampleRow(xs, ys, result.Row(y), scale, shift, missing);
            }
            return positions;
        }, _ => { });
    }
}
