using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The frame of a reference image: the extension named as <c>file[sci,1]</c> or <c>file[1]</c>, else the first with a WCS.</summary>
internal static class ReferenceFrame
{
    public static SkyFrame Read(string name, string parameter)
    {
        int bracket = name.EndsWith(']') ? name.LastIndexOf('[') : -1;
        string path = bracket > 0 ? name[..bracket] : name;
        if (!File.Exists(path)) throw new InputException($"the reference image {path} does not exist") { File = path, Parameter = parameter };
        using var file = FitsFile.Open(path);
        var hdu = bracket > 0 ? Named(file, name[(bracket + 1)..^1]) : file.Hdus.FirstOrDefault(h => h is ImageHdu && h.Header.Contains("CRVAL1") && h.Header.Contains("CTYPE1"));
        if (hdu is null && bracket > 0) throw new InputException($"the reference image has no extension {name[bracket..]}") { File = path, Parameter = parameter };
        if (hdu is null) throw new InputException("the reference image has no WCS") { File = path, Parameter = parameter, Expected = "an image extension with CTYPE and CRVAL" };
        var wcs = ImageWcs.FromHeader(hdu.Header, file);
        return OutputFrame.FromReferenceImage([wcs]);
    }

    private static Hdu? Named(FitsFile file, string extension)
    {
        string[] parts = extension.Split(',', StringSplitOptions.TrimEntries);
        if (int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int index)) return index < file.Hdus.Count ? file.Hdus[index] : null;
        return file.Find(parts[0], parts.Length > 1 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 1);
    }
}
