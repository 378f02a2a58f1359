using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>
/// <c>fitgeometry auto</c>: the simplest geometry that the pairs support, by the Bayesian information criterion (Schwarz 1978) on
/// the same pairs.
/// </summary>
internal static class GeometryChoice
{
    private const int PairsForRScale = 4;
    private const int PairsForGeneral = 12;

    public static FitGeometry Choose(ImageMatch match, IReadOnlyList<(int Reference, int Image)> pairs, PixelPosition crpix, ClippingOptions clipping)
    {
        // Outliers are told from the richest model that is safe, so that all are compared on the same pairs.
        var safe = pairs.Count >= PairsForGeneral ? FitGeometry.General : pairs.Count >= PairsForRScale ? FitGeometry.RScale : FitGeometry.Shift;
        var richest = PairFitter.Fit(match, pairs, crpix, safe, clipping);
        var best = (Geometry: FitGeometry.Shift, Criterion: double.PositiveInfinity);
        foreach (var geometry in (FitGeometry[])[FitGeometry.Shift, FitGeometry.RScale, FitGeometry.General])
        {
            if (richest.Count < geometry switch { FitGeometry.Shift => 1, FitGeometry.RScale => PairsForRScale, _ => PairsForGeneral }) continue;
            var fit = PairFitter.Again(match, pairs, richest, crpix, geometry);
            double data = 2.0 * richest.Count, floor = 1e-12;
            double criterion = data * Math.Log(fit.MeanSquare / 2 + floor) + TransformFitter.ParameterCount(geometry) * Math.Log(data);
            if (criterion < best.Criterion) best = (geometry, criterion);
        }
        return best.Geometry;
    }
}
