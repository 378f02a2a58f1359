using HstNotebooks.Errors;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>What is known of the errors of single sources, for the weights of a fit (parameters <c>fitweights</c> and <c>robust</c>).</summary>
/// <param name="ReferenceVariance">Variance per axis of the reference sources, squared reference pixels; null where it is not used.</param>
/// <param name="InverseFlux">Inverse brightness of the image's sources; null where it is not used.</param>
/// <param name="Robust">How wrong pairs are weighed down.</param>
internal sealed record SourceErrors(double[]? ReferenceVariance, double[]? InverseFlux, RobustEstimator Robust)
{
    /// <summary>The errors for an image; null where nothing but equal weights is asked for.</summary>
    /// <exception cref="ParameterException">The catalog has no errors, or the brightness of the sources is not known.</exception>
    public static SourceErrors? Of(ImageCatalog image, ReferenceCatalog reference, LinearWcs frame, TweakRegOptions options)
    {
        bool byCatalog = options.FitWeights is FitWeights.Catalog or FitWeights.Both, byFlux = options.FitWeights is FitWeights.Brightness or FitWeights.Both;
        if (!byCatalog && !byFlux && options.Robust == RobustEstimator.None) return null;
        return new SourceErrors(byCatalog ? Variances(reference, 1000 * frame.PixelScale) : null, byFlux ? Inverse(image, options.FluxUnits) : null, options.Robust);
    }

    /// <summary>The errors of pairs.</summary>
    public FitWeighting For(IReadOnlyList<(int Reference, int Image)> pairs) => new()
    {
        KnownVariance = ReferenceVariance is { } variance ? [.. pairs.Select(p => variance[p.Reference])] : null,
        InverseFlux = InverseFlux is { } inverse ? [.. pairs.Select(p => inverse[p.Image])] : null,
        Robust = Robust,
    };

    /// <summary>Sources of unknown error count as the worst of the others.</summary>
    private static double[] Variances(ReferenceCatalog reference, double masPerPixel)
    {
        double[] errors = reference.Errors ?? [];
        double worst = errors.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        if (double.IsNaN(worst))
        {
            throw new ParameterException($"the reference {reference.Name} states no errors of its positions")
            { Parameter = "fitweights", Expected = "columns ra_error and dec_error (mas where no unit is given)", Advice = "use fitweights brightness, or none" };
        }
        return [.. errors.Select(e => Math.Pow((double.IsFinite(e) ? e : worst) / masPerPixel, 2))];
    }

    /// <summary>Sources of unknown brightness count as the faintest.</summary>
    private static double[] Inverse(ImageCatalog image, FluxUnits units)
    {
        // Only catalogs can be in magnitudes; found sources have counts.
        double[] flux = units == FluxUnits.Mag ? [.. image.Flux.Select(m => Math.Pow(10, -0.4 * m))] : image.Flux;
        double faintest = flux.Where(f => f > 0 && double.IsFinite(f)).DefaultIfEmpty(double.NaN).Min();
        if (double.IsNaN(faintest))
        {
            throw new ParameterException($"the brightness of the sources of {image.FileName} is not known")
            { File = image.Path, Parameter = "fitweights", Advice = "name the column of the flux (fluxcol), or use fitweights none" };
        }
        return [.. flux.Select(f => 1 / (f > 0 && double.IsFinite(f) ? f : faintest))];
    }
}
