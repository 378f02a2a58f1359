using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>The sources of one chip. Positions are FITS 1-based pixels of the chip and degrees on the sky; one element per source.</summary>
internal sealed record ChipCatalog
{
    public required int ExtVer { get; init; }
    /// <summary>The full WCS of the chip before the alignment.</summary>
    public required ImageWcs Wcs { get; init; }
    public required double[] X { get; init; }
    public required double[] Y { get; init; }
    /// <summary>Flux in the units of the image or catalog; NaN where it is not known.</summary>
    public required double[] Flux { get; init; }
    public required double[] Ra { get; init; }
    public required double[] Dec { get; init; }
    /// <summary>Sharpness, round1 and round2, where they were measured.</summary>
    public (double[] Sharpness, double[] Round1, double[] Round2)? Shape { get; init; }
    /// <summary>What the threshold was made from; NaN where the sources come from a catalog file.</summary>
    public double SkySigma { get; init; } = double.NaN;
    /// <summary>The catalog file that the sources were read from or written to; null for none.</summary>
    public string? FileName { get; init; }
    public int Count => X.Length;

    /// <summary>Makes the catalog from chip pixels; the sky positions come from the full WCS.</summary>
    public static ChipCatalog FromPixels(int extVer, ImageWcs wcs, double[] x, double[] y, double[] flux)
    {
        double[] ra = new double[x.Length], dec = new double[x.Length];
        wcs.PixelToSky(x, y, ra, dec);
        return new ChipCatalog { ExtVer = extVer, Wcs = wcs, X = x, Y = y, Flux = flux, Ra = ra, Dec = dec };
    }
}
