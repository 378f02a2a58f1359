using HstNotebooks.Detection;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>The image of the parameter <c>refimage</c>: any FITS file with a WCS, SCI extensions first, else the first image.</summary>
internal static class ReferenceImage
{
    /// <summary>The plane of the image.</summary>
    /// <exception cref="InputException">The file holds no image.</exception>
    public static SkyFrame ReadFrame(string path)
    {
        using var file = Open(path);
        return OutputFrame.FromReferenceImage([.. Images(file, path).Select(hdu => ImageWcs.FromHeader(hdu.Header, file))]);
    }

    /// <summary>The sources of the image, found with the parameters of refimagefindpars.</summary>
    public static ImageCatalog FindSources(string path, TweakRegOptions options, CancellationToken cancel)
    {
        using var file = Open(path);
        var masks = options.Exclusions.Length > 0 ? ExclusionList.Read(options.Exclusions) : null;
        var finding = options.RefSourceFinding;
        var chips = new List<ChipCatalog>();
        foreach (var hdu in Images(file, path))
        {
            var wcs = ImageWcs.FromHeader(hdu.Header, file);
            var image = hdu.Read<float>();
            var mask = masks?.MaskOf(Path.GetFileName(path), chips.Count, hdu.Header, wcs, image.Width, image.Height);
            if (BitFlags.Parse(finding.DqBits, "ref_dqbits") is { Mask: not null } good && file.Find("DQ", hdu.Version) is ImageHdu quality)
                mask = GoodPixelMask.And(mask, GoodPixelMask.FromDataQuality(quality.Read<ushort>(), good));
            chips.Add(SourceCollector.ToCatalog(ThresholdSearch.Find(image, finding, mask, cancel), hdu.Version, wcs, finding));
        }
        string name = Path.GetFileName(path);
        return new ImageCatalog(path, name.EndsWith(".fits", StringComparison.OrdinalIgnoreCase) ? name[..^5] : name, null, chips);
    }

    private static FitsFile Open(string path)
    {
        InputException.ThrowIfMissing(path, "refimage", "reference image");
        return FitsFile.Open(path);
    }

    private static List<ImageHdu> Images(FitsFile file, string path)
    {
        var images = file.Hdus.OfType<ImageHdu>().Where(h => h.Name == "SCI" && h.HasData).OrderBy(h => h.Version).ToList();
        if (images.Count > 0) return images;
        var first = file.Hdus.OfType<ImageHdu>().FirstOrDefault(h => h.HasData)
            ?? throw new InputException("the reference file holds no image") { File = path, Parameter = "refimage" };
        return [first];
    }
}
