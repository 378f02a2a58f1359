using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Propagates the errors of images through the drizzling of the images: the standard deviation of each output pixel. Images without I/O.
/// </summary>
/// <remarks>
/// <para>An output pixel is O = sum(k w d) / sum(k w), with the overlaps k and weights w of the input pixels that fall on it, so its variance is
/// sum(k^2 w^2 sigma^2) / sum(k w)^2 for input pixels with independent errors sigma. The images are added to this object as they are to a
/// <see cref="Drizzler"/>, with the same map, weights, scale ratio and exposure time.</para>
/// <para>The errors of neighbouring output pixels are not independent, because an input pixel falls on several of them. So the error of a sum or mean
/// over N pixels is not sqrt(N) or 1/sqrt(N) times this error, but larger by the factor of <see cref="CorrelatedNoise.Ratio"/> (Fruchter and Hook 2002,
/// PASP 114, 144, section 7).</para>
/// <para>With the negative overlaps of lanczos the same formula holds. A pixel whose value is no finite number never reaches the image, so its weight must be 0
/// here. Not safe for concurrent calls.</para>
/// </remarks>
public sealed class ErrorDrizzler
{
    // A drizzler of variances with the squares of weights and overlaps: its O V is the sum of k^2 w^2 sigma^2.
    private readonly Drizzler squares;
    // Used again by images of the same size.
    private Image<float> variances = new(0, 0), squaredWeights = new(0, 0);

    /// <summary>Starts without images.</summary>
    /// <param name="width">Output columns.</param>
    /// <param name="height">Output rows.</param>
    /// <param name="kernel">Shape of the drops.</param>
    /// <param name="pixFrac">Linear size of a drop in input pixels, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">pixFrac is negative or no number.</exception>
    public ErrorDrizzler(int width, int height, DrizzleKernel kernel = DrizzleKernel.Square, double pixFrac = 1)
        : this(new DrizzleFrame(0, 0, width, height), kernel, pixFrac) { }

    /// <summary>Starts without images on a part of a larger frame.</summary>
    internal ErrorDrizzler(DrizzleFrame frame, DrizzleKernel kernel, double pixFrac) =>
        squares = new Drizzler(frame, kernel, pixFrac, 0, keepContext: false) { OfSquares = true };

    /// <summary>Adds the errors of an image.</summary>
    /// <param name="errors">Standard deviation of each pixel, in the units of the image; not changed. A pixel whose error is no number above 0 counts as free of noise.</param>
    /// <param name="weights">Weight of each pixel, same size; 0 = masked. Null = all 1.</param>
    /// <param name="map">Where its pixels fall.</param>
    /// <param name="scaleRatio">Size of an output pixel in input pixels.</param>
    /// <param name="exposureTime">Divides the values of the image.</param>
    /// <param name="weightScale">Multiplies the weights.</param>
    /// <param name="parallel">Number of cores and cancellation; null = all cores.</param>
    /// <returns>How many pixels with weight have no error above 0.</returns>
    /// <exception cref="ArgumentException">The weights have another size, or a number is not positive.</exception>
    public long AddImage(Image<float> errors, Image<float>? weights, PixelRowMapping map, double scaleRatio = 1,
        double exposureTime = 1, double weightScale = 1, ParallelOptions? parallel = null)
    {
        if (weights is not null && (weights.Width != errors.Width || weights.Height != errors.Height))
            throw new ArgumentException($"weights of {weights.Width} x {weights.Height} for errors of {errors.Width} x {errors.Height}", nameof(weights));
        if (variances.Width != errors.Width || variances.Height != errors.Height) (variances, squaredWeights) = (new(errors.Width, errors.Height), new(errors.Width, errors.Height));
        variances.Span.Clear();
        squaredWeights.Span.Clear();
        long without = 0;
        for (int i = 0; i < variances.Pixels.Length; i++)
        {
            double w = weights is null ? weightScale : weights.Pixels[i] * weightScale, e = errors.Pixels[i];
            if (!(w > 0)) continue;
            squaredWeights.Pixels[i] = (float)(w * w);
            if (e > 0 && double.IsFinite(e)) variances.Pixels[i] = (float)(e * e);
            else without++;
        }
        // The drizzler multiplies by the square of the scale ratio and divides by the time; a variance takes both twice.
        float again = (float)(scaleRatio * scaleRatio / exposureTime);
        foreach (ref float v in variances.Span) v *= again;
        squares.AddImage(variances, squaredWeights, map, scaleRatio, exposureTime, 1, parallel);
        return without;
    }

    /// <summary>The errors of the output, in its units.</summary>
    /// <param name="weight">Weight image of the drizzled images, sum(k w).</param>
    /// <param name="empty">Value where nothing fell.</param>
    /// <exception cref="ArgumentException">The weights have another size.</exception>
    public Image<float> Errors(Image<float> weight, float empty = float.NaN)
    {
        if (weight.Width != squares.Weight.Width || weight.Height != squares.Weight.Height)
            throw new ArgumentException($"weights of {weight.Width} x {weight.Height} for errors of {squares.Weight.Width} x {squares.Weight.Height}", nameof(weight));
        var result = new Image<float>(weight.Width, weight.Height);
        float[] mean = squares.Science.Pixels, sum = squares.Weight.Pixels;
        for (int i = 0; i < result.Pixels.Length; i++)
        {
            double v = weight.Pixels[i];
            result.Pixels[i] = v == 0 ? empty : (float)(Math.Sqrt((double)mean[i] * sum[i]) / Math.Abs(v));
        }
        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"errors of a drizzled image of {squares.Weight.Width} x {squares.Weight.Height} pixels";
}
