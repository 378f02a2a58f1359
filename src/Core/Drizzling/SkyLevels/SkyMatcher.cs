using MathNet.Numerics.LinearAlgebra;

namespace HstNotebooks.Drizzling;

/// <summary>Finds the sky offset of each image from the differences in the overlaps, by weighted least squares (facts: astrodrizzle-pipeline 7.6).</summary>
public static class SkyMatcher
{
    private const double SmallestEigenvalue = 1e-12;

    /// <summary>
    /// The offsets d that best satisfy w (d_i - d_j) = w (s_i - s_j), w being the mean number of pixels of the overlap. Only differences
    /// are known, so the solution of smallest norm is taken and shifted until its lowest value is 0 where it was below.
    /// </summary>
    /// <param name="images">Number of images.</param>
    /// <param name="overlaps">Their overlaps.</param>
    /// <returns>One offset per image; null for an image that overlaps no other.</returns>
    public static double?[] Solve(int images, IReadOnlyList<SkyOverlap> overlaps)
    {
        var normal = Matrix<double>.Build.Dense(images, images);
        var right = Vector<double>.Build.Dense(images);
        var linked = new bool[images];
        double largest = overlaps.Count == 0 ? 1 : overlaps.Max(MeanWeight);
        foreach (var overlap in overlaps)
        {
            double w = MeanWeight(overlap) / largest, w2 = w * w, difference = overlap.FirstLevel - overlap.SecondLevel;
            (int i, int j) = (overlap.First, overlap.Second);
            normal[i, i] += w2;
            normal[j, j] += w2;
            normal[i, j] -= w2;
            normal[j, i] -= w2;
            right[i] += w2 * difference;
            right[j] -= w2 * difference;
            linked[i] = linked[j] = true;
        }

        var eigen = normal.Evd(Symmetricity.Symmetric);
        var solution = Vector<double>.Build.Dense(images);
        double limit = SmallestEigenvalue * Math.Max(1e-300, eigen.EigenValues.Select(v => v.Real).DefaultIfEmpty(0).Max());
        for (int k = 0; k < images; k++)
        {
            double value = eigen.EigenValues[k].Real;
            if (value <= limit) continue;
            var direction = eigen.EigenVectors.Column(k);
            solution += direction * (direction.DotProduct(right) / value);
        }

        double lowest = 0;
        for (int i = 0; i < images; i++) if (linked[i]) lowest = Math.Min(lowest, solution[i]);
        return [.. Enumerable.Range(0, images).Select(i => linked[i] ? solution[i] - lowest : (double?)null)];
    }

    private static double MeanWeight(SkyOverlap overlap) => 0.5 * (overlap.FirstWeight + overlap.SecondWeight);
}
