using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Pictures;

/// <summary>Shows images: of files, of chips, and of arrays.</summary>
public static class Display
{
    /// <summary>A picture of a FITS image: <c>name.fits</c> (its first image), <c>name.fits[sci,1]</c> or <c>name.fits[1]</c>.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    /// <exception cref="FitsException">There is no such extension, or it is no two-dimensional image.</exception>
    public static ImagePicture Image(string fileName, ImageDisplayOptions? options = null)
    {
        var name = FitsName.Parse(fileName);
        InputException.ThrowIfMissing(name.Path);
        using var file = FitsFile.Open(name.Path);
        return Image(file, name, options);
    }

    /// <summary>A picture of an array, with an optional WCS, name and unit.</summary>
    public static ImagePicture Image(Image<float> data, ImageDisplayOptions? options = null, ImageWcs? wcs = null, string name = "image", string unit = "") =>
        new(data, name, unit, wcs, options ?? new());

    /// <summary>A picture of any other numeric array.</summary>
    public static ImagePicture Image<T>(Image<T> data, ImageDisplayOptions? options = null, ImageWcs? wcs = null, string name = "image", string unit = "") where T : unmanaged, System.Numerics.INumber<T> =>
        Image(new Image<float>(data.Width, data.Height, [.. data.Pixels.Select(float.CreateTruncating)]), options, wcs, name, unit);

    /// <summary>A picture of the science image of a chip.</summary>
    public static ImagePicture Image(Chip chip, ImageDisplayOptions? options = null) =>
        new(chip.ReadScience(), $"{chip.Exposure.FileName}[SCI,{chip.ExtVer}]", UnitOf(chip.Header), chip.Wcs, options ?? new());

    /// <summary>Pictures of all chips of an exposure, the last one on top, as they lie on the sky.</summary>
    public static PictureRow Chips(Exposure exposure, ImageDisplayOptions? options = null) =>
        new([.. exposure.Chips.Reverse().Select(c => Image(c, options))], PictureArrangement.Stacked);

    /// <summary>Pictures from left to right with one zoom for all.</summary>
    public static PictureRow SideBySide(params ImagePicture[] pictures) => new(pictures);

    /// <summary>Two or more pictures that are shown one after the other in the same place.</summary>
    public static PictureRow Blink(params ImagePicture[] pictures) => new(pictures, PictureArrangement.Blinking);

    internal static ImagePicture Image(FitsFile file, FitsName name, ImageDisplayOptions? options)
    {
        var found = name.HasExtension ? file.Find(name)
            : file.Hdus.OfType<ImageHdu>().FirstOrDefault(h => h.HasData && h.Axes.Count == 2)
                ?? throw new FitsException("the file holds no two-dimensional image") { File = name.Path, Advice = "hst-notebooks fitsinfo lists what the file holds" };
        if (found is not ImageHdu { HasData: true } hdu || hdu.Axes.Count != 2)
            throw new FitsException("this extension is no two-dimensional image") { File = name.Path, Hdu = found.Label, Advice = "hst-notebooks fitsinfo lists what the file holds" };
        return new(hdu.Read<float>(), $"{Path.GetFileName(name.Path)}{(hdu.Index == 0 ? "" : hdu.Label)}", UnitOf(hdu.Header), WcsOf(hdu, file), options ?? new());
    }

    /// <summary>The WCS where there is one that can be read; a picture is shown without it else.</summary>
    private static ImageWcs? WcsOf(ImageHdu hdu, FitsFile file)
    {
        try { return hdu.Header.Contains("CRVAL1") ? ImageWcs.FromHeader(hdu.Header, file) : null; }
        catch (WcsException) { return null; }
    }

    private static string UnitOf(FitsHeader header) => (header.FindString("BUNIT") ?? "").Trim().ToLowerInvariant() switch
    {
        "electrons" => "electrons",
        "electrons/s" => "electrons/s",
        "" or "unitless" => "",
        _ => header.FindString("BUNIT")!.Trim(),
    };
}
