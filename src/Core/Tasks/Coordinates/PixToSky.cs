using HstNotebooks.Errors;
using HstNotebooks.Sky;

namespace HstNotebooks.Tasks;

/// <summary>The task pixtosky: pixels (1-based) to sky through the full distortion of an image.</summary>
public static class PixToSky
{
    /// <summary>Converts the position or the file of positions that the options name.</summary>
    /// <param name="input">The image, with its extension: <c>file.fits[sci,1]</c>.</param>
    /// <param name="options">The parameters.</param>
    /// <exception cref="HstException">The image has no WCS, or the coordinates cannot be read; a bad line is named by number.</exception>
    public static CoordinateList Run(string input, PixToSkyOptions options)
    {
        var (x, y) = options.ReadPositions();
        return Run(input, x, y, options);
    }

    /// <summary>Converts many positions.</summary>
    /// <param name="input">The image, with its extension.</param>
    /// <param name="x">x of the positions, 1-based.</param>
    /// <param name="y">y of the positions, 1-based.</param>
    /// <param name="options">The parameters; its positions are not used.</param>
    public static CoordinateList Run(string input, double[] x, double[] y, PixToSkyOptions? options = null)
    {
        options ??= new PixToSkyOptions();
        double[] ra = new double[x.Length], dec = new double[x.Length];
        NamedImage.ReadWcs(input).PixelToSky(x, y, ra, dec);
        var rows = new string[x.Length];
        for (int i = 0; i < x.Length; i++)
            rows[i] = options.Hms
                ? $"{Sexagesimal.FormatRa(ra[i], options.Precision)}    {Sexagesimal.FormatDec(dec[i], options.Precision)}"
                : $"{CoordinateList.Fixed(ra[i], options.Precision)}    {CoordinateList.Fixed(dec[i], options.Precision)}";
        return CoordinateList.Make(input, options, "# X      Y         RA             Dec", ["x", "y", "ra", "dec"], x, y, ra, dec, rows);
    }
}
