using HstNotebooks.Errors;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Images;

namespace HstNotebooks.Fits;

/// <summary>An image HDU, primary or extension, plain or tile-compressed; it may hold no data (NAXIS = 0).</summary>
/// <remarks>Several threads may read pixels of one HDU at the same time.</remarks>
public sealed partial class ImageHdu : Hdu
{
    /// <summary>Pixels of a constant image that a header alone may ask for.</summary>
    private const long MaximumConstantPixels = 1L << 28;
    private PixelStore? store;
    private readonly PixelStore? original;
    /// <summary>Of a compressed image in a file: the header of its table, and the image's header as it was read.</summary>
    private readonly FitsHeader? tableHeader;
    private readonly byte[]? headerAsRead;
    private FitsHeader? written;
    private ImageCompressor? compressor;

    /// <summary>An HDU without data.</summary>
    public ImageHdu(FitsHeader? header = null) : base(WithoutPixels(header)) { }

    /// <summary>An HDU in a file.</summary>
    internal ImageHdu(FitsHeader header, HduExtent extent) : base(header)
    {
        Extent = extent;
        var axes = FitsStructure.Axes(header);
        int bits = FitsStructure.BitPix(header);
        if (axes.Length > 0) store = new FilePixels(extent.Source, extent.DataStart, axes, bits, PixelScaling.From(header, bits));
        else if (header.FindInt("NPIX1") is { } width && header.FindInt("NPIX2") is { } height && header.FindDouble("PIXVALUE") is { } value
            && width > 0 && height > 0 && (long)width * height <= MaximumConstantPixels)
            store = new ConstantPixels([width, height], value);
        original = store;
    }

    /// <summary>A tile-compressed image in a file.</summary>
    internal ImageHdu(FitsHeader tableHeader, CompressedImage image, HduExtent extent) : base(CompressedHeader.ImageHeader(tableHeader, image))
    {
        Extent = extent;
        this.tableHeader = tableHeader;
        headerAsRead = Header.ToBytes();
        var scaling = image.IsReal ? PixelScaling.From(Header, image.BitPix) with { Blank = null } : PixelScaling.From(Header, image.BitPix);
        original = store = new CompressedPixels(image, new TileDecoder(image, tableHeader, extent), scaling, extent.DataLength);
    }

    /// <summary>Lengths of the axes in FITS order (NAXIS1 first); empty where there is no data.</summary>
    public IReadOnlyList<long> Axes => store?.Axes ?? [];
    /// <summary>NAXIS1, 0 without data.</summary>
    public int Width => Axes.Count > 0 ? checked((int)Axes[0]) : 0;
    /// <summary>NAXIS2, 0 without data, 1 for a single row.</summary>
    public int Height => Axes.Count > 1 ? checked((int)Axes[1]) : Axes.Count;
    /// <summary>Whether there are pixels.</summary>
    public bool HasData => store is { Count: > 0 };
    /// <summary>BITPIX: 8, 16, 32, 64 for integers, -32 and -64 for floating point; of the data, or of the header where there are none.</summary>
    public int BitPix => store?.BitPix ?? Header.FindInt("BITPIX") ?? 8;

    /// <summary>How the image is written: as compressed tiles, or (null) plain. An image that was read compressed stays so until its pixels are replaced.</summary>
    /// <remarks>Compressed images are extensions. The pixels must not be changed after this is set and before the file is saved.</remarks>
    public TileCompression? Compression { get; set; }

    /// <summary>Whether the image in the file is tile-compressed.</summary>
    public bool IsCompressed => store is CompressedPixels || Compression is not null;

    internal override bool HasOriginalData => Extent is not null && ReferenceEquals(store, original) && Compression is null;
    internal override long DataLength => compressor?.Length ?? store?.DataLength ?? 0;
    internal override FitsHeader HeaderToWrite => written ?? (HasOriginalData && tableHeader is not null ? tableHeader : Header);

    /// <summary>An HDU that holds an image; BITPIX follows T (byte, short, ushort, int, uint, long, float, double; unsigned by BZERO). The header is taken over, structure excepted.</summary>
    /// <remarks>The pixels are not copied; do not change them before the file is saved. The header is copied.</remarks>
    public static ImageHdu Create<T>(Image<T> image, FitsHeader? header = null) where T : unmanaged
    {
        var hdu = new ImageHdu(header);
        hdu.SetImage(image);
        return hdu;
    }

    /// <summary>An HDU that holds an array of any number of axes, first axis fastest.</summary>
    /// <param name="pixels">As many pixels as the axes make; not copied.</param>
    /// <param name="axes">NAXIS1, NAXIS2, ...</param>
    /// <param name="header">Taken over, structure excepted.</param>
    /// <exception cref="FitsException">The number of pixels is not the product of the axes.</exception>
    public static ImageHdu Create<T>(T[] pixels, IReadOnlyList<long> axes, FitsHeader? header = null) where T : unmanaged
    {
        var hdu = new ImageHdu(header);
        hdu.SetPixels(pixels, [.. axes]);
        return hdu;
    }

