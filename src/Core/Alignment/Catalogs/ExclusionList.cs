using HstNotebooks.Detection;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>The exclusions of TweakReg: for each chip a DS9 region file or a FITS mask whose non-zero pixels are usable (facts: catalogs-and-regions 2.4).</summary>
internal sealed class ExclusionList
{
    private readonly Dictionary<string, string?[]> files;

    private ExclusionList(Dictionary<string, string?[]> files) => this.files = files;

    /// <summary>Reads the list.</summary>
    /// <exception cref="InputException">The list or one of its files is missing.</exception>
    public static ExclusionList Read(string path) => new(CatalogList.Read(path, "exclusions"));

    /// <summary>The mask of a chip (its place in the image from 0); null where the list has none for it.</summary>
    /// <exception cref="InputException">The mask does not fit the chip, or a region cannot be read.</exception>
    public Image<byte>? MaskOf(string image, int place, FitsHeader header, ImageWcs wcs, int width, int height)
    {
        if (!files.TryGetValue(image, out var chips) || place >= chips.Length || chips[place] is not { } path) return null;
        string lower = path.ToLowerInvariant();
        bool isFits = lower.EndsWith(".fits", StringComparison.Ordinal) || lower.EndsWith(".fit", StringComparison.Ordinal) || lower.EndsWith(".fits.gz", StringComparison.Ordinal);
        return isFits ? ReadMask(path, width, height) : RegionMask.Make(RegionFile.Read(path, wcs, PhysicalFrame.FromHeader(header)), width, height);
    }

    private static Image<byte> ReadMask(string path, int width, int height)
    {
        using var file = FitsFile.Open(path);
        var hdu = file.Hdus.OfType<ImageHdu>().FirstOrDefault(h => h.HasData && h.Width == width && h.Height == height)
            ?? throw new InputException($"the mask has no image of {width} x {height} pixels, the size of the chip") { File = path, Parameter = "exclusions" };
        var values = hdu.Read<float>();
        return new Image<byte>(width, height, [.. values.Pixels.Select(v => v != 0 ? (byte)1 : (byte)0)]);
    }
}
