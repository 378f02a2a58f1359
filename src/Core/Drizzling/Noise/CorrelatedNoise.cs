namespace HstNotebooks.Drizzling;

/// <summary>The correlation of the noise that drizzling brings about.</summary>
public static class CorrelatedNoise
{
    /// <summary>
    /// R: the noise of a large area over that which the errors of its pixels would give if they were independent, for well dithered exposures (Fruchter and
    /// Hook 2002, PASP 114, 144, equations 9 and 10): r / (1 - 1/(3r)) for r &gt;= 1 and 1 / (1 - r/3) for r &lt;= 1, with r = pixfrac / scale ratio.
    /// </summary>
    /// <param name="pixFrac">Linear size of a drop in input pixels, 0 (points: R = 1) to 1.</param>
    /// <param name="scaleRatio">Size of an output pixel in input pixels, above 0.</param>
    /// <remarks>It holds for the square and turbo kernels and uniform weights; with few dithers R changes from pixel to pixel.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A number outside its range.</exception>
    public static double Ratio(double pixFrac, double scaleRatio)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixFrac);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scaleRatio);
        double r = pixFrac / scaleRatio;
        return r >= 1 ? r / (1 - 1 / (3 * r)) : 1 / (1 - r / 3);
    }
}
