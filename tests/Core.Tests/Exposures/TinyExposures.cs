using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Exposures;

/// <summary>Exposures of a few pixels for tests of headers.</summary>
internal static class TinyExposures
{
    /// <summary>Writes a WFPC2 file of four chips of 8 x 8 pixels (gain 7, 300 s), changed before it is saved.</summary>
    public static string Write(string path, Action<FitsFile>? change = null, int chips = 4)
    {
        using var file = new FitsFile();
        var primary = new FitsHeader();
        primary.Set("INSTRUME", "WFPC2");
        primary.Set("FILTNAM1", "F606W");
        primary.Set("EXPTIME", 300.0);
        primary.Set("DARKTIME", 300.0);
        primary.Set("ATODGAIN", 7.0);
        file.Add(new ImageHdu(primary));
        for (int ver = 1; ver <= chips; ver++)
        {
            var header = new FitsHeader();
            header.Set("EXTNAME", "SCI");
            header.Set("EXTVER", (long)ver);
            header.Set("DETECTOR", (long)ver);
            header.Set("BUNIT", "COUNTS");
            header.Set("CTYPE1", "RA---TAN");
            header.Set("CTYPE2", "DEC--TAN");
            header.Set("CRPIX1", 4.5);
            header.Set("CRPIX2", 4.5);
            header.Set("CRVAL1", 150.0);
            header.Set("CRVAL2", 2.0);
            header.Set("CD1_1", -2.8e-5);
            header.Set("CD1_2", 0.0);
            header.Set("CD2_1", 0.0);
            header.Set("CD2_2", 2.8e-5);
            file.Add(ImageHdu.Create(new Image<float>(8, 8), header));
        }
        change?.Invoke(file);
        file.Save(path);
        return path;
    }
}
