using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// The task pixtopix: pixels (1-based) of a distorted image to those of an undistorted one (forward), or back (backward). Of the
/// undistorted image only the linear WCS counts.
/// </summary>
public static class PixToPix
{
    /// <summary>Converts the position or the file of positions that the options name.</summary>
    /// <param name="inImage">The distorted image, with its extension: <c>file.fits[sci,1]</c>.</param>
    /// <param name="options">The parameters.</param>
    /// <exception cref="HstException">An image has no WCS, or the coordinates cannot be read; a bad line is named by number.</exception>
    public static CoordinateList Run(string inImage, PixToPixOptions options)
    {
        var (x, y) = options.ReadPositions();
        return Run(inImage, x, y, options);
    }

    /// <summary>Converts many positions.</summary>
    /// <param name="inImage">The distorted image, with its extension.</param>
    /// <param name="x">x of the positions, 1-based.</param>
    /// <param name="y">y of the positions, 1-based.</param>
    /// <param name="options">The parameters; its positions are not used.</param>
    public static CoordinateList Run(string inImage, double[] x, double[] y, PixToPixOptions? options = null)
    {
        options ??= new PixToPixOptions();
        var distorted = NamedImage.ReadWcs(inImage);
        var plane = options.OutImage.Trim().Length > 0
            ? NamedImage.ReadWcs(options.OutImage).Linear
            : OutputFrame.FromChips(NamedImage.ReadScience(FitsName.Parse(inImage).Path)).Wcs;
        double[] ra = new double[x.Length], dec = new double[x.Length];
        bool forward = options.Direction.Equals("forward", StringComparison.OrdinalIgnoreCase);
        if (!forward && !options.Direction.Equals("backward", StringComparison.OrdinalIgnoreCase))
            throw new ParameterException($"there is no direction {options.Direction}") { Parameter = "direction", Expected = "forward or backward" };
        if (forward)
        {
            distorted.PixelToSky(x, y, ra, dec);
            plane.SkyToPixel(ra, dec, ra, dec);
        }
        else
        {
            plane.PixelToSky(x, y, ra, dec);
            distorted.SkyToPixel(ra, dec, ra, dec);
        }
        var rows = new string[x.Length];
        for (int i = 0; i < x.Length; i++) rows[i] = $"{CoordinateList.Fixed(ra[i], options.Precision)}    {CoordinateList.Fixed(dec[i], options.Precision)}";
        return CoordinateList.Make(inImage, options, "# X(in)      Y(in)             X(out)         Y(out)", ["x_in", "y_in", "x_out", "y_out"], x, y, ra, dec, rows);
    }
}
