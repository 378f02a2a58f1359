using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Wcs;

/// <summary>
/// Puts the lookup tables of NPOLFILE and D2IMFILE into a file, as WCSDVARR and D2IMARR extensions with the keywords that tie them
/// to the science extensions (facts: wcs-and-distortion 5.2, 5.5.5), and takes them out again.
/// </summary>
internal static class DistortionArrays
{
    /// <summary>One table for one axis of one science extension.</summary>
    private sealed record Source(Image<float> Values, FitsHeader Header, int Axis);

    /// <summary>Adds the NPOL tables of a chip: offsets turned from distortion-corrected to detector axes.</summary>
    public static void AddNpol(FitsFile file, Hdu science, int chip, string npolFile, DistortionModel model)
    {
        var sources = Read(npolFile, chip, "NPOLFILE");
        if (sources.Count != 2) throw NoTable(npolFile, chip, "NPOLFILE");
        double s = model.PixelScale, c11 = model.Cx[1, 1] / s, c10 = model.Cx[1, 0] / s, d11 = model.Cy[1, 1] / s, d10 = model.Cy[1, 0] / s;
        double det = c11 * d10 - c10 * d11;
        float[] dx = sources[0].Values.Pixels, dy = sources[1].Values.Pixels;
        float i11 = (float)(d10 / det), i12 = (float)(-c10 / det), i21 = (float)(-d11 / det), i22 = (float)(c11 / det);
        var x = new float[dx.Length];
        var y = new float[dx.Length];
        for (int i = 0; i < dx.Length; i++)
        {
            x[i] = i11 * dx[i] + i12 * dy[i];
            y[i] = i21 * dx[i] + i22 * dy[i];
        }
        int version = 2 * science.Version - 1;
        Add(file, science, "WCSDVARR", "CPDIS", "CPERR", "DP", version, sources[0] with { Values = new(sources[0].Values.Width, sources[0].Values.Height, x) });
        Add(file, science, "WCSDVARR", "CPDIS", "CPERR", "DP", version + 1, sources[1] with { Values = new(sources[0].Values.Width, sources[0].Values.Height, y) });
    }

    /// <summary>Adds the detector-to-image tables of a chip.</summary>
    public static void AddD2Im(FitsFile file, Hdu science, int chip, string d2ImFile)
    {
        var sources = Read(d2ImFile, chip, "D2IMFILE");
        if (sources.Count == 0) throw NoTable(d2ImFile, chip, "D2IMFILE");
        int version = file.Hdus.Count(hdu => hdu.Name == "D2IMARR");
        foreach (var source in sources) Add(file, science, "D2IMARR", "D2IMDIS", "D2IMERR", "D2IM", ++version, source);
    }

    /// <summary>Removes the NPOL tables and their keywords.</summary>
    public static void RemoveNpol(FitsFile file, IEnumerable<Hdu> science) => Remove(file, science, "WCSDVARR", IsNpolKeyword);

    /// <summary>Removes the detector-to-image tables and their keywords.</summary>
    public static void RemoveD2Im(FitsFile file, IEnumerable<Hdu> science) => Remove(file, science, "D2IMARR", IsD2ImKeyword);

    public static bool IsNpolKeyword(string keyword) => keyword is "CPDIS1" or "CPDIS2" or "CPERR1" or "CPERR2" or "DP1" or "DP2" or "NPOLEXT"
        || keyword.StartsWith("DP1.", StringComparison.Ordinal) || keyword.StartsWith("DP2.", StringComparison.Ordinal);

    public static bool IsD2ImKeyword(string keyword) => keyword is "D2IMDIS1" or "D2IMDIS2" or "D2IMERR1" or "D2IMERR2" or "D2IM1" or "D2IM2" or "D2IMEXT"
        || keyword.StartsWith("D2IM1.", StringComparison.Ordinal) || keyword.StartsWith("D2IM2.", StringComparison.Ordinal);

