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
    public static ChipHeaders Read(FitsFile file, int extVer)
    {
        var science = file["SCI", extVer].Header;
        var primary = file.PrimaryHeader.Clone();
        foreach (string keyword in (string[])["PCOUNT", "GCOUNT"]) primary.Remove(keyword);
        return new ChipHeaders(primary, science.Clone(), Template("ERR"), Template("DQ"));

        FitsHeader Template(string name)
        {
            var header = (file.Find(name, extVer)?.Header ?? science).Clone();
            header.Set("BUNIT", "UNITLESS", "brightness units");
            return header;
        }
    }
}
