using HstNotebooks.Fits;

namespace HstNotebooks.Tests.Alignment;

/// <summary>
/// Exposures without pixels, made from the WCS headers that were reconstructed from recorded runs, for alignments that start
/// from the recorded source catalogs.
/// </summary>
internal static class RecordedExposure
{
    /// <summary>WFC3/UVIS of the NGC 6791 run, with the real D2IM tables of a headerlet of the same camera.</summary>
    public static string WriteUvis(string folder, string root)
    {
        using var tables = FitsFile.Open(SharedData.Path("data", "headerlets", "ib4606c6q_ext08_IDC_2731450pi_hlet.fits"));
        using var file = new FitsFile();
        file.Add(new ImageHdu(Primary(root, "WFC3", "UVIS", "F606W", 360)));
        for (int chip = 1; chip <= 2; chip++)
        {
            string text = File.ReadAllText(SharedData.Path("data", "ngc6791", "headers", $"{root}_flc_sci{chip}_with_d2im.hdr"));
            file.Add(WithoutPixels(text, 4096, 2051, Lookup(2 * chip - 1) + Lookup(2 * chip, 2)));
            foreach (int version in (int[])[2 * chip - 1, 2 * chip])
            {
                var table = tables.Image("D2IMARR", version);
                file.Add(ImageHdu.Create(table.Read<float>(), table.Header.Clone()));
            }
        }
        return Save(file, folder, root + "_flc.fits");
    }

    /// <summary>WFPC2 with its four chips.</summary>
    public static string WriteWfpc2(string folder, string root)
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu(Primary(root, "WFPC2", "1", "F814W", 400)));
        for (int chip = 1; chip <= 4; chip++)
        {
            string text = File.ReadAllText(SharedData.Path("data", "wfpc2-m2", "headers", $"{root}_c0m_sci{chip}.hdr"));
            file.Add(WithoutPixels(text, 800, 800, ""));
        }
        return Save(file, folder, root + "_c0m.fits");
    }

    private static FitsHeader Primary(string root, string instrument, string detector, string filter, double exposureTime)
    {
        var header = new ImageHdu().Header;
        header.Set("TELESCOP", "HST");
        header.Set("ROOTNAME", root);
        header.Set("INSTRUME", instrument);
        header.Set("DETECTOR", detector);
        header.Set("FILTER", filter);
        header.Set("EXPTIME", exposureTime);
        return header;
    }

    /// <summary>An extension of the reconstructed header with NPIX1, NPIX2 instead of pixels.</summary>
    private static ImageHdu WithoutPixels(string text, int width, int height, string more)
    {
        var cards = text.Split('\n').Where(card => card.Trim().Length > 0 && !card.StartsWith("NAXIS", StringComparison.Ordinal) && !card.StartsWith("END", StringComparison.Ordinal));
        var hdu = new ImageHdu(FitsHeader.ParseText("WCSNAME = 'IDC_recorded'\n" + string.Join('\n', cards) + "\n" + more + "END\n"));
        hdu.Header.Set("NPIX1", (long)width);
        hdu.Header.Set("NPIX2", (long)height);
        hdu.Header.Set("PIXVALUE", 0.0);
        return hdu;
    }

    private static string Lookup(int version, int axis = 1) =>
        $"D2IMDIS{axis}= 'LOOKUP'\nD2IM{axis}   = 'EXTVER: {version}.0'\nD2IM{axis}   = 'NAXES: 2.0'\nD2IM{axis}   = 'AXIS.1: 1.0'\nD2IM{axis}   = 'AXIS.2: 2.0'\n";

    private static string Save(FitsFile file, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        file.Save(path);
        return path;
    }
}
