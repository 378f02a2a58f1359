using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// The file that keeps an output or reference frame (TweakReg's outwcs, <c>shifts_wcs.fits</c>): an extension WCS without pixels
/// whose header holds the linear WCS and the size as NPIX1 and NPIX2 (facts: matching-and-fitting 3.9).
/// </summary>
public static class SkyFrameFile
{
    /// <summary>Writes the frame, atomically.</summary>
    public static void Write(SkyFrame frame, string path, bool overwrite = true)
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(ToHdu(frame));
        file.Save(path, overwrite);
    }

    /// <summary>Reads a frame.</summary>
    /// <exception cref="Errors.FitsException">The file cannot be read or has no WCS extension.</exception>
    /// <exception cref="Errors.WcsException">Its WCS is not usable.</exception>
    public static SkyFrame Read(string path)
    {
        using var file = FitsFile.Open(path);
        var wcs = ImageWcs.FromHeader(file["WCS"].Header, file);
        return new SkyFrame(wcs.Linear, wcs.Width, wcs.Height, wcs.Name);
    }

    /// <summary>The extension that holds a frame.</summary>
    public static ImageHdu ToHdu(SkyFrame frame)
    {
        var hdu = new ImageHdu();
        hdu.Header.Set("EXTNAME", "WCS");
        hdu.Header.Set("EXTVER", 1L);
        WcsHeader.Write(hdu.Header, frame.Wcs, frame.Name);
        hdu.Header.Set("NPIX1", (long)frame.Width, "Length of array axis 1");
        hdu.Header.Set("NPIX2", (long)frame.Height, "Length of array axis 2");
        hdu.Header.Set("PIXVALUE", 0.0, "values of pixels in array");
        return hdu;
    }
}
