namespace HstNotebooks.Alignment;

/// <summary>
/// Proper motions of a catalog as Gaia gives them: milliarcseconds per year, pmra with the factor cos(dec), and the Julian
/// year to which the positions belong. NaN where a source has none. Parallax is in milliarcseconds and only used with an
/// observer's position, which is that of the Earth's centre here.
/// </summary>
internal sealed record ProperMotions(double[] PmRa, double[] PmDec, double[] Epoch, double[]? Parallax)
{
    private const double MasToDegrees = 1 / 3.6e6;

    /// <summary>Whether the catalog says to which date its positions belong.</summary>
    public bool HasEpochs { get; } = Epoch.Any(double.IsFinite);

    /// <summary>Length of the mean of all motions, milliarcseconds per year.</summary>
    public double MeanMotion => double.Hypot(Mean(PmRa), Mean(PmDec));

    private static double Mean(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(0).Average();

    /// <summary>Standard errors of the proper motions per axis, milliarcseconds per year; null where they are not known.</summary>
    public double[]? Errors { get; init; }

    /// <summary>Standard errors of positions (milliarcseconds) at another epoch: those of the motions grow with the years.</summary>
    public double[] Propagate(double[] errors, double epoch) => Errors is null ? errors
        : [.. errors.Select((e, i) => double.IsFinite(Errors[i]) && double.IsFinite(Epoch[i]) ? double.Hypot(e, Errors[i] * (epoch - Epoch[i])) : e)];

    /// <summary>The positions at another epoch.</summary>
    public (double[] Ra, double[] Dec) Propagate(double[] ra, double[] dec, double epoch)
    {
        double[] newRa = (double[])ra.Clone(), newDec = (double[])dec.Clone();
        var earth = EarthOrbit.Position(epoch);
        for (int i = 0; i < ra.Length; i++)
        {
            double years = epoch - Epoch[i];
            if (!double.IsFinite(years) || !double.IsFinite(PmRa[i]) || !double.IsFinite(PmDec[i])) continue;
            double east = PmRa[i] * years, north = PmDec[i] * years;
            if (Parallax is not null && double.IsFinite(Parallax[i]) && Parallax[i] > 0)
            {
                var (plxEast, plxNorth) = earth.ParallaxOffset(ra[i], dec[i]);
                east += Parallax[i] * plxEast;
                north += Parallax[i] * plxNorth;
            }
            (newRa[i], newDec[i]) = Offset(ra[i], dec[i], east * MasToDegrees, north * MasToDegrees);
        }
        return (newRa, newDec);
    }

    /// <summary>The same with sources of unknown motion at the end.</summary>
    public ProperMotions WithUnknown(int count)
    {
        double[] unknown = new double[count];
        Array.Fill(unknown, double.NaN);
        return new([.. PmRa, .. unknown], [.. PmDec, .. unknown], [.. Epoch, .. unknown], Parallax is null ? null : [.. Parallax, .. unknown])
        { Errors = Errors is null ? null : [.. Errors, .. unknown] };
    }

    /// <summary>A position moved along the tangent plane; exact to the second order in the offset also near the poles.</summary>
    private static (double Ra, double Dec) Offset(double ra, double dec, double east, double north)
    {
        double a = double.DegreesToRadians(ra), d = double.DegreesToRadians(dec);
        double e = double.DegreesToRadians(east), n = double.DegreesToRadians(north);
        double x = Math.Cos(d) * Math.Cos(a) - e * Math.Sin(a) - n * Math.Sin(d) * Math.Cos(a);
        double y = Math.Cos(d) * Math.Sin(a) + e * Math.Cos(a) - n * Math.Sin(d) * Math.Sin(a);
        double z = Math.Sin(d) + n * Math.Cos(d);
        double newRa = double.RadiansToDegrees(Math.Atan2(y, x));
        return (newRa < 0 ? newRa + 360 : newRa, double.RadiansToDegrees(Math.Atan2(z, double.Hypot(x, y))));
    }
}
