using HstNotebooks.Images;
using HstNotebooks.Wcs;
using MathNet.Numerics.LinearAlgebra;

namespace HstNotebooks.Alignment;

/// <summary>
/// Tests whether residuals follow the place in the field: a quadratic surface is fitted to them, and the F test says how often errors
/// without structure would follow one as well. A trend is left by a distortion that is missing or of another detector, and by a geometry that is too simple.
/// </summary>
/// <param name="Amplitude">Root mean square of the surface over the matches, reference pixels.</param>
/// <param name="LogChance">log10 of the probability that errors without structure give as much.</param>
internal readonly record struct FieldTrend(double Amplitude, double LogChance)
{
    private const int Terms = 6;
    private const int LeastPairs = 20;

    /// <summary>The trend of the residuals of a fit; null where there are too few.</summary>
    public static FieldTrend? Of(ImageMatch match, LinearWcs frame)
    {
        var fit = match.Fit!;
        if (fit.Count < LeastPairs) return null;
        var at = match.ReferencePositions.Take([.. fit.Kept.Select(k => match.Pairs[k].Reference)]);
        var centre = new PixelPosition(at.X.Average(), at.Y.Average());
        double unit = Math.Max(1, Math.Max(at.X.Max() - at.X.Min(), at.Y.Max() - at.Y.Min()) / 2);
        var design = Matrix<double>.Build.Dense(fit.Count, Terms, (row, term) =>
        {
            double x = (at.X[row] - centre.X) / unit, y = (at.Y[row] - centre.Y) / unit;
            return Math.Sqrt(fit.Weights?[row] ?? 1) * term switch { 0 => 1, 1 => x, 2 => y, 3 => x * x, 4 => x * y, _ => y * y };
        });
        var basis = design.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q;
        double explained = 0, all = 0;
        foreach (double[] residuals in (double[][])[fit.ResidualsX, fit.ResidualsY])
        {
            var values = Vector<double>.Build.Dense(fit.Count, row => Math.Sqrt(fit.Weights?[row] ?? 1) * residuals[row]);
            var parts = basis.TransposeThisAndMultiply(values);
            (explained, all) = (explained + parts.DotProduct(parts), all + values.DotProduct(values));
        }
        // What the fit has taken already is no longer free to follow a surface.
        int freed = TransformFitter.ParameterCount(fit.Geometry), free = 2 * Terms - freed, left = 2 * fit.Count - 2 * Terms;
        if (!(all > explained)) return null;
        double share = explained / all;
        // The F test in terms of the share that is explained: a beta distribution (Snedecor and Cochran 1989, chapter 17).
        double chance = MathNet.Numerics.SpecialFunctions.BetaRegularized(left / 2.0, free / 2.0, 1 - share);
        double weights = fit.Weights?.Sum() ?? fit.Count;
        return new FieldTrend(Math.Sqrt(explained / weights), chance > 0 ? Math.Log10(chance) : -300);
    }
}