    private static void Remove(FitsFile file, IEnumerable<Hdu> science, string extName, Func<string, bool> isKeyword)
    {
        foreach (var hdu in file.Hdus.Where(hdu => hdu.Name == extName).ToArray()) file.Remove(hdu);
        foreach (var hdu in science) hdu.Header.RemoveWhere(card => isKeyword(card.Keyword));
    }

    private static List<Source> Read(string path, int chip, string keyword)
    {
        using var file = FitsFile.Open(path);
        var found = new List<Source>();
        foreach (var hdu in file.Hdus.OfType<ImageHdu>())
        {
            if (hdu.Name is not ("DX" or "DY") || !hdu.HasData || hdu.Header.FindInt("CCDCHIP") is { } owner && owner != chip) continue;
            found.Add(new Source(hdu.Read<float>(), hdu.Header.Clone(), hdu.Name == "DX" ? 1 : 2));
        }
        return found.GroupBy(source => source.Axis).Any(group => group.Count() > 1)
            ? throw new InputException($"the file holds several tables for chip {chip}") { File = path, Keyword = keyword }
            : [.. found.OrderBy(source => source.Axis)];
    }

    private static void Add(FitsFile file, Hdu science, string extName, string typeName, string errorName, string recordName, int version, Source source)
    {
        string axis = source.Axis.ToString(CultureInfo.InvariantCulture);
        var header = science.Header;
        float largest = source.Values.Pixels.Max();
        string last = typeName + axis;
        header.Set(errorName + axis, (double)largest, $"Maximum error of {(recordName == "DP" ? "NPOL" : "D2IM")} correction for axis {axis}");
        header.Set(typeName + axis, "Lookup", recordName == "DP" ? "Prior distortion function type" : "Detector to image correction type");
        header.RemoveWhere(card => card.Keyword == recordName + axis || card.Keyword.StartsWith(recordName + axis + ".", StringComparison.Ordinal));
        string function = recordName == "DP" ? "CPDIS" : "D2IM";
        header.Add(new FitsCard(recordName + axis, $"EXTVER: {version.ToString(CultureInfo.InvariantCulture)}", "Version number of WCSDVARR extension"), last);
        header.Add(new FitsCard(recordName + axis, "NAXES: 2", $"Number of independent variables in {function} function"), recordName + axis);
        header.Add(new FitsCard(recordName + axis, "AXIS.1: 1", $"Axis number of the 1st variable in a {function} function"), recordName + axis);
        header.Add(new FitsCard(recordName + axis, "AXIS.2: 2", $"Axis number of the 2nd variable in a {function} function"), recordName + axis);

        var table = ImageHdu.Create(source.Values);
        table.Header.Set("EXTNAME", extName, "WCS distortion array");
        table.Header.Set("EXTVER", (long)version, "Distortion array version number");
        for (int i = 1; i <= 2; i++)
        {
            string n = i.ToString(CultureInfo.InvariantCulture);
            double stretch = header.FindDouble($"LTM{n}_{n}") ?? 1, start = header.FindDouble("LTV" + n) ?? 0;
            table.Header.Set("CDELT" + n, (source.Header.FindDouble("CDELT" + n) ?? 1) * stretch, "Coordinate increment at reference point");
            table.Header.Set("CRPIX" + n, source.Header.FindDouble("CRPIX" + n) ?? 0, "Pixel coordinate of reference point");
            // Pixel x of a subarray is LTM X + LTV of the full frame, and node 0 lies at X = 1. (The calibration software writes
            // -LTV, which puts the table on the wrong side of a subarray.)
            table.Header.Set("CRVAL" + n, (source.Header.FindDouble("CRVAL" + n) ?? 0) * stretch + start + stretch - 1, "Coordinate value at reference point");
        }
        file.Add(table);
    }

    private static InputException NoTable(string path, int chip, string keyword) =>
        new($"the file has no DX and DY tables for chip {chip}") { File = path, Keyword = keyword, Expected = "extensions DX and DY with CCDCHIP" };
}
