using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Exposures;

/// <summary>One chip of an exposure: the extensions SCI, ERR and DQ of one EXTVER. Pixels are read when asked for and not kept.</summary>
public sealed class Chip
{
    private readonly ImageHdu science;
    private readonly Lazy<DetectorProperties> detector;

    internal Chip(Exposure exposure, ImageHdu science, ImageWcs wcs)
    {
        Exposure = exposure;
        this.science = science;
        Wcs = wcs;
        detector = new(() => DetectorReader.Read(Exposure, this));
    }

    /// <summary>The exposure it belongs to.</summary>
    public Exposure Exposure { get; }

    /// <summary>EXTVER of its extensions.</summary>
    public int ExtVer => science.Version;

    /// <summary>The header of SCI.</summary>
    public FitsHeader Header => science.Header;

    /// <summary>The full WCS.</summary>
    public ImageWcs Wcs { get; }

    /// <summary>NAXIS1 (NPIX1 of a constant image).</summary>
    public int Width => science.HasData ? science.Width : Wcs.Width;

    /// <summary>NAXIS2 (NPIX2 of a constant image).</summary>
    public int Height => science.HasData ? science.Height : Wcs.Height;

    /// <summary>What the camera's electronics mean for this chip.</summary>
    /// <exception cref="InputException">A keyword that the camera needs is missing.</exception>
    public DetectorProperties Detector => detector.Value;

    /// <summary>As <see cref="Detector"/>, with values that stand in where the headers have none.</summary>
    internal DetectorProperties DetectorWithStandIns(double? gain, double? readNoise, double? exposureTime) =>
        DetectorReader.Read(Exposure, this, gain, readNoise, exposureTime);

    /// <summary>Reads SCI in its native units.</summary>
    public Image<float> ReadScience() => science.Read<float>();

    /// <summary>Reads ERR, or null where there is none or it is empty.</summary>
    public Image<float>? ReadError() => Exposure.File.Find("ERR", ExtVer) is ImageHdu { HasData: true } error ? ReadSameSize<float>(error, Exposure.Path) : null;

    /// <summary>Reads DQ (for WFPC2 from the c1m file beside it), or null where there is none or it is empty. Unsigned 16 bit.</summary>
    /// <exception cref="InputException">The file with the data quality has no extension for this chip, or one of another size.</exception>
    public Image<ushort>? ReadDataQuality()
    {
        if (Exposure.DataQualityFile is not { } path) return null;
        if (path == Exposure.Path)
            return Exposure.File.Find("DQ", ExtVer) is ImageHdu { HasData: true } own ? ReadSameSize<ushort>(own, path) : null;
        using var file = FitsFile.Open(path);
        // WFPC2's c1m files call their data quality SCI as the c0m files call their pixels.
        var hdu = file.Find("DQ", ExtVer) ?? file.Find("SCI", ExtVer);
        return hdu is ImageHdu image
            ? ReadSameSize<ushort>(image, path)
            : throw new InputException("the data quality of this chip is missing") { File = path, Hdu = $"[SCI,{ExtVer}]" };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Exposure.FileName}[SCI,{ExtVer}]";

    private Image<T> ReadSameSize<T>(ImageHdu hdu, string path) where T : unmanaged
    {
        var image = hdu.Read<T>();
        if (image.Width == Width && image.Height == Height) return image;
        throw new InputException($"the image is {image.Width} x {image.Height} pixels, its science image {Width} x {Height}")
        { File = path, Hdu = $"[{hdu.Name},{hdu.Version}]" };
    }
}
