using HstNotebooks.Errors;
using HstNotebooks.Images;

namespace HstNotebooks.Fits;

public sealed partial class ImageHdu
{
    /// <summary>The pixels of a two-dimensional image as T, with BSCALE and BZERO applied; BLANK becomes NaN in floating types. A NAXIS=0 HDU with NPIX1/NPIX2/PIXVALUE gives a constant image.</summary>
    /// <remarks>T is sbyte, byte, short, ushort, int, uint, long, ulong, float or double.</remarks>
    /// <exception cref="FitsException">There are no pixels, there are more than two axes longer than 1, or a value does not fit into T.</exception>
    public Image<T> Read<T>() where T : unmanaged => ReadSection<T>(0, 0, PlaneWidth(), Height);

    /// <summary>Reads the pixels of a two-dimensional image into an image of the same size, as <see cref="Read{T}"/>.</summary>
    /// <exception cref="FitsException">The sizes differ, or as for <see cref="Read{T}"/>.</exception>
    public void ReadTo<T>(Image<T> image) where T : unmanaged
    {
        if (image.Width != PlaneWidth() || image.Height != Height)
            throw Failure($"an image of {image.Width} x {image.Height} pixels cannot take one of {PlaneWidth()} x {Height}");
        Located(() => store!.Read(0, image.Span));
    }

    /// <summary>Reads whole rows from <paramref name="firstRow"/> (0-based) on, as many as the target holds, as <see cref="Read{T}"/>. Safe for several threads.</summary>
    internal void ReadRows<T>(int firstRow, Span<T> target) where T : unmanaged
    {
        int width = PlaneWidth();
        if (width == 0 || target.Length % width != 0 || firstRow < 0 || firstRow + target.Length / width > Height)
            throw Failure($"{target.Length} pixels from row {firstRow} on are no rows of the image of {width} x {Height}");
        try
        {
            store!.Read((long)firstRow * width, target);
        }
        catch (FitsException e) when (e.File is null)
        {
            throw Relocated(e);
        }
    }

    /// <summary>A rectangle of the image, 0-based; reads only the rows concerned.</summary>
    /// <exception cref="FitsException">The rectangle leaves the image, or as for <see cref="Read{T}"/>.</exception>
    public Image<T> ReadSection<T>(int x0, int y0, int width, int height) where T : unmanaged
    {
        int imageWidth = PlaneWidth();
        if (x0 < 0 || y0 < 0 || width < 0 || height < 0 || (long)x0 + width > imageWidth || (long)y0 + height > Height)
            throw Failure($"a section of {width} x {height} pixels at ({x0}, {y0}) leaves the image of {imageWidth} x {Height}");
        RequireArrayLength((long)width * height);
        var image = new Image<T>(width, height, GC.AllocateUninitializedArray<T>(width * height));
        Located(() =>
        {
            if (width == imageWidth) store!.Read((long)y0 * imageWidth, image.Span);
            else
                for (int y = 0; y < height; y++) store!.Read((long)(y0 + y) * imageWidth + x0, image.Row(y));
        });
        return image;
    }

    /// <summary>All pixels of an image of any number of axes as one array, first axis fastest.</summary>
    /// <exception cref="FitsException">There are more pixels than an array can hold, or a value does not fit into T. An HDU without data gives an empty array.</exception>
    public T[] ReadArray<T>() where T : unmanaged
    {
        if (store is null) return [];
        RequireArrayLength(store.Count);
        var pixels = GC.AllocateUninitializedArray<T>((int)store.Count);
        Located(() => store.Read<T>(0, pixels));
        return pixels;
    }

    private int PlaneWidth()
    {
        if (store is null || store.Axes.Length == 0)
            throw new FitsException($"{Label} holds no pixels") { File = Header.File, Hdu = Label, Expected = "an image", Advice = "choose another extension" };
        if (store.Axes.Skip(2).Any(length => length != 1))
            throw new FitsException($"{Label} has {store.Axes.Length} axes ({string.Join(" x ", store.Axes)})")
            { File = Header.File, Hdu = Label, Expected = "an image of two axes" };
        if (store.Axes[0] > int.MaxValue || (store.Axes.Length > 1 && store.Axes[1] > int.MaxValue))
            throw Failure($"the image of {string.Join(" x ", store.Axes)} pixels is too large");
        return (int)store.Axes[0];
    }

    private void RequireArrayLength(long count)
    {
        if (count > Array.MaxLength)
            throw new FitsException($"{count} pixels are more than an array can hold") { File = Header.File, Hdu = Label, Advice = "read a section" };
    }

    /// <summary>Runs a read and adds file and HDU to what goes wrong.</summary>
    private void Located(Action read)
    {
        try { read(); }
        catch (FitsException e) when (e.File is null)
        {
            throw Relocated(e);
        }
    }

    private FitsException Relocated(FitsException e) =>
        new(e.Message, e) { File = Header.File, Hdu = Label, Row = e.Row, Keyword = e.Keyword, Expected = e.Expected, Advice = e.Advice };
}
