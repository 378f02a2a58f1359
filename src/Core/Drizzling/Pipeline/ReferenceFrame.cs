using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The frame of a reference image: the extension named as <c>file[sci,1]</c> or <c>file[1]</c>, else the first with a WCS.</summary>
internal static class ReferenceFrame
{
    public static SkyFrame Read(string name, string parameter)
    {
        var wanted = FitsName.Parse(name);
        InputException.ThrowIfMissing(wanted.Path, parameter, "reference image");
        using var file = FitsFile.Open(wanted.Path);
        var hdu = wanted.HasExtension ? file.TryFind(wanted) : file.Hdus.FirstOrDefault(h => h is ImageHdu && h.Header.Contains("CRVAL1") && h.Header.Contains("CTYPE1"));
        if (hdu is null && wanted.HasExtension) throw new InputException($"the reference image has no extension {name.Trim()[wanted.Path.Length..]}") { File = wanted.Path, Parameter = parameter };
        if (hdu is null) throw new InputException("the reference image has no WCS") { File = wanted.Path, Parameter = parameter, Expected = "an image extension with CTYPE and CRVAL" };
        var wcs = ImageWcs.FromHeader(hdu.Header, file);
        return OutputFrame.FromReferenceImage([wcs]);
    }
}
