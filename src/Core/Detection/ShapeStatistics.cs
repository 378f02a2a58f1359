namespace HstNotebooks.Detection;

/// <summary>Sharpness and roundness of a source (IRAF daofind; facts: source-finding 1.8).</summary>
internal static class ShapeStatistics
{
    /// <summary>
    /// Height of the centre above the mean of its neighbours, over the height of the best Gaussian: about 0.5 to 0.9 for stars,
    /// above 1 for hot pixels and cosmic rays. NaN where it is undefined.
    /// </summary>
    public static double Sharpness(ReadOnlySpan<float> window, ReadOnlySpan<float> convolved, DetectionKernel kernel)
    {
        int centre = kernel.Height / 2 * kernel.Width + kernel.Width / 2;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < window.Length; i++)
        {
            if (i == centre || !kernel.Support[i]) continue;
            sum += window[i];
            count++;
        }
        return count == 0 || !(convolved[centre] > 0) ? double.NaN : (window[centre] - sum / count) / convolved[centre];
    }

    /// <summary>Asymmetry of the convolved source between the quadrants, 0 for a round one, within -2 to 2. NaN where it is undefined.</summary>
    public static double Roundness(ReadOnlySpan<float> convolved, DetectionKernel kernel)
    {
        int xc = kernel.Width / 2, yc = kernel.Height / 2;
        double signed = 0, total = 0;
        for (int y = 0; y < kernel.Height; y++)
        {
            for (int x = 0; x < kernel.Width; x++)
            {
                if (x == xc && y == yc) continue;
                double value = convolved[y * kernel.Width + x];
                bool negative = (y >= yc && x < xc) || (y <= yc && x > xc);
                signed += negative ? -value : value;
                total += Math.Abs(value);
            }
        }
        return signed == 0 ? 0 : total > 0 ? 2 * signed / total : double.NaN;
    }
}
