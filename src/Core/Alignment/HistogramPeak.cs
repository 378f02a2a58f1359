using HstNotebooks.Images;
using MathNet.Numerics.LinearAlgebra;

namespace HstNotebooks.Alignment;

/// <summary>
/// The highest bin of a histogram, refined by a quadratic surface through the bins around it (facts: matching-and-fitting 3.3).
/// </summary>
/// <param name="X">Column in bins, 0-based, centre of the first bin at 0.</param>
/// <param name="Y">Row in bins.</param>
/// <param name="PairCount">Sum of the bins in the box that was fitted.</param>
/// <param name="IsAtEdge">Whether the peak touches the edge of the histogram or the surface has its maximum outside.</param>
internal sealed record HistogramPeak(double X, double Y, int PairCount, bool IsAtEdge)
{
    private const int BoxSize = 5;
    private const int Coefficients = 6;
    private const double SharpFraction = 0.4;

    /// <summary>Finds the peak: the first of the highest bins in row-major order.</summary>
    public static HistogramPeak Find(Image<int> histogram)
    {
        int most = histogram.Pixels.Max(), at = Array.IndexOf(histogram.Pixels, most);
        int peakX = at % histogram.Width, peakY = at / histogram.Width;
        int x1 = Math.Max(0, Math.Min(peakX - BoxSize / 2, histogram.Width - BoxSize)), x2 = Math.Min(histogram.Width, x1 + BoxSize);
        int y1 = Math.Max(0, Math.Min(peakY - BoxSize / 2, histogram.Height - BoxSize)), y2 = Math.Min(histogram.Height, y1 + BoxSize);

        var bins = new List<(double X, double Y, double Count)>();
        for (int y = y1; y < y2; y++)
        {
            for (int x = x1; x < x2; x++)
                if (histogram[y, x] > 0) bins.Add((x - peakX, y - peakY, histogram[y, x]));
        }
        int pairs = (int)bins.Sum(b => b.Count);
        bool isAtEdge = peakX == 0 || peakY == 0 || peakX == histogram.Width - 1 || peakY == histogram.Height - 1;
        if (isAtEdge && histogram.Width > 1) return new HistogramPeak(peakX, peakY, pairs, true);
        if (bins.Count < Coefficients)
        {
            return new HistogramPeak(peakX + bins.Sum(b => b.X * b.Count) / pairs, peakY + bins.Sum(b => b.Y * b.Count) / pairs, pairs, false);
        }
        // Where most pairs share one bin, a smooth surface through it and many small counts has its maximum elsewhere, by more than the
        // tolerance of the matching; the centre of mass is right then. The surface is for broad peaks.
        bool isSharp = most > SharpFraction * pairs;
        var (dx, dy) = !isSharp && Maximum(bins) is { } top && Math.Abs(top.X) <= 1 && Math.Abs(top.Y) <= 1 ? top : CentreOfMass(bins);
        return new HistogramPeak(peakX + dx, peakY + dy, pairs, false);
    }

    /// <summary>The centre of mass of the highest bin and its neighbours.</summary>
    private static (double X, double Y) CentreOfMass(List<(double X, double Y, double Count)> bins)
    {
        var near = bins.Where(b => Math.Abs(b.X) <= 1 && Math.Abs(b.Y) <= 1).ToList();
        double sum = near.Sum(b => b.Count);
        return (near.Sum(b => b.X * b.Count) / sum, near.Sum(b => b.Y * b.Count) / sum);
    }

    /// <summary>The maximum of z = c0 + cx x + cy y + cxy x y + cxx x^2 + cyy y^2 fitted to the bins, or null where it has none.</summary>
    private static (double X, double Y)? Maximum(List<(double X, double Y, double Count)> bins)
    {
        var design = Matrix<double>.Build.Dense(bins.Count, Coefficients, (row, column) => column switch
        {
            0 => 1,
            1 => bins[row].X,
            2 => bins[row].Y,
            3 => bins[row].X * bins[row].Y,
            4 => bins[row].X * bins[row].X,
            _ => bins[row].Y * bins[row].Y,
        });
        var c = design.Svd().Solve(Vector<double>.Build.DenseOfEnumerable(bins.Select(b => b.Count)));
        double determinant = 4 * c[5] * c[4] - c[3] * c[3];
        if (!(determinant > 0) || c[4] >= 0 || c[5] >= 0) return null;
        return ((c[2] * c[3] - 2 * c[5] * c[1]) / determinant, (c[1] * c[3] - 2 * c[2] * c[4]) / determinant);
    }
}
