using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Wcs;

/// <summary>
/// Turns the DGEOFILE of a WFPC2 exposure (the error of every 34th row) into a detector-to-image table: the first column of its dy
/// correction, for all chips (facts: wcs-and-distortion 5.5.5). The table is written beside the exposure as
/// <c>exposure_d2im.fits</c>; ODGEOFIL keeps the name of the DGEOFILE.
/// </summary>
/// <remarks>stwcs lays the values out along x and gives them to the first chip alone; the defect is one of rows, of every chip.</remarks>
internal static class Wfpc2DetectorTable
{
    /// <summary>Whether there was a DGEOFILE to convert.</summary>
    public static bool Convert(FitsFile file, ReferenceFiles references)
    {
        var primary = file.PrimaryHeader;
        string folder = Path.GetDirectoryName(file.Path) ?? "", bare = Path.GetFileName(file.Path) ?? "";
        string name = primary.FindString("DGEOFILE")?.Trim() ?? "";
        // A table that was made before and is gone is made again.
        if (!ReferenceFiles.IsNamed(name) && primary.FindString("D2IMFILE")?.Trim() is { } made && !File.Exists(Path.Combine(folder, made))) name = primary.FindString("ODGEOFIL")?.Trim() ?? "";
        if (!ReferenceFiles.IsNamed(name)) return false;
        string path = references.Find(name, "DGEOFILE", file.Path);
        using var source = FitsFile.Open(path);
        if (source.Hdus.OfType<ImageHdu>().FirstOrDefault(hdu => hdu.Name == "DY" && hdu.HasData) is not { } dy)
            throw new InputException("the file has no DY extension") { File = path, Keyword = "DGEOFILE", Expected = "a distortion file with DX and DY extensions" };
        var column = new Image<float>(1, dy.Height);
        var pixels = dy.ReadSection<float>(0, 0, 1, dy.Height);
        pixels.Span.CopyTo(column.Span);

        int end = bare.IndexOf(".fits", StringComparison.OrdinalIgnoreCase);
        string output = Path.Combine(folder, (end > 0 ? bare[..end] : bare) + "_d2im.fits");
        using var table = new FitsFile();
        table.Add(new ImageHdu());
        var hdu = ImageHdu.Create(column);
        hdu.Header.Set("EXTNAME", "DY", "Extension name");
        hdu.Header.Set("EXTVER", 1L, "Extension version");
        foreach (string axis in (string[])["1", "2"])
        {
            hdu.Header.Set("CRPIX" + axis, 0.0, "Distortion array reference pixel");
            hdu.Header.Set("CRVAL" + axis, 0.0, "Coordinate value at reference pixel");
            hdu.Header.Set("CDELT" + axis, 1.0, "Grid step size");
        }
        table.Add(hdu);
        table.Save(output);
        primary.Set("ODGEOFIL", name, "Original DGEOFILE");
        primary.Set("DGEOFILE", "N/A");
        primary.Set("D2IMFILE", Path.GetFileName(output), "Detector to image correction");
        return true;
    }
}
