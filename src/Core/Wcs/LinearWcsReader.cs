using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>Reads the linear part of a celestial WCS from a header (FITS WCS papers I and II).</summary>
internal static class LinearWcsReader
{
    private static readonly string[] Supported = ["TAN", "TPV", "SIN", "STG", "ARC", "ZEA", "CAR", "AIT"];

    public static LinearWcs Read(FitsHeader header, char key)
    {
        try
        {
            return ReadKeywords(header, key);
        }
        catch (WcsException e) when (e.File is null && header.File is not null)
        {
            throw Located(e, header);
        }
    }

    /// <summary>The same error with the file and HDU of a header.</summary>
    public static WcsException Located(WcsException e, FitsHeader header) => new(e.Message, e)
    {
        File = e.File ?? header.File,
        Hdu = e.Hdu ?? header.HduLabel,
        Keyword = e.Keyword,
        Parameter = e.Parameter,
        Expected = e.Expected,
        Advice = e.Advice,
    };

    private static LinearWcs ReadKeywords(FitsHeader header, char key)
    {
        string suffix = key == ' ' ? "" : key.ToString();
        bool declinationFirst = ReadAxes(header, suffix, out var frame, out string projection);
        var (cd11, cd12, cd21, cd22) = ReadMatrix(header, suffix);
        double unit1 = UnitInDegrees(header, "CUNIT1" + suffix), unit2 = UnitInDegrees(header, "CUNIT2" + suffix);
        double value1 = Required(header, "CRVAL1" + suffix) * unit1, value2 = Required(header, "CRVAL2" + suffix) * unit2;
        (cd11, cd12, cd21, cd22) = (cd11 * unit1, cd12 * unit1, cd21 * unit2, cd22 * unit2);
        if (declinationFirst)
        {
            (value1, value2) = (value2, value1);
            (cd11, cd12, cd21, cd22) = (cd21, cd22, cd11, cd12);
        }
        var tpv = ReadPolynomial(header, suffix, ref projection, declinationFirst);
        var wcs = new LinearWcs(Required(header, "CRPIX1" + suffix), Required(header, "CRPIX2" + suffix), value1, value2, cd11, cd12, cd21, cd22)
        {
            Projection = projection,
            RadeSys = header.FindString("RADESYS" + suffix) ?? header.FindString("RADESYS") ?? "ICRS",
            LonPole = header.FindDouble("LONPOLE" + suffix),
            LatPole = header.FindDouble("LATPOLE" + suffix),
            Tpv = tpv,
            SlantXi = projection == "SIN" ? header.FindDouble("PV2_1" + suffix) ?? 0 : 0,
            SlantEta = projection == "SIN" ? header.FindDouble("PV2_2" + suffix) ?? 0 : 0,
        };
        double size = Math.Max(Math.Abs(cd11) + Math.Abs(cd12), Math.Abs(cd21) + Math.Abs(cd22));
        if (!double.IsFinite(wcs.Determinant) || Math.Abs(wcs.Determinant) < 1e-12 * size * size || size == 0)
            throw new WcsException("the CD matrix of the WCS is singular") { Keyword = "CD1_1" + suffix, Expected = "a matrix with a determinant other than zero" };
        if (frame.Longitude == "ELON" && (header.FindDouble("EQUINOX" + suffix) ?? 2000) is var equinox && equinox != 2000)
            throw new WcsException("only the ecliptic of J2000 is known") { Keyword = "EQUINOX" + suffix, Expected = "2000" };
        return frame.ToEquatorial(wcs);
    }

    /// <summary>Whether a header holds the keywords of a celestial WCS under this key.</summary>
    public static bool IsPresent(FitsHeader header, char key)
    {
        string suffix = key == ' ' ? "" : key.ToString();
        return header.FindString("CTYPE1" + suffix) is { } type && CelestialFrame.All.Any(frame => IsAxis(type, frame.Longitude) || IsAxis(type, frame.Latitude)) && header.FindDouble("CRVAL1" + suffix) is not null;
    }

