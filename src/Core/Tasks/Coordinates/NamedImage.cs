using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>Opens the image that a name such as <c>file.fits[sci,1]</c> stands for.</summary>
internal static class NamedImage
{
    /// <summary>The WCS of the named extension; without a named one, of the first extension that has a celestial WCS.</summary>
    public static ImageWcs ReadWcs(string name)
    {
        var parsed = FitsName.Parse(name);
        using var file = FitsFile.Open(parsed.Path);
        var hdu = parsed.HasExtension ? file.Find(parsed)
            : file.Hdus.FirstOrDefault(candidate => WcsArchive.List(candidate.Header).Any(entry => entry.IsPrimary));
        if (hdu is null) throw new WcsException("no extension of the file has a celestial WCS") { File = parsed.Path, Expected = "CTYPE1, CRVAL1, ..." };
        return ImageWcs.FromHeader(hdu.Header, file);
    }

    /// <summary>The WCSs of all SCI extensions of a file.</summary>
    public static IReadOnlyList<ImageWcs> ReadScience(string path)
    {
        using var file = FitsFile.Open(path);
        var science = file.Hdus.Where(hdu => hdu.Name == "SCI").ToArray();
        if (science.Length == 0) throw new InputException("the file has no SCI extension") { File = path };
        return [.. science.Select(hdu => ImageWcs.FromHeader(hdu.Header, file))];
    }
}
