using MathNet.Numerics.LinearAlgebra;

namespace HstNotebooks.Drizzling;

/// <summary>Finds the sky offset of each image from the differences in the overlaps, by weighted least squares (facts: astrodrizzle-pipeline 7.6).</summary>
public static class SkyMatcher
{
    /// <summary>
    /// The offsets d that best satisfy w (d_i - d_j) = w (s_i - s_j), w being the mean number of pixels of the overlap. Only differences
    /// are known, so of all solutions the one of smallest norm is taken, whose mean is 0 in every group of images that overlaps link, and
    /// shifted until its lowest value is 0 where it was below.
    /// </summary>
    /// <param name="images">Number of images.</param>
    /// <param name="overlaps">Their overlaps.</param>
    /// <returns>One offset per image; null for an image that overlaps no other.</returns>
    public static double?[] Solve(int images, IReadOnlyList<SkyOverlap> overlaps)
    {
        var links = new ImageLinks(images);
        foreach (var overlap in overlaps) links.Join(overlap.First, overlap.Second);
        double largest = overlaps.Count == 0 ? 1 : overlaps.Max(MeanWeight);
        var result = new double?[images];
        foreach (int[] group in Enumerable.Range(0, images).GroupBy(links.GroupOf).Select(g => g.ToArray()).Where(g => g.Length > 1))
        {
            double[] offsets = SolveGroup(group, [.. overlaps.Where(o => links.GroupOf(o.First) == links.GroupOf(group[0]))], largest);
            for (int k = 0; k < group.Length; k++) result[group[k]] = offsets[k];
        }
        double lowest = Math.Min(0, result.Min() ?? 0);
        return [.. result.Select(d => d - lowest)];
    }

    /// <summary>The normal equations with the first image as the zero point, then the mean as the zero point.</summary>
    private static double[] SolveGroup(int[] group, SkyOverlap[] overlaps, double largest)
    {
        var place = Enumerable.Range(0, group.Length).ToDictionary(k => group[k], k => k - 1);
        var normal = Matrix<double>.Build.Dense(group.Length - 1, group.Length - 1);
        var right = Vector<double>.Build.Dense(group.Length - 1);
        foreach (var overlap in overlaps)
        {
            double w = MeanWeight(overlap) / largest, w2 = w * w, difference = overlap.FirstLevel - overlap.SecondLevel;
            int i = place[overlap.First], j = place[overlap.Second];
            if (i >= 0) (normal[i, i], right[i]) = (normal[i, i] + w2, right[i] + w2 * difference);
            if (j >= 0) (normal[j, j], right[j]) = (normal[j, j] + w2, right[j] - w2 * difference);
            if (i < 0 || j < 0) continue;
            normal[i, j] -= w2;
            normal[j, i] -= w2;
        }
        double[] offsets = [0, .. normal.Cholesky().Solve(right)];
        double mean = offsets.Average();
        return [.. offsets.Select(d => d - mean)];
    }

    private static double MeanWeight(SkyOverlap overlap) => 0.5 * (overlap.FirstWeight + overlap.SecondWeight);
}
