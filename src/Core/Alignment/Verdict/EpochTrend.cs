using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// Tests whether residuals follow the proper motions of the catalog. They do where its positions belong to another date than it
/// says, or are not moved at all; the fit is then wrong by the mean motion, although its residuals are small.
/// </summary>
/// <param name="Years">By how many years the reference positions would have to be moved on.</param>
/// <param name="Error">Standard error of the years.</param>
/// <param name="Displacement">By how much that moves the mean of the matches, reference pixels.</param>
internal readonly record struct EpochTrend(double Years, double Error, double Displacement)
{
    private const int LeastPairs = 10;
    private const double MasToDegrees = 1 / 3.6e6;

    /// <summary>The trend of the residuals of a fit with the motions of its matches; null where there are none or too few.</summary>
    public static EpochTrend? Of(ImageMatch match, LinearWcs frame)
    {
        var fit = match.Fit!;
        if (match.Reference.Motions is not { } motions) return null;
        var kept = Enumerable.Range(0, fit.Count).Select(k => (Residual: k, match.Pairs[fit.Kept[k]].Reference))
            .Where(p => double.IsFinite(motions.PmRa[p.Reference]) && double.IsFinite(motions.PmDec[p.Reference])).ToList();
        if (kept.Count < LeastPairs) return null;
        // Pixels per milliarcsecond to the east and north, at the reference point.
        var (x0, y0) = (frame.CrPix1, frame.CrPix2);
        var east = frame.SkyToPixel(frame.CrVal1 + 1000 * MasToDegrees / Math.Cos(double.DegreesToRadians(frame.CrVal2)), frame.CrVal2);
        var north = frame.SkyToPixel(frame.CrVal1, frame.CrVal2 + 1000 * MasToDegrees);
        double[] mx = [.. kept.Select(p => (motions.PmRa[p.Reference] * (east.X - x0) + motions.PmDec[p.Reference] * (north.X - x0)) / 1000)];
        double[] my = [.. kept.Select(p => (motions.PmRa[p.Reference] * (east.Y - y0) + motions.PmDec[p.Reference] * (north.Y - y0)) / 1000)];
        double meanX = mx.Average(), meanY = my.Average(), product = 0, square = 0, residual = 0;
        for (int i = 0; i < kept.Count; i++)
        {
            double rx = fit.ResidualsX[kept[i].Residual], ry = fit.ResidualsY[kept[i].Residual];
            product += rx * (mx[i] - meanX) + ry * (my[i] - meanY);
            square += (mx[i] - meanX) * (mx[i] - meanX) + (my[i] - meanY) * (my[i] - meanY);
            residual += rx * rx + ry * ry;
        }
        if (!(square > 0)) return null;
        double years = product / square;
        return new EpochTrend(years, Math.Sqrt(residual / (2 * kept.Count) / square), Math.Abs(years) * double.Hypot(meanX, meanY));
    }
}
