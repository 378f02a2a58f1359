using System.Numerics;
using System.Runtime.CompilerServices;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Changes the data quality arrays of a file and keeps their types on disk. Dispose it when the file is written: the arrays go back to the pool.
/// </summary>
internal sealed class QualityArray(ImagePool pool) : IDisposable
{
    private const double UnsignedZero = 32768;
    private readonly List<Action> returns = [];

    /// <summary>Clears bits everywhere and sets a value or bits at some pixels.</summary>
    /// <param name="hdu">The extension.</param>
    /// <param name="clear">Bits to clear.</param>
    /// <param name="hits">The pixels to mark; null = none.</param>
    /// <param name="mark">Bits to set there.</param>
    /// <param name="replace">Whether the marked pixels lose their other bits.</param>
    public void Change(ImageHdu hdu, int clear, PackedMask? hits, int mark, bool replace)
    {
        if (hdu.BitPix == 16 && hdu.Header.FindDouble("BZERO") is not UnsignedZero) Change<short>(hdu, clear, hits, mark, replace);
        else if (hdu.BitPix == 16) Change<ushort>(hdu, clear, hits, mark, replace);
        else if (hdu.BitPix == 8) Change<byte>(hdu, clear, hits, mark, replace);
        else Change<int>(hdu, clear, hits, mark, replace);
    }

    private void Change<T>(ImageHdu hdu, int clear, PackedMask? hits, int mark, bool replace) where T : unmanaged, IBinaryInteger<T>
    {
        var image = pool.Rent<T>(hdu.Width, hdu.Height);
        returns.Add(() => pool.Return(image));
        hdu.ReadTo(image);
        var values = image.Pixels;
        bool changed = clear != 0 && Clear(values, T.CreateTruncating(~clear));
        T bits = T.CreateTruncating(mark);
        hits?.ForEachMasked(i =>
        {
            T marked = replace ? bits : values[i] | bits;
            changed |= marked != values[i];
            values[i] = marked;
        });
        if (changed) hdu.SetImage(image);
    }

    /// <summary>Gives the arrays back.</summary>
    public void Dispose()
    {
        foreach (var give in returns) give();
        returns.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Clear<T>(T[] values, T keep) where T : unmanaged, IBinaryInteger<T>
    {
        bool changed = false;
        for (int i = 0; i < values.Length; i++)
        {
            T cleared = values[i] & keep;
            changed |= cleared != values[i];
            values[i] = cleared;
        }
        return changed;
    }
}
