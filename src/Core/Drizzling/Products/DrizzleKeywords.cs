using System.Globalization;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>The keywords of a product that tell what was drizzled and how: NDRIZIM and a set D001..., D002... for each chip.</summary>
internal static class DrizzleKeywords
{
    private const string Version = "HstNotebooks";

    /// <summary>One chip in the keywords.</summary>
    public sealed record Entry(string Data, double ExposureTime, string OutputData, string OutputWeight, string OutputContext, string Mask,
        double WeightScale, DrizzleKernel Kernel, double PixFrac, bool Distortion, FinalUnit Unit, double? Fill, string WcsKey, double OutputScale, double InputScale);

    /// <summary>Replaces the keywords of a header.</summary>
    public static void Set(FitsHeader header, IReadOnlyList<Entry> entries)
    {
        header.RemoveWhere(card => card.Keyword.Length == 8 && card.Keyword[0] == 'D' && char.IsAsciiDigit(card.Keyword[1]) && char.IsAsciiDigit(card.Keyword[2]) && char.IsAsciiDigit(card.Keyword[3]));
        header.Set("NDRIZIM", (long)entries.Count, "Drizzle, No. images drizzled onto output");
        for (int i = 0; i < entries.Count; i++) Add(header, i + 1, entries[i]);
    }

    /// <summary>Adds the keywords of a chip, which has a number from 1.</summary>
    public static void Add(FitsHeader header, int number, Entry e)
    {
        // Eight characters hold three digits; more chips than that stay counted in NDRIZIM and listed in HDRTAB.
        if (number > 999) return;
        string d = string.Create(CultureInfo.InvariantCulture, $"D{number:D3}");
        header.Set(d + "VER", Version, "Drizzle, task version");
        header.Set(d + "GEOM", "wcs", "Drizzle, source of geometric information");
        header.Set(d + "DATA", e.Data, "Drizzle, input data image");
        header.Set(d + "DEXP", e.ExposureTime, "Drizzle, input image exposure time (s)");
        header.Set(d + "OUDA", e.OutputData, "Drizzle, output data image");
        header.Set(d + "OUWE", e.OutputWeight, "Drizzle, output weighting image");
        header.Set(d + "OUCO", e.OutputContext, "Drizzle, output context image");
        header.Set(d + "MASK", e.Mask, "Drizzle, input weighting image");
        header.Set(d + "WTSC", e.WeightScale == Math.Floor(e.WeightScale) && Math.Abs(e.WeightScale) < 1e9 ? (long)e.WeightScale : e.WeightScale, "Drizzle, weighting factor for input image");
        header.Set(d + "KERN", e.Kernel.ToString().ToLowerInvariant(), "Drizzle, form of weight distribution kernel");
        header.Set(d + "PIXF", e.PixFrac, "Drizzle, linear size of drop");
        header.Set(d + "COEF", e.Distortion ? "SIP" : "", "Drizzle, source of coefficients");
        header.Set(d + "OUUN", e.Unit.ToString().ToLowerInvariant(), "Drizzle, units of output image - counts or cps");
        header.Set(d + "FVAL", e.Fill is { } fill ? fill.ToString(CultureInfo.InvariantCulture) : "INDEF", "Drizzle, fill value for zero weight output pix");
        header.Set(d + "WKEY", e.WcsKey, "Input image WCS Version used");
        header.Set(d + "SCAL", e.OutputScale, "Drizzle, pixel size (arcsec) of output image");
        header.Set(d + "ISCL", e.InputScale, "Drizzle, default IDCTAB pixel size(arcsec)");
    }
}
