using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

/// <summary>
/// Fits simulated pairs with known truth many times over, to see whether the stated standard errors are those that errors really have:
/// the width of (found - true) / stated must be 1.
/// </summary>
public static class FitPulls
{
    private const int Pairs = 40;
    private const double FieldSize = 4000;
    private static readonly PixelPosition Centre = new(FieldSize / 2, FieldSize / 2);
    private static readonly string[] Names = ["dx", "dy", "rot", "scale", "corner"];
    private static readonly (double X, double Y) Shift = (5, -3);

    /// <summary>Fits 40 pairs in each of a number of trials.</summary>
    /// <remarks>
    /// The variance of a pair is (error of the catalog)^2 + 0.03^2 + 0.06^2 / (flux over its median) squared pixels, with errors of
    /// the catalog from 0.01 to 0.15 pixel and fluxes over a factor of 100. Sources lie in a part of the field, so that shift and rotation are correlated.
    /// </remarks>
    public static FitPullOutcome Run(FitGeometry geometry, FitWeights weights, RobustEstimator robust, double outliers, double clip, int trials, int seed, CancellationToken cancel = default)
    {
        // One generator and one place per trial, so that the result does not depend on the number of cores.
        var squares = new double[trials][];
        Parallel.For(0, trials, new ParallelOptions { CancellationToken = cancel }, trial =>
        {
            var (reference, image, weighting) = Draw(new Random(unchecked(seed * 1_000_003 + trial)), weights, robust, outliers);
            var fit = LinearFitter.Fit(reference, image, Centre, geometry, new ClippingOptions(clip > 0 ? 3 : 0, clip), weighting);
            var error = fit.Uncertainty!;
            double at = 0.45 * FieldSize, x = fit.M11 * at + fit.M21 * at + fit.ShiftX - Shift.X - at, y = fit.M12 * at + fit.M22 * at + fit.ShiftY - Shift.Y - at;
            squares[trial] =
            [
                Square((fit.ShiftX - Shift.X) / error.ShiftX), Square((fit.ShiftY - Shift.Y) / error.ShiftY),
                Square(Math.IEEERemainder(fit.Rotation, 360) / error.Rotation), Square((fit.Scale - 1) / error.Scale),
                (x * x + y * y) / Square(error.PositionError(at, at)), x * x + y * y,
            ];
        });
        double[] widths = [.. Enumerable.Range(0, 6).Select(k => Math.Sqrt(squares.Average(s => s[k])))];
        return new FitPullOutcome(geometry, weights, robust, outliers, clip,
            Names.Where((_, k) => geometry != FitGeometry.Shift || k is not (2 or 3)).ToDictionary(n => n, n => widths[Array.IndexOf(Names, n)]), widths[5]);
    }

    /// <summary>Every geometry with every kind of weights and estimator, without and with outliers, as a table with one row each.</summary>
    public static Table Survey(int trials, int seed = 1, CancellationToken cancel = default)
    {
        var rows = new List<FitPullOutcome>();
        foreach (var geometry in (FitGeometry[])[FitGeometry.Shift, FitGeometry.RScale, FitGeometry.General])
        {
            foreach (var weights in Enum.GetValues<FitWeights>())
            {
                rows.Add(Run(geometry, weights, RobustEstimator.None, 0, 3, trials, seed, cancel));
                foreach (var robust in (RobustEstimator[])[RobustEstimator.Huber, RobustEstimator.Biweight])
                {
                    rows.Add(Run(geometry, weights, robust, 0, 0, trials, seed, cancel));
                    rows.Add(Run(geometry, weights, robust, 0.1, 0, trials, seed, cancel));
                }
            }
        }
        TableColumn<double> Width(string name) => new("pull_" + name, [.. rows.Select(r => r.Widths.GetValueOrDefault(name, double.NaN))]) { Format = "F3" };
        return new Table(
        [
            new TableColumn<string>("geometry", [.. rows.Select(r => TransformFitter.Name(r.Geometry))]),
            new TableColumn<string>("fitweights", [.. rows.Select(r => r.Weights.ToString().ToLowerInvariant())]),
            new TableColumn<string>("robust", [.. rows.Select(r => r.Robust.ToString().ToLowerInvariant())]),
            new TableColumn<double>("outliers", [.. rows.Select(r => r.Outliers)]),
            Width("dx"), Width("dy"), Width("rot"), Width("scale"), Width("corner"),
            new TableColumn<double>("corner", [.. rows.Select(r => r.CornerError)], "pix") { Format = "F4" },
        ], "pulls");
    }

    private static (PositionList Reference, PositionList Image, FitWeighting Weighting) Draw(Random random, FitWeights weights, RobustEstimator robust, double outliers)
    {
        double[] x = new double[Pairs], y = new double[Pairs], ix = new double[Pairs], iy = new double[Pairs], known = new double[Pairs], inverse = new double[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            (x[i], y[i]) = (FieldSize * random.NextDouble(), 1500 * random.NextDouble());
            known[i] = Square(0.01 * Math.Pow(15, random.NextDouble()));
            inverse[i] = Math.Pow(10, 2 * random.NextDouble() - 1);
            double sigma = Math.Sqrt(known[i] + Square(0.03) + Square(0.06) * inverse[i]);
            bool isWrong = random.NextDouble() < outliers;
            double Error() => isWrong ? 3 * (random.NextDouble() - 0.5) : sigma * Normal(random);
            (ix[i], iy[i]) = (x[i] + Shift.X + Error(), y[i] + Shift.Y + Error());
        }
        var weighting = new FitWeighting
        {
            KnownVariance = weights is FitWeights.Catalog or FitWeights.Both ? known : null,
            InverseFlux = weights is FitWeights.Brightness or FitWeights.Both ? inverse : null,
            Robust = robust,
        };
        return (new PositionList(x, y), new PositionList(ix, iy), weighting);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Square(double value) => value * value;
}
