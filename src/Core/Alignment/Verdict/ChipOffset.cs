using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace HstNotebooks.Alignment;

/// <summary>
/// How far a chip lies from where the other chips put it: its mean residual after whatever rotation, scale and skew of all chips together. (Residuals
/// alone would not show it, because a fit turns and stretches to follow a chip that has moved.)
/// </summary>
internal static class ChipOffset
{
    private const int LeastPairs = 5;
    /// <summary>Chips that are off by more than this are told, where it is more than chance; reference pixels.</summary>
    private const double LargestOffset = 0.2;
    private const double LargestInSigma = 5;

    /// <summary>Says which chip contradicts the others; null where none does.</summary>
    public static string? Find(ImageCatalog image, ImageMatch match)
    {
        var fit = match.Fit!;
        int[] chips = [.. fit.Kept.Select(k => image.ExtVer[match.Pairs[k].Image])];
        var counts = chips.GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        string? worst = null;
        double largest = LargestOffset;
        foreach (int chip in counts.Where(c => c.Value >= LeastPairs && fit.Count - c.Value >= LeastPairs).Select(c => c.Key).Order())
        {
            if (Offset(match, fit, chips, chip) is not { } offset) continue;
            double size = double.Hypot(offset.X, offset.Y);
            if (size < Math.Max(largest, LargestInSigma * offset.Error)) continue;
            largest = size;
            worst = string.Create(CultureInfo.InvariantCulture, $"chip {chip} and the others disagree by ({offset.X:F2}, {offset.Y:F2}) pixel: the distortion or the matches of one of them are wrong");
        }
        return worst;
    }

    /// <summary>Coefficient of belonging to the chip, beside a linear function of the place; its standard error for both axes together.</summary>
    private static (double X, double Y, double Error)? Offset(ImageMatch match, LinearFit fit, int[] chips, int chip)
    {
        var at = match.ReferencePositions.Take([.. fit.Kept.Select(k => match.Pairs[k].Reference)]);
        double cx = at.X.Average(), cy = at.Y.Average();
        var normal = Matrix<double>.Build.Dense(4, 4);
        var rightX = Vector<double>.Build.Dense(4);
        var rightY = Vector<double>.Build.Dense(4);
        double[] row = new double[4];
        for (int k = 0; k < chips.Length; k++)
        {
            (row[0], row[1], row[2], row[3]) = (1, (at.X[k] - cx) / 1000, (at.Y[k] - cy) / 1000, chips[k] == chip ? 1 : 0);
            for (int i = 0; i < 4; i++)
            {
                rightX[i] += row[i] * fit.ResidualsX[k];
                rightY[i] += row[i] * fit.ResidualsY[k];
                for (int j = 0; j < 4; j++) normal[i, j] += row[i] * row[j];
            }
        }
        if (!(normal.ConditionNumber() < 1e8)) return null;
        var inverse = normal.Inverse();
        double x = inverse.Row(3).DotProduct(rightX), y = inverse.Row(3).DotProduct(rightY);
        return (x, y, fit.Rmse * Math.Sqrt(inverse[3, 3]));
    }
}
