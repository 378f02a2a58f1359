namespace HstNotebooks.Detection;

/// <summary>
/// Centre of a source from one-dimensional Gaussians fitted to the weighted sums of its columns and rows
/// (IRAF daofind's marginal fit; facts: source-finding 1.7).
/// </summary>
internal static class MarginalFit
{
    /// <summary>Result of the fit along one axis: height of the Gaussian and centre in window pixels (0-based).</summary>
    internal readonly record struct AxisFit(double Height, double Centre);

    /// <summary>Fits one axis; null where the fit is rejected.</summary>
    /// <param name="window">Pixels around the source, as large as the kernel, row by row.</param>
    /// <param name="kernel">The kernel; its plain Gaussian is what is fitted.</param>
    /// <param name="sky">Value subtracted from the pixels.</param>
    /// <param name="alongX">Whether the columns are summed (centre in x) or the rows (centre in y).</param>
    public static AxisFit? Fit(ReadOnlySpan<float> window, DetectionKernel kernel, double sky, bool alongX)
    {
        int length = alongX ? kernel.Width : kernel.Height, depth = alongX ? kernel.Height : kernel.Width;
        int step = alongX ? 1 : kernel.Width, across = alongX ? kernel.Width : 1;
        double sigma = alongX ? kernel.SigmaX : kernel.SigmaY;
        if (length < 3 || sigma <= 0) return null;
        int middle = length / 2, deep = depth / 2;

        double p = 0, sg = 0, sd = 0, sgg = 0, sgd = 0, sdx = 0, a = 0, b = 0, c = 0, e = 0;
        for (int k = 0; k < length; k++)
        {
            double data = 0, model = 0;
            for (int j = 0; j < depth; j++)
            {
                int i = k * step + j * across;
                int v = deep + 1 - Math.Abs(j - deep);
                data += (window[i] - sky) * v;
                model += kernel.Gaussian[i] * v;
            }
            double t = middle - k, w = middle + 1 - Math.Abs(middle - k);
            p += w;
            sg += w * model;
            sd += w * data;
            sgg += w * model * model;
            sgd += w * model * data;
            sdx += w * data * t;
            a += w * model * t;
            b += w * (model * t) * (model * t);
            c += w * data * model * t;
            e += w * model * model * t;
        }
        double variance = sgg - sg * sg / p;
        if (!(variance > 0)) return null;
        double height = (sgd - sg * sd / p) / variance;
        if (!(height > 0)) return null;
        double level = (sd - height * sg) / p;
        double shift = (e - (c - a * (height * sg + level * p))) / (height * b / (sigma * sigma));
        double limit = length / 2.0 - 0.5;
        if (Math.Abs(shift) > limit)
        {
            // The reference's second choice; t points from the pixel to the centre, so it is a weak one, kept for identical lists.
            shift = sd == 0 ? 0 : sdx / sd;
            if (Math.Abs(shift) > limit) shift = 0;
        }
        return new AxisFit(height, middle + shift);
    }
}
