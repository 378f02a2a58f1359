using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>The numbers on which a verdict rests.</summary>
internal static class AlignmentEvidence
{
    /// <summary>Standard error per axis of a bad centroid, of a faint or undersampled star; reference pixels.</summary>
    private const double WorstCentroid = 0.15;
    /// <summary>Exposures that are moved by less stand on the same pixels, reference pixels.</summary>
    private const double SmallestDither = 1.5;

    /// <summary>How often chance would give the fit of a match.</summary>
    public static ChanceEstimate ChanceOf(ImageMatch match, SkyFrame frame, TweakRegOptions options)
    {
        var fit = match.Fit!;
        var fitted = LinearTransform.Of(fit).Invert(match.ImagePositions, frame.Wcs);
        double searched = SearchedRadius(match, options);
        return ChanceEstimate.Of(fitted, match.ReferencePositions, match.Pairs, match.Tolerance ?? options.Tolerance, searched, match.SearchedRotation,
            TransformFitter.SmallestCount(fit.Geometry), match.Offset is { } peak ? OverDispersion.Of(peak.Histogram) : 1);
    }

    /// <summary>How far offsets were searched, reference pixels.</summary>
    public static double SearchedRadius(ImageMatch match, TweakRegOptions options) =>
        match.SearchedRadius ?? (match.Offset is { } offset ? offset.Histogram.Width / 2.0 : options.Tolerance);

    /// <summary>
    /// Root mean square of what each pair misses when it is left out of the fit (its residual over one minus its leverage), reference
    /// pixels, and what is expected of it for errors without structure.
    /// </summary>
    public static (double Found, double Expected) HeldOutRms(ImageMatch match)
    {
        var fit = match.Fit!;
        var kept = fit.Kept.Select(k => match.Pairs[k].Reference).ToArray();
        var moments = WeightedMoments.Of(match.ReferencePositions.Take(kept), [.. Enumerable.Range(0, kept.Length)], fit.Weights);
        double spread = moments.Sxx + moments.Syy;
        double share = fit.Geometry switch { FitGeometry.Shift => 0, FitGeometry.RScale => 1, _ => 2 };
        double sum = 0, inside = 0, outside = 0;
        for (int k = 0; k < kept.Length; k++)
        {
            double distance = Square(match.ReferencePositions.X[kept[k]] - moments.MeanX) + Square(match.ReferencePositions.Y[kept[k]] - moments.MeanY);
            double weight = fit.Weights?[k] ?? 1;
            double rest = Math.Max(1 - weight * (1 / moments.Sum + (spread > 0 ? share * distance / spread : 0)), 0.05);
            sum += (Square(fit.ResidualsX[k]) + Square(fit.ResidualsY[k])) / Square(rest);
            (inside, outside) = (inside + rest, outside + 1 / rest);
        }
        return (Math.Sqrt(sum / kept.Length), fit.Rmse * Math.Sqrt(outside / inside));
    }

    /// <summary>
    /// The rms per axis that the errors explain: those that the catalog states, for the matches of the fit, and those of centroids, of
    /// which 0.15 pixel is a bad one; reference pixels. Null where nothing is stated.
    /// </summary>
    public static double? ExpectedRms(ImageMatch match, LinearWcs frame)
    {
        if (match.Reference.IsImage) return Math.Sqrt(2) * WorstCentroid;
        double[] stated = [.. match.Fit!.Kept.Select(k => match.Reference.Errors?[match.Pairs[k].Reference] ?? double.NaN).Where(double.IsFinite)];
        if (stated.Length < match.Fit.Count / 2 || stated.Length == 0) return null;
        return double.Hypot(Math.Sqrt(stated.Average(e => e * e)) / (1000 * frame.PixelScale), WorstCentroid);
    }

    /// <summary>How many of the pairs within the tolerance would be expected by chance.</summary>
    public static double ChancePairs(ChanceEstimate chance, double tolerance) => chance.ExpectedByChance * Square(tolerance / chance.Radius);

    /// <summary>
    /// The largest standard error of the fitted position at a corner of a chip, reference pixels. For a shift, what a fit with
    /// rotation and scale would leave: a rotation that the pairs cannot exclude makes the shift wrong there. Wider where few pairs
    /// make the standard error itself unsure.
    /// </summary>
    public static double WorstCornerError(ImageCatalog image, ImageMatch match, LinearWcs frame)
    {
        var fit = match.Fit!;
        if (fit is { Geometry: FitGeometry.Shift, Count: > 2 })
        {
            fit = PairFitter.Again(match, match.Pairs, fit, new Images.PixelPosition(frame.CrPix1, frame.CrPix2), FitGeometry.RScale);
        }
        double worst = 0;
        foreach (var chip in image.Chips)
        {
            double[] x = [1, chip.Wcs.Width, chip.Wcs.Width, 1], y = [1, 1, chip.Wcs.Height, chip.Wcs.Height];
            chip.Wcs.PixelToSky(x, y, x, y);
            frame.SkyToPixel(x, y, x, y);
            for (int i = 0; i < x.Length; i++) worst = Math.Max(worst, fit.Uncertainty!.PositionError(x[i] - frame.CrPix1, y[i] - frame.CrPix2));
        }
        return worst * fit.Uncertainty!.SmallSampleFactor;
    }

    /// <summary>
    /// Share of the pairs that lie on the same detector pixels although the exposures were moved against each other: the mark of
    /// hot pixels. Where the pointing did not change, stars do so too; then hot pixels are told by lying in the middle of a
    /// pixel, where stars lie by chance only. Null for catalogs.
    /// </summary>
    public static double? DetectorFixedShare(ImageCatalog image, ImageMatch match)
    {
        if (match.Reference.Original is not { } original || match.Pairs.Count == 0) return null;
        int same = match.Pairs.Count(p => Math.Abs(original.X[p.Reference] - image.X[p.Image]) < 0.5 && Math.Abs(original.Y[p.Reference] - image.Y[p.Image]) < 0.5);
        double dither = match.Pairs.Average(p => double.Hypot(match.ReferencePositions.X[p.Reference] - match.ImagePositions.X[p.Image], match.ReferencePositions.Y[p.Reference] - match.ImagePositions.Y[p.Image]));
        if (dither < SmallestDither) same = match.Pairs.Count(p => IsCentred(original.X[p.Reference]) && IsCentred(image.X[p.Image]) && Math.Abs(original.X[p.Reference] - image.X[p.Image]) < 0.5);
        return same / (double)match.Pairs.Count;
    }

    /// <summary>Whether a source lies in the middle of a pixel, as hot ones do; stars do in one case of eight.</summary>
    public static bool IsCentred(double position) => Math.Abs(position - Math.Round(position)) < 0.06;

    private static double Square(double value) => value * value;
}
