using HstNotebooks.Images;

namespace HstNotebooks.Fits;

/// <summary>An image HDU, primary or extension, plain or tile-compressed; it may hold no data (NAXIS = 0).</summary>
public sealed class ImageHdu : Hdu
{
    /// <summary>An HDU without data.</summary>
    public ImageHdu(FitsHeader? header = null) => throw new NotImplementedException();
    /// <inheritdoc/>
    public override FitsHeader Header => throw new NotImplementedException();
    /// <summary>Lengths of the axes in FITS order (NAXIS1 first); empty where there is no data.</summary>
    public IReadOnlyList<long> Axes => throw new NotImplementedException();
    /// <summary>NAXIS1, 0 without data.</summary>
    public int Width => throw new NotImplementedException();
    /// <summary>NAXIS2, 0 without data.</summary>
    public int Height => throw new NotImplementedException();
    /// <summary>Whether there are pixels.</summary>
    public bool HasData => throw new NotImplementedException();
    /// <summary>An HDU that holds an image; BITPIX follows T (byte, short, ushort, int, uint, long, float, double; unsigned by BZERO). The header is taken over, structure excepted.</summary>
    public static ImageHdu Create<T>(Image<T> image, FitsHeader? header = null) where T : unmanaged => throw new NotImplementedException();
    /// <summary>The pixels of a two-dimensional image as T, with BSCALE and BZERO applied; BLANK becomes NaN in floating types. A NAXIS=0 HDU with NPIX1/NPIX2/PIXVALUE gives a constant image.</summary>
    public Image<T> Read<T>() where T : unmanaged => throw new NotImplementedException();
    /// <summary>A rectangle of the image, 0-based; reads only the rows concerned.</summary>
    public Image<T> ReadSection<T>(int x0, int y0, int width, int height) where T : unmanaged => throw new NotImplementedException();
    /// <summary>All pixels of an image of any number of axes as one array, first axis fastest.</summary>
    public T[] ReadArray<T>() where T : unmanaged => throw new NotImplementedException();
    /// <summary>Replaces the pixels; inside <see cref="FitsFile.Update"/> an image of the same size and type is written in place.</summary>
    public void SetImage<T>(Image<T> image) where T : unmanaged => throw new NotImplementedException();
}
