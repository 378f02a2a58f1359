using System.Numerics;
using System.Runtime.CompilerServices;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Changes the data quality array of a file and keeps its type on disk.</summary>
internal static class QualityArray
{
    private const double UnsignedZero = 32768;

    /// <summary>Clears bits everywhere and sets a value or bits at some pixels.</summary>
    /// <param name="hdu">The extension.</param>
    /// <param name="clear">Bits to clear.</param>
    /// <param name="hits">The pixels to mark; null = none.</param>
    /// <param name="mark">Bits to set there.</param>
    /// <param name="replace">Whether the marked pixels lose their other bits.</param>
    public static void Change(ImageHdu hdu, int clear, PackedMask? hits, int mark, bool replace)
    {
        if (hdu.BitPix == 16 && hdu.Header.FindDouble("BZERO") is not UnsignedZero) Change<short>(hdu, clear, hits, mark, replace);
        else if (hdu.BitPix == 16) Change<ushort>(hdu, clear, hits, mark, replace);
        else if (hdu.BitPix == 8) Change<byte>(hdu, clear, hits, mark, replace);
        else Change<int>(hdu, clear, hits, mark, replace);
    }

    private static void Change<T>(ImageHdu hdu, int clear, PackedMask? hits, int mark, bool replace) where T : unmanaged, IBinaryInteger<T>
    {
        var image = hdu.Read<T>();
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
