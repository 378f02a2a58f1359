using HstNotebooks.Errors;
using HstNotebooks.Sky;

namespace HstNotebooks.Tasks;

/// <summary>
/// The task skytopix: sky to pixels (1-based) through the full inverse distortion of an image. A position for which that does not
/// converge, far outside the image, becomes NaN (DrizzlePac gives the position without distortion there, without saying so).
/// </summary>
public static class SkyToPix
{
    /// <summary>Converts the position or the file of positions that the options name.</summary>
    /// <param name="input">The image, with its extension: <c>file.fits[sci,1]</c>.</param>
    /// <param name="options">The parameters.</param>
    /// <exception cref="HstException">The image has no WCS, or the coordinates cannot be read; a bad line is named by number.</exception>
    public static CoordinateList Run(string input, SkyToPixOptions options)
    {
        if (options.CoordFile.Length == 0)
        {
            if (options.Ra.Trim().Length == 0 || options.Dec.Trim().Length == 0)
                throw new ParameterException("no position is given") { Parameter = options.Ra.Trim().Length == 0 ? "ra" : "dec", Expected = "ra and dec, or a coordfile" };
            return Run(input, [Sexagesimal.ParseRa(options.Ra)], [Sexagesimal.ParseDec(options.Dec)], options);
        }
        var rows = CoordinateColumns.Read(options.CoordFile, options.ColNames, "");
        var ra = new double[rows.Count];
        var dec = new double[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            try
            {
                (ra[i], dec[i]) = (Sexagesimal.ParseRa(rows[i].First), Sexagesimal.ParseDec(rows[i].Second));
            }
            catch (InputException e)
            {
                throw new InputException(e.Message, e) { File = options.CoordFile, Row = rows[i].Line, Expected = e.Expected };
            }
        }
        return Run(input, ra, dec, options);
    }

    /// <summary>Converts many positions in degrees.</summary>
    /// <param name="input">The image, with its extension.</param>
    /// <param name="ra">Right ascensions in degrees.</param>
    /// <param name="dec">Declinations in degrees.</param>
    /// <param name="options">The parameters; its positions are not used.</param>
    public static CoordinateList Run(string input, double[] ra, double[] dec, SkyToPixOptions? options = null)
    {
        options ??= new SkyToPixOptions();
        double[] x = new double[ra.Length], y = new double[ra.Length];
        NamedImage.ReadWcs(input).SkyToPixel(ra, dec, x, y);
        var rows = new string[x.Length];
        for (int i = 0; i < x.Length; i++) rows[i] = $"{CoordinateList.Fixed(x[i], options.Precision)}    {CoordinateList.Fixed(y[i], options.Precision)}";
        return CoordinateList.Make(input, options, "# RA     Dec       X              Y", ["ra", "dec", "x", "y"], ra, dec, x, y, rows);
    }
}
