using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>The headers of one chip that are blended.</summary>
/// <param name="Primary">Of the file.</param>
/// <param name="Science">Of SCI.</param>
/// <param name="Error">Of ERR, or of SCI where there is none.</param>
/// <param name="Quality">Of DQ, or of SCI where there is none.</param>
public sealed record ChipHeaders(FitsHeader Primary, FitsHeader Science, FitsHeader Error, FitsHeader Quality)
{
    /// <summary>What tells files apart: ROOTNAME, else FILENAME.</summary>
    public string Root => (Primary.FindString("ROOTNAME") ?? Primary.FindString("FILENAME") ?? "").Trim();

    /// <summary>Reads the headers of a chip of a file.</summary>
    /// <param name="file">The exposure.</param>
    /// <param name="extVer">EXTVER of the chip.</param>
    /// <param name="science">EXTNAME of the science image.</param>
    /// <param name="error">EXTNAME of the errors.</param>
    /// <param name="quality">EXTNAME of the data quality.</param>
    /// <exception cref="Errors.FitsException">The file has no such science image.</exception>
    public static ChipHeaders Read(FitsFile file, int extVer, string science = "SCI", string error = "ERR", string quality = "DQ")
    {
        var own = file[science, extVer].Header;
        var primary = file.PrimaryHeader.Clone();
        foreach (string keyword in (string[])["PCOUNT", "GCOUNT"]) primary.Remove(keyword);
        return new ChipHeaders(primary, own.Clone(), Template(error), Template(quality));

        FitsHeader Template(string name)
        {
            var header = (file.Find(name, extVer)?.Header ?? own).Clone();
            header.Set("BUNIT", "UNITLESS", "brightness units");
            return header;
        }
    }
}