    private static bool ReadAxes(FitsHeader header, string suffix, out CelestialFrame frame, out string projection)
    {
        string? type1 = header.FindString("CTYPE1" + suffix), type2 = header.FindString("CTYPE2" + suffix);
        if (type1 is null || type2 is null)
            throw new WcsException("the header has no celestial WCS")
            {
                Keyword = (type1 is null ? "CTYPE1" : "CTYPE2") + suffix,
                Expected = "RA---TAN or another celestial axis",
            };
        bool declinationFirst = CelestialFrame.All.Any(candidate => IsAxis(type1, candidate.Latitude) && IsAxis(type2, candidate.Longitude));
        frame = CelestialFrame.All.FirstOrDefault(candidate => IsAxis(declinationFirst ? type2 : type1, candidate.Longitude) && IsAxis(declinationFirst ? type1 : type2, candidate.Latitude))
            ?? throw new WcsException($"the axes {type1.Trim()} and {type2.Trim()} are not right ascension and declination")
            {
                Keyword = "CTYPE1" + suffix,
                Expected = "RA---xxx and DEC--xxx; GLON-xxx and GLAT-xxx; or ELON-xxx and ELAT-xxx",
            };
        projection = Code(type1);
        if (projection != Code(type2))
            throw new WcsException($"CTYPE1 and CTYPE2 name different projections: {type1.Trim()}, {type2.Trim()}") { Keyword = "CTYPE2" + suffix };
        if (!Supported.Contains(projection))
            throw new WcsException($"the projection {projection} is not supported")
            {
                Keyword = "CTYPE1" + suffix,
                Expected = "one of " + string.Join(", ", Supported),
            };
        return declinationFirst;
    }

    private static bool IsAxis(string type, string name) => type.StartsWith(name.PadRight(5, '-'), StringComparison.Ordinal);

    private static string Code(string type) => type.Length >= 8 ? type.Substring(5, 3) : type[5..].Trim();

    private static (double, double, double, double) ReadMatrix(FitsHeader header, string suffix)
    {
        double? cd11 = header.FindDouble("CD1_1" + suffix), cd12 = header.FindDouble("CD1_2" + suffix);
        double? cd21 = header.FindDouble("CD2_1" + suffix), cd22 = header.FindDouble("CD2_2" + suffix);
        if ((cd11 ?? cd12 ?? cd21 ?? cd22) is not null) return (cd11 ?? 0, cd12 ?? 0, cd21 ?? 0, cd22 ?? 0);

        double? step1 = header.FindDouble("CDELT1" + suffix), step2 = header.FindDouble("CDELT2" + suffix);
        double? pc11 = header.FindDouble("PC1_1" + suffix), pc12 = header.FindDouble("PC1_2" + suffix);
        double? pc21 = header.FindDouble("PC2_1" + suffix), pc22 = header.FindDouble("PC2_2" + suffix);
        bool hasPc = (pc11 ?? pc12 ?? pc21 ?? pc22) is not null;
        if (step1 is null && step2 is null && !hasPc)
            throw new WcsException("the WCS has no scale") { Keyword = "CD1_1" + suffix, Expected = "CDi_j, or CDELTi with PCi_j or CROTA2" };
        double s1 = step1 ?? 1, s2 = step2 ?? 1;
        if (hasPc || suffix.Length > 0)
            return (s1 * (pc11 ?? 1), s1 * (pc12 ?? 0), s2 * (pc21 ?? 0), s2 * (pc22 ?? 1));
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(header.FindDouble("CROTA2") ?? header.FindDouble("CROTA1") ?? 0));
        return (s1 * cos, -s2 * sin, s1 * sin, s2 * cos);
    }

    private static double UnitInDegrees(FitsHeader header, string keyword) => header.FindString(keyword)?.Trim().ToLowerInvariant() switch
    {
        null or "" or "deg" or "degree" or "degrees" => 1,
        "arcmin" => 1 / 60.0,
        "arcsec" => 1 / 3600.0,
        "rad" => 180 / Math.PI,
        var other => throw new WcsException($"the unit {other} is no angle") { Keyword = keyword, Expected = "deg, arcmin, arcsec or rad" },
    };

    private static double Required(FitsHeader header, string keyword)
    {
        double? value = header.FindDouble(keyword);
        if (value is null) throw new WcsException($"{keyword} is missing or no number") { Keyword = keyword, Expected = "a number" };
        if (!double.IsFinite(value.Value)) throw new WcsException($"{keyword} is not finite") { Keyword = keyword, Expected = "a number" };
        return value.Value;
    }

    // A TAN header with PV terms beyond those of paper II is the older writing of TPV (SCAMP).
    private static TpvPolynomial? ReadPolynomial(FitsHeader header, string suffix, ref string projection, bool declinationFirst)
    {
        if (projection is not ("TAN" or "TPV")) return null;
        var terms1 = Terms(declinationFirst ? 2 : 1, out int last1);
        var terms2 = Terms(declinationFirst ? 1 : 2, out int last2);
        if (projection == "TAN" && last1 < 5 && last2 < 5) return null;
        projection = "TPV";
        return new TpvPolynomial(terms1, terms2);

        double[] Terms(int axis, out int last)
        {
            var terms = new double[TpvPolynomial.TermCount];
            terms[1] = 1;
            last = -1;
            for (int m = 0; m < terms.Length; m++)
            {
                if (header.FindDouble(string.Create(CultureInfo.InvariantCulture, $"PV{axis}_{m}{suffix}")) is not { } value) continue;
                terms[m] = value;
                last = m;
            }
            return terms;
        }
    }
}
