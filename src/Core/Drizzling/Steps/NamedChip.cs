using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>An image of an open file with its WCS, named as <c>file.fits[sci,1]</c>, for the steps that work on any image with a celestial WCS.</summary>
internal sealed record NamedChip(FitsFile File, ImageHdu Hdu, string Name)
{
    public FitsHeader Header => Hdu.Header;

    /// <summary>The named extension; without a name all SCI extensions, else the first image.</summary>
    public static IReadOnlyList<NamedChip> Find(FitsFile file, FitsName name, string parameter)
    {
        if (name.HasExtension)
            return [file.Find(name) is ImageHdu { HasData: true } named ? new NamedChip(file, named, NameOf(name, named)) : throw new InputException("the extension holds no image") { File = name.ToString(), Parameter = parameter }];
        ImageHdu[] images = [.. file.Hdus.OfType<ImageHdu>().Where(h => h.HasData)];
        ImageHdu[] science = [.. images.Where(h => h.Name == "SCI")];
        if (science.Length == 0) science = [.. images.Take(1)];
        if (science.Length == 0) throw new InputException("the file holds no image") { File = name.Path, Parameter = parameter };
        return [.. science.Select(h => new NamedChip(file, h, NameOf(name, h)))];
    }

    /// <summary>The one image of a name.</summary>
    public static NamedChip FindOne(FitsFile file, FitsName name, string parameter) => Find(file, name, parameter)[0];

    /// <summary>Reads an image that must have the size of another one.</summary>
    public static Image<float> ReadImage(string name, int width, int height, string parameter)
    {
        var parsed = FitsName.Parse(name);
        using var file = OpenFile(parsed, parameter);
        var image = FindOne(file, parsed, parameter).Hdu.Read<float>();
        return image.Width == width && image.Height == height ? image
            : throw new InputException($"the image is {image.Width} x {image.Height} pixels, not {width} x {height}") { File = name, Parameter = parameter };
    }

    /// <summary>Opens the file of a name.</summary>
    public static FitsFile OpenFile(FitsName name, string parameter)
    {
        if (name.Path.Length == 0) throw new ParameterException($"{parameter} is blank") { Parameter = parameter, Expected = "an image, as name.fits or name.fits[sci,1]" };
        InputException.ThrowIfMissing(name.Path, parameter);
        return FitsFile.Open(name.Path);
    }

    /// <summary>Its WCS, the primary one or an alternate (a letter or WCSNAME).</summary>
    public ImageWcs Wcs(string key = "")
    {
        if (!Header.Contains("CRVAL1") || !Header.Contains("CTYPE1"))
            throw new InputException("the image has no celestial WCS") { File = File.Path, Hdu = Name, Keyword = "CRVAL1" };
        return WcsKey.Select(File, Header, () => ImageWcs.FromHeader(Header, File), key, Name);
    }

    /// <summary>A number of its header, else of the primary header.</summary>
    public double Number(string keyword, string parameter) => Header.FindDouble(keyword) ?? File.PrimaryHeader.FindDouble(keyword)
        ?? throw new InputException($"the headers have no keyword {keyword}") { File = File.Path, Hdu = Name, Keyword = keyword, Parameter = parameter };

    private static string NameOf(FitsName name, ImageHdu hdu)
    {
        string file = Path.GetFileName(name.Path);
        return hdu.Name.Length > 0 ? $"{file}[{hdu.Name.ToLowerInvariant()},{hdu.Version}]" : $"{file}[{hdu.Index}]";
    }
}