    /// <summary>An HDU whose pixels are written later, in bands, by <see cref="BandedFile"/>.</summary>
    /// <param name="axes">NAXIS1, NAXIS2, ...</param>
    /// <param name="header">Taken over, structure excepted.</param>
    internal static ImageHdu Reserve<T>(IReadOnlyList<long> axes, FitsHeader? header = null) where T : unmanaged
    {
        var hdu = new ImageHdu(header);
        hdu.SetStore(new ReservedPixels([.. axes], ArrayPixels.BitPixOf(typeof(T))), typeof(T));
        return hdu;
    }

    /// <summary>The place for pixels that are written later; null where there is none.</summary>
    internal ReservedPixels? Reserved => store as ReservedPixels;

    /// <summary>Replaces the pixels; inside <see cref="FitsFile.Update"/> an image of the same size and type is written in place.</summary>
    public void SetImage<T>(Image<T> image) where T : unmanaged => SetPixels(image.Pixels, [image.Width, image.Height]);

    private void SetPixels<T>(T[] pixels, long[] axes) where T : unmanaged
    {
        var pixelStore = ArrayPixels.Create(pixels, axes);
        if (pixelStore.Count != pixels.LongLength)
            throw new FitsException($"{pixels.LongLength} pixels for axes of {string.Join(" x ", axes)}") { Hdu = Label };
        SetStore(pixelStore, typeof(T));
    }

    private void SetStore(PixelStore pixelStore, Type type)
    {
        store = pixelStore;
        double zero = ArrayPixels.ZeroOf(type);
        foreach (string keyword in (string[])["BSCALE", "BLANK", "NPIX1", "NPIX2", "PIXVALUE"]) Header.Remove(keyword);
        if (zero == 0) Header.Remove("BZERO");
        UpdateStructure(Header.Contains("SIMPLE"));
        if (zero == 0) return;
        Header.Set("BSCALE", 1L, "stored values are shifted", after: Header.Contains("GCOUNT") ? "GCOUNT" : "NAXIS" + pixelStore.Axes.Length);
        Header.Set("BZERO", zero < long.MaxValue ? (object)(long)zero : zero, "offset of unsigned values", after: "BSCALE");
    }

    /// <inheritdoc/>
    private protected override void PrepareToWrite(bool isPrimary)
    {
        written = null;
        compressor = null;
        if (HasOriginalData && tableHeader is not null)
        {
            if (isPrimary) throw Failure("a compressed image cannot be the first HDU of a file");
            if (!Header.ToBytes().AsSpan().SequenceEqual(headerAsRead)) written = CompressedHeader.TableHeader(tableHeader, Header);
        }
        else if (Compression is { } options && store is { Count: > 0 } and not ConstantPixels)
        {
            if (isPrimary) throw Failure("a compressed image cannot be the first HDU of a file");
            compressor = new ImageCompressor(store, options);
            written = CompressedHeader.TableHeader(compressor.Header(), Header);
        }
    }

    internal override void WriteData(Stream target)
    {
        if (compressor is not null) compressor.WriteTo(target);
        else store?.WriteTo(target);
    }

    private protected override uint DataSum() => Reserved is { } reserved ? reserved.Sum : base.DataSum();

    private protected override IEnumerable<FitsCard> StructureCards(bool isPrimary)
    {
        yield return isPrimary ? new FitsCard("SIMPLE", true, "conforms to FITS standard") : new FitsCard("XTENSION", "IMAGE", "Image extension");
        bool hasUnit = store is not null and not ConstantPixels;
        yield return new FitsCard("BITPIX", (long)(hasUnit ? store!.BitPix : Header.FindInt("BITPIX") ?? 8), "array data type");
        var axes = hasUnit ? store!.Axes : [];
        yield return new FitsCard("NAXIS", (long)axes.Length, "number of array dimensions");
        for (int i = 0; i < axes.Length; i++) yield return new FitsCard("NAXIS" + (i + 1), axes[i]);
        if (isPrimary)
        {
            if (Extent is null || !HasOriginalData) yield return new FitsCard("EXTEND", true);
            yield break;
        }
        yield return new FitsCard("PCOUNT", 0L, "number of parameters");
        yield return new FitsCard("GCOUNT", 1L, "number of groups");
    }

    private static FitsHeader WithoutPixels(FitsHeader? header)
    {
        if (header is null) return new FitsHeader();
        var copy = header.Clone();
        copy.RemoveWhere(c => FitsStructure.DescribesPixels(c.Keyword));
        return copy;
    }
}
