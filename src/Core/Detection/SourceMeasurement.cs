using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>Measures the regions above the threshold and decides which of them are sources (facts: source-finding 1.6 to 1.8).</summary>
internal sealed class SourceMeasurement(Image<float> image, DetectedPixels detected, DetectionKernel kernel, SourceFindingOptions options, double sky)
{
    /// <summary>A measured source; position 0-based.</summary>
    internal readonly record struct Source(double X, double Y, double Flux, float Peak, double Sharpness, double Round1, double Round2);

    private readonly int halfX = kernel.Width / 2;
    private readonly int halfY = kernel.Height / 2;

    /// <summary>Measures one region; null where it is no source.</summary>
    public Source? Measure(Segmentation.Box box)
    {
        if (box.X1 - box.X0 >= image.Width - 1 || box.Y1 - box.Y0 >= image.Height - 1) return null;
        int xa = box.X0 - halfX, xb = box.X1 + halfX + 1, ya = box.Y0 - halfY, yb = box.Y1 + halfY + 1;
        if (ya <= 0 || yb >= image.Height || xa <= 0 || xb >= image.Width) return null;

        var (cx, cy) = Centroid(xa, ya, xb, yb);
        if (!double.IsFinite(cx) || !double.IsFinite(cy)) return null;
        int left = (int)(cx + 0.5) + xa - halfX, low = (int)(cy + 0.5) + ya - halfY;
        if (left < 0 || low < 0 || left + kernel.Width > image.Width || low + kernel.Height > image.Height) return null;

        Span<float> window = kernel.Width * kernel.Height <= 1024 ? stackalloc float[kernel.Width * kernel.Height] : new float[kernel.Width * kernel.Height];
        double flux = 0;
        float peak = float.NegativeInfinity;
        for (int y = 0; y < kernel.Height; y++)
        {
            var row = image.Row(low + y).Slice(left, kernel.Width);
            row.CopyTo(window[(y * kernel.Width)..]);
            foreach (float value in row)
            {
                if (!float.IsFinite(value)) return null;
                flux += value;
                peak = Math.Max(peak, value);
            }
        }
        if (!IsWithinLimits(flux, peak)) return null;

        var (sharpness, round1) = (double.NaN, double.NaN);
        if (options.UseSharpRound)
        {
            (sharpness, round1) = Shape(window, left, low);
            if (!IsInside(sharpness, options.SharpLo, options.SharpHi) || !IsInside(round1, options.RoundLo, options.RoundHi)) return null;
        }
        if (MarginalFit.Fit(window, kernel, sky, alongX: true) is not { } fitX) return null;
        if (MarginalFit.Fit(window, kernel, sky, alongX: false) is not { } fitY) return null;
        double round2 = 2 * (fitX.Height - fitY.Height) / (fitX.Height + fitY.Height);
        if (options.UseSharpRound && !IsInside(round2, options.RoundLo, options.RoundHi)) return null;
        return new Source(left + fitX.Centre, low + fitY.Centre, flux, peak, sharpness, round1, round2);
    }

    /// <summary>Centroid of the convolved values above the threshold in the grown box, in box coordinates.</summary>
    private (double X, double Y) Centroid(int xa, int ya, int xb, int yb)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = ya; y < yb; y++)
        {
            var runs = detected.RunsOfRow(y);
            for (int r = FirstEndingAfter(runs, xa); r < runs.Length && runs[r].Start < xb; r++)
            {
                var run = runs[r];
                for (int x = Math.Max(run.Start, xa); x < Math.Min(run.End, xb); x++)
                {
                    double value = detected.Values[run.Offset + x - run.Start];
                    sum += value;
                    sumX += value * (x - xa);
                    sumY += value * (y - ya);
                }
            }
        }
        return (sumX / sum, sumY / sum);
    }

    private static int FirstEndingAfter(ReadOnlySpan<DetectedPixels.Run> runs, int x)
    {
        int low = 0, high = runs.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (runs[middle].End <= x) low = middle + 1; else high = middle;
        }
        return low;
    }

    private bool IsWithinLimits(double flux, double peak)
    {
        // 0 counts as "not set" for the flux limits but not for peakmin; so in the reference.
        if (options.PeakMax is { } peakMax && peak >= peakMax) return false;
        if (options.PeakMin is { } peakMin && peak <= peakMin) return false;
        if (options.FluxMin is { } fluxMin && fluxMin != 0 && flux <= fluxMin) return false;
        return options.FluxMax is not { } fluxMax || fluxMax == 0 || flux < fluxMax;
    }

    private static bool IsInside(double value, double? low, double? high) =>
        !double.IsNaN(value) && (low is null || value >= low) && (high is null || value <= high);

    private (double Sharpness, double Roundness) Shape(ReadOnlySpan<float> window, int left, int low)
    {
        var convolved = new float[window.Length];
        for (int y = 0; y < kernel.Height; y++)
        {
            for (int x = 0; x < kernel.Width; x++) convolved[y * kernel.Width + x] = Convolve(left + x, low + y);
        }
        return (ShapeStatistics.Sharpness(window, convolved, kernel), ShapeStatistics.Roundness(convolved, kernel));
    }

    /// <summary>The convolved image at one pixel, edges reflected.</summary>
    private float Convolve(int x, int y)
    {
        double sum = 0;
        for (int j = 0; j < kernel.Height; j++)
        {
            for (int i = 0; i < kernel.Width; i++)
            {
                double weight = kernel.Weights[(kernel.Height - 1 - j) * kernel.Width + kernel.Width - 1 - i];
                sum += weight * image[Reflect(y + j - halfY, image.Height), Reflect(x + i - halfX, image.Width)];
            }
        }
        return (float)sum;
    }

    private static int Reflect(int index, int length)
    {
        int period = 2 * length;
        index = (index % period + period) % period;
        return index < length ? index : period - 1 - index;
    }
}
